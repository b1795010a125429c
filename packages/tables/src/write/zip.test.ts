import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { collected, utf8 } from '../testing/bytes.ts';
import { zipped, type ZipEntry } from './zip.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('packing', () => {
  test('the same bytes at any hour and anywhere', async () => {
    const pack = (now: string, zone: string): Promise<Uint8Array> => {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
      vi.stubEnv('TZ', zone);
      return collected(zipped([{ name: '考核.xml', chunks: [utf8('甲')] }]));
    };
    const first = await pack('2024-01-30T08:00:00Z', 'Asia/Shanghai');
    expect(await pack('2025-07-01T21:30:00Z', 'America/New_York')).toEqual(first);
  });

  test('as old programs read it: nothing beyond the first headers, and no 64-bit sizes', async () => {
    const bytes = await collected(zipped([{ name: 'a', chunks: [utf8('甲')] }]));
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 22 + 16, true);
    expect([4, 28].map((at) => view.getUint16(at, true))).toEqual([20, 0]);
    expect([4, 6, 30].map((at) => view.getUint16(directory + at, true))).toEqual([20, 20, 0]);
  });

  test('a stream: nothing of an entry is asked for before the one in front of it is out', async () => {
    const asked: string[] = [];
    function* chunks(name: string): Generator<Uint8Array, void, undefined> {
      for (let i = 0; i < 3; i++) {
        asked.push(`${name}${i}`);
        yield utf8(name);
      }
    }
    function* entries(): Generator<ZipEntry, void, undefined> {
      for (const name of ['a', 'b']) {
        asked.push(name);
        yield { name, chunks: chunks(name) };
      }
    }
    const whole = zipped(entries());
    await whole.next();
    expect(asked).not.toContain('b');
    await collected(whole);
    expect(asked).toEqual(['a', 'a0', 'a1', 'a2', 'b', 'b0', 'b1', 'b2']);
  });

  test('an endless source is read no faster than somebody takes what comes out', async () => {
    let byteCount = 0;
    function* chunks(): Generator<Uint8Array, void, undefined> {
      for (;;) {
        byteCount += 64 * 1024;
        yield crypto.getRandomValues(new Uint8Array(64 * 1024));
      }
    }
    const whole = zipped([{ name: 'a', chunks: chunks() }]);
    for (let i = 0; i < 4; i++) await whole.next();
    // Whatever would still be read is read while nobody asks.
    for (let i = 0; i < 1000; i++) await setImmediate();
    expect(byteCount).toBeLessThan(4 * 1024 * 1024);
    await whole.return();
  });

  test('whoever stops taking closes the source', async () => {
    const closed = vi.fn<() => void>();
    function* chunks(): Generator<Uint8Array, void, undefined> {
      try {
        for (;;) yield crypto.getRandomValues(new Uint8Array(64 * 1024));
      } finally {
        closed();
      }
    }
    const whole = zipped([{ name: 'a', chunks: chunks() }]);
    for (let i = 0; i < 4; i++) await whole.next();
    await whole.return();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });

  test('a source that fails between the entries fails the whole', async () => {
    function* entries(): Generator<ZipEntry, void, undefined> {
      yield { name: 'a', chunks: [utf8('甲')] };
      throw new Error('the disk is gone');
    }
    await expect(collected(zipped(entries()))).rejects.toThrow('the disk is gone');
  });
});
