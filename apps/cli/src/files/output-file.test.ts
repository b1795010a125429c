import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { temporaryFolder } from '../testing/run-program.ts';
import { writeOutput } from './output-file.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('writes a file and leaves nothing else', async () => {
  const path = join(folder.path, '结果.json');
  await writeOutput({ path, force: false }, 'one');
  expect(readdirSync(folder.path)).toEqual(['结果.json']);
  expect(readFileSync(path, 'utf8')).toBe('one');
});

test('replaces a file only when told to', async () => {
  const path = join(folder.path, 'a');
  writeFileSync(path, 'old');
  await expect(writeOutput({ path, force: false }, 'new')).rejects.toBeInstanceOf(Refusal);
  expect(readFileSync(path, 'utf8')).toBe('old');
  await writeOutput({ path, force: true }, bytes('new'));
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('what fails half-way leaves neither a half file nor a temporary one', async () => {
  const path = join(folder.path, 'a');
  writeFileSync(path, 'old');
  // eslint-disable-next-line typescript/require-await -- a stream is asynchronous by nature
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes('half');
    throw new Error('the source broke');
  }
  await expect(writeOutput({ path, force: true }, broken())).rejects.toThrow('the source broke');
  expect(readdirSync(folder.path)).toEqual(['a']);
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test('a file that appears while another is being written is not replaced', async () => {
  const path = join(folder.path, 'a');
  // eslint-disable-next-line typescript/require-await -- a stream is asynchronous by nature
  async function* slow(): AsyncGenerator<Uint8Array> {
    writeFileSync(path, 'of somebody else');
    yield bytes('ours');
  }
  await expect(writeOutput({ path, force: false }, slow())).rejects.toBeInstanceOf(Refusal);
  expect(readdirSync(folder.path)).toEqual(['a']);
  expect(readFileSync(path, 'utf8')).toBe('of somebody else');
});

test('a folder in the place of the file, or none for it, is refused', async () => {
  mkdirSync(join(folder.path, 'b'));
  await expect(writeOutput({ path: join(folder.path, 'b'), force: true }, 'x')).rejects.toBeInstanceOf(Refusal);
  await expect(writeOutput({ path: join(folder.path, 'none', 'x'), force: false }, 'x')).rejects.toBeInstanceOf(Refusal);
  expect(readdirSync(folder.path)).toEqual(['b']);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s in the middle of writing leaves no half file', async (signal) => {
  const path = join(folder.path, 'result.json');
  writeFileSync(path, 'before');
  const module = JSON.stringify(new URL('output-file.ts', import.meta.url).href);
  const program = `
    const { writeOutput } = await import(${module});
    async function* content() {
      yield Buffer.from('half');
      process.stdout.write('writing');
      // Its input stays open, so it waits until the signal comes.
      await new Promise(() => process.stdin.resume());
    }
    await writeOutput({ path: ${JSON.stringify(path)}, force: true }, content());
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on('close', (_, by) => resolve(by));
  });
  await once(child.stdout, 'data');
  expect(readdirSync(folder.path)).toHaveLength(2);
  child.kill(signal);
  expect(await ended).toBe(signal);
  expect(readdirSync(folder.path)).toEqual(['result.json']);
  expect(readFileSync(path, 'utf8')).toBe('before');
});
