/**
 * The problem every entry solves, once, in numbers.
 *
 * A subject has thirty leaf values between 40.00 and 100.00. Six leaves make a group, five groups make the total; group and
 * total are weighted means rounded half-up to two decimals. Within its category a subject has a competition rank, and a grade
 * from a quota: 15% of the category are 优秀 and 5% 一般, each count rounded half-up. Subjects with equal totals are never
 * separated: where they straddle the border of a quota they are all undecided (待定).
 *
 * Example: 30 subjects have 4.5 → 5 places for 优秀. Four are ahead and two share rank 5, so these two are 待定.
 */

export const CATEGORY_COUNT = 100;
export const LEAF_COUNT = 30;
export const LEAVES_PER_GROUP = 6;
export const LEAF_HUNDREDTHS_MIN = 4_000;
export const LEAF_HUNDREDTHS_MAX = 10_000;

/** Per group, the weights of its six leaves. */
export const LEAF_WEIGHTS_PERCENT: readonly (readonly number[])[] = [
  [30, 20, 15, 15, 10, 10],
  [25, 25, 20, 12, 10, 8],
  [20, 20, 20, 20, 15, 5],
  [40, 15, 15, 13, 10, 7],
  [17, 17, 17, 17, 16, 16],
];
export const GROUP_WEIGHTS_PERCENT: readonly number[] = [25, 20, 20, 20, 15];

export const EXCELLENT_PERCENT = 15;
export const FAIR_PERCENT = 5;

/** Codes of the answer; the order is that of the grade list, not of merit. */
export const GRADE_CODE = { excellent: 0, good: 1, fair: 2, undecided: 3 } as const;
export const GRADE_LABELS = ['优秀', '良好', '一般', '待定'] as const;

export const SEED = 20_250_101;
