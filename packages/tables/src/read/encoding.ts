/** The two encodings that Chinese offices use for CSV. */
export type Encoding = 'utf-8' | 'gb18030';

export interface EncodingVotes {
  /** Distinct cells that are not UTF-8. */
  notUtf8: number;
  /** Distinct cells that are UTF-8 and hold Chinese characters as such. */
  chineseInUtf8: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
let gb18030: InstanceType<typeof TextDecoder> | null = null;

function decoderOf(encoding: Encoding): InstanceType<typeof TextDecoder> {
  if (encoding === 'utf-8') return utf8;
  gb18030 ??= new TextDecoder('gb18030', { fatal: true });
  return gb18030;
}

/** The text, or null where the bytes are not of the encoding. */
export function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  if (bytes.length <= 48 && isAscii(bytes)) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return null;
  }
}

/** The text with U+FFFD for what cannot be read. */
export function decodedLoosely(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}

export function vote(votes: EncodingVotes, bytes: Uint8Array): void {
  if (isAscii(bytes)) return;
  const text = decoded(bytes, 'utf-8');
  if (text === null) votes.notUtf8++;
  else if (/\p{Script=Han}/u.test(text)) votes.chineseInUtf8++;
}

/**
 * The encoding of a file without a byte-order mark. UTF-8 where every cell is UTF-8. GB18030 where not, unless the file
 * is plainly UTF-8 with a broken spot: nearly any bytes read as *some* GB18030 text, so Chinese cells that read as UTF-8
 * weigh against it. A cell that cannot be read in the encoding found refuses the file.
 */
export function encodingOf(votes: EncodingVotes): Encoding {
  return votes.notUtf8 === 0 || votes.chineseInUtf8 > votes.notUtf8 ? 'utf-8' : 'gb18030';
}

/** Position of the first byte that is not part of well-formed UTF-8, or −1. */
export function brokenUtf8At(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0 || i + length > bytes.length) return i;
    const second = bytes[i + 1]!;
    if (second < (lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80) || second > (lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf))
      return i;
    for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return i;
    i += length;
  }
  return -1;
}

/** What conversions leave behind when they destroy Chinese text: the replacement character, also read as GBK (锟斤拷). */
export function isDamagedText(text: string): boolean {
  return text.includes('\uFFFD') || text.includes('锟斤拷');
}

/**
 * UTF-8 Chinese that was read as GBK: 考核 becomes 鑰冩牳, and its punctuation becomes the rare characters 锛, 銆 and 鈥. The
 * private area and UTF-8 read as Latin (Ã©, â€œ) hold no office's text either.
 */
export function isSuspiciousText(text: string): boolean {
  return /[\uE000-\uF8FF]|[锛銆鈥]|鑰冩牳|Ã[\u0080-\u00BF]|â€/u.test(text);
}
