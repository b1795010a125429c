import type { PublishedTree } from '@kaoji/engine';
import type { Messages } from '../messages/messages.ts';
import type { PublishedColumn } from '../ranking/published-columns.ts';
import { minus, money } from '../text/number-text.ts';

/** A published value as people read it; empty where the subject has none. */
export function publishedText(value: PublishedTree | undefined, { isMoney }: PublishedColumn, { score, explain }: Messages): string {
  if (value === undefined) return '';
  if (value === null) return score.missing;
  if (typeof value === 'boolean') return value ? explain.yes : explain.no;
  if (isMoney && typeof value === 'number') return money(value);
  return minus(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
