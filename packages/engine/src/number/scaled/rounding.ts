import { missing } from '../missing.ts';
import { powerOfTen, type RoundingMode } from '../rational.ts';
import { scaledColumn, type ScaledColumn } from './column.ts';
import { ceilDivide, floorDivide, gcd, integerMax } from './integer.ts';

/** Null where bounds do not prove that dividend and divisor together stay below 2^53. */
export function rounded(a: ScaledColumn, digits: number, mode: RoundingMode): ScaledColumn | null {
  const wideUnit = powerOfTen(digits);
  if (wideUnit > integerMax) return null;
  const unit = Number(wideUnit);
  const common = gcd(unit, a.scale);
  const divisor = a.scale / common;
  if (divisor === 1 && a.den === null) return a;

  // value · unit = num · factor / (divisor · den)
  const factor = unit / common;
  const dividendMax = a.numMax * factor;
  if (dividendMax + divisor * a.denMax > integerMax) return null;
  const quotients = new Float64Array(a.length);
  if (a.den !== null) divideByRow(quotients, a.num, factor, divisor, a.den, mode);
  else if (mode === 'half-up') divideHalfUp(quotients, a.num, factor, divisor);
  else divide(quotients, a.num, factor, divisor, mode);
  return scaledColumn({ num: quotients, numMax: ceilDivide(dividendMax, divisor), scale: unit, state: a.state });
}

/** Null where the column has not been rounded over a power of ten, which the rationals then look into. */
export function inUnits({ num, numMax, scale, den, state }: ScaledColumn, digits: number): Float64Array | null {
  const unit = Number(powerOfTen(digits));
  if (den !== null || unit % scale !== 0 || numMax * (unit / scale) > integerMax) return null;
  const units = new Float64Array(num.length);
  for (let i = 0; i < units.length; i++) units[i] = num[i]! * (unit / scale);
  if (state !== null) for (let i = 0; i < units.length; i++) if (state[i] !== missing.present) units[i] = NaN;
  return units;
}

/** The usual case by itself: choosing the mode costs as much as rounding. */
function divideHalfUp(quotients: Float64Array, num: Float64Array, factor: number, divisor: number): void {
  const half = floorDivide(divisor, 2);
  for (let i = 0; i < quotients.length; i++) quotients[i] = halfUp(num[i]! * factor, divisor, half);
}

function divide(quotients: Float64Array, num: Float64Array, factor: number, divisor: number, mode: RoundingMode): void {
  for (let i = 0; i < quotients.length; i++) quotients[i] = roundedQuotient(num[i]! * factor, divisor, mode);
}

function divideByRow(
  quotients: Float64Array,
  num: Float64Array,
  factor: number,
  divisor: number,
  den: Float64Array,
  mode: RoundingMode,
): void {
  for (let i = 0; i < quotients.length; i++) quotients[i] = roundedQuotient(num[i]! * factor, divisor * den[i]!, mode);
}

/** The whole number next to a / b, where |a| + b < 2^53. */
function roundedQuotient(a: number, b: number, mode: RoundingMode): number {
  switch (mode) {
    case 'half-up':
      return halfUp(a, b, floorDivide(b, 2));
    case 'half-even':
      return halfEven(a, b, floorDivide(b, 2));
    case 'floor':
      return floorDivide(a, b);
    case 'ceil':
      return ceilDivide(a, b);
  }
}

/**
 * `half` is ⌊b / 2⌋. ⌊(a + half) / b⌋ is the nearest whole number, a half going up: for an odd b nothing lies half-way, and
 * remainders from (b + 1) / 2 on carry. For negative numbers all is mirrored, and a half goes down.
 */
function halfUp(a: number, b: number, half: number): number {
  return a < 0 ? 0 - floorDivide(half - a, b) : floorDivide(a + half, b);
}

function halfEven(a: number, b: number, half: number): number {
  const nearest = floorDivide(a + half, b);
  const isHalfWay = nearest * b - a === half && 2 * half === b;
  return isHalfWay ? 2 * floorDivide(nearest, 2) : nearest;
}
