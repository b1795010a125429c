import type { AttributePlan } from '../../scheme/model.ts';
import type { StageRun } from '../../score/run.ts';

/** With whom each subject of the stage is compared; −1 where that is not known. */
export function groupsOf(run: StageRun, within: AttributePlan | 'class' | 'stage'): { readonly owner: Int32Array; readonly count: number } {
  if (within === 'class') return { owner: run.classOf, count: run.run.scheme.basicClasses.length };
  if (within === 'stage') return { owner: new Int32Array(run.population.length), count: 1 };
  const value = run.run.attribute(within, run.population);
  switch (value.kind) {
    case 'subject':
      return { owner: value.rows, count: run.run.facts.subjectCount };
    case 'word':
      return { owner: value.codes, count: value.words.length };
    case 'truth':
      return { owner: Int32Array.from(value.truth, (each) => (each > 1 ? -1 : each)), count: 2 };
    default:
      throw new TypeError('an attribute to compare within was checked for');
  }
}

/** Competition rank (1, 2, 2, 4) of each row among its owner's rows, and how many those are; 0 where there is no owner. */
export function ranksIn(
  owner: Int32Array,
  ownerCount: number,
  keys: Float64Array,
  reverse: boolean,
): { readonly rank: Int32Array; readonly count: Int32Array } {
  const sizes = new Int32Array(ownerCount);
  const rows: number[] = [];
  owner.forEach((group, row) => {
    if (group < 0) return;
    sizes[group]!++;
    rows.push(row);
  });
  const sign = reverse ? -1 : 1;
  rows.sort((a, b) => owner[a]! - owner[b]! || sign * (keys[b]! - keys[a]!) || a - b);
  const rank = new Int32Array(owner.length);
  let start = 0;
  rows.forEach((row, place) => {
    const before = rows[place - 1];
    if (before === undefined || owner[before] !== owner[row]) start = place;
    rank[row] = before !== undefined && owner[before] === owner[row] && keys[before] === keys[row] ? rank[before]! : place - start + 1;
  });
  return { rank, count: owner.map((group) => (group < 0 ? 0 : sizes[group]!)) };
}
