import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemesFolder } from './testing/run-program.ts';

const launcher = join(import.meta.dirname, '../bin/kaoji.js');

interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function launch(words: readonly string[], onOutput?: (close: () => void) => void): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...words], { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } });
    const said = { out: '', err: '' };
    child.stdout.once('data', () => onOutput?.(() => child.stdout.destroy()));
    child.stdout.on('data', (chunk) => (said.out += String(chunk)));
    child.stderr.on('data', (chunk) => (said.err += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

test('as processes: results on the one stream, complaints on the other, and an exit code', async () => {
  const [done, refused, misused] = await Promise.all([
    launch(['score', join(schemesFolder, 'town-offices'), '--format', 'json']),
    launch(['check', join(schemesFolder, 'nowhere')]),
    launch(['score']),
  ]);
  expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(done.out)).toMatchObject({ set: 'town-offices' });
  expect(refused).toEqual({ code: 1, out: '', err: expect.stringContaining('找不到') as unknown });
  expect(misused).toEqual({ code: 2, out: '', err: expect.stringContaining('缺少 SCHEME') as unknown });
});

test('a reader that closes the pipe early ends the run in silence', async () => {
  const { err } = await launch(['score', join(schemesFolder, 'prefecture-leadership'), '--format', 'json'], (close) => close());
  expect(err).toBe('');
});
