import { tableDefinitions } from '@kaoji/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { collected, inPieces, utf8 } from '../testing/bytes.ts';
import { linesOf } from '../testing/lines-of.ts';
import { writtenProblem } from '../testing/written-problem.ts';
import { csvOfTable } from '../write/csv.ts';
import { csvCases, smallLimits, type CsvCase } from './bad-csv.cases.ts';
import { readCsv, type CsvRead } from './csv.ts';
import type { BytesInput } from './input.ts';

function read(input: BytesInput, { table = 'tasks', limits }: Pick<CsvCase, 'table' | 'limits'> = {}): Promise<CsvRead> {
  return readCsv(input, { table, source: 'f.csv', definition: tableDefinitions.get(table), limits: { ...smallLimits, ...limits } });
}

describe('reading CSV', () => {
  test.each(csvCases)('$title', async (one) => {
    const whole = await read(one.bytes, one);
    expect(whole.problems.map(writtenProblem)).toEqual(one.problems);
    expect(one.lines && linesOf(whole.table!)).toEqual(one.lines);
  });

  // Limits on text are looked at after each piece, so the number of rows read until then depends on the pieces.
  test.each(csvCases.filter(({ title }) => title !== 'too much text'))('$title, however the bytes arrive', async (one) => {
    const whole = await read(one.bytes, one);
    for (const length of [1, 2, 3, 7, 64]) {
      const pieces = await read(inPieces(one.bytes, length), one);
      expect(pieces.problems.map(writtenProblem), `${length} bytes at a time`).toEqual(one.problems);
      expect(pieces.table === null ? null : linesOf(pieces.table)).toEqual(whole.table === null ? null : linesOf(whole.table));
    }
  });

  test('a stream of the browser', async () => {
    const stream = new Blob([utf8('subject,name\nA,甲')]).stream();
    expect(linesOf((await read(stream, { table: 'subjects' })).table!)).toEqual(['subject|name', '2: A|甲']);
  });

  test('columns keep the headers of the source', async () => {
    const { table } = await read(utf8('对象 ,指标,完成率（%）\nA,i,86'));
    expect([...table!.headers!]).toEqual([
      ['subject', '对象'],
      ['indicator', '指标'],
      ['completion', '完成率（%）'],
    ]);
  });

  test('two hundred thousand rows', async () => {
    const rowCount = 200_000;
    const lines = Array.from({ length: rowCount }, (_, i) => `r1,b${i % 700},g,S${Math.floor(i / 700)},i,${i % 101}\n`);
    const { table, problems } = await read(utf8(`round,ballot,group,subject,item,value\n${lines.join('')}`), { table: 'ballots' });
    expect(problems).toEqual([]);
    expect(table?.rowCount).toBe(rowCount);
    expect(table?.rowNumbers).toBeNull();
    expect(table?.columns.get('value')?.values).toHaveLength(102);
    expect(table?.columns.get('ballot')?.values).toHaveLength(701);
  });

  test('whatever texts are written as CSV are read again', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.string({
        unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', '+', '-', '@', '\t', ' ', '1', '.', '甲', '\u3000', '_x0041_'),
        maxLength: 6,
      }),
    );
    const rows = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), fc.integer({ min: 1, max: 40 }), async (given, hasByteOrderMark, pieceLength) => {
        const source = await read(utf8('subject,name,category\n'), { table: 'subjects' });
        const kept = given.filter(
          (row) => row.some((cell) => cell !== '') && !row.some((cell) => cell.includes('\0') || cell.includes('\uFFFD')),
        );
        const columns = new Map(
          [...source.table!.columns.keys()].map((key, i) => {
            const values = ['', ...new Set(kept.map((row) => row[i]!).filter((cell) => cell !== ''))];
            return [key, { values, codes: Int32Array.from(kept, (row) => values.indexOf(row[i]!)) }];
          }),
        );
        const table = { ...source.table!, columns, rowCount: kept.length };
        const bytes = await collected(csvOfTable(table, { hasByteOrderMark }));
        const again = await read(inPieces(bytes, pieceLength), { table: 'subjects' });
        expect(again.problems.filter(({ code }) => code !== 'table-text-suspicious')).toEqual([]);
        expect(linesOf(again.table!)).toEqual(linesOf(table));
      }),
    );
  });
});
