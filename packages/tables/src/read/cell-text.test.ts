import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { columnLetters, hundredfold, numberText, roundedText, shapeOfBuiltIn, shapeOfFormat } from './cell-text.ts';

describe('numbers in workbooks', () => {
  test.each([
    ['86.5', '86.5', ''],
    ['86.50', '86.5', ''],
    ['86.599999999999994', '86.6', ''],
    ['86.600000000000009', '86.60000000000001', 'inexact'],
    ['0.30000000000000004', '0.30000000000000004', 'inexact'],
    ['33.333333333333336', '33.333333333333336', 'inexact'],
    ['1E-7', '0.0000001', ''],
    ['1.5E+20', '150000000000000000000', 'cut off'],
    ['1E+3', '1000', ''],
    ['-0', '0', ''],
    ['-12.50', '-12.5', ''],
    ['123456789012345', '123456789012345', ''],
    ['1234567890123456', '1234567890123456', 'cut off'],
    ['12345678901.25', '12345678901.25', ''],
    ['1234567890123.25', '1234567890123.25', ''],
    ['99.123456', '99.123456', ''],
  ])('%s', (raw, text, flaw) => {
    const number = numberText(raw)!;
    expect([number.text, number.isCutOff ? 'cut off' : number.isInexact ? 'inexact' : '']).toEqual([text, flaw]);
  });

  test('what is no number', () => {
    for (const raw of ['', ' ', 'x', 'Infinity', '1,5', '--1']) expect(numberText(raw)).toBeNull();
  });

  test('the text means the same binary number and is the shortest that does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { text } = numberText(String(value))!;
        expect(text).toMatch(/^-?[0-9]+(?:\.[0-9]+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        const digits = (written: string): number =>
          written.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
        expect(digits(text)).toBe(digits(String(value)));
      }),
    );
  });

  test('two decimals typed by anybody come back as typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (hundredths) => {
        const typed = `${hundredths < 0 ? '-' : ''}${Math.floor(Math.abs(hundredths) / 100)}.${String(Math.abs(hundredths) % 100).padStart(2, '0')}`;
        const trimmed = typed.replace(/\.?0+$/, '').replace(/^-0$/, '0');
        // Spreadsheets store seventeen digits.
        expect(numberText(Number(typed).toPrecision(17))).toEqual({ text: trimmed, isCutOff: false, isInexact: false });
      }),
    );
  });

  test('what is suggested in place of an inexact number', () => {
    expect(roundedText('86.60000000000001')).toBe('86.6');
    expect(roundedText('33.333333333333336')).toBe('33.3333');
    expect(roundedText('12345678901.250002')).toBe('12345678901.25');
  });

  test('a hundred times', () => {
    expect(['0.865', '1', '0.5', '-0.01', '1.2345', '0', '12.3'].map(hundredfold)).toEqual([
      '86.5',
      '100',
      '50',
      '-1',
      '123.45',
      '0',
      '1230',
    ]);
  });
});

describe('number formats', () => {
  test.each([
    ['General', 'plain'],
    ['G/通用格式', 'plain'],
    ['0.00', 'plain'],
    ['#,##0.00_);[Red](#,##0.00)', 'plain'],
    ['0.00E+00', 'plain'],
    ['@', 'plain'],
    ['"第"0"名"', 'plain'],
    ['0"d"', 'plain'],
    ['0%', 'percent'],
    ['0.00%;[Red]-0.00%', 'percent'],
    ['yyyy-mm-dd', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-804]yyyy\\-mm\\-dd;@', 'date'],
    ['m/d', 'date'],
    ['mmm', 'date'],
    ['yyyy-mm-dd hh:mm', 'date'],
    ['[DBNum1][$-804]yyyy"年"m"月"', 'date'],
    ['h:mm', 'time'],
    ['[h]:mm:ss', 'time'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['mm:ss', 'time'],
    ['000000', { zeros: 6 }],
    ['00;-00', { zeros: 2 }],
    ['0', 'plain'],
  ])('%s', (format, shape) => {
    expect(shapeOfFormat(format)).toEqual(shape);
  });

  test('built-in formats', () => {
    expect([0, 1, 2, 9, 10, 14, 22, 31, 18, 46, 49, 57].map(shapeOfBuiltIn)).toEqual([
      'plain',
      'plain',
      'plain',
      'percent',
      'percent',
      'date',
      'date',
      'date',
      'time',
      'time',
      'plain',
      'date',
    ]);
  });
});

test('letters of columns', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA', 'XFD']);
});
