import { assert } from '../assert.ts';
import { missing } from '../missing.ts';
import { decimalsNeeded, gcd, powerOfTen, type Rational } from '../rational.ts';
import { clearMissing, scaledColumn, stateOrNull, unitsOver, type ScaledColumn } from './column.ts';
import { integerMax } from './integer.ts';

/** Whole numbers over one scale: what a dictionary of values looks like inside a column. */
interface ScaledValues {
  /** NaN where the value is null. */
  readonly num: Float64Array;
  readonly numMax: number;
  readonly scale: number;
}

/** Null where the values do not fit below 2^53 over one scale. */
function scaleValues(values: readonly (Rational | null)[]): ScaledValues | null {
  for (const scale of candidateScales(values)) {
    const scaled = valuesOver(scale, values);
    if (scaled !== null) return scaled;
  }
  return null;
}

/**
 * First a power of ten, if all values are decimals: columns of scores then mostly share their scale, and rounding divides
 * by a power of ten. Then the least common denominator.
 */
function candidateScales(values: readonly (Rational | null)[]): number[] {
  const denominators = new Set<bigint>();
  for (const value of values) if (value !== null) denominators.add(value.den);

  let least = 1n;
  let decimals: number | null = 0;
  for (const den of denominators) {
    least = (least / gcd(least, den)) * den;
    if (least > integerMax) return [];
    const needed = decimalsNeeded({ num: 1n, den });
    decimals = needed === null || decimals === null ? null : Math.max(needed, decimals);
  }
  const power = decimals === null ? least : powerOfTen(decimals);
  return power <= integerMax ? [Number(power), Number(least)] : [Number(least)];
}

function valuesOver(scale: number, values: readonly (Rational | null)[]): ScaledValues | null {
  const num = new Float64Array(values.length).fill(NaN);
  let numMax = 0;
  for (let code = 0; code < values.length; code++) {
    const value = values[code]!;
    if (value === null) continue;
    const units = unitsOver(scale, value);
    if (units === null) return null;
    num[code] = units;
    numMax = Math.max(numMax, Math.abs(units));
  }
  return { num, numMax, scale };
}

export function constant(value: Rational, length: number): ScaledColumn | null {
  const values = scaleValues([value]);
  if (values === null) return null;
  return scaledColumn({ ...values, num: new Float64Array(length).fill(values.num[0]!), state: null });
}

export function fromDictionary(
  codes: Int32Array,
  values: readonly (Rational | null)[],
  reasons: Uint8Array | undefined,
): ScaledColumn | null {
  const scaled = scaleValues(values);
  if (scaled === null) return null;

  const { numMax, scale } = scaled;
  const table = new Float64Array(values.length + 1).fill(NaN);
  table.set(scaled.num, 1);
  const num = new Float64Array(codes.length);
  // A missing row reads NaN, and one NaN spoils the sum: no test per row.
  let sum = 0;
  for (let i = 0; i < num.length; i++) {
    const units = table[Math.max(-1, codes[i]!) + 1]!;
    num[i] = units;
    sum += units;
  }
  const state = Number.isNaN(sum) ? dictionaryState(codes, values, reasons) : null;
  clearMissing(state, num);
  return scaledColumn({ num, numMax, scale, state });
}

/** Some row is missing. */
function dictionaryState(codes: Int32Array, values: readonly (Rational | null)[], reasons: Uint8Array | undefined): Uint8Array {
  const reasonOf = new Uint8Array(values.length + 1).fill(missing.noRecord);
  for (const [code, value] of values.entries()) {
    const reason = value === null ? (reasons?.[code] ?? missing.noRecord) : missing.present;
    assert(value !== null || reason !== missing.present, 'a missing value has a reason');
    reasonOf[code + 1] = reason;
  }
  const state = new Uint8Array(codes.length);
  let codeMax = -1;
  for (let i = 0; i < state.length; i++) {
    const code = Math.max(-1, codes[i]!);
    codeMax = Math.max(codeMax, code);
    state[i] = reasonOf[code + 1]!;
  }
  assert(codeMax < values.length, 'a code points into its dictionary');
  return state;
}

export function fromIntegers(values: Int32Array | Float64Array, givenState: Uint8Array | null): ScaledColumn {
  const state = givenState === null ? null : stateOrNull(givenState.slice());
  const num = new Float64Array(values.length);
  let numMax = 0;
  for (let i = 0; i < values.length; i++) {
    if (state !== null && state[i] !== missing.present) continue;
    const value = values[i]!;
    assert(Number.isSafeInteger(value), 'a whole number given as float64 stays below 2^53');
    num[i] = value + 0; // no negative zero
    numMax = Math.max(numMax, Math.abs(value));
  }
  return scaledColumn({ num, numMax, scale: 1, state });
}

export function allMissing(length: number, reason: number): ScaledColumn {
  assert(reason !== missing.present, 'a missing value has a reason');
  const state = stateOrNull(new Uint8Array(length).fill(reason));
  return scaledColumn({ num: new Float64Array(length), numMax: 0, scale: 1, state });
}
