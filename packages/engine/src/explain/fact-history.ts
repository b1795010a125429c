import type { Facts, RecordedFact } from '../facts/facts.ts';
import { recordColumnKeys } from '../facts/definitions.ts';

/** One correction or reversal in the history of a fact: what it changed, and on whose word. */
export interface FactChange {
  /** Row of the correction in its file or sheet. */
  readonly row: number;
  readonly isReversal: boolean;
  /** Columns that read differently afterwards; '' for an empty cell. None where a reversal leaves nothing standing. */
  readonly cells: readonly { readonly column: string; readonly before: string; readonly after: string }[];
  /** Whether anything of the fact stands after this change. */
  readonly stands: boolean;
  readonly reason: string;
  readonly authority: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** A fact that was recorded for the subject and no longer stands for it, with what became of it. */
export interface WithdrawnFact {
  readonly table: string;
  readonly source: string;
  readonly row: number;
  /** What it said when it was recorded, by column key; empty cells are left out. */
  readonly cells: Readonly<Record<string, string>>;
  readonly changes: readonly FactChange[];
}

/**
 * What the rows after the first did to a fact. Each correction takes the place of what stood, and a reversal takes the
 * newest of them away again, so what stood before comes back.
 */
export function changesOf(chain: readonly RecordedFact[]): FactChange[] {
  const standing = chain.slice(0, 1);
  return chain.slice(1).map((fact) => {
    const before = standing.at(-1);
    if (fact.isReversal) standing.pop();
    else standing.push(fact);
    const after = standing.at(-1);
    return {
      row: fact.sourceRow,
      isReversal: fact.isReversal,
      cells: before === undefined || after === undefined ? [] : differences(before, after),
      stands: after !== undefined,
      reason: fact.reason,
      authority: fact.authority,
      recordedBy: fact.recordedBy,
      recordedAt: fact.recordedAt,
    };
  });
}

function differences(before: RecordedFact, after: RecordedFact): FactChange['cells'] {
  const columns = new Set([...before.cells.keys(), ...after.cells.keys()]);
  return [...columns].flatMap((column) => {
    const [was, is] = [before.cells.get(column) ?? '', after.cells.get(column) ?? ''];
    return was === is || (recordColumnKeys.has(column) && column !== 'state') ? [] : [{ column, before: was, after: is }];
  });
}

/** Rows of a vote would tell who voted; they never reach a bill. */
const secretTables: ReadonlySet<string> = new Set(['ballots', 'survey']);

/** The facts once recorded for a subject of which nothing stands any more, or which now stand for another. */
export function withdrawnFacts(facts: Facts, subjectId: string): WithdrawnFact[] {
  return [...facts.definitions.values()].flatMap(({ key }): WithdrawnFact[] => {
    if (secretTables.has(key)) return [];
    const { source } = facts.table(key);
    const chains = [
      ...facts.cancelled(key),
      ...facts.correctedRows(key).flatMap((row) => (facts.cell(key, 'subject', row) === subjectId ? [] : [facts.history(key, row)])),
    ];
    return chains.flatMap((chain) => {
      const first = chain[0]!;
      if (first.cells.get('subject') !== subjectId) return [];
      return [{ table: key, source, row: first.sourceRow, cells: Object.fromEntries(first.cells), changes: changesOf(chain) }];
    });
  });
}
