import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
