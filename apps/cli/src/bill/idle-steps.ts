import type { Language, Waterfall } from '@kaoji/engine';
import type { Messages } from '../messages/messages.ts';
import { clauseText } from './clause-text.ts';
import { wordsIn } from './line-value.ts';

/** The steps that decided nothing about a subject, as one line: what each is about, and its clause. */
export function idleSteps(steps: Waterfall['steps'], language: Language, { explain }: Messages): string {
  const idle = steps.filter(({ effective }) => !effective);
  return idle.map(({ sentence, clause }) => explain.idleStep(wordsIn(sentence, language), clauseText(clause ?? ''))).join(explain.then);
}
