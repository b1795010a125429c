import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runKaoji, schemeNames, schemesFolder, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, smallScheme, writeSmallCase } from '../testing/small-case.ts';
import { readSheets } from '../testing/read-sheets.ts';
import { widthOf } from '../text/width.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test.each(schemeNames)('%s: json is the published result, byte by byte', async (name) => {
  const { code, out, err } = await runKaoji(['score', join(schemesFolder, name), '--format', 'json']);
  const expected = readFileSync(join(schemesFolder, name, 'expected.json'), 'utf8');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual(JSON.parse(expected));
  expect(out).toBe(expected);
});

describe('table', () => {
  test('the ranking of the town offices, as an office reads it', async () => {
    const { code, out, err } = await runKaoji(['score', join(schemesFolder, 'town-offices')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').slice(0, 14)).toEqual([
      '镇机关科室内部绩效考核办法  town-offices　2024 年度',
      '拟定，未审定  考核对象 86 个　事实 5 张表 2483 行',
      '',
      '科室考核  科室 office  参评 12 个',
      '优秀 4 / 4　良好 7 / 7　一般 0 / 1　较差 1',
      '位次    名称            编号  考核得分  业绩评价  履职评价  加减分  等次  依据              标记',
      '                                             70%       30%',
      '-'.repeat(100),
      '1       综合办          O01     105.44     99.08     93.63    8.00  优秀  五3 名额          前三名',
      '2       综治办          O09     101.75     97.50     88.32    7.00  优秀  五3 名额          前三名',
      '3       企业办          O06     100.97     99.17     88.49    5.00  优秀  五3 名额          前三名',
      '4 并列  纪委监委        O12      95.21     91.60     90.30    4.00  优秀  五3 名额',
      '-- 优秀名额到此为止 4 / 4　第 4 位并列，纪委监委 88.50 与党建办 87.75 按“季度业绩(四季度)”分先后 ---',
      '4 并列  党建办          O02      95.21     90.25     90.10    5.00  良好  五3 名额',
    ]);
    expect(out).toContain('较差  五4 连续两年末位  末位科室');
    expect(out).toContain('不得评优 2  六3\n  龙少 L04、郑金芳 H11');
  });

  test.each([
    ['town-cadres', 100],
    ['county-annual', 100],
    ['county-annual', 80],
    ['bureau-staff', 72],
  ] as const)('%s fits a screen of %i columns', async (name, columns) => {
    const { out } = await runKaoji(['score', join(schemesFolder, name)], { columns });
    for (const line of out.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
  });

  test('is plain ASCII in its lines where it is piped, and draws them on a terminal', async () => {
    const words = ['score', join(schemesFolder, 'town-offices')];
    expect((await runKaoji(words)).out).not.toMatch(/[─━\u001B]/);
    const onTerminal = (await runKaoji(words, { isTerminal: true, environment: { NO_COLOR: '' } })).out;
    expect(onTerminal).toContain('──');
    expect(onTerminal).toContain('\u001B[1m镇机关');
    expect((await runKaoji(words, { isTerminal: true })).out).not.toContain('\u001B');
  });

  test('marks what is undecided, missing and set aside', async () => {
    const same = (text: string): string =>
      text.replaceAll(
        /A[123],task,T(\d),(.*?),H(\d),100,[\d.]+/g,
        (_, task, title, half) => `A${Math.ceil(task / 2)},task,T${task},${title},H${half},100,80`,
      );
    const ballots = smallFacts.ballots.replaceAll(/好|差/g, '中');
    writeSmallCase(folder.path, { facts: { tasks: same(smallFacts.tasks), ballots, adjustments: smallFacts.adjustments.split('\n')[0]! } });
    const { out } = await runKaoji(['score', folder.path]);
    expect(out).toContain('同分跨线，待审定');
    expect(out).toContain('1 并列');
    expect(out).toContain('资料不全 1 个\n  丙 A3  缺 任务（下半年）');
    writeSmallCase(folder.path);
    const again = (await runKaoji(['score', folder.path])).out;
    expect(again).toContain('《adjustments.csv》第3行\n    “表彰”没有级别“村级”的分值');
  });

  test('a decision is told with what was proposed', async () => {
    writeSmallCase(folder.path);
    writeFileSync(
      join(folder.path, 'facts/decisions.csv'),
      'subject,stage,grade,reason,document,date\nA2,考核,优秀,贡献突出,党〔2024〕1号,2024-12-30\n',
    );
    const { out } = await runKaoji(['score', folder.path]);
    expect(out).toContain('拟定，1 个已审定');
    expect(out).toContain('优秀 审 拟定良好');
  });
});

test('a period that is still open has values that are not yet due', async () => {
  writeSmallCase(folder.path, { facts: { tasks: smallFacts.tasks.replace('H2,100,88', 'H2,100,') } });
  const total = async (...words: string[]): Promise<unknown> => {
    const { out } = await runKaoji(['score', folder.path, '--format', 'json', ...words]);
    return (JSON.parse(out) as { subjects: Record<string, { indicators: Record<string, unknown> }> }).subjects['A2']!.indicators[
      'tasks.H2'
    ];
  };
  expect(await total()).toBe('0.00');
  expect(await total('--open-periods', 'H2')).toBe(null);
  expect(await total('--open-periods', '下半年')).toBe(null);
});

describe('what is refused', () => {
  test('a scheme with errors: all of them, each under its line, and nothing else happens', async () => {
    writeSmallCase(folder.path, {
      scheme: smallScheme.replace('formula: 任务 × 50%', 'formula: 任雾 × 50%').replace('领导: 60%', '领导: 65%'),
    });
    const output = join(folder.path, 'result.json');
    const { code, out, err } = await runKaoji(['score', folder.path, '--format', 'html', '--output', output]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('“测评”的权重合计为 105%，多出 5%');
    expect(err).toContain('没有“任雾”，是不是“任务”？');
    expect(err).toContain('2 个错误');
    expect(existsSync(output)).toBe(false);
  });

  test('facts with errors: all of them by sheet, row and column', async () => {
    const tasks = smallFacts.tasks.replace('H1,100,90', 'H1,100,九十').replace('A3,task,T5', 'A9,task,T5');
    writeSmallCase(folder.path, { facts: { tasks } });
    const before = readdirSync(folder.path);
    const { code, out, err } = await runKaoji(['score', folder.path, '--format', 'xlsx', '-o', join(folder.path, 'result.xlsx')]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('《tasks.csv》第2行“completion”列  错误  九十');
    expect(err).toContain('《tasks.csv》第6行“subject”列  错误  A9');
    expect(err).toContain('没有计算，也没有写任何文件');
    expect(readdirSync(folder.path)).toEqual(before);
    expect((await runKaoji(['score', folder.path, '--lang', 'en'])).err).toContain('Nothing was computed and nothing was written');
  });

  test('a file that is there already, unless it may be replaced', async () => {
    writeSmallCase(folder.path);
    const output = join(folder.path, 'result.json');
    writeFileSync(output, 'mine');
    const words = ['score', folder.path, '--format', 'json', '-o', output];
    expect(await runKaoji(words)).toEqual({ code: 1, out: '', err: `${output} 已经存在。要替换请加 --force。\n` });
    expect(readFileSync(output, 'utf8')).toBe('mine');
    expect(await runKaoji([...words, '--force'])).toEqual({ code: 0, out: '', err: `已写入 ${output}\n` });
    expect(readFileSync(output, 'utf8')).toContain('"set": "small"');
  });

  test('a scheme that is not UTF-8', async () => {
    writeSmallCase(folder.path);
    writeFileSync(join(folder.path, 'scheme.yaml'), Uint8Array.of(0xd0, 0xa1, 0xb0, 0xec));
    expect((await runKaoji(['score', folder.path])).err).toContain('不是 UTF-8');
  });
});

/** Names that would be a formula, markup, or the end of an attribute. */
const hostileNames = ['=HYPERLINK("http://x","y")', '<script>alert(1)</script>', `"'&amp;<b onload=x>`];

function writeNames(names: readonly string[]): void {
  const rows = names.map((name, i) => `A${i + 1},"${name.replaceAll('"', '""')}",person,staff`);
  writeSmallCase(folder.path, { facts: { subjects: ['subject,name,kind,category', ...rows, ''].join('\n') } });
}

describe('hostile names', () => {
  test.each([
    ['an escape sequence', '\u001B[31m红\u0007'],
    ['a mark that turns the line round', 'a\u202Egnp.exe'],
    ['a hidden character', '张\u200B三'],
  ])('%s never reaches the terminal', async (_, name) => {
    writeNames([name, '乙', '丙']);
    const { out, err } = await runKaoji(['score', folder.path]);
    expect(out + err).toContain('�');
    expect(out + err).not.toMatch(/[\u0007\u001B\u200B\u202E]/);
  });

  test('reach a page as text', async () => {
    writeNames(hostileNames);
    const { out } = await runKaoji(['score', folder.path, '--format', 'html']);
    expect(out).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(out).toContain('&quot;&#39;&amp;amp;&lt;b onload=x&gt;');
    expect(out).not.toMatch(/<script|<b onload/);
  });

  test('reach a workbook as text', async () => {
    writeNames(hostileNames);
    const output = join(folder.path, 'result.xlsx');
    await runKaoji(['score', folder.path, '--format', 'xlsx', '-o', output]);
    const { xml, texts } = await readSheets(output);
    expect(texts).toContain('=HYPERLINK("http://x","y")');
    // A formula would be an element of its own.
    expect(xml).not.toMatch(/<f[ >]/);
  });
});

test('the page loads nothing, runs nothing, and its policy names the style by its hash', async () => {
  const { out } = await runKaoji(['score', join(schemesFolder, 'town-offices'), '--format', 'html']);
  const allowed = /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-([A-Za-z0-9+/=]+)&#39;/.exec(
    out,
  )?.[1];
  const sheet = /<style>([^]*?)<\/style>/.exec(out)![1]!;
  expect(allowed).toBe(createHash('sha256').update(sheet).digest('base64'));
  expect(out).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:\/\/| style=| on[a-z]+=/);
  expect(out).toContain('优秀名额到此为止 4 / 4');
  expect(out).toContain('拟定，未审定');
  expect(out).toContain('<svg');
  expect(out).toMatch(/结果散列 [0-9a-f]{64}/);
});

test('the workbook has a sheet for each view of the result', async () => {
  const output = join(folder.path, 'result.xlsx');
  expect((await runKaoji(['score', join(schemesFolder, 'town-offices'), '--format', 'xlsx', '-o', output])).code).toBe(0);
  const { names, rows } = await readSheets(output);
  expect(names).toEqual(['结果', '名额', '指标得分', '结果运用', '加减分明细', '提示', '说明']);
  const ranking = rows.get('结果')!;
  expect(ranking).toHaveLength(13);
  expect(ranking[4]).toEqual(expect.arrayContaining(['科室', '4', '并列', 'O12', '纪委监委', '95.21', '优秀', '五3 名额']));
  expect(rows.get('加减分明细')!.flat()).toContain('同一事项就高，不计');
});

const ungraded =
  smallScheme.slice(0, smallScheme.indexOf('    grading:\n')) +
  `    outcomes:
      奖金: { key: award_fen, clause: 七, formula: 100元 × 总分 }
`;

test('a stage without ranking shows its values: table, page and workbook', async () => {
  writeSmallCase(folder.path, { scheme: ungraded });
  const { code, out } = await runKaoji(['score', folder.path]);
  expect(code).toBe(0);
  const lines = out.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(lines).toContainEqual([
    '名称',
    '编号',
    '任务（上半年）',
    '任务（下半年）',
    '任务',
    '测评（领导）',
    '测评（群众）',
    '测评',
    '加分',
    '奖金',
  ]);
  expect(lines).toContainEqual(['乙', 'A2', '85.50', '88.00', '86.75', '80.00', '100.00', '88.00', '1.00', '8,838.00']);
  expect(lines).toContainEqual(['丙', 'A3', '70.00', '缺', '70.00', '70.00', '80.00', '74.00', '0.00', '7,200.00']);
  const narrow = await runKaoji(['score', folder.path], { columns: 60 });
  expect(narrow.out).toContain('屏幕较窄，略去');
  const { out: page } = await runKaoji(['score', folder.path, '--format', 'html']);
  expect(page).toContain('8,838.00');
  expect(page).toMatch(/<span class="miss">缺<\/span>/);
});

test('without a format the ending of the file says it', async () => {
  writeSmallCase(folder.path);
  const written = async (name: string): Promise<string> => {
    const path = join(folder.path, name);
    expect(await runKaoji(['score', folder.path, '-o', path])).toMatchObject({ code: 0 });
    return readFileSync(path, 'latin1').slice(0, 2);
  };
  expect([await written('a.xlsx'), await written('a.json'), await written('a.HTML')]).toEqual(['PK', '{\n', '<!']);
  await runKaoji(['score', folder.path, '-o', join(folder.path, 'a.txt')]);
  expect(readFileSync(join(folder.path, 'a.txt'), 'utf8')).toContain('小办法');
  await runKaoji(['score', folder.path, '-o', join(folder.path, '结果')]);
  expect(readFileSync(join(folder.path, '结果'), 'utf8')).toContain('小办法');
  await runKaoji(['explain', folder.path, '--subject', 'A1', '-o', join(folder.path, 'b.html')]);
  expect(readFileSync(join(folder.path, 'b.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('an ending that names no format is refused with those that do', async () => {
  writeSmallCase(folder.path);
  for (const [words, name, endings] of [
    [['score'], 'a.pdf', '.txt、.json、.xlsx、.html；'],
    [['score'], 'a.csv', '.txt、.json、.xlsx、.html；'],
    [['explain', '--subject', 'A1'], 'a.xlsx', '.txt、.json、.html；'],
  ] as const) {
    const { code, out, err } = await runKaoji([...words, folder.path, '-o', join(folder.path, name)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(endings);
    expect(existsSync(join(folder.path, name))).toBe(false);
  }
  expect((await runKaoji(['score', folder.path, '--format', 'table', '-o', join(folder.path, 'a.log')])).code).toBe(0);
});

test.each(['score', 'explain', 'bundle', 'template'])('%s: a refused input leaves the file that was there as it was', async (command) => {
  const isTemplate = command === 'template';
  if (isTemplate) writeSmallCase(folder.path, { scheme: smallScheme.replace('总分 < 60', '总分 < 六十') });
  else writeSmallCase(folder.path, { facts: { tasks: smallFacts.tasks.replace('85.5', '85.5分') } });
  const output = join(folder.path, 'result');
  writeFileSync(output, 'what was there');
  const words = [command, folder.path, '-o', output, '--force', ...(command === 'explain' ? ['--subject', 'A1'] : [])];
  const { code, out } = await runKaoji(words);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(readFileSync(output, 'utf8')).toBe('what was there');
  expect(readdirSync(folder.path).toSorted()).toEqual(['facts', 'result', 'scheme.yaml']);
});

test('where the facts cannot be read at all, only that is told', async () => {
  writeSmallCase(folder.path);
  const { code, err } = await runKaoji(['score', folder.path, '--facts', join(folder.path, 'nowhere')]);
  expect(code).toBe(1);
  expect(err).toContain('请核对路径');
  expect(err).not.toContain('考核对象');
});
