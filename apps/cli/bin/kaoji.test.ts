import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

/** Makes this Node look like one that cannot run TypeScript, to the launcher. */
const withoutTypes = { NODE_OPTIONS: '--no-experimental-strip-types' };

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'kaoji-launcher-'));
  write('apps/cli/package.json', '{ "type": "module" }');
  write('apps/cli/src/main.ts', 'const words: string[] = process.argv.slice(2);\nconsole.log(words.join("|"));\nprocess.exitCode = 3;\n');
  mkdirSync(join(tree, 'apps/cli/bin'));
  copyFileSync(join(import.meta.dirname, 'kaoji.js'), join(tree, 'apps/cli/bin/kaoji.js'));
});

afterEach(() => rmSync(tree, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function writePinnedNode(script: string): void {
  write('node_modules/node/bin/node', `#!/bin/sh\n${script}\n`);
  chmodSync(join(tree, 'node_modules/node/bin/node'), 0o755);
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Runs the launcher; `onOutput` is called with the process at its first output. */
function launch(
  parameters: string[],
  env: NodeJS.ProcessEnv,
  onOutput?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(tree, 'apps/cli/bin/kaoji.js'), ...parameters], {
      env: { ...process.env, XDG_CACHE_HOME: join(tree, 'cache'), ...env },
    });
    let output = '';
    child.stdout.once('data', () => onOutput?.((signal) => child.kill(signal)));
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

test('runs TypeScript itself where it can, with the arguments and the exit code', async () => {
  expect(await launch(['score', '镇 机关'], {})).toEqual({ code: 3, signal: null, output: 'score|镇 机关\n' });
});

test('starts itself on the pinned Node where it cannot', async () => {
  writePinnedNode('shift; echo "pinned: $*"; exit 7');
  expect(await launch(['score', '镇 机关'], withoutTypes)).toEqual({ code: 7, signal: null, output: 'pinned: score 镇 机关\n' });
});

test('hands a signal on and ends as the pinned Node ended', async () => {
  writePinnedNode('trap "echo saved; exit 5" TERM; echo ready; while true; do sleep 0.05; done');
  const handled = await launch([], withoutTypes, (kill) => kill('SIGTERM'));
  expect(handled).toEqual({ code: 5, signal: null, output: 'ready\nsaved\n' });

  writePinnedNode('echo ready; exec sleep 10');
  const unhandled = await launch([], withoutTypes, (kill) => kill('SIGTERM'));
  expect(unhandled).toEqual({ code: null, signal: 'SIGTERM', output: 'ready\n' });
});

test('says what to do where nothing is installed', async () => {
  const { code, output } = await launch([], withoutTypes);
  expect(code).toBe(1);
  expect(output).toContain('请在考绩的目录里运行 npm ci');
  expect(output).toContain('run npm ci in the folder of Kaoji');
});

test('does not start itself for ever where type stripping is switched off', async () => {
  mkdirSync(join(tree, 'node_modules/node/bin'), { recursive: true });
  writeFileSync(join(tree, 'node_modules/node/package.json'), '{}');
  symlinkSync(process.execPath, join(tree, 'node_modules/node/bin/node'));
  const { code, output } = await launch([], withoutTypes);
  expect(code).toBe(1);
  expect(output).toContain('NODE_OPTIONS switches type stripping off');
});
