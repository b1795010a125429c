import type { Bilingual } from '../explain/words.ts';
import { numberType, typeName, unitOfProduct, unitOfQuotient, unitOfSum, type NumberUnit, type ValueType } from '../formula/type.ts';
import type { Language } from '../problem/catalogue.ts';
import { table } from './markdown.ts';

const units: readonly NumberUnit[] = ['number', 'score', 'ratio', 'count', 'money'];

const examples: readonly { readonly type: ValueType; readonly example: Bilingual }[] = [
  { type: numberType('number'), example: { zh: '写出的数、数值属性', en: 'a number as written, an attribute' } },
  { type: numberType('score'), example: { zh: '各种得分', en: 'scores' } },
  {
    type: numberType('ratio'),
    example: {
      zh: '`80%`、同类之商；公布为百分数用 `show: percent`',
      en: '`80%`, a quotient of two alike; published as a percentage with `show: percent`',
    },
  },
  { type: numberType('count'), example: { zh: '票数、名次、年份；公布为整数', en: 'sheets, ranks, years; published whole' } },
  {
    type: numberType('money'),
    example: { zh: '`6800元`、金额属性；公布为整数分', en: '`6800元`, an attribute of money; published in whole fen' },
  },
  { type: { kind: 'truth' }, example: { zh: '条件、旗标、是否属性', en: 'conditions, flags, attributes' } },
  {
    type: { kind: 'grade', scale: { grades: [], words: [] } },
    example: { zh: '等次、查表所得的词；各有自己的先后', en: 'grades, words that a table gives; each with an order of its own' },
  },
  { type: { kind: 'class' }, example: { zh: '`类别`', en: '`类别`' } },
  { type: { kind: 'text' }, example: { zh: '文字属性、文字列', en: 'attributes and columns of text' } },
  { type: { kind: 'date' }, example: { zh: '日期列', en: 'columns of dates' } },
  {
    type: { kind: 'subject', classes: null },
    example: { zh: '引用另一对象的属性或列', en: 'attributes and columns that name another subject' },
  },
  {
    type: { kind: 'set', classes: null },
    example: { zh: '反向引用，如分管科室', en: 'reverse references, such as the offices of a leader' },
  },
];

const words = {
  title: { zh: '类型和单位', en: 'Types and units' },
  intro: {
    zh: '每个值有类型，数还有单位：金额不能与分数相加，等次不能与类别相比。下面三张表由引擎的规则算出；— 表示不能这样运算。',
    en: 'Every value has a type, and a number a unit: money is never added to a score, a grade never compared with a class. The three tables follow from the rules of the engine; — is refused.',
  },
  type: { zh: '类型', en: 'type' },
  example: { zh: '例', en: 'such as' },
  sum: { zh: '相加、相减、比较、取大取小', en: 'Sum, difference, comparison, largest and smallest' },
  product: { zh: '相乘', en: 'Product' },
  quotient: { zh: '相除（行 ÷ 列）', en: 'Quotient (row ÷ column)' },
} as const satisfies Record<string, Bilingual>;

export function typeSection(language: Language): string[] {
  const nameOf = (unit: NumberUnit): string => typeName(numberType(unit))[language];
  const square = (combine: (a: NumberUnit, b: NumberUnit) => NumberUnit | null): string =>
    table(
      ['', ...units.map(nameOf)],
      units.map((a) => [
        nameOf(a),
        ...units.map((b) => {
          const unit = combine(a, b);
          return unit === null ? '—' : nameOf(unit);
        }),
      ]),
    );
  return [
    `## ${words.title[language]}`,
    words.intro[language],
    table(
      [words.type[language], words.example[language]],
      examples.map(({ type, example }) => [typeName(type)[language], example[language]]),
    ),
    `### ${words.sum[language]}`,
    square(unitOfSum),
    `### ${words.product[language]}`,
    square(unitOfProduct),
    `### ${words.quotient[language]}`,
    square(unitOfQuotient),
  ];
}
