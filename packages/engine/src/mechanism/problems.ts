import type { ProblemCatalogue } from '../problem/problem.ts';

/** What can be wrong with the parameters of one mechanism. */
export const mechanismProblems = {
  'band-unit': {
    severity: 'error',
    zh: '“{band}”与所查的数差一百倍：比例写成 ≥90%，分数写成 ≥90。',
    en: '{band} is off by a factor of a hundred: write ≥90% for a ratio, ≥90 for a score.',
  },
  'row-never': {
    severity: 'error',
    zh: '“{name}”的这一行永远用不到：前面一行没有条件，已经包括其余。',
    en: 'This row of {name} can never apply: the row above has no condition and takes the rest.',
  },
  'rows-open': {
    severity: 'error',
    zh: '“{name}”没有写各行都不符合时得什么。请加一行不带 if 的，或写 none。',
    en: 'Nothing says what {name} gives where no condition holds. Add a row without if, or give none.',
  },
  'step-unit': {
    severity: 'error',
    zh: '“{value}”与所计的数不是一种写法：比例写成 95%、1%，其他数不带 %。',
    en: '{value} is not written as the measured value is: 95% and 1% for a ratio, no % for other numbers.',
  },
  'step-empty': { severity: 'error', zh: '一步不能是 0。', en: 'A step cannot be 0.' },
  'step-part-not-said': {
    severity: 'error',
    zh: '“{name}”没有写不足一步的怎样计：part: whole（按一步）、drop（不计）或 share（按比例）。',
    en: '{name} does not say what a part of a step counts: part: whole, drop or share.',
  },
  'step-unbounded': {
    severity: 'warning',
    zh: '“{name}”没有写 {keys}（扣到多少、加到多少为止）。请补上，或用 uncapped 写明理由。',
    en: '{name} has no {keys} where it stops. Add it, or state the reason under uncapped.',
  },
  'step-base-outside': {
    severity: 'error',
    zh: '“{name}”起点的 {base} 分在 least 与 most 之外。',
    en: 'The {base} points that {name} begins with lie outside least and most.',
  },
  'full-marks-short': {
    severity: 'error',
    zh: '“{name}”各项满分合计 {sum}，还差 {difference}（应为 {whole}）。',
    en: 'The full marks of {name} add up to {sum}, {difference} short of {whole}.',
  },
  'full-marks-over': {
    severity: 'error',
    zh: '“{name}”各项满分合计 {sum}，多出 {difference}（应为 {whole}）。',
    en: 'The full marks of {name} add up to {sum}, {difference} more than {whole}.',
  },
  'full-mark-percent': {
    severity: 'error',
    zh: '“{name}”写的是各项满分，不带 %；要按权重折算请用 weighted。',
    en: 'The parts of {name} have full marks without %; for weights use weighted.',
  },
  'full-mark-zero': { severity: 'error', zh: '“{name}”有一项满分是 0。', en: 'A part of {name} has a full mark of 0.' },
  'ledger-periods': {
    severity: 'error',
    zh: '“{name}”要按一张时期的清单分项，积分才能一期一期地记。',
    en: '{name} must be indexed by one list of periods, so that the account can run from one to the next.',
  },
  'ledger-missing': {
    severity: 'error',
    zh: '“{name}”没有写缺一期时怎样处理：missing: zero（本期记零）或 withhold（从这一期起没有余额）。',
    en: '{name} does not say what a missing period does: missing: zero, or withhold (no balance from there on).',
  },
  'period-column': {
    severity: 'error',
    zh: '“{name}”不是一列文字或日期，不能说明属于哪一期。',
    en: '{name} is no column of words or dates and cannot tell the period.',
  },
  'fund-not-whole': {
    severity: 'error',
    zh: '“{name}”的总额不一定是整{unit}。请用 mode 写明怎样取整，例如 mode: floor。',
    en: 'The amount of {name} need not be a whole number of the unit ({unit}). Say under mode how it is rounded, such as mode: floor.',
  },
  'rate-needs-item': {
    severity: 'error',
    zh: '“{name}”的得票率要看票上的一项：请写明 item，几项的写 sheet: keep-items。',
    en: 'A rate of {name} looks at one item of a sheet: name the item, or keep several with sheet: keep-items.',
  },
  'unknown-answer-word': {
    severity: 'error',
    zh: '票上没有“{name}”这种评价（{words}）。',
    en: '{name} is no answer on the sheet ({words}).',
  },
} as const satisfies ProblemCatalogue;
