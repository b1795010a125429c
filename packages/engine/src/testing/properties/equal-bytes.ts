import { exactArithmetic } from '../../number/exact-arithmetic.ts';
import { problemSentence } from '../../problem/catalogue.ts';
import { compileScheme } from '../../scheme/compile.ts';
import { compute } from '../../score/compute.ts';
import { shuffledTables } from '../fact-rows.ts';
import { bytesOf, factsOf, findingsOf, holds, recompute, same, type Situation } from '../situation.ts';
import { yamlText } from '../yaml-tree.ts';

/** Ways of computing that must make no difference. */

export function bothArithmeticsAgree(situation: Situation): void {
  const { base, scheme, facts } = situation;
  const exact = compute(scheme, facts, exactArithmetic);
  same(situation, 'both arithmetics give one result', bytesOf(base), bytesOf(exact));
  same(situation, 'both arithmetics flag the same rows', findingsOf(base, true), findingsOf(exact, true));
}

export function orderOfRowsIsNothing(situation: Situation): void {
  const { base, written, dice } = situation;
  const again = recompute(situation, shuffledTables(written.tables, dice));
  same(situation, 'rows in another order give the same result', bytesOf(again), bytesOf(base));
  same(situation, 'rows in another order are flagged alike', findingsOf(again, true), findingsOf(base, true));
}

/** The document written anew, in another layout, means the same; and compiling twice gives the same. */
export function layoutIsNothing(situation: Situation): void {
  const { base, written, dice, schemeProblems } = situation;
  const text = yamlText(written.scheme, dice.chance(20) ? null : dice);
  const compiled = compileScheme(text);
  if (!compiled.ok)
    throw new Error(`refused in another layout: ${compiled.problems.map((problem) => problemSentence(problem, 'en')).join('\n')}\n${text}`);
  const again = compute(compiled.value, factsOf(written, compiled.value, written.tables));
  same(situation, 'another layout gives the same result', bytesOf(again), bytesOf(base));
  const words = (problems: typeof schemeProblems): string => JSON.stringify(problems.map(({ code, parameters }) => [code, parameters]));
  same(situation, 'another layout draws the same problems', words(compiled.problems), words(schemeProblems));
}

export function sentencesAreWhole(situation: Situation): void {
  const { base, schemeProblems } = situation;
  for (const problem of [...schemeProblems, ...base.findings]) {
    for (const language of ['zh', 'en'] as const) {
      const sentence = problemSentence(problem, language);
      holds(situation, 'a sentence is whole', !/[{}]|\[\[|\]\]|undefined/.test(sentence), () => `${problem.code}: ${sentence}`);
    }
  }
}
