import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeBundle } from '../bundle/compose.ts';
import { utf8 } from '../bundle/digest.ts';
import { sha256 } from '../bundle/node-sha256.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runKaoji, schemesFolder, temporaryFolder } from '../testing/run-program.ts';
import { smallFacts, smallScheme, writeSmallCase } from '../testing/small-case.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string): string => join(folder.path, name);

test.each(['town-offices', 'county-annual'])('%s: bundled, verified, redacted, and shown to belong together', async (name) => {
  const scheme = join(schemesFolder, name);
  const made = await runKaoji(['bundle', scheme, '-o', file('full.zip')]);
  expect(made).toMatchObject({ code: 0, err: `已写入 ${file('full.zip')}\n` });
  const fingerprint = /指纹 {2}.*\n.*/.exec(made.out)![0];
  expect((await runKaoji(['bundle', scheme, '--redacted', '-o', file('redacted.zip')])).out).toContain(fingerprint);
  for (const words of [
    [file('full.zip')],
    [file('redacted.zip')],
    [file('full.zip'), '--against', file('redacted.zip')],
    [file('redacted.zip'), '--against', file('full.zip')],
  ]) {
    const { code, out, err } = await runKaoji(['verify', ...words]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(fingerprint);
  }
  const result = readFileSync(join(scheme, 'expected.json'));
  expect(readFileSync(file('full.zip')).includes(result), 'the result stands in the bundle byte by byte').toBe(true);
});

test('a workbook and a folder of the same facts give the same bundle', async () => {
  writeSmallCase(folder.path);
  await runKaoji(['bundle', folder.path, '-o', file('a.zip')]);
  const csv = smallFacts.tasks.replace(
    'subject,indicator,task,title,period,weight,completion',
    '对象,指标,任务编号,任务名称,时期,权重,完成率',
  );
  writeSmallCase(folder.path, { facts: { tasks: csv.replaceAll('\n', '\r\n') } });
  await runKaoji(['bundle', folder.path, '-o', file('b.zip')]);
  expect(readFileSync(file('b.zip')).equals(readFileSync(file('a.zip')))).toBe(true);
});

// A pair of bundles of each release stays here for ever: what was sealed has to verify in every later version.
test.each([['format-1', '904e500328c9e7f7b3a802296c313c2b9e2b6bc8b9636da96d43e860e2448852']])(
  'the sealed bundles of %s verify, and belong together',
  async (name, fingerprint) => {
    const [full, redacted] = ['full', 'redacted'].map((kind) => join(import.meta.dirname, '../bundle/fixtures', `${name}-${kind}.zip`));
    for (const [how, ...words] of [
      ['recomputed', full!],
      ['hashes', redacted!],
      ['together', redacted!, '--against', full!],
    ] as const) {
      const { code, out, err } = await runKaoji(['verify', ...words, '--format', 'json']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(JSON.parse(out)).toMatchObject({ verified: true, how, fingerprint, hasOtherFindings: false });
    }
  },
);

test('findings of another version are no fault: the result is the same, and the difference is told', async () => {
  const facts = Object.entries(smallFacts).map(([table, csv]) => ({ table, csv: utf8(csv.replaceAll('\n', '\r\n')) }));
  const composed = await composeBundle(
    { schemeText: smallScheme, facts, openPeriods: [], engine: '0.0.1', readme: '', seed: { kind: 'derived' }, sealedFindings: [] },
    sha256,
  );
  if (!composed.ok) throw new Error('the case is right');
  writeFileSync(file('full.zip'), composed.value.full);
  writeFileSync(file('redacted.zip'), composed.value.redacted);
  for (const words of [[file('full.zip')], [file('full.zip'), '--against', file('redacted.zip')]]) {
    const { code, out } = await runKaoji(['verify', ...words]);
    expect(code).toBe(0);
    expect(out).toContain('结果包由版本 0.0.1 生成');
    expect(out).toContain('提示（findings.json）与本程序列出的不同，结果相同');
    expect(JSON.parse((await runKaoji(['verify', ...words, '--format', 'json'])).out)).toMatchObject({ hasOtherFindings: true });
  }
});

test('says what is different, in either language, and exits with 1', async () => {
  writeSmallCase(folder.path);
  await runKaoji(['bundle', folder.path, '-o', file('full.zip')]);
  const bytes = readFileSync(file('full.zip'));
  bytes[bytes.length - 30]! ^= 1;
  writeFileSync(file('damaged.zip'), bytes);
  expect(await runKaoji(['verify', file('damaged.zip')])).toEqual({
    code: 1,
    out: '',
    err: expect.stringContaining('已经损坏或被改动') as unknown,
  });
  expect((await runKaoji(['verify', file('damaged.zip'), '--lang', 'en'])).err).toContain('damaged or was changed');
  const json = await runKaoji(['verify', file('damaged.zip'), '--format', 'json']);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toEqual({ verified: false, faults: [{ kind: 'damaged' }] });
});

test('two bundles that do not belong together are told apart', async () => {
  writeSmallCase(folder.path);
  await runKaoji(['bundle', folder.path, '-o', file('full.zip')]);
  writeSmallCase(folder.path, { facts: { tasks: smallFacts.tasks.replace('H1,100,90', 'H1,100,91') } });
  await runKaoji(['bundle', folder.path, '--redacted', '--without-seed', '-o', file('other.zip')]);
  const { code, err } = await runKaoji(['verify', file('full.zip'), '--against', file('other.zip')]);
  expect(code).toBe(1);
  expect(err).toContain('facts/tasks.csv、');
  expect((await runKaoji(['verify', file('full.zip'), '--against', file('full.zip')])).err).toContain('两个都是完整包');
});

test('few secret sheets call for a seed before anything is written, and a seed must be long enough', async () => {
  writeSmallCase(folder.path);
  const words = ['bundle', folder.path, '--redacted', '-o', file('redacted.zip')];
  const { code, out, err } = await runKaoji(words);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/6 行.*--seed.*--without-seed/);
  expect(existsSync(file('redacted.zip'))).toBe(false);
  expect(await runKaoji([...words, '--without-seed'])).toMatchObject({ code: 0, err: `已写入 ${file('redacted.zip')}\n` });
  writeFileSync(file('short'), 'short');
  expect((await runKaoji([...words, '--force', '--seed', file('short')])).code).toBe(2);
  writeFileSync(file('seed'), 'thirty-two random bytes, or more');
  expect((await runKaoji([...words, '--force', '--seed', file('seed')])).code).toBe(0);
});
