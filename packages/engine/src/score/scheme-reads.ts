import { unnamed, wordsRead, type TableRead } from '../mechanism/reads.ts';
import type { Scheme } from '../scheme/model.ts';

/** A reading of a table, with the classes (codes) about which it asks; null: whomever a row is about. */
export interface SchemeRead extends TableRead {
  readonly classes: ReadonlySet<number> | null;
}

/** Tables whose rows are read about others than the subjects of the stage: all of a category, both sides of a relation, or nobody. */
const readAboutOthers: ReadonlySet<string> = new Set(['history', 'relations', 'calendar']);

/** Everything that a scheme reads of the tables of facts. */
export function schemeReads(scheme: Scheme): readonly SchemeRead[] {
  const measures = scheme.stages.flatMap(({ nodes, classes }) =>
    nodes.flatMap(({ source }) =>
      (source.reads ?? []).map((read): SchemeRead => ({ ...read, classes: readAboutOthers.has(read.table) ? null : classes })),
    ),
  );
  const sets = [...scheme.attributes.values()].flatMap(({ relation }): SchemeRead[] =>
    relation === null ? [] : [{ table: 'relations', keys: [wordsRead('relation', relation.kinds.map(unnamed))], classes: null }],
  );
  return [...measures, ...sets];
}
