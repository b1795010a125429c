import { beforeAll, describe, expect, test } from 'vitest';
import { smallFacts, smallScheme } from '../testing/small-case.ts';
import { composeBundle, type Bundle, type BundleInput } from './compose.ts';
import { sameBytes, textOf, utf8 } from './digest.ts';
import { fingerprintOf, manifestBytes, readManifest, type Manifest } from './manifest.ts';
import { sha256 } from './node-sha256.ts';
import { readStoredZip, storedZip, type StoredEntry } from './stored-zip.ts';
import { openBundle, recomputeBundle, redactedDifferences, type BundleFault } from './verify.ts';

const input: BundleInput = {
  schemeText: smallScheme,
  facts: (['subjects', 'tasks', 'ballots', 'adjustments'] as const).map((table) => ({
    table,
    csv: utf8(smallFacts[table].replaceAll('\n', '\r\n')),
  })),
  openPeriods: [],
  engine: '0.1.0',
  readme: 'readme\n',
  seed: { kind: 'derived' },
  sealedFindings: null,
};

async function composed(changes: Partial<BundleInput> = {}): Promise<Bundle> {
  const result = await composeBundle({ ...input, ...changes }, sha256);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result.value;
}

async function faultsOf(file: Uint8Array): Promise<readonly BundleFault[]> {
  const opened = openBundle(file, sha256);
  if (!opened.ok) return opened.faults;
  if (opened.value.manifest.kind === 'redacted') return [];
  const again = await recomputeBundle(opened.value, sha256, input.engine);
  return again.ok ? [] : again.faults;
}

const textIn = (entries: readonly StoredEntry[], name: string): string => textOf(entries.find((entry) => entry.name === name)!.bytes)!;

let bundle: Bundle;
beforeAll(async () => {
  bundle = await composed();
});

test('equal content gives equal bytes, and other content another fingerprint', async () => {
  const again = await composed();
  expect(sameBytes(again.full, bundle.full)).toBe(true);
  expect(sameBytes(again.redacted, bundle.redacted)).toBe(true);
  const other = await composed({ openPeriods: ['H2'] });
  expect(other.fingerprint).not.toBe(bundle.fingerprint);
});

test('format 1 is for ever: these bytes, and no others', () => {
  const hashes = [bundle.full, bundle.redacted].map((file) => Buffer.from(sha256(file)).toString('hex'));
  expect(bundle.fingerprint).toBe('66ea21121cc89fe530eef081cc6f7a2ac4ecf9b52201fc1399690d76620e58b2');
  expect(hashes).toEqual([
    '0482fe44d7d0f82b4ac15aa8ac13d0872f156a5287b69ef84704862dcdbf46b5',
    '72333e9666bf2380cda1c55899f43603fb792c029691742bf09a279ee531f0e4',
  ]);
});

test('both forms verify, have one fingerprint, and belong together', async () => {
  expect(await faultsOf(bundle.full)).toEqual([]);
  expect(await faultsOf(bundle.redacted)).toEqual([]);
  const [full, redacted] = [openBundle(bundle.full, sha256), openBundle(bundle.redacted, sha256)];
  if (!full.ok || !redacted.ok) throw new Error('both are right');
  expect(redacted.value.manifest.fingerprint).toBe(full.value.manifest.fingerprint);
  expect(redactedDifferences(bundle, redacted.value)).toEqual([]);
  const others = openBundle((await composed({ seed: { kind: 'secret', secret: utf8('a secret of the office') } })).redacted, sha256);
  expect(others.ok && redactedDifferences(bundle, others.value)).toEqual(['manifest.json', 'facts/ballots.csv', 'result.json']);
});

describe('what is redacted', () => {
  test('sheets of secret groups are commitments in ascending order; those of named groups stay', () => {
    const lines = textIn(bundle.redactedEntries, 'facts/ballots.csv').trimEnd().split('\r\n');
    expect(lines.slice(0, 4)).toEqual([
      'round,ballot,group,subject,item,value,withheld_commitment',
      'annual,7,public,A1,overall,好,',
      'annual,8,public,A2,overall,好,',
      'annual,9,public,A3,overall,中,',
    ]);
    const commitments = lines.slice(4);
    expect(commitments).toHaveLength(6);
    for (const line of commitments) expect(line).toMatch(/^,{6}[0-9a-f]{64}$/);
    expect(commitments).toEqual(commitments.toSorted());
    // Two sheets that say the same have different salts.
    expect(new Set(commitments).size).toBe(6);
  });

  test('values of groups that are too small are commitments, together with those they could be worked out from', () => {
    const full = JSON.parse(textIn(bundle.fullEntries, 'result.json')) as {
      subjects: Record<string, { indicators: Record<string, unknown> }>;
    };
    const redacted = JSON.parse(textIn(bundle.redactedEntries, 'result.json')) as typeof full;
    const { 'vote.leaders': leaders, 'vote.public': others, ...open } = redacted.subjects['A1']!.indicators;
    expect([leaders, others]).toEqual([
      { withheld: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
      { withheld: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
    ]);
    expect(open).toEqual({ bonus: '0.00', tasks: '92.00', 'tasks.H1': '90.00', 'tasks.H2': '94.00', vote: '94.00' });
    expect(full.subjects['A1']!.indicators['vote.leaders']).toBe('90.00');
  });

  test('nothing secret and no seed stands in it anywhere', () => {
    const text = new TextDecoder('latin1').decode(bundle.redacted);
    expect(bundle.redactedEntries.map(({ name }) => name)).not.toContain('seed.txt');
    expect(text).not.toContain(textIn(bundle.fullEntries, 'seed.txt').trim());
    expect(text).not.toContain('leaders,A');
  });

  test('a finding that quotes a secret sheet is a commitment too', async () => {
    const ballots = smallFacts.ballots.replace('leaders,A1,overall,好', 'leaders,A1,overall,极好').replaceAll('\n', '\r\n');
    const facts = input.facts.map((each) => (each.table === 'ballots' ? { ...each, csv: utf8(ballots) } : each));
    const { fullEntries, redactedEntries } = await composed({ facts });
    expect(textIn(fullEntries, 'findings.json')).toContain('极好');
    expect(textIn(redactedEntries, 'findings.json')).not.toContain('极好');
    expect(textIn(redactedEntries, 'findings.json')).toContain('withheld');
    // The finding about the adjustment is nobody's secret.
    expect(textIn(redactedEntries, 'findings.json')).toContain('村级');
  });
});

test('a bundle of a newer format is refused plainly', async () => {
  const manifest = textIn(bundle.fullEntries, 'manifest.json').replace('"format": 1', '"format": 7');
  const newer = storedZip([
    { name: 'manifest.json', bytes: utf8(manifest) },
    { name: 'something-new', bytes: utf8('?') },
  ]);
  expect(await faultsOf(newer)).toEqual([{ kind: 'newer-format', found: 7, newest: 1 }]);
});

describe('tampering', () => {
  test.each(['full', 'redacted'] as const)('any changed byte of a %s bundle is detected', async (form) => {
    const file = bundle[form];
    const step = Math.ceil(file.length / 400);
    for (let at = 0; at < file.length; at += step) {
      const changed = file.slice();
      changed[at]! ^= 1 << (at % 8);
      expect((await faultsOf(changed)).length, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  test('a byte too few or too many is detected', async () => {
    for (const file of [bundle.full, bundle.redacted]) {
      expect(await faultsOf(file.subarray(0, -1))).not.toEqual([]);
      expect(await faultsOf(Uint8Array.from([...file, 0]))).not.toEqual([]);
    }
  });

  /** A forger who knows the format mends the container, and with `mendHashes` the hashes as well. */
  function forged(entries: readonly StoredEntry[], name: string, change: (text: string) => string, mendHashes: boolean): Uint8Array {
    const changed = entries.map((entry) => (entry.name === name ? { name, bytes: utf8(change(textOf(entry.bytes)!)) } : entry));
    if (!mendHashes) return storedZip(changed);
    const manifest = readManifest(textIn(changed, 'manifest.json'))!;
    const hash = Buffer.from(sha256(changed.find((entry) => entry.name === name)!.bytes)).toString('hex');
    const parts = manifest.parts.map((part) => (part.name === name ? { ...part, sha256: hash } : part));
    const mended: Manifest = { ...manifest, parts };
    const whole = { ...mended, fingerprint: fingerprintOf(mended, sha256) };
    return storedZip(changed.map((entry) => (entry.name === 'manifest.json' ? { ...entry, bytes: manifestBytes(whole) } : entry)));
  }

  test.each([
    ['scheme.yaml', '60%', '61%'],
    ['scheme.yaml', '小办法', '大办法'],
    ['facts/subjects.csv', '甲', '丁'],
    ['facts/tasks.csv', 'H1,100,90', 'H1,100,91'],
    ['facts/tasks.csv', '修路', '修渠'],
    ['facts/ballots.csv', 'leaders,A1,overall,好', 'leaders,A1,overall,中'],
    ['result.json', '"93.00"', '"98.00"'],
    ['result.json', '"rank": 1', '"rank":  1'],
    ['findings.json', '村级', '省级'],
    ['seed.txt', /^./, '0'],
    ['README.txt', 'readme', 'README'],
    ['manifest.json', '"engine": "0.1.0"', '"engine": "0.2.0"'],
  ] as const)('%s: %s cannot become %s', async (name, from, to) => {
    for (const mendHashes of [false, true]) {
      const file = forged(bundle.fullEntries, name, (text) => text.replace(from, to), mendHashes);
      const unchanged = sameBytes(file, bundle.full);
      if (unchanged) continue;
      const faults = await faultsOf(file);
      // What is open may be exchanged with all its hashes; then it is another bundle, and its fingerprint says so.
      const other = openBundle(file, sha256);
      const isOther = other.ok && other.value.manifest.fingerprint !== bundle.fingerprint;
      expect(faults.length > 0 || (mendHashes && isOther), `mended: ${mendHashes}`).toBe(true);
    }
  });

  test('a result that does not follow from the facts is named by part and line, with all hashes mended', async () => {
    const file = forged(bundle.fullEntries, 'result.json', (text) => text.replace('"grade": "优秀"', '"grade": "良好"'), true);
    expect(await faultsOf(file)).toContainEqual({
      kind: 'recomputed',
      name: 'result.json',
      line: expect.any(Number) as unknown,
      found: '"grade": "良好",',
      expected: '"grade": "优秀",',
    });
  });

  test('another content under a commitment is detected, also where the result stays the same', async () => {
    const swap = (text: string): string => text.replace('annual,1,leaders,A2', 'annual,9,leaders,A2');
    expect(await faultsOf(forged(bundle.fullEntries, 'facts/ballots.csv', swap, false))).toEqual([
      { kind: 'part', name: 'facts/ballots.csv' },
    ]);
  });

  test('findings of another version are taken as they were sealed, under their hash; those of this one are computed again', async () => {
    const recomputed = async (file: Uint8Array, ownEngine: string): Promise<readonly BundleFault[] | boolean> => {
      const opened = openBundle(file, sha256);
      if (!opened.ok) return opened.faults;
      const again = await recomputeBundle(opened.value, sha256, ownEngine);
      return again.ok ? again.bundle.hasOwnFindings : again.faults;
    };
    expect(await recomputed(bundle.full, '9.0.0')).toBe(true);
    const renamed = (text: string): string => text.replace(/"code": "[^"]*"/, '"code": "of-another-version"');
    const other = forged(bundle.fullEntries, 'findings.json', renamed, true);
    expect(await recomputed(other, '9.0.0')).toBe(false);
    expect(await recomputed(other, '0.1.0')).toEqual([expect.objectContaining({ kind: 'recomputed', name: 'findings.json' })]);
    expect(await recomputed(forged(bundle.fullEntries, 'findings.json', renamed, false), '9.0.0')).toEqual([
      { kind: 'part', name: 'findings.json' },
    ]);
    expect(
      await recomputed(
        forged(bundle.fullEntries, 'findings.json', (text) => `${text} `, true),
        '9.0.0',
      ),
    ).toEqual([{ kind: 'part', name: 'findings.json' }]);
    // The result is compared whatever the version.
    const better = forged(bundle.fullEntries, 'result.json', (text) => text.replace('"grade": "优秀"', '"grade": "良好"'), true);
    expect(await recomputed(better, '9.0.0')).toContainEqual(expect.objectContaining({ kind: 'recomputed', name: 'result.json' }));
  });

  test('a redacted bundle with a secret finding belongs to its full one, also for a version that has other findings', async () => {
    const ballots = smallFacts.ballots.replace('leaders,A1,overall,好', 'leaders,A1,overall,极好').replaceAll('\n', '\r\n');
    const facts = input.facts.map((each) => (each.table === 'ballots' ? { ...each, csv: utf8(ballots) } : each));
    const { full, redacted } = await composed({ facts });
    const [openedFull, openedRedacted] = [openBundle(full, sha256), openBundle(redacted, sha256)];
    if (!openedFull.ok || !openedRedacted.ok) throw new Error('both are right');
    const again = await recomputeBundle(openedFull.value, sha256, '9.0.0');
    expect(again.ok && redactedDifferences(again.bundle, openedRedacted.value)).toEqual([]);
  });

  test('facts in another spelling of the same are not the canonical ones', async () => {
    const quoted = (text: string): string => text.replace('修路', '"修路"');
    expect(await faultsOf(forged(bundle.fullEntries, 'facts/tasks.csv', quoted, false))).not.toEqual([]);
  });
});

test('the container is a zip file that is written in one way only', () => {
  const entries = [
    { name: 'a.txt', bytes: utf8('一') },
    { name: '乙/b', bytes: new Uint8Array() },
  ];
  const file = storedZip(entries);
  expect(readStoredZip(file)).toEqual(entries);
  expect(readStoredZip(storedZip([entries[0]!, entries[0]!]))).toBe(null);
  expect(readStoredZip(new Uint8Array())).toBe(null);
});
