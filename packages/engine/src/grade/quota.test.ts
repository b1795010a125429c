import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rational } from '../number/rational.ts';
import { quotaCases, seventyPercentTraps } from './quota.cases.ts';
import { places, placesFromFormula, placesUnknown } from './quota.ts';

describe('places: cases', () => {
  test.each(quotaCases.map((quotaCase) => [`${quotaCase.clause}: ${quotaCase.percent}% ${quotaCase.mode}`, quotaCase] as const))(
    '%s',
    (_, quotaCase) => {
      const { percent, clause: _clause, places: expected, ...limits } = quotaCase;
      const ratio = rational(BigInt(percent), 100n);
      const counts = expected.split(' ').map((pair) => Number(pair.split('→')[0]));
      expect(counts.map((count) => `${count}→${places({ count, ratio, ...limits })}`).join(' ')).toBe(expected);
    },
  );

  test('70% rounded down is exact where binary floating point is not', () => {
    const ratio = rational(7n, 10n);
    const wrong = Array.from({ length: 2001 }, (_, count) => count).filter(
      (count) => Math.floor(count * 0.7) !== places({ count, ratio, mode: 'floor' }),
    );
    expect(wrong).toEqual(seventyPercentTraps);
    expect(seventyPercentTraps.length).toBe(34);
    for (const count of seventyPercentTraps) expect(places({ count, ratio, mode: 'floor' }) * 10).toBe(count * 7);
    expect(places({ count: 90, ratio, mode: 'floor' })).toBe(63);
  });

  test('a third is a third', () => {
    expect(places({ count: 3_000_000, ratio: rational(1n, 3n), mode: 'floor' })).toBe(1_000_000);
    expect(places({ count: 7, ratio: rational(1n, 3n), mode: 'half-up' })).toBe(2);
    expect(places({ count: 8, ratio: rational(1n, 3n), mode: 'half-up' })).toBe(3);
  });

  test('a ratio beyond every number is everybody', () => {
    expect(places({ count: 5, ratio: rational(10n ** 400n, 1n), mode: 'floor' })).toBe(5);
  });

  test('programmer errors stop', () => {
    const ratio = rational(1n, 2n);
    expect(() => places({ count: -1, ratio, mode: 'floor' })).toThrow('people are counted');
    expect(() => places({ count: 1.5, ratio, mode: 'floor' })).toThrow('people are counted');
    expect(() => places({ count: 1, ratio: rational(-1n, 2n), mode: 'floor' })).toThrow('not negative');
    expect(() => places({ count: 1, ratio, mode: 'floor', atLeast: 0.5 })).toThrow('limits');
    expect(() => places({ count: 1, ratio, mode: 'floor', atMost: 0.5 })).toThrow('limits');
    expect(() => places({ count: 1, ratio, mode: 'floor', atMost: -1 })).toThrow('limits');
  });
});

describe('placesFromFormula', () => {
  test.each([
    ['three places less one given', rational(2n, 1n), 2],
    ['as many given as there are places', rational(0n, 1n), 0],
    ['one more given than places: none left, not unknown', rational(-1n, 1n), 0],
    ['many more given', rational(-40n, 1n), 0],
    ['missing: unknown', null, placesUnknown],
    ['more than 32 bits hold', rational(2n ** 40n, 1n), 2 ** 31 - 1],
    ['two places and a half from data', rational(5n, 2n), 2],
    ['half a place below none', rational(-1n, 2n), 0],
  ] as const)('%s', (_, value, expected) => {
    expect(placesFromFormula(value)).toBe(expected);
  });
});

describe('places: properties', () => {
  const quota = fc.record({ count: fc.nat(5000), num: fc.nat(300), den: fc.integer({ min: 1, max: 200 }) });

  test('each mode is the whole number its name says', () => {
    fc.assert(
      fc.property(quota, ({ count, num, den }) => {
        const ratio = rational(BigInt(num), BigInt(den));
        const at = (mode: 'floor' | 'ceil' | 'half-up' | 'half-even') => places({ count, ratio, mode });
        if (num > den) return;
        const exact = count * num;
        const floor = (exact - (exact % den)) / den;
        expect(at('floor')).toBe(floor);
        expect(at('ceil')).toBe(exact % den === 0 ? floor : floor + 1);
        const twice = 2 * (exact - floor * den);
        expect(at('half-up')).toBe(twice >= den ? floor + 1 : floor);
        expect(at('half-even')).toBe(twice === den ? floor + (floor % 2) : at('half-up'));
      }),
    );
  });

  test('never more than the people, never fewer than none, and never fewer for more people', () => {
    fc.assert(
      fc.property(
        quota,
        fc.constantFrom('floor', 'ceil', 'half-up', 'half-even'),
        fc.nat(6000),
        fc.nat(6000),
        ({ count, num, den }, mode, atLeast, atMost) => {
          const ratio = rational(BigInt(num), BigInt(den));
          const k = places({ count, ratio, mode, atLeast, atMost });
          expect(k).toBeGreaterThanOrEqual(Math.min(atLeast, atMost, count));
          expect(k).toBeLessThanOrEqual(Math.min(atMost, count));
          expect(places({ count: count + 1, ratio, mode, atLeast, atMost })).toBeGreaterThanOrEqual(k);
        },
      ),
    );
  });
});
