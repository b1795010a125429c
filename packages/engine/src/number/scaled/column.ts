import type { NumberColumn } from '../arithmetic.ts';
import { exactColumn, type Cell, type ExactColumn } from '../exact-arithmetic.ts';
import { missing } from '../missing.ts';
import { rational, type Rational } from '../rational.ts';
import { gcd, integerMax } from './integer.ts';

/**
 * Row i is num[i] / (scale · den[i]), all of them whole numbers in float64; without `den` it is num[i] / scale.
 *
 * - |num[i]| ≤ numMax ≤ 2^53 − 1, and never negative zero.
 * - 1 ≤ den[i] ≤ denMax (1 without `den`), scale ≥ 1, and scale · denMax ≤ 2^53 − 1: the whole denominator is safe too.
 * - A missing row holds 0 (over any denominator), so that it adds nothing to a sum.
 * - `state` is null exactly where every row is present.
 *
 * Fractions need not be in lowest terms. Arrays are shared between columns and never written after the column is made.
 */
export interface ScaledColumn extends NumberColumn {
  readonly kind: 'scaled';
  /** Written out at first use where the column came as codes. */
  readonly num: Float64Array;
  /** The same numbers as they came: a sum over thirty columns of facts reads codes and never writes thirty columns out. */
  readonly numbers: Numbers;
  readonly numMax: number;
  readonly scale: number;
  readonly den: Float64Array | null;
  readonly denMax: number;
}

export type Numbers = Float64Array | CodedNumbers;

/** Row i is units[codes[i]]; every code points into `units`. */
export interface CodedNumbers {
  readonly codes: Int32Array;
  readonly units: Float64Array;
}

interface ScaledParts {
  readonly num: Numbers;
  readonly numMax: number;
  readonly scale: number;
  readonly den?: Float64Array | null;
  readonly denMax?: number;
  readonly state: Uint8Array | null;
}

/** One place makes the objects, so that all have the same hidden class. */
export function scaledColumn(parts: ScaledParts): ScaledColumn {
  return new Column(parts);
}

class Column implements ScaledColumn {
  readonly kind = 'scaled';
  readonly length: number;
  readonly state: Uint8Array | null;
  readonly numbers: Numbers;
  readonly numMax: number;
  readonly scale: number;
  readonly den: Float64Array | null;
  readonly denMax: number;
  private writtenOut: Float64Array | null;

  constructor({ num, numMax, scale, den = null, denMax = 1, state }: ScaledParts) {
    this.writtenOut = num instanceof Float64Array ? num : null;
    this.length = num instanceof Float64Array ? num.length : num.codes.length;
    this.state = state;
    this.numbers = num;
    this.numMax = numMax;
    this.scale = scale;
    this.den = den;
    this.denMax = denMax;
  }

  get num(): Float64Array {
    // Numbers that did not come as codes are written out from the start.
    return (this.writtenOut ??= writeOut(this.numbers as CodedNumbers));
  }
}

function writeOut({ codes, units }: CodedNumbers): Float64Array {
  const num = new Float64Array(codes.length);
  for (let i = 0; i < num.length; i++) num[i] = units[codes[i]!]!;
  return num;
}

export function isScaled(column: NumberColumn): column is ScaledColumn {
  return 'kind' in column && column.kind === 'scaled';
}

export function exactValue({ numbers, scale, den }: ScaledColumn, row: number): Rational {
  const num = numbers instanceof Float64Array ? numbers[row]! : numbers.units[numbers.codes[row]!]!;
  return rational(BigInt(num), BigInt(den === null ? scale : scale * den[row]!));
}

export function toExact(column: NumberColumn): ExactColumn {
  if (!isScaled(column)) return column as ExactColumn;
  const { length, state } = column;
  return exactColumn(Array.from({ length }, (_, row): Cell => state?.[row] || exactValue(column, row)));
}

/** value · scale as a float64, or null past 2^53. The scale is a multiple of the value's denominator. */
export function unitsOver(scale: number, value: Rational): number | null {
  const units = Number(value.num) * (scale / Number(value.den));
  return Math.abs(units) <= integerMax ? units : null;
}

/** The column over `scale`, a multiple of all denominators, or null where a value is too large for it. */
export function toScaled(column: ExactColumn, scale: number): ScaledColumn | null {
  const num = new Float64Array(column.length);
  let numMax = 0;
  for (let i = 0; i < num.length; i++) {
    const cell = column.cells[i]!;
    if (typeof cell === 'number') continue;
    const units = unitsOver(scale, cell);
    if (units === null) return null;
    num[i] = units;
    numMax = Math.max(numMax, Math.abs(units));
  }
  return scaledColumn({ num, numMax, scale, state: column.state });
}

/** The same column with the bounds it really reaches. */
export function withSeenBounds(column: ScaledColumn): ScaledColumn {
  const { num, scale, den, state } = column;
  return scaledColumn({ num, numMax: largestMagnitude(num), scale, den, denMax: largestDenominator(den), state });
}

/** The same values with each fraction in lowest terms (against `den`), and factors common to all rows taken out of `scale`. */
export function reduced(column: ScaledColumn): ScaledColumn {
  const num = column.num.slice();
  let den = column.den;
  if (den !== null) {
    den = den.slice();
    for (let i = 0; i < num.length; i++) {
      const common = gcd(Math.abs(num[i]!), den[i]!);
      num[i]! /= common;
      den[i]! /= common;
    }
  }
  let common = column.scale;
  for (let i = 0; i < num.length && common !== 1; i++) common = gcd(Math.abs(num[i]!), common);
  if (common !== 1) for (let i = 0; i < num.length; i++) num[i]! /= common;

  const denMax = largestDenominator(den);
  return scaledColumn({
    num,
    numMax: largestMagnitude(num),
    scale: column.scale / common,
    den: denMax === 1 ? null : den,
    denMax,
    state: column.state,
  });
}

/** The state of a row made from all of these: missing as soon as one is. */
export function operandState(columns: readonly ScaledColumn[]): Uint8Array | null {
  const states = columns.flatMap(({ state }) => (state === null ? [] : [state]));
  if (states.length === 0) return null;
  const result = new Uint8Array(columns[0]!.length);
  for (const state of states) {
    for (let i = 0; i < result.length; i++) if (state[i] !== missing.present) result[i] = missing.operand;
  }
  return result;
}

/** Brings the missing rows of a numerator still being made back to 0. */
export function clearMissing(state: Uint8Array | null, num: Float64Array): void {
  if (state === null) return;
  for (let i = 0; i < state.length; i++) if (state[i] !== missing.present) num[i] = 0;
}

/** Each number times a whole factor whose result is known to be safe; the array itself where the factor is 1. */
export function times(num: Float64Array, factor: number): Float64Array {
  if (factor === 1) return num;
  const result = new Float64Array(num.length);
  for (let i = 0; i < num.length; i++) result[i] = num[i]! * factor + 0; // + 0: no negative zero
  return result;
}

/** The state, or null if every row is present. */
export function stateOrNull(state: Uint8Array): Uint8Array | null {
  for (let i = 0; i < state.length; i++) if (state[i] !== missing.present) return state;
  return null;
}

function largestDenominator(den: Float64Array | null): number {
  return den === null ? 1 : Math.max(1, largestMagnitude(den));
}

export function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
