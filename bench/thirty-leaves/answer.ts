import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import assert from 'node:assert/strict';

/** What every entry must arrive at, in the order of the subjects. */
export interface Answer {
  readonly totalsHundredths: Int32Array;
  readonly ranks: Int32Array;
  readonly grades: Int32Array;
}

export function emptyAnswer(subjectCount: number): Answer {
  return {
    totalsHundredths: new Int32Array(subjectCount),
    ranks: new Int32Array(subjectCount),
    grades: new Int32Array(subjectCount),
  };
}

/** SHA-256 over totals, ranks and grades as little-endian 32-bit integers. */
export function hashAnswer(answer: Answer): string {
  return hashColumns([answer.totalsHundredths, answer.ranks, answer.grades]);
}

export function hashColumns(columns: readonly Int32Array[]): string {
  assert(endianness() === 'LE', 'the hash covers the bytes in memory, which must be little-endian');
  const hash = createHash('sha256');
  for (const column of columns) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash.digest('hex');
}

/** Counts subjects, not values: one with a wrong total and a wrong rank counts once. */
export function countDifferingSubjects(columns: readonly Int32Array[], expectedColumns: readonly Int32Array[]): number {
  const subjectCount = expectedColumns[0]!.length;
  let differingCount = 0;
  for (let subject = 0; subject < subjectCount; subject++) {
    if (columns.some((column, index) => column[subject] !== expectedColumns[index]![subject])) differingCount++;
  }
  return differingCount;
}
