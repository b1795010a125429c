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
  expect(out).toMatch(/等次　较差\n  \* 得分 +67\.24，第 12 位，共 12 个\n/);
  expect(out).toMatch(/\* 五4 +改为较差：连续两年末位\n/);
  expect(out).toMatch(/未触发 +优秀取前4名（五3）；其余为良好（五3）；较差：考核得分 < 60（五4）\n/);
  expect(out).toContain('后1名（12 × 10% = 1.2，四舍五入）');
  // Operands carry their further decimals, so that the sum can be done again.
  expect(out).toContain('= 业绩评价 73.4571… × 70% + 履职评价');
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

test('who stands before whom at an equal score is told with the values compared', async () => {
  const { out } = await runKaoji(['explain', offices, '--subject', 'O02']);
  expect(out).toMatch(/得分 +95\.21，第 4 位（并列），共 12 个\n +同分，按季度业绩\(四季度\) 87\.75 排在纪委监委 88\.50 之后\n/);
});

test('a value that stands at several places is opened once', async () => {
  const { out } = await runKaoji(['explain', join(schemesFolder, 'town-cadres'), '--subject', 'S031']);
  expect(out.split('\n').filter((line) => line.includes('scores.csv:952'))).toHaveLength(1);
  const alone = await runKaoji(['explain', join(schemesFolder, 'town-cadres'), '--subject', 'S031', '--indicator', '身份加分']);
  expect(alone.out).toContain('身份等次');
});

const recordColumns = 'id,corrects,correction_reason,authority,recorded_by,recorded_at,state';
const corrected = `subject,indicator,task,title,period,weight,completion,${recordColumns}
A1,task,T1,修路,H1,100,90,F1,,,,,,
A1,task,T1,修路,H1,100,70,F2,F1,复核台账,督查〔2024〕3号,张三,2024-07-01,
A1,task,T2,修桥,H2,100,94,F3,,,,,,
A1,task,T2,修桥,H2,100,60,F4,F3,误改,,李四,2024-07-02,
A1,task,T2,修桥,H2,100,60,F5,F4,改错了人,,张三,2024-07-03,撤销
A1,task,T9,重复登记,H2,100,10,F6,,,,,,
A1,task,T9,重复登记,H2,100,10,F7,F6,重复登记,,张三,2024-07-04,撤销
A2,task,T3,种树,H1,100,85.5,,,,,,,
`;

test('a corrected fact shows what was recorded first, what it became, and on whose word', async () => {
  writeSmallCase(folder.path, { facts: { tasks: corrected } });
  const { out, err } = await runKaoji(['explain', folder.path, '--subject', 'A1'], { columns: 160 });
  expect(err).toBe('');
  expect(out).toContain('更正：完成率原记 90，更正为 70　理由 复核台账　依据 督查〔2024〕3号　张三 2024-07-01　第3行');
  expect(out).toContain('更正：完成率原记 94，更正为 60　理由 误改　李四 2024-07-02　第5行');
  expect(out).toContain('更正已撤销：完成率由 60 恢复为 94　理由 改错了人　张三 2024-07-03　第6行');
  expect(out).toMatch(/已撤销的事实\n重复登记 .*完成率 10 .*tasks\.csv:7\n +已撤销，不再计入　理由 重复登记　张三 2024-07-04　第8行\n/);
});

test('in English the columns of facts have their English headers', async () => {
  writeSmallCase(folder.path, { facts: { tasks: corrected } });
  const { out } = await runKaoji(['explain', folder.path, '--subject', 'A1', '--lang', 'en'], { columns: 160 });
  expect(out).toContain('corrected: completion was 90, corrected to 70, reason: 复核台账');
  expect(out).toMatch(/weight 100, completion 70 /);
});

test('a page shows corrections and withdrawn facts too', async () => {
  writeSmallCase(folder.path, { facts: { tasks: corrected } });
  const { out } = await runKaoji(['explain', folder.path, '--subject', 'A1', '--format', 'html']);
  expect(out).toContain('完成率原记 90，更正为 70');
  expect(out).toContain('已撤销的事实');
});

test('on a narrow screen the sentences stand under their lines, and nothing is wider than the screen', async () => {
  for (const columns of [60, 80, 140]) {
    const { out } = await runKaoji(['explain', offices, '--subject', 'O11'], { columns });
    for (const line of out.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
  }
});

test.each([
  ['prefecture-leadership', 'D65', /U2\.3 +102\.0408… .*实际值 4\.9　5 ÷ 4\.9，逆向目标/],
  ['prefecture-leadership', 'D65', /U2\.3 +100 .*5 ÷ 4\.9，逆向目标，按100计/],
  ['bureau-staff', 'G13', /完成率 104　最高按100计/],
  ['bureau-staff', 'G13', /数量 2　.*分值 0\.5 × 2/],
  [
    'town-cadres',
    'S031',
    /= 238000元（6800元 × 参评数） × 等次系数 0\.50 × 任职月数 7\.00 ÷ 12 ÷ 36\.625 = 1895\.3356…元，舍到分，再得余下的1分/,
  ],
  ['town-cadres', 'S031', /身份等次 +C {2}= 第32名，共35个；倒数第4，C取后4名（35 × 10% = 3\.5，四舍五入）/],
])('%s, %s: what a row or a share counts is shown with the numbers it comes from', async (name, subject, shown) => {
  const { out } = await runKaoji(['explain', join(schemesFolder, name), '--subject', subject], { columns: 220 });
  expect(out).toMatch(shown);
});
