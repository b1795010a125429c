import * as fc from 'fast-check';
import { formatFraction, powerOfTen, rational, type Rational } from '../rational.ts';
import { integerMax } from '../scaled/integer.ts';
import { valueOf, type CellText } from './cells.ts';

/** Values of one kind, since a single unwieldy one makes the whole column exact. */
const kinds = [
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.nat(3)).map(([units, digits]) => fraction(units, powerOfTen(digits))),
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 12 })).map(([num, den]) => fraction(num, den)),
  fc.tuple(fc.nat(9), fc.constantFrom(1, -1)).map(([below, factor]) => String(factor * (integerMax - below))),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9)).map(([num, below]) => fraction(num, integerMax - below)),
  fc.tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 1, max: 2 ** 20 })).map(([num, den]) => fraction(num, den)),
  fc.tuple(fc.maxSafeInteger(), fc.constantFrom(2, 5, 7, 64)).map(([num, den]) => fraction(num, den)),
  fc.tuple(fc.bigInt(-(2n ** 70n), 2n ** 70n), fc.bigInt(1n, 2n ** 70n)).map(([num, den]) => fraction(num, den)),
];

export function fraction(num: number | bigint, den: number | bigint): CellText {
  return formatFraction(rational(BigInt(num), BigInt(den)));
}

const reason = fc.constantFrom('notYet', 'excused', 'noRecord', 'withheld');
export const value = fc.oneof(...kinds).map((text): Rational => valueOf(text)!);

export function cells(length: number): fc.Arbitrary<CellText[]> {
  const ofKind = (kind: fc.Arbitrary<CellText>): fc.Arbitrary<CellText[]> => {
    const mixed = fc.oneof({ weight: 3, arbitrary: kind }, { weight: 1, arbitrary: reason });
    return fc.oneof(fc.array(kind, { minLength: length, maxLength: length }), fc.array(mixed, { minLength: length, maxLength: length }));
  };
  return fc.oneof(...kinds.map(ofKind));
}
