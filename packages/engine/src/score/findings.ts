import type { ProblemCatalogue } from '../problem/problem.ts';

/** Rules of a scheme that a well-formed row of facts can break: the row is kept, counts nothing, and is flagged. */
export const findingProblems = {
  'score-out-of-range': { severity: 'warning', zh: '分数超出方案规定的范围，不计。请核对后更正。', en: 'The score lies outside the range of the scheme and is not counted. Check and correct it.' },
  'several-rows': { severity: 'warning', zh: '同一格有几个分数，方案没有规定怎样合并，都不计。请只留一个，或在方案中写明 rows。', en: 'Several scores stand for one cell and the scheme does not say how they combine; none counts. Leave one, or say rows in the scheme.' },
  'unknown-rule': { severity: 'warning', zh: '方案中没有规则“{rule}”，本条不计。请核对规则代码。', en: 'The scheme has no rule {rule}; the entry counts nothing. Check the key of the rule.' },
  'unknown-level': { severity: 'warning', zh: '“{item}”没有级别“{level}”的分值（{levels}），本条不计。', en: '{item} has no points for level {level} ({levels}); the entry counts nothing.' },
  'points-not-decided': { severity: 'warning', zh: '“{item}”须填研究决定的分值，本条不计。', en: '{item} needs decided points; the entry counts nothing.' },
  'points-out-of-range': { severity: 'warning', zh: '“{item}”的分值 {points} 超出规定范围，本条不计。', en: 'The points {points} of {item} lie outside the range; the entry counts nothing.' },
  'unknown-answer': { severity: 'warning', zh: '“{answer}”不是可填的评价，按未答处理。', en: '{answer} is no answer that may be given; it counts as unanswered.' },
  'unknown-group': { severity: 'warning', zh: '方案中没有测评主体“{group}”，这些票不计。', en: 'The scheme has no voter group {group}; its sheets are not counted.' },
  'decision-unknown-grade': { severity: 'warning', zh: '审定的等次“{grade}”不在等次之列（{scale}），本条不生效。', en: 'The decided grade {grade} is not on the scale ({scale}); the decision has no effect.' },
} as const satisfies ProblemCatalogue;
