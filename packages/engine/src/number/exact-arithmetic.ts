import { type Arithmetic, type NumberColumn, ordering } from './arithmetic.ts';
import { assert } from './assert.ts';
import { parseDecimals } from './decimal-column.ts';
import { missing } from './missing.ts';
import * as rationals from './rational.ts';
import type { Rational } from './rational.ts';

/** A number, or the code of the reason why there is none. */
export type Cell = Rational | number;

/** A column held cell by cell. `state` repeats the reasons; it is null exactly where every row is present. */
export interface ExactColumn extends NumberColumn {
  readonly kind: 'exact';
  readonly cells: readonly Cell[];
}

export function exactColumn(cells: readonly Cell[]): ExactColumn {
  assert(!cells.includes(missing.present), 'a missing value has a reason');
  const isMissing = cells.some((cell) => typeof cell === 'number');
  const state = isMissing ? Uint8Array.from(cells, (cell) => (typeof cell === 'number' ? cell : missing.present)) : null;
  return { kind: 'exact', length: cells.length, state, cells };
}

/**
 * The reference: one rational per cell and one plain line per rule. It is slow, and what `scaledArithmetic` falls back on
 * where numbers grow past 2^53, so that both give the same value and the same reason in every row.
 */
export const exactArithmetic: Arithmetic = {
  name: 'exact',

  constant: (value, length) => byRow(length, () => value),
  fromDictionary: (codes, values, reasons) => {
    const { cells } = exactColumn(values.map((value, code) => value ?? reasons?.[code] ?? missing.noRecord));
    return byRow(codes.length, (row) => {
      const code = codes[row]!;
      assert(code < values.length, 'a code points into its dictionary');
      return code < 0 ? missing.noRecord : cells[code]!;
    });
  },
  fromTexts: (codes, texts, reasons) => exactArithmetic.fromDictionary(codes, parseDecimals(texts), reasons),
  fromIntegers: (values, state) => {
    assertSameLength(values, state ?? values);
    return byRow(values.length, (row) => state?.[row] || rationals.fromInteger(values[row]!));
  },
  allMissing: (length, reason) => byRow(length, () => reason),

  add: (a, b) => byRowOfBoth(a, b, rationals.add),
  subtract: (a, b) => byRowOfBoth(a, b, rationals.subtract),
  multiply: (a, b) => byRowOfBoth(a, b, rationals.multiply),
  divide: (a, b) => byRowOfBoth(a, b, (x, y) => (y.num === 0n ? missing.divisionByZero : rationals.divide(x, y))),
  negate: (a) => byPresentRow(a, rationals.negate),
  scaleBy: (a, factor) => byPresentRow(a, (x) => rationals.multiply(x, factor)),
  minimum: (a, b) => byRowOfBoth(a, b, rationals.min),
  maximum: (a, b) => byRowOfBoth(a, b, rationals.max),

  select: (choice, a, b) => {
    assertSameLength(choice, a);
    assertSameLength(choice, b);
    const [whereOne, whereZero] = [cellsOf(a), cellsOf(b)];
    return byRow(a.length, (row) => (choice[row] === 1 ? whereOne[row]! : choice[row] === 0 ? whereZero[row]! : missing.operand));
  },
  gather: (a, index, reason = missing.noRecord) => {
    const cells = cellsOf(a);
    return byRow(index.length, (row) => {
      if (index[row]! < 0) return reason;
      assert(index[row]! < a.length, 'a gathered row exists');
      return cells[index[row]!]!;
    });
  },
  withState: (a, state) => {
    assertSameLength(a, state);
    const cells = cellsOf(a);
    return byRow(a.length, (row) => state[row] || cells[row]!);
  },
  fillMissing: (a, value) => exactColumn(cellsOf(a).map((cell) => (typeof cell === 'number' ? value : cell))),

  weightedMean: (terms, policy) => {
    assert(terms.length > 0, 'a mean has terms');
    for (const { column, weight } of terms) {
      assertSameLength(column, terms[0]!.column);
      assert(weight.num >= 0n, 'a weight is not negative');
    }
    const used = terms.filter(({ weight }) => weight.num > 0n).map(({ column, weight }) => ({ cells: cellsOf(column), weight }));
    const weightOfAll = used.map(({ weight }) => weight).reduce(rationals.add, rationals.zero);

    return byRow(terms[0]!.column.length, (row) => {
      let sum = rationals.zero;
      let weightOfPresent = rationals.zero;
      for (const { cells, weight } of used) {
        const cell = cells[row]!;
        if (typeof cell === 'number') continue;
        sum = rationals.add(sum, rationals.multiply(weight, cell));
        weightOfPresent = rationals.add(weightOfPresent, weight);
      }
      if (weightOfPresent.num === 0n) return missing.operand;
      if (policy === 'withhold' && !rationals.equals(weightOfPresent, weightOfAll)) return missing.withheld;
      return rationals.divide(sum, policy === 'zero' ? weightOfAll : weightOfPresent);
    });
  },

  sumBy: (rows, owner, ownerCount) => foldByOwner(rows, owner, ownerCount, rationals.zero, rationals.add),
  minimumBy: (rows, owner, ownerCount) => foldByOwner(rows, owner, ownerCount, missing.noRecord, rationals.min),
  maximumBy: (rows, owner, ownerCount) => foldByOwner(rows, owner, ownerCount, missing.noRecord, rationals.max),

  round: (a, digits, mode) => byPresentRow(a, (x) => rationals.roundTo(x, digits, mode)),

  compare: (a, b) => {
    assertSameLength(a, b);
    const [left, right] = [cellsOf(a), cellsOf(b)];
    return Int8Array.from(left, (x, row) => order(x, right[row]!));
  },
  compareTo: (a, value) => Int8Array.from(cellsOf(a), (x) => order(x, value)),
  sortKeys: (a) => {
    const cells = cellsOf(a);
    const keys = new Float64Array(a.length).fill(-Infinity);
    const rowsAscending = Array.from(keys.keys())
      .filter((row) => typeof cells[row] !== 'number')
      .sort((i, j) => rationals.compare(cells[i] as Rational, cells[j] as Rational));
    let key = 0;
    rowsAscending.forEach((row, place) => {
      const before = cells[rowsAscending[place - 1] ?? row] as Rational;
      if (!rationals.equals(before, cells[row] as Rational)) key++;
      keys[row] = key;
    });
    return keys;
  },

  inUnits: (a, digits) => {
    const unit = rationals.fromInteger(rationals.powerOfTen(digits));
    return Float64Array.from(cellsOf(a), (x) => (typeof x === 'number' ? NaN : rationals.toSafeInteger(rationals.multiply(x, unit))));
  },

  valueAt: (a, row) => {
    const cell = cellsOf(a)[row];
    assert(cell !== undefined, 'the row exists');
    return typeof cell === 'number' ? null : cell;
  },
};

function cellsOf(column: NumberColumn): readonly Cell[] {
  assert('kind' in column && column.kind === 'exact', 'a column goes back to the arithmetic that made it');
  return (column as ExactColumn).cells;
}

export function assertSameLength(a: { readonly length: number }, b: { readonly length: number }): void {
  assert(a.length === b.length, 'columns that are used together have the same length');
}

function byRow(length: number, cellAt: (row: number) => Cell): ExactColumn {
  return exactColumn(Array.from({ length }, (_, row) => cellAt(row)));
}

function byPresentRow(a: NumberColumn, cellFor: (x: Rational) => Cell): ExactColumn {
  return exactColumn(cellsOf(a).map((cell) => (typeof cell === 'number' ? cell : cellFor(cell))));
}

function byRowOfBoth(a: NumberColumn, b: NumberColumn, cellFor: (x: Rational, y: Rational) => Cell): ExactColumn {
  assertSameLength(a, b);
  const [left, right] = [cellsOf(a), cellsOf(b)];
  return byRow(a.length, (row) => {
    const [x, y] = [left[row]!, right[row]!];
    return typeof x === 'number' || typeof y === 'number' ? missing.operand : cellFor(x, y);
  });
}

/** `start` is a number to begin from, or the reason of an owner without present rows. */
function foldByOwner(
  rows: NumberColumn,
  owner: Int32Array,
  ownerCount: number,
  start: Cell,
  fold: (a: Rational, b: Rational) => Rational,
): ExactColumn {
  assertSameLength(rows, owner);
  const results = new Array<Cell>(ownerCount).fill(start);
  cellsOf(rows).forEach((cell, row) => {
    const place = owner[row]!;
    if (typeof cell === 'number' || place < 0) return;
    assert(place < ownerCount, 'an owner is counted');
    const before = results[place]!;
    results[place] = typeof before === 'number' ? cell : fold(before, cell);
  });
  return exactColumn(results);
}

function order(x: Cell, y: Cell): number {
  return typeof x === 'number' || typeof y === 'number' ? ordering.unknown : rationals.compare(x, y);
}
