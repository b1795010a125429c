import { definitionsWith } from '../../facts/definitions.ts';
import { scaledArithmetic } from '../../number/scaled-arithmetic.ts';
import { problemSentence, severityOf } from '../../problem/catalogue.ts';
import type { CaseReport, FactsShown, ResultShown } from '../../reference/case-report.ts';
import type { Scheme } from '../../scheme/model.ts';
import type { MechanismCase } from './mechanism-case.ts';
import { runCase, shownValues, splitCsv } from './run-case.ts';

/** A case as the reference pages show it. */
export function reportCase(written: MechanismCase): CaseReport {
  const run = runCase(written, scaledArithmetic);
  const { name, worked, state, scheme } = written;
  const report = { name, worked, state, scheme };
  if (run.scheme === null) {
    const errors = run.problems.filter(({ code }) => severityOf(code) === 'error');
    const refused = errors.map((problem) => ({ zh: problemSentence(problem, 'zh'), en: problemSentence(problem, 'en') }));
    return { ...report, facts: [], results: [], refused };
  }
  const shown = shownValues(run.computation);
  const results = Object.entries(written.expect).flatMap(([subject, keys]) =>
    Object.keys(keys).map((key): ResultShown => {
      const value = shown.get(subject)?.get(key);
      return { subject, indicator: value?.name ?? '', key, text: value?.text ?? '', sentence: value?.sentence() ?? null };
    }),
  );
  return { ...report, facts: factsShown(written, run.scheme), results, refused: null };
}

function factsShown({ facts }: MechanismCase, scheme: Scheme): FactsShown[] {
  const definitions = definitionsWith(scheme.declaredColumns);
  return Object.entries(facts).map(([table, csv]) => {
    const [header = [], ...rows] = splitCsv(csv);
    const known = definitions.get(table)?.columns ?? [];
    return { table, columns: header.map((key) => ({ key, name: known.find((column) => column.key === key)?.name ?? key })), rows };
  });
}
