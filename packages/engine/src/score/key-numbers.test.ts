import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyNumbers } from './key-numbers.ts';

test('numbers keys as a map does', () => {
  const key = fc.oneof(fc.nat(20), fc.maxSafeNat(), fc.integer({ min: 2 ** 40, max: 2 ** 40 + 8 }));
  fc.assert(
    fc.property(fc.array(key), (keys) => {
      const numbers = new KeyNumbers();
      const known = new Map<number, number>();
      for (const each of keys) {
        if (!known.has(each)) known.set(each, known.size);
        expect(numbers.numberOf(each)).toBe(known.get(each));
      }
      expect(numbers.count).toBe(known.size);
    }),
  );
});

test('keeps its numbers as it grows', () => {
  const numbers = new KeyNumbers();
  const keys = Array.from({ length: 10_000 }, (_, place) => place * 4_294_967_311);
  expect(keys.map((key) => numbers.numberOf(key))).toEqual([...keys.keys()]);
  expect(keys.map((key) => numbers.numberOf(key))).toEqual([...keys.keys()]);
  expect(numbers.count).toBe(10_000);
});
