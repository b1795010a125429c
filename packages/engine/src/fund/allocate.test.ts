import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, divide, formatFraction, fromInteger, multiply, rational, subtract, type Rational } from '../number/rational.ts';
import { allocateCases } from './allocate.cases.ts';
import { allocate, exactShare, type AllocatedFund, type AllocateInput } from './allocate.ts';

function fraction(text: string): Rational {
  const [num, den] = text.split('/');
  return rational(BigInt(num!), BigInt(den ?? '1'));
}

function allocated(input: AllocateInput): AllocatedFund {
  const result = allocate(input);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe('allocate: cases', () => {
  test.each(allocateCases.map((allocateCase) => [`${allocateCase.clause}: ${allocateCase.situation}`, allocateCase] as const))(
    '%s',
    (_, allocateCase) => {
      const { amountFen, unitFen = 1n, remainder = 'largest-fraction', partsFen, undistributedFen = 0n, exactFen } = allocateCase;
      const shares = allocateCase.shares.map(fraction);
      const fund = allocated({
        amountFen,
        shares,
        tieOrder: allocateCase.tieOrder ?? shares.map((_share, index) => index),
        unitFen,
        remainder,
      });
      expect(fund.partsFen).toEqual(partsFen);
      expect(fund.undistributedFen).toBe(undistributedFen);
      expect(fund.partsFen.reduce((sum, part) => sum + part, undistributedFen)).toBe(amountFen);
      const exact = exactFen?.map((_text, index) => formatFraction(exactShare(fund, index).exactFen));
      expect(exact).toEqual(exactFen);
    },
  );

  test('the explanation of a part: exact share, fraction of the unit, and whether it got a unit left over', () => {
    const shares = ['1', '2', '4'].map(fraction);
    const fund = allocated({ amountFen: 10050n, shares, tieOrder: [0, 1, 2], unitFen: 100n, remainder: 'largest-fraction' });
    expect(shares.map((_, index) => formatFraction(exactShare(fund, index).fractionOfUnit))).toEqual(['5/14', '5/7', '3/7']);
    expect([...fund.extraUnit]).toEqual([0, 1, 0]);
    expect([fund.amountFen, fund.unitFen, fund.scaledSum]).toEqual([10050n, 100n, 7n]);
    expect(fund.scaledShares).toEqual([1n, 2n, 4n]);
  });

  test('shares of several denominators over the least common one', () => {
    const shares = ['3/2', '11/12', '1', '7/24'].map(fraction);
    const fund = allocated({ amountFen: 1n, shares, tieOrder: [0, 1, 2, 3], unitFen: 1n, remainder: 'keep' });
    expect(fund.scaledShares).toEqual([36n, 22n, 24n, 7n]);
    expect(fund.scaledSum).toBe(89n);
  });

  test.each([
    ['all shares are nothing', 100n, ['0', '0'], 'shares-sum-to-zero', -1],
    ['nobody shares', 100n, [], 'shares-sum-to-zero', -1],
    ['nothing to split and nobody to get it', 0n, ['0'], 'shares-sum-to-zero', -1],
    ['a negative amount', -1n, ['1'], 'amount-negative', -1],
    ['the first share is negative', 100n, ['-1', '3'], 'share-negative', 0],
    ['a negative share, though the sum is positive', 100n, ['3', '-1/2', '-1'], 'share-negative', 1],
  ] as const)('refused: %s', (_, amountFen, shares, reason, share) => {
    const result = allocate({
      amountFen,
      shares: shares.map(fraction),
      tieOrder: shares.map((_share, index) => index),
      unitFen: 1n,
      remainder: 'largest-fraction',
    });
    expect(result).toEqual({ ok: false, reason, share });
  });

  test('programmer errors stop', () => {
    const input = {
      amountFen: 1n,
      shares: [fraction('1'), fraction('1')],
      tieOrder: [0, 1],
      unitFen: 1n,
      remainder: 'largest-fraction',
    } as const;
    expect(() => allocate({ ...input, tieOrder: [0] })).toThrow('position in the declared order');
    expect(() => allocate({ ...input, unitFen: 0n })).toThrow('positive unit');
    expect(() => allocate({ ...input, tieOrder: [3, 3] })).toThrow('tells any two shares apart');
  });
});

const fundInput = fc
  .array(fc.record({ num: fc.nat(40), den: fc.integer({ min: 1, max: 24 }) }), { minLength: 1, maxLength: 12 })
  .filter((shares) => shares.some(({ num }) => num > 0))
  .chain((shares) =>
    fc.record({
      amountFen: fc.bigInt({ min: 0n, max: 10_000_000n }),
      shares: fc.constant(shares.map(({ num, den }) => rational(BigInt(num), BigInt(den)))),
      tieOrder: fc.shuffledSubarray(
        shares.map((_, index) => index),
        { minLength: shares.length, maxLength: shares.length },
      ),
      unitFen: fc.constantFrom(1n, 100n, 7n),
      remainder: fc.constantFrom('largest-fraction', 'keep'),
    }),
  );

/** Hands out the units left over one by one, each time looking for the largest fraction that has not had one. */
function oracle({ amountFen, shares, tieOrder, unitFen, remainder }: AllocateInput): bigint[] {
  const sum = shares.reduce(add);
  const exactUnits = shares.map((share) => divide(multiply(share, rational(amountFen, unitFen)), sum));
  const units = exactUnits.map(({ num, den }) => num / den);
  const had = new Set<number>();
  let left = remainder === 'keep' ? 0n : amountFen / unitFen - units.reduce((total, part) => total + part);
  while (left > 0n) {
    let best = -1;
    exactUnits.forEach((exact, index) => {
      if (had.has(index)) return;
      const order =
        best < 0
          ? 1
          : compare(
              subtract(exact, fromInteger(exact.num / exact.den)),
              subtract(exactUnits[best]!, fromInteger(exactUnits[best]!.num / exactUnits[best]!.den)),
            );
      if (order > 0 || (order === 0 && tieOrder[index]! < tieOrder[best]!)) best = index;
    });
    had.add(best);
    units[best]!++;
    left--;
  }
  return units.map((part) => part * unitFen);
}

describe('allocate: properties', () => {
  test('as the oracle says', () => {
    fc.assert(
      fc.property(fundInput, (input) => {
        expect(allocated(input).partsFen).toEqual(oracle(input));
      }),
      { numRuns: 500 },
    );
  });

  test('the parts sum to the amount, and each is less than one unit from its exact share', () => {
    fc.assert(
      fc.property(fundInput, (input) => {
        const fund = allocated(input);
        expect(fund.partsFen.reduce((sum, part) => sum + part, fund.undistributedFen)).toBe(input.amountFen);
        expect(input.remainder === 'keep' || fund.undistributedFen === input.amountFen % input.unitFen).toBe(true);
        fund.partsFen.forEach((part, index) => {
          const { exactFen, fractionOfUnit } = exactShare(fund, index);
          const difference = subtract(fromInteger(part), exactFen);
          expect(compare(difference, fromInteger(input.unitFen))).toBe(-1);
          expect(compare(difference, fromInteger(-input.unitFen))).toBe(1);
          expect(part % input.unitFen).toBe(0n);
          expect(part === 0n || input.shares[index]!.num > 0n).toBe(true);
          const extra = fund.extraUnit[index] === 1 ? fromInteger(input.unitFen) : fromInteger(0n);
          expect(subtract(add(exactFen, extra), multiply(fractionOfUnit, fromInteger(input.unitFen)))).toEqual(fromInteger(part));
        });
      }),
    );
  });

  test('the order of shares and a common factor change nothing; a larger share never gets less', () => {
    fc.assert(
      fc.property(fundInput, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (input, num, den) => {
        const parts = allocated(input).partsFen;
        const turned = allocated({
          ...input,
          shares: input.shares.map((share) => multiply(share, rational(BigInt(num), BigInt(den)))).toReversed(),
          tieOrder: input.tieOrder.toReversed(),
        });
        expect(turned.partsFen.toReversed()).toEqual(parts);
        const byShare = Array.from(parts.keys()).sort(
          (a, b) => compare(input.shares[a]!, input.shares[b]!) || (parts[a]! < parts[b]! ? -1 : 1),
        );
        const partsByShare = byShare.map((index) => parts[index]!);
        expect(partsByShare).toEqual(partsByShare.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  test('a fund for many people', () => {
    const shares = Array.from({ length: 20_000 }, (_, index) => rational(BigInt((index * 7919) % 36) + 1n, 24n));
    const fund = allocated({
      amountFen: 680_000n * 20_000n + 13n,
      shares,
      tieOrder: shares.map((_, index) => -index),
      unitFen: 1n,
      remainder: 'largest-fraction',
    });
    expect(fund.partsFen.reduce((sum, part) => sum + part)).toBe(fund.amountFen);
    expect(fund.undistributedFen).toBe(0n);
  });
});
