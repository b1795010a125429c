/** Edges of the grade steps that the five texts leave untouched. */
import type { StepsCase } from './gradings.cases.ts';

export const edgeStepsCases: readonly StepsCase[] = [
  {
    clause: 'steps, bar among all',
    situation: 'a barred row leaves the pool even though it has a grade: it uses up no place',
    grading: 'barredAmongAll',
    rows: [
      ['A', '90', 'poor veto', '较差 hard', 'given barredInside none alreadyGraded'],
      ['B', '80', '', '优秀 quota'],
      ['C', '70', '', '良好 quota'],
    ],
  },
  {
    clause: 'steps, bar among all',
    situation: 'a graded row that is not barred uses the place up',
    grading: 'barredAmongAll',
    rows: [
      ['A', '90', 'poor', '较差 hard', 'given alreadyGradedInside none alreadyGraded'],
      ['B', '80', '', '良好 quota'],
      ['C', '70', '', '良好 quota'],
    ],
  },
  {
    clause: 'steps, kept reason',
    situation: 'an assignment names its own rule; the kept reason is for cuts and rest',
    grading: 'barredAmongAll',
    rows: [
      ['A', '90', 'veto late', '较差 late', 'none barredInside given alreadyGraded'],
      ['B', '80', 'late', '优秀 quota', 'none given alreadyGraded alreadyGraded'],
      ['C', '70', '', '良好 quota'],
    ],
  },
  {
    clause: 'steps, kept reason',
    situation: 'a later cut names the kept reason; a second bar that keeps the row from the next grade replaces it',
    grading: 'twoCuts',
    rows: [
      ['A', '95', 'veto', '良好 veto', 'barredInside given alreadyGraded none'],
      ['B', '94', 'veto absent', '称职 absent', 'barred barredInside given none'],
      ['C', '93', '', '优秀 quota'],
      ['D', '92', '', '良好 quota'],
      ['E', '91', '', '称职 quota'],
    ],
  },
  {
    clause: 'steps, kept reason',
    situation: 'kept from two grades: the later bar is the reason; a plain condition erases nothing',
    grading: 'twoCuts',
    rows: [
      ['A', '95', 'veto absent', '称职 absent', 'barredInside barredInside given none'],
      ['B', '94', '', '优秀 quota'],
      ['C', '93', '', '良好 quota'],
      ['D', '92', '', '良好 quota'],
      ['E', '91', '', '称职 quota'],
    ],
  },
  {
    clause: 'steps, kept reason',
    situation: 'the first bar that applies decides: a plain condition before the veto leaves no reason',
    grading: 'twoCuts',
    rows: [
      ['A', '95', 'plain veto', '称职 quota', 'barredInside barredInside given none'],
      ['B', '94', '', '优秀 quota'],
      ['C', '93', '', '良好 quota'],
      ['D', '92', '', '良好 quota'],
      ['E', '91', '', '称职 quota'],
    ],
  },
  {
    clause: 'steps, override',
    situation: 'an override names its rule over a kept reason',
    grading: 'twoCuts',
    rows: [
      ['A', '95', 'veto scandal', '不称职 scandal', 'barredInside given alreadyGraded replaced'],
      ['B', '94', '', '优秀 quota'],
      ['C', '93', '', '良好 quota'],
      ['D', '92', 'scandal', '不称职 scandal', 'none none given replaced'],
      ['E', '91', '', '称职 quota'],
    ],
  },
  {
    clause: 'steps, kept reason',
    situation: 'kept from the first grade and undecided at the second: the rule is the decision',
    grading: 'twoCuts',
    rows: [
      ['A', '90', '', '优秀 quota'],
      ['B', '95', 'veto', '待定 decision boundary-tie', 'barredStraddling undecided alreadyGraded none'],
      ['C', '95', 'veto', '待定 decision boundary-tie'],
      ['D', '95', 'veto', '待定 decision boundary-tie'],
      ['E', '80', '', '称职 quota'],
    ],
  },
  {
    clause: 'steps, the better side',
    situation: 'a barred row whose group takes the better side was inside at the top',
    grading: 'betterWithBars',
    rows: [
      ['A', '90', 'veto', 'B veto', 'barredInside none given'],
      ['B', '90', '', 'A quota'],
      ['C', '85', '', 'B quota'],
      ['D', '80', '', 'B quota'],
      ['E', '70', '', 'C quota'],
    ],
  },
  {
    clause: 'steps, the better side',
    situation: 'a barred row whose group takes the better side was outside at the bottom; alone in the pool its equal gets the grade',
    grading: 'betterWithBars',
    rows: [
      ['A', '90', '', 'A quota'],
      ['B', '85', '', 'B quota'],
      ['C', '80', '', 'B quota'],
      ['D', '70', 'new', 'B quota', 'none barred given'],
      ['E', '70', '', 'C quota'],
    ],
  },
  {
    clause: 'town cadres, reading 5',
    situation: 'the lowest grade stays empty where nobody is below the line, and goes to those below only',
    grading: 'lowestMayBeEmpty',
    rows: [
      ['甲:A', '90', '', '良好 quota', 'barred given'],
      ['甲:B', '70', '', '良好 quota', 'barredInside given'],
      ['乙:A', '90', '', '良好 quota'],
      ['乙:B', '69.99', '', '一般 quota', 'given alreadyGraded'],
      ['丙:A', '69', '', '良好 quota', 'none given'],
      ['丙:B', '68', '', '良好 quota'],
      ['丙:C', '60', '', '一般 quota'],
      ['丙:D', '60', '', '一般 quota'],
    ],
  },
];
