import type { Arithmetic, NumberColumn } from './arithmetic.ts';
import { assert } from './assert.ts';
import { assertSameLength, exactArithmetic } from './exact-arithmetic.ts';
import { missing } from './missing.ts';
import { powerOfTen } from './rational.ts';
import { exactValue, isScaled, reduced, toExact, toScaled, withSeenBounds, type ScaledColumn } from './scaled/column.ts';
import { extremeBy, sumBy } from './scaled/groups.ts';
import { integerMax } from './scaled/integer.ts';
import { weightedMean } from './scaled/mean.ts';
import { multiple, negation, product, quotient, sum } from './scaled/operation.ts';
import { compare, compareTo, extreme, sortKeys } from './scaled/order.ts';
import { inUnits, rounded } from './scaled/rounding.ts';
import { fillMissing, gather, select, withState } from './scaled/rows.ts';
import { allMissing, constant, fromDictionary, fromIntegers, fromTexts } from './scaled/source.ts';

/**
 * Whole numbers in float64 over a common denominator, for as long as bounds prove that nothing passes 2^53; rationals, by
 * the very code of `exactArithmetic`, where they do not. A column is one or the other as a whole.
 */
export const scaledArithmetic: Arithmetic = {
  name: 'scaled',

  constant: (value, length) => constant(value, length) ?? exactArithmetic.constant(value, length),
  fromDictionary: (codes, values, reasons) =>
    fromDictionary(codes, values, reasons) ?? exactArithmetic.fromDictionary(codes, values, reasons),
  fromTexts: (codes, texts, reasons) => fromTexts(codes, texts, reasons) ?? exactArithmetic.fromTexts(codes, texts, reasons),
  fromIntegers: (values, state = null) => {
    assertSameLength(values, state ?? values);
    return fromIntegers(values, state);
  },
  allMissing,

  add: (a, b) =>
    onBoth(
      a,
      b,
      (x, y) => sum(x, y, 1),
      (x, y) => exactArithmetic.add(x, y),
    ),
  subtract: (a, b) =>
    onBoth(
      a,
      b,
      (x, y) => sum(x, y, -1),
      (x, y) => exactArithmetic.subtract(x, y),
    ),
  multiply: (a, b) => onBoth(a, b, product, (x, y) => exactArithmetic.multiply(x, y)),
  divide: (a, b) => onBoth(a, b, quotient, (x, y) => exactArithmetic.divide(x, y)),
  negate: (a) => onOne(a, negation, (x) => exactArithmetic.negate(x)),
  scaleBy: (a, factor) =>
    onOne(
      a,
      (x) => multiple(x, factor),
      (x) => exactArithmetic.scaleBy(x, factor),
    ),
  minimum: (a, b) =>
    onBoth(
      a,
      b,
      (x, y) => extreme(x, y, -1),
      (x, y) => exactArithmetic.minimum(x, y),
    ),
  maximum: (a, b) =>
    onBoth(
      a,
      b,
      (x, y) => extreme(x, y, 1),
      (x, y) => exactArithmetic.maximum(x, y),
    ),

  select: (choice, a, b) => {
    assertSameLength(choice, a);
    return onBoth(
      a,
      b,
      (x, y) => select(choice, x, y),
      (x, y) => exactArithmetic.select(choice, x, y),
    );
  },
  gather: (a, index, reason = missing.noRecord) =>
    onOne(
      a,
      (x) => gather(x, index, reason),
      (x) => exactArithmetic.gather(x, index, reason),
    ),
  withState: (a, state) => {
    assertSameLength(a, state);
    return onOne(
      a,
      (x) => withState(x, state),
      (x) => exactArithmetic.withState(x, state),
    );
  },
  fillMissing: (a, value) =>
    onOne(
      a,
      (x) => fillMissing(x, value),
      (x) => exactArithmetic.fillMissing(x, value),
    ),

  weightedMean: (terms, policy) => {
    assert(terms.length > 0, 'a mean has terms');
    for (const { column, weight } of terms) {
      assertSameLength(column, terms[0]!.column);
      assert(weight.num >= 0n, 'a weight is not negative');
    }
    const used = terms.filter(({ weight }) => weight.num > 0n);
    if (used.length === 0) return allMissing(terms[0]!.column.length, missing.operand);
    const weights = used.map(({ weight }) => weight);
    return onColumns(
      used.map(({ column }) => column),
      (columns) => weightedMean(columns, weights, policy),
      (columns) =>
        exactArithmetic.weightedMean(
          columns.map((column, t) => ({ column, weight: weights[t]! })),
          policy,
        ),
    );
  },

  sumBy: (rows, owner, ownerCount) => {
    assertSameLength(rows, owner);
    return onOne(
      rows,
      (x) => sumBy(x, owner, ownerCount),
      (x) => exactArithmetic.sumBy(x, owner, ownerCount),
    );
  },
  minimumBy: (rows, owner, ownerCount) => {
    assertSameLength(rows, owner);
    return onOne(
      rows,
      (x) => extremeBy(x, owner, ownerCount, -1),
      (x) => exactArithmetic.minimumBy(x, owner, ownerCount),
    );
  },
  maximumBy: (rows, owner, ownerCount) => {
    assertSameLength(rows, owner);
    return onOne(
      rows,
      (x) => extremeBy(x, owner, ownerCount, 1),
      (x) => exactArithmetic.maximumBy(x, owner, ownerCount),
    );
  },

  round: (a, digits, mode) =>
    onOne(
      a,
      (x) => rounded(x, digits, mode),
      (x) => {
        const exact = toExact(exactArithmetic.round(x, digits, mode));
        // Rounding is where large denominators end: the column may be scaled again.
        const unit = powerOfTen(digits);
        return (unit <= integerMax ? toScaled(exact, Number(unit)) : null) ?? exact;
      },
    ),

  compare: (a, b) => {
    assertSameLength(a, b);
    return isScaled(a) && isScaled(b) ? compare(a, b) : exactArithmetic.compare(toExact(a), toExact(b));
  },
  compareTo: (a, value) => (isScaled(a) ? compareTo(a, value) : null) ?? exactArithmetic.compareTo(toExact(a), value),
  sortKeys: (a) => (isScaled(a) ? sortKeys(a) : exactArithmetic.sortKeys(a)),
  inUnits: (a, digits) => (isScaled(a) ? inUnits(a, digits) : null) ?? exactArithmetic.inUnits(toExact(a), digits),

  valueAt: (a, row) => {
    if (!isScaled(a)) return exactArithmetic.valueAt(a, row);
    assert(Number.isInteger(row) && row >= 0 && row < a.length, 'the row exists');
    return a.state !== null && a.state[row] !== missing.present ? null : exactValue(a, row);
  },
};

/**
 * Tries with the bounds as they were proven, then as they are seen, then with everything reduced; if 2^53 may still be
 * passed, the rationals take over.
 */
function onColumns(
  columns: readonly NumberColumn[],
  scaled: (columns: readonly ScaledColumn[]) => ScaledColumn | null,
  exact: (columns: readonly NumberColumn[]) => NumberColumn,
): NumberColumn {
  if (columns.every(isScaled)) {
    const result = scaled(columns) ?? scaled(columns.map(withSeenBounds)) ?? scaled(columns.map(reduced));
    if (result !== null) return result;
  }
  return exact(columns.map(toExact));
}

function onOne(a: NumberColumn, scaled: (a: ScaledColumn) => ScaledColumn | null, exact: (a: NumberColumn) => NumberColumn): NumberColumn {
  return onColumns(
    [a],
    ([x]) => scaled(x!),
    ([x]) => exact(x!),
  );
}

function onBoth(
  a: NumberColumn,
  b: NumberColumn,
  scaled: (a: ScaledColumn, b: ScaledColumn) => ScaledColumn | null,
  exact: (a: NumberColumn, b: NumberColumn) => NumberColumn,
): NumberColumn {
  assertSameLength(a, b);
  return onColumns(
    [a, b],
    ([x, y]) => scaled(x!, y!),
    ([x, y]) => exact(x!, y!),
  );
}
