import type { SheetCell } from '@kaoji/tables';
import type { Messages } from '../messages/messages.ts';
import type { PublishedColumn } from '../ranking/published-columns.ts';
import { money } from '../text/number-text.ts';

/** `0.00` for two decimals. */
export function numberFormat(digits: number): string {
  return digits === 0 ? '0' : `0.${'0'.repeat(digits)}`;
}

export function missingCell(word: string): SheetCell {
  return { text: word, look: 'muted', asText: true };
}

/** A published value as it goes into a column of its kind. */
export function publishedCell(
  value: string | number | boolean | null,
  { isMoney }: PublishedColumn,
  { score, explain }: Messages,
): SheetCell {
  if (value === null) return missingCell(score.missing);
  if (typeof value === 'boolean') return value ? explain.yes : explain.no;
  return isMoney ? yuanCell(value) : String(value);
}

/** Whole fen as yuan: a number a spreadsheet can add up. */
export function yuanCell(fen: string | number | boolean): string {
  return typeof fen === 'number' ? money(fen).replaceAll(',', '').replace('−', '-') : String(fen);
}
