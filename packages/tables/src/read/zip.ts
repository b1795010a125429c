import { ReadFault } from './fault.ts';
import { megabytes, type ReadLimits } from './limits.ts';

/**
 * The parts of a zip file. The directory at its end says where each part lies; parts are unpacked as streams, and the
 * unpacked bytes are counted as they come, whatever the directory claims: a bomb is stopped at its first excess chunk.
 */
export interface ZipPart {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packed: Uint8Array;
  readonly crc32: number;
}

const signatures = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
const endRecordLength = 22;
const commentLengthMax = 0xffff;

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** OLE2: .xls, .et, and every workbook with an opening password. */
export function isOle(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

function broken(): ReadFault {
  return new ReadFault('workbook-broken', { part: 'zip' });
}

export function readDirectory(bytes: Uint8Array, limits: ReadLimits): ReadonlyMap<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endRecordLength;
  const lowest = Math.max(0, end - commentLengthMax);
  while (end >= lowest && view.getUint32(end, true) !== signatures.end) end--;
  if (end < lowest) throw broken();
  const partCount = view.getUint16(end + 10, true);
  if (partCount > limits.partCountMax) throw broken();
  let at = view.getUint32(end + 16, true);
  const parts = new Map<string, ZipPart>();
  const extents: { readonly from: number; readonly to: number }[] = [];
  for (let i = 0; i < partCount; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== signatures.directory) throw broken();
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packedByteCount = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const nextAt = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const localAt = view.getUint32(at + 42, true);
    if (nextAt > end || localAt + 30 > end || view.getUint32(localAt, true) !== signatures.local) throw broken();
    const dataAt = localAt + 30 + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
    if (dataAt + packedByteCount > end || (flags & 1) !== 0 || (method !== 0 && method !== 8)) throw broken();
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (parts.has(name)) throw broken();
    extents.push({ from: localAt, to: dataAt + packedByteCount });
    parts.set(name, {
      name,
      isDeflated: method === 8,
      packed: bytes.subarray(dataAt, dataAt + packedByteCount),
      crc32: view.getUint32(at + 16, true),
    });
    at = nextAt;
  }
  // Parts that share bytes are the other kind of bomb: a small file of which every part is the same large one.
  extents.sort((a, b) => a.from - b.from);
  for (let i = 1; i < extents.length; i++) if (extents[i]!.from < extents[i - 1]!.to) throw broken();
  return parts;
}

/** What is left of the bytes that a whole file may unpack to. */
export interface UnpackBudget {
  byteCount: number;
}

/** Below this size no ratio means anything: a sheet of equal cells packs well and harms nobody. */
const harmlessByteCount = 8 * 1024 * 1024;
/** Fed in small pieces, because some platforms unpack all they are given before they look at who reads. */
const packedChunkLength = 16 * 1024;

export async function* unpacked(part: ZipPart, budget: UnpackBudget, limits: ReadLimits): AsyncGenerator<Uint8Array, void, undefined> {
  let byteCount = 0;
  let crc = 0xffffffff;
  const fed = { byteCount: 0 };
  const chunks = part.isDeflated ? inflated(part, fed) : stored(part, fed);
  for await (const chunk of chunks) {
    byteCount += chunk.length;
    budget.byteCount -= chunk.length;
    if (byteCount > harmlessByteCount && byteCount > fed.byteCount * limits.unpackRatioMax) {
      throw new ReadFault('workbook-bomb', { part: part.name, ratio: String(limits.unpackRatioMax) });
    }
    if (budget.byteCount < 0) throw new ReadFault('workbook-too-large', { most: megabytes(limits.unpackedByteCountMax) });
    crc = updatedCrc(crc, chunk);
    yield chunk;
  }
  if ((crc ^ 0xffffffff) >>> 0 !== part.crc32) throw new ReadFault('workbook-broken', { part: part.name });
}

function* stored(part: ZipPart, fed: { byteCount: number }): Generator<Uint8Array, void, undefined> {
  fed.byteCount = part.packed.length;
  yield part.packed;
}

/** `fed` counts the packed bytes handed over so far: a bomb may hide behind a long harmless beginning or end. */
async function* inflated(part: ZipPart, fed: { byteCount: number }): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const feed = async (): Promise<void> => {
    for (let at = 0; at < part.packed.length; at += packedChunkLength) {
      await writer.ready;
      fed.byteCount = Math.min(at + packedChunkLength, part.packed.length);
      await writer.write(part.packed.slice(at, at + packedChunkLength));
    }
    await writer.close();
  };
  // A broken stream fails on both sides; it is reported where it is read.
  const feeding = feed().catch(() => undefined);
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    finished = true;
  } catch (error) {
    if (error instanceof ReadFault) throw error;
    throw new ReadFault('workbook-broken', { part: part.name });
  } finally {
    if (!finished) {
      reader.cancel().catch(() => undefined);
      writer.abort().catch(() => undefined);
    }
    await feeding;
  }
}

let crcTable: Int32Array | null = null;

export function updatedCrc(crc: number, bytes: Uint8Array): number {
  if (crcTable === null) {
    crcTable = new Int32Array(256);
    for (let n = 0; n < 256; n++) {
      let c = n;
      for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
      crcTable[n] = c;
    }
  }
  const table = crcTable;
  let value = crc | 0;
  for (let i = 0; i < bytes.length; i++) value = table[(value ^ bytes[i]!) & 0xff]! ^ (value >>> 8);
  return value;
}
