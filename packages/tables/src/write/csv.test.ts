import { tableDefinitions } from '@kaoji/engine';
import { describe, expect, test } from 'vitest';

import { readCsv } from '../read/csv.ts';
import { collected, utf8 } from '../testing/bytes.ts';
import { csvCell, csvOfRows, csvOfTable } from './csv.ts';

describe('writing CSV', () => {
  test.each([
    ['甲', '甲'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    [' a', '" a"'],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ['=1+1', "'=1+1"],
    ['+5', "'+5"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
    ['=cmd|"/c calc"!A0', '"\'=cmd|""/c calc""!A0"'],
  ])('%j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test('headers in each language', async () => {
    const source = utf8('对象,情形,日期,文号\nA,诫勉,2024-01-30,文1');
    const { table } = await readCsv(source, { table: 'vetoes', source: 'v.csv', definition: tableDefinitions.get('vetoes') });
    const written = async (headers?: 'zh' | 'en'): Promise<string> => {
      const bytes = await collected(csvOfTable(table!, { ...(headers === undefined ? {} : { headers }), hasByteOrderMark: false }));
      return new TextDecoder().decode(bytes);
    };
    expect(await written()).toBe('对象,情形,日期,文号\r\nA,诫勉,2024-01-30,文1\r\n');
    expect(await written('en')).toBe('subject,kind,date,document\r\nA,诫勉,2024-01-30,文1\r\n');
    expect(await written('zh')).toBe('对象,情形,日期,文号\r\nA,诫勉,2024-01-30,文1\r\n');
  });

  test('rows of texts, with the mark that Excel needs', async () => {
    const bytes = await collected(
      csvOfRows([
        ['行', '问题'],
        ['2', '“a”, "b"'],
      ]),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('行,问题\r\n2,"“a”, ""b"""\r\n');
  });
});
