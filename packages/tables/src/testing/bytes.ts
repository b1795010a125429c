/** Bytes of a test file. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function joined(...pieces: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  const all = pieces.map((piece) => (typeof piece === 'string' ? utf8(piece) : Uint8Array.from(piece)));
  const bytes = new Uint8Array(all.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

export function utf16(text: string, isBigEndian = false): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !isBigEndian);
  return new Uint8Array(view.buffer);
}

let codesOfGb18030: ReadonlyMap<string, readonly number[]> | null = null;

/** Text in GB18030; characters of its two-byte part and ASCII only. */
export function gb18030(text: string): Uint8Array {
  if (codesOfGb18030 === null) {
    const codes = new Map<string, readonly number[]>();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++)
        if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
    codesOfGb18030 = codes;
  }
  const known = codesOfGb18030;
  return Uint8Array.from(
    [...text].flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : [...known.get(character)!])),
  );
}

/** The bytes in pieces of a given length, as a stream would bring them. */
export async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += length) yield await Promise.resolve(bytes.slice(at, at + length));
}

export async function collected(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return joined(...all);
}
