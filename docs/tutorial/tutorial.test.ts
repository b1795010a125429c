import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { runProgram } from '../../apps/cli/src/program.ts';
import { streamOf } from '../../apps/cli/src/stream.ts';
import { factSheets, workbookBytes } from '@kaoji/tables';
import { readFactsPath } from '@kaoji/tables/node';
import { fencesOf, isExcerpt, partsOf } from './testing/markdown.ts';
import { replayed } from './testing/replay.ts';

const here = import.meta.dirname;
const documents = ['regulation-to-result.md', 'regulation-to-result.zh-CN.md'] as const;

function read(name: string): string {
  return readFileSync(join(here, name), 'utf8');
}

describe.each(documents)('%s', (name) => {
  // The document is its own snapshot: `npx vitest --update` puts what the commands print now into the text.
  test('quotes what the commands print', async () => {
    await expect(await replayed(join(here, name))).toMatchFileSnapshot(join(here, name));
  });

  test('quotes files as they are', () => {
    const excerpts = fencesOf(read(name)).filter(({ words }) => words.has('file'));
    expect(excerpts.length).toBeGreaterThan(0);
    const wrong = excerpts.filter(({ words, lines }) => !isExcerpt(lines, read(join('files', words.get('file')!))));
    expect(wrong.map(({ line }) => `line ${line}`)).toEqual([]);
  });

  test('speaks of no score that is not printed', () => {
    const prose = partsOf(read(name)).flatMap((part) => (part.kind === 'text' ? part.lines : []));
    const printed = fencesOf(read(name))
      .flatMap(({ lines }) => lines)
      .join('\n');
    const scores = prose.join('\n').match(/\b\d+\.\d\d\b/g) ?? [];
    expect(scores.filter((score) => !printed.includes(score))).toEqual([]);
  });
});

test('both languages run the same commands and quote the same files', () => {
  const [english, chinese] = documents.map((name) =>
    fencesOf(read(name)).flatMap(({ language, words, lines }) =>
      language === 'console' ? lines.filter((line) => line.startsWith('$ ')) : [...words.values(), ...lines],
    ),
  );
  expect(english).toEqual(chinese);
});

describe('the steps of the scheme', () => {
  const finished = read('files/scheme.yaml').split('\n');

  test.each(['1-achievement', '2-ballots', '3-total'])('%s.yaml is the finished scheme as far as it goes', (name) => {
    const steps = read(`files/${name}.yaml`).split('\n');
    let at = 0;
    for (const line of steps) at = finished.indexOf(line, at) + 1 || Number.NaN;
    expect(at).not.toBeNaN();
  });

  test.each([
    ['half-and-half', 1],
    ['mistakes', 2],
  ])('%s.yaml is the finished scheme but for %i lines', (name, count) => {
    const lines = read(`files/${name}.yaml`).split('\n');
    expect(lines).toHaveLength(finished.length);
    expect(lines.filter((line, i) => line !== finished[i])).toHaveLength(count);
  });
});

test('a workbook gives the same result as CSV files', async () => {
  await inNewFolder(async (folder) => {
    const facts = join(here, 'files', 'facts');
    const tables = await readFactsPath(facts);
    if (!tables.ok) throw new Error('the facts of the tutorial can be read');
    const workbook = join(folder, '登记表.xlsx');
    writeFileSync(workbook, await workbookBytes(factSheets(tables.value)));
    const results = await Promise.all([facts, workbook].map((path) => kaoji('score', scheme, '--facts', path, '--format', 'json')));
    expect(results[0]!.text).toContain('"archive-staff"');
    expect(results[1]).toEqual(results[0]);
  });
});

test('a bundle is made alike twice, and does not verify with any byte changed', async () => {
  await inNewFolder(async (folder) => {
    const [first, second, changed] = ['甲.zip', '乙.zip', '丙.zip'].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [first, second]) await kaoji('bundle', scheme, '--output', path);
    const bytes = readFileSync(first);
    expect(readFileSync(second).equals(bytes)).toBe(true);
    expect((await kaoji('verify', first)).exitCode).toBe(0);

    const accepted: number[] = [];
    for (let at = 0; at < bytes.length; at += 211) {
      const spoilt = Buffer.from(bytes);
      spoilt[at]! ^= 1;
      writeFileSync(changed, spoilt);
      if ((await kaoji('verify', changed)).exitCode === 0) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });
});

const scheme = join(here, 'files', 'scheme.yaml');

async function inNewFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-tutorial-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function kaoji(...words: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> {
  let text = '';
  const stream = streamOf({ write: (piece) => (text += piece) }, {});
  const exitCode = await runProgram(words, { out: stream, err: stream, environment: {} });
  return { exitCode, text };
}
