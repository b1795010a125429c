import { definitionsWith, type FactTables, type Problem, type Scheme } from '@kaoji/engine';
import { annotatedSheets, writeWorkbook } from '@kaoji/tables';
import type { Context } from '../context.ts';
import { writeOutput } from '../files/output-file.ts';
import { refused, type Refusal } from '../refusal.ts';
import { factReport, factReportJson } from '../report/fact-report.ts';
import type { CaseRequest } from './case.ts';

/** Facts that were handed in and cannot be used. */
export interface RefusedFacts {
  readonly factsPath: string;
  readonly tables: FactTables;
  readonly scheme: Scheme;
  readonly problems: readonly Problem[];
}

/** Why facts are refused; where a report was asked for, it is written first, with the faults marked in their cells. */
export async function factRefusal(
  { factsPath, tables, scheme, problems }: RefusedFacts,
  { report, asJson }: Pick<CaseRequest, 'report' | 'asJson'>,
  context: Context,
): Promise<Refusal> {
  if (report !== null) {
    const definitions = definitionsWith(scheme.declaredColumns);
    await writeOutput(report, writeWorkbook(annotatedSheets(tables, problems, { definitions, language: context.language })));
  }
  const written = report?.path ?? null;
  if (asJson) return refused(() => factReportJson(factsPath, problems, written));
  return refused(() => factReport(factsPath, problems, written, context, context.err));
}
