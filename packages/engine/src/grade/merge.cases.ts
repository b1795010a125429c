/** Small groups pooled: town cadres, reading 4 ("minimum stratum size 7 below which strata are merged"). */
export interface MergeCase {
  readonly situation: string;
  /** Ranked members of each group. */
  readonly sizes: readonly number[];
  readonly least: number;
  readonly into: number;
  readonly mapping: readonly number[];
  readonly pooled: readonly number[];
  readonly groupCount: number;
}

export const mergeCases: readonly MergeCase[] = [
  {
    situation: 'two small groups become one new group',
    sizes: [4, 3, 20],
    least: 7,
    into: 3,
    mapping: [3, 3, 2],
    pooled: [0, 1],
    groupCount: 4,
  },
  {
    situation: 'a group of exactly the least size is not small',
    sizes: [7, 6, 5],
    least: 7,
    into: 3,
    mapping: [0, 3, 3],
    pooled: [1, 2],
    groupCount: 4,
  },
  { situation: 'no group is small', sizes: [7, 8], least: 7, into: 2, mapping: [0, 1], pooled: [], groupCount: 2 },
  {
    situation: 'a pooled group that is still too small stays pooled',
    sizes: [1, 2, 20],
    least: 7,
    into: 3,
    mapping: [3, 3, 2],
    pooled: [0, 1],
    groupCount: 4,
  },
  { situation: 'one small group alone has nobody to join', sizes: [3, 20], least: 7, into: 2, mapping: [0, 1], pooled: [], groupCount: 2 },
  {
    situation: 'one small group joins a group that exists',
    sizes: [3, 20],
    least: 7,
    into: 1,
    mapping: [1, 1],
    pooled: [0, 1],
    groupCount: 2,
  },
  {
    situation: 'the joint group may itself be one of the small ones',
    sizes: [3, 2, 20],
    least: 7,
    into: 1,
    mapping: [1, 1, 2],
    pooled: [0, 1],
    groupCount: 3,
  },
  { situation: 'the joint group alone is small', sizes: [3, 20], least: 7, into: 0, mapping: [0, 1], pooled: [], groupCount: 2 },
  { situation: 'an empty group is not small', sizes: [0, 3, 4], least: 7, into: 3, mapping: [0, 3, 3], pooled: [1, 2], groupCount: 4 },
  { situation: 'all groups small', sizes: [1, 1, 1], least: 7, into: 3, mapping: [3, 3, 3], pooled: [0, 1, 2], groupCount: 4 },
  { situation: 'no groups', sizes: [], least: 7, into: 0, mapping: [], pooled: [], groupCount: 0 },
];
