import type { MissingCode } from './missing.ts';
import type { Rational, RoundingMode } from './rational.ts';

/**
 * A column of exact numbers or missing values, one per row of some frame (subjects, fact rows, ranking groups).
 * How the numbers are held is the business of the arithmetic that made the column; nobody else looks inside.
 */
export interface NumberColumn {
  readonly length: number;
  /** One code of `missing` per row; null exactly when every row is present. */
  readonly state: Uint8Array | null;
}

/** What a fold does with a missing part: leave it out, give no result, or count it as zero. */
export type MissingPolicy = 'skip' | 'withhold' | 'zero';

export interface WeightedTerm {
  readonly column: NumberColumn;
  /** Not negative. A term of weight zero takes no part. */
  readonly weight: Rational;
}

/** A comparison of two rows; `unknown` where one side is missing. */
export const ordering = { less: -1, equal: 0, greater: 1, unknown: 2 } as const;

/**
 * Exact arithmetic on columns. Two implementations, equal on every input: `scaledArithmetic` (integers in float64
 * columns over a common denominator wherever bounds prove that nothing exceeds 2^53, exact rationals for the rest) and
 * `exactArithmetic` (rationals only, the reference). The walker is written once against this interface.
 *
 * In all operations on several columns a row with a missing operand is missing (`missing.operand`), unless said otherwise.
 * Operations on one column keep its reasons. No operation changes a column, and none keeps an array that it was given, except
 * codes: those are the facts' own and are never written again.
 * Columns given together have the same length; anything else is a programmer's error.
 */
export interface Arithmetic {
  readonly name: 'scaled' | 'exact';

  constant(value: Rational, length: number): NumberColumn;
  /**
   * Row i is `values[codes[i]]`. A null in `values` is missing with the reason in `reasons` at the same code
   * (`missing.noRecord` if `reasons` is absent). A code below zero is `missing.noRecord`.
   */
  fromDictionary(codes: Int32Array, values: readonly (Rational | null)[], reasons?: Uint8Array): NumberColumn;
  /** The same for a column of facts: row i is the decimal `texts[codes[i]]`, missing where that text is none. No code is below zero. */
  fromTexts(codes: Int32Array, texts: readonly string[], reasons?: Uint8Array): NumberColumn;
  /** Whole numbers, all below 2^53 in absolute value, with an optional state per row. */
  fromIntegers(values: Int32Array | Float64Array, state?: Uint8Array | null): NumberColumn;
  allMissing(length: number, reason: MissingCode): NumberColumn;

  add(a: NumberColumn, b: NumberColumn): NumberColumn;
  subtract(a: NumberColumn, b: NumberColumn): NumberColumn;
  multiply(a: NumberColumn, b: NumberColumn): NumberColumn;
  /** A zero divisor gives `missing.divisionByZero`. */
  divide(a: NumberColumn, b: NumberColumn): NumberColumn;
  negate(a: NumberColumn): NumberColumn;
  scaleBy(a: NumberColumn, factor: Rational): NumberColumn;
  minimum(a: NumberColumn, b: NumberColumn): NumberColumn;
  maximum(a: NumberColumn, b: NumberColumn): NumberColumn;
  /**
   * Row i is `a` where choice is 1, `b` where 0, missing (`missing.operand`) where 2. The branch not chosen may be missing;
   * the chosen one keeps its reason.
   */
  select(choice: Uint8Array, a: NumberColumn, b: NumberColumn): NumberColumn;
  /** Row i is `a[index[i]]`; below zero gives `reason` (default `missing.noRecord`). */
  gather(a: NumberColumn, index: Int32Array, reason?: MissingCode): NumberColumn;
  /** `a`, with the rows missing for which `state` is not zero (that reason wins over one already there). */
  withState(a: NumberColumn, state: Uint8Array): NumberColumn;
  /** Missing rows become the value; nothing is missing afterwards. */
  fillMissing(a: NumberColumn, value: Rational): NumberColumn;

  /**
   * Σ w·x ÷ Σ w over the terms present (`skip`); missing as soon as one term is (`withhold`, reason `missing.withheld`);
   * or a missing term counts as 0 in the sum and fully in Σ w (`zero`). All terms missing: `missing.operand`, in each policy.
   */
  weightedMean(terms: readonly WeightedTerm[], policy: MissingPolicy): NumberColumn;

  /** Sum of the rows of each owner; missing rows and owners below zero are left out. Nothing is missing: no rows give 0. */
  sumBy(rows: NumberColumn, owner: Int32Array, ownerCount: number): NumberColumn;
  /** Smallest or largest present row of each owner; no row gives `missing.noRecord`. */
  minimumBy(rows: NumberColumn, owner: Int32Array, ownerCount: number): NumberColumn;
  maximumBy(rows: NumberColumn, owner: Int32Array, ownerCount: number): NumberColumn;

  /** Rounded to `digits` decimals (0 or more). */
  round(a: NumberColumn, digits: number, mode: RoundingMode): NumberColumn;

  /** Per row one of `ordering`. */
  compare(a: NumberColumn, b: NumberColumn): Int8Array;
  compareTo(a: NumberColumn, value: Rational): Int8Array;
  /**
   * Keys that sort as the values do: equal values have equal keys, larger values larger keys; missing is −Infinity.
   * Keys are only comparable within the one column.
   */
  sortKeys(a: NumberColumn): Float64Array;

  /**
   * Each value in units of 10^−digits, for whoever takes a column as plain numbers: 95.21 with two digits is 9521. NaN where
   * missing. The column was rounded to so many digits or fewer; anything else is a programmer's error.
   */
  inUnits(a: NumberColumn, digits: number): Float64Array;
  /** The exact value of a row, in lowest terms; null when missing. */
  valueAt(a: NumberColumn, row: number): Rational | null;
}

/** The state of a row: `missing.present` or the reason. */
export function stateAt(column: NumberColumn, row: number): number {
  return column.state === null ? 0 : column.state[row]!;
}
