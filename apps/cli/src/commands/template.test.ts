import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { compileScheme, definitionsWith, type FactTable } from '@kaoji/engine';
import { readWorkbook, workbookBytes, type SheetCell, type WorkbookSheet } from '@kaoji/tables';
import { readFactsFolder } from '@kaoji/tables/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { templateWorkbook } from '../template/template-workbook.ts';
import { zh } from '../messages/zh.ts';
import { noProgress } from '../progress.ts';
import { streamOf } from '../stream.ts';
import { readSheets } from '../testing/read-sheets.ts';
import { runKaoji, schemeNames, schemesFolder, temporaryFolder } from '../testing/run-program.ts';
import { smallScheme, writeSmallCase } from '../testing/small-case.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const stream = streamOf({ write: () => true }, {});
const context = { language: 'zh', messages: zh, out: stream, err: stream, progress: noProgress } as const;

test('only the tables and columns that the scheme reads, with their words to choose from', async () => {
  writeSmallCase(folder.path);
  const output = join(folder.path, 'forms.xlsx');
  expect(await runKaoji(['template', folder.path, '-o', output])).toMatchObject({ code: 0, out: '' });
  const { names, rows, xml } = await readSheets(output);
  expect(names).toEqual(['填写说明', '考核对象', '任务', '测评票', '加减分', '审定']);
  expect(rows.get('审定')).toEqual([['对象', '阶段', '等次', '理由', '文号', '日期']]);
  expect(rows.get('考核对象')).toEqual([['编号', '名称', '类型', '类别']]);
  expect(rows.get('任务')).toEqual([['对象', '指标', '任务编号', '任务名称', '时期', '权重', '完成率', '状态']]);
  expect(rows.get('加减分')).toEqual([['对象', '规则', '事项', '级别', '数量', '分值', '日期', '决定']]);
  for (const list of ['上半年,下半年', '领导,群众', '好,中,差', '省级,市级', '人员', '考核', '优秀,良好,较差'])
    expect(xml).toContain(`&#34;${list}&#34;`);
  expect(rows.get('填写说明')!.flat().join('\n')).toContain('上半年（H1）、下半年（H2）');
});

test.each(['zh', 'en'])('an empty workbook is read without a fault in its form (%s)', async (language) => {
  const output = join(folder.path, 'forms.xlsx');
  await runKaoji(['template', join(schemesFolder, 'county-annual'), '-o', output, '--lang', language]);
  const { tables, problems } = await readWorkbook(readFileSync(output), { source: 'forms.xlsx' });
  expect(problems.map(({ code }) => code)).toEqual([]);
  expect([...tables.keys()]).toEqual(
    expect.arrayContaining(['subjects', 'scores', 'targets', 'ballots', 'adjustments', 'vetoes', 'history', 'service']),
  );
});

/** Puts the rows of handed-in facts under the headers of an empty sheet. */
function filled(sheet: WorkbookSheet, table: FactTable, headers: ReadonlyMap<string, string>): WorkbookSheet {
  const keys = sheet.columns.map(({ header }) => headers.get(header)!);
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    keys.map((key): SheetCell => {
      const column = table.columns.get(key);
      return column === undefined ? '' : { text: column.values[column.codes[row]!]!, asText: true };
    }),
  );
  return { ...sheet, rows };
}

test.each(schemeNames)('%s: the workbook, filled in with the facts of the example, gives the published result', async (name) => {
  const text = readFileSync(join(schemesFolder, name, 'scheme.yaml'), 'utf8');
  const compiled = compileScheme(text);
  const facts = await readFactsFolder(join(schemesFolder, name, 'facts'));
  if (!compiled.ok || !facts.ok) throw new Error('the examples are right');
  const definitions = definitionsWith(compiled.value.declaredColumns);
  const sheets = templateWorkbook(text, compiled.value, context).map((sheet) => {
    const definition = [...definitions.values()].find((each) => each.name === sheet.name);
    const table = definition === undefined ? undefined : facts.value.get(definition.key);
    if (table === undefined) return sheet;
    return filled(sheet, table, new Map(definition!.columns.map((column) => [column.name, column.key])));
  });
  const workbook = join(folder.path, 'filled.xlsx');
  writeFileSync(workbook, await workbookBytes(sheets));
  const { code, out, err } = await runKaoji(['score', join(schemesFolder, name), '--facts', workbook, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(readFileSync(join(schemesFolder, name, 'expected.json'), 'utf8'));
});

test('the words of the drop-down lists are understood', async () => {
  const compiled = compileScheme(smallScheme);
  if (!compiled.ok) throw new Error('the scheme is right');
  const [subjects, tasks, ballots] = templateWorkbook(smallScheme, compiled.value, context).slice(1);
  const workbook = join(folder.path, 'filled.xlsx');
  const sheets: WorkbookSheet[] = [
    { ...subjects!, rows: [['A1', '甲', '人员', 'staff']] },
    { ...tasks!, rows: [['A1', 'task', 'T1', '修路', '上半年', '100', '90', '']] },
    { ...ballots!, rows: [['annual', '1', '领导', 'A1', 'overall', '好', '']] },
  ];
  writeFileSync(workbook, await workbookBytes(sheets));
  writeSmallCase(folder.path);
  const { out } = await runKaoji(['score', folder.path, '--facts', workbook, '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    subjects: { A1: { indicators: { 'tasks.H1': '90.00', 'vote.leaders': '100.00' }, total: '95.00' } },
  });
});

test('decisions written into the workbook decide the grades', async () => {
  writeSmallCase(folder.path);
  const compiled = compileScheme(smallScheme);
  if (!compiled.ok) throw new Error('the scheme is right');
  const facts = await readFactsFolder(join(folder.path, 'facts'));
  if (!facts.ok) throw new Error('the facts are right');
  const definitions = definitionsWith(compiled.value.declaredColumns);
  const sheets = templateWorkbook(smallScheme, compiled.value, context).map((sheet): WorkbookSheet => {
    if (sheet.name === '审定') return { ...sheet, rows: [['A3', '考核', '良好', '补报了下半年材料', '局党组〔2025〕1号', '2025-01-20']] };
    const definition = [...definitions.values()].find((each) => each.name === sheet.name);
    const table = definition === undefined ? undefined : facts.value.get(definition.key);
    return table === undefined ? sheet : filled(sheet, table, new Map(definition!.columns.map((column) => [column.name, column.key])));
  });
  const workbook = join(folder.path, 'filled.xlsx');
  writeFileSync(workbook, await workbookBytes(sheets));
  const { out } = await runKaoji(['explain', folder.path, '--subject', 'A3', '--facts', workbook]);
  expect(out).toMatch(/审定 +良好，同拟定　补报了下半年材料　局党组〔2025〕1号　2025-01-20\n/);
});

test('a scheme that counts the sheets given out has a roll to fill in, with the rounds and groups of its ballots', async () => {
  const output = join(folder.path, 'forms.xlsx');
  await runKaoji(['template', join(schemesFolder, 'county-annual'), '-o', output]);
  const { rows } = await readSheets(output);
  expect(rows.get('名册')).toEqual([['轮次', '测评主体', '评分人', '份数', '对象']]);
  const instructions = rows.get('填写说明')!.map((row) => row.join(' '));
  const roll = instructions.findIndex((line) => line.startsWith('名册'));
  expect(instructions.slice(roll, roll + 2).join()).toMatch(/annual.*互评/s);
});

test('a scheme with deadlines has a working calendar to fill in, which is about nobody', async () => {
  const scheme = smallScheme
    .replace('lists:\n', '  单位: { key: unit, kind: unit }\nattributes:\n  公示开始: { key: notice, type: date }\nlists:\n')
    .concat('    outcomes:\n      公示截止: { key: end, deadline: { from: 公示开始, working-days: 5 } }\n');
  writeSmallCase(folder.path, { scheme });
  const output = join(folder.path, 'forms.xlsx');
  expect(await runKaoji(['template', folder.path, '-o', output])).toMatchObject({ code: 0 });
  const { rows, xml } = await readSheets(output);
  expect(rows.get('工作日历')).toEqual([['日期', '类型']]);
  expect(xml).toContain('&#34;放假,上班&#34;');

  const compiled = compileScheme(scheme);
  if (!compiled.ok) throw new Error('the scheme is right');
  const filledIn = templateWorkbook(scheme, compiled.value, context).flatMap((sheet): WorkbookSheet[] => {
    if (sheet.name === '考核对象') return [{ ...sheet, rows: [['A1', '甲', '人员', 'staff', '2024-02-08']] }];
    return sheet.name === '工作日历'
      ? [
          {
            ...sheet,
            rows: [
              ['2024-02-09', '放假'],
              ['2024-02-18', '上班'],
            ],
          },
        ]
      : [];
  });
  const workbook = join(folder.path, 'filled.xlsx');
  writeFileSync(workbook, await workbookBytes(filledIn));
  const { out } = await runKaoji(['score', folder.path, '--facts', workbook, '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({ subjects: { A1: { outcomes: { end: '2024-02-16' } } } });
});

test('a column that one measure names words of and another takes as it is has no closed list', async () => {
  const scheme = smallScheme.replace(
    '      加分:',
    '      主评: { clause: 五, scores: { indicator: s, scorer: chief, range: 0..100 }, rows: mean }\n' +
      '      众评: { clause: 五, scores: { indicator: s, range: 0..100 }, rows: mean }\n      加分:',
  );
  writeSmallCase(folder.path, { scheme });
  const output = join(folder.path, 'forms.xlsx');
  const { err } = await runKaoji(['template', folder.path, '-o', output]);
  expect(err).toContain('评分');
  const { rows, xml } = await readSheets(output);
  expect(xml).not.toContain('&#34;chief');
  expect(xml).toContain('&#34;s&#34;');
  expect(
    rows
      .get('填写说明')!
      .map((row) => row.join(' '))
      .join('\n'),
  ).toMatch(/评分人 .*从列表中选择，或填别的.*chief/);
});
