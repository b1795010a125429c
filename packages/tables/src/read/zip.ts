import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { zipLibrary } from '../zip-library.ts';
import { ReadFault } from './fault.ts';
import { chunksOf } from './input.ts';
import { megabytes, type ReadLimits } from './limits.ts';

/**
 * The parts of a zip file. zip.js finds and unpacks them and checks their checksums; the limits are ours. The unpacked bytes
 * are counted as they come, whatever the directory claims: a bomb is stopped at its first excess chunk.
 */
export interface ZipPart {
  readonly name: string;
  readonly entry: FileEntry;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** OLE2: .xls, .et, and every workbook with an opening password. */
export function isOle(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** Whatever the library says of a hostile or damaged file: it cannot be read. */
function faultOf(error: unknown, part: string): ReadFault {
  return error instanceof ReadFault ? error : new ReadFault('workbook-broken', { part });
}

export async function readDirectory(bytes: Uint8Array, limits: ReadLimits): Promise<ReadonlyMap<string, ZipPart>> {
  const { Uint8ArrayReader, ZipReader } = await zipLibrary();
  const parts = new Map<string, ZipPart>();
  let partCount = 0;
  try {
    for await (const entry of new ZipReader(new Uint8ArrayReader(bytes)).getEntriesGenerator()) {
      partCount++;
      if (partCount > limits.partCountMax || parts.has(entry.filename)) throw new Error('too many parts, or one of them twice');
      if (entry.directory) continue;
      // Parts that share bytes are the other kind of bomb: a small file of which every part is the same large one.
      await entry.getData(new WritableStream(), { checkOverlappingEntryOnly: true });
      parts.set(entry.filename, { name: entry.filename, entry });
    }
  } catch (error) {
    throw faultOf(error, 'zip');
  }
  return parts;
}

/** What is left of the bytes that a whole file may unpack to. */
export interface UnpackBudget {
  byteCount: number;
}

/** Below this size no ratio means anything: a sheet of equal cells packs well and harms nobody. */
const harmlessByteCount = 8 * 1024 * 1024;

export async function* unpacked(part: ZipPart, budget: UnpackBudget, limits: ReadLimits): AsyncGenerator<Uint8Array, void, undefined> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  let byteCount = 0;
  // The packed bytes used so far, not those of the part: a bomb may hide before a long harmless end.
  let packedByteCount = 0;
  const unpacking = part.entry.getData(writable, {
    checkCrc32: true,
    onprogress(progress) {
      packedByteCount = progress;
    },
  });
  // A failure also reaches the readable side, and is reported from there; a reader who leaves early is no failure.
  const settled = unpacking.catch(() => undefined);
  try {
    for await (const chunk of chunksOf(readable)) {
      byteCount += chunk.length;
      budget.byteCount -= chunk.length;
      if (byteCount > harmlessByteCount && byteCount > packedByteCount * limits.unpackRatioMax) {
        throw new ReadFault('workbook-bomb', { part: part.name, ratio: String(limits.unpackRatioMax) });
      }
      if (budget.byteCount < 0) throw new ReadFault('workbook-too-large', { most: megabytes(limits.unpackedByteCountMax) });
      yield chunk;
    }
    await unpacking;
  } catch (error) {
    throw faultOf(error, part.name);
  } finally {
    await settled;
  }
}
