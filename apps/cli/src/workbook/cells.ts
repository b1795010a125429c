import type { SheetCell, StyledCell } from '@kaoji/tables';
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
  { isMoney, node }: PublishedColumn,
  { score, explain }: Messages,
): SheetCell {
  if (value === null) return missingCell(score.missing);
  if (typeof value === 'boolean') return value ? explain.yes : explain.no;
  if (isMoney) return yuanCell(value);
  // Its own form may differ by class, so that the column has none to give.
  return typeof value === 'string' && node.show !== null ? numberCell(value) : String(value);
}

/** A number with the decimals with which it was published. */
export function numberCell(text: string): StyledCell {
  return { text, format: numberFormat(text.split('.')[1]?.length ?? 0) };
}

/** Whole fen as yuan: a number a spreadsheet can add up. */
export function yuanCell(fen: string | number | boolean): string {
  return typeof fen === 'number' ? money(fen).replaceAll(',', '').replace('−', '-') : String(fen);
}
