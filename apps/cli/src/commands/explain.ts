import type { BillLine, Computation, SubjectExplanation } from '@kaoji/engine';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { formatOf } from '../files/format-of.ts';
import { caseRequest, computeCase, loadCase, type Case } from '../input/case.ts';
import { findSubject } from '../input/find-subject.ts';
import { refused } from '../refusal.ts';

/** What an explanation shows of one subject. */
export interface Explained {
  readonly id: string;
  readonly explanations: readonly SubjectExplanation[];
  /** Set where one indicator was asked for: its lines, by stage, in place of the whole bill. */
  readonly chosen: readonly BillLine[] | null;
}

/** `kaoji explain`: the bill of one subject and how its grade came about. */
export async function run(line: CommandLine, context: Context): Promise<void> {
  const { options } = line;
  const format = formatOf(line, ['json', 'html']);
  const path = options.text('output');
  const output = path === undefined ? null : { path, force: options.has('force') };
  if (output !== null) await (await import('../files/output-file.ts')).checkOutput(output);
  const given = await loadCase(await caseRequest(line, format), context);
  const id = await findSubject(given.facts, options.text('subject')!);
  const computation = await computeCase(given, context);
  const { explainSubject } = await import('@kaoji/engine');
  const explanations = explainSubject(computation, id, options.has('redacted') ? 'person' : 'full');
  if (explanations.length === 0)
    throw refused((messages) => messages.explain.notAppraised(id, given.facts.cell('subjects', 'name', given.facts.subjectRowOf.get(id)!)));
  const indicator = options.text('indicator');
  const explained: Explained = { id, explanations, chosen: indicator === undefined ? null : await chosenLines(explanations, indicator) };
  context.progress.end();

  const text = await rendered(format, given, computation, explained, context);
  if (output === null) context.out.write(text);
  else {
    await (await import('../files/output-file.ts')).writeOutput(output, text);
    context.err.write(`${context.messages.files.written(output.path)}\n`);
  }
}

async function rendered(format: string, given: Case, computation: Computation, explained: Explained, context: Context): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ subject: explained.id, ...(explained.chosen === null ? { stages: explained.explanations } : { lines: explained.chosen }) }, null, 1)}\n`;
    case 'html':
      return (await import('../page/bill-page.ts')).billPage(given, computation, explained, context);
    default:
      return (await import('../report/bill-table.ts')).billTable(computation, explained, context);
  }
}

/** Lines of an indicator wherever they stand in the bill, by name, by name without its members, or by published key. */
async function chosenLines(explanations: readonly SubjectExplanation[], wanted: string): Promise<readonly BillLine[]> {
  const all = explanations.flatMap(({ total, others, outcomes }) =>
    [...(total === null ? [] : [total]), ...others, ...outcomes].flatMap(withBelow),
  );
  const name = wanted.replaceAll('(', '（').replaceAll(')', '）');
  const found = all.filter((line) => line.name === name || line.name.replace(/（.*）$/u, '') === name || line.key === wanted);
  const distinct = found.filter((line, i) => found.findIndex((other) => other.name === line.name && other.section === line.section) === i);
  if (distinct.length > 0) return distinct;
  const { nearestName } = await import('@kaoji/engine');
  const near = nearestName(name, new Set(all.map((line) => line.name)));
  throw refused((messages) => messages.explain.unknownIndicator(wanted, near));
}

function withBelow(line: BillLine): readonly BillLine[] {
  return [line, ...line.lines.flatMap(withBelow)];
}
