import { joined, sameBytes, textOf, utf8 } from './digest.ts';

/**
 * The container of a bundle: a zip file whose entries are stored as they are. An inspector opens it with any archive
 * program and looks at the facts in Excel, which a JSON document would not allow; nothing is compressed, because compressed
 * bytes differ between versions of the same library and equal bundles have to be equal bytes for ever. Order, names, dates
 * and flags are fixed, so there is exactly one file for given entries, and reading compares with it.
 */
export interface StoredEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
/** 1980-01-01, the first day that the format knows. */
const date = 0x0021;
const localLength = 30;
const centralLength = 46;
const endLength = 22;

export function storedZip(entries: readonly StoredEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const nameBytes = utf8(name);
    const crc = crc32(bytes);
    const local = new DataView(new ArrayBuffer(localLength));
    local.setUint32(0, localSignature, true);
    writeCommon(local, 4, crc, bytes.length, nameBytes.length);
    const central = new DataView(new ArrayBuffer(centralLength));
    central.setUint32(0, centralSignature, true);
    central.setUint16(4, version, true);
    writeCommon(central, 6, crc, bytes.length, nameBytes.length);
    central.setUint32(42, offset, true);
    parts.push(new Uint8Array(local.buffer), nameBytes, bytes);
    directory.push(new Uint8Array(central.buffer), nameBytes);
    offset += localLength + nameBytes.length + bytes.length;
    if (offset > 0xffffffff) throw new RangeError('a bundle of more than 4 GiB does not fit into a zip file');
  }
  const directoryBytes = joined(directory);
  const end = new DataView(new ArrayBuffer(endLength));
  end.setUint32(0, endSignature, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, directoryBytes.length, true);
  end.setUint32(16, offset, true);
  return joined([...parts, directoryBytes, new Uint8Array(end.buffer)]);
}

function writeCommon(view: DataView, at: number, crc: number, length: number, nameLength: number): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 8, date, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, length, true);
  view.setUint32(at + 18, length, true);
  view.setUint16(at + 22, nameLength, true);
}

/** The entries of a file that `storedZip` wrote; null for any other, if only by one byte. */
export function readStoredZip(file: Uint8Array): readonly StoredEntry[] | null {
  const entries = leadingEntries(file);
  if (entries.length === 0 || new Set(entries.map(({ name }) => name)).size < entries.length) return null;
  return sameBytes(storedZip(entries), file) ? entries : null;
}

/** Entries as far as they can be read from the front: enough to tell a newer or a damaged bundle from something else. */
export function leadingEntries(file: Uint8Array): readonly StoredEntry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries: StoredEntry[] = [];
  let at = 0;
  while (at + localLength <= file.length && view.getUint32(at, true) === localSignature) {
    const length = view.getUint32(at + 22, true);
    const nameLength = view.getUint16(at + 26, true);
    const start = at + localLength + nameLength + view.getUint16(at + 28, true);
    const name = textOf(file.subarray(at + localLength, at + localLength + nameLength));
    if (name === null || start + length > file.length || view.getUint16(at + 8, true) !== 0) break;
    entries.push({ name, bytes: file.subarray(start, start + length) });
    at = start + length;
  }
  return entries;
}

let crcTable: Uint32Array | null = null;

function crc32(bytes: Uint8Array): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
