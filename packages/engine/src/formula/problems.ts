import type { ProblemCatalogue } from '../problem/problem.ts';
import type { Range } from './ast.ts';

/** What can be wrong with the text of a formula, before any name in it is looked up. */
export const formulaProblems = {
  'formula-empty': {
    severity: 'error',
    zh: '这里缺少公式。请写出算式，例如“基础分 + 加减分”。',
    en: 'The formula is empty; write one, such as “基础分 + 加减分”.',
  },
  'formula-too-long': {
    severity: 'error',
    zh: '公式有 {length} 个字符，最多 {limit} 个。请拆成几个指标。',
    en: 'The formula has {length} characters, {limit} at most; split it into several indicators.',
  },
  'formula-too-deep': {
    severity: 'error',
    zh: '括号和“若”一层套一层，超过了 {limit} 层。请拆成几个指标。',
    en: 'Brackets and 若 are nested deeper than {limit}; split the formula into several indicators.',
  },
  'number-too-long': {
    severity: 'error',
    zh: '这个数有 {digits} 位，最多 {limit} 位。',
    en: 'This number has {digits} digits, {limit} at most.',
  },
  'missing-operand-before': {
    severity: 'error',
    zh: '“{operator}”前面缺少内容。请补上数字或名称，或删去“{operator}”。',
    en: 'Nothing stands before “{operator}”; add a number or a name, or delete “{operator}”.',
  },
  'missing-operand-after': {
    severity: 'error',
    zh: '“{operator}”后面缺少内容。请补上数字或名称，或删去“{operator}”。',
    en: 'Nothing stands after “{operator}”; add a number or a name, or delete “{operator}”.',
  },
  'missing-operator': {
    severity: 'error',
    zh: '“{before}”和“{after}”之间缺少运算符。请写明是加、减、乘、除，还是“且”“或”。',
    en: 'Between “{before}” and “{after}” an operator is missing: + − × ÷, a comparison, 且 or 或.',
  },
  'number-then-name': {
    severity: 'error',
    zh: '数字“{number}”后面紧跟着“{name}”。数字后面只能写“%”或“元”，名称不能以数字开头；要计算的话，中间请写运算符。',
    en: '“{name}” follows the number “{number}”. Only % and 元 go with a number, a name does not begin with a digit, and a calculation needs an operator in between.',
  },
  'unit-without-number': {
    severity: 'error',
    zh: '“{unit}”只能写在数字后面，例如“80{unit}”。',
    en: '“{unit}” goes with a number only, as in “80{unit}”.',
  },
  'chained-comparison': {
    severity: 'error',
    zh: '比较不能连写。请拆成两个比较，例如把“60 ≤ 得分 < 80”写成“得分 ≥ 60 且 得分 < 80”。',
    en: 'Comparisons do not chain. Write two, such as “得分 ≥ 60 且 得分 < 80” for “60 ≤ 得分 < 80”.',
  },
  'doubled-minus': {
    severity: 'error',
    zh: '两个负号连在一起。请删去一个，或加括号。',
    en: 'Two minus signs in a row; delete one or use brackets.',
  },
  'not-needs-brackets': {
    severity: 'error',
    zh: '“非”直接跟在“{before}”后面。请加括号，写成“{before}（非 …）”。',
    en: '“非” directly after “{before}” needs brackets: “{before}（非 …）”.',
  },
  'if-needs-brackets': {
    severity: 'error',
    zh: '“若”直接跟在“{before}”后面，看不出“否则”到哪里为止。请加括号，写成“{before}（若 … 则 … 否则 …）”。',
    en: '“若” directly after “{before}” needs brackets, to show where its 否则 ends: “{before}（若 … 则 … 否则 …）”.',
  },
  'if-without-then': {
    severity: 'error',
    zh: '这个“若”没有“则”。请写成“若 条件 则 结果 否则 另一结果”。',
    en: 'This 若 has no 则; write “若 condition 则 result 否则 other result”.',
  },
  'if-without-else': {
    severity: 'error',
    zh: '这个“若”没有“否则”。请写明条件不成立时怎样：“若 条件 则 结果 否则 另一结果”。',
    en: 'This 若 has no 否则; say what holds otherwise: “若 condition 则 result 否则 other result”.',
  },
  'word-without-if': {
    severity: 'error',
    zh: '这个“{word}”没有与它配对的“若”（同一层括号内）。请写成“若 条件 则 结果 否则 另一结果”。',
    en: 'This {word} belongs to no 若 in the same brackets; write “若 condition 则 result 否则 other result”.',
  },
  'missing-closing-bracket': {
    severity: 'error',
    zh: '这个左括号“{bracket}”没有右括号。请补上“）”。',
    en: 'This bracket “{bracket}” is never closed; add “）”.',
  },
  'unexpected-closing-bracket': {
    severity: 'error',
    zh: '这个右括号“{bracket}”没有左括号。请删去，或补上“（”。',
    en: 'This bracket “{bracket}” closes nothing; delete it or add “（”.',
  },
  'empty-brackets': {
    severity: 'error',
    zh: '括号里是空的。请写上内容，或删去括号。',
    en: 'Nothing stands between these brackets; fill them or delete them.',
  },
  'empty-argument': {
    severity: 'error',
    zh: '括号里少写了一项，或多写了一个逗号。',
    en: 'An item is missing between the brackets, or there is one comma too many.',
  },
  'square-brackets': {
    severity: 'error',
    zh: '公式里只用圆括号，不用“{bracket}”。请写成“季度业绩（四季度）”这样。',
    en: 'Only round brackets are used, not “{bracket}”: “季度业绩（四季度）”.',
  },
  'comma-outside-arguments': {
    severity: 'error',
    zh: '逗号只用来隔开括号里的几项，例如“最大（甲，乙）”。数字里不写千位逗号，“则”“否则”前面也不写逗号。',
    en: 'A comma only separates items in brackets, as in “最大（甲，乙）”. Write numbers without thousands separators, and no comma before 则 or 否则.',
  },
  'member-name-missing': {
    severity: 'error',
    zh: '“{dot}”后面要写名称，例如“所在科室.考核得分”。',
    en: 'A name must follow “{dot}”, as in “所在科室.考核得分”.',
  },
  'run-outside-arguments': {
    severity: 'error',
    zh: '“{dots}”只能写在名称后面的括号里，例如“季度业绩（一季度..三季度）”。',
    en: '“{dots}” is used only in the brackets after a name, as in “季度业绩（一季度..三季度）”.',
  },
  'run-needs-names': {
    severity: 'error',
    zh: '“{dots}”的前后各写一个名称，不写别的，例如“一季度..三季度”。',
    en: 'One name stands on each side of “{dots}” and nothing else, as in “一季度..三季度”.',
  },
  'foreign-sign': {
    severity: 'error',
    zh: '公式里不用“{found}”。请改用“{instead}”。',
    en: '“{found}” is not used in formulas; write “{instead}”.',
  },
  'foreign-word': {
    severity: 'error',
    zh: '“{found}”不是公式的用词。请改用“{instead}”。',
    en: '“{found}” is not a word of the formula language; write “{instead}”.',
  },
  quotes: {
    severity: 'error',
    zh: '公式里的名称不加引号或书名号。请删去“{found}”和与它成对的符号。',
    en: 'Names in formulas are not quoted; delete {found} and its counterpart.',
  },
  'full-stop': {
    severity: 'error',
    zh: '公式里不用句号“{found}”。结尾不写标点；取下一级用英文句点，例如“所在科室.考核得分”。',
    en: 'No full stop “{found}” in formulas. Write nothing at the end, and “.” to reach into a subject: “所在科室.考核得分”.',
  },
  'invisible-character': {
    severity: 'error',
    zh: '这里有看不见的字符（{character}）。请删去，或把这一处重新输入。',
    en: 'There is an invisible character here ({character}); delete it or type this place again.',
  },
  'broken-character': {
    severity: 'error',
    zh: '这里的字符已经损坏，读不出来。请重新输入。',
    en: 'A character is broken here and cannot be read; type it again.',
  },
  'unexpected-text': {
    severity: 'error',
    zh: '看不懂“{text}”。请删去，或改用公式的写法。',
    en: '“{text}” has no meaning in a formula; delete it or write it another way.',
  },
  'mixed-and-or': {
    severity: 'notice',
    zh: '“且”和“或”混写时先算“且”。请加括号，让人一看就明白。',
    en: '且 is read before 或 where both stand side by side; add brackets to make it plain.',
  },
} as const satisfies ProblemCatalogue;

export type FormulaProblemCode = keyof typeof formulaProblems;

export interface FormulaProblem {
  readonly code: FormulaProblemCode;
  /** Offsets into the text of the formula; empty ranges occur only for `formula-empty`. */
  readonly range: Range;
  readonly parameters: Readonly<Record<string, string>>;
}
