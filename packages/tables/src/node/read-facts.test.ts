import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareFacts, tableDefinitions, type FactTables } from '@kaoji/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readCsv } from '../read/csv.ts';
import { collected, gb18030, utf8 } from '../testing/bytes.ts';
import { linesOf, linesOfAll } from '../testing/lines-of.ts';
import { writtenProblem } from '../testing/written-problem.ts';
import { csvOfTable } from '../write/csv.ts';
import { factSheets } from '../write/fact-sheets.ts';
import { workbookBytes } from '../write/xlsx.ts';
import { readFactsFolder, readFactsPath, readFactsWorkbook, readTablesPath } from './read-facts.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kaoji-tables-'));
});
afterAll(async () => rm(root, { recursive: true }));

async function folder(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = join(root, name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

describe('facts on disk', () => {
  test('a folder of CSV files, in English or Chinese', async () => {
    const path = await folder('plain', {
      'subjects.csv': 'subject,name\nA,甲',
      '任务台账.CSV': gb18030('对象,指标,任务编号,时期,权重,完成率\nA,i,T1,Q1,50,86'),
      'README.md': '# nothing',
      'expected.json': '{}',
      '~$subjects.csv': 'x',
      '._tasks.csv': 'x',
    });
    const result = await readFactsPath(path);
    expect(result.problems).toEqual([]);
    expect(result.ok && linesOfAll(result.value)).toEqual({
      subjects: ['subject|name', '2: A|甲'],
      tasks: ['subject|indicator|task|period|weight|completion', '2: A|i|T1|Q1|50|86'],
    });
    expect(result.ok && prepareFacts(result.value, new Map()).ok).toBe(true);
  });

  test('all problems of all files at once, and what could be read beside them', async () => {
    const path = await folder('bad', {
      'subjects.csv': 'subject,name\nA',
      'tasks.csv': '',
      '任务.csv': 'x',
      'ballot.csv': 'x',
      'scores.csv': 'subject;indicator',
    });
    const read = await readTablesPath(path);
    expect(read.problems.map(writtenProblem)).toEqual([
      'ballot.csv 0 table-file-unknown ballots',
      '任务.csv 0 table-twice tasks.csv',
      'scores.csv 0 table-separator',
      'subjects.csv 2 table-row-short 1',
      'tasks.csv 0 table-empty',
    ]);
    expect([...read.tables.keys()]).toEqual(['scores', 'subjects']);
    expect((await readFactsFolder(path)).ok).toBe(false);
  });

  test('a workbook, and a single CSV file', async () => {
    const read = await readTablesPath(await folder('one', { 'subjects.csv': 'subject,name\nA,甲' }));
    const path = join(root, '事实.xlsx');
    await writeFile(path, await workbookBytes(factSheets(read.tables)));
    for (const result of [
      await readFactsPath(path),
      await readFactsWorkbook(path),
      await readFactsPath(join(root, 'one', 'subjects.csv')),
    ]) {
      expect(result.ok && linesOfAll(result.value)).toEqual({ subjects: ['subject|name', '2: A|甲'] });
    }
  });

  test('a warning does not refuse', async () => {
    const path = await folder('warned', { 'subjects.csv': 'subject,name\nA,甲', 'notes.csv': 'x' });
    const result = await readFactsPath(path);
    expect([result.ok, result.problems.map(writtenProblem)]).toEqual([true, ['notes.csv 0 table-file-unknown']]);
  });

  test('paths that lead nowhere', async () => {
    await writeFile(join(root, 'facts.txt'), 'x');
    await mkdir(join(root, 'empty'));
    await writeFile(join(root, 'old.xls'), Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0, 0));
    const codes = async (path: string): Promise<readonly string[]> => (await readFactsPath(path)).problems.map(({ code }) => code);
    expect(await codes(join(root, 'nowhere'))).toEqual(['table-path-missing']);
    expect(await codes(join(root, 'facts.txt', 'x'))).toEqual(['table-path-missing']);
    expect(await codes(join(root, 'facts.txt'))).toEqual(['table-path-kind']);
    expect(await codes(join(root, 'empty'))).toEqual(['table-folder-empty']);
    expect(await codes(join(root, 'old.xls'))).toEqual(['workbook-old-or-locked']);
    expect((await readFactsWorkbook(root)).problems.map(({ code }) => code)).toEqual(['table-path-unreadable']);
  });

  test('a file that cannot be read, not even by root: a link to itself', async () => {
    const path = join(root, 'locked.csv');
    await symlink(path, path);
    expect((await readFactsPath(path)).problems.map(({ code }) => code)).toEqual(['table-path-unreadable']);
  });
});

describe('the facts of the published schemes', async () => {
  const schemes = new URL('../../../../schemes/', import.meta.url);
  const entries = await readdir(schemes, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name === 'facts').map((entry) => basename(entry.parentPath));

  async function factsOf(name: string): Promise<FactTables> {
    const result = await readFactsFolder(fileURLToPath(new URL(`${name}/facts`, schemes)));
    expect(result.problems).toEqual([]);
    if (!result.ok) throw new Error('refused');
    return result.value;
  }

  test('there are some', () => {
    expect(names).toEqual(
      expect.arrayContaining(['town-offices', 'town-cadres', 'county-annual', 'bureau-staff', 'prefecture-leadership']),
    );
  });

  test.each(names)('%s passes the form check', async (name) => {
    const result = prepareFacts(await factsOf(name), new Map());
    // Columns that only the scheme declares are all there is to say without the scheme.
    expect(result.problems.map(({ code }) => code).filter((code) => code !== 'fact-column-unknown')).toEqual([]);
    expect(result.ok).toBe(true);
  });

  test.each(names)('%s is the same as CSV in either language and as a workbook', async (name) => {
    const facts = await factsOf(name);
    const path = join(root, `${name}.xlsx`);
    await writeFile(path, await workbookBytes(factSheets(facts)));
    const fromWorkbook = await readFactsPath(path);
    expect(fromWorkbook.problems).toEqual([]);
    expect(fromWorkbook.ok && linesOfAll(fromWorkbook.value)).toEqual(linesOfAll(facts));
    for (const [key, table] of facts) {
      const again = await readCsv(await collected(csvOfTable(table, { headers: 'zh' })), {
        table: key,
        source: table.source,
        definition: tableDefinitions.get(key),
      });
      expect(linesOf(again.table!)).toEqual(linesOf(table));
    }
  });
});

test('a byte-order mark, Chinese headers and CRLF, as Excel saves them', async () => {
  const path = await folder('excel', { '考核对象.csv': utf8('\uFEFF编号,名称\r\nA,"李, 明"\r\n') });
  const result = await readFactsPath(path);
  expect(result.ok && linesOfAll(result.value)).toEqual({ subjects: ['subject|name', '2: A|李, 明'] });
});
