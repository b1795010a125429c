/**
 * How a grading and its situations are written down for the tests of the grade steps, and the gradings of the five worked
 * texts. A step reads as in a scheme; '<60' is asked of the published total, every other condition of the facts of a row.
 */
import type { RoundingMode } from '../number/rational.ts';

export interface CaseQuota {
  readonly percent: number;
  readonly mode: RoundingMode;
  /** At least one place where the best total of the group reaches this. */
  readonly oneFrom?: number;
  /** No place below this n. */
  readonly whenCount?: number;
}

interface CaseBar {
  readonly if: string;
  readonly rule?: string;
}

export interface CaseCut {
  readonly among?: 'all';
  /** Another number of places than the quota of the grade: those left after the grade was given. */
  readonly places?: 'quota less given';
  readonly bar?: readonly CaseBar[];
}

export type CaseStep =
  | ({ readonly first: string } & CaseCut)
  | ({ readonly last: string } & CaseCut)
  | { readonly assign: string; readonly if: string; readonly rule: string; readonly override?: true }
  | { readonly rest: string };

export interface Grading {
  readonly quota: Readonly<Record<string, CaseQuota>>;
  readonly undecided?: 'better';
  readonly steps: readonly CaseStep[];
}

/**
 * One situation. A row is [name, keys, facts, result, effects]:
 *
 * - name: `unit:name` where there is more than one ranking group.
 * - keys: the published total and the tie chain, '-' for missing.
 * - facts: what the conditions of the steps may ask for.
 * - result: grade and rule, then the flag of a boundary tie; '待定' where undecided, '—' where nothing was given.
 * - effects: what each step did with the row, where the case is about the waterfall.
 */
export interface StepsCase {
  readonly clause: string;
  readonly situation: string;
  readonly grading: keyof typeof gradings;
  /** Percent of the first quota by ranking group, null where unknown: a quota that follows the grade of the unit. */
  readonly percentByGroup?: Readonly<Record<string, number | null>>;
  readonly rows: readonly (readonly [name: string, keys: string, facts: string, result: string, effects?: string])[];
}

export const gradings = {
  townOffices: {
    quota: { 优秀: { percent: 30, mode: 'half-up' }, 一般: { percent: 10, mode: 'half-up' } },
    steps: [
      { first: '优秀', among: 'all' },
      { last: '一般', among: 'all' },
      { rest: '良好' },
      { assign: '较差', if: 'last-two', rule: 'hard-last-two', override: true },
      { assign: '较差', if: '<60', rule: 'hard-score', override: true },
    ],
  },
  townCadres: {
    quota: { 优秀: { percent: 15, mode: 'half-up' }, 一般: { percent: 5, mode: 'floor', whenCount: 7 } },
    steps: [
      { first: '优秀', among: 'all' },
      { last: '一般', among: 'all' },
      { rest: '良好' },
      { assign: '一般', if: '<60', rule: 'hard-score', override: true },
    ],
  },
  identity: {
    quota: { A: { percent: 20, mode: 'half-up' }, C: { percent: 10, mode: 'half-up' } },
    undecided: 'better',
    steps: [{ first: 'A', among: 'all' }, { last: 'C', among: 'all' }, { rest: 'B' }],
  },
  countyUnits: {
    quota: { 优秀: { percent: 30, mode: 'floor' }, 一般: { percent: 10, mode: 'half-up' } },
    steps: [
      { assign: '较差', if: '<60', rule: 'hard-score' },
      { last: '一般', among: 'all' },
      {
        first: '优秀',
        bar: [
          { if: 'veto', rule: 'veto' },
          { if: '<80', rule: 'eligibility' },
        ],
      },
      { rest: '良好' },
    ],
  },
  countyStaff: {
    quota: { 优秀: { percent: 25, mode: 'floor' } },
    steps: [
      { assign: '不称职', if: '<50', rule: 'hard-score' },
      { assign: '基本称职', if: '<60', rule: 'hard-score' },
      {
        first: '优秀',
        bar: [
          { if: 'veto', rule: 'veto' },
          { if: '<85', rule: 'eligibility' },
        ],
      },
      { rest: '称职' },
    ],
  },
  bureau: {
    quota: { 优秀: { percent: 20, mode: 'floor' } },
    steps: [
      { assign: '不称职', if: '<60', rule: 'hard-score' },
      { assign: '基本称职', if: 'veto', rule: 'veto' },
      { assign: '基本称职', if: '<70', rule: 'hard-score' },
      { first: '优秀', bar: [{ if: '<85' }] },
      { rest: '称职' },
    ],
  },
  teams: {
    quota: { 一等: { percent: 15, mode: 'half-up', oneFrom: 80 }, 三等: { percent: 5, mode: 'half-up' } },
    steps: [
      { assign: '三等', if: '<60', rule: 'hard-score' },
      { last: '三等', among: 'all' },
      { first: '一等', bar: [{ if: 'veto', rule: 'veto' }] },
      { rest: '二等' },
    ],
  },
  leaders: {
    // The text has 15:80:4:1; the lower two are widened here so that a handful of rows can show every sentence.
    quota: {
      一等: { percent: 15, mode: 'half-up', oneFrom: 80 },
      三等: { percent: 40, mode: 'half-up' },
      四等: { percent: 10, mode: 'half-up' },
    },
    steps: [
      { last: '四等', among: 'all' },
      { assign: '三等', if: 'mandatory', rule: 'mandatory' },
      { assign: '三等', if: '<60', rule: 'hard-score' },
      { last: '三等', places: 'quota less given' },
      {
        first: '一等',
        bar: [
          { if: 'veto', rule: 'veto' },
          { if: 'team-bar', rule: 'team-bar' },
        ],
      },
      { rest: '二等' },
    ],
  },
  /** Everybody in the pool, with a bar: not in the five texts. */
  barredAmongAll: {
    quota: { 优秀: { percent: 30, mode: 'half-up' } },
    steps: [
      { assign: '较差', if: 'poor', rule: 'hard' },
      { first: '优秀', among: 'all', bar: [{ if: 'veto', rule: 'veto' }] },
      { assign: '较差', if: 'late', rule: 'late' },
      { rest: '良好' },
    ],
  },
  /** Two bars after each other, one of them without a rule, and the better side at both ends. */
  twoCuts: {
    quota: { 优秀: { percent: 20, mode: 'floor' }, 良好: { percent: 40, mode: 'floor' } },
    steps: [
      { first: '优秀', bar: [{ if: 'plain' }, { if: 'veto', rule: 'veto' }] },
      { first: '良好', bar: [{ if: 'absent', rule: 'absent' }, { if: 'plain' }] },
      { rest: '称职' },
      { assign: '不称职', if: 'scandal', rule: 'scandal', override: true },
    ],
  },
  betterWithBars: {
    quota: { A: { percent: 20, mode: 'half-up' }, C: { percent: 20, mode: 'half-up' } },
    undecided: 'better',
    steps: [{ first: 'A', bar: [{ if: 'veto', rule: 'veto' }] }, { last: 'C', bar: [{ if: 'new', rule: 'new' }] }, { rest: 'B' }],
  },
  /** The lowest grade may stay empty if nobody is below a line (town cadres, reading 5). */
  lowestMayBeEmpty: {
    quota: { 一般: { percent: 50, mode: 'floor' } },
    steps: [{ last: '一般', bar: [{ if: '≥70' }] }, { rest: '良好' }],
  },
} as const satisfies Record<string, Grading>;
