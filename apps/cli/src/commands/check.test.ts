import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runKaoji, schemeNames, schemesFolder, temporaryFolder } from '../testing/run-program.ts';
import { smallScheme, writeSmallCase } from '../testing/small-case.ts';
import { widthOf } from '../text/width.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test.each(schemeNames)('%s passes, in either language', async (name) => {
  for (const language of ['zh', 'en']) {
    const { code, out, err } = await runKaoji(['check', join(schemesFolder, name), '--lang', language]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of out.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(100);
  }
});

test('tells whoever approves a scheme what it says and which gaps it fills', async () => {
  writeSmallCase(folder.path);
  const { out } = await runKaoji(['check', folder.path]);
  expect(out).toBe(`小办法  small　2024 年度　格式 1

对象分类  人员 staff
保密      少于 3 张有效票的测评主体不单独公开

阶段  考核对象  指标  等次
----------------------------------------
考核  人员         4  优秀 > 良好 > 较差

约定 1 条
办法没有写明、由方案补足的地方。审定方案时请逐条确认。
  第29行  任务  一
          只有半年的按半年

没有问题
`);
});

test('every problem stands under its line, with a mark as wide as what it means', async () => {
  const scheme = smallScheme.replace('领导: 60%, 群众', '领导: 65%, 群众').replace('任务 × 50% + 测评', '任务 × 50% + 测平');
  writeSmallCase(folder.path, { scheme });
  const { code, out, err } = await runKaoji(['check', folder.path]);
  const file = join(folder.path, 'scheme.yaml');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(`${file}:35:21  错误  weights-over
“测评”的权重合计为 105%，多出 5%（应为 100%）。
   35 |         weighted: { 领导: 65%, 群众: 40% }
      |                     ^^^^

${file}:38:44  错误  unknown-name
没有“测平”，是不是“测评”？
   38 |       总分: { clause: 四, formula: 任务 × 50% + 测平 × 50% + 加分, publish: carry }
      |                                                 ^^^^

2 个错误
`);
});

test('a tab and a line longer than the screen keep the mark in its place', async () => {
  const long = smallScheme.replace('title: 小办法', `title: 小办法\nyaer: ${'长'.repeat(80)}`);
  writeSmallCase(folder.path, { scheme: long });
  const { err } = await runKaoji(['check', folder.path], { columns: 60 });
  for (const line of err.split('\n').slice(1)) expect(widthOf(line), line).toBeLessThanOrEqual(60);
  expect(err).toContain('…');
});

const long = 900_000;

test.each([
  ['after the mark', 'title: 小办法', `yaer: ${'长'.repeat(long)}`, '    3 | yaer: 长长长'],
  ['before the mark', 'digits: 2,', `digits: 2,${' '.repeat(long)}digit: 2,`, `    5 | …${' '.repeat(39)} digit: 2,`],
  ['under the mark', '总分 < 60', `总分 < ${'名'.repeat(long)}`, '   53 |         - { assign: 较差, if: 总分 < 名名名'],
  ['in the sentence', 'for: 人员', `for: ${'x'.repeat(long)}`, '   19 |     for: xxx'],
])('a line of a megabyte %s is told as quickly as any other', async (_where, from, to, excerpt) => {
  writeSmallCase(folder.path, { scheme: smallScheme.replace(from, to) });
  const beganAt = performance.now();
  const { code, err } = await runKaoji(['check', folder.path]);
  expect(code).toBe(1);
  expect(err).toContain(`\n${excerpt}`);
  for (const line of err.split('\n').slice(1)) expect(widthOf(line)).toBeLessThanOrEqual(100);
  expect(performance.now() - beganAt).toBeLessThan(20_000);
});

test('json holds every problem in both languages, and the exit code still says that it is refused', async () => {
  writeSmallCase(folder.path, { scheme: smallScheme.replace('总分 < 60', '总份 < 60') });
  const { code, out } = await runKaoji(['check', folder.path, '--format', 'json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    accepted: false,
    problems: [
      {
        code: 'unknown-name',
        severity: 'error',
        line: 53,
        column: 29,
        length: 2,
        zh: expect.stringContaining('总份') as unknown,
        en: expect.stringContaining('总份') as unknown,
      },
    ],
  });
  writeSmallCase(folder.path);
  const accepted = JSON.parse((await runKaoji(['check', folder.path, '--format', 'json'])).out) as Record<string, unknown>;
  expect(accepted).toMatchObject({ accepted: true, problems: [], scheme: { id: 'small', readings: [{ name: '任务', line: 29 }] } });
});

test('a file too large for a scheme is refused unread, with its size and the limit', async () => {
  const file = join(folder.path, '方案.yaml');
  writeFileSync(file, 'x'.repeat(4_000_000));
  expect((await runKaoji(['check', file])).err).not.toContain('MB');
  writeFileSync(file, 'x'.repeat(4_000_001));
  const { code, err } = await runKaoji(['check', file]);
  expect(code).toBe(1);
  expect(err).toContain('有 4.1 MB，方案最多读 4 MB');
  expect((await runKaoji(['check', file, '--lang', 'en'])).err).toContain('has 4.1 MB, at most 4 MB of a scheme are read');
});

test('a yaml file of any name may be named itself', async () => {
  const file = join(folder.path, '方案.yaml');
  writeFileSync(file, `\uFEFF${smallScheme}`);
  expect((await runKaoji(['check', file])).code).toBe(0);
});
