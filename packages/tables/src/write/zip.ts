import { chunksOf } from '../read/input.ts';
import { zipLibrary } from '../zip-library.ts';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Equal content gives equal bytes, as far as one runtime packs alike: no clock and no time zone. Excel balks at 64-bit sizes. */
const options = { rawLastModDate: 0x0021_0000, extendedTimestamp: false, msDosCompatible: true, zip64: false };

/** A zip file as a stream: no entry is held in memory. Entries are consumed in order, one after the other. */
export async function* zipped(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  const { ZipWriter } = await zipLibrary();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const zip = new ZipWriter(writable, { ...options, signal });
  const writing = (async () => {
    try {
      for await (const { name, chunks } of entries) await zip.add(name, { readable: streamOf(chunks, signal) });
      await zip.close();
    } catch (error) {
      await writable.abort(error);
    }
  })();
  try {
    yield* chunksOf(readable);
    await writing;
  } finally {
    stopping.abort();
  }
}

/** Chunks as a stream. Where nobody takes more, none is asked for, and what yields them is closed. */
function streamOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<Uint8Array, unknown> | Iterator<Uint8Array, unknown> =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      signal.addEventListener('abort', () => {
        controller.error(signal.reason);
        void iterator.return?.();
      });
    },
    async pull(controller) {
      const step = await iterator.next();
      if (signal.aborted) return;
      if (step.done === true) controller.close();
      else controller.enqueue(step.value);
    },
  });
}
