import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  cellFault,
  dateOfDayNumber,
  dateOfSerial,
  dayNumberOfDate,
  isCalendarDate,
  isPlainNumber,
  parseYesNo,
  serialOfDate,
} from './cell-form.ts';
import { columnOf, tableDefinitions, type ColumnDefinition, type ColumnType } from './definitions.ts';

function columnOfType(type: ColumnType, mayBeMissing = false): ColumnDefinition {
  const base = columnOf(tableDefinitions.get('tasks')!, 'title')!;
  return { ...base, type, mayBeMissing };
}

function fault(type: ColumnType, text: string, mayBeMissing = false): string {
  const found = cellFault(columnOfType(type, mayBeMissing), text);
  return found === null ? 'fine' : [found.code.replace('fact-', ''), found.parameters['repaired'] ?? ''].join(' ').trim();
}

describe('numbers', () => {
  test.each([
    ['86.5', 'fine'],
    ['-3', 'fine'],
    ['0.10', 'fine'],
    ['007', 'fine'],
    ['1,234.5', 'number-thousands 1234.5'],
    ['1，234，567', 'number-full-width 1234567'],
    ['12,34', 'number-unreadable'],
    ['1 234', 'number-spaces 1234'],
    ['86.5\u00A0', 'number-spaces 86.5'],
    ['　86.5', 'number-spaces 86.5'],
    ['８６', 'number-full-width 86'],
    ['８６％', 'number-full-width 86'],
    ['86%', 'number-percent 86'],
    ['-86.0%', 'number-percent -86.0'],
    ['1e3', 'number-scientific 1000'],
    ['1.5E-3', 'number-scientific 0.0015'],
    ['1.23456789012346E+17', 'number-scientific 123456789012346000'],
    ['-2.5e+1', 'number-scientific -25'],
    ['+5', 'number-form 5'],
    ['−5', 'number-form -5'],
    ['.5', 'number-form 0.5'],
    ['5.', 'number-form 5'],
    ["'5", 'number-form 5'],
    ['5分', 'number-unit 5'],
    ['5万元', 'number-unreadable'],
    ['--5', 'number-unreadable'],
    ['5.5.5', 'number-unreadable'],
    ['-', 'number-unreadable'],
    ['.', 'number-unreadable'],
    ['五', 'number-unreadable'],
    ['NaN', 'number-unreadable'],
    ['Infinity', 'number-unreadable'],
    ['0x10', 'number-unreadable'],
    ['123456789012345678901234567890', 'fine'],
    ['1234567890123456789012345678901', 'number-long'],
  ])('%s', (text, expected) => {
    expect(fault('decimal', text)).toBe(expected);
  });

  test.each([
    ['12', 'fine'],
    ['0', 'fine'],
    ['-1', 'number-not-whole'],
    ['1.0', 'number-not-whole'],
    ['１２', 'number-full-width 12'],
    ['一', 'number-unreadable'],
    ['1234567890123456789012345678901', 'number-long'],
  ])('count %s', (text, expected) => {
    expect(fault('count', text)).toBe(expected);
  });

  test.each([
    ['优秀', 'fine'],
    ['86', 'fine'],
    ['８６', 'number-full-width 86'],
    ['3次', 'fine'],
    ['50%', 'number-percent 50'],
    ['优秀 ', 'spaces 优秀'],
    [' 良好', 'spaces 良好'],
    ['1234567890123456789012345678901', 'number-long'],
  ])('value %s', (text, expected) => {
    expect(fault('value', text)).toBe(expected);
  });

  test('what is offered as a repair is a plain number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ 　'+−-]?[0-9０-９]{0,4}[.,．]?[0-9０-９]{0,4}(?:[%％分]|e[+-]?[0-9])?$/), (text) => {
        const repaired = cellFault(columnOfType('decimal'), text)?.parameters['repaired'] ?? '0';
        expect(isPlainNumber(repaired)).toBe(true);
        expect(cellFault(columnOfType('decimal'), repaired)).toBeNull();
      }),
    );
  });
});

describe('missing values', () => {
  test.each(['NA', '不适用', '免考', '未报送', '未到期'])('%s', (text) => {
    expect(fault('decimal', text, true)).toBe('fine');
    expect(fault('decimal', text, false)).toBe('number-unreadable');
  });

  test.each(['N/A', 'n/a', 'na', '#N/A', 'N.A.'])('%s', (text) => {
    expect(fault('decimal', text, true)).toBe('not-available-form');
  });
});

describe('dates', () => {
  test.each([
    ['2024-02-29', 'fine'],
    ['2023-02-29', 'date-invalid'],
    ['1900-02-29', 'date-invalid'],
    ['2000-02-29', 'fine'],
    ['2024-13-01', 'date-invalid'],
    ['2024-04-31', 'date-invalid'],
    ['2024-00-10', 'date-invalid'],
    ['0000-01-01', 'date-invalid'],
    ['2024-1-5', 'date-form 2024-01-05'],
    ['2024.1.5', 'date-form 2024-01-05'],
    ['2024年1月5日', 'date-form 2024-01-05'],
    ['2024/01/05 00:00:00', 'date-form 2024-01-05'],
    ['20240105', 'date-form 2024-01-05'],
    ['２０２４-０１-０５', 'date-form 2024-01-05'],
    [' 2024-01-05', 'date-form 2024-01-05'],
    ['2024/2/30', 'date-invalid'],
    ['45321', 'date-serial 2024-01-30'],
    ['1/5/2024', 'date-unreadable'],
    ['00012', 'date-unreadable'],
  ])('%s', (text, expected) => {
    expect(fault('date', text)).toBe(expected);
  });

  test('serial numbers of a spreadsheet', () => {
    expect(dateOfSerial(45321)).toBe('2024-01-30');
    expect(dateOfSerial(61)).toBe('1900-03-01');
    expect(dateOfSerial(60)).toBeNull();
    expect(dateOfSerial(45321.5)).toBeNull();
    expect(dateOfSerial(2958465)).toBe('9999-12-31');
    expect(dateOfSerial(2958466)).toBeNull();
    expect(dateOfSerial(43859, true)).toBe('2024-01-30');
    expect(serialOfDate('1900-02-28')).toBeNull();
    expect(serialOfDate('2024-02-30')).toBeNull();
  });

  test('a day number and its date lead to each other, from the first day of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumberOfDate('0001-01-01'), max: dayNumberOfDate('9999-12-31') }), (day) => {
        const date = dateOfDayNumber(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumberOfDate(date)).toBe(day);
      }),
    );
  });

  test('a serial number and its date lead to each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2958465 }), (serial) => {
        const date = dateOfSerial(serial)!;
        expect(isCalendarDate(date)).toBe(true);
        expect(serialOfDate(date)).toBe(serial);
      }),
    );
  });

  test('the day after is a day later', () => {
    const dates = Array.from({ length: 150_000 }, (_, i) => dateOfSerial(61 + i)!);
    expect(dates.filter((date, i) => !isCalendarDate(date) || (i > 0 && date <= dates[i - 1]!))).toEqual([]);
  });
});

describe('ids and texts', () => {
  test.each([
    ['id', 'O01', 'fine'],
    ['id', '农业办 二', 'fine'],
    ['id', 'O01 ', 'spaces O01'],
    ['id', '\u3000O01', 'spaces O01'],
    ['id', '\u00A0O01', 'spaces O01'],
    ['id', 'O\u200B01', 'invisible-character O01'],
    ['id', '\uFEFFO01', 'invisible-character O01'],
    ['id', 'O\u202E01', 'invisible-character O01'],
    ['id', 'O\t01', 'control-character'],
    ['id', 'O\u008501', 'control-character'],
    ['id', '\uDC00', 'broken-character'],
    ['id', '𠮷野', 'fine'],
    ['id', '__proto__', 'fine'],
    ['text', ' 两端空格 ', 'fine'],
    ['text', '第一行\r\n第二行', 'fine'],
    ['text', 'a\0b', 'control-character'],
    ['text', '\uD800', 'broken-character'],
    ['date', '\uD800', 'broken-character'],
  ] as const)('%s %j', (type, text, expected) => {
    expect(fault(type, text)).toBe(expected);
  });

  test('yes and no', () => {
    expect(['1', '是', '0', '否', 'TRUE', ''].map(parseYesNo)).toEqual([true, true, false, false, null, null]);
  });
});
