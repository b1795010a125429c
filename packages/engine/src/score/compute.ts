import type { Facts } from '../facts/facts.ts';
import type { Arithmetic } from '../number/arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import type { Problem } from '../problem/problem.ts';
import type { Scheme } from '../scheme/model.ts';
import { resultColumns, type ResultColumns } from './result-columns.ts';
import { resultDocument, type ResultDocument } from './result.ts';
import { Run, type Finding } from './run.ts';
import { flagMisplacedAttributes } from './misplaced-attributes.ts';
import { flagUnreadRows } from './unread-rows.ts';
import { flagVainDecisions } from './vain-decisions.ts';

/** A result with the run that made it, which is what explains it. */
export interface Computation {
  readonly run: Run;
  readonly result: ResultDocument;
  /** Rows that broke a rule of the scheme: kept, counting nothing. */
  readonly findings: readonly Problem[];
}

/** The same without the document, which costs more than everything before it where subjects are many. */
export interface ColumnsComputation {
  readonly columns: ResultColumns;
  readonly findings: readonly Problem[];
}

/** The result of a scheme and its facts. The same two give the same bytes, in either arithmetic. */
export function compute(scheme: Scheme, facts: Facts, arithmetic: Arithmetic = scaledArithmetic): Computation {
  const run = new Run(scheme, facts, arithmetic);
  const result = resultDocument(resultColumns(run));
  return { run, result, findings: findingsOf(run) };
}

export function computeColumns(scheme: Scheme, facts: Facts, arithmetic: Arithmetic = scaledArithmetic): ColumnsComputation {
  const run = new Run(scheme, facts, arithmetic);
  const columns = resultColumns(run);
  return { columns, findings: findingsOf(run) };
}

/** Each finding once, by table, row and code, whichever mechanism met it first; and what no mechanism meets at all. */
function findingsOf(run: Run): Problem[] {
  flagUnreadRows(run);
  flagVainDecisions(run);
  flagMisplacedAttributes(run);
  const { facts, findings } = run;
  const tables = [...facts.definitions.keys()];
  const identity = (finding: Finding): string =>
    JSON.stringify([tables.indexOf(finding.table), finding.row, finding.code, finding.column, finding.parameters]);
  const distinct = new Map(findings.map((finding) => [identity(finding), finding]));
  const sorted = [...distinct].toSorted(([a, first], [b, second]) => {
    const byTable = tables.indexOf(first.table) - tables.indexOf(second.table);
    return byTable || first.row - second.row || (a < b ? -1 : 1);
  });
  return sorted.map(([, { code, table, row, column, parameters }]) => ({ code, place: facts.place(table, row, column ?? ''), parameters }));
}
