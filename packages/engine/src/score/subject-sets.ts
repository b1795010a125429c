import { relationsInForce } from '../facts/relation-rows.ts';
import type { AttributePlan } from '../scheme/model.ts';
import type { Run } from './run.ts';
import type { Value } from './value.ts';

/** Who points to whom, as rows of the subjects table: by a column of that table, or by the rows of `relations`. */
interface Pointers {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The subjects that each of the given ones points to, or that point to it. */
export function subjectSets(run: Run, attribute: AttributePlan, subjects: Int32Array): Value {
  let sets = run.subjectSets.get(attribute);
  if (sets === undefined) run.subjectSets.set(attribute, (sets = setsOf(run, attribute)));
  const starts = new Int32Array(subjects.length + 1);
  const all: number[] = [];
  subjects.forEach((row, i) => {
    for (const member of sets.get(row) ?? []) all.push(member);
    starts[i + 1] = all.length;
  });
  return { kind: 'set', starts, members: Int32Array.from(all) };
}

/** By subject, in the order of the facts, each member once. */
function setsOf(run: Run, attribute: AttributePlan): ReadonlyMap<number, ReadonlySet<number>> {
  const { from, to } = pointersOf(run, attribute.reverses ?? attribute);
  const [owners, members] = attribute.reverses === null ? [from, to] : [to, from];
  const sets = new Map<number, Set<number>>();
  owners.forEach((owner, i) => {
    const known = sets.get(owner);
    if (known === undefined) sets.set(owner, new Set([members[i]!]));
    else known.add(members[i]!);
  });
  return sets;
}

function pointersOf(run: Run, attribute: AttributePlan): Pointers {
  const { facts, classOf } = run;
  const { relation, column, classes } = attribute;
  const [from, to] =
    relation === null
      ? [Int32Array.from({ length: facts.subjectCount }, (_, row) => row), facts.subjectRows('subjects', column!)]
      : [facts.subjectRows('relations', 'subject'), facts.subjectRows('relations', 'other')];
  const inForce = relation === null ? null : relationsInForce(facts, relation.kinds, { from: relation.at, to: relation.at });
  const rows = Array.from(from.keys()).filter((row) => {
    const [own, other] = [from[row]!, to[row]!];
    return own >= 0 && other >= 0 && inForce?.[row] !== 0 && (classes === null || classes.has(classOf[own]!));
  });
  return { from: rows.map((row) => from[row]!), to: rows.map((row) => to[row]!) };
}
