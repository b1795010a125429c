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
  same(bytesOf(base), bytesOf(exact), 'the two arithmetics differ');
  same(findingsOf(base, true), findingsOf(exact, true), 'the two arithmetics flag different rows');
}

export function orderOfRowsIsNothing(situation: Situation): void {
  const { base, written, dice } = situation;
  const again = recompute(situation, shuffledTables(written.tables, dice));
  same(bytesOf(again), bytesOf(base), 'rows in another order give another result');
  same(findingsOf(again, true), findingsOf(base, true), 'rows in another order are flagged otherwise');
}

/** The document written anew, in another layout, means the same; and compiling twice gives the same. */
export function layoutIsNothing(situation: Situation): void {
  const { base, written, dice, schemeProblems } = situation;
  const text = yamlText(written.scheme, dice.chance(20) ? null : dice);
  const compiled = compileScheme(text);
  if (!compiled.ok)
    throw new Error(`refused in another layout: ${compiled.problems.map((problem) => problemSentence(problem, 'en')).join('\n')}\n${text}`);
  const again = compute(compiled.value, factsOf(written, compiled.value, written.tables));
  same(bytesOf(again), bytesOf(base), 'another layout gives another result');
  const words = (problems: typeof schemeProblems): string => JSON.stringify(problems.map(({ code, parameters }) => [code, parameters]));
  same(words(compiled.problems), words(schemeProblems), 'another layout draws other problems');
}

export function sentencesAreWhole({ base, schemeProblems }: Situation): void {
  for (const problem of [...schemeProblems, ...base.findings]) {
    for (const language of ['zh', 'en'] as const) {
      const sentence = problemSentence(problem, language);
      holds(!/[{}]|\[\[|\]\]|undefined/.test(sentence), () => `${problem.code}: ${sentence}`);
    }
  }
}
