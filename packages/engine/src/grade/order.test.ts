import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderCases } from './order.cases.ts';
import { oracleBlocks, oracleRank, type OracleRow } from './order.oracle.ts';
import { lastInOrder, orderRows, type RowOrder } from './order.ts';

function orderOf(rows: readonly OracleRow[], groupCount: number, keyCount: number): RowOrder {
  return orderRows({
    inPopulation: Uint8Array.from(rows, (row) => (row.ranked ? 1 : 0)),
    group: Int32Array.from(rows, (row) => row.group),
    groupCount,
    keys: Array.from({ length: keyCount }, (_, key) => Float64Array.from(rows, (row) => row.keys[key]!)),
  });
}

function blocksOf(order: RowOrder, group: number): number[][] {
  const blocks: number[][] = [];
  for (let block = order.groupBlockStart[group]!; block < order.groupBlockStart[group + 1]!; block++) {
    blocks.push([...order.members.subarray(order.blockStart[block], order.blockStart[block + 1])]);
  }
  return blocks;
}

const parseKey = (text: string) => (text === '-' ? -Infinity : Number(text));

describe('orderRows: cases', () => {
  test.each(orderCases.map((orderCase) => [`${orderCase.clause}: ${orderCase.situation}`, orderCase] as const))(
    '%s',
    (_, { rows, order }) => {
      const groups = ['x', 'y'].slice(0, order.split('|').length);
      const parsed = rows.map(([, group, keys]): OracleRow => ({
        ranked: group !== '-',
        group: groups.indexOf(group),
        keys: keys.split(' ').map(parseKey),
      }));
      const result = orderOf(parsed, groups.length, parsed[0]!.keys.length);
      const names = (members: readonly number[]) => `(${members.map((row) => rows[row]![0]).join(' ')})`;
      expect(groups.map((_group, code) => blocksOf(result, code).map(names).join('')).join('|')).toBe(order);
      expect([...result.rank]).toEqual(rows.map((row) => row[3]));
      expect([...lastInOrder(result)]).toEqual(rows.map((row) => (row[4] ? 1 : 0)));
      expect([...result.groupSize]).toEqual(groups.map((group) => rows.filter((row) => row[1] === group).length));
    },
  );

  test('a row in the population without a ranking group is not ranked, nor is one marked unknown', () => {
    const order = orderRows({
      inPopulation: Uint8Array.of(1, 1, 2, 0),
      group: Int32Array.of(-1, 0, 0, 0),
      groupCount: 1,
      keys: [Float64Array.of(9, 8, 7, 6)],
    });
    expect([...order.group]).toEqual([-1, 0, -1, -1]);
    expect([...order.members]).toEqual([1]);
  });

  test('nobody at all', () => {
    const order = orderRows({ inPopulation: new Uint8Array(0), group: new Int32Array(0), groupCount: 0, keys: [new Float64Array(0)] });
    expect([...order.groupStart, ...order.blockStart, ...order.groupBlockStart]).toEqual([0, 0, 0]);
  });

  test('programmer errors stop', () => {
    const one = { inPopulation: Uint8Array.of(1), group: Int32Array.of(0), groupCount: 1 };
    expect(() => orderRows({ ...one, keys: [] })).toThrow('published total');
    expect(() => orderRows({ ...one, keys: [new Float64Array(2)] })).toThrow('one length');
    expect(() => orderRows({ ...one, keys: [new Float64Array(1), new Float64Array(2)] })).toThrow('one length');
    expect(() => orderRows({ ...one, group: new Int32Array(2), keys: [new Float64Array(1)] })).toThrow('one length');
    expect(() => orderRows({ ...one, groupCount: 0, keys: [new Float64Array(1)] })).toThrow('below the number of groups');
    expect(() => orderRows({ ...one, keys: [Float64Array.of(1), Float64Array.of(NaN)] })).toThrow('sort key');
  });
});

const key = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 3 }) },
  fc.constantFrom(
    -Infinity,
    Infinity,
    -0,
    0,
    0.5,
    -0.5,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    Number.MIN_VALUE,
    -Number.MIN_VALUE,
    2 ** 40 + 1,
    2 ** 40,
  ),
  fc.double({ noNaN: true }),
);

/** Ranges above the size at which the radix sort begins, drawn from a few keys so that blocks of every size occur. */
const manyRows = fc
  .record({
    size: fc.integer({ min: 900, max: 4000 }),
    groupCount: fc.integer({ min: 1, max: 3 }),
    palettes: fc.array(fc.array(key, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 }),
    seed: fc.nat(),
  })
  .map(({ size, groupCount, palettes, seed }) => {
    let state = seed;
    const draw = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const rows = Array.from({ length: size }, (): OracleRow => ({
      ranked: draw(20) > 0,
      group: draw(groupCount),
      keys: palettes.map((palette) => palette[draw(palette.length)]!),
    }));
    return { rows, groupCount, keyCount: palettes.length };
  });

const fewRows = fc.integer({ min: 1, max: 3 }).chain((keyCount) =>
  fc.record({
    rows: fc.array(
      fc.record({
        ranked: fc.boolean(),
        group: fc.integer({ min: -1, max: 2 }),
        keys: fc.array(key, { minLength: keyCount, maxLength: keyCount }),
      }),
      { maxLength: 40 },
    ),
    groupCount: fc.constant(3),
    keyCount: fc.constant(keyCount),
  }),
);

function expectAsOracle({ rows, groupCount, keyCount }: { rows: readonly OracleRow[]; groupCount: number; keyCount: number }): void {
  const placed = rows.map((row) => ({ ...row, ranked: row.ranked && row.group >= 0 }));
  const order = orderOf(rows, groupCount, keyCount);
  for (let group = 0; group < groupCount; group++) {
    const blocks = oracleBlocks(placed, group);
    expect(blocksOf(order, group)).toEqual(blocks);
    expect(order.groupSize[group]).toBe(blocks.flat().length);
    expect([...order.members.subarray(order.groupStart[group], order.groupStart[group + 1])]).toEqual(blocks.flat());
  }
  expect(order.blockStart.length).toBe(order.groupBlockStart[groupCount]! + 1);
  expect(order.blockStart.at(-1)).toBe(order.members.length);
  const inspected = placed.length > 100 ? placed.slice(0, 100) : placed;
  expect([...order.rank.subarray(0, inspected.length)]).toEqual(inspected.map((row) => oracleRank(placed, row)));
}

describe('orderRows: large groups', () => {
  test.each([
    ['whole numbers, then a chain', (index: number) => [(index * 7919) % 1009, index % 3]],
    ['fractions and negative numbers', (index: number) => [((index * 7919) % 1009) / 7 - 60]],
    ['everybody equal in the total, the chain decides', (index: number) => [80, (index * 7919) % 1009, -((index * 31) % 7)]],
    ['numbers that differ in their last bits only', (index: number) => [1 + ((index * 7919) % 1009) * Number.EPSILON]],
    ['negative ones too', (index: number) => [-(2 ** 40) - ((index * 7919) % 1009)]],
    ['everybody equal in everything', () => [80, 90]],
    ['many missing', (index: number) => [index % 2 === 0 ? -Infinity : index % 40, index % 3 === 0 ? -Infinity : -0]],
  ] as const)('%s; a second group larger than the first', (_, keysOf) => {
    const rows = Array.from({ length: 5000 }, (_row, index): OracleRow => ({
      ranked: true,
      group: index < 1500 ? 0 : 1,
      keys: keysOf(index),
    }));
    expect(() => expectAsOracle({ rows, groupCount: 2, keyCount: keysOf(0).length })).not.toThrow();
  });
});

describe('orderRows: properties', () => {
  test('few rows: as the oracle says', () => {
    fc.assert(fc.property(fewRows, expectAsOracle), { numRuns: 500 });
  });

  test('many rows: as the oracle says', () => {
    fc.assert(fc.property(manyRows, expectAsOracle), { numRuns: 60 });
  });

  test('the order of rows has no meaning', () => {
    fc.assert(
      fc.property(fewRows, fc.infiniteStream(fc.nat()), ({ rows, groupCount, keyCount }, numbers) => {
        const shuffled = rows.map((row) => ({ row, at: numbers.next().value as number })).sort((a, b) => a.at - b.at);
        const rank = orderOf(rows, groupCount, keyCount).rank;
        const rankShuffled = orderOf(
          shuffled.map(({ row }) => row),
          groupCount,
          keyCount,
        ).rank;
        expect(shuffled.map((_, index) => rankShuffled[index])).toEqual(shuffled.map(({ row }) => rank[rows.indexOf(row)]));
      }),
    );
  });
});
