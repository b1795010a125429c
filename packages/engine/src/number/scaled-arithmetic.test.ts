import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ordering, type Arithmetic, type MissingPolicy, type NumberColumn } from './arithmetic.ts';
import { exactArithmetic } from './exact-arithmetic.ts';
import { missing } from './missing.ts';
import { compare, decimal, parseDecimal, rational, type Rational, type RoundingMode } from './rational.ts';
import { scaledArithmetic } from './scaled-arithmetic.ts';
import { isScaled } from './scaled/column.ts';
import { integerMax } from './scaled/integer.ts';
import { cellsOf, columnOf, valueOf, type CellText } from './testing/cells.ts';
import { cells, fraction, value } from './testing/random-cells.ts';
import { modes } from './testing/rounding-table.ts';

const policies: readonly MissingPolicy[] = ['skip', 'withhold', 'zero'];
const rowCountMax = 7;

interface Instruction {
  readonly operation: keyof typeof operations;
  /** Which of the columns made so far. */
  readonly picks: readonly number[];
  readonly value: Rational;
  readonly weights: readonly Rational[];
  readonly policy: MissingPolicy;
  readonly digits: number;
  readonly mode: RoundingMode;
  /** One per row, from which indexes, owners, choices and states are made. */
  readonly numbers: readonly number[];
}

const operations = {
  constant: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.constant(i.value, a!.length),
  add: (n: Arithmetic, [a, b]: NumberColumn[]) => n.add(a!, b!),
  subtract: (n: Arithmetic, [a, b]: NumberColumn[]) => n.subtract(a!, b!),
  multiply: (n: Arithmetic, [a, b]: NumberColumn[]) => n.multiply(a!, b!),
  divide: (n: Arithmetic, [a, b]: NumberColumn[]) => n.divide(a!, b!),
  negate: (n: Arithmetic, [a]: NumberColumn[]) => n.negate(a!),
  scaleBy: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.scaleBy(a!, i.value),
  minimum: (n: Arithmetic, [a, b]: NumberColumn[]) => n.minimum(a!, b!),
  maximum: (n: Arithmetic, [a, b]: NumberColumn[]) => n.maximum(a!, b!),
  select: (n: Arithmetic, [a, b]: NumberColumn[], i: Instruction) => n.select(Uint8Array.from(perRow(a!, i, 3)), a!, b!),
  gather: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.gather(a!, indexes(a!, i), missing.noClass),
  withState: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) =>
    n.withState(
      a!,
      Uint8Array.from(perRow(a!, i, 10), (number) => (number < 7 ? 0 : number)),
    ),
  fillMissing: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.fillMissing(a!, i.value),
  weightedMean: (n: Arithmetic, columns: NumberColumn[], i: Instruction) =>
    n.weightedMean(
      columns.map((column, t) => ({ column, weight: i.weights[t]! })),
      i.policy,
    ),
  sumBy: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.sumBy(a!, indexes(a!, i), a!.length),
  minimumBy: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.minimumBy(a!, indexes(a!, i), a!.length),
  maximumBy: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.maximumBy(a!, indexes(a!, i), a!.length),
  round: (n: Arithmetic, [a]: NumberColumn[], i: Instruction) => n.round(a!, i.digits, i.mode),
};

function perRow(a: NumberColumn, i: Instruction, below: number): number[] {
  return i.numbers.slice(0, a.length).map((number) => number % below);
}

function indexes(a: NumberColumn, i: Instruction): Int32Array {
  return Int32Array.from(perRow(a, i, a.length + 1), (number) => number - 1);
}

const weight = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map(String),
  fc.integer({ min: 1, max: 100 }).map((percent) => fraction(percent, 100)),
  fc.constantFrom('1/3', '97', '89', '0.0001', fraction(1n, 2n ** 60n), '9007199254740991'),
);

const instruction: fc.Arbitrary<Instruction> = fc.record({
  operation: fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])),
  picks: fc.array(fc.nat(), { minLength: 2, maxLength: 5 }),
  value,
  weights: fc.array(
    weight.map((text) => valueOf(text)!),
    { minLength: 5, maxLength: 5 },
  ),
  policy: fc.constantFrom(...policies),
  digits: fc.oneof(fc.nat(4), fc.nat(20)),
  mode: fc.constantFrom(...modes),
  numbers: fc.array(fc.nat(), { minLength: rowCountMax, maxLength: rowCountMax }),
});

const program = fc.nat(rowCountMax).chain((length) =>
  fc.record({
    columns: fc.array(cells(length), { minLength: 2, maxLength: 4 }),
    instructions: fc.array(instruction, { minLength: 1, maxLength: 6 }),
  }),
);

describe('both arithmetics', () => {
  test('agree in every value, reason, order and key after every operation', () => {
    fc.assert(
      fc.property(program, ({ columns, instructions }) => {
        const exact = columns.map((column) => columnOf(exactArithmetic, column));
        const scaled = columns.map((column) => columnOf(scaledArithmetic, column));
        for (const one of instructions) {
          const operation = operations[one.operation];
          const picked = (from: NumberColumn[]): NumberColumn[] => one.picks.map((pick) => from[pick % from.length]!);
          const expected = operation(exactArithmetic, picked(exact), one);
          const result = operation(scaledArithmetic, picked(scaled), one);

          expect(cellsOf(scaledArithmetic, result)).toEqual(cellsOf(exactArithmetic, expected));
          expect(result.state).toEqual(expected.state);
          expectSound(result);
          const [pick] = one.picks;
          const [besideExpected, beside] = [exact[pick! % exact.length]!, scaled[pick! % scaled.length]!];
          expect(scaledArithmetic.compare(result, beside)).toEqual(exactArithmetic.compare(expected, besideExpected));
          expect(scaledArithmetic.compareTo(result, one.value)).toEqual(exactArithmetic.compareTo(expected, one.value));
          expectKeysInOrder(scaledArithmetic, result);
          expectKeysInOrder(exactArithmetic, expected);
          exact.push(expected);
          scaled.push(result);
        }
        // Nothing that was done since has changed an earlier column.
        expect(scaled.map((column) => cellsOf(scaledArithmetic, column))).toEqual(exact.map((column) => cellsOf(exactArithmetic, column)));
      }),
      { numRuns: 1500 },
    );
  });

  test.each(policies)('agree on means with every pattern of missing parts: %s', (policy) => {
    const patterns = Array.from({ length: 16 }, (_, mask) => mask);
    for (const weights of [
      ['1', '1', '1', '1'],
      ['0.4', '0.3', '0.2', '0.1'],
      ['101', '103', '107', '109'],
    ]) {
      const meanOf = (n: Arithmetic): CellText[] => {
        const terms = weights.map((text, t) => ({
          column: columnOf(
            n,
            patterns.map((mask) => ((mask >> t) % 2 === 1 ? 'excused' : `${90 - 7 * t}.${mask + 10}`)),
          ),
          weight: valueOf(text)!,
        }));
        return cellsOf(n, n.weightedMean(terms, policy));
      };
      expect(meanOf(scaledArithmetic)).toEqual(meanOf(exactArithmetic));
    }
  });

  test('read texts alike', () => {
    const digits = fc.oneof(fc.nat().map(String), fc.bigInt(0n, 10n ** 20n).map(String));
    const decimalText = fc
      .tuple(fc.constantFrom('', '-', '+'), digits, fc.option(digits.map((text) => text.slice(0, 6))))
      .map(([sign, whole, part]) => `${sign}${whole}${part === null ? '' : `.${part}`}`);
    const text = fc.oneof({ weight: 4, arbitrary: decimalText }, fc.constantFrom('', 'NA', '1.', '.1', '--1', '1,5', '一'), fc.string());
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { maxLength: 12 }), (texts, numbers) => {
        const codes = Int32Array.from(numbers, (number) => number % texts.length);
        const expected = exactArithmetic.fromDictionary(codes, texts.map(parseDecimal));
        for (const n of [exactArithmetic, scaledArithmetic]) {
          const column = n.fromTexts(codes, texts);
          expect(cellsOf(n, column)).toEqual(cellsOf(exactArithmetic, expected));
          expectSound(column);
        }
      }),
    );
  });

  test('sums do not depend on the order of the rows, and all owners together have the whole', () => {
    const rows = fc.nat(rowCountMax).chain((length) => {
      const everyRow = { minLength: length, maxLength: length };
      return fc.record({
        texts: cells(length),
        owners: fc.array(fc.integer({ min: -1, max: 2 }), everyRow),
        shuffled: fc.shuffledSubarray([...Array(length).keys()], everyRow),
      });
    });
    fc.assert(
      fc.property(rows, ({ texts, owners, shuffled }) => {
        const sumOf = (order: readonly number[], count: number, ownerOf: (row: number) => number): CellText[] => {
          const n = scaledArithmetic;
          const column = columnOf(
            n,
            order.map((row) => texts[row]!),
          );
          return cellsOf(n, n.sumBy(column, Int32Array.from(order, ownerOf), count));
        };
        const inOrder = [...texts.keys()];
        const byOwner = sumOf(inOrder, 3, (row) => owners[row]!);
        expect(sumOf(shuffled, 3, (row) => owners[row]!)).toEqual(byOwner);
        const whole = sumOf(inOrder, 1, (row) => Math.min(0, owners[row]!));
        const n = scaledArithmetic;
        expect(cellsOf(n, n.sumBy(columnOf(n, byOwner), new Int32Array(3), 1))).toEqual(whole);
      }),
    );
  });
});

/** What `ScaledColumn` promises. */
function expectSound(column: NumberColumn): void {
  const isMissing = column.state?.some((code) => code !== missing.present) ?? false;
  expect(column.state !== null).toBe(isMissing);
  if (!isScaled(column)) return;
  const { num, numMax, scale, den, denMax, state } = column;
  expect(Math.max(numMax, scale * denMax)).toBeLessThanOrEqual(integerMax);
  expect(Math.min(scale, denMax)).toBeGreaterThanOrEqual(1);
  expect([...num].every((n) => Number.isInteger(n) && Math.abs(n) <= numMax && !Object.is(n, -0))).toBe(true);
  expect([...(den ?? [])].every((d) => Number.isInteger(d) && d >= 1 && d <= denMax)).toBe(true);
  expect([...(state ?? [])].every((code, row) => code === missing.present || num[row] === 0)).toBe(true);
}

function expectKeysInOrder(n: Arithmetic, column: NumberColumn): void {
  const keys = n.sortKeys(column);
  const values = Array.from(keys, (_, row) => n.valueAt(column, row));
  const pairs = [...keys.keys()].flatMap((i) => [...keys.keys()].map((j) => [i, j] as const));
  expect(Array.from(keys, (key) => key === -Infinity)).toEqual(values.map((x) => x === null));
  expect(pairs.map(([i, j]) => Number(keys[i]! > keys[j]!))).toEqual(pairs.map(([i, j]) => Number(isLarger(values[i]!, values[j]!))));
}

function isLarger(x: Rational | null, y: Rational | null): boolean {
  return x !== null && (y === null || compare(x, y) > 0);
}

/** Where it matters that integers are enough, and where that rationals come in. */
describe('representation', () => {
  const n = scaledArithmetic;
  const c = (...texts: CellText[]): NumberColumn => columnOf(n, texts);
  const prime = '94906249'; // its square is just below 2^53
  const otherPrime = '94906247';

  const shapes: [name: string, column: () => NumberColumn, shape: string][] = [
    ['decimals share a power of ten', () => c('0.5', '0.25'), 'scale 100'],
    ['fractions their least common denominator', () => c('0.5', '1/3'), 'scale 6'],
    ['a power of ten gives way to large numerators', () => c('9007199254740991/2'), 'scale 2'],
    ['and to many decimals', () => c(`1/${2 ** 40}`), `scale ${2 ** 40}`],
    ['numerators past 2^53', () => c('9007199254740991/2', '1/3'), 'exact'],
    ['a whole number past 2^53', () => c('9007199254740992'), 'exact'],
    ['a denominator past 2^53', () => c('1/9007199254740993'), 'exact'],
    ['denominators that pass 2^53 together', () => c(`1/${prime}`, `1/${2 ** 40}`), 'exact'],
    ['sum of unequal scales', () => n.add(c('0.5'), c('1/3')), 'scale 30'],
    ['quotients', () => n.divide(c('1', '2'), c('3', '7')), 'scale 1 by row'],
    ['equal denominator columns stay', () => sharedDen((x) => n.add(x, x)), 'scale 1 by row'],
    [
      'different ones meet row by row',
      () => n.add(n.divide(c('1', '2'), c('6', '4')), n.divide(c('1', '1'), c('9', '8'))),
      'scale 1 by row',
    ],
    ['a column without denominators joins', () => n.add(c('0.5', '1'), n.divide(c('1', '1'), c('9', '8'))), 'scale 10 by row'],
    ['and stays small in a product', () => n.multiply(n.divide(c('1'), c('3')), c('0.5')), 'scale 10 by row'],
    ['product of quotients', () => n.multiply(n.divide(c('1'), c('3')), n.divide(c('1'), c('5'))), 'scale 1 by row'],
    [
      'common row denominator past 2^53',
      () => n.add(n.divide(c('1'), c(prime)), n.divide(c('1'), n.multiply(c(otherPrime), c('101')))),
      'exact',
    ],
    ['numerator over it past 2^53', () => n.add(c('99999999999'), n.divide(c('1'), c(prime))), 'exact'],
    ['scale and row denominator past 2^53', () => n.add(c(`1/${prime}`), n.divide(c('1'), c('100000007'))), 'exact'],
    ['scales past 2^53', () => n.add(c(`1/${prime}`), c('1/100000007')), 'exact'],
    ['a maximum over scales past 2^53', () => n.maximum(c(`1/${prime}`), c('1/100000007')), 'exact'],
    ['a quotient by small fractions past 2^53', () => n.divide(c('9007199254740991'), n.divide(c('1'), c('7'))), 'exact'],
    ['whole numbers', () => n.fromIntegers(Float64Array.of(-0, -5)), 'scale 1'],
    ['a sum past 2^53', () => n.add(c('9007199254740991'), c('1')), 'exact'],
    ['a product past 2^53', () => n.multiply(c('9007199254740991'), c('2')), 'exact'],
    ['a quotient past 2^53', () => n.divide(c('9007199254740991'), c('0.5')), 'exact'],
    ['a quotient with a denominator past 2^53', () => n.divide(c(`1/${2 ** 40}`), c(prime)), 'exact'],
    ['dividends of a rounding past 2^53', () => n.round(c('9007199254740991/7'), 3, 'floor'), 'exact'],
    ['dividend and divisor past 2^53 together', () => n.round(c('9007199254740991/7'), 0, 'floor'), 'scale 1'],
    ['loose bounds are tightened', () => square(n.gather(c('7', '9007199254740991'), Int32Array.of(0))), 'scale 1'],
    ['of denominators too', () => square(n.gather(n.divide(c('1', '1'), c('7', '9007199254740991')), Int32Array.of(0))), 'scale 1 by row'],
    ['or of no rows', () => square(n.gather(n.divide(c('1'), c('9007199254740991')), new Int32Array(0))), 'scale 1 by row'],
    [
      'common factors are taken out',
      () => square(n.scaleBy(n.scaleBy(c('3'), decimal('900719925474099')), rational(1n, 900719925474099n))),
      'scale 1',
    ],
    ['and leave denominator columns that are 1', () => square(n.divide(c('900719925474099'), c('900719925474099'))), 'scale 1'],
    ['factors of the scale', () => square(n.add(c('1', '0', '2'), n.scaleBy(c(prime, '0', prime), rational(0n, 1n)))), 'scale 1'],
    ['equal weights of four quarters', () => mean('skip', ['1', '1', '1', '1']), 'scale 12'],
    ['weights whose sums have no small multiple', () => mean('skip', ['101', '103', '107', '109']), 'scale 1 by row'],
    [
      'quarters over a scale with no room for 12',
      () => mean('skip', ['1', '1', '1', '1'], c('1/900719925474099')),
      'scale 900719925474099 by row',
    ],
    ['or with no room in the numerators', () => mean('skip', ['1', '1', '1', '1'], c('1000000000000000')), 'scale 1 by row'],
    ['or with no room for a weight either', () => mean('skip', ['1', '1', '1', '1'], c('1/4503599627370496')), 'exact'],
    ['sums of weighted terms past 2^53', () => mean('skip', ['1', '1', '1', '1'], c('9007199254740991')), 'exact'],
    ['weights beside row denominators', () => mean('skip', ['101', '103', '107', '109'], n.divide(c('1'), c('7'))), 'scale 1 by row'],
    ['sums past 2^53 where missing parts count as zero', () => mean('zero', ['1', '1', '1', '2'], c('9007199254740991')), 'exact'],
    ['no room for the weight of all', () => mean('zero', ['1', '1', '1', '1'], c('1/4503599627370496')), 'exact'],
    ['nothing can be skipped under zero', () => mean('zero', ['101', '103', '107', '109']), 'scale 420'],
    ['weights past 2^53', () => mean('zero', ['9007199254740993', '1', '1', '1']), 'exact'],
    ['weights that pass 2^53 together', () => mean('zero', ['9007199254740991', '1', '1', '1']), 'exact'],
    ['rounding leaves what needs none', () => n.round(c('0.5'), 3, 'half-up'), 'scale 10'],
    ['rounding ends denominators', () => n.round(n.divide(c('1'), c('3')), 2, 'half-up'), 'scale 100'],
    ['rounding to a unit past 2^53', () => n.round(n.divide(c('1'), c('3')), 16, 'half-up'), 'exact'],
    ['rounding zero to a unit past 2^53', () => n.round(n.divide(c('0'), c('3')), 16, 'half-up'), 'exact'],
    ['rounding brings rationals back', () => n.round(n.add(c(`1/${prime}`), c('100000008/100000007')), 2, 'ceil'), 'scale 100'],
    ['unless they stay large', () => n.round(c('9007199254740992/3'), 2, 'ceil'), 'exact'],
    ['sums of fractions', () => n.sumBy(n.divide(c('1', '1', '0'), c('4', '6', '7')), Int32Array.of(0, 0, 0), 1), 'scale 1 by row'],
    [
      'sums with a common denominator past 2^53',
      () => n.sumBy(n.divide(c('1', '1', '1'), c(prime, otherPrime, '7')), new Int32Array(3), 1),
      'exact',
    ],
    ['sums of fractions past 2^53', () => n.sumBy(n.divide(c('9999999999', '1'), c('7', '9999999967')), new Int32Array(2), 1), 'exact'],
    ['sums past 2^53 on the way', () => n.sumBy(c('9007199254740991', '-9007199254740991'), new Int32Array(2), 1), 'exact'],
    [
      'fractions past 2^53 on the way',
      () => n.sumBy(n.divide(c('9007199254740991', '-9007199254740991'), c('7', '7')), new Int32Array(2), 1),
      'exact',
    ],
    ['rows without owner do not count', () => n.sumBy(c('9007199254740991', '1'), Int32Array.of(0, -1), 1), 'scale 1'],
    ['but not in different owners', () => n.sumBy(c('9007199254740991', '-9007199254740991'), Int32Array.of(0, 1), 2), 'scale 1'],
    ['filling over scales past 2^53', () => n.fillMissing(c(`1/${prime}`, 'excused'), rational(1n, 100000007n)), 'exact'],
    ['filling with a large value', () => n.fillMissing(c('1', 'excused'), rational(2n ** 53n, 1n)), 'exact'],
    ['filling with a large denominator', () => n.fillMissing(c('1', 'excused'), rational(1n, 2n ** 53n)), 'exact'],
    ['filling a column of quotients', () => n.fillMissing(n.divide(c('1', '1'), c('7', '0')), decimal('2')), 'scale 1 by row'],
    ['choosing over scales past 2^53', () => n.select(Uint8Array.of(1), c(`1/${prime}`), c('1/100000007')), 'exact'],
    ['a factor past 2^53', () => n.scaleBy(c('1'), rational(2n ** 53n, 1n)), 'exact'],
    ['a factor with a denominator past 2^53', () => n.scaleBy(c('1'), rational(1n, 2n ** 53n)), 'exact'],
    ['texts share a power of ten', () => n.fromTexts(Int32Array.of(0, 1), ['0.5', '7.250']), 'scale 100'],
    ['zeros at the end of texts say nothing', () => n.fromTexts(Int32Array.of(0, 1), ['40.00', '50.0']), 'scale 1'],
    ['texts of more digits', () => n.fromTexts(Int32Array.of(0), ['1234567890123456.5']), 'scale 2'],
    ['texts past 2^53', () => n.fromTexts(Int32Array.of(0), ['12345678901234567.5']), 'exact'],
    ['a constant past 2^53', () => n.constant(rational(2n ** 53n, 1n), 2), 'exact'],
  ];

  test.each(shapes)('%s', (_name, make, shape) => {
    const column = make();
    expectSound(column);
    expect(isScaled(column) ? `scale ${column.scale}${column.den === null ? '' : ' by row'}` : 'exact').toBe(shape);
  });

  function square(x: NumberColumn): NumberColumn {
    return n.multiply(x, x);
  }

  function sharedDen(act: (x: NumberColumn) => NumberColumn): NumberColumn {
    const x = n.divide(c('1', '2'), c('3', '7'));
    const result = act(x);
    expect(isScaled(result) && isScaled(x) && result.den === x.den).toBe(true);
    return result;
  }

  /** Row r lacks term r; all values are 1, times `factor`. */
  function mean(policy: MissingPolicy, weights: readonly string[], factor = c('1')): NumberColumn {
    const factors = n.gather(factor, new Int32Array(weights.length));
    const terms = weights.map((text, t) => ({
      column: n.withState(
        factors,
        Uint8Array.from(weights.keys(), (row) => (row === t ? missing.excused : missing.present)),
      ),
      weight: valueOf(text)!,
    }));
    return n.weightedMean(terms, policy);
  }

  test('keys are ranks where quotients could meet', () => {
    // 1 − 1/p and 1 − 1/(p + 2) round to the same float64, and so do their negatives.
    const p = 3 * 2 ** 50;
    const column = n.divide(
      c(`${p - 1}`, `${p + 1}`, `${1 - p}`, '1', 'excused', `${p - 1}`),
      c(`${p}`, `${p + 2}`, `${p}`, '1', '1', `${p}`),
    );
    expect((p - 1) / p).toBe((p + 1) / (p + 2));
    expect(isScaled(column)).toBe(true);
    const keys = n.sortKeys(column);
    expect([...keys.keys()].sort((i, j) => keys[i]! - keys[j]! || i - j)).toEqual([4, 2, 0, 5, 1, 3]);
    expect(keys[0]).toBe(keys[5]);
    expect([...n.compare(column, n.gather(column, Int32Array.of(1, 0, 0, 0, 0, 0)))]).toEqual([-1, 1, -1, 1, ordering.unknown, 0]);
  });

  test('comparing with a value past 2^53', () => {
    expect([...n.compareTo(c('9007199254740991', '0'), rational(2n ** 53n, 1n))]).toEqual([-1, -1]);
    expect([...n.compareTo(c('0', '-1'), rational(1n, 2n ** 53n))]).toEqual([-1, -1]);
  });

  test('operations leave their operands as they were', () => {
    const x = c('9007199254740991', '3', 'excused');
    const quotients = n.divide(c('1', '2', '5'), c('3', '7', '2'));
    const y = n.withState(quotients, Uint8Array.of(0, 0, missing.excused));
    const before = [x, quotients, y].map((column) => cellsOf(n, column));
    square(x);
    n.sumBy(x, Int32Array.of(0, 0, 0), 1);
    n.fillMissing(x, decimal('1'));
    n.fillMissing(y, decimal('1'));
    n.sortKeys(x).fill(0);
    expect([x, quotients, y].map((column) => cellsOf(n, column))).toEqual(before);
  });

  test.each(modes)('rounding is exact up to the bounds it is tried at: %s', (mode) => {
    for (const divisor of [2, 3, 4, 5, 7, 10, 1000, 4001, 2 ** 20 + 1]) {
      // Right below 2^53, and where half a divisor more steps over it.
      const edges = [integerMax - 20, integerMax - Math.floor(divisor / 2)];
      const around = edges.flatMap((edge) => Array.from({ length: 41 }, (_, place) => edge - 20 + place));
      const dividends = around.filter((dividend) => dividend <= integerMax);
      const texts = dividends.flatMap((dividend) => [fraction(dividend, divisor), fraction(-dividend, divisor)]);
      const roundedBy = (arithmetic: Arithmetic): CellText[] => cellsOf(arithmetic, arithmetic.round(columnOf(arithmetic, texts), 0, mode));
      expect(roundedBy(scaledArithmetic)).toEqual(roundedBy(exactArithmetic));
    }
  });
});
