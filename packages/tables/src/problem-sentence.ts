import { fillSentence, problemText as engineText, type Language, type Problem, type ProblemText } from '@kaoji/engine';
import { tableProblems, type TableProblemCode } from './problems.ts';

function isTableProblem(code: string): code is TableProblemCode {
  return Object.hasOwn(tableProblems, code);
}

/** The catalogue entry of a problem of files or of the engine. */
export function problemText(code: string): ProblemText {
  return isTableProblem(code) ? tableProblems[code] : engineText(code);
}

/** What is wrong and what to do, in one language and without the place. */
export function problemSentence(problem: Problem, language: Language): string {
  return fillSentence(problemText(problem.code), problem.parameters, language);
}
