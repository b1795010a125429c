import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..');
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'kaoji-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) copyFileSync(join(repository, name), join(tree, name));
  symlinkSync(join(repository, 'node_modules'), join(tree, 'node_modules'));
});

afterAll(() => rmSync(tree, { recursive: true }));

/** A line and the rules that it breaks, sorted, with commas between. */
type Planted = readonly (readonly [line: string, rules: string])[];

const engine: Planted = [
  ["import { readFileSync } from 'node:fs';", 'no-nodejs-modules'],
  ["import path from 'path';", 'no-nodejs-modules,prefer-node-protocol'],
  ["import { expect } from 'vitest';", 'no-restricted-imports'],
  ['export const now = Date.now();', 'no-restricted-globals'],
  ['export const today = new Date();', 'no-restricted-globals'],
  ['export const chance = Math.random();', 'no-restricted-properties'],
  ["export const order = 'a'.localeCompare('b');", 'no-restricted-properties'],
  ['export const shown = (1).toLocaleString();', 'no-restricted-properties'],
  ['export const collator = new Intl.Collator();', 'no-restricted-globals'],
  ["export const user = process.env['USER'];", 'no-restricted-globals'],
  ['export const root = globalThis;', 'no-restricted-globals'],
  ['export const later = setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['console.log(readFileSync, path, expect);', 'no-console'],
  ['export const double = (process: number): number => process * 2;', ''],
];

const program: Planted = [
  ['export const now = Date.now();', ''],
  ['async function work(): Promise<void> { await Promise.resolve(); }', ''],
  ['work();', 'no-floating-promises'],
  ['export function size(x: any): number { return String(x).length; }', 'no-explicit-any'],
  ["export const member: number = JSON.parse('1').score;", 'no-unsafe-assignment,no-unsafe-member-access'],
  ['const unused = 1;', 'no-unused-vars'],
  ['export const same = now == 1;', 'eqeqeq'],
  ['export default now;', 'no-default-export'],
];

test.each([
  { title: 'the engine is pure', path: 'packages/engine/src/score/run.ts', planted: engine },
  { title: 'other code is strict', path: 'apps/cli/src/main.ts', planted: program },
])('$title', ({ path, planted }) => {
  const text = planted.map(([line]) => line).join('\n');
  expect(brokenRules(path, text)).toEqual(planted.map(([, rules]) => rules));
});

test('a test of the engine may read files', () => {
  expect(brokenRules('packages/engine/src/score/run.test.ts', "export { readFileSync } from 'node:fs';")).toEqual(['']);
});

/** For each line the rules that it breaks, without their plugin. */
function brokenRules(path: string, text: string): string[] {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
  const oxlint = join(repository, 'node_modules', '.bin', 'oxlint');
  const { stdout } = spawnSync(oxlint, ['--format=unix', path], { cwd: tree, encoding: 'utf8' });
  const rules = text.split('\n').map(() => new Set<string>());
  for (const [, line, rule] of stdout.matchAll(/:(\d+):\d+: .*\[\w+\/[\w-]+\(([\w-]+)\)\]/g)) rules[Number(line) - 1]?.add(rule ?? '');
  return rules.map((names) => [...names].toSorted().join(','));
}
