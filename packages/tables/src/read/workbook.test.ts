import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';

import { collected, inPieces, joined, utf8 } from '../testing/bytes.ts';
import { linesOfAll } from '../testing/lines-of.ts';
import { writtenProblem } from '../testing/written-problem.ts';
import { rows, writtenWorkbook } from '../testing/written-workbook.ts';
import { zipped } from '../write/zip.ts';
import { badWorkbookCases } from './bad-workbooks.cases.ts';
import { workbookContentsCases } from './workbook-contents.cases.ts';
import { defaultReadLimits, modestReadLimits } from './limits.ts';
import { readWorkbook } from './workbook.ts';

const plain = { sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ['A', '甲']) }] };

describe('reading workbooks', () => {
  test.each([...workbookContentsCases, ...badWorkbookCases])('$title', async ({ book, limits, problems, tables }) => {
    const read = await readWorkbook(await writtenWorkbook(book), { source: 'f.xlsx', limits: { ...modestReadLimits, ...limits } });
    expect(read.problems.map(writtenProblem)).toEqual(problems);
    expect(tables && linesOfAll(read.tables)).toEqual(tables);
  });

  test('a workbook of another program', async () => {
    const subjects = [
      ['编号', '名称'],
      ['0007', '党建办 & “农业”'],
      ['530128199003075990', '李\n明'],
    ];
    const tasks = [
      ['对象', '指标', '任务编号', '时期', '权重', '完成率'],
      ['0007', 'i', 'T1', 'Q1', 50, 86.5],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: '考核对象', rows: subjects },
        { name: 'Tasks', rows: tasks },
      ],
    });
    const read = await readWorkbook(bytes, { source: 'f.xlsx' });
    expect(read.problems).toEqual([]);
    expect(linesOfAll(read.tables)).toEqual({
      subjects: ['subject|name', '2: 0007|党建办 & “农业”', '3: 530128199003075990|李\n明'],
      tasks: ['subject|indicator|task|period|weight|completion', '2: 0007|i|T1|Q1|50|86.5'],
    });
  });

  test('a workbook that arrives in pieces', async () => {
    const bytes = await writtenWorkbook(plain);
    const read = await readWorkbook(inPieces(bytes, 100), { source: 'f.xlsx' });
    expect(linesOfAll(read.tables)).toEqual({ subjects: ['subject|name', '2: A|甲'] });
  });

  test.each([
    ['an old or locked workbook', joined([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'xxxx'), 'f.xlsx 0 workbook-old-or-locked'],
    ['CSV under another name', utf8('编号,名称\nA,甲'), 'f.xlsx 0 workbook-not-xlsx'],
    ['an empty file', new Uint8Array(0), 'f.xlsx 0 workbook-not-xlsx'],
    ['a zip without directory', joined('PK', [3, 4], 'x'.repeat(100)), 'f.xlsx 0 workbook-broken zip'],
  ])('%s', async (_, bytes, problem) => {
    expect((await readWorkbook(bytes, { source: 'f.xlsx' })).problems.map(writtenProblem)).toEqual([problem]);
  });

  test('a workbook cut off or with a byte changed anywhere is refused or reads the same, and nothing else happens', async () => {
    const bytes = await writtenWorkbook({
      sheets: [{ name: '考核对象', xml: rows(['编号', '名称'], ...Array.from({ length: 50 }, (_, i) => [`S${i}`, `名${i}`])) }],
    });
    const whole = linesOfAll((await readWorkbook(bytes, { source: 'f.xlsx' })).tables);
    for (let at = 0; at < bytes.length; at += 13) {
      const changed = bytes.slice();
      changed[at]! ^= 0x55;
      for (const damaged of [changed, bytes.slice(0, at)]) {
        const read = await readWorkbook(damaged, { source: 'f.xlsx' });
        expect(read.problems.length === 0 ? linesOfAll(read.tables) : whole).toEqual(whole);
        for (const { code } of read.problems)
          expect(code).toMatch(/^workbook-(broken|not-xlsx|no-tables)$|^table-empty$|^workbook-sheet-unknown$/);
      }
    }
  });
});

describe('zip bombs', () => {
  /** A sheet that unpacks to fifty megabytes of well-formed rows, five hundred times its size. */
  async function bomb(): Promise<Uint8Array> {
    const sheet = 'xl/worksheets/sheet1.xml';
    const others = await writtenWorkbook({ ...plain, parts: { [sheet]: null } });
    const block = utf8('<row><c><v>1</v></c></row>'.repeat(2000));
    function* content(): Generator<Uint8Array, void, undefined> {
      yield utf8('<worksheet><sheetData><row><c t="str"><v>编号</v></c></row>');
      for (let i = 0; i < 1000; i++) yield block;
    }
    const bytes = await collected(zipped([{ name: sheet, chunks: content() }]));
    return merged(bytes, others);
  }

  /** Two zip files as one: the parts of the first, then those of the second. */
  function merged(first: Uint8Array, second: Uint8Array): Uint8Array {
    const ends = [first, second].map((bytes) => new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 22, 22));
    const directories = [first, second].map((bytes, i) =>
      bytes.slice(ends[i]!.getUint32(16, true), ends[i]!.getUint32(16, true) + ends[i]!.getUint32(12, true)),
    );
    const bodies = [first, second].map((bytes, i) => bytes.slice(0, ends[i]!.getUint32(16, true)));
    const moved = directories[1]!;
    const view = new DataView(moved.buffer);
    for (let at = 0; at < moved.length; at += 46 + view.getUint16(at + 28, true))
      view.setUint32(at + 42, view.getUint32(at + 42, true) + bodies[0]!.length, true);
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, ends[0]!.getUint16(8, true) + ends[1]!.getUint16(8, true), true);
    end.setUint16(10, end.getUint16(8, true), true);
    end.setUint32(12, directories[0]!.length + moved.length, true);
    end.setUint32(16, bodies[0]!.length + bodies[1]!.length, true);
    return joined(...bodies, ...directories, new Uint8Array(end.buffer));
  }

  test('are stopped early, with little memory', async () => {
    const bytes = await bomb();
    expect(bytes.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().arrayBuffers;
    const read = await readWorkbook(bytes, { source: 'f.xlsx', limits: { ...defaultReadLimits, rowCountMax: 100_000_000 } });
    expect(read.problems.map(writtenProblem)).toEqual([expect.stringMatching(/^考核对象 \d+ workbook-bomb xl\/worksheets\/sheet1.xml$/)]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('parts that share their bytes are refused', async () => {
    const bytes = await writtenWorkbook(plain);
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 22 + 16, true);
    // The second part of the directory now lies where the first does.
    const second = directory + 46 + view.getUint16(directory + 28, true);
    view.setUint32(second + 42, view.getUint32(directory + 42, true), true);
    expect((await readWorkbook(bytes, { source: 'f.xlsx' })).problems.map(writtenProblem)).toEqual(['f.xlsx 0 workbook-broken zip']);
  });
});
