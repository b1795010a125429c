import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { defaultReadLimits } from '../read/limits.ts';
import { readWorkbook } from '../read/workbook.ts';
import { readDirectory, unpacked } from '../read/zip.ts';
import { linesOf, linesOfAll } from '../testing/lines-of.ts';
import { collected } from '../testing/bytes.ts';
import { workbookBytes, writeWorkbook, type SheetCell, type WorkbookSheet } from './xlsx.ts';

async function partOf(bytes: Uint8Array, name: string): Promise<string> {
  const part = (await readDirectory(bytes, defaultReadLimits)).get(name)!;
  return new TextDecoder().decode(await collected(unpacked(part, { byteCount: Infinity }, defaultReadLimits)));
}

const sheetXml = (sheet: Partial<WorkbookSheet>): Promise<string> =>
  workbookBytes([{ name: '结果', columns: [], rows: [], ...sheet }]).then((bytes) => partOf(bytes, 'xl/worksheets/sheet1.xml'));

describe('writing workbooks', () => {
  test('cells of each type', async () => {
    const xml = await sheetXml({
      columns: [
        { header: '编号', type: 'text' },
        { header: '得分', type: 'number', format: '0.00' },
        { header: '日期', type: 'date' },
      ],
      rows: [
        ['=1+1', '92.10', '2024-01-30'],
        ['007', '待定', '上半年'],
        ['A', '12345678901234567', null],
        ['B', { text: '95.40', asText: true }, ''],
      ],
    });
    const cells = [...xml.matchAll(/<c r="([A-Z]+[0-9]+)" s="[0-9]+"(?: t="(\w+)")?>(?:<v>|<is><t[^>]*>)([^<]*)/g)].map(
      ([, reference, type, text]) => `${reference} ${type ?? 'n'} ${text}`,
    );
    expect(cells).toEqual([
      'A1 s 0',
      'B1 s 1',
      'C1 s 2',
      'A2 s 3',
      // Written digit by digit, never through a binary number.
      'B2 n 92.10',
      'C2 n 45321',
      'A3 s 4',
      'B3 s 5',
      'C3 s 6',
      'A4 s 7',
      // More digits than a spreadsheet keeps.
      'B4 s 8',
      'A5 s 9',
      'B5 s 10',
    ]);
    expect(xml).not.toContain('<f>');
  });

  test('a frozen header, a filter, and no green corners', async () => {
    const xml = await sheetXml({ columns: [{ header: '编号', type: 'text', width: 30 }], rows: [['A']], hasFilter: true });
    for (const piece of [
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
      '<autoFilter ref="A1:A2"/>',
      'width="30"',
      'numberStoredAsText="1"',
    ]) {
      expect(xml).toContain(piece);
    }
  });

  test('drop-down lists, short ones in place and long ones in a hidden sheet', async () => {
    const levels = ['国家级', '省级', '市级'];
    const many = Array.from({ length: 60 }, (_, i) => `第${i}个科室`);
    const bytes = await workbookBytes([
      {
        name: '加减分',
        columns: [
          { header: '级别', type: 'text', choices: levels },
          { header: '对象', type: 'text', choices: many, otherChoices: 'warn', prompt: '从名册中选' },
          { header: '又', type: 'text', choices: ['甲,乙', '丙'] },
          { header: '日期', type: 'text', prompt: '写作 2024-03-18' },
        ],
        rows: [],
      },
    ]);
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('sqref="A2:A1048576"><formula1>&#34;国家级,省级,市级&#34;</formula1>');
    expect(xml).toContain(
      'errorStyle="warning" showInputMessage="1" promptTitle="对象" prompt="从名册中选" sqref="B2:B1048576"><formula1>选项!$A$2:$A$61</formula1>',
    );
    expect(xml).toContain('<formula1>选项!$B$2:$B$3</formula1>');
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain('<sheet name="选项" sheetId="2" state="hidden" r:id="rId2"/>');
    const read = await readXlsx(bytes);
    expect(read.sheets[0]?.dataValidations).toHaveLength(3);
    expect(read.sheets[1]?.rows.slice(0, 3)).toEqual([
      ['选项1', '选项2'],
      ['第0个科室', '甲,乙'],
      ['第1个科室', '丙'],
    ]);
  });

  test('looks, and rows at the place they belong to', async () => {
    const rows: readonly (readonly SheetCell[] | { readonly number: number; readonly cells: readonly SheetCell[] })[] = [
      { number: 4, cells: [{ text: 'x', look: 'problem' }] },
      { number: 9, cells: [{ text: '', look: 'warning' }] },
    ];
    const xml = await sheetXml({ columns: [{ header: '编号', type: 'text' }], rows });
    expect(xml).toMatch(/<row r="4"><c r="A4" s="[0-9]+" t="s">/);
    expect(xml).toMatch(/<row r="9"><c r="A9" s="[0-9]+"\/>/);
    await expect(sheetXml({ columns: [{ header: '编号', type: 'text' }], rows: [...rows, { number: 9, cells: ['y'] }] })).rejects.toThrow(
      'must come in order',
    );
  });

  test('equal content gives equal bytes', async () => {
    const sheets = (): readonly WorkbookSheet[] => [{ name: '结果', columns: [{ header: '编号', type: 'text' }], rows: [['A'], ['B']] }];
    expect(await workbookBytes(sheets())).toEqual(await workbookBytes(sheets()));
  });

  test('rows may come from anywhere, one at a time', async () => {
    async function* slow(): AsyncGenerator<readonly SheetCell[], void, undefined> {
      for (let i = 0; i < 3; i++) yield await Promise.resolve([`S${i}`, `名${i}`]);
    }
    const columns = [
      { header: '编号', type: 'text' },
      { header: '名称', type: 'text' },
    ] as const;
    const read = await readWorkbook(writeWorkbook([{ name: '考核对象', columns, rows: slow() }]), { source: 'f.xlsx' });
    expect(linesOfAll(read.tables)).toEqual({ subjects: ['subject|name', '2: S0|名0', '3: S1|名1', '4: S2|名2'] });
  });

  test('a failing source of rows fails the writing', async () => {
    function* failing(): Generator<readonly SheetCell[], void, undefined> {
      yield ['A'];
      throw new Error('the disk is gone');
    }
    await expect(workbookBytes([{ name: '结果', columns: [{ header: '编号', type: 'text' }], rows: failing() }])).rejects.toThrow(
      'the disk is gone',
    );
  });

  test('names that no sheet can have', async () => {
    for (const name of ['', 'a/b', '[x]', 'x'.repeat(32), "'x"])
      await expect(async () => workbookBytes([{ name, columns: [], rows: [] }])).rejects.toThrow('cannot be the name');
    await expect(async () =>
      workbookBytes([
        { name: 'A', columns: [], rows: [] },
        { name: 'a', columns: [], rows: [] },
      ]),
    ).rejects.toThrow('two sheets');
  });

  test('a sheet has no more rows than Excel', async () => {
    const rows = [{ number: 1_048_577, cells: ['A'] }];
    await expect(sheetXml({ columns: [{ header: '编号', type: 'text' }], rows })).rejects.toThrow('write it as CSV');
  });

  test('a text longer than a cell of Excel is cut where people see it', async () => {
    const bytes = await workbookBytes([{ name: '考核对象', columns: [{ header: '编号', type: 'text' }], rows: [['长'.repeat(40_000)]] }]);
    const read = await readWorkbook(bytes, { source: 'f.xlsx' });
    expect(linesOf(read.tables.get('subjects')!)[1]).toMatch(/^2: 长{32766}…$/);
  });

  test('what looks like an escape, and what needs one', async () => {
    const texts = ['_x0041_', '__x0041_', '_x005F_x0041_', '_x005f_', '_X0041_', '_xZZZZ_', 'a\r\nb', '\uD800', '\uFFFE', '\u0001'];
    const columns = [
      { header: '编号', type: 'text' },
      { header: '名称', type: 'text' },
    ] as const;
    const bytes = await workbookBytes([{ name: '考核对象', columns, rows: texts.map((text, i) => [String(i), text]) }]);
    const read = await readWorkbook(bytes, { source: 'f.xlsx' });
    expect(read.tables.get('subjects')!.columns.get('name')!.values.slice(1)).toEqual(texts);
    expect((await readXlsx(bytes)).sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual(texts);
  });

  test('whatever texts are written are read again, here and by another program', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({
        unit: fc.constantFrom('_', 'x', '0', '4', '1', '&', '<', '>', '"', '\r', '\n', '\t', ' ', '=', '\uD800', '\uFFFE', '\u0001', '甲'),
        maxLength: 9,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }), async (given) => {
        const rows = given.map(([a, b], i): readonly string[] => [`S${i}`, a, b]);
        const columns = ['编号', '名称', '类别'].map((header) => ({ header, type: 'text' }) as const);
        const bytes = await workbookBytes([{ name: '考核对象', columns, rows }]);
        const read = await readWorkbook(bytes, { source: 'f.xlsx' });
        const expected = rows.map((row, i) => `${i + 2}: ${row.join('|')}`);
        expect(linesOf(read.tables.get('subjects')!).slice(1)).toEqual(expected);
        expect(read.problems.filter(({ code }) => !code.startsWith('table-text-'))).toEqual([]);
        const other = await readXlsx(bytes);
        const otherRows = other.sheets[0]!.rows.slice(1).map((row, i) => `${i + 2}: ${[0, 1, 2].map((c) => row[c] ?? '').join('|')}`);
        expect(otherRows).toEqual(expected);
      }),
    );
  });
});
