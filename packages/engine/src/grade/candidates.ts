/**
 * Candidates for review (考核对象, 末百分之几): who is not above the k-th lowest value of the group. They are a list to look
 * at; no grade follows from it (prefecture leaders, §4).
 *
 * Worked: n = 30 persons, "last 5%" made whole upwards: k = 2. Lowest values 61, 64, 64, 70: everybody at 64 or below,
 * three persons.
 *
 * At the edge: n counts everybody ranked, also who has no value (−Infinity), but a person without value is never on the
 * list; equals all belong; with fewer than k values all who have one belong; k = 0 names nobody.
 */
import { assert } from '../number/assert.ts';
import type { Rational, RoundingMode } from '../number/rational.ts';
import { places } from './quota.ts';

export interface LowestInput {
  /** Published values, high is better; −Infinity where missing. No NaN. */
  readonly keys: Float64Array;
  readonly inPopulation: Uint8Array;
  readonly group: Int32Array;
  readonly groupCount: number;
  readonly ratio: Rational;
  readonly mode: RoundingMode;
}

export interface Lowest {
  /** 1 per row on the list. */
  readonly mask: Uint8Array;
  /** k of each group. */
  readonly places: Int32Array;
  /** The value of each group that nobody on the list is above; −Infinity where the list is empty. */
  readonly line: Float64Array;
}

export function lowest({ keys, inPopulation, group, groupCount, ratio, mode }: LowestInput): Lowest {
  const rowCount = keys.length;
  assert(inPopulation.length === rowCount && group.length === rowCount, 'columns of one frame have one length');

  const isRanked = (row: number) => inPopulation[row] === 1 && group[row]! >= 0;
  const groupSize = new Int32Array(groupCount);
  const valueStart = new Int32Array(groupCount + 1);
  for (let row = 0; row < rowCount; row++) {
    if (!isRanked(row)) continue;
    assert(!Number.isNaN(keys[row]!), 'a key is a number or −Infinity');
    groupSize[group[row]!]!++;
    if (keys[row]! !== -Infinity) valueStart[group[row]! + 1]!++;
  }
  for (let code = 0; code < groupCount; code++) valueStart[code + 1]! += valueStart[code]!;

  const values = new Float64Array(valueStart[groupCount]!);
  const next = valueStart.slice();
  for (let row = 0; row < rowCount; row++) {
    if (isRanked(row) && keys[row]! !== -Infinity) values[next[group[row]!]!++] = keys[row]!;
  }

  const placesOfGroup = new Int32Array(groupCount);
  const line = new Float64Array(groupCount).fill(-Infinity);
  for (let code = 0; code < groupCount; code++) {
    const k = places({ count: groupSize[code]!, ratio, mode });
    placesOfGroup[code] = k;
    const valuesOfGroup = values.subarray(valueStart[code], valueStart[code + 1]).sort();
    if (k > 0 && valuesOfGroup.length > 0) line[code] = valuesOfGroup[Math.min(k, valuesOfGroup.length) - 1]!;
  }

  const mask = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (isRanked(row) && keys[row]! !== -Infinity && keys[row]! <= line[group[row]!]!) mask[row] = 1;
  }
  return { mask, places: placesOfGroup, line };
}
