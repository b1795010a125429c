import { assert } from './assert.ts';

/** An exact number `num / den`, always in lowest terms with `den` > 0: equal numbers have equal fields. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * How a value between two multiples of the last digit is rounded.
 *
 * - `half-up`: to the nearest, a half away from zero: 1.005 → 1.01, −1.005 → −1.01 (四舍五入).
 * - `half-even`: to the nearest, a half to the even last digit: 1.005 → 1.00, 1.015 → 1.02 (四舍六入五成双, GB/T 8170).
 * - `floor`: toward −∞. `ceil`: toward +∞.
 */
export type RoundingMode = 'half-up' | 'half-even' | 'floor' | 'ceil';

const decimalPattern = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;
const decimalLengthMax = 40;

const safeMax = BigInt(Number.MAX_SAFE_INTEGER);
const powersOfTen = Array.from({ length: decimalLengthMax }, (_, exponent) => 10n ** BigInt(exponent));

export const zero: Rational = { num: 0n, den: 1n };
export const one: Rational = { num: 1n, den: 1n };

/** `num / den` brought to lowest terms. The denominator may be negative, not zero. */
export function rational(num: bigint, den: bigint): Rational {
  assert(den !== 0n, 'a fraction has a denominator other than zero');
  return den < 0n ? lowest(-num, -den) : lowest(num, den);
}

/** A whole number; a float64 must be a safe integer. */
export function fromInteger(value: bigint | number): Rational {
  if (typeof value === 'bigint') return { num: value, den: 1n };
  assert(Number.isSafeInteger(value), 'a whole number given as float64 stays below 2^53');
  return { num: BigInt(value), den: 1n };
}

/**
 * Reads an ASCII decimal: optional sign, digits, optionally a point and digits (`-12.50`). Everything else is null: spaces,
 * `.5`, `5.`, `1e3`, `1,000`, full-width digits, and any text of more than 40 characters.
 */
export function parseDecimal(text: string): Rational | null {
  if (text.length > decimalLengthMax || !decimalPattern.test(text)) return null;
  const point = text.indexOf('.');
  if (point < 0) return { num: BigInt(text), den: 1n };
  const num = BigInt(text.slice(0, point) + text.slice(point + 1));
  return lowest(num, powerOfTen(text.length - point - 1));
}

/** A decimal written in the source code or already checked; anything unreadable is a programmer's error. */
export function decimal(text: string): Rational {
  const value = parseDecimal(text);
  assert(value !== null, 'the text was known to be a decimal');
  return value;
}

export function add(a: Rational, b: Rational): Rational {
  if (a.den === b.den) return lowest(a.num + b.num, a.den);
  const common = gcd(a.den, b.den);
  // With coprime denominators the sum is in lowest terms: a prime of one denominator divides one summand only.
  if (common === 1n) return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
  return lowest(a.num * (b.den / common) + b.num * (a.den / common), (a.den / common) * b.den);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return lowest(a.num * b.num, a.den * b.den);
}

/** The divisor is not zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num);
}

export function negate(a: Rational): Rational {
  return { num: -a.num, den: a.den };
}

export function absolute(a: Rational): Rational {
  return a.num < 0n ? negate(a) : a;
}

/** −1, 0 or 1. */
export function sign(a: Rational): -1 | 0 | 1 {
  return a.num < 0n ? -1 : a.num > 0n ? 1 : 0;
}

/** −1 where `a` is smaller, 0 where equal, 1 where larger; fit for `Array.sort`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.den === b.den ? a.num : a.num * b.den;
  const right = a.den === b.den ? b.num : b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Rational, b: Rational): boolean {
  return a.num === b.num && a.den === b.den;
}

export function min(a: Rational, b: Rational): Rational {
  return compare(b, a) < 0 ? b : a;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(b, a) > 0 ? b : a;
}

export function isInteger(a: Rational): boolean {
  return a.den === 1n;
}

/** The float64 of a whole number below 2^53; anything else is a programmer's error. */
export function toSafeInteger(a: Rational): number {
  assert(a.den === 1n && -safeMax <= a.num && a.num <= safeMax, 'the value is a whole number below 2^53');
  return Number(a.num);
}

/** The fewest decimals that write the value exactly; null where none do, as for 1/3. */
export function decimalsNeeded(a: Rational): number | null {
  let rest = a.den;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** Rounded once to `digits` decimals (0 or more). Rounding again to fewer is another result: 0.446 → 0.45 → 0.5, but 0.446 → 0.4. */
export function roundTo(value: Rational, digits: number, mode: RoundingMode): Rational {
  const unit = powerOfTen(digits);
  if (unit % value.den === 0n) return value;
  return lowest(roundQuotient(value.num * unit, value.den, mode), unit);
}

/** The whole number next to `num / den` in the given mode; `den` > 0. */
export function roundQuotient(num: bigint, den: bigint, mode: RoundingMode): bigint {
  const towardZero = num / den;
  const rest = num - towardZero * den;
  if (rest === 0n) return towardZero;
  const negative = num < 0n;
  const awayFromZero = negative ? towardZero - 1n : towardZero + 1n;
  if (mode === 'floor') return negative ? awayFromZero : towardZero;
  if (mode === 'ceil') return negative ? towardZero : awayFromZero;
  const twiceRest = negative ? -2n * rest : 2n * rest;
  if (twiceRest !== den) return twiceRest > den ? awayFromZero : towardZero;
  return mode === 'half-up' || towardZero % 2n !== 0n ? awayFromZero : towardZero;
}

/**
 * √value rounded to `digits` decimals, for a standard deviation. The root is nearly always irrational, so nothing is
 * computed approximately: with u = 10^digits and m = ⌊√(value · u²)⌋ the root lies in [m, m + 1) / u, and comparing squares
 * tells on which side of m + 1/2 it is. The value is not negative.
 */
export function squareRootRounded(value: Rational, digits: number, mode: RoundingMode): Rational {
  assert(value.num >= 0n, 'a negative number has no real square root');
  const unit = powerOfTen(digits);
  const scaledNum = value.num * unit * unit;
  const below = integerSquareRoot(scaledNum / value.den);
  const isExact = below * below * value.den === scaledNum;
  if (isExact || mode === 'floor') return lowest(below, unit);
  if (mode === 'ceil') return lowest(below + 1n, unit);
  // Is root² above, at or below (m + 1/2)² = (2m + 1)² / 4?
  const middle = 2n * below + 1n;
  const fromMiddle = 4n * scaledNum - middle * middle * value.den;
  const roundsUp = fromMiddle > 0n || (fromMiddle === 0n && (mode === 'half-up' || below % 2n !== 0n));
  return lowest(roundsUp ? below + 1n : below, unit);
}

/** The value with exactly `digits` decimals. It must be a multiple of 10^−digits: rounding is never a matter of printing. */
export function formatDecimal(value: Rational, digits: number): string {
  const unit = powerOfTen(digits);
  assert(unit % value.den === 0n, 'a value is rounded by a declared rule before it is printed');
  const units = value.num * (unit / value.den);
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const point = text.length - digits;
  return (units < 0n ? '-' : '') + text.slice(0, point) + (digits > 0 ? `.${text.slice(point)}` : '');
}

/** Rounded, then printed with `digits` decimals. A negative value that rounds to zero prints as `0.00`, never `-0.00`. */
export function formatRounded(value: Rational, digits: number, mode: RoundingMode): string {
  return formatDecimal(roundTo(value, digits, mode), digits);
}

/** `-7/3`, or `5` for a whole number: exact and the same everywhere. */
export function formatFraction(value: Rational): string {
  return value.den === 1n ? value.num.toString() : `${value.num}/${value.den}`;
}

/** 10^digits; `digits` is a whole number of 0 or more. */
export function powerOfTen(digits: number): bigint {
  assert(Number.isSafeInteger(digits) && digits >= 0, 'a number of decimals is a whole number of 0 or more');
  return powersOfTen[digits] ?? 10n ** BigInt(digits);
}

/** `den` > 0. */
function lowest(num: bigint, den: bigint): Rational {
  if (den === 1n) return { num, den };
  const common = gcd(num < 0n ? -num : num, den);
  return common === 1n ? { num, den } : { num: num / common, den: den / common };
}

/** Of two numbers not negative, not both zero. */
export function gcd(a: bigint, b: bigint): bigint {
  let larger = a;
  let smaller = b;
  while (smaller > safeMax) [larger, smaller] = [smaller, larger % smaller];
  if (smaller === 0n) return larger;
  // Below 2^53 the rest of Euclid's algorithm runs in float64, where `%` is exact.
  let x = Number(smaller);
  let y = Number(larger % smaller);
  while (y !== 0) [x, y] = [y, x % y];
  return BigInt(x);
}

/** ⌊√value⌋ by Newton's method from above, where the iterates fall until they meet the root. */
function integerSquareRoot(value: bigint): bigint {
  if (value === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
