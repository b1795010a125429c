import { dateOfDayNumber } from '../../facts/cell-form.ts';

/** Days by their number from 1970-01-01. */
export interface WorkingCalendar {
  /** Whether it is worked, for the days that the calendar lists; any other day is what its weekday says. */
  readonly isWorked: ReadonlyMap<number, boolean>;
  /** Years of which the calendar lists a day. Every year has public holidays, so a year without a row is not known. */
  readonly years: ReadonlySet<number>;
}

/** The day that was asked for, with the days passed over on the way that somebody who counts again has to know. */
export type Count =
  | {
      readonly kind: 'counted';
      readonly day: number;
      /** Days off. */
      readonly off: readonly number[];
      /** Saturdays and Sundays that are worked, the last day included. */
      readonly madeUp: readonly number[];
    }
  | { readonly kind: 'year-unknown'; readonly year: number };

/** The working day with the given number after a day, which itself is not counted and need not be a working day. */
export function countWorkingDays(from: number, workingDays: number, { isWorked, years }: WorkingCalendar): Count {
  const off: number[] = [];
  const madeUp: number[] = [];
  let counted = 0;
  let day = from;
  while (counted < workingDays) {
    day++;
    const year = yearOfDay(day);
    if (!years.has(year)) return { kind: 'year-unknown', year };
    const isWeekend = isSaturdayOrSunday(day);
    if (isWorked.get(day) ?? !isWeekend) {
      counted++;
      if (isWeekend) madeUp.push(day);
    } else off.push(day);
  }
  return { kind: 'counted', day, off, madeUp };
}

export function yearOfDay(day: number): number {
  return Number(dateOfDayNumber(day).split('-')[0]);
}

function isSaturdayOrSunday(day: number): boolean {
  // 1970-01-01 was a Thursday; days before it have negative numbers.
  const sinceSaturday = (((day - 2) % 7) + 7) % 7;
  return sinceSaturday < 2;
}
