/**
 * Whole numbers held in float64. Up to 2^53 − 1 each is a float64 of its own, and sums and products that stay there are exact.
 *
 * A bound may be computed in float64 itself: rounding is monotone and 2^53 is representable, so a sum or product of whole
 * numbers whose true value is 2^53 or more is never computed as less. Hence "the computed value is at most `integerMax`"
 * proves that it is the true one. Wherever this folder compares with `integerMax`, it relies on that.
 */
export const integerMax = Number.MAX_SAFE_INTEGER;

/**
 * ⌊a / b⌋ for whole numbers with |a| < 2^53 and 0 < b < 2^53, exact although the quotient is rounded: if n < a/b < n + 1,
 * then a/b is at least 1/b away from n + 1, while the rounding error is at most |a/b| · 2^−53 < 1/b; so the rounded
 * quotient stays below n + 1, and being monotone it does not fall below n. If a/b is whole it is representable.
 */
export function floorDivide(a: number, b: number): number {
  return Math.floor(a / b);
}

/** ⌈a / b⌉, for the same operands, without a negative zero. */
export function ceilDivide(a: number, b: number): number {
  return 0 - Math.floor(-a / b);
}

/** Of two whole numbers of 0 or more. Twice as fast as `%`, which is a library call on float64. */
export function gcd(a: number, b: number): number {
  let larger = a;
  let smaller = b;
  while (smaller !== 0) {
    const rest = larger - floorDivide(larger, smaller) * smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger;
}

/** Of two positive whole numbers. The result is exact if it is at most `integerMax`; the caller checks. */
export function lcm(a: number, b: number): number {
  return a === b ? a : (a / gcd(a, b)) * b;
}

/**
 * The order of a·b and c·d (−1, 0, 1) for whole numbers up to `integerMax`, b and d positive. Rounding is monotone: where
 * the rounded products differ, the true ones differ the same way. Only equal ones past 2^53 need a second look.
 */
export function orderOfProducts(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const left = a * b;
  const right = c * d;
  if (left !== right) return left < right ? -1 : 1;
  if (Math.abs(left) <= integerMax) return 0;
  const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
