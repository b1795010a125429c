import { missing } from '../missing.ts';
import type { Rational } from '../rational.ts';
import { clearMissing, operandState, scaledColumn, times, type ScaledColumn } from './column.ts';
import { overCommonDenominator } from './alignment.ts';
import { gcd, integerMax } from './integer.ts';
import { weightedSum } from './weighted-sum.ts';

/*
 * Each operation gives null where its bounds do not prove that all of it stays below 2^53. The caller then tries again
 * with tighter columns, and at last with rationals.
 */

/** a + sign · b. */
export function sum(a: ScaledColumn, b: ScaledColumn, sign: 1 | -1): ScaledColumn | null {
  const common = overCommonDenominator([a, b]);
  if (common === null) return null;
  const { scale, den, denMax, nums, numMaxes, factors } = common;
  const numMax = numMaxes[0]! * factors[0]! + numMaxes[1]! * factors[1]!;
  if (numMax > integerMax) return null;

  const state = operandState([a, b]);
  const num = weightedSum(nums, [factors[0]!, sign * factors[1]!]);
  clearMissing(state, num);
  return scaledColumn({ num, numMax, scale, den, denMax, state });
}

export function product(a: ScaledColumn, b: ScaledColumn): ScaledColumn | null {
  const scale = a.scale * b.scale;
  const numMax = a.numMax * b.numMax;
  const denMax = a.denMax * b.denMax;
  if (numMax > integerMax || scale * denMax > integerMax) return null;

  const num = productOfRows(a.num, b.num); // 0 wherever one side is missing
  const den = a.den === null ? b.den : b.den === null ? a.den : productOfRows(a.den, b.den);
  return scaledColumn({ num, numMax, scale, den, denMax, state: operandState([a, b]) });
}

/** n/(s·d) ÷ m/(t·e) = n·e·t/g ÷ (s/g · d·|m|) with the sign of m, where g is the greatest common divisor of s and t. */
export function quotient(a: ScaledColumn, b: ScaledColumn): ScaledColumn | null {
  const common = gcd(a.scale, b.scale);
  const factor = b.scale / common;
  const scale = a.scale / common;
  const numMax = a.numMax * (factor * b.denMax);
  const denMax = a.denMax * Math.max(1, b.numMax);
  if (numMax > integerMax || scale * denMax > integerMax) return null;

  let state = operandState([a, b]);
  const num = new Float64Array(a.length);
  const den = new Float64Array(a.length).fill(1);
  for (let i = 0; i < num.length; i++) {
    const divisor = b.num[i]!;
    if (divisor !== 0) {
      const raise = b.den === null ? factor : factor * b.den[i]!;
      num[i] = a.num[i]! * (divisor < 0 ? -raise : raise) + 0; // + 0: no negative zero
      den[i] = Math.abs(divisor) * (a.den === null ? 1 : a.den[i]!);
    } else if (state === null || state[i] === missing.present) {
      state ??= new Uint8Array(a.length);
      state[i] = missing.divisionByZero;
    }
  }
  return scaledColumn({ num, numMax, scale, den, denMax, state });
}

export function negation(a: ScaledColumn): ScaledColumn {
  return scaledColumn({ ...a, num: times(a.num, -1) });
}

export function multiple(a: ScaledColumn, factor: Rational): ScaledColumn | null {
  const factorNum = Number(factor.num);
  if (Math.abs(factorNum) > integerMax) return null;
  const common = gcd(Math.abs(factorNum), a.scale);
  const scale = (a.scale / common) * Number(factor.den);
  const numMax = a.numMax * Math.abs(factorNum / common);
  if (numMax > integerMax || scale * a.denMax > integerMax) return null;
  return scaledColumn({ ...a, num: times(a.num, factorNum / common), numMax, scale });
}

function productOfRows(a: Float64Array, b: Float64Array): Float64Array {
  const products = new Float64Array(a.length);
  for (let i = 0; i < products.length; i++) products[i] = a[i]! * b[i]! + 0; // + 0: no negative zero
  return products;
}
