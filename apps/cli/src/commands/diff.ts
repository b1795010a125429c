import type { Computation } from '@kaoji/engine';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import type { LineChange } from '../diff/compare-lines.ts';
import type { ResultComparison } from '../diff/compare-results.ts';
import { caseRequest, computeCase, loadCase, loadFacts, loadScheme, type Case } from '../input/case.ts';
import { misused } from '../refusal.ts';

/** `kaoji diff`: two schemes on the same facts, or one scheme on two sets of facts. */
export async function run(line: CommandLine, context: Context): Promise<void> {
  const { positionals, options } = line;
  const [first, second = first] = positionals as [string, string?];
  const factsB = options.text('facts-b');
  if (positionals.length === 1 && factsB === undefined) throw misused((messages) => messages.usage.nothingToCompare);
  const request = await caseRequest(line, options.text('format') ?? 'table');
  const a = await loadCase(request, context);
  // Both sides take the same facts unless a second set is named; then only what was named can explain a difference.
  const requestB = { ...request, scheme: second, facts: factsB ?? a.factsPath };
  const b = await loadFacts(second === first ? a : await loadScheme(second, context, request.asJson), requestB, context);
  const [resultA, resultB] = [await computeCase(a, context), await computeCase(b, context)];
  const [{ compareResults }, { compareLines }] = await Promise.all([
    import('../diff/compare-results.ts'),
    import('../diff/compare-lines.ts'),
  ]);
  const comparison = compareResults(resultA, resultB);
  const lines = compareLines(a.file.text, b.file.text);
  context.progress.end();
  if (options.text('format') === 'json') {
    const sides = { a: sideDocument(a), b: sideDocument(b) };
    context.out.write(`${JSON.stringify({ ...sides, scheme: lines, ...comparison }, null, 1)}\n`);
    return;
  }
  const { diffTable } = await import('../report/diff-table.ts');
  context.out.write(diffTable({ a, b, resultA, resultB, comparison, lines }, context));
}

function sideDocument({ file, factsPath, scheme }: Case): unknown {
  return { scheme: file.path, facts: factsPath, id: scheme.id, title: scheme.title, year: scheme.year };
}

/** Everything the report of a comparison is made from. */
export interface Compared {
  readonly a: Case;
  readonly b: Case;
  readonly resultA: Computation;
  readonly resultB: Computation;
  readonly comparison: ResultComparison;
  readonly lines: readonly LineChange[];
}
