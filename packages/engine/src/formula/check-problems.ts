import type { ProblemCatalogue } from '../problem/problem.ts';

/** What can be wrong with the meaning of a formula that is well written. */
export const formulaCheckProblems = {
  'unknown-name': {
    severity: 'error',
    zh: '没有“{name}”[[，是不是“{nearest}”？]]',
    en: 'Unknown name {name}[[; did you mean {nearest}?]]',
  },
  'column-not-declared': {
    severity: 'error',
    zh: '“{name}”是名册的一列，方案还没有登记。请在 attributes 中写明，key 为 {column}。',
    en: '{name} is a column of the subjects that the scheme has not declared. Write it under attributes with the key {column}.',
  },
  'unknown-function': {
    severity: 'error',
    zh: '没有函数或指标“{name}”[[，是不是“{nearest}”？]]',
    en: 'There is no function or indicator {name}[[; did you mean {nearest}?]]',
  },
  'unknown-class': {
    severity: 'error',
    zh: '没有类别“{name}”[[，是不是“{nearest}”？]]',
    en: 'Unknown class {name}[[; did you mean {nearest}?]]',
  },
  'unknown-grade': {
    severity: 'error',
    zh: '“{name}”不在等次之列（{scale}）[[，是不是“{nearest}”？]]',
    en: '{name} is not on the scale ({scale})[[; did you mean {nearest}?]]',
  },
  'unknown-member': {
    severity: 'error',
    zh: '清单“{list}”中没有“{name}”[[，是不是“{nearest}”？]]',
    en: 'The list {list} has no member {name}[[; did you mean {nearest}?]]',
  },
  'wrong-type': { severity: 'error', zh: '这里应为{wanted}，写的是{found}。', en: 'A {wanted} is expected here, but this is a {found}.' },
  'unit-mismatch': {
    severity: 'error',
    zh: '{left}不能与{right}这样运算（{operator}）。请检查单位，例如比例写成 80%，金额写成 100元。',
    en: 'A {left} and a {right} do not go together here ({operator}). Check the units: a ratio is written 80%, money 100元.',
  },
  'scales-differ': {
    severity: 'error',
    zh: '这里有两套不同的等次（{left}；{right}），不能放在一起。请各与其中的等次比较。',
    en: 'Grades of two different scales ({left}; {right}) do not go together. Compare each with a grade of its own scale.',
  },
  'argument-count': {
    severity: 'error',
    zh: '{function} 要 {wanted} 个参数，写了 {found} 个。',
    en: '{function} takes {wanted} arguments, {found} are given.',
  },
  'division-by-zero': { severity: 'error', zh: '除数是 0。请改正除数。', en: 'Division by zero. Correct the divisor.' },
  'irrational-operand': {
    severity: 'error',
    zh: '标准差一般除不尽，只能公布，不能再参与计算。请改用极差（最高 − 最低）。',
    en: 'A standard deviation is irrational: it can be published, but nothing can be computed from it. Use the range (最高 − 最低).',
  },
  'run-outside-fold': {
    severity: 'error',
    zh: '“{run}”是一串成员，只能写在 mean 里。要一个值请指明成员。',
    en: '{run} is a run of members and can only stand in a mean. Name one member for one value.',
  },
  'run-backwards': {
    severity: 'error',
    zh: '“{from}..{to}”前后颠倒。请按清单的顺序写。',
    en: '{from}..{to} runs backwards. Write it in the order of the list.',
  },
  'index-missing': {
    severity: 'error',
    zh: '“{name}”按“{list}”分项，请指明是哪一项，写成“{name}（成员）”，或用 each: {list}。',
    en: '{name} is indexed by {list}: name the member as {name}（member）, or compute for each: {list}.',
  },
  'not-indexed': {
    severity: 'error',
    zh: '“{name}”没有按清单分项，后面不能写成员。请删去括号。',
    en: '{name} is not indexed by a list, so no member can be named. Delete the brackets.',
  },
  'indicator-expected': { severity: 'error', zh: '这里应写一个指标的名称。', en: 'The name of an indicator is expected here.' },
  'not-a-ballot': {
    severity: 'error',
    zh: '“{name}”不是测评或调查，没有票数。',
    en: '{name} is no ballot or survey and has no sheets to count.',
  },
  'ambiguous-stage': {
    severity: 'error',
    zh: '几个阶段都有“{name}”（{stages}），看不出是哪一个。请给其中的指标另取名称，或给该列写明类别。',
    en: 'Several stages have {name} ({stages}); which one is meant cannot be told. Rename one, or give the column a class.',
  },
  'no-population': {
    severity: 'error',
    zh: '{function} 要在排名范围内计算，这里没有排名范围。请写在 grading 或 category-outcomes 里。',
    en: '{function} needs a ranking group, and there is none here. Write it in the grading or in category-outcomes.',
  },
} as const satisfies ProblemCatalogue;
