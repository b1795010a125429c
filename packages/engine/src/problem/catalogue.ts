import { factProblems } from '../facts/problems.ts';
import { formulaProblems } from '../formula/problems.ts';
import { formulaCheckProblems } from '../formula/check-problems.ts';
import { mechanismProblems } from '../mechanism/problems.ts';
import { schemeProblems } from '../scheme/problems.ts';
import { findingProblems } from '../score/findings.ts';
import type { Problem, ProblemCatalogue, ProblemText, Severity } from './problem.ts';

/** Every problem the engine can report, from the parts that report them. */
export const problemCatalogue: ProblemCatalogue = {
  ...schemeProblems,
  ...mechanismProblems,
  ...formulaProblems,
  ...formulaCheckProblems,
  ...factProblems,
  ...findingProblems,
};

export type Language = 'zh' | 'en';

export function problemText(code: string): ProblemText {
  const found = problemCatalogue[code];
  if (found === undefined) throw new TypeError(`no text for the problem ${code}`);
  return found;
}

export function severityOf(code: string): Severity {
  return problemText(code).severity;
}

/**
 * A sentence of a catalogue with its parameters filled in. A hint in `[[…]]` is shown only where its parameters are not
 * empty; a parameter that differs by language has an English twin, `wantedEn`.
 */
export function fillSentence(text: ProblemText, parameters: Problem['parameters'], language: Language): string {
  const value = (name: string): string => (language === 'en' ? parameters[`${name}En`] : undefined) ?? parameters[name] ?? '';
  const isGiven = (hint: string): boolean => [...hint.matchAll(/\{(\w+)\}/g)].every(([, name]) => value(name!) !== '');
  return text[language]
    .replaceAll(/( ?)\[\[([^\]]*)\]\]/g, (_, space: string, hint: string) => (isGiven(hint) ? `${space}${hint}` : endWithout(hint)))
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => value(name));
}

/** A question that ends a sentence (“, did you mean…?”) brings the mark with it; without it the sentence still ends. */
function endWithout(hint: string): string {
  if (/^，.*？$/.test(hint)) return '。';
  return /^;.*\?$/.test(hint) ? '.' : '';
}

/** The sentence of a problem, without its place. */
export function problemSentence(problem: Problem, language: Language): string {
  return fillSentence(problemText(problem.code), problem.parameters, language);
}

/** The place of a problem as people say it. */
export function problemPlace(problem: Problem, language: Language): string {
  const { place } = problem;
  if (place === null) return '';
  if (place.kind === 'document')
    return language === 'zh' ? `第${place.line}行第${place.column}列` : `line ${place.line}, column ${place.column}`;
  const row = place.row === 0 ? '' : language === 'zh' ? `第${place.row}行` : `, row ${place.row}`;
  const column = place.column === '' ? '' : language === 'zh' ? `“${place.column}”列` : `, column ${place.column}`;
  return language === 'zh' ? `《${place.source}》${row}${column}` : `${place.source}${row}${column}`;
}
