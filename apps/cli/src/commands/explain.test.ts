import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runKaoji, schemesFolder, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, writeSmallCase } from '../testing/small-case.ts';
import { widthOf } from '../text/width.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const offices = join(schemesFolder, 'town-offices');

test('the bill of the last office: why it has its score and its grade', async () => {
  const { code, out, err } = await runKaoji(['explain', offices, '--subject', 'O11']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('等次　较差\n  * 得分  67.24，第 12 位，共 12 个');
  expect(out).toContain('* 五4   改为较差：连续两年末位');
  expect(out).toContain('= 业绩评价 73.46 × 70% + 履职评价');
  expect(out).toContain('67.2378… 公布时四舍五入，保留 2 位小数');
  expect(out).toContain('tasks.csv:212');
  for (const line of out.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(100);
});

test('a subject may be named by its name, and one indicator alone', async () => {
  const { out } = await runKaoji(['explain', offices, '--subject', '退役军人服务站', '--indicator', '扣分']);
  expect(out.split('\n')[2]).toMatch(/^扣分 +6\.20 {2}= 媒体曝光 3 \+ 通报批评 2 \+ 考勤 1\.2 +三/);
  expect(out).not.toContain('业绩评价');
  const quarters = await runKaoji(['explain', offices, '--subject', 'O11', '--indicator', '季度业绩(四季度)']);
  expect(quarters.out).toContain('季度业绩（四季度）');
  expect(quarters.out).not.toContain('季度业绩（一季度）');
});

test.each([
  [['--subject', 'O99'], '是不是：O09 '],
  [['--subject', 'o11'], 'O11 退役军人服务站'],
  [['--subject', '退役'], 'O11 退役军人服务站'],
  [['--subject', 'O11', '--indicator', '业绩评介'], '是不是“业绩评价”'],
])('%j is unknown, and what is near is named', async (words, near) => {
  const { code, out, err } = await runKaoji(['explain', offices, ...words]);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(near);
});

test('a name that two subjects have is answered with both ids', async () => {
  writeSmallCase(folder.path, { facts: { subjects: smallFacts.subjects.replace('乙', '甲') } });
  const { code, err } = await runKaoji(['explain', folder.path, '--subject', '甲']);
  expect(code).toBe(1);
  expect(err).toContain('请写编号：A1、A2');
});

test('what a person may see hides the groups that are too small', async () => {
  writeSmallCase(folder.path);
  const full = await runKaoji(['explain', folder.path, '--subject', 'A2']);
  const redacted = await runKaoji(['explain', folder.path, '--subject', 'A2', '--redacted']);
  expect(full.out).toContain('领导 80.00 × 60% + 群众 100.00 × 40%');
  expect(redacted.out).toContain('不公开');
  expect(redacted.out).toContain('88.00');
  expect(redacted.out).not.toMatch(/80\.00 × 60%|100\.00 × 40%/);
});

test('json is the tree of the engine, html a page without script', async () => {
  writeSmallCase(folder.path);
  const json = JSON.parse((await runKaoji(['explain', folder.path, '--subject', 'A2', '--format', 'json'])).out) as {
    stages: { total: { name: string } }[];
  };
  expect(json.stages[0]!.total.name).toBe('总分');
  const { out } = await runKaoji(['explain', folder.path, '--subject', 'A2', '--format', 'html']);
  expect(out).toContain('<h1>乙</h1>');
  expect(out).toContain('未触发');
  expect(out).not.toMatch(/<script| style=|https?:\/\//);
});

test('money is written as money', async () => {
  const { out } = await runKaoji(['explain', join(schemesFolder, 'county-annual'), '--subject', 'P0280']);
  expect(out).toMatch(/年度考核奖 +14,400\.00/);
});
