import { CATEGORY_COUNT, LEAF_COUNT, LEAF_HUNDREDTHS_MAX, LEAF_HUNDREDTHS_MIN } from './problem.ts';

/** One row per subject, by column. Leaf values are integer hundredths: 87.35 is 8735. */
export interface SubjectColumns {
  readonly subjectCount: number;
  readonly categories: Int32Array<ArrayBuffer>;
  readonly leavesHundredths: readonly Int32Array<ArrayBuffer>[];
}

const SLOTS_PER_SUBJECT = 32;
const CATEGORY_SLOT = 31;
const TWO_TO_THE_32 = 4_294_967_296;

/**
 * Values depend on seed, subject and column only, by a hash of their place: the first thousand subjects are the same however
 * many follow, and no entry has to consume random numbers in a given order.
 */
export function generateSubjects({ subjectCount, seed }: { subjectCount: number; seed: number }): SubjectColumns {
  const key = scramble(seed);
  const categories = new Int32Array(subjectCount);
  const leavesHundredths = Array.from({ length: LEAF_COUNT }, () => new Int32Array(subjectCount));

  for (let subject = 0; subject < subjectCount; subject++) {
    categories[subject] = pick({ hash: hashAt({ key, subject, slot: CATEGORY_SLOT }), choiceCount: CATEGORY_COUNT });
  }
  const choiceCount = LEAF_HUNDREDTHS_MAX - LEAF_HUNDREDTHS_MIN + 1;
  for (const [slot, column] of leavesHundredths.entries()) {
    for (let subject = 0; subject < subjectCount; subject++) {
      column[subject] = LEAF_HUNDREDTHS_MIN + pick({ hash: hashAt({ key, subject, slot }), choiceCount });
    }
  }
  return { subjectCount, categories, leavesHundredths };
}

/** 8735 → "87.35". For peers that read decimal text. */
export function decimalText(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function hashAt({ key, subject, slot }: { key: number; subject: number; slot: number }): number {
  return scramble((Math.imul(subject, SLOTS_PER_SUBJECT) + slot) ^ key);
}

/** Exact: a 32-bit hash times a small count stays below 2^53, and dividing by a power of two loses nothing. */
function pick({ hash, choiceCount }: { hash: number; choiceCount: number }): number {
  return Math.floor((hash * choiceCount) / TWO_TO_THE_32);
}

/** A mixing function on 32-bit integers (the "lowbias32" constants); every step is a bijection. */
function scramble(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
