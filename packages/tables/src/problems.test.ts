import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableDefinitions, type Problem } from '@kaoji/engine';
import { expect, test } from 'vitest';

import { readFactsPath } from './node/read-facts.ts';
import { problemSentence, problemText } from './problem-sentence.ts';
import { tableProblems } from './problems.ts';
import { csvCases, smallLimits } from './read/bad-csv.cases.ts';
import { badWorkbookCases } from './read/bad-workbooks.cases.ts';
import { readCsv } from './read/csv.ts';
import { modestReadLimits } from './read/limits.ts';
import { readWorkbook } from './read/workbook.ts';
import { utf8 } from './testing/bytes.ts';
import { writtenWorkbook } from './testing/written-workbook.ts';

async function allProblems(): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { bytes, table = 'tasks', limits } of csvCases) {
    const options = { table, source: 'f.csv', definition: tableDefinitions.get(table), limits: { ...smallLimits, ...limits } };
    problems.push(...(await readCsv(bytes, options)).problems);
  }
  for (const { book, limits } of badWorkbookCases) {
    problems.push(
      ...(await readWorkbook(await writtenWorkbook(book), { source: 'f.xlsx', limits: { ...modestReadLimits, ...limits } })).problems,
    );
  }
  const short = utf8(`subject,name\n${'A\n'.repeat(9)}`);
  problems.push(...(await readCsv(short, { table: 'subjects', source: 'f.csv', problemsListedMax: 2 })).problems);
  return problems;
}

test('every sentence is complete in both languages', async () => {
  const problems = await allProblems();
  for (const problem of problems) {
    for (const language of ['zh', 'en'] as const) {
      const sentence = problemSentence(problem, language);
      expect(sentence, problem.code).not.toMatch(/\{|\}|\[\[|“”|undefined/);
      expect(sentence, problem.code).toMatch(/[。.？?）)]\s*$/);
    }
  }
  const more = problems.find(({ code }) => code === 'table-more')!;
  expect(problemSentence(more, 'zh')).toBe(
    '同类问题共 9 处，只列出前 2 处。例如：这一行只有 1 格，表头有 2 列。请补齐，空格也要保留逗号。',
  );
});

test('every code of the catalogue is reported by a case', async () => {
  const reported = new Set((await allProblems()).map(({ code }) => code));
  // A workbook that is a zip bomb or old, and what is wrong with paths, have tests of their own.
  const elsewhere = /^table-path-|^table-folder-empty$|^table-file-unknown$|^workbook-bomb$|^workbook-old-or-locked$/;
  expect(Object.keys(tableProblems).filter((code) => !reported.has(code) && !elsewhere.test(code))).toEqual([]);
});

test('a sentence in English has its own words', async () => {
  const { problems } = await readCsv(utf8('a\tb\n1\t2'), { table: 'tasks', source: 'f.csv' });
  expect(problems.map((problem) => problemSentence(problem, 'en'))).toEqual([
    'Separated by tabs, not by commas. Save it as "CSV UTF-8 (comma delimited)".',
  ]);
  expect(problems.map((problem) => problemSentence(problem, 'zh'))).toEqual([
    '不是用逗号分列，而是用制表符。请另存为“CSV UTF-8（逗号分隔）”。',
  ]);
});

test('problems of facts have their sentences too, and a code of nobody is a mistake of the program', () => {
  expect(problemText('fact-spaces').severity).toBe('error');
  expect(() => problemText('no-such-code')).toThrow('no text for the problem no-such-code');
});

test('a wrong path is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kaoji-paths-'));
  const path = join(folder, 'x.txt');
  await writeFile(path, '');
  const { problems } = await readFactsPath(path);
  expect(problemSentence(problems[0]!, 'zh')).toBe(
    `“${path}”既不是文件夹，也不是 .xlsx 或 .csv 文件。请给出放有 CSV 文件的文件夹，或一个 .xlsx 工作簿。`,
  );
  await rm(folder, { recursive: true });
});
