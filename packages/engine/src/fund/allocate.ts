/**
 * Splits a fund by shares (激励资金分配) so that the parts sum to the whole: everybody first gets the whole units of
 * amount × c ÷ Σc, and the units left over go one each to the largest fractional remainders; equal remainders go by a
 * declared order. Source: town cadres, §7, and requirement S0-22 (a rounding unit and a residual rule).
 *
 * Worked: 100.00 yuan, three persons with c = 1: the exact share is 3,333⅓ fen each. 3 × 3,333 = 9,999; one fen is left,
 * all remainders are equal, and the first in the declared order gets it: 3,334, 3,333, 3,333.
 *
 * At the edge: a share of nothing gets nothing, also no unit left over; one share gets everything; if all shares are
 * nothing the amount cannot be split and the refusal says so; an amount that is not a multiple of the unit leaves the
 * odd fen undistributed; with `remainder: 'keep'` nothing is handed out beyond the whole units, and the rest stays.
 */
import { assert } from '../number/assert.ts';
import { gcd, rational, type Rational } from '../number/rational.ts';

export interface AllocateInput {
  readonly amountFen: bigint;
  /** c of each recipient. */
  readonly shares: readonly Rational[];
  /** Position of each share in the declared order, low first, for equal remainders. No two alike. */
  readonly tieOrder: readonly number[];
  /** The parts are multiples of this: 1 for fen, 100 for whole yuan. */
  readonly unitFen: bigint;
  /** What becomes of the units left over after the first round. */
  readonly remainder: 'largest-fraction' | 'keep';
}

export type Allocation = AllocatedFund | RefusedFund;

export interface AllocatedFund {
  readonly ok: true;
  readonly amountFen: bigint;
  readonly unitFen: bigint;
  /** In the order of the shares. Parts and `undistributedFen` sum to the amount. */
  readonly partsFen: readonly bigint[];
  readonly undistributedFen: bigint;
  /** 1 where the part holds one of the units left over. */
  readonly extraUnit: Uint8Array;
  /** The shares as integers over one denominator; the exact share is amount × scaled ÷ scaledSum. */
  readonly scaledShares: readonly bigint[];
  readonly scaledSum: bigint;
}

interface RefusedFund {
  readonly ok: false;
  readonly reason: 'amount-negative' | 'share-negative' | 'shares-sum-to-zero';
  /** Index of the first share that is the reason, −1 where none is. */
  readonly share: number;
}

export function allocate({ amountFen, shares, tieOrder, unitFen, remainder }: AllocateInput): Allocation {
  assert(tieOrder.length === shares.length, 'every share has a position in the declared order');
  assert(unitFen > 0n, 'money is paid in a positive unit');
  if (amountFen < 0n) return { ok: false, reason: 'amount-negative', share: -1 };
  const negative = shares.findIndex((share) => share.num < 0n);
  if (negative >= 0) return { ok: false, reason: 'share-negative', share: negative };

  const scaledShares = scaleToIntegers(shares);
  const scaledSum = scaledShares.reduce((sum, scaled) => sum + scaled, 0n);
  if (scaledSum === 0n) return { ok: false, reason: 'shares-sum-to-zero', share: -1 };

  // amount × c ÷ Σc in units is amount × scaled ÷ divisor: with one divisor, remainders compare as integers.
  const divisor = scaledSum * unitFen;
  const wholeUnits = new Array<bigint>(shares.length);
  const remainders = new Array<bigint>(shares.length);
  let unitsLeft = amountFen / unitFen;
  for (let index = 0; index < shares.length; index++) {
    const dividend = amountFen * scaledShares[index]!;
    const units = dividend / divisor;
    wholeUnits[index] = units;
    remainders[index] = dividend - units * divisor;
    unitsLeft -= units;
  }

  const extraUnit = new Uint8Array(shares.length);
  if (remainder === 'largest-fraction') {
    const byRemainder = orderByRemainder(remainders, tieOrder);
    // The remainders sum to at least unitsLeft × divisor and each is below the divisor: more of them than units left
    // are not zero, so the first ones named here exist and none of them is a share of nothing.
    for (let place = 0; place < Number(unitsLeft); place++) extraUnit[byRemainder[place]!] = 1;
    unitsLeft = 0n;
  }

  return {
    ok: true,
    amountFen,
    unitFen,
    partsFen: wholeUnits.map((units, index) => (extraUnit[index] === 1 ? units + 1n : units) * unitFen),
    undistributedFen: unitsLeft * unitFen + (amountFen % unitFen),
    extraUnit,
    scaledShares,
    scaledSum,
  };
}

/** The exact share of one recipient in fen, and the fraction of a unit by which it exceeds the whole units: for the explanation. */
export function exactShare(fund: AllocatedFund, index: number): { readonly exactFen: Rational; readonly fractionOfUnit: Rational } {
  const dividend = fund.amountFen * fund.scaledShares[index]!;
  const divisor = fund.scaledSum * fund.unitFen;
  return { exactFen: rational(dividend, fund.scaledSum), fractionOfUnit: rational(dividend % divisor, divisor) };
}

function scaleToIntegers(shares: readonly Rational[]): bigint[] {
  const denominators = new Set(shares.map((share) => share.den));
  let common = 1n;
  for (const denominator of denominators) common *= denominator / gcd(common, denominator);
  return shares.map((share) => share.num * (common / share.den));
}

/** Indices of the shares, largest remainder first, equal ones in the declared order. */
function orderByRemainder(remainders: readonly bigint[], tieOrder: readonly number[]): number[] {
  return Array.from(remainders.keys()).sort((a, b) => {
    const remainderA = remainders[a]!;
    const remainderB = remainders[b]!;
    if (remainderA !== remainderB) return remainderA > remainderB ? -1 : 1;
    const order = tieOrder[a]! - tieOrder[b]!;
    assert(order !== 0, 'the declared order tells any two shares apart');
    return order;
  });
}
