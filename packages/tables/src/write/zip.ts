import { updatedCrc } from '../read/zip.ts';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const encoder = new TextEncoder();
/** Sizes follow the data, names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1980-01-01: the same content gives the same bytes. */
const fixedDate = 0x0021;

/** A zip file as a stream: no entry is held in memory. Entries are consumed in order, one after the other. */
export async function* zipped(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = encoder.encode(entry.name);
    const local = new Uint8Array(30 + name.length);
    const header = new DataView(local.buffer);
    header.setUint32(0, 0x04034b50, true);
    header.setUint16(4, 20, true);
    header.setUint16(6, flags, true);
    header.setUint16(8, deflated, true);
    header.setUint16(12, fixedDate, true);
    header.setUint16(26, name.length, true);
    local.set(name, 30);
    yield local;

    const count = { plain: 0, crc: 0xffffffff };
    let packedByteCount = 0;
    for await (const chunk of deflate(entry.chunks, count)) {
      packedByteCount += chunk.length;
      yield chunk;
    }
    const end = offset + local.length + packedByteCount;
    if (count.plain > 0xffffffff || end > 0xffffffff)
      throw new Error(`the part ${entry.name} does not fit into a zip file without 64-bit sizes`);
    const crc = (count.crc ^ 0xffffffff) >>> 0;
    const descriptor = new Uint8Array(16);
    const sizes = new DataView(descriptor.buffer);
    sizes.setUint32(0, 0x08074b50, true);
    sizes.setUint32(4, crc, true);
    sizes.setUint32(8, packedByteCount, true);
    sizes.setUint32(12, count.plain, true);
    yield descriptor;

    const record = new Uint8Array(46 + name.length);
    const listed = new DataView(record.buffer);
    listed.setUint32(0, 0x02014b50, true);
    listed.setUint16(4, 20, true);
    listed.setUint16(6, 20, true);
    listed.setUint16(8, flags, true);
    listed.setUint16(10, deflated, true);
    listed.setUint16(14, fixedDate, true);
    listed.setUint32(16, crc, true);
    listed.setUint32(20, packedByteCount, true);
    listed.setUint32(24, count.plain, true);
    listed.setUint16(28, name.length, true);
    listed.setUint32(42, offset, true);
    record.set(name, 46);
    directory.push(record);
    offset = end + descriptor.length;
  }
  let directoryByteCount = 0;
  for (const record of directory) {
    directoryByteCount += record.length;
    yield record;
  }
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, directory.length, true);
  view.setUint16(10, directory.length, true);
  view.setUint32(12, directoryByteCount, true);
  view.setUint32(16, offset, true);
  yield end;
}

async function* deflate(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  count: { plain: number; crc: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = new CompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const failure: { error: Error | null } = { error: null };
  const feeding = (async () => {
    try {
      for await (const chunk of chunks) {
        count.plain += chunk.length;
        count.crc = updatedCrc(count.crc, chunk);
        await writer.ready;
        await writer.write(chunk);
      }
      await writer.close();
    } catch (error) {
      failure.error = error instanceof Error ? error : new Error(String(error));
      await writer.abort(error).catch(() => undefined);
    }
  })();
  let isDrained = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    isDrained = true;
  } catch (error) {
    throw failure.error ?? error;
  } finally {
    if (!isDrained) reader.cancel().catch(() => undefined);
  }
  await feeding;
  if (failure.error !== null) throw failure.error;
}
