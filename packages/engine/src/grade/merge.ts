/**
 * Small ranking groups ranked together (小层次合并): with few members a ratio grade rounds to nothing, so groups below a
 * minimum size are pooled. Source: town cadres, reading 4 of the ratios 15/80/5 ("minimum stratum size 7 below which
 * strata are merged or lowest = 0").
 *
 * Worked: groups of 4, 3 and 20 with a minimum of 7: the first two become one group of 7, the third stays.
 *
 * At the edge: a pooled group that is still too small stays pooled and small, larger groups are not drawn in; one small
 * group alone has nobody to join and keeps its name, unless the joint group is one that exists; a group in which nobody
 * is ranked is not small but empty, and is left as it is.
 */
import { assert } from '../number/assert.ts';

export interface MergeInput {
  readonly group: Int32Array;
  readonly groupCount: number;
  readonly inPopulation: Uint8Array;
  /** Groups with fewer ranked members than this are pooled. */
  readonly least: number;
  /** Code of the joint group: an existing group, or `groupCount` for a new one. */
  readonly into: number;
}

export interface MergedGroups {
  /** New ranking group of each row; rows outside the population move with their group. */
  readonly group: Int32Array;
  /** One more than before if a new joint group came to be. Groups that were emptied keep their codes, with nobody in them. */
  readonly groupCount: number;
  /** New code of each old group. */
  readonly mapping: Int32Array;
  /** Old codes that make up the joint group, ascending; empty if nothing was pooled. */
  readonly pooled: readonly number[];
}

export function mergeSmallGroups({ group, groupCount, inPopulation, least, into }: MergeInput): MergedGroups {
  assert(inPopulation.length === group.length, 'columns of one frame have one length');
  assert(Number.isInteger(into) && into >= 0 && into <= groupCount, 'the joint group exists or is the next new one');
  const size = new Int32Array(groupCount);
  for (let row = 0; row < group.length; row++) {
    if (inPopulation[row] === 1 && group[row]! >= 0) size[group[row]!]!++;
  }
  const joins = (code: number) => code === into || (size[code]! > 0 && size[code]! < least);
  const candidates = Array.from(size.keys()).filter(joins);
  const pooled = candidates.length > 1 ? candidates : [];

  const mapping = Int32Array.from(size.keys());
  for (const code of pooled) mapping[code] = into;
  return {
    group: group.map((code) => (code < 0 ? code : mapping[code]!)),
    groupCount: pooled.length > 0 && into === groupCount ? groupCount + 1 : groupCount,
    mapping,
    pooled,
  };
}
