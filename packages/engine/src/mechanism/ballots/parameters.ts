import type { Rational } from '../../number/rational.ts';
import {
  byKind,
  choice,
  field,
  integer,
  list,
  map,
  mapOf,
  object,
  oneOrMany,
  requiredField,
  switched,
  text,
  type Infer,
  type Shape,
} from '../../scheme/shape.ts';
import { name, writtenNumber, writtenRange, yesNo, type WrittenNumber } from '../../scheme/values.ts';

/** What a ballot or survey says of its sheets. */

/** `none`: a valid answer without a value (弃权). `no-answer`: a word that counts as no answer (不了解). */
type AnswerValue = { readonly kind: 'number'; readonly value: Rational } | { readonly kind: 'none' | 'no-answer' };

const number = writtenNumber();
const answerValue: Shape<AnswerValue> = {
  read(node, reader) {
    if (node.kind === 'text' && (node.text === 'none' || node.text === 'no-answer')) return { kind: node.text };
    const written: WrittenNumber | undefined = number.read(node, reader);
    return written === undefined ? undefined : { kind: 'number', value: written.value };
  },
  schema: { anyOf: [{ enum: ['none', 'no-answer'] }, number.schema] },
};

/** What may be written on a sheet: a range of numbers, words with values, or words that are only counted. */
export type Answers =
  | { readonly kind: 'range'; readonly least: Rational; readonly most: Rational }
  /** `closed`: a word that is not among them is an error to be flagged; a list that only counts leaves other words alone. */
  | { readonly kind: 'words'; readonly words: ReadonlyMap<string, AnswerValue>; readonly closed: boolean };

const answers: Shape<Answers> = byKind({
  text: map(writtenRange, (range): Answers => ({ kind: 'range', least: range.least, most: range.most })),
  map: map(mapOf(answerValue), (entries): Answers => ({
    kind: 'words',
    words: new Map(entries.map((entry) => [entry.name, entry.value])),
    closed: true,
  })),
  list: map(list(name), (words): Answers => ({
    kind: 'words',
    words: new Map(words.map((word) => [word.value, { kind: 'none' }])),
    closed: false,
  })),
});

const wholeBallot = object({
  'not-all-equal': field(yesNo, '不得全部相同', 'not all answers alike'),
  'at-most': field(mapOf(integer(0, 1000)), '某种评价至多几个', 'at most so many of an answer'),
  'at-least': field(mapOf(integer(0, 1000)), '某种评价至少几个', 'at least so many of an answer'),
});

const validity = object({
  answered: field(byKind({ text: answeredShape() }), '至少答几项，或 all', 'how many items must be answered, or all'),
  'each-part': field(integer(1, 100), '每个方面至少答几项', 'how many items of each part'),
  'not-all-equal': field(yesNo, '不得全部相同', 'not all answers alike'),
  'at-most': field(mapOf(integer(0, 1000)), '某种评价至多几项', 'at most so many of an answer'),
  'at-least': field(mapOf(integer(0, 1000)), '某种评价至少几项', 'at least so many of an answer'),
  whole: field(wholeBallot, '整张票（含几个对象）的条件', 'rules for the whole paper, over all its subjects'),
});
export type Validity = Infer<typeof validity>;

function answeredShape(): Shape<'all' | number> {
  const count = integer(1, 1000);
  return {
    read: (node, reader) => (node.kind === 'text' && node.text === 'all' ? 'all' : count.read(node, reader)?.value),
    schema: { anyOf: [{ const: 'all' }, count.schema] },
  };
}

const sheetFold = byKind({
  text: choice('sum', 'mean', 'keep-items'),
  map: object({
    weighted: requiredField(mapOf(writtenNumber()), '各方面的权重', 'weights of the parts'),
    part: field(choice('mean', 'sum'), '每个方面取平均或合计', 'mean or sum of each part'),
  }),
});
export type SheetFold = Infer<typeof sheetFold>;

const rate = object({
  of: requiredField(oneOrMany(name), '哪种评价，可以几种合计', 'which answer, or several together'),
  over: requiredField(
    choice('valid', 'returned', 'issued'),
    '占有效票、收回票或应发票的比例',
    'a share of the valid, returned or issued sheets',
  ),
});

const quorum = object({
  valid: field(integer(1, 100000), '有效票至少几张', 'valid sheets at least'),
  returned: field(writtenNumber(), '收回票至少占应发票的比例', 'share of the issued sheets that must come back'),
  attended: field(writtenNumber(), '到会领票的至少占应参加的比例', 'share of those due that must be on the roll'),
});

const common = {
  item: field(text(), '项目，清单名或代码', 'items: a list or a key'),
  answers: requiredField(switched(answers), '可填的内容及分值', 'what may be written, and what it is worth'),
  valid: field(validity, '有效票的条件', 'when a sheet is valid'),
  sheet: field(sheetFold, '一张票怎样计分', 'how a sheet becomes one value'),
  pool: field(name, '合并计算的测评主体清单', 'voter groups whose sheets are pooled'),
  rate: field(rate, '得票率', 'share of an answer'),
  quorum: field(quorum, '测评有效的条件，达不到的暂不计分', 'what the vote must reach to count; otherwise it is withheld'),
} as const;

export const ballotShape = object({
  round: field(text(), '轮次，清单名或代码', 'round: a list or a key'),
  group: field(text(), '测评主体，清单名或代码', 'voter group: a list or a key'),
  ...common,
});

export const surveyShape = object({
  wave: field(text(), '波次，清单名或代码', 'wave: a list or a key'),
  stratum: field(text(), '调查对象，清单名或代码', 'stratum: a list or a key'),
  ...common,
});
