import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareLines } from '../diff/compare-lines.ts';
import { runKaoji, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, smallScheme, writeSmallCase } from '../testing/small-case.ts';
import { widthOf } from '../text/width.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  writeSmallCase(join(folder.path, 'a'));
});
afterEach(() => folder.remove());

const side = (name: string): string => join(folder.path, name);

test('two schemes on the same facts: whose score, rank and grade change, why, and where the texts differ', async () => {
  writeSmallCase(side('b'), {
    scheme: smallScheme
      .replace('formula: 任务 × 50% + 测评 × 50% + 加分', 'formula: 任务 × 10% + 测评 × 90% + 加分 × 20')
      .replace('总分 < 60', '总分 < 75'),
  });
  const { code, out, err } = await runKaoji(['diff', side('a'), side('b')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('比较 3 个对象：得分有变 3 个，位次有变 2 个，等次有变 3 个');
  expect(out).toMatch(/乙 {4}A2 {4}88\.38 → 107\.88 {2}\+19\.50 {2}2 → 1 升 1 {2}良好 → 优秀/);
  expect(out).toMatch(/甲 .* 1 → 2 降 1 {2}优秀 → 良好/);
  expect(out).toContain('方案改动 2 处');
  expect(out).toContain('- 总分: { clause: 四, formula: 任务 × 50%');
  expect(out).toContain('+ 总分: { clause: 四, formula: 任务 × 10%');
  for (const line of out.split('\n').slice(1)) expect(widthOf(line), line).toBeLessThanOrEqual(100);
});

test('two sets of facts: the parts that moved', async () => {
  cpSync(join(side('a'), 'facts'), side('second'), { recursive: true });
  writeSmallCase(side('b'), { facts: { tasks: smallFacts.tasks.replace('H1,100,90', 'H1,100,96') } });
  const { out } = await runKaoji(['diff', side('a'), '--facts-b', join(side('b'), 'facts')]);
  expect(out).toContain('得分有变 1 个，位次有变 0 个，等次有变 0 个');
  expect(out).toMatch(/93\.00 → 94\.50 {2}\+1\.50/);
  expect(out).toContain('任务 +3.00');
  expect(out).not.toContain('方案改动');
});

test('nothing changed is said, and a subject on one side only is told apart', async () => {
  expect((await runKaoji(['diff', side('a'), '--facts-b', join(side('a'), 'facts')])).out).toContain('结果完全相同');
  const without = (text: string): string => text.replaceAll(/^.*A3.*\n/gm, '');
  const { subjects, tasks, ballots, adjustments } = smallFacts;
  writeSmallCase(side('b'), { facts: { subjects: without(subjects), tasks: without(tasks), ballots: without(ballots), adjustments } });
  expect((await runKaoji(['diff', side('a'), '--facts-b', join(side('b'), 'facts')])).out).toMatch(/丙 +A3 +只在前者/);
});

test('json holds exact differences', async () => {
  writeSmallCase(side('b'), { facts: { tasks: smallFacts.tasks.replace('H1,100,90', 'H1,100,96') } });
  const { out } = await runKaoji(['diff', side('a'), '--facts-b', join(side('b'), 'facts'), '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    compared: 3,
    counts: { scores: 1, ranks: 0, grades: 0 },
    changed: [{ id: 'A1', total: { a: '93.00', b: '94.50', delta: '1.50' }, parts: [{ key: 'tasks', delta: '3.00' }] }],
    scheme: [],
  });
});

test('lines are compared as a person would', () => {
  expect(compareLines('a\nb\nc\nd\n', 'a\nx\nc\nd  \ne\n')).toEqual([
    { fromA: 2, fromB: 2, a: ['b'], b: ['x'] },
    { fromA: 5, fromB: 5, a: [], b: ['e'] },
  ]);
  expect(compareLines('same\r\n', 'same\n')).toEqual([]);
});
