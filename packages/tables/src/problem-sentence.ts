import { problemSentence as engineSentence, problemText as engineText, type Language, type Problem, type ProblemText } from '@kaoji/engine';
import { tableProblems, type TableProblemCode } from './problems.ts';
import { sentence } from './sentence.ts';

function isTableProblem(code: string): code is TableProblemCode {
  return Object.hasOwn(tableProblems, code);
}

/** The catalogue entry of a problem of files or of the engine. */
export function problemText(code: string): ProblemText {
  return isTableProblem(code) ? tableProblems[code] : engineText(code);
}

/** What is wrong and what to do, in one language and without the place. */
export function problemSentence(problem: Problem, language: Language): string {
  if (!isTableProblem(problem.code)) return engineSentence(problem, language);
  const { parameters } = problem;
  if (language === 'zh') return sentence(tableProblems[problem.code].zh, parameters);
  // A parameter that differs by language has an English twin: `separatorEn`.
  const english = Object.entries(parameters).map(([name, value]): [string, string] => [name, parameters[`${name}En`] ?? value]);
  return sentence(tableProblems[problem.code].en, Object.fromEntries(english));
}
