/** The grading sections of the bureau and of the prefecture, sentence by sentence. */
import type { StepsCase } from './gradings.cases.ts';

export const prefectureStepsCases: readonly StepsCase[] = [
  // Bureau §5
  {
    clause: 'bureau §5.1–5.3',
    situation: 'score below 60, then veto, then score below 70: the first that holds names the rule',
    grading: 'bureau',
    rows: [
      ['A', '95', '', '优秀 quota'],
      ['B', '92', 'veto', '基本称职 veto', 'none given none alreadyGraded alreadyGraded'],
      ['C', '69', 'veto', '基本称职 veto', 'none given alreadyGraded alreadyGraded alreadyGraded'],
      ['D', '69.99', '', '基本称职 hard-score', 'none none given alreadyGraded alreadyGraded'],
      ['E', '59', 'veto', '不称职 hard-score', 'given alreadyGraded alreadyGraded alreadyGraded alreadyGraded'],
    ],
  },
  {
    clause: 'bureau §5.4',
    situation: 'a graded person leaves the pool, the place passes on; below 85 is a plain condition and leaves no reason',
    grading: 'bureau',
    rows: [
      ['A', '95', 'veto', '基本称职 veto'],
      ['B', '85', '', '优秀 quota', 'none none none given alreadyGraded'],
      ['C', '84.99', '', '称职 quota', 'none none none barred given'],
      ['D', '84', '', '称职 quota'],
      ['E', '83', '', '称职 quota'],
    ],
  },
  {
    clause: 'bureau §5.4',
    situation: 'barred inside by a plain condition: the rule is still the quota',
    grading: 'bureau',
    rows: [
      ['A', '84', '', '称职 quota', 'none none none barredInside given'],
      ['B', '83', '', '称职 quota'],
      ['C', '82', '', '称职 quota'],
      ['D', '81', '', '称职 quota'],
      ['E', '80', '', '称职 quota'],
    ],
  },
  {
    clause: 'bureau §5.4',
    situation: 'missing second key: lowest of the equals',
    grading: 'bureau',
    rows: [
      ['A', '90 -', '', '称职 quota'],
      ['B', '90 0', '', '优秀 quota'],
      ['C', '80 1', '', '称职 quota'],
      ['D', '80 1', '', '称职 quota'],
      ['E', '80 1', '', '称职 quota'],
    ],
  },

  // Prefecture §2
  {
    clause: 'prefecture §2',
    situation: 'three teams: half-up gives none, the best total reaches 80, so one',
    grading: 'teams',
    rows: [
      ['A', '80', '', '一等 quota'],
      ['B', '79', '', '二等 quota'],
      ['C', '78', '', '二等 quota'],
    ],
  },
  {
    clause: 'prefecture §2',
    situation: 'three teams, the best below 80: none',
    grading: 'teams',
    rows: [
      ['A', '79.99', '', '二等 quota'],
      ['B', '79', '', '二等 quota'],
      ['C', '78', '', '二等 quota'],
    ],
  },
  {
    clause: 'prefecture §2.4',
    situation: 'the best team has the veto: the place passes on',
    grading: 'teams',
    rows: [
      ['A', '85', 'veto', '二等 veto'],
      ['B', '70', '', '一等 quota'],
      ['C', '69', 'veto', '二等 quota'],
    ],
  },

  // Prefecture §4
  {
    clause: 'prefecture §4.1–4.3',
    situation: '四等 before the mandatory rule; M persons use up places of 三等; the last of those left fill the others',
    grading: 'leaders',
    rows: [
      ['A', '90', 'mandatory', '三等 mandatory', 'none given none alreadyGraded alreadyGraded alreadyGraded'],
      ['B', '89', '', '一等 quota', 'none none none none given alreadyGraded'],
      ['C', '88', '', '二等 quota'],
      ['D', '87', '', '三等 quota', 'none none none given alreadyGraded alreadyGraded'],
      ['E', '50', '', '四等 quota', 'given none alreadyGraded alreadyGraded alreadyGraded alreadyGraded'],
    ],
  },
  {
    clause: 'prefecture §4.2',
    situation: 'mandatory is tried before the score below 60; in the last place neither is',
    grading: 'leaders',
    rows: [
      ['A', '90', '', '一等 quota'],
      ['B', '80', '', '二等 quota'],
      ['C', '59', 'mandatory', '三等 mandatory'],
      ['D', '58', '', '三等 hard-score'],
      ['E', '57', 'mandatory', '四等 quota'],
    ],
  },
  {
    clause: 'prefecture §4.3',
    situation: 'more persons graded in step 2 than places: none left, not a negative number',
    grading: 'leaders',
    rows: [
      ['A', '90', 'mandatory', '三等 mandatory'],
      ['B', '89', 'mandatory', '三等 mandatory'],
      ['C', '88', 'mandatory', '三等 mandatory'],
      ['D', '87', '', '一等 quota', 'none none none none given alreadyGraded'],
      ['E', '86', '', '四等 quota'],
    ],
  },
  {
    clause: 'prefecture §4.3',
    situation: 'undecided for the last places left',
    grading: 'leaders',
    rows: [
      ['A', '90', 'mandatory', '三等 mandatory'],
      ['B', '89', '', '一等 quota'],
      ['C', '70', '', '待定 decision boundary-tie', 'none none none undecided alreadyGraded alreadyGraded'],
      ['D', '70', '', '待定 decision boundary-tie'],
      ['E', '60', '', '四等 quota'],
    ],
  },
  {
    clause: 'prefecture §4.4, §4.5',
    situation: 'veto before the bar of the team; who has both is barred by the veto; both are passed over',
    grading: 'leaders',
    rows: [
      ['A', '95', 'team-bar veto', '二等 veto', 'none none none none barredInside given'],
      ['B', '94', 'team-bar', '二等 quota', 'none none none none barred given'],
      ['C', '93', '', '一等 quota'],
      ['D', '92', '', '三等 quota'],
      ['E', '91', '', '三等 quota'],
      ['F', '90', '', '四等 quota'],
    ],
  },
  {
    clause: 'prefecture §4.4',
    situation: 'the bar of the team as the reason',
    grading: 'leaders',
    rows: [
      ['A', '95', 'team-bar', '二等 team-bar'],
      ['B', '94', '', '一等 quota'],
      ['C', '93', '', '三等 quota'],
      ['D', '92', '', '三等 quota'],
      ['E', '91', '', '四等 quota'],
    ],
  },
  {
    clause: 'prefecture §4.1',
    situation: 'n = 1: one place of 一等 through the line of 80, none of the lower two',
    grading: 'leaders',
    rows: [['A', '80', '', '一等 quota']],
  },
  {
    clause: 'prefecture §4',
    situation: 'a ranking group of its own is not touched by its neighbour',
    grading: 'teams',
    rows: [
      ['甲:A', '59', '', '三等 hard-score'],
      ['乙:A', '90', '', '一等 quota'],
      ['乙:B', '70', '', '二等 quota'],
    ],
  },
];
