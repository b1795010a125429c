/** Candidates for review: prefecture §4 and its edges. A row is [name, group or '-' outside, value or '-' missing, on the list]. */
import type { RoundingMode } from '../number/rational.ts';

export interface CandidatesCase {
  readonly clause: string;
  readonly situation: string;
  readonly percent: number;
  readonly mode: RoundingMode;
  readonly rows: readonly (readonly [name: string, group: string, value: string, listed: boolean])[];
  /** k of each group, and the value that nobody on the list is above. */
  readonly places: readonly number[];
  readonly line: readonly string[];
}

const twentyAbove = Array.from({ length: 20 }, (_, index) => [`P${index}`, 'x', `${80 + index}`, false] as const);

export const candidatesCases: readonly CandidatesCase[] = [
  {
    clause: 'prefecture §4, last5',
    situation: 'k made whole upwards: 5% of 22 is two',
    percent: 5,
    mode: 'ceil',
    rows: [...twentyAbove, ['A', 'x', '61', true], ['B', 'x', '64', true]],
    places: [2],
    line: ['64'],
  },
  {
    clause: 'prefecture §4, last5',
    situation: 'equals at the line all belong',
    percent: 5,
    mode: 'ceil',
    rows: [...twentyAbove, ['A', 'x', '61', true], ['B', 'x', '64', true], ['C', 'x', '64', true], ['D', 'x', '64.01', false]],
    places: [2],
    line: ['64'],
  },
  {
    clause: 'prefecture §4, last2',
    situation: 'n counts who has no value, but the list leaves them out',
    percent: 50,
    mode: 'ceil',
    rows: [
      ['A', 'x', '90', false],
      ['B', 'x', '-', false],
      ['C', 'x', '70', true],
      ['D', 'x', '60', true],
    ],
    places: [2],
    line: ['70'],
  },
  {
    clause: 'prefecture §4, last2',
    situation: 'fewer values than k: the highest of them is the line, so all who have one',
    percent: 80,
    mode: 'ceil',
    rows: [
      ['A', 'x', '90', true],
      ['B', 'x', '-', false],
      ['C', 'x', '-', false],
      ['D', 'x', '60', true],
    ],
    places: [4],
    line: ['90'],
  },
  {
    clause: 'prefecture §4, last2',
    situation: 'nobody has a value',
    percent: 100,
    mode: 'ceil',
    rows: [['A', 'x', '-', false]],
    places: [1],
    line: ['-'],
  },
  {
    clause: 'prefecture §4',
    situation: 'k = 0 names nobody',
    percent: 5,
    mode: 'floor',
    rows: [['A', 'x', '10', false]],
    places: [0],
    line: ['-'],
  },
  {
    clause: 'prefecture §4',
    situation: 'a group of one, made whole upwards',
    percent: 2,
    mode: 'ceil',
    rows: [['A', 'x', '100', true]],
    places: [1],
    line: ['100'],
  },
  {
    clause: 'prefecture §4',
    situation: 'everybody equal: all',
    percent: 5,
    mode: 'ceil',
    rows: [
      ['A', 'x', '-5', true],
      ['B', 'x', '-5', true],
    ],
    places: [1],
    line: ['-5'],
  },
  {
    clause: 'prefecture §4',
    situation: 'groups on their own; who is not ranked neither counts nor belongs; a group of nobody',
    percent: 50,
    mode: 'ceil',
    rows: [
      ['A', 'x', '90', false],
      ['B', 'y', '40', true],
      ['C', '-', '10', false],
      ['D', 'x', '80', true],
      ['E', 'y', '50', false],
    ],
    places: [1, 1, 0],
    line: ['80', '40', '-'],
  },
];
