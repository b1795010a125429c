import {
  definitionsWith,
  noDeclaredColumns,
  prepareFacts,
  tableDefinitions,
  TextColumnBuilder,
  type DeclaredColumns,
  type FactTable,
  type FactTables,
} from '@kaoji/engine';
import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { problemSentence } from '../problem-sentence.ts';
import { readCsv } from '../read/csv.ts';
import { readWorkbook } from '../read/workbook.ts';
import { utf8 } from '../testing/bytes.ts';
import { linesOf, linesOfAll } from '../testing/lines-of.ts';
import { annotatedSheets, factSheets, problemRows, templateSheets } from './fact-sheets.ts';
import { workbookBytes } from './xlsx.ts';

async function table(name: string, text: string): Promise<FactTable> {
  const read = await readCsv(utf8(text), { table: name, source: `${name}.csv`, definition: tableDefinitions.get(name) });
  return read.table!;
}

async function tables(texts: Readonly<Record<string, string>>): Promise<FactTables> {
  const all = new Map<string, FactTable>();
  for (const [name, text] of Object.entries(texts)) all.set(name, await table(name, text));
  return all;
}

describe('facts as a workbook', () => {
  test.each(['zh', 'en'] as const)('are read again as they were, headers in %s', async (language) => {
    const facts = await tables({
      subjects: 'subject,name,coefficient\n001,=1+1,1.00\nB,李明,\n',
      tasks:
        'subject,indicator,task,period,weight,completion\n001,i,T1,Q1,50,95.40\nB,i,T1,Q1,50,NA\nB,i,T2,Q1,50,86.5\nB,i,T3,Q1,50,12345678901234567\nB,i,T4,Q1,50,８６',
      vetoes: 'subject,kind,date,document\nB,诫勉,2024-01-30,文1\nB,诫勉,2024/1/30,\nB,诫勉,45321,文3',
      journal: 'subject,date,filed\nB,2024-01-30,1\nB,2024-01-31,否',
    });
    const read = await readWorkbook(await workbookBytes(factSheets(facts, { language })), { source: 'f.xlsx' });
    expect(read.problems).toEqual([]);
    expect(linesOfAll(read.tables)).toEqual(linesOfAll(facts));
  });

  test('numbers and dates are such in the workbook, ids are text', async () => {
    const facts = await tables({ adjustments: 'subject,rule,quantity,points,date,decision\n001,2,3,1.50,2024-01-30,文1' });
    const other = await readXlsx(await workbookBytes(factSheets(facts)));
    expect(other.sheets[0]?.name).toBe('加减分');
    expect(other.sheets[0]?.rows[1]).toEqual(['001', '2', 3, '1.50', new Date('2024-01-30T00:00:00Z'), '文1']);
  });

  test('any table of any texts is read again as it was', async () => {
    const definition = tableDefinitions.get('adjustments')!;
    const keys = ['subject', 'rule', 'quantity', 'date', 'decision'];
    const text = fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer({ min: -1000, max: 1_000_000_000 }).map((n) => String(n / 100)),
      fc.constantFrom(
        'NA',
        '2024-02-29',
        '2024-02-30',
        '1900-01-01',
        '9999-12-31',
        '007',
        '1.50',
        '-0',
        '0',
        '12345678901234567890',
        '1e5',
        '+5',
        '-5',
        '=A1',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text, text, text, text), { maxLength: 6 }), async (given) => {
        const rows = given.filter((row) => row.some((cell) => cell !== ''));
        const builders = keys.map(() => new TextColumnBuilder());
        for (const row of rows) for (const [i, builder] of builders.entries()) builder.push(row[i]!);
        const facts = new Map([
          [
            definition.key,
            {
              name: definition.key,
              source: 'x',
              rowCount: rows.length,
              rowNumbers: null,
              columns: new Map(keys.map((key, i) => [key, builders[i]!.build()])),
            },
          ],
        ]);
        const read = await readWorkbook(await workbookBytes(factSheets(facts)), { source: 'f.xlsx' });
        expect(linesOfAll(read.tables)).toEqual(linesOfAll(facts));
        expect(read.problems.filter(({ code }) => !code.startsWith('table-text-'))).toEqual([]);
        // Same codes too: both readers number texts in the order in which they come.
        for (const key of keys)
          expect(read.tables.get('adjustments')!.columns.get(key)).toEqual(facts.get('adjustments')!.columns.get(key));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an annotated workbook', () => {
  const declared: DeclaredColumns = noDeclaredColumns;

  test('lists all problems in front and marks the guilty cells with their reasons', async () => {
    const facts = await tables({
      subjects: '编号,名称\nA,甲\nB,乙\n',
      tasks: '对象,指标,任务编号,时期,权重,完成率（%）,问题\nA,i,T1,Q1,50,86,\n\nX,i,T2,Q1,5O,８６,旧的\n',
    });
    const { problems } = prepareFacts(facts, declared);
    const bytes = await workbookBytes(annotatedSheets(facts, problems));
    const other = await readXlsx(bytes, { readStyles: true });
    expect(other.sheets.map(({ name }) => name)).toEqual(['问题清单', '考核对象', '任务']);
    const [list, , tasks] = other.sheets;
    expect(list!.rows.slice(1).map((row) => row.slice(0, 4))).toEqual([
      ['任务', 4, '对象', 'X'],
      ['任务', 4, '权重', '5O'],
      ['任务', 4, '完成率（%）', '８６'],
    ]);
    expect(list!.rows[3]!.slice(4)).toEqual(['错误 error', '“８６”是全角数字。请改为 86。', '"８６" is a full-width number. Write 86.']);
    expect(tasks!.rows[0]).toEqual(['对象', '指标', '任务编号', '时期', '权重', '完成率（%）', '问题']);
    // The blank row is still there, so that row 4 is row 4.
    expect(tasks!.rows[3]?.slice(0, 6)).toEqual(['X', 'i', 'T2', 'Q1', '5O', '８６']);
    expect(tasks!.rows[3]?.[6]).toBe(
      '对象：考核对象表中没有“X”。请核对编号，或把它加入考核对象表。\n权重：“5O”不是数字。请填数字，如 86.5。\n完成率（%）：“８６”是全角数字。请改为 86。',
    );
    const fillOf = (reference: string): unknown => tasks!.cells?.get(reference)?.style?.fill;
    expect(fillOf('3,5')).toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
    expect(fillOf('3,1')).not.toMatchObject({ fgColor: { rgb: 'FFC7CE' } });
  });

  test('is read again without its list and reasons', async () => {
    const facts = await tables({ subjects: '编号,名称\nA,甲\nA,乙\n' });
    const { problems } = prepareFacts(facts, declared);
    const read = await readWorkbook(await workbookBytes(annotatedSheets(facts, problems)), { source: 'f.xlsx' });
    expect(read.problems).toEqual([]);
    expect(prepareFacts(read.tables, declared).problems.map(({ code }) => code)).toEqual(['fact-subject-twice']);
    expect(
      linesOf(read.tables.get('subjects')!)
        .slice(1)
        .map((line) => line.split('|').slice(0, 2)),
    ).toEqual([
      ['2: A', '甲'],
      ['3: A', '乙'],
    ]);
  });

  test('marks a whole row where no cell is to blame, and a warning otherwise than an error', async () => {
    const facts = await tables({
      subjects: 'subject,name,unit\nA,甲,\nB,乙,A\nC,丙,农业办\n',
      service: 'subject,unit,months\nA,B,3\nA,B,4\n',
    });
    const { problems } = prepareFacts(facts, declared);
    const other = await readXlsx(await workbookBytes(annotatedSheets(facts, problems)), { readStyles: true });
    const fills = (sheet: number, row: number): readonly unknown[] =>
      [0, 1, 2].map(
        (c) =>
          (other.sheets[sheet]!.cells?.get(`${row},${c}`)?.style?.fill as { fgColor?: { rgb?: string } } | undefined)?.fgColor?.rgb ?? '',
      );
    expect(fills(1, 3)).toEqual(['', '', 'FFEB9C']);
    expect(fills(2, 2)).toEqual(['FFC7CE', 'FFC7CE', 'FFC7CE']);
  });

  test('problems as rows of texts', async () => {
    const facts = await tables({ subjects: '编号,名称\nA,甲\nA,乙\n' });
    const { problems } = prepareFacts(facts, declared, { requiredTables: ['subjects', 'tasks'] });
    expect([...problemRows(problems)]).toEqual([
      ['', '', '', '', '错误 error', '缺少“任务”表（tasks）。请补上这张表。', 'The table 任务 (tasks) is missing. Add it.'],
      [
        'subjects.csv',
        '3',
        '编号',
        'A',
        '错误 error',
        '编号“A”与第2行重复。编号不能重复。',
        'The id "A" already stands in row 2. Ids must differ.',
      ],
    ]);
    expect(problemSentence(problems[0]!, 'en')).toContain('missing');
  });
});

describe('templates', () => {
  test('hold the columns of a table, with lists where there are options', async () => {
    const definitions = definitionsWith(new Map([['tasks', [{ key: 'quality', name: '完成质量', type: 'value' }]]]));
    const choices = new Map([
      ['tasks.period', ['Q1', 'Q2']],
      ['tasks.quality', ['好', '差']],
    ]);
    const [tasks, journal] = templateSheets(['tasks', 'journal'], { definitions, choices });
    expect(tasks?.columns.map(({ header, choices: list }) => [header, list?.join('/') ?? ''])).toEqual([
      ['对象', ''],
      ['指标', ''],
      ['任务编号', ''],
      ['任务名称', ''],
      ['时期', 'Q1/Q2'],
      ['权重', ''],
      ['完成率', ''],
      ['状态', '未到期/免考/不适用/未报送'],
      ['完成质量', '好/差'],
    ]);
    expect(journal?.columns.map(({ header }) => header)).toEqual(['对象', '日期', '值班', '已填', '已阅']);
    const read = await readWorkbook(await workbookBytes([tasks!, journal!]), { source: 'f.xlsx', definitions });
    expect(read.problems).toEqual([]);
    expect([...read.tables.keys()]).toEqual(['tasks', 'journal']);
  });

  test('may hold the columns of the ledger, and English headers', () => {
    const [vetoes] = templateSheets(['vetoes'], { withRecordColumns: true, language: 'en' });
    expect(vetoes?.columns.map(({ header }) => header)).toEqual([
      'subject',
      'kind',
      'date',
      'document',
      'id',
      'corrects',
      'correction_reason',
      'authority',
      'recorded_at',
      'recorded_by',
    ]);
    expect(() => templateSheets(['veto'])).toThrow('no table of facts named veto');
  });
});
