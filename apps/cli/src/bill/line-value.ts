import type { BillLine, Bilingual, Language, Scheme } from '@kaoji/engine';
import type { Messages } from '../messages/messages.ts';
import { minus, money } from '../text/number-text.ts';

/** Names of the values that are money: the result gives them in whole fen, people read yuan. */
export function moneyNames(scheme: Scheme): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { nodes } of scheme.stages) {
    for (const { name, type, show } of nodes) if (type.kind === 'number' && type.unit === 'money' && show === null) names.add(name);
  }
  return names;
}

/** What a line is worth, as people write it. */
export function lineValue(line: BillLine, moneyLines: ReadonlySet<string>, messages: Messages, language: Language): string {
  const { published } = line;
  if (line.suppressed && published === null) return messages.explain.hidden;
  if (published === null) return line.missing === null ? messages.explain.nothing : wordsIn(line.missing, language);
  if (typeof published === 'boolean') return published ? messages.explain.yes : messages.explain.no;
  if (typeof published === 'number' && moneyLines.has(line.name)) return money(published);
  return minus(String(published));
}

export function wordsIn(words: Bilingual, language: Language): string {
  return words[language];
}

/** The rounding of a line that changed its value; most published values have no more digits than are shown. */
export function roundingOf({ rounding }: BillLine): BillLine['rounding'] {
  if (rounding === null) return null;
  const fraction = rounding.before.split('.')[1] ?? '';
  return fraction.length > rounding.digits ? rounding : null;
}
