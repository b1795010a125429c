import { isCalendarDate } from '../facts/cell-form.ts';
import { parseDecimal, rational, type Rational } from '../number/rational.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import {
  byKind,
  choice,
  field,
  inHalfWidth,
  integer,
  map,
  object,
  text,
  type Infer,
  type Located,
  type LocatedText,
  type Shape,
} from './shape.ts';

/** Shapes of the small values that mechanisms share: numbers, ranges, formulas, names, forms of display. */

/** An exact number as written. `percent` tells `40%` from `0.4`, which matters where weights are added up. */
export interface WrittenNumber {
  readonly value: Rational;
  readonly percent: boolean;
  readonly text: string;
  readonly place: DocumentPlace;
}

const numberPattern = /^([−-]?)(\d{1,20}(?:\.\d{1,20})?)(?:\/(\d{1,20}))?(%?)$/;

export function writtenNumber(options: { negative?: boolean } = {}): Shape<WrittenNumber> {
  const wanted = '80%, 12.5, 1/3';
  return inHalfWidth({
    read(node, reader) {
      if (node.kind !== 'text') return reader.wrongKind(node, wanted);
      const match = numberPattern.exec(node.text);
      const numerator = match === null ? null : parseDecimal(match[2]!);
      if (match === null || numerator === null || (match[1] !== '' && options.negative !== true) || /^0+$/.test(match[3] ?? '1')) {
        return reader.report('wrong-number', node.place, { found: node.text, wanted });
      }
      const percent = match[4] !== '';
      const sign = match[1] === '' ? 1n : -1n;
      const value = rational(sign * numerator.num, numerator.den * BigInt(match[3] ?? '1') * (percent ? 100n : 1n));
      return { value, percent, text: node.text, place: node.place };
    },
    schema: { type: ['string', 'number'], title: '数 / number' },
  });
}

/** `0..100`, both ends included. */
export interface WrittenRange {
  readonly least: Rational;
  readonly most: Rational;
  readonly place: DocumentPlace;
}

export const writtenRange: Shape<WrittenRange> = inHalfWidth({
  read(node, reader) {
    const wanted = '0..100';
    if (node.kind !== 'text') return reader.wrongKind(node, wanted);
    const match = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(node.text);
    const least = match === null ? null : parseDecimal(match[1]!);
    const most = match === null ? null : parseDecimal(match[2]!);
    if (least === null || most === null) return reader.report('wrong-number', node.place, { found: node.text, wanted });
    if (least.num * most.den > most.num * least.den) return reader.report('empty-range', node.place, { range: node.text });
    return { least, most, place: node.place };
  },
  schema: { type: 'string', title: '范围 / range', pattern: '^\\d+(\\.\\d+)?\\.\\.\\d+(\\.\\d+)?$' },
});

/** A formula is kept as text with its offset; it is parsed where its scope is known. */
export const formula: Shape<LocatedText> = text({ wanted: 'formula 公式', title: '公式 / formula' });

export const name: Shape<LocatedText> = text({ pattern: /^\S(?:.*\S)?$/su, wanted: 'name 名称', title: '名称 / name' });

/** Keys are for ever and stand in files: ASCII letters, digits and `. _ : / < >` (the last two around a list's name). */
export const key: Shape<LocatedText> = text({ pattern: /^[^\s\p{Cc}]{1,80}$/u, wanted: 'key', title: '代码 / key' });

/** A day of the year of the appraisal (`12-31`), or of another year (`2023-12-01`). */
export const day: Shape<LocatedText> = inHalfWidth(
  text({ pattern: /^(?:\d{4}-)?\d{2}-\d{2}$/, wanted: '12-31, 2023-12-01', title: '日期 / day' }),
);

/** The day in full; null where the calendar has none. */
export function fullDay(written: string, year: number): string | null {
  const full = written.length === 5 ? `${year}-${written}` : written;
  return isCalendarDate(full) ? full : null;
}

export const yesNo: Shape<Located<boolean>> = map(choice('yes', 'no'), (word) => ({ value: word.value === 'yes', place: word.place }));

export const roundingMode = choice('half-up', 'half-even', 'floor', 'ceil');

export const missingPolicy = choice('skip', 'withhold', 'zero');

/** How a number is shown: decimals and rounding mode; `as: percent` shows a ratio times 100. */
export const displayForm = byKind({
  text: choice('percent'),
  map: object({
    digits: field(integer(0, 8), '小数位数', 'number of decimals'),
    mode: field(roundingMode, '舍入方式', 'rounding mode'),
    as: field(choice('percent'), '按百分数显示', 'shown as a percentage'),
  }),
});
export type DisplayForm = Infer<typeof displayForm>;

/** `carry`: rounded in the form shown, and everybody reads the rounded value from there on. Or a point of its own. */
export const publishForm = byKind({
  text: choice('carry'),
  map: object({
    unit: field(choice('分', '元'), '金额单位', 'unit of money'),
    digits: field(integer(0, 8), '小数位数', 'number of decimals'),
    mode: field(roundingMode, '舍入方式', 'rounding mode'),
  }),
});

export type PublishForm = Infer<typeof publishForm>;

export const clause = field(text(), '依据的条款', 'clause of the regulation');
export const reading = field(
  text(),
  '约定：填补条款空白之处，审定人可见',
  'a gap of the text filled here; whoever approves the scheme sees it',
);
