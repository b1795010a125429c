import { assert } from '../assert.ts';
import { missing } from '../missing.ts';
import { decimalsNeeded, gcd, powerOfTen, type Rational } from '../rational.ts';
import { parseDecimals } from '../decimal-column.ts';
import { scaleTexts, type ScaledValues } from './decimal-texts.ts';
import { scaledColumn, stateOrNull, unitsOver, type ScaledColumn } from './column.ts';
import { integerMax } from './integer.ts';

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

  const { least, most } = rangeOf(codes);
  assert(most < values.length, 'a code points into its dictionary');
  if (least >= 0) return codedColumn(codes, scaled, reasons);
  // Codes below zero stand for one more value behind the others, which has no record.
  const own = codes.slice();
  for (let i = 0; i < own.length; i++) if (own[i]! < 0) own[i] = values.length;
  const num = new Float64Array(values.length + 1).fill(NaN);
  num.set(scaled.num);
  return codedColumn(own, { ...scaled, num }, reasons);
}

/** A column of facts. Each distinct text is read once, and straight into units where it has no more digits than float64 holds. */
export function fromTexts(codes: Int32Array, texts: readonly string[], reasons: Uint8Array | undefined): ScaledColumn | null {
  const scaled = scaleTexts(texts) ?? scaleValues(parseDecimals(texts));
  return scaled === null ? null : codedColumn(codes, scaled, reasons);
}

function codedColumn(codes: Int32Array, { num, numMax, scale }: ScaledValues, reasons: Uint8Array | undefined): ScaledColumn {
  const units = num.slice();
  const reasonOf = new Uint8Array(num.length);
  const withoutValue: number[] = [];
  for (let code = 0; code < num.length; code++) {
    if (!Number.isNaN(num[code]!)) continue;
    units[code] = 0;
    reasonOf[code] = reasons?.[code] ?? missing.noRecord;
    assert(reasonOf[code] !== missing.present, 'a missing value has a reason');
    withoutValue.push(code);
  }
  return scaledColumn({ num: { codes, units }, numMax, scale, state: stateOfCodes(codes, reasonOf, withoutValue) });
}

/** Mostly few codes have no value (the empty cell) and no row has them; looking for a code is many times faster than reading all. */
const searchedCodesMax = 2;

function stateOfCodes(codes: Int32Array, reasonOf: Uint8Array, withoutValue: readonly number[]): Uint8Array | null {
  if (withoutValue.length <= searchedCodesMax && !withoutValue.some((code) => codes.includes(code))) return null;
  const state = new Uint8Array(codes.length);
  for (let i = 0; i < state.length; i++) state[i] = reasonOf[codes[i]!]!;
  return stateOrNull(state);
}

function rangeOf(codes: Int32Array): { least: number; most: number } {
  let least = 0;
  let most = -1;
  for (let i = 0; i < codes.length; i++) {
    least = Math.min(least, codes[i]!);
    most = Math.max(most, codes[i]!);
  }
  return { least, most };
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
