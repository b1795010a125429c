import type { StageRun } from '../../score/run.ts';

/**
 * Results of predecessors (合并更名): a subject without a result of its own takes that of the subjects that it succeeded, all
 * of which the relation names. Where several have one they must agree in what is taken; otherwise nothing is known.
 */
export function withPredecessors(
  run: StageRun,
  rowOf: Int32Array,
  kinds: readonly string[],
  rowOfId: ReadonlyMap<string, number>,
  said: (row: number) => string,
): Int32Array {
  const { facts } = run.run;
  const before = predecessors(run, kinds);
  return rowOf.map((own, subject) => {
    if (own >= 0) return own;
    const ids = before.get(facts.subjectIds[run.population[subject]!]!) ?? [];
    const rows = ids.flatMap((id) => rowOfId.get(id) ?? []);
    return new Set(rows.map(said)).size === 1 ? rows[0]! : -1;
  });
}

/** By id, since a unit that is gone is no subject any more. */
function predecessors(run: StageRun, kinds: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { facts } = run.run;
  const evidence = run.run.evidenceRows(facts.table('relations'));
  const before = new Map<string, string[]>();
  for (let row = 0; row < facts.table('relations').rowCount; row++) {
    if (evidence?.[row] === 0 || !kinds.includes(facts.cell('relations', 'relation', row))) continue;
    const id = facts.cell('relations', 'subject', row);
    before.set(id, [...(before.get(id) ?? []), facts.cell('relations', 'other', row)]);
  }
  return before;
}
