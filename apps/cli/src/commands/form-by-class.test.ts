import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { readSheets } from '../testing/read-sheets.ts';
import { runKaoji, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, smallScheme, writeSmallCase } from '../testing/small-case.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  const scheme = smallScheme
    .replace('人员: { key: staff, kind: person }', '职工: { key: staff }\n  班子: { key: team }\n  人员: { any: [职工, 班子] }')
    .replace(
      '        clause: 一\n',
      '        clause: 一\n        show: { by: 类别, 班子: { digits: 1, mode: floor }, others: { digits: 3 } }\n',
    )
    .replace('publish: carry }', 'publish: carry, show: { by: 类别, 班子: { digits: 1 }, 职工: { digits: 2 } } }');
  const subjects = smallFacts.subjects.replace('A1,甲,person,staff', 'A1,甲,person,team');
  writeSmallCase(folder.path, { scheme, facts: { subjects, tasks: smallFacts.tasks.replace('H1,100,90\n', 'H1,100,90.49\n') } });
});
afterEach(() => folder.remove());

test('a form by class reaches every way of reading a result', async () => {
  const { code, out } = await runKaoji(['score', folder.path]);
  expect(code).toBe(0);
  const lines = out.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(lines).toContainEqual(expect.arrayContaining(['甲', 'A1', '93.1', '92.2', '94.00']));
  expect(lines).toContainEqual(expect.arrayContaining(['乙', 'A2', '88.38', '86.750']));

  const json = JSON.parse((await runKaoji(['score', folder.path, '--format', 'json'])).out) as Record<
    'subjects',
    Record<string, { total: string; indicators: Record<string, string> }>
  >;
  expect(json.subjects['A1']).toMatchObject({ total: '93.1', indicators: { tasks: '92.2', 'tasks.H1': '90.4' } });
  expect(json.subjects['A2']).toMatchObject({ total: '88.38', indicators: { tasks: '86.750', 'tasks.H1': '85.500' } });

  const { out: page } = await runKaoji(['score', folder.path, '--format', 'html']);
  expect(page).toContain('>93.1<');
  expect(page).toContain('>88.38<');

  const { out: bill } = await runKaoji(['explain', folder.path, '--subject', 'A1']);
  expect(bill).toContain('任务 92.245 × 50% + 测评 94.00 × 50% + 加分 0.00');
  const { out: other } = await runKaoji(['explain', folder.path, '--subject', 'A2']);
  expect(other).toContain('任务 86.750 × 50%');

  const output = join(folder.path, 'result.xlsx');
  await runKaoji(['score', folder.path, '--format', 'xlsx', '-o', output]);
  const { rows, formats } = await readSheets(output);
  const formatOf = (sheet: string, value: string): string | undefined => {
    const row = rows.get(sheet)!.findIndex((cells) => cells.includes(value));
    return formats.get(sheet)![row]?.[rows.get(sheet)![row]!.indexOf(value)];
  };
  expect(['93.1', '88.38'].map((value) => formatOf('结果', value))).toEqual(['0.0', '0.00']);
  expect(['92.2', '86.750', '93.1', '88.38'].map((value) => formatOf('指标得分', value))).toEqual(['0.0', '0.000', '0.0', '0.00']);
});
