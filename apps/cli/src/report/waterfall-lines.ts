import type { Waterfall } from '@kaoji/engine';
import { clauseText } from '../bill/clause-text.ts';
import { wordsIn } from '../bill/line-value.ts';
import { idleSteps } from '../bill/idle-steps.ts';
import type { Context } from '../context.ts';
import { minus } from '../text/number-text.ts';
import { plain } from '../text/plain.ts';
import { fitted, widthOf, wrapped } from '../text/width.ts';

interface Entry {
  /** The clause, or which of the four steps it is. */
  readonly basis: string;
  readonly text: string;
  /** Whether it made the grade what it is. */
  readonly counts: boolean;
}

/** How the grade came about: a line for the score, one for each step that decided something, one for the rest, the decision. */
export function waterfallLines(waterfall: Waterfall, { messages, language, out }: Context): readonly string[] {
  const { explain } = messages;
  const { total, rank, ranked, ties, outside, outsideClause, steps, proposal, decision } = waterfall;
  const say = (words: Parameters<typeof wordsIn>[0]): string => plain(wordsIn(words, language));
  const score = total === null ? messages.score.missing : minus(String(total));
  const idle = idleSteps(steps, language, messages);
  const entries: Entry[] = [
    { basis: explain.score, text: rank === null ? score : explain.place(score, rank, ranked!, ties.length > 0), counts: true },
    ...ties.map(({ sentence }) => ({ basis: '', text: say(sentence), counts: false })),
    ...(outside === null ? [] : [{ basis: outsideClause ?? '', text: say(outside), counts: true }]),
    ...steps
      .filter(({ effective }) => effective)
      .map(({ clause, sentence, overtaken }) => ({ basis: clause ?? '', text: say(sentence), counts: !overtaken })),
    ...(idle === '' ? [] : [{ basis: explain.idle, text: plain(idle), counts: false }]),
    {
      basis: explain.decision,
      text: decision === null ? explain.undecided(proposal ?? explain.nothing) : explain.decided({ ...decision, proposal }),
      counts: decision !== null,
    },
  ];
  const shown = entries.map(({ basis, text, counts }) => ({ basis: plain(clauseText(basis)), text: plain(text), counts }));
  const left = Math.max(...shown.map(({ basis }) => widthOf(basis))) + 2;
  return shown.flatMap(({ basis, text, counts }) =>
    wrapped(text, out.columns - left - 4).map((line, i) => {
      const whole = `  ${i === 0 && counts ? '*' : ' '} ${fitted(i === 0 ? basis : '', left, 'left')}${line}`;
      return counts ? whole : out.paint.muted(whole);
    }),
  );
}
