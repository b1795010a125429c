import fc from 'fast-check';
import { expect, test } from 'vitest';

import { firstRowOfEach } from './duplicates.ts';

function found(columns: readonly Int32Array[], rowCount: number): readonly string[] {
  const pairs: string[] = [];
  firstRowOfEach(columns, rowCount, (row, first) => pairs.push(`${row} like ${first}`));
  return pairs;
}

/** Compares every row with every row before it. */
function compared(columns: readonly Int32Array[], rowCount: number): readonly string[] {
  const pairs: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    for (let other = 0; other < row; other++) {
      if (columns.every((column) => column[row] === column[other])) {
        pairs.push(`${row} like ${other}`);
        break;
      }
    }
  }
  return pairs;
}

test('finds what comparing all rows with all rows finds', () => {
  const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(1)), { maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.constantFrom(1, 70_000, 2 ** 29), (given, spread) => {
      const columns = [0, 1, 2].map((i) => Int32Array.from(given, (row) => row[i]! * spread));
      expect(found(columns, given.length)).toEqual(compared(columns, given.length));
    }),
  );
});

test('a column whose largest code fits no other beside it stays apart', () => {
  const columns = [Int32Array.of(2 ** 31 - 1, 1, 2 ** 31 - 1), Int32Array.of(5, 5, 5), Int32Array.of(2 ** 31 - 1, 0, 2 ** 31 - 1)];
  expect(found(columns, 3)).toEqual(['2 like 0']);
});

test('codes that would overflow together are not put together', () => {
  // 4096 × 2^20 is 2^32, which an integer of 32 bits cannot tell from 0.
  const most = 2 ** 20 - 1;
  expect(found([Int32Array.of(0, 4096, most), Int32Array.of(5, 5, most)], 3)).toEqual([]);
});

test('no rows, no duplicates', () => {
  expect(found([new Int32Array(0)], 0)).toEqual([]);
});

test('a million rows without a duplicate take no string and little time', () => {
  const rowCount = 1_000_000;
  const columns = [
    Int32Array.from({ length: rowCount }, (_, row) => row % 1000),
    Int32Array.from({ length: rowCount }, (_, row) => Math.floor(row / 1000)),
  ];
  expect(found(columns, rowCount)).toEqual([]);
});
