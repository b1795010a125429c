import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Computation, Facts, FactTables, Problem, Scheme } from '@kaoji/engine';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import type { OutputOptions } from '../files/output-file.ts';
import { misused, refused } from '../refusal.ts';
import { readSchemeFile, type SchemeFile } from './scheme-file.ts';

/** A scheme that passed the check, with its text and the problems that do not refuse it. */
export interface CheckedScheme {
  readonly file: SchemeFile;
  readonly scheme: Scheme;
  readonly problems: readonly Problem[];
}

/** A scheme with facts that passed the form check. */
export interface Case extends CheckedScheme {
  readonly factsPath: string;
  /** As they were handed in. */
  readonly tables: FactTables;
  readonly facts: Facts;
  readonly factProblems: readonly Problem[];
}

export interface CaseRequest {
  readonly scheme: string;
  /** Default: the folder `facts` beside the scheme. */
  readonly facts?: string | undefined;
  /** Periods that are still open, separated by commas. */
  readonly openPeriods?: string | undefined;
  /** Where the handed-in facts go with their faults marked, should they be refused; null: nowhere. */
  readonly report: OutputOptions | null;
  /** Whether a refusal is told as JSON. */
  readonly asJson: boolean;
}

/** What a command line says about its case; refused where the report that it names cannot be written. */
export async function caseRequest({ positionals, options }: CommandLine, format: string): Promise<CaseRequest> {
  const path = options.text('report');
  const report = path === undefined ? null : { path, force: options.has('force') };
  if (report !== null) {
    if (!/\.xlsx$/i.test(report.path)) throw misused((messages) => messages.usage.reportEnding(report.path));
    await (await import('../files/output-file.ts')).checkOutput(report);
  }
  const [facts, openPeriods] = [options.text('facts'), options.text('open-periods')];
  return { scheme: positionals[0]!, facts, openPeriods, report, asJson: format === 'json' };
}

const stepCount = 3;

/** Reads and checks a scheme; refused with all its problems. */
export async function loadScheme(path: string, context: Context, asJson = false): Promise<CheckedScheme> {
  // The engine is most of what has to be loaded; the disk reads meanwhile.
  const [file, { compileScheme }] = await Promise.all([readSchemeFile(path), import('@kaoji/engine')]);
  const compiled = compileScheme(file.text);
  if (compiled.ok) return { file, scheme: compiled.value, problems: compiled.problems };
  const { schemeProblemJson, schemeReport } = await import('../report/scheme-report.ts');
  if (asJson) throw refused(() => JSON.stringify({ accepted: false, problems: compiled.problems.map(schemeProblemJson) }, null, 1));
  throw refused(() => schemeReport(file, compiled.problems, context, context.err));
}

/** Reads a scheme and its facts; refused with all problems of the one or the other. */
export async function loadCase(request: CaseRequest, context: Context): Promise<Case> {
  const [checked] = await Promise.all([loadScheme(request.scheme, context, request.asJson), import('@kaoji/tables/node')]);
  return loadFacts(checked, request, context);
}

/** Reads the facts of a scheme. */
export async function loadFacts(checked: CheckedScheme, request: CaseRequest, context: Context): Promise<Case> {
  const { file, scheme } = checked;
  const factsPath = request.facts ?? (await defaultFacts(file));
  const [{ definitionsWith, prepareSchemeFacts }, { readTablesPath }] = await Promise.all([
    import('@kaoji/engine'),
    import('@kaoji/tables/node'),
  ]);
  context.progress.step(1, stepCount, context.messages.steps.reading(factsPath));
  const { tables, problems: readProblems } = await readTablesPath(factsPath, { definitions: definitionsWith(scheme.declaredColumns) });
  const openPeriods = await openPeriodKeys(request.openPeriods, scheme, tables);
  context.progress.step(2, stepCount, context.messages.steps.checking);
  const prepared = prepareSchemeFacts(scheme, tables, { openPeriods });
  // Where nothing could be read, that everything is missing is no news.
  const factProblems = tables.size === 0 && readProblems.length > 0 ? readProblems : [...readProblems, ...prepared.problems];
  if (!prepared.ok || (await holdsError(readProblems))) {
    const { factRefusal } = await import('./fact-refusal.ts');
    throw await factRefusal({ factsPath, tables, scheme, problems: factProblems }, request, context);
  }
  return { ...checked, factsPath, tables, facts: prepared.value, factProblems };
}

/** Whoever reports nothing need not load what reports: the writers of workbooks come with it. */
async function holdsError(problems: readonly Problem[]): Promise<boolean> {
  if (problems.length === 0) return false;
  const { isError } = await import('@kaoji/tables');
  return problems.some(isError);
}

/** The result of a case. */
export async function computeCase({ scheme, facts }: Pick<Case, 'scheme' | 'facts'>, context: Context): Promise<Computation> {
  const { compute } = await import('@kaoji/engine');
  context.progress.step(3, stepCount, context.messages.steps.computing(facts.subjectCount));
  return compute(scheme, facts);
}

async function defaultFacts(file: SchemeFile): Promise<string> {
  const path = join(file.folder, 'facts');
  const found = await stat(path).catch(() => null);
  if (found === null) throw refused((messages) => messages.files.noFacts(path));
  return path;
}

/**
 * Periods as facts may write them: a list of the scheme lends both its keys and its names (Q4, 四季度). One that neither
 * the scheme nor the facts know is a slip of the hand.
 */
export async function openPeriodKeys(written: string | undefined, scheme: Scheme, tables: FactTables): Promise<ReadonlySet<string>> {
  if (written === undefined) return new Set();
  const { nearestName, tableDefinitions } = await import('@kaoji/engine');
  const known = new Set<string>();
  for (const table of tables.values()) {
    const column = tableDefinitions.get(table.name)?.periodColumn;
    if (column != null) for (const text of table.columns.get(column)?.values ?? []) if (text !== '') known.add(text);
  }
  const members = [...scheme.lists.values()].flatMap((list) => list.members);
  for (const { key, name } of members) known.add(key).add(name);
  const words = written.split(/[,，、\s]+/u).filter((word) => word !== '');
  return new Set(
    words.flatMap((word) => {
      if (!known.has(word)) throw misused((messages) => messages.usage.unknownPeriod(word, nearestName(word, known)));
      return [word, ...members.filter(({ key, name }) => key === word || name === word).flatMap(({ key, name }) => [key, name])];
    }),
  );
}
