import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSheets } from '../testing/read-sheets.ts';
import { runKaoji, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, writeSmallCase } from '../testing/small-case.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string): string => join(folder.path, name);
const wrongTasks = smallFacts.tasks.replace('H1,100,90', 'H1,100,九十');

test.each([['score'], ['explain', '--subject', 'A1'], ['diff', '--facts-b', 'facts'], ['bundle', '-o', 'full.zip']])(
  '%s: where facts are refused, --report writes them with the faults marked, and nothing else',
  async (command, ...rest) => {
    writeSmallCase(folder.path, { facts: { tasks: wrongTasks } });
    const words = [command, folder.path, ...rest.map((word) => (word.startsWith('f') ? file(word) : word)), '--report', file('错处.xlsx')];
    const { code, out, err } = await runKaoji(words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd().split('\n').at(-1)).toBe(`全部问题和标出错处的原表已写入 ${file('错处.xlsx')}`);
    expect(readdirSync(folder.path).toSorted()).toEqual(['facts', 'scheme.yaml', '错处.xlsx']);
    const { names, rows } = await readSheets(file('错处.xlsx'));
    expect(names[0]).toBe('问题清单');
    expect(names.slice(1).toSorted()).toEqual(['任务', '加减分', '测评票', '考核对象'].toSorted());
    expect(rows.get('问题清单')![1]).toEqual(expect.arrayContaining(['任务', '2', 'completion', '九十']));
    expect(rows.get('任务')![1]!.join()).toMatch(/九十.*九十/);
    expect(await runKaoji(words)).toMatchObject({ code: 1, err: `${file('错处.xlsx')} 已经存在。要替换请加 --force。\n` });
  },
);

test('the report is an Excel workbook, and is not written where nothing is refused', async () => {
  writeSmallCase(folder.path);
  expect(await runKaoji(['score', folder.path, '--report', file('a.csv')])).toMatchObject({
    code: 2,
    err: expect.stringContaining('.xlsx') as unknown,
  });
  expect((await runKaoji(['score', folder.path, '--report', file('a.xlsx')])).code).toBe(0);
  expect(readdirSync(folder.path).toSorted()).toEqual(['facts', 'scheme.yaml']);
});

test('a screen shows the first problems and how to get all; a file has them all', async () => {
  const rows = Array.from({ length: 250 }, (_, i) => `A1,task,N${i},题,H1,1,九十`);
  writeSmallCase(folder.path, { facts: { tasks: [smallFacts.tasks.trimEnd(), ...rows, ''].join('\n') } });
  const screen = (await runKaoji(['score', folder.path], { isTerminal: true })).err;
  expect(screen).toContain('还有 50 个问题没有列出；用 --report');
  expect(screen.match(/九十$/gm)).toHaveLength(200);
  const piped = (await runKaoji(['score', folder.path])).err;
  expect(piped).not.toContain('没有列出');
  expect(piped.match(/九十$/gm)).toHaveLength(250);
});

test.each([['score'], ['explain', '--subject', 'A1'], ['diff', '--facts-b', 'facts']])(
  '%s: asked for json, the problems of refused facts are json too',
  async (command, ...rest) => {
    writeSmallCase(folder.path, { facts: { tasks: wrongTasks } });
    const words = [command, folder.path, ...rest.map((word) => (word.startsWith('f') ? file(word) : word)), '--format', 'json'];
    const { code, out, err } = await runKaoji([...words, '--report', file('r.xlsx')]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toEqual({
      accepted: false,
      facts: file('facts'),
      problems: [
        {
          code: expect.any(String) as unknown,
          severity: 'error',
          place: { kind: 'cell', table: 'tasks', source: 'tasks.csv', row: 2, column: 'completion', value: '九十' },
          zh: expect.stringContaining('九十') as unknown,
          en: expect.stringContaining('九十') as unknown,
        },
      ],
      report: file('r.xlsx'),
    });
  },
);

test('asked for json by the ending of the output, a scheme with errors is told as json as well', async () => {
  writeSmallCase(folder.path);
  const text = readFileSync(file('scheme.yaml'), 'utf8');
  writeFileSync(file('scheme.yaml'), text.replace('总分 < 60', '总份 < 60'));
  const { code, err } = await runKaoji(['score', folder.path, '-o', file('result.json')]);
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ accepted: false, problems: [{ code: 'unknown-name', line: 53 }] });
});
