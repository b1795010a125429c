/**
 * Whole places of a quota (名额): the share of n that may hold a grade, made whole in the declared mode (convention 7).
 *
 * Worked: 30% of 12 offices is 3.6; half-up gives 4, floor (以内, 不超过) gives 3. 70% of 90 is exactly 63, where binary
 * floating point says 62.
 *
 * At the edge: `atLeast` raises the number (at least one 一等 when the best total reaches the line), `atMost` is a
 * ceiling and wins over it, and nobody gets more places than there are people: n = 0 has none.
 */
import { assert } from '../number/assert.ts';
import { fromInteger, multiply, roundQuotient, type Rational, type RoundingMode } from '../number/rational.ts';

export interface PlacesInput {
  /** n: the ranked members of the group. */
  readonly count: number;
  /** Not negative; 3/10 for 30%. */
  readonly ratio: Rational;
  readonly mode: RoundingMode;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function places({ count, ratio, mode, atLeast = 0, atMost = count }: PlacesInput): number {
  assert(Number.isSafeInteger(count) && count >= 0, 'people are counted in whole numbers');
  assert(ratio.num >= 0n, 'a quota is not negative');
  assert(Number.isSafeInteger(atLeast) && Number.isSafeInteger(atMost) && atMost >= 0, 'limits of places are whole numbers');
  return Math.min(Math.max(wholePlaces(multiply(fromInteger(count), ratio), mode), atLeast), atMost, count);
}

/** A number of places made whole: less than none is none, and more than 32 bits hold is more people than there are. */
export function wholePlaces(value: Rational, mode: RoundingMode): number {
  const whole = roundQuotient(value.num, value.den, mode);
  return whole > 0n ? Number(whole < placeCountMax ? whole : placeCountMax) : 0;
}

const placeCountMax = 0x7fffffffn;

/** The places of a group cannot be known yet, for instance because the unit has no grade that its quota depends on. */
export const placesUnknown = -1;

/**
 * Places that a formula computed, such as 名额(三等) − 已定(三等): null (missing) is unknown, less than none is none. The
 * difference −1 must not be read as the mark `placesUnknown`, hence this function. A count that comes from data may have
 * decimals; a part of a place is none.
 */
export function placesFromFormula(value: Rational | null): number {
  return value === null ? placesUnknown : wholePlaces(value, 'floor');
}
