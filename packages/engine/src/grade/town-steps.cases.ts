/** The grading sections of the two town texts, sentence by sentence. */
import type { StepsCase } from './gradings.cases.ts';

export const townStepsCases: readonly StepsCase[] = [
  // Town offices §5
  {
    clause: 'town offices §5.1–5.3',
    situation: 'first places 优秀, last places 一般, the rest 良好; n = 10: 3, 1, 6',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota', 'given alreadyGraded alreadyGraded none none'],
      ['B', '98', '', '优秀 quota'],
      ['C', '97', '', '优秀 quota'],
      ['D', '96', '', '良好 quota', 'none none given none none'],
      ['E', '95', '', '良好 quota'],
      ['F', '94', '', '良好 quota'],
      ['G', '93', '', '良好 quota'],
      ['H', '92', '', '良好 quota'],
      ['I', '91', '', '良好 quota'],
      ['J', '90', '', '一般 quota', 'none given alreadyGraded none none'],
    ],
  },
  {
    clause: 'town offices §5.2',
    situation: 'equal totals on the border, told apart by the fourth quarter: nobody is undecided',
    grading: 'townOffices',
    rows: [
      ['党建办', '95.21 87.75', '', '良好 quota'],
      ['纪委监委', '95.21 88.50', '', '优秀 quota'],
      ['C', '90 80', '', '良好 quota'],
      ['D', '80 80', '', '良好 quota'],
    ],
  },
  {
    clause: 'town offices §5.3',
    situation: 'a group that straddles the first places is undecided as a whole, and its free place goes to nobody',
    grading: 'townOffices',
    rows: [
      ['A', '99 1', '', '优秀 quota'],
      ['B', '95 1', '', '待定 decision boundary-tie', 'undecided alreadyGraded alreadyGraded none none'],
      ['C', '95 1', '', '待定 decision boundary-tie'],
      ['D', '94 1', '', '良好 quota', 'none none given none none'],
      ['E', '93 1', '', '良好 quota'],
      ['F', '70 1', '', '一般 quota'],
    ],
  },
  {
    clause: 'town offices §5.3',
    situation: 'the last places from the other end: two equals for one place are undecided',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '98', '', '优秀 quota'],
      ['C', '95', '', '良好 quota'],
      ['D', '70', '', '待定 decision boundary-tie', 'none undecided alreadyGraded none none'],
      ['E', '70', '', '待定 decision boundary-tie'],
    ],
  },
  {
    clause: 'town offices §5.3',
    situation: 'everybody equal: the first cut leaves all undecided, the last finds nobody without a grade',
    grading: 'townOffices',
    rows: [
      ['A', '80', '', '待定 decision boundary-tie', 'undecided alreadyGraded alreadyGraded none none'],
      ['B', '80', '', '待定 decision boundary-tie'],
      ['C', '80', '', '待定 decision boundary-tie'],
      ['D', '80', '', '待定 decision boundary-tie'],
      ['E', '80', '', '待定 decision boundary-tie'],
    ],
  },
  {
    clause: 'town offices §5.1',
    situation: 'n = 1: 30% and 10% of one are no place, so 良好',
    grading: 'townOffices',
    rows: [['A', '99', '', '良好 quota', 'none none given none none']],
  },
  {
    clause: 'town offices §5.4',
    situation: 'a total below 60 is 较差 over a quota grade, 60.00 is not below, and no place is refilled',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '60', '', '优秀 quota'],
      ['C', '59.99', '', '较差 hard-score', 'none none given none replaced'],
      ['D', '50', '', '较差 hard-score'],
      ['E', '40', '', '较差 hard-score', 'none given alreadyGraded none replaced'],
    ],
  },
  {
    clause: 'town offices §5.4',
    situation: 'an override takes 优秀 away, and the place that becomes free is not given to anybody else',
    grading: 'townOffices',
    rows: [
      ['A', '99', 'last-two', '较差 hard-last-two', 'given alreadyGraded alreadyGraded replaced none'],
      ['B', '98', '', '良好 quota'],
      ['C', '97', '', '良好 quota'],
    ],
  },
  {
    clause: 'town offices §5.4',
    situation: 'if both hard rules apply the rule named is the score',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '55', 'last-two', '较差 hard-score', 'none none given replaced replaced'],
    ],
  },
  {
    clause: 'town offices §5.4',
    situation: 'a hard rule settles the undecided and takes the flag of the tie away; the other one of the tie stays undecided',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '98', '', '优秀 quota'],
      ['C', '95', '', '良好 quota'],
      ['D', '70', 'last-two', '较差 hard-last-two', 'none undecided alreadyGraded settled none'],
      ['E', '70', '', '待定 decision boundary-tie'],
    ],
  },
  {
    clause: 'town offices §5.4',
    situation: 'both hard rules on an undecided office: settled by the first, replaced by the second',
    grading: 'townOffices',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '98', '', '优秀 quota'],
      ['C', '95', '', '良好 quota'],
      ['D', '50', 'last-two', '较差 hard-score', 'none undecided alreadyGraded settled replaced'],
      ['E', '50', 'last-two', '较差 hard-score'],
    ],
  },

  // Town cadres §6
  {
    clause: 'town cadres §6',
    situation: 'no 一般 below seven ranked persons',
    grading: 'townCadres',
    rows: [
      ['A', '99', '', '优秀 quota'],
      ['B', '98', '', '良好 quota'],
      ['C', '97', '', '良好 quota'],
      ['D', '96', '', '良好 quota'],
      ['E', '95', '', '良好 quota'],
      ['F', '94', '', '良好 quota'],
    ],
  },
  {
    clause: 'town cadres §6',
    situation: 'below 60 is 一般 by the hard rule, also where the quota gave 优秀; places are counted over all n and nothing is refilled',
    grading: 'townCadres',
    rows: [
      ['A', '59', '', '一般 hard-score', 'given alreadyGraded alreadyGraded replaced'],
      ['B', '58', '', '一般 hard-score'],
      ['C', '57', '', '一般 hard-score'],
      ['D', '56', '', '一般 hard-score'],
    ],
  },
  {
    clause: 'town cadres §6',
    situation: '一般 by quota and by the score: the rule named is the hard one',
    grading: 'townCadres',
    rows: [
      ...Array.from({ length: 19 }, (_, index) => [`P${index}`, `${99 - index}`, '', index < 3 ? '优秀 quota' : '良好 quota'] as const),
      ['Z', '50', '', '一般 hard-score', 'none given alreadyGraded replaced'],
    ],
  },

  // Town cadres §5, identity grade
  {
    clause: 'town cadres §5',
    situation: 'A from the a-th highest value on, C below the (n−c)-th: equals on a border take the better grade',
    grading: 'identity',
    rows: [
      ['A', '95', '', 'A quota'],
      ['B', '90', '', 'A quota', 'given alreadyGraded alreadyGraded'],
      ['C', '90', '', 'A quota', 'given alreadyGraded alreadyGraded'],
      ['D', '88', '', 'B quota'],
      ['E', '87', '', 'B quota'],
      ['F', '86', '', 'B quota'],
      ['G', '85', '', 'B quota'],
      ['H', '84', '', 'B quota'],
      ['I', '60', '', 'B quota', 'none none given'],
      ['J', '60', '', 'B quota', 'none none given'],
    ],
  },
  {
    clause: 'town cadres §5',
    situation: 'nobody A if a = 0; n = 2',
    grading: 'identity',
    rows: [
      ['A', '95', '', 'B quota'],
      ['B', '60', '', 'B quota'],
    ],
  },
  {
    clause: 'town cadres §5',
    situation: 'everybody equal: all A, and the last place finds all of them graded',
    grading: 'identity',
    rows: [
      ['A', '80', '', 'A quota', 'given alreadyGraded alreadyGraded'],
      ['B', '80', '', 'A quota'],
      ['C', '80', '', 'A quota'],
      ['D', '80', '', 'A quota'],
      ['E', '80', '', 'A quota'],
    ],
  },
  {
    clause: 'town cadres §5',
    situation: 'the last place falls to one person alone',
    grading: 'identity',
    rows: [
      ['A', '95', '', 'A quota'],
      ['B', '90', '', 'B quota'],
      ['C', '88', '', 'B quota'],
      ['D', '87', '', 'B quota'],
      ['E', '60', '', 'C quota', 'none given alreadyGraded'],
    ],
  },
];
