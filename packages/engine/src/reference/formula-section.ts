import type { Bilingual } from '../explain/words.ts';
import { functions } from '../formula/functions.ts';
import type { Language } from '../problem/catalogue.ts';
import { valueText } from './case-report.ts';
import { bullets, code, fence, table } from './markdown.ts';

/** A formula of the cases and what it is worth, for each function one. */
export interface FunctionExample {
  readonly formula: string;
  readonly value: string;
}

/** The examples, and what their names stand for. */
export interface FunctionExamples {
  readonly note: Bilingual;
  readonly byName: ReadonlyMap<string, FunctionExample>;
}

/** From the loosest to the firmest; the words and signs are those of `formula.grammar`. */
export const operatorLevels: readonly { readonly signs: readonly string[]; readonly meaning: Bilingual }[] = [
  {
    signs: ['若 … 则 … 否则 …'],
    meaning: { zh: '选择；写在算式中间要加括号', en: 'choice; in brackets where it stands inside another formula' },
  },
  { signs: ['或'], meaning: { zh: '有一个为是即为是', en: 'yes where one is yes' } },
  { signs: ['且'], meaning: { zh: '有一个为否即为否', en: 'no where one is no' } },
  { signs: ['非'], meaning: { zh: '是变否，否变是，缺仍是缺', en: 'turns yes and no round; missing stays missing' } },
  {
    signs: ['<', '≤', '=', '≠', '≥', '>', '属于', '高于', '低于'],
    meaning: {
      zh: '比较，不能连写；“属于”看对象在不在某一类或某一组对象中，“高于”“低于”沿等次的先后',
      en: 'comparison, which does not chain; 属于 asks whether a subject is of a class or a set, 高于 and 低于 go along the grades',
    },
  },
  { signs: ['+', '−'], meaning: { zh: '加、减', en: 'sum and difference' } },
  { signs: ['×', '÷'], meaning: { zh: '乘、除；除数为零，结果是缺', en: 'product and quotient; a zero divisor makes the result missing' } },
  { signs: ['−'], meaning: { zh: '负号', en: 'sign' } },
  {
    signs: ['.', '（…）'],
    meaning: { zh: '另一对象的值；函数，或指标的某一格', en: 'a value of another subject; a function, or one cell of an indicator' },
  },
];

const grammar = `formula    = 若 formula 则 formula 否则 formula | or
or         = and { 或 and }
and        = not { 且 not }
not        = [ 非 ] comparison
comparison = sum [ ( < | ≤ | = | ≠ | ≥ | > | 属于 | 高于 | 低于 ) sum ]
sum        = product { ( + | − ) product }
product    = unary { ( × | ÷ ) unary }
unary      = [ − ] postfix
postfix    = primary { .name | （argument {，argument }） }
argument   = formula | name..name
primary    = number | number% | number元 | date | name | 缺 | （formula）`;

/** What a bare name may mean, beside indicators, flags, outcomes and attributes. */
const scopes: readonly { readonly where: Bilingual; readonly names: readonly (readonly [string, Bilingual])[] }[] = [
  {
    where: { zh: '处处', en: 'everywhere' },
    names: [
      ['是 否', { zh: '是、否', en: 'yes, no' }],
      ['缺', { zh: '缺值', en: 'the missing value' }],
      ['年度', { zh: '方案的考核年度', en: 'the year of the scheme' }],
    ],
  },
  {
    where: { zh: '指标、旗标、结果运用、等次步骤', en: 'indicators, flags, outcomes, grade steps' },
    names: [
      ['类别 对象', { zh: '本对象的类；本对象', en: 'class of the subject; the subject itself' }],
      [
        '名次 参评数 末位',
        { zh: '在排名范围中的名次、人数、是不是最后一名', en: 'rank, number ranked, and whether it is in the last place' },
      ],
      [
        '等次',
        { zh: '审定的等次，没有审定的是提出的等次；等次步骤不能引用', en: 'the decided grade, else the proposal; not for grade steps' },
      ],
      ['被拒条目', { zh: '违反目录的加减分条目数', en: 'number of adjustment entries that break the catalogue' }],
    ],
  },
  {
    where: { zh: '事实表的一行（where、recuse、value、weight、of）', en: 'a row of facts (where, recuse, value, weight, of)' },
    names: [
      ['列的中文名', { zh: '这一行该列的值，如“日期”“决定”', en: 'the value of that column of the row, such as 日期 or 决定' }],
      ['对象 评分人', { zh: '这一行的对象、评分人', en: 'the subject and the scorer of the row' }],
    ],
  },
  {
    where: { zh: '谁可以评谁（who）', en: 'who may rate whom (who)' },
    names: [['评分人 对象', { zh: '一对评分人和对象', en: 'a pair of rater and subject' }]],
  },
  {
    where: { zh: '排名范围（quota、places、amount、category-outcomes）', en: 'a ranking group (quota, places, amount, category-outcomes)' },
    names: [
      ['参评数 类别', { zh: '参评数，以及全组相同的名称', en: 'the number ranked, and names that are the same for all of the group' }],
    ],
  },
];

const words = {
  title: { zh: '公式', en: 'Formulas' },
  intro: {
    zh: '公式到处同一种写法。名称是办法里的词，不写引号；词（且、或、非、若、则、否则、属于、高于、低于）前后留空格。',
    en: 'Formulas are written alike everywhere. Names are the words of the regulation, without quotation marks; the words 且 或 非 若 则 否则 属于 高于 低于 stand between spaces.',
  },
  rules: {
    zh: [
      '全角、半角一样：`（ ） ， × * ÷ / − - ≤ <= ≥ >= ≠ !=`。公式里的逗号写 `，`：在 `{ }` 中，YAML 会在半角逗号处把公式截断。',
      '`80%` 是五分之四，`1/3` 是精确的三分之一，`6800元` 是金额。一个数最多30位。日期写成 `2024-03-01`，年四位、月日各两位，中间不空格，必须是日历上有的一天。',
      '`季度业绩（四季度）` 取一格，`季度业绩（一季度..三季度）` 是一串成员，只用于 `mean`。在 `each: 季度` 之内，按季度分项的指标指当前一格。',
      '`所在班子.班子得分` 读另一对象封存的结果。引用的对象没有，值就缺。',
      '比较等次、类别、文字时，另一边的词按这一边的种类理解：`等次 = 一般` 中的“一般”是等次。既不是名称也不是这一种类的词，是错误。',
      '数值运算有一个缺，结果就缺；`且` 有否为否，`或` 有是为是，其余有缺为缺。**条件为缺的规则不适用。**',
      '标准差一般除不尽，只能写在 `category-outcomes` 和 `totals` 中公布，不能参与计算。',
    ],
    en: [
      'Full and half width are the same: `（ ） ， × * ÷ / − - ≤ <= ≥ >= ≠ !=`. Write `，` in formulas: inside `{ }` YAML would cut the formula at a half-width comma.',
      '`80%` is four fifths, `1/3` is exactly one third, `6800元` is money. A number has 30 digits at most. A date is written `2024-03-01`, four, two and two digits without spaces, and must be in the calendar.',
      '`季度业绩（四季度）` is one cell; `季度业绩（一季度..三季度）` is a run of members, for `mean` only. Inside `each: 季度` an indicator indexed by 季度 means the cell at hand.',
      '`所在班子.班子得分` reads the sealed result of another subject. Where there is no such subject the value is missing.',
      'A word beside a grade, class or text is taken as one: in `等次 = 一般` the word is a grade. A word that is neither a name nor of that kind is an error.',
      'A number made from something missing is missing; 且 with a no is no, 或 with a yes is yes, otherwise missing stays missing. **A rule whose condition is missing does not apply.**',
      'A standard deviation is irrational: it is published in `category-outcomes` and `totals`, and nothing is computed from it.',
    ],
  },
  grammar: { zh: '语法', en: 'Grammar' },
  operators: { zh: '运算符', en: 'Operators' },
  operatorsNote: { zh: '自上而下，越往下结合得越紧。', en: 'From the loosest to the firmest.' },
  functions: { zh: '函数', en: 'Functions' },
  functionsNote: {
    zh: '`最高 最低 平均 合计 个数` 写在排名范围中，对参加排名的计；写在指标中，对本类有值的计；指标按清单分项的，对它的各格计；第一个参数是一组对象的，对其中各个计。',
    en: '`最高 最低 平均 合计 个数` run over the ranked in a formula about a ranking group, over those of the class who have a value in an indicator, over the cells of an indexed indicator, and over the members of a set where that is the first argument.',
  },
  names: { zh: '名称', en: 'Names' },
  sign: { zh: '运算符', en: 'operator' },
  meaning: { zh: '含义', en: 'meaning' },
  name: { zh: '函数', en: 'function' },
  count: { zh: '参数个数', en: 'arguments' },
  example: { zh: '例', en: 'example' },
  where: { zh: '写在哪里', en: 'where' },
} as const;

export function formulaSection(examples: FunctionExamples, language: Language): string[] {
  const w = (key: Exclude<keyof typeof words, 'rules'>): string => words[key][language];
  const functionRows = [...functions.values()].map((each) => {
    const { least, most } = each.arity;
    const example = examples.byName.get(each.name);
    const shown = example === undefined ? '' : `${code(example.formula)} → ${valueText(example.value, language)}`;
    return [code(each.name), least === most ? String(least) : `${least}–${most}`, each[language], shown];
  });
  const nameRows = scopes.flatMap(({ where, names }) =>
    names.map(([name, meaning]) => [
      where[language],
      name === '列的中文名' ? name : name.split(' ').map(code).join(' '),
      meaning[language],
    ]),
  );
  return [
    `## ${w('title')}`,
    w('intro'),
    bullets(words.rules[language]),
    `### ${w('grammar')}`,
    fence('', grammar),
    `### ${w('operators')}`,
    w('operatorsNote'),
    table(
      [w('sign'), w('meaning')],
      operatorLevels.map(({ signs, meaning }) => [signs.map(code).join(' '), meaning[language]]),
    ),
    `### ${w('functions')}`,
    w('functionsNote'),
    examples.note[language],
    table([w('name'), w('count'), w('meaning'), w('example')], functionRows),
    `### ${w('names')}`,
    table([w('where'), w('names'), w('meaning')], nameRows),
  ];
}
