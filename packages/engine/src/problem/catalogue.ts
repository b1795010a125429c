import { factProblems } from '../facts/problems.ts';
import { formulaProblems } from '../formula/problems.ts';
import { formulaCheckProblems } from '../formula/check-problems.ts';
import { schemeProblems } from '../scheme/problems.ts';
import { findingProblems } from '../score/findings.ts';
import type { Problem, ProblemCatalogue, ProblemText, Severity } from './problem.ts';

/** Every problem the engine can report, from the parts that report them. */
export const problemCatalogue: ProblemCatalogue = { ...schemeProblems, ...formulaProblems, ...formulaCheckProblems, ...factProblems, ...findingProblems };

export type Language = 'zh' | 'en';

export function problemText(code: string): ProblemText {
  const found = problemCatalogue[code];
  if (found === undefined) throw new TypeError(`no text for the problem ${code}`);
  return found;
}

export function severityOf(code: string): Severity {
  return problemText(code).severity;
}

/** The sentence of a problem, without its place. A hint in `[…]` is shown only where its parameter is not empty. */
export function problemSentence(problem: Problem, language: Language): string {
  const template = problemText(problem.code)[language];
  const value = (name: string): string => {
    const localised = language === 'en' ? problem.parameters[`${name}En`] : undefined;
    return localised ?? problem.parameters[name] ?? '';
  };
  return template
    .replaceAll(/\[\[([^\]]*)\]\]/g, (_, hint: string) => ([...hint.matchAll(/\{(\w+)\}/g)].every((match) => value(match[1]!) !== '') ? hint : ''))
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name));
}

/** The place of a problem as people say it. */
export function problemPlace(problem: Problem, language: Language): string {
  const { place } = problem;
  if (place === null) return '';
  if (place.kind === 'document') return language === 'zh' ? `第${place.line}行第${place.column}列` : `line ${place.line}, column ${place.column}`;
  const row = place.row === 0 ? '' : language === 'zh' ? `第${place.row}行` : `, row ${place.row}`;
  const column = place.column === '' ? '' : language === 'zh' ? `“${place.column}”列` : `, column ${place.column}`;
  return language === 'zh' ? `《${place.source}》${row}${column}` : `${place.source}${row}${column}`;
}
