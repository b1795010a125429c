import { emptyAnswer, type Answer } from './answer.ts';
import type { SubjectColumns } from './data.ts';
import {
  CATEGORY_COUNT,
  EXCELLENT_PERCENT,
  FAIR_PERCENT,
  GRADE_CODE,
  GROUP_WEIGHTS_PERCENT,
  LEAF_WEIGHTS_PERCENT,
  LEAVES_PER_GROUP,
} from './problem.ts';

/**
 * The known limit: this one problem written out by hand for one thread, on integers that never leave 31 bits, without a
 * scheme, facts, missing values or an explanation. An engine that reads its rules from a document is measured against it.
 */
export function computeReference(columns: SubjectColumns): Answer {
  const answer = emptyAnswer(columns.subjectCount);
  computeTotals(columns, answer.totalsHundredths);
  gradeTotals({ categories: columns.categories, answer });
  return answer;
}

export function computeTotals(columns: SubjectColumns, totalsHundredths: Int32Array): void {
  const subjectCount = columns.subjectCount;
  const weightedTotals = new Int32Array(subjectCount);
  for (const [group, weights] of LEAF_WEIGHTS_PERCENT.entries()) {
    const first = group * LEAVES_PER_GROUP;
    addWeightedGroup({
      leaves: columns.leavesHundredths.slice(first, first + LEAVES_PER_GROUP),
      weights,
      groupWeight: GROUP_WEIGHTS_PERCENT[group]!,
      weightedTotals,
    });
  }
  for (let subject = 0; subject < subjectCount; subject++) {
    totalsHundredths[subject] = hundredthHalfUp(weightedTotals[subject]!);
  }
}

/**
 * Ranks and grades from `answer.totalsHundredths`. One histogram of totals per category replaces sorting: the subjects above
 * a total are a running sum over it, the ones at the total are the tie group.
 */
export function gradeTotals({ categories, answer }: { categories: Int32Array; answer: Answer }): void {
  const { totalsHundredths, ranks, grades } = answer;
  const subjectCount = categories.length;
  if (subjectCount === 0) return;

  let lowest = totalsHundredths[0]!;
  let highest = lowest;
  for (let subject = 1; subject < subjectCount; subject++) {
    const total = totalsHundredths[subject]!;
    if (total < lowest) lowest = total;
    if (total > highest) highest = total;
  }
  const stride = highest - lowest + 1;

  const counts = new Int32Array(CATEGORY_COUNT * stride);
  for (let subject = 0; subject < subjectCount; subject++) {
    counts[categories[subject]! * stride + (highest - totalsHundredths[subject]!)]!++;
  }

  // From here on a cell describes its tie group: the rank all its members share, and the grade they share.
  const rankOfCell = counts;
  const gradeOfCell = new Uint8Array(counts.length);
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    const start = category * stride;
    const end = start + stride;
    let memberCount = 0;
    for (let cell = start; cell < end; cell++) memberCount += counts[cell]!;
    const excellentPlaces = hundredthHalfUp(EXCELLENT_PERCENT * memberCount);
    const beforeFair = memberCount - hundredthHalfUp(FAIR_PERCENT * memberCount);

    let aheadCount = 0;
    for (let cell = start; cell < end; cell++) {
      const tiedCount = counts[cell]!;
      if (tiedCount === 0) continue;
      const lastPlace = aheadCount + tiedCount;
      rankOfCell[cell] = aheadCount + 1;
      gradeOfCell[cell] =
        lastPlace <= excellentPlaces
          ? GRADE_CODE.excellent
          : aheadCount >= beforeFair
            ? GRADE_CODE.fair
            : aheadCount < excellentPlaces || lastPlace > beforeFair
              ? GRADE_CODE.undecided
              : GRADE_CODE.good;
      aheadCount = lastPlace;
    }
  }

  for (let subject = 0; subject < subjectCount; subject++) {
    const cell = categories[subject]! * stride + (highest - totalsHundredths[subject]!);
    ranks[subject] = rankOfCell[cell]!;
    grades[subject] = gradeOfCell[cell]!;
  }
}

/** One hundredth of a value that is not negative, half-up. Serves percentages and two-decimal weights alike. */
export function hundredthHalfUp(value: number): number {
  return ((value + 50) / 100) | 0;
}

function addWeightedGroup({
  leaves,
  weights,
  groupWeight,
  weightedTotals,
}: {
  leaves: readonly Int32Array[];
  weights: readonly number[];
  groupWeight: number;
  weightedTotals: Int32Array;
}): void {
  const [a, b, c, d, e, f] = leaves as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  const [wa, wb, wc, wd, we, wf] = weights as [number, number, number, number, number, number];
  for (let subject = 0; subject < weightedTotals.length; subject++) {
    const weighted = wa * a[subject]! + wb * b[subject]! + wc * c[subject]! + wd * d[subject]! + we * e[subject]! + wf * f[subject]!;
    weightedTotals[subject]! += groupWeight * hundredthHalfUp(weighted);
  }
}
