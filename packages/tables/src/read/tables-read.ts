import type { FactTables, Problem, Result } from '@kaoji/engine';
import { problemText } from '../problem-sentence.ts';

/** What came out of files: the tables as far as they could be read, for showing and annotating, and what is wrong. */
export interface TablesRead {
  readonly tables: FactTables;
  readonly problems: readonly Problem[];
}

/** Tables that hold an error are not to be used as facts. */
export function asResult(read: TablesRead): Result<FactTables> {
  if (read.problems.some(isError)) return { ok: false, problems: read.problems };
  return { ok: true, value: read.tables, problems: read.problems };
}

export function isError(problem: Problem): boolean {
  return problemText(problem.code).severity === 'error';
}
