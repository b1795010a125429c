import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { describe, expect, test } from 'vitest';

import { collected, joined, utf8 } from '../testing/bytes.ts';
import { zipped } from '../write/zip.ts';
import { defaultReadLimits, modestReadLimits } from './limits.ts';
import { readDirectory, unpacked, type UnpackBudget, type ZipPart } from './zip.ts';

const partsOf = async (bytes: Uint8Array): Promise<readonly ZipPart[]> => [...(await readDirectory(bytes, defaultReadLimits)).values()];
const open = (part: ZipPart, budget: UnpackBudget = { byteCount: Infinity }): AsyncGenerator<Uint8Array, void, undefined> =>
  unpacked(part, budget, defaultReadLimits);

async function byteCountOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let byteCount = 0;
  for await (const chunk of chunks) byteCount += chunk.length;
  return byteCount;
}

/** Zeros pack a thousandfold; these do not. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

describe('unpacking', () => {
  test('parts that are packed, parts that are not, and folders, with sizes before or behind the data', async () => {
    for (const dataDescriptor of [true, false]) {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const zip = new ZipWriter(writable, { dataDescriptor });
      const writing = (async () => {
        await zip.add('folder/', undefined, { directory: true });
        for (const [name, level] of Object.entries({ stored: 0, packed: 6 }))
          await zip.add(name, { readable: new Blob(['考核'.repeat(1000)]).stream() }, { level });
        await zip.close();
      })();
      const parts = await partsOf(await collected(readable));
      await writing;
      expect(parts.map(({ name }) => name)).toEqual(['stored', 'packed']);
      for (const part of parts) expect(await collected(open(part))).toEqual(utf8('考核'.repeat(1000)));
    }
  });

  test('a reader that pauses holds up no other', async () => {
    const bytes = await collected(zipped([{ name: 'a', chunks: [noise(300_000)] }]));
    const parts = await Promise.all(Array.from({ length: 64 }, () => partsOf(bytes)));
    const readers = parts.map(([part]) => open(part!));
    const first = await Promise.all(readers.map((reader) => reader.next()));
    expect(first.every(({ done }) => done === false)).toBe(true);
    const rest = await Promise.all(readers.map(byteCountOf));
    expect(rest.every((byteCount, i) => byteCount + first[i]!.value!.length === 300_000)).toBe(true);
  });

  test('a large part that packs as tables do', async () => {
    const text = utf8(Array.from({ length: 100_000 }, (_, i) => `${i % 997},`).join(''));
    const chunks = Array.from({ length: 30 }, () => text);
    const [part] = await partsOf(await collected(zipped([{ name: 'a', chunks }])));
    const byteCount = await byteCountOf(open(part!));
    expect(byteCount).toBe(30 * text.length);
    expect(byteCount).toBeGreaterThan(8 * 1024 * 1024);
  });

  test('a part that nobody reads to its end is let go', async () => {
    const [part] = await partsOf(await collected(zipped([{ name: 'a', chunks: [noise(300_000)] }])));
    const budget = { byteCount: 1_000_000 };
    const reader = open(part!, budget);
    await reader.next();
    await reader.return();
    expect(budget.byteCount).toBeGreaterThan(700_000);
    expect(await byteCountOf(open(part!, budget))).toBe(300_000);
  });
});

describe('bombs', () => {
  const zeros = new Uint8Array(32 * 1024 * 1024);
  const bomb = { code: 'workbook-bomb', parameters: { part: 'a' } };

  test('before a long harmless end', async () => {
    const [part] = await partsOf(await collected(zipped([{ name: 'a', chunks: [zeros, noise(4_000_000)] }])));
    await expect(byteCountOf(open(part!))).rejects.toMatchObject(bomb);
  });

  test('take no more memory than a few pieces unpack to', async () => {
    const [part] = await partsOf(await collected(zipped([{ name: 'a', chunks: Array.from({ length: 8 }, () => zeros) }])));
    const before = process.memoryUsage().arrayBuffers;
    const reader = open(part!);
    await reader.next();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    await expect(byteCountOf(reader)).rejects.toMatchObject(bomb);
  });
});

describe('a directory that lies', () => {
  /** A file of one part, and where its entry in the directory begins. */
  async function file(content: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly view: DataView; readonly entryAt: number }> {
    const bytes = await collected(zipped([{ name: 'a', chunks: [content] }]));
    const view = new DataView(bytes.buffer);
    return { bytes, view, entryAt: view.getUint32(bytes.length - 22 + 16, true) };
  }

  // The directory says it, and behind the data the part says it as well.
  test.each([
    ['of a smaller size', { inDirectory: 24, behindData: 12 }, 100],
    ['of a larger size', { inDirectory: 24, behindData: 12 }, 1_000_000],
    ['of another checksum', { inDirectory: 16, behindData: 4 }, 7],
    ['of fewer packed bytes', { inDirectory: 20, behindData: 8 }, 100],
  ])('%s', async (_, { inDirectory, behindData }, value) => {
    const { bytes, view, entryAt } = await file(noise(100_000));
    view.setUint32(entryAt + inDirectory, value, true);
    await expect(partsOf(bytes).then(([part]) => byteCountOf(open(part!)))).rejects.toMatchObject({ code: 'workbook-broken' });
    view.setUint32(entryAt - 16 + behindData, value, true);
    await expect(partsOf(bytes).then(([part]) => byteCountOf(open(part!)))).rejects.toMatchObject({ code: 'workbook-broken' });
  });

  test('a password', async () => {
    const { bytes, view, entryAt } = await file(noise(1000));
    view.setUint16(entryAt + 8, view.getUint16(entryAt + 8, true) | 1, true);
    await expect(partsOf(bytes).then(([part]) => byteCountOf(open(part!)))).rejects.toMatchObject({ code: 'workbook-broken' });
  });

  test('one name twice', async () => {
    const bytes = await collected(zipped(['a', 'b'].map((name) => ({ name, chunks: [utf8('x')] }))));
    const view = new DataView(bytes.buffer);
    const second = view.getUint32(bytes.length - 22 + 16, true) + 46 + 1;
    for (const nameAt of [second + 46, view.getUint32(second + 42, true) + 30]) bytes.set(utf8('a'), nameAt);
    await expect(partsOf(bytes)).rejects.toMatchObject({ code: 'workbook-broken', parameters: { part: 'zip' } });
  });

  test('a file before it, one behind it, or half of it', async () => {
    const { bytes } = await file(noise(1000));
    const texts = await Promise.all(
      [joined('before', bytes), joined(bytes, 'after')].map(async (whole) => collected(open((await partsOf(whole))[0]!))),
    );
    for (const text of texts) expect(text).toEqual(noise(1000));
    await expect(partsOf(bytes.slice(0, bytes.length / 2))).rejects.toMatchObject({ code: 'workbook-broken', parameters: { part: 'zip' } });
  });

  test('more parts than the limit', async () => {
    const bytes = await collected(zipped(Array.from({ length: 30 }, (_, i) => ({ name: `${i}`, chunks: [] }))));
    await expect(readDirectory(bytes, { ...modestReadLimits, partCountMax: 29 })).rejects.toMatchObject({ code: 'workbook-broken' });
    expect((await readDirectory(bytes, { ...modestReadLimits, partCountMax: 30 })).size).toBe(30);
  });
});
