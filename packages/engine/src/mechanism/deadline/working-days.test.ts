import { describe, expect, test } from 'vitest';

import { dateOfDayNumber, dayNumberOfDate } from '../../facts/cell-form.ts';
import { countWorkingDays, yearOfDay, type WorkingCalendar } from './working-days.ts';

/** Days passed over by the clock of the machine, in UTC, one after the other. */
function plainCount(from: string, workingDays: number, words: ReadonlyMap<string, boolean>): string | null {
  const years = new Set([...words.keys()].map((date) => date.slice(0, 4)));
  const date = new Date(`${from}T00:00:00Z`);
  for (let left = workingDays; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    const text = date.toISOString().slice(0, 10);
    if (!years.has(text.slice(0, 4))) return null;
    const weekday = date.getUTCDay();
    if (words.get(text) ?? (weekday !== 0 && weekday !== 6)) left--;
  }
  return date.toISOString().slice(0, 10);
}

function calendarOf(words: ReadonlyMap<string, boolean>): WorkingCalendar {
  const isWorked = new Map([...words].map(([date, isWork]) => [dayNumberOfDate(date), isWork]));
  return { isWorked, years: new Set([...isWorked.keys()].map(yearOfDay)) };
}

/** The national arrangement of 2024, and New Year of 2025. */
const daysOff = [
  '2024-01-01 2024-02-10 2024-02-11 2024-02-12 2024-02-13 2024-02-14 2024-02-15 2024-02-16 2024-02-17 2024-04-04 2024-04-05',
  '2024-04-06 2024-05-01 2024-05-02 2024-05-03 2024-05-04 2024-05-05 2024-06-10 2024-09-15 2024-09-16 2024-09-17 2024-10-01',
  '2024-10-02 2024-10-03 2024-10-04 2024-10-05 2024-10-06 2024-10-07 2025-01-01',
];
const daysWorked = ['2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12'];
const arrangement: ReadonlyMap<string, boolean> = new Map(
  [daysOff, daysWorked].flatMap((lines, i) => lines.flatMap((line) => line.split(' ').map((date) => [date, i === 1] as const))),
);

describe('working days', () => {
  test('are those that the days of the machine give, from every day of two years', () => {
    const calendar = calendarOf(arrangement);
    const first = dayNumberOfDate('2023-12-25');
    for (let from = first; from <= first + 740; from++) {
      for (const workingDays of [1, 2, 3, 5, 7, 15, 20, 30, 60, 250]) {
        const date = dateOfDayNumber(from);
        const found = countWorkingDays(from, workingDays, calendar);
        const told = found.kind === 'counted' ? dateOfDayNumber(found.day) : null;
        expect(told, `${workingDays} after ${date}`).toBe(plainCount(date, workingDays, arrangement));
      }
    }
  });

  test('and days off are all the days from the first to the last', () => {
    const calendar = calendarOf(arrangement);
    const from = dayNumberOfDate('2024-01-31');
    const found = countWorkingDays(from, 60, calendar);
    if (found.kind !== 'counted') throw new Error('2024 is known');
    expect(found.day - from).toBe(60 + found.off.length);
    expect(found.off.filter((day) => calendar.isWorked.get(day) === true)).toEqual([]);
    expect(found.madeUp.map(dateOfDayNumber)).toEqual(['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28']);
  });

  test('end in the first year that is not known, also where every day is off', () => {
    const year = Array.from({ length: 366 }, (_, i) => [dateOfDayNumber(dayNumberOfDate('2024-01-01') + i), false] as const);
    expect(countWorkingDays(dayNumberOfDate('2024-05-01'), 1, calendarOf(new Map(year)))).toEqual({ kind: 'year-unknown', year: 2025 });
    expect(countWorkingDays(dayNumberOfDate('9999-12-31'), 1, calendarOf(new Map([['9999-12-30', false]])))).toEqual({
      kind: 'year-unknown',
      year: 10_000,
    });
  });
});
