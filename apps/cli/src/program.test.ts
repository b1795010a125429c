import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commandNames } from './commands/registry.ts';
import { runKaoji, schemesFolder, temporaryFolder } from './testing/run-program.ts';
import { widthOf } from './text/width.ts';

const offices = `${schemesFolder}/town-offices`;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('says its version', async () => {
  expect(await runKaoji(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^kaoji \d+\.\d+\.\d+\n$/) as unknown, err: '' });
});

test('without a command it shows the help on the error output, as a command that makes no sense', async () => {
  const { code, out, err } = await runKaoji([]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  for (const name of commandNames) expect(err).toContain(`  ${name}`);
});

test.each(['bundle', 'template'])('%s always writes a file, and its help names no screen', async (command) => {
  expect((await runKaoji(['help', command, '--lang', 'en'])).out).toMatch(/--output FILE +write into this file\n/);
  expect((await runKaoji(['help', 'score', '--lang', 'en'])).out).toMatch(/--output FILE[^\n]*instead of the screen/);
});

test.each(['zh', 'en'])('every command has a help that fits the screen (%s)', async (language) => {
  for (const name of commandNames) {
    const helps = [
      await runKaoji(['help', name, '--lang', language], { columns: 80 }),
      await runKaoji([name, '--help', '--lang', language], { columns: 80 }),
    ];
    expect(helps[0], name).toEqual({ code: 0, out: expect.stringContaining(`kaoji ${name}`) as unknown, err: '' });
    expect(helps[1]).toEqual(helps[0]);
    const [examples] = helps[0]!.out.split(/\n(?:例|Examples)\n/).slice(1);
    expect(examples).toContain(`kaoji ${name}`);
    for (const line of helps[0]!.out.split(/\n(?:例|Examples)\n/)[0]!.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  }
});

test.each([
  [{}, '没有命令'],
  [{ LANG: 'C.UTF-8' }, '没有命令'],
  [{ LANG: 'zh_CN.UTF-8' }, '没有命令'],
  [{ LANG: 'en_US.UTF-8' }, 'There is no command'],
  [{ LANG: 'de_DE.UTF-8' }, 'There is no command'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, '没有命令'],
  [{ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'There is no command'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, '没有命令'],
])('the language follows the environment: %j', async (environment: Record<string, string>, said) => {
  expect((await runKaoji(['nothing'], { environment })).err).toContain(said);
});

test('--lang goes before the environment', async () => {
  expect((await runKaoji(['nothing', '--lang=en'], { environment: { LANG: 'zh_CN.UTF-8' } })).err).toContain('There is no command');
});

test.each([
  [['scor', offices], '“score”'],
  [['score', offices, '--fact', 'x'], '“--facts”'],
  [['score'], '缺少 SCHEME'],
  [['score', offices, 'more'], '多了“more”'],
  [['score', offices, '--format', 'xls'], 'table、json、xlsx、html'],
  [['score', offices, '--format'], '缺少值'],
  [['score', offices, '--facts', '--force'], '缺少值'],
  [['score', offices, '--force=yes'], '不带值'],
  [['score', offices, '--format', 'json', '--format', 'json'], '写了两次'],
  [['score', offices, '--format', 'xlsx'], '--output'],
  [['score', offices, '--lang', 'fr'], 'zh、en'],
  [['score', offices, '--open-periods', '五季度'], '五季度'],
  [['explain', offices], '--subject'],
  [['diff', offices], '--facts-b'],
  [['--force'], '没有写命令'],
  [['help', 'scor'], '“score”'],
])('%j makes no sense as written', async (words, said) => {
  const { code, out, err } = await runKaoji(words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(said);
});

test.each([
  [['score', '/no/such/folder'], '找不到', 'ENOENT'],
  [['check', schemesFolder], 'scheme.yaml', ''],
  [['score', offices, '--facts', '/no/such/facts'], '/no/such/facts', ''],
  [['verify', '/no/such/bundle.zip'], '找不到', 'ENOENT'],
  [['verify', schemesFolder], '文件夹', 'EISDIR'],
  [['verify', `${offices}/scheme.yaml`], '不是考绩的结果包', ''],
])('%j is refused', async (words, said, code) => {
  const ran = await runKaoji(words);
  expect(ran).toEqual({ code: 1, out: '', err: expect.stringContaining(said) as unknown });
  expect(ran.err).toContain(code);
});

test('an unexpected failure has a number to read out, and its stack only when asked for', async () => {
  vi.doMock('./commands/check.ts', () => ({
    run: () => {
      throw new TypeError('planted');
    },
  }));
  const plain = await runKaoji(['check', offices]);
  expect(plain).toEqual({ code: 1, out: '', err: expect.stringMatching(/编号 [0-9a-f]{8}/) as unknown });
  expect(plain.err).toContain('TypeError: planted');
  expect(plain.err).not.toContain('    at ');
  expect((await runKaoji(['check', offices, '--debug'])).err).toContain('    at ');
  vi.doUnmock('./commands/check.ts');
});
