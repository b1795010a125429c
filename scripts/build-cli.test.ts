import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommandLine } from './build-cli.ts';

const schemes = fileURLToPath(new URL('../schemes/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaoji-built-'));
  await buildCommandLine(pathToFileURL(`${join(folder, 'node_modules', 'kaoji')}/`));
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

function run(...words: string[]): string {
  return execFileSync(process.execPath, [join(folder, 'node_modules/kaoji/kaoji.js'), ...words], { encoding: 'utf8', cwd: folder });
}

test('what is installed under node_modules scores as the tree does', async () => {
  const expected: unknown = JSON.parse(await readFile(join(schemes, 'town-offices/expected.json'), 'utf8'));
  expect(JSON.parse(run('score', join(schemes, 'town-offices'), '--format', 'json'))).toEqual(expected);
});

test('it says its version', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(run('--version')).toContain(version);
});

test('every other command works where it is installed', async () => {
  const scheme = join(schemes, 'town-offices');
  expect(run('check', scheme)).toContain('town-offices');
  expect(run('explain', scheme, '--subject', 'O11', '--lang', 'zh')).toContain('连续两年末位');
  expect(run('diff', scheme, scheme, '--facts', join(scheme, 'facts'), '--format', 'json')).toContain('"changed"');
  run('template', scheme, '-o', 'template.xlsx');
  run('score', scheme, '--facts', join(scheme, 'facts'), '-o', 'result.xlsx');
  run('bundle', scheme, '-o', 'full.zip');
  run('bundle', scheme, '--redacted', '-o', 'redacted.zip');
  expect(run('verify', 'full.zip', '--against', 'redacted.zip', '--lang', 'en')).toContain('byte by byte');
  const schema = await readFile(new URL('../schema/kaoji-scheme-1.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(run('schema'))).toEqual(JSON.parse(schema));
  expect((await readdir(folder)).toSorted()).toEqual(['full.zip', 'node_modules', 'redacted.zip', 'result.xlsx', 'template.xlsx']);
});
