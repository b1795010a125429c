import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rational } from '../number/rational.ts';
import { candidatesCases } from './candidates.cases.ts';
import { lowest } from './candidates.ts';
import { places } from './quota.ts';

const groups = ['x', 'y', 'z'];
const valueOf = (text: string) => (text === '-' ? -Infinity : Number(text));

describe('lowest: cases', () => {
  test.each(candidatesCases.map((candidatesCase) => [`${candidatesCase.clause}: ${candidatesCase.situation}`, candidatesCase] as const))(
    '%s',
    (_, { percent, mode, rows, places: k, line }) => {
      const result = lowest({
        keys: Float64Array.from(rows, ([, , value]) => valueOf(value)),
        inPopulation: Uint8Array.from(rows, ([, group]) => (group === '-' ? 0 : 1)),
        group: Int32Array.from(rows, ([, group]) => (group === '-' ? 0 : groups.indexOf(group))),
        groupCount: k.length,
        ratio: rational(BigInt(percent), 100n),
        mode,
      });
      expect(rows.map(([name], row) => [name, result.mask[row] === 1])).toEqual(rows.map(([name, , , listed]) => [name, listed]));
      expect([...result.places]).toEqual(k);
      expect([...result.line]).toEqual(line.map(valueOf));
    },
  );

  test('a row without a ranking group is not ranked', () => {
    const result = lowest({
      keys: Float64Array.of(1, 2),
      inPopulation: Uint8Array.of(1, 1),
      group: Int32Array.of(-1, 0),
      groupCount: 1,
      ratio: rational(1n, 1n),
      mode: 'floor',
    });
    expect([...result.mask]).toEqual([0, 1]);
    expect([...result.places]).toEqual([1]);
  });

  test('programmer errors stop', () => {
    const input = {
      keys: Float64Array.of(1),
      inPopulation: Uint8Array.of(1),
      group: Int32Array.of(0),
      groupCount: 1,
      ratio: rational(1n, 2n),
      mode: 'floor',
    } as const;
    expect(() => lowest({ ...input, inPopulation: new Uint8Array(2) })).toThrow('one length');
    expect(() => lowest({ ...input, group: new Int32Array(2) })).toThrow('one length');
    expect(() => lowest({ ...input, keys: Float64Array.of(NaN) })).toThrow('a key is a number');
  });
});

describe('lowest: properties', () => {
  const row = fc.record({
    ranked: fc.boolean(),
    group: fc.integer({ min: -1, max: 1 }),
    value: fc.constantFrom(-Infinity, -1, 0, 1, 2, 3),
  });

  test('who has fewer than k values below: as said one by one', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.nat(120),
        fc.constantFrom('floor', 'ceil', 'half-up', 'half-even'),
        (rows, percent, mode) => {
          const ratio = rational(BigInt(percent), 100n);
          const result = lowest({
            keys: Float64Array.from(rows, ({ value }) => value),
            inPopulation: Uint8Array.from(rows, ({ ranked }) => Number(ranked)),
            group: Int32Array.from(rows, ({ group }) => group),
            groupCount: 2,
            ratio,
            mode,
          });
          const peers = (of: { group: number }) => rows.filter(({ ranked, group }) => ranked && group === of.group);
          const expected = rows.map((of) => {
            if (!of.ranked || of.group < 0 || of.value === -Infinity) return 0;
            const below = peers(of).filter(({ value }) => value !== -Infinity && value < of.value).length;
            return below < places({ count: peers(of).length, ratio, mode }) ? 1 : 0;
          });
          expect([...result.mask]).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
