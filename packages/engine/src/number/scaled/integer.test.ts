import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcd as gcdOfBigInts } from '../rational.ts';
import { ceilDivide, floorDivide, gcd, integerMax, lcm, orderOfProducts } from './integer.ts';

const natural = fc.oneof(
  fc.nat(100),
  fc.maxSafeNat(),
  fc.nat(100).map((n) => integerMax - n),
);
const positive = natural.map((n) => Math.max(1, n));
const whole = fc.tuple(natural, fc.boolean()).map(([n, isNegative]) => (isNegative ? 0 - n : n));

function floorOfBigInts(a: bigint, b: bigint): bigint {
  return a < 0n ? -((-a + b - 1n) / b) : a / b;
}

describe('division', () => {
  test('is exact up to 2^53', () => {
    fc.assert(
      fc.property(whole, positive, (a, b) => {
        expect(BigInt(floorDivide(a, b))).toBe(floorOfBigInts(BigInt(a), BigInt(b)));
        expect(BigInt(ceilDivide(a, b))).toBe(-floorOfBigInts(-BigInt(a), BigInt(b)));
      }),
    );
  });

  test('is exact right beside every multiple', () => {
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: -2, max: 2 }), (b, n, step) => {
        const multiple = (BigInt(n) % (BigInt(integerMax - 2) / BigInt(b) + 1n)) * BigInt(b);
        const a = Number(multiple) + step;
        expect(BigInt(floorDivide(a, b))).toBe(floorOfBigInts(BigInt(a), BigInt(b)));
        expect(BigInt(floorDivide(-a, b))).toBe(floorOfBigInts(-BigInt(a), BigInt(b)));
      }),
    );
  });

  test('has no negative zero', () => {
    expect(ceilDivide(0, 3)).toBe(0);
    expect(ceilDivide(-2, 3)).toBe(0);
    expect(floorDivide(0, 3)).toBe(0);
  });
});

test('gcd and lcm agree with those of big integers', () => {
  fc.assert(
    fc.property(natural, positive, (a, b) => {
      const common = gcdOfBigInts(BigInt(a), BigInt(b));
      expect(BigInt(gcd(a, b))).toBe(common);
      expect(BigInt(gcd(b, a))).toBe(common);
      if (a === 0) return;
      const multiple = (BigInt(a) / common) * BigInt(b);
      const isSafe = multiple <= integerMax;
      expect(Math.min(lcm(a, b), integerMax + 1)).toBe(isSafe ? Number(multiple) : integerMax + 1);
    }),
  );
});

describe('orderOfProducts', () => {
  test('agrees with big integers', () => {
    fc.assert(
      fc.property(whole, positive, whole, positive, (a, b, c, d) => {
        const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
        expect(orderOfProducts(a, b, c, d)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
      }),
    );
  });

  const n = 2 ** 30 + 1;
  test.each([
    // n² − 1 = (n − 1)(n + 1), and both round to the same float64.
    [n, n, n - 1, n + 1, 1],
    [n - 1, n + 1, n, n, -1],
    [-n, n, 1 - n, n + 1, -1],
    [n, 2 * n, 2 * n, n, 0],
    [0, integerMax, 0, 1, 0],
  ])('%i · %i against %i · %i is %i', (a, b, c, d, expected) => {
    expect(orderOfProducts(a, b, c, d)).toBe(expected);
  });
});
