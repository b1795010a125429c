import { describe, expect, test } from 'vitest';
import { stateAt, type Arithmetic, type MissingPolicy, type NumberColumn } from './arithmetic.ts';
import { exactArithmetic } from './exact-arithmetic.ts';
import { missing } from './missing.ts';
import { decimal, formatFraction, rational, type RoundingMode } from './rational.ts';
import { scaledArithmetic } from './scaled-arithmetic.ts';
import { cellsOf, columnOf, valueOf, type CellText } from './testing/cells.ts';
import { modes, roundingTable } from './testing/rounding-table.ts';

type MakeColumn = (...cells: CellText[]) => NumberColumn;

/** What an operation gives in each row, by hand, in the notation of `CellText`. */
interface Case {
  readonly name: string;
  readonly result: (n: Arithmetic, column: MakeColumn) => NumberColumn;
  readonly expected: readonly CellText[];
}

type MeanTerm = readonly [weight: string, ...cells: CellText[]];

function mean(n: Arithmetic, column: MakeColumn, policy: MissingPolicy, ...terms: MeanTerm[]): NumberColumn {
  return n.weightedMean(
    terms.map(([weight, ...cells]) => ({ column: column(...cells), weight: valueOf(weight)! })),
    policy,
  );
}

/** The same rules hold however the operands are held. */
interface Holding {
  readonly name: string;
  readonly n: Arithmetic;
  readonly column: MakeColumn;
}

const holdings: readonly Holding[] = [
  { name: 'exact arithmetic', n: exactArithmetic, column: (...cells) => columnOf(exactArithmetic, cells) },
  { name: 'scaled arithmetic', n: scaledArithmetic, column: (...cells) => columnOf(scaledArithmetic, cells) },
  { name: 'scaled arithmetic on rationals', n: scaledArithmetic, column: (...cells) => columnOf(exactArithmetic, cells) },
  {
    name: 'scaled arithmetic with denominators by row',
    n: scaledArithmetic,
    column: (...cells) => withRowDenominators(columnOf(scaledArithmetic, cells)),
  },
];

/** The same values over 6, 12, 18, … */
function withRowDenominators(column: NumberColumn): NumberColumn {
  const n = scaledArithmetic;
  const factors = n.fromIntegers(Int32Array.from({ length: column.length }, (_, row) => 6 * (row + 1)));
  const result = n.divide(n.multiply(column, factors), factors);
  return column.state === null ? result : n.withState(result, column.state);
}

const sources: readonly Case[] = [
  { name: 'constant', result: (n) => n.constant(rational(1n, 3n), 3), expected: ['1/3', '1/3', '1/3'] },
  { name: 'constant of no rows', result: (n) => n.constant(decimal('1'), 0), expected: [] },
  {
    name: 'dictionary: a code below zero and a null without reasons have no record',
    result: (n) => n.fromDictionary(Int32Array.of(1, -1, 0, -9, 1), [null, decimal('2.50')]),
    expected: ['5/2', 'noRecord', 'noRecord', 'noRecord', '5/2'],
  },
  {
    name: 'dictionary: the reason stands at the code of the null',
    result: (n) =>
      n.fromDictionary(Int32Array.of(2, 0, 1, -1), [null, decimal('-1'), null], Uint8Array.of(missing.notYet, 0, missing.excused)),
    expected: ['excused', 'notYet', '-1', 'noRecord'],
  },
  { name: 'empty dictionary', result: (n) => n.fromDictionary(Int32Array.of(-1), []), expected: ['noRecord'] },
  { name: 'dictionary without rows', result: (n) => n.fromDictionary(new Int32Array(0), [null]), expected: [] },
  {
    name: 'texts: a text that is no decimal has its reason',
    result: (n) =>
      n.fromTexts(
        Int32Array.of(1, 0, 2, 3, 4, 5),
        ['', '2.50', 'NA', '-7', '+0.125', '-0'],
        Uint8Array.of(missing.noRecord, 0, missing.notApplicable, 0, 0, 0),
      ),
    expected: ['5/2', 'noRecord', 'notApplicable', '-7', '1/8', '0'],
  },
  {
    name: 'texts: what looks like a decimal and is none',
    result: (n) =>
      n.fromTexts(
        Int32Array.from({ length: 10 }, (_, code) => code),
        ['.5', '5.', '.', '-', '+', '-.5', '1.2.3', '１', '1e3', ' 1'],
      ),
    expected: Array.from({ length: 10 }, () => 'noRecord'),
  },
  {
    name: 'texts: more digits than float64 holds',
    result: (n) => n.fromTexts(Int32Array.of(1, 0), ['0.5', '12345678901234567.25']),
    expected: ['49382715604938269/4', '1/2'],
  },
  {
    name: 'texts: too many digits together',
    result: (n) => n.fromTexts(Int32Array.of(0, 1), ['999999999999999', '0.00000000000001']),
    expected: ['999999999999999', '1/100000000000000'],
  },
  {
    name: 'texts: sixteen digits without sign and point',
    result: (n) => n.fromTexts(Int32Array.of(0), ['1234567890123456']),
    expected: ['1234567890123456'],
  },
  { name: 'texts without rows', result: (n) => n.fromTexts(new Int32Array(0), ['', '1']), expected: [] },
  { name: 'integers', result: (n) => n.fromIntegers(Int32Array.of(3, -4, 0)), expected: ['3', '-4', '0'] },
  {
    name: 'integers with a state: the number beside a reason does not count',
    result: (n) => n.fromIntegers(Float64Array.of(2 ** 53 - 1, NaN, -0), Uint8Array.of(0, missing.noSheet, 0)),
    expected: ['9007199254740991', 'noSheet', '0'],
  },
  { name: 'all missing', result: (n) => n.allMissing(2, missing.noClass), expected: ['noClass', 'noClass'] },
];

const operations: readonly Case[] = [
  {
    name: 'add',
    result: (n, c) => n.add(c('1.5', '1/3', 'excused', '1', 'notYet'), c('2.25', '1/6', '1', 'excused', 'excused')),
    expected: ['15/4', '1/2', 'operand', 'operand', 'operand'],
  },
  {
    name: 'subtract',
    result: (n, c) => n.subtract(c('1.5', '1/3', 'excused'), c('2.25', '1/3', '1')),
    expected: ['-3/4', '0', 'operand'],
  },
  {
    name: 'multiply',
    result: (n, c) => n.multiply(c('1.5', '-2/3', '0', '2'), c('-2', '3/4', '-7', 'noRecord')),
    expected: ['-3', '-1/2', '0', 'operand'],
  },
  {
    name: 'divide: missing comes before division by zero',
    result: (n, c) => n.divide(c('1', '-3', '0', '5', 'excused', '2'), c('3', '-0.5', '-4', '0', '0', 'excused')),
    expected: ['1/3', '6', '0', 'divisionByZero', 'operand', 'operand'],
  },
  { name: 'negate keeps the reason', result: (n, c) => n.negate(c('1.5', '0', 'notYet')), expected: ['-3/2', '0', 'notYet'] },
  {
    name: 'scaleBy keeps the reason',
    result: (n, c) => n.scaleBy(c('1.5', '-4', 'notYet'), rational(-2n, 3n)),
    expected: ['-1', '8/3', 'notYet'],
  },
  { name: 'scaleBy zero', result: (n, c) => n.scaleBy(c('1.5', '-4', 'notYet'), decimal('0')), expected: ['0', '0', 'notYet'] },
  {
    name: 'minimum',
    result: (n, c) => n.minimum(c('1', '-1', '0.5', 'excused'), c('1/3', '1', '1/2', '0')),
    expected: ['1/3', '-1', '1/2', 'operand'],
  },
  {
    name: 'maximum',
    result: (n, c) => n.maximum(c('1', '-1', '0.5', 'excused'), c('1/3', '1', '1/2', '0')),
    expected: ['1', '1', '1/2', 'operand'],
  },
  {
    name: 'select: only the chosen branch counts, with its reason',
    result: (n, c) =>
      n.select(Uint8Array.of(1, 0, 2, 1, 0, 1), c('1', 'excused', '3', 'notYet', '5', '1/3'), c('noSheet', '2', '4', '7', 'noRecord', '1')),
    expected: ['1', '2', 'operand', 'notYet', 'noRecord', '1/3'],
  },
  {
    name: 'gather',
    result: (n, c) => n.gather(c('1', 'excused', '1/3'), Int32Array.of(2, 0, 0, -1, 1)),
    expected: ['1/3', '1', '1', 'noRecord', 'excused'],
  },
  {
    name: 'gather with a reason',
    result: (n, c) => n.gather(c('1', '2'), Int32Array.of(-5, 1), missing.noClass),
    expected: ['noClass', '2'],
  },
  {
    name: 'withState: the new reason wins',
    result: (n, c) => n.withState(c('1', '2', 'excused', 'excused'), Uint8Array.of(0, missing.notYet, missing.noClass, 0)),
    expected: ['1', 'notYet', 'noClass', 'excused'],
  },
  { name: 'withState without reasons', result: (n, c) => n.withState(c('1', 'excused'), Uint8Array.of(0, 0)), expected: ['1', 'excused'] },
  {
    name: 'fillMissing',
    result: (n, c) => n.fillMissing(c('0.5', 'excused', 'notYet'), rational(-1n, 3n)),
    expected: ['1/2', '-1/3', '-1/3'],
  },
  { name: 'fillMissing where nothing is missing', result: (n, c) => n.fillMissing(c('0.5'), rational(1n, 3n)), expected: ['1/2'] },
  {
    name: 'round',
    result: (n, c) => n.round(c('1.005', '-1.005', '2/3', 'excused'), 2, 'half-up'),
    expected: ['101/100', '-101/100', '67/100', 'excused'],
  },
];

const means: readonly Case[] = [
  {
    name: 'mean: 92.10 × 50% + 90.35 × 30% + 91.53 × 20%',
    result: (n, c) => mean(n, c, 'skip', ['0.5', '92.10'], ['0.3', '90.35'], ['0.2', '91.53']),
    expected: ['91461/1000'],
  },
  {
    name: 'mean skip: the weights of the parts present are the whole',
    result: (n, c) => mean(n, c, 'skip', ['0.4', '80', 'excused', '80', 'notYet'], ['0.6', '90', '90', 'noRecord', 'excused']),
    expected: ['86', '90', '80', 'operand'],
  },
  {
    name: 'mean withhold: one part missing withholds, all missing is missing',
    result: (n, c) => mean(n, c, 'withhold', ['2', '80', 'excused', 'notYet'], ['3', '90', '90', 'excused']),
    expected: ['86', 'withheld', 'operand'],
  },
  {
    name: 'mean zero: a missing part counts as nothing out of its weight, all missing is missing',
    result: (n, c) => mean(n, c, 'zero', ['2', '80', 'excused', 'notYet'], ['3', '90', '90', 'excused']),
    expected: ['86', '54', 'operand'],
  },
  ...(['skip', 'withhold', 'zero'] as const).map((policy) => ({
    name: `mean ${policy}: a term of weight zero takes no part, missing or not`,
    result: (n: Arithmetic, c: MakeColumn) => mean(n, c, policy, ['0', 'excused', '5'], ['1/3', '2', 'notYet'], ['2/3', '5', 'notYet']),
    expected: ['4', 'operand'],
  })),
  { name: 'mean of weight zero alone', result: (n, c) => mean(n, c, 'zero', ['0', '5', '6']), expected: ['operand', 'operand'] },
  {
    name: 'mean of one term is the term, but the reason is one level down',
    result: (n, c) => mean(n, c, 'skip', ['7', '1/3', 'excused']),
    expected: ['1/3', 'operand'],
  },
  {
    name: 'mean of four quarters, some missing',
    result: (n, c) =>
      mean(
        n,
        c,
        'skip',
        ['1', '88.25', '88.25', '1', 'excused'],
        ['1', '90.00', 'notYet', '0', 'excused'],
        ['1', '91.50', '91.50', '0', 'excused'],
        ['1', '87.26', '87.26', 'noSheet', '3.3'],
      ),
    expected: ['35701/400', '26701/300', '1/3', '33/10'],
  },
  {
    name: 'mean of seven terms',
    result: (n, c) =>
      mean(n, c, 'skip', ['1', '1'], ['2', '10'], ['3', '100'], ['4', '1000'], ['5', '10000'], ['6', '100000'], ['7', '1000000']),
    expected: ['7654321/28'],
  },
  {
    name: 'mean of six terms',
    result: (n, c) => mean(n, c, 'skip', ['1', '1'], ['2', '10'], ['3', '100'], ['4', '1000'], ['5', '10000'], ['6', '100000']),
    expected: ['218107/7'],
  },
  {
    name: 'mean of three terms',
    result: (n, c) => mean(n, c, 'skip', ['1', '1'], ['2', '10'], ['3', '100']),
    expected: ['107/2'],
  },
  {
    name: 'mean with weights whose sums have no small multiple',
    result: (n, c) => mean(n, c, 'skip', ['97', '1', 'excused', '1'], ['89', '2', '2', '2'], ['83', '3', '3', 'excused']),
    expected: ['524/269', '427/172', '275/186'],
  },
];

const folds: readonly Case[] = [
  {
    name: 'sumBy: missing rows and owners below zero are left out, no rows give zero',
    result: (n, c) => n.sumBy(c('1', 'excused', '1/3', '5', '-0.5'), Int32Array.of(2, 2, 2, -1, 0), 4),
    expected: ['-1/2', '0', '4/3', '0'],
  },
  { name: 'sumBy of no rows', result: (n, c) => n.sumBy(c(), new Int32Array(0), 2), expected: ['0', '0'] },
  { name: 'sumBy for no owners', result: (n, c) => n.sumBy(c('1'), Int32Array.of(-1), 0), expected: [] },
  {
    name: 'minimumBy',
    result: (n, c) => n.minimumBy(c('1', 'excused', '1/3', '-5', '2', 'notYet'), Int32Array.of(0, 0, 0, -1, 1, 3), 4),
    expected: ['1/3', '2', 'noRecord', 'noRecord'],
  },
  {
    name: 'maximumBy',
    result: (n, c) => n.maximumBy(c('1/3', '1', 'excused', '5', '2'), Int32Array.of(0, 0, 0, -1, 1), 3),
    expected: ['1', '2', 'noRecord'],
  },
];

const thirds: readonly CellText[] = ['1/3', '2/3', '-1/3', '-2/3', '4/3', '5/3', '-4/3', '-5/3'];
const thirdsRounded: Readonly<Record<RoundingMode, readonly CellText[]>> = {
  'half-up': ['0', '1', '0', '-1', '1', '2', '-1', '-2'],
  'half-even': ['0', '1', '0', '-1', '1', '2', '-1', '-2'],
  floor: ['0', '0', '-1', '-1', '1', '1', '-2', '-2'],
  ceil: ['1', '1', '0', '0', '2', '2', '-1', '-1'],
};

/** Values of one number of decimals are rounded as one column. */
const roundings: Case[] = [...new Set(roundingTable.map(([, digits]) => digits))].flatMap((digits) => {
  const rows = roundingTable.filter((row) => row[1] === digits);
  return modes.map((mode, m) => ({
    name: `round to ${digits} decimals, ${mode}`,
    result: (n: Arithmetic, c: MakeColumn) => n.round(c(...rows.map(([value]) => value)), digits, mode),
    expected: rows.map((row) => formatFraction(decimal(row.slice(2)[m] as string))),
  }));
});

for (const mode of modes) {
  roundings.push({ name: `round thirds, ${mode}`, result: (n, c) => n.round(c(...thirds), 0, mode), expected: thirdsRounded[mode] });
}

describe.each(holdings)('$name', ({ n, column: make }) => {
  test.each([...sources, ...operations, ...means, ...folds, ...roundings])('$name', ({ result, expected }) => {
    const column = result(n, make);
    expect(cellsOf(n, column)).toEqual(expected);
    expect(column.length).toBe(expected.length);
    expect(column.state === null).toBe(expected.every((cell) => valueOf(cell) !== null));
  });

  test('compare', () => {
    const [a, b] = [make('1', '1/3', '-2', 'excused', '0'), make('2', '0.3', '-2.0', '0', 'notYet')];
    expect([...n.compare(a, b)]).toEqual([-1, 1, 0, 2, 2]);
    expect([...n.compareTo(a, rational(1n, 3n))]).toEqual([1, 0, -1, 2, -1]);
  });

  test('sortKeys', () => {
    const keys = n.sortKeys(make('2', '1/3', 'excused', '-7', '2.0', '0.3'));
    const order = [...keys.keys()].sort((i, j) => keys[i]! - keys[j]! || i - j);
    expect(order).toEqual([2, 3, 5, 1, 0, 4]);
    expect(keys[0]).toBe(keys[4]);
    expect(keys[2]).toBe(-Infinity);
    expect([...n.sortKeys(make())]).toEqual([]);
  });

  test('inUnits', () => {
    const column = n.round(make('2', '1/3', 'excused', '-7.125', '0'), 2, 'half-up');
    expect([...n.inUnits(column, 2)]).toEqual([200, 33, NaN, -713, 0]);
    expect([...n.inUnits(column, 4)]).toEqual([20_000, 3_300, NaN, -71_300, 0]);
    expect([...n.inUnits(make(), 2)]).toEqual([]);
    expect([...n.inUnits(make('1.5', '-2'), 1)]).toEqual([15, -20]);
    expect(() => n.inUnits(make('1.5', '1/3'), 2)).toThrow('whole number');
    expect(() => n.inUnits(make('9007199254740991'), 1)).toThrow('below 2^53');
  });

  test('sortKeys hands out an array of its own', () => {
    const column = make('1', '2');
    n.sortKeys(column).fill(7);
    expect(cellsOf(n, column)).toEqual(['1', '2']);
  });

  test('takes copies of what it is given', () => {
    const values = Float64Array.of(1, 2);
    const state = Uint8Array.of(0, missing.excused);
    const integers = n.fromIntegers(values, state);
    const added = n.withState(make('3', '4'), state);
    values.fill(9);
    state.fill(0);
    expect(cellsOf(n, integers)).toEqual(['1', 'excused']);
    expect(cellsOf(n, added)).toEqual(['3', 'excused']);
  });

  const column = make('1', '2');
  const shorter = make('1');
  const owner = Int32Array.of(0, 0);
  test.each<[string, () => unknown, string]>([
    ['add', () => n.add(column, shorter), 'same length'],
    ['compare', () => n.compare(column, shorter), 'same length'],
    ['select by a short choice', () => n.select(Uint8Array.of(1), column, column), 'same length'],
    ['select from a short column', () => n.select(Uint8Array.of(1, 1), column, shorter), 'same length'],
    ['withState', () => n.withState(column, Uint8Array.of(1)), 'same length'],
    ['fromIntegers', () => n.fromIntegers(Int32Array.of(1, 2), Uint8Array.of(1)), 'same length'],
    ['sumBy', () => n.sumBy(shorter, owner, 1), 'same length'],
    ['minimumBy', () => n.minimumBy(shorter, owner, 1), 'same length'],
    ['maximumBy', () => n.maximumBy(shorter, owner, 1), 'same length'],
    [
      'weightedMean of unequal columns',
      () =>
        n.weightedMean(
          [column, shorter].map((c) => ({ column: c, weight: decimal('1') })),
          'skip',
        ),
      'same length',
    ],
    ['weightedMean without terms', () => n.weightedMean([], 'skip'), 'has terms'],
    ['weightedMean with a negative weight', () => n.weightedMean([{ column, weight: decimal('-1') }], 'skip'), 'not negative'],
    ['a code outside the dictionary', () => n.fromDictionary(Int32Array.of(1), [decimal('1')]), 'into its dictionary'],
    ['a null without reason', () => n.fromDictionary(Int32Array.of(0), [null], Uint8Array.of(0)), 'has a reason'],
    ['allMissing without reason', () => n.allMissing(1, missing.present), 'has a reason'],
    ['gather without reason', () => n.gather(column, Int32Array.of(-1), missing.present), 'has a reason'],
    ['gather beyond the end', () => n.gather(column, Int32Array.of(2)), 'row exists'],
    ['an owner that is not counted', () => n.sumBy(column, Int32Array.of(0, 1), 1), 'owner is counted'],
    ['an owner that is not counted, for a minimum', () => n.minimumBy(column, Int32Array.of(0, 1), 1), 'owner is counted'],
    ['a fraction among integers', () => n.fromIntegers(Float64Array.of(0.5)), 'below 2^53'],
    ['an integer too large', () => n.fromIntegers(Float64Array.of(2 ** 53)), 'below 2^53'],
    ['a row before the first', () => n.valueAt(column, -1), 'row exists'],
    ['a row after the last', () => n.valueAt(column, 2), 'row exists'],
    ['digits below zero', () => n.round(column, -1, 'floor'), '0 or more'],
    ['a column of unknown making', () => n.negate({ length: 1, state: null }), 'arithmetic that made it'],
  ])('refuses %s', (_name, act, reason) => {
    expect(act).toThrow(reason);
  });
});

test('the exact arithmetic refuses a scaled column', () => {
  expect(() => exactArithmetic.negate(columnOf(scaledArithmetic, ['1']))).toThrow('arithmetic that made it');
});

test('stateAt', () => {
  expect(stateAt(columnOf(exactArithmetic, ['1', 'excused']), 1)).toBe(missing.excused);
  expect(stateAt(columnOf(exactArithmetic, ['1', '2']), 1)).toBe(missing.present);
});
