import { serialOfDate } from '../../facts/cell-form.ts';
import type { Facts } from '../../facts/facts.ts';
import { overlap, type Span } from '../../facts/relation-rows.ts';

/** Months or days of a span in which a row of `relations` holds. A month counts if the row holds on one day of it. */
export function timeInForce(facts: Facts, row: number, span: Span, unit: 'months' | 'days', monthDay: number): number {
  const part = overlap(facts, row, span);
  if (part === null) return 0;
  return unit === 'days' ? serialOfDate(part.to)! - serialOfDate(part.from)! + 1 : monthsIn(part, monthDay);
}

function monthsIn({ from, to }: Span, monthDay: number): number {
  const day = String(monthDay).padStart(2, '0');
  let count = 0;
  let year = Number(from.slice(0, 4));
  let month = Number(from.slice(5, 7));
  for (;;) {
    const date = `${year}-${String(month).padStart(2, '0')}-${day}`;
    if (date > to) return count;
    if (date >= from) count++;
    month = (month % 12) + 1;
    if (month === 1) year++;
  }
}
