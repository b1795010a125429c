import type { Computation, PublishedTree } from '@kaoji/engine';
import type { StageRun } from './engine-types.ts';
import { indicatorOf, outcomeOf, publishedColumns, type PublishedColumn } from './published-columns.ts';

/** What a stage without ranking publishes: a column for each value, a row for each subject. */
export interface ValueView {
  readonly columns: readonly PublishedColumn[];
  readonly rows: readonly ValueRow[];
}

interface ValueRow {
  readonly id: string;
  readonly name: string;
  /** One per column; undefined where the subject has no such value, null where it is missing. */
  readonly values: readonly (PublishedTree | undefined)[];
}

/** null where the stage publishes no value, only marks. */
export function valueView({ run, result }: Computation, stage: StageRun): ValueView | null {
  const sections = { indicator: publishedColumns(stage.plan, 'indicator'), outcome: publishedColumns(stage.plan, 'outcome') };
  const columns = [...sections.indicator, ...sections.outcome];
  if (columns.length === 0) return null;
  const rows = Array.from(stage.population, (row): ValueRow => {
    const id = run.facts.subjectIds[row]!;
    const subject = result.subjects[id]!;
    const values = [
      ...sections.indicator.map((column) => indicatorOf(subject, column)),
      ...sections.outcome.map((column) => outcomeOf(subject, column)),
    ];
    return { id, name: subject.name, values };
  });
  return { columns, rows };
}
