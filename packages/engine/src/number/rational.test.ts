import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  compare,
  decimal,
  decimalsNeeded,
  divide,
  equals,
  formatDecimal,
  formatFraction,
  formatRounded,
  fromInteger,
  gcd,
  isInteger,
  max,
  min,
  multiply,
  negate,
  one,
  parseDecimal,
  powerOfTen,
  rational,
  roundQuotient,
  roundTo,
  sign,
  squareRootRounded,
  subtract,
  toSafeInteger,
  zero,
  type Rational,
} from './rational.ts';
import { modes, roundingTable } from './testing/rounding-table.ts';

const wholeNumber = fc.oneof(fc.bigInt(-20n, 20n), fc.bigInt(-(2n ** 55n), 2n ** 55n), fc.bigInt(-(10n ** 60n), 10n ** 60n));
const someRational = fc
  .tuple(
    wholeNumber,
    wholeNumber.filter((den) => den !== 0n),
  )
  .map(([num, den]) => rational(num, den));

function isLowest({ num, den }: Rational): boolean {
  return den > 0n && gcd(num < 0n ? -num : num, den) === 1n;
}

describe('construction', () => {
  test.each([
    [6n, 4n, '3/2'],
    [6n, -4n, '-3/2'],
    [-6n, -4n, '3/2'],
    [0n, -7n, '0'],
    [-14n, 7n, '-2'],
    [2n ** 64n * 3n, 2n ** 65n * 5n, '3/10'],
  ])('%s / %s = %s', (num, den, expected) => {
    expect(formatFraction(rational(num, den))).toBe(expected);
  });

  test('refuses what is no number', () => {
    expect(() => rational(1n, 0n)).toThrow('denominator other than zero');
    expect(() => divide(one, zero)).toThrow('denominator other than zero');
    expect(() => fromInteger(2 ** 53)).toThrow('below 2^53');
    expect(() => fromInteger(0.5)).toThrow('below 2^53');
    expect(() => decimal('1e3')).toThrow('known to be a decimal');
    expect(() => powerOfTen(-1)).toThrow('0 or more');
    expect(() => powerOfTen(1.5)).toThrow('0 or more');
  });

  test('whole numbers', () => {
    expect(fromInteger(-7)).toEqual({ num: -7n, den: 1n });
    expect(fromInteger(10n ** 30n)).toEqual({ num: 10n ** 30n, den: 1n });
    expect(isInteger(decimal('12.00'))).toBe(true);
    expect(isInteger(decimal('12.01'))).toBe(false);
    expect(toSafeInteger(decimal('-12.00'))).toBe(-12);
    expect(toSafeInteger(fromInteger(Number.MIN_SAFE_INTEGER))).toBe(Number.MIN_SAFE_INTEGER);
    expect(() => toSafeInteger(fromInteger(2n ** 53n))).toThrow('below 2^53');
    expect(() => toSafeInteger(fromInteger(-(2n ** 53n)))).toThrow('below 2^53');
    expect(() => toSafeInteger(rational(1n, 2n))).toThrow('below 2^53');
  });
});

describe('parseDecimal', () => {
  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['+3', '3'],
    ['-12.50', '-25/2'],
    ['1.005', '201/200'],
    ['0.3333', '3333/10000'],
    ['9007199254740993', '9007199254740993'],
    ['-0.000000000000000000000000000000000001', `-1/1${'0'.repeat(36)}`],
    ['1'.repeat(40), '1'.repeat(40)],
  ])('%s is %s', (text, expected) => {
    expect(formatFraction(parseDecimal(text)!)).toBe(expected);
  });

  test.each([
    '',
    '-',
    '+',
    '.',
    '.5',
    '5.',
    '-.5',
    '1..2',
    '1.2.3',
    '--1',
    '+-1',
    '1e3',
    '1E3',
    '0x10',
    '1_000',
    '1,000',
    ' 1',
    '1 ',
    '1\n',
    '١',
    '１２',
    '1．5',
    '−1',
    '1/2',
    '50%',
    'NaN',
    'Infinity',
    '1n',
    '1'.repeat(41),
  ])('%j is no decimal', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  test('reads back what formatDecimal prints', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.nat(12), (units, digits) => {
        const value = rational(units, powerOfTen(digits));
        const text = formatDecimal(value, digits);
        expect(parseDecimal(text)).toEqual(value);
        expect(text).toMatch(digits === 0 ? /^-?[0-9]+$/ : new RegExp(`^-?[0-9]+\\.[0-9]{${digits}}$`));
      }),
    );
  });
});

describe('arithmetic', () => {
  test('agrees with cross multiplication, in lowest terms', () => {
    fc.assert(
      fc.property(someRational, someRational, (a, b) => {
        const cases: [Rational, bigint, bigint][] = [
          [add(a, b), a.num * b.den + b.num * a.den, a.den * b.den],
          [subtract(a, b), a.num * b.den - b.num * a.den, a.den * b.den],
          [multiply(a, b), a.num * b.num, a.den * b.den],
          [negate(a), -a.num, a.den],
          [absolute(a), a.num < 0n ? -a.num : a.num, a.den],
        ];
        if (b.num !== 0n) cases.push([divide(a, b), a.num * b.den, a.den * b.num]);
        for (const [result, num, den] of cases) {
          expect(isLowest(result)).toBe(true);
          expect(result.num * den).toBe(num * result.den);
        }
      }),
    );
  });

  test('orders', () => {
    fc.assert(
      fc.property(someRational, someRational, (a, b) => {
        const difference = sign(subtract(a, b));
        expect(compare(a, b)).toBe(difference);
        expect(equals(a, b)).toBe(difference === 0);
        expect(min(a, b)).toEqual(difference <= 0 ? a : b);
        expect(max(a, b)).toEqual(difference >= 0 ? a : b);
      }),
    );
    expect(compare(decimal('0.50'), rational(1n, 2n))).toBe(0);
    expect(['-0.5', '0', '7'].map((text) => sign(decimal(text)))).toEqual([-1, 0, 1]);
    expect(['-0.5', '0', '7'].map((text) => formatFraction(absolute(decimal(text))))).toEqual(['1/2', '0', '7']);
    expect(equals(rational(1n, 3n), rational(2n, 3n))).toBe(false);
    expect(equals(rational(1n, 3n), rational(1n, 4n))).toBe(false);
  });

  test.each([
    ['0', 0],
    ['12', 0],
    ['0.5', 1],
    ['0.25', 2],
    ['0.04', 2],
    ['0.10', 1],
    ['-1.125', 3],
  ])('%s needs %i decimals', (text, expected) => {
    expect(decimalsNeeded(decimal(text))).toBe(expected);
  });

  test('a third needs more decimals than there are', () => {
    expect(decimalsNeeded(rational(1n, 30n))).toBeNull();
  });
});

describe('rounding', () => {
  test.each(roundingTable)('%s to %i decimals', (text, digits, ...expected) => {
    expect(modes.map((mode) => formatRounded(decimal(text), digits, mode))).toEqual(expected);
  });

  test('thirds and huge values', () => {
    expect(modes.map((mode) => formatRounded(rational(2n, 3n), 4, mode))).toEqual(['0.6667', '0.6667', '0.6666', '0.6667']);
    expect(modes.map((mode) => formatRounded(rational(-1n, 3n), 2, mode))).toEqual(['-0.33', '-0.33', '-0.34', '-0.33']);
    expect(formatRounded(rational(10n ** 50n, 3n), 0, 'half-up')).toBe('3'.repeat(50));
    expect(formatRounded(rational(1n, 3n), 45, 'half-up')).toBe(`0.${'3'.repeat(45)}`);
  });

  test('of a quotient that is whole', () => {
    expect(modes.map((mode) => roundQuotient(-6n, 3n, mode))).toEqual([-2n, -2n, -2n, -2n]);
  });

  test('rounding twice is not rounding once', () => {
    const value = decimal('0.446');
    expect(formatRounded(value, 1, 'half-up')).toBe('0.4');
    expect(formatRounded(roundTo(value, 2, 'half-up'), 1, 'half-up')).toBe('0.5');
  });

  test('a value lies within half a unit of its rounding, a directed one within one unit', () => {
    fc.assert(
      fc.property(someRational, fc.nat(6), (value, digits) => {
        const unit = rational(1n, powerOfTen(digits));
        for (const mode of modes) {
          const result = roundTo(value, digits, mode);
          const distance = absolute(subtract(value, result));
          const isHalf = mode === 'half-up' || mode === 'half-even';
          expect(isInteger(divide(result, unit))).toBe(true);
          expect(compare(multiply(distance, fromInteger(2)), unit)).toBeLessThanOrEqual(isHalf ? 0 : 1);
          expect(compare(distance, unit)).toBe(-1);
          expect(roundTo(result, digits, mode)).toEqual(result);
        }
        const [up, even, floor, ceil] = modes.map((mode) => roundTo(value, digits, mode));
        expect(compare(floor!, value)).not.toBe(1);
        expect(compare(ceil!, value)).not.toBe(-1);
        expect(roundTo(negate(value), digits, 'floor')).toEqual(negate(ceil!));
        expect(roundTo(negate(value), digits, 'half-up')).toEqual(negate(up!));
        expect(roundTo(negate(value), digits, 'half-even')).toEqual(negate(even!));
      }),
    );
  });

  test('at a half: away from zero, or to the even digit', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(5), (units, digits) => {
        const unit = powerOfTen(digits);
        const half = rational(2n * units + 1n, 2n * unit);
        const up = multiply(roundTo(half, digits, 'half-up'), fromInteger(unit)).num;
        const even = multiply(roundTo(half, digits, 'half-even'), fromInteger(unit)).num;
        expect(up).toBe(units < 0n ? units : units + 1n);
        expect(even).toBe(units % 2n === 0n ? units : units + 1n);
      }),
    );
  });
});

/**
 * GB/T 8170-2008, the examples of clause 3 under the standard's numbers. Rounding to an interval is rounding of
 * value / interval to a whole number; clause 3.4 names the intervals 0.5 and 0.2 of a place.
 */
describe('GB/T 8170-2008', () => {
  test.each([
    ['3.2.1', '12.1498', '0.1', '12.1'],
    ['3.2.1', '12.1498', '1', '12'],
    ['3.2.2', '1268', '100', '1300'],
    ['3.2.3', '10.5002', '1', '11'],
    ['3.2.4', '1.050', '0.1', '1.0'],
    ['3.2.4', '0.35', '0.1', '0.4'],
    ['3.2.4', '2500', '1000', '2000'],
    ['3.2.4', '3500', '1000', '4000'],
    ['3.2.5', '-355', '10', '-360'],
    ['3.2.5', '-325', '10', '-320'],
    ['3.2.5', '-0.0365', '0.001', '-0.036'],
    ['3.3.1', '97.46', '1', '97'],
    ['3.3.1', '15.4546', '1', '15'],
    ['3.3.2', '-15.4546', '1', '-15'],
    ['3.3.2', '16.5203', '1', '17'],
    ['3.3.2', '-16.5203', '1', '-17'],
    ['3.3.2', '17.5000', '1', '18'],
    ['3.4.1', '60.25', '0.5', '60.0'],
    ['3.4.1', '60.38', '0.5', '60.5'],
    ['3.4.1', '60.28', '0.5', '60.5'],
    ['3.4.1', '-60.75', '0.5', '-61.0'],
    ['3.4.2', '830', '20', '840'],
    ['3.4.2', '842', '20', '840'],
    ['3.4.2', '832', '20', '840'],
    ['3.4.2', '-930', '20', '-920'],
  ])('%s: %s to a multiple of %s is %s', (_clause, value, interval, expected) => {
    const count = roundTo(divide(decimal(value), decimal(interval)), 0, 'half-even');
    expect(multiply(count, decimal(interval))).toEqual(decimal(expected));
  });

  test.each([
    ['97.46', [1, 0], '98'],
    ['15.4546', [3, 2, 1, 0], '16'],
  ])('3.3.1: the chain the standard forbids takes %s over %j decimals to %s', (value, chain, wrong) => {
    const result = chain.reduce((rounded, digits) => roundTo(rounded, digits, 'half-even'), decimal(value));
    expect(formatDecimal(result, 0)).toBe(wrong);
  });
});

describe('printing', () => {
  test.each([
    ['0', 0, '0'],
    ['0', 2, '0.00'],
    ['7', 0, '7'],
    ['-7', 1, '-7.0'],
    ['0.05', 2, '0.05'],
    ['-0.05', 3, '-0.050'],
    ['1234.5', 2, '1234.50'],
  ])('%s with %i decimals is %s', (text, digits, expected) => {
    expect(formatDecimal(decimal(text), digits)).toBe(expected);
  });

  test('never rounds in silence', () => {
    expect(() => formatDecimal(decimal('1.005'), 2)).toThrow('rounded by a declared rule');
    expect(() => formatDecimal(rational(1n, 3n), 9)).toThrow('rounded by a declared rule');
  });

  test('prints no negative zero', () => {
    expect(formatRounded(decimal('-0.004'), 2, 'half-up')).toBe('0.00');
    expect(formatRounded(decimal('-0.999'), 0, 'ceil')).toBe('0');
  });
});

describe('squareRootRounded', () => {
  const table: [value: string, digits: number, halfUp: string, halfEven: string, floor: string, ceil: string][] = [
    ['0', 2, '0.00', '0.00', '0.00', '0.00'],
    ['1', 0, '1', '1', '1', '1'],
    ['2', 4, '1.4142', '1.4142', '1.4142', '1.4143'],
    ['3', 3, '1.732', '1.732', '1.732', '1.733'],
    ['0.25', 1, '0.5', '0.5', '0.5', '0.5'],
    ['0.25', 0, '1', '0', '0', '1'],
    ['2.25', 0, '2', '2', '1', '2'],
    ['6.25', 0, '3', '2', '2', '3'],
    ['6.2500000001', 0, '3', '3', '2', '3'],
    ['6.2499999999', 0, '2', '2', '2', '3'],
    ['0.0001', 1, '0.0', '0.0', '0.0', '0.1'],
    ['152399025', 0, '12345', '12345', '12345', '12345'],
  ];
  test.each(table)('√%s to %i decimals', (text, digits, ...expected) => {
    expect(modes.map((mode) => formatDecimal(squareRootRounded(decimal(text), digits, mode), digits))).toEqual(expected);
  });

  test('a negative number has none', () => {
    expect(() => squareRootRounded(decimal('-1'), 0, 'half-up')).toThrow('no real square root');
  });

  test('is the rounding of any number whose square it is given, and else lies within a unit', () => {
    fc.assert(
      fc.property(someRational.map(absolute), fc.nat(4), (value, digits) => {
        const square = multiply(value, value);
        for (const mode of modes) expect(squareRootRounded(square, digits, mode)).toEqual(roundTo(value, digits, mode));

        const unit = rational(1n, powerOfTen(digits));
        const floor = squareRootRounded(value, digits, 'floor');
        const next = add(floor, unit);
        expect(compare(multiply(floor, floor), value)).not.toBe(1);
        expect(compare(multiply(next, next), value)).toBe(1);
      }),
    );
  });
});
