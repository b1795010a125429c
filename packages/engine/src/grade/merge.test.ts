import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeCases } from './merge.cases.ts';
import { mergeSmallGroups } from './merge.ts';

describe('mergeSmallGroups: cases', () => {
  test.each(mergeCases.map((mergeCase) => [mergeCase.situation, mergeCase] as const))(
    '%s',
    (_, { sizes, least, into, mapping, pooled, groupCount }) => {
      const group = Int32Array.from(sizes.flatMap((size, code) => Array<number>(size).fill(code)));
      const result = mergeSmallGroups({ group, groupCount: sizes.length, inPopulation: new Uint8Array(group.length).fill(1), least, into });
      expect([...result.mapping]).toEqual(mapping);
      expect(result.pooled).toEqual(pooled);
      expect(result.groupCount).toBe(groupCount);
      expect([...result.group]).toEqual(Array.from(group, (code) => mapping[code]));
    },
  );

  test('who is not ranked does not count, but moves with the group; a row without a group stays without', () => {
    const result = mergeSmallGroups({
      group: Int32Array.of(0, 0, 0, 1, -1, 2, 2, -1),
      groupCount: 3,
      inPopulation: Uint8Array.of(1, 1, 0, 1, 1, 0, 0, 0),
      least: 3,
      into: 3,
    });
    expect([...result.group]).toEqual([3, 3, 3, 3, -1, 2, 2, -1]);
    expect(result.pooled).toEqual([0, 1]);
  });

  test('programmer errors stop', () => {
    const input = { group: Int32Array.of(0), groupCount: 1, inPopulation: Uint8Array.of(1), least: 2 };
    expect(() => mergeSmallGroups({ ...input, into: 2 })).toThrow('joint group');
    expect(() => mergeSmallGroups({ ...input, into: -1 })).toThrow('joint group');
    expect(() => mergeSmallGroups({ ...input, into: 0.5 })).toThrow('joint group');
    expect(() => mergeSmallGroups({ ...input, inPopulation: new Uint8Array(2), into: 0 })).toThrow('one length');
  });
});

/** Ranked rows of each group. */
function groupsOf(codes: Int32Array, inPopulation: Uint8Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  codes.forEach((code, row) => inPopulation[row] === 1 && code >= 0 && rows.set(code, [...(rows.get(code) ?? []), row]));
  return rows;
}

describe('mergeSmallGroups: properties', () => {
  test('nobody is lost, groups that are large enough stay whole, and at most the joint group is small', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.boolean()), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(5),
        (rows, least, into) => {
          const group = Int32Array.from(rows, ([code]) => code);
          const inPopulation = Uint8Array.from(rows, ([, ranked]) => Number(ranked));
          const result = mergeSmallGroups({ group, groupCount: 5, inPopulation, least, into });
          const before = groupsOf(group, inPopulation);
          const after = groupsOf(result.group, inPopulation);
          expect([...after.values()].flat().sort((a, b) => a - b)).toEqual([...before.values()].flat().sort((a, b) => a - b));
          const stays = [...before].filter(([code, members]) => members.length >= least && code !== into);
          expect(stays.map(([code]) => [code, after.get(code)])).toEqual(stays);
          expect([...after.values()].filter((members) => members.length < least).length).toBeLessThanOrEqual(1);
          for (const code of after.keys()) expect(code).toBeLessThan(result.groupCount);
          const again = mergeSmallGroups({ ...result, inPopulation, least, into });
          expect([...again.group]).toEqual([...result.group]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
