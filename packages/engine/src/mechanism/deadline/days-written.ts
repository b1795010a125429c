import { bilingual, termsWrittenMax, type Bilingual } from '../../explain/words.ts';
import { dayNumberOfDate } from '../../facts/cell-form.ts';

/**
 * Dates in order as people write them: `06-29、06-30`, three or more in a row as a span, with the year where it is not that of
 * the first date. More than anybody reads are told by their number. null: there are none.
 */
export function daysWritten(dates: readonly string[], first: string): Bilingual | null {
  if (dates.length === 0) return null;
  const short = (date: string): string => (date.slice(0, 4) === first.slice(0, 4) ? date.slice(5) : date);
  const terms = spansOf(dates).flatMap(({ from, to, length }): Bilingual[] => {
    if (length >= 3) return [bilingual(`${short(from)}至${short(to)}`, `${short(from)} to ${short(to)}`)];
    return (length === 1 ? [from] : [from, to]).map((date) => bilingual(short(date), short(date)));
  });
  if (terms.length > termsWrittenMax) return bilingual(`共${dates.length}天`, `${dates.length} in all`);
  return bilingual(terms.map(({ zh }) => zh).join('、'), terms.map(({ en }) => en).join(', '));
}

interface DaySpan {
  readonly from: string;
  readonly to: string;
  readonly length: number;
}

function spansOf(dates: readonly string[]): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const date of dates) {
    const last = spans.at(-1);
    if (last !== undefined && dayNumberOfDate(date) === dayNumberOfDate(last.to) + 1)
      spans[spans.length - 1] = { from: last.from, to: date, length: last.length + 1 };
    else spans.push({ from: date, to: date, length: 1 });
  }
  return spans;
}
