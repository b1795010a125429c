import { ordering } from '../arithmetic.ts';
import { missing } from '../missing.ts';
import type { Rational } from '../rational.ts';
import { clearMissing, operandState, scaledColumn, type ScaledColumn } from './column.ts';
import { commonScale } from './alignment.ts';
import { gcd, integerMax, orderOfProducts } from './integer.ts';
import { select } from './rows.ts';

/** Needs no bounds: where cross products pass 2^53, `orderOfProducts` looks closer at the row. */
export function compare(a: ScaledColumn, b: ScaledColumn): Int8Array {
  const common = gcd(a.scale, b.scale);
  const [aFactor, bFactor] = [b.scale / common, a.scale / common];
  const sharesDen = a.den === b.den;
  const [aDen, bDen] = sharesDen ? [null, null] : [a.den, b.den];
  const orders = new Int8Array(a.length);
  for (let i = 0; i < orders.length; i++) {
    const aRaise = bDen === null ? aFactor : aFactor * bDen[i]!;
    const bRaise = aDen === null ? bFactor : bFactor * aDen[i]!;
    orders[i] = orderOfProducts(a.num[i]!, aRaise, b.num[i]!, bRaise);
  }
  return withUnknowns(orders, [a, b]);
}

/** Null where the value itself is not made of numbers below 2^53. */
export function compareTo(a: ScaledColumn, value: Rational): Int8Array | null {
  const [valueNum, valueDen] = [Number(value.num), Number(value.den)];
  if (Math.max(Math.abs(valueNum), valueDen) > integerMax) return null;
  const orders = new Int8Array(a.length);
  for (let i = 0; i < orders.length; i++) {
    const den = a.den === null ? a.scale : a.scale * a.den[i]!;
    orders[i] = orderOfProducts(a.num[i]!, valueDen, valueNum, den);
  }
  return withUnknowns(orders, [a]);
}

function withUnknowns(orders: Int8Array, operands: readonly ScaledColumn[]): Int8Array {
  for (const { state } of operands) {
    if (state === null) continue;
    for (let i = 0; i < orders.length; i++) if (state[i] !== missing.present) orders[i] = ordering.unknown;
  }
  return orders;
}

/** The smaller (`wanted` −1) or larger (1) of both in each row. */
export function extreme(a: ScaledColumn, b: ScaledColumn, wanted: -1 | 1): ScaledColumn | null {
  if (a.den === null && b.den === null) return extremeOverScale(a, b, wanted);
  const orders = compare(a, b);
  const choice = new Uint8Array(orders.length);
  for (let i = 0; i < choice.length; i++) choice[i] = orders[i] === ordering.unknown ? 2 : orders[i] === wanted ? 1 : 0;
  return select(choice, a, b);
}

function extremeOverScale(a: ScaledColumn, b: ScaledColumn, wanted: -1 | 1): ScaledColumn | null {
  const scale = commonScale([a, b]);
  const [aFactor, bFactor] = [scale / a.scale, scale / b.scale];
  const numMax = Math.max(a.numMax * aFactor, b.numMax * bFactor);
  if (scale > integerMax || numMax > integerMax) return null;

  const num = new Float64Array(a.length);
  for (let i = 0; i < num.length; i++) {
    const x = a.num[i]! * aFactor;
    const y = b.num[i]! * bFactor;
    num[i] = x < y === wanted < 0 ? x : y;
  }
  const state = operandState([a, b]);
  clearMissing(state, num);
  return scaledColumn({ num, numMax, scale, state });
}

/**
 * Without denominators the numerators are the keys. With them it is the rounded quotient, which is the same for equal
 * fractions n/d and m/e, and differs for different ones if numMax · denMax < 2^52: such fractions are at least 1/(d·e)
 * apart, and two that round to the same float64 are at most (|n|/d + |m|/e) · 2^−53 ≤ 2 · numMax · denMax · 2^−53 / (d·e).
 * Beyond that the key is the rank.
 */
export function sortKeys({ num, numMax, den, denMax, state }: ScaledColumn): Float64Array {
  const keys = den === null ? num.slice() : numMax * denMax < 2 ** 52 ? quotientsOf(num, den) : ranksOf(num, den);
  if (state !== null) for (let i = 0; i < keys.length; i++) if (state[i] !== missing.present) keys[i] = -Infinity;
  return keys;
}

function quotientsOf(num: Float64Array, den: Float64Array): Float64Array {
  const quotients = new Float64Array(num.length);
  for (let i = 0; i < quotients.length; i++) quotients[i] = num[i]! / den[i]!;
  return quotients;
}

/** Equal fractions have equal ranks. */
function ranksOf(num: Float64Array, den: Float64Array): Float64Array {
  const order = (i: number, j: number): number => orderOfProducts(num[i]!, den[j]!, num[j]!, den[i]!);
  const rowsAscending = Uint32Array.from(num.keys()).sort(order);
  const ranks = new Float64Array(num.length);
  for (let place = 1; place < ranks.length; place++) {
    const [before, row] = [rowsAscending[place - 1]!, rowsAscending[place]!];
    ranks[row] = ranks[before]! + (order(before, row) === 0 ? 0 : 1);
  }
  return ranks;
}
