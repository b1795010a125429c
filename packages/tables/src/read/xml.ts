import { ReadFault } from './fault.ts';

/**
 * Receives the tags and texts of an XML document as positions in a buffer, so that a sheet of a million cells costs no
 * string that nobody asked for. Positions are valid during the call only.
 */
export interface XmlHandler {
  /** A start tag. The local name is `from..to`, its attributes are `to..attributesTo`. */
  open(source: string, from: number, to: number, attributesTo: number): void;
  /** An end tag, also of an element that closes itself. */
  close(source: string, from: number, to: number): void;
  /** Text between tags; only called while `wantsText` is true. */
  text(source: string, from: number, to: number, isLiteral: boolean): void;
  readonly wantsText: boolean;
  /** True once nothing more is of interest. */
  readonly isDone: boolean;
}

/** One tag or text may be this long (characters); an Excel cell holds 32,767. */
const tokenLengthMax = 4 * 1024 * 1024;

/** Reads an XML document from chunks of bytes. Entities are never expanded beyond characters, so a document type is refused. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, part: string, handler: XmlHandler): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new ReadFault('workbook-broken', { part });
    }
  };
  let rest = '';
  for await (const chunk of chunks) {
    rest = scan(rest + decode(chunk), handler, part);
    if (rest.length > tokenLengthMax) throw new ReadFault('workbook-broken', { part });
    if (handler.isDone) return;
  }
  rest = scan(rest + decode(), handler, part);
  if (rest.trim() !== '' && !handler.isDone) throw new ReadFault('workbook-broken', { part });
}

/** Handles all whole tokens and returns what remains. */
function scan(source: string, handler: XmlHandler, part: string): string {
  let at = 0;
  while (!handler.isDone) {
    const start = source.indexOf('<', at);
    if (start === -1) return source.slice(at);
    const kind = source.charCodeAt(start + 1);
    if (kind === 0x21 || kind === 0x3f) {
      const next = specialEnd(source, start, kind, part);
      if (next === -1) return source.slice(at);
      if (start > at && handler.wantsText) handler.text(source, at, start, false);
      if (source.startsWith('<![CDATA[', start) && handler.wantsText) handler.text(source, start + 9, next - 3, true);
      at = next;
      continue;
    }
    const isEnd = kind === 0x2f;
    const end = isEnd ? source.indexOf('>', start + 2) : tagEnd(source, start + 1);
    if (end === -1) return source.slice(at);
    if (start > at && handler.wantsText) handler.text(source, at, start, false);
    let from = isEnd ? start + 2 : start + 1;
    const closesItself = !isEnd && source.charCodeAt(end - 1) === 0x2f;
    const last = closesItself ? end - 1 : end;
    let to = from;
    for (; to < last; to++) {
      const unit = source.charCodeAt(to);
      if (unit === 0x3a) from = to + 1;
      else if (unit <= 0x20) break;
    }
    if (isEnd) handler.close(source, from, to);
    else {
      handler.open(source, from, to, last);
      if (closesItself) handler.close(source, from, to);
    }
    at = end + 1;
  }
  return '';
}

/** Where a tag's `>` stands; one inside an attribute does not count. */
function tagEnd(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 0x3e) return i;
    if (unit === 0x22 || unit === 0x27) {
      i = source.indexOf(unit === 0x22 ? '"' : "'", i + 1);
      if (i === -1) return -1;
    }
  }
  return -1;
}

function specialEnd(source: string, start: number, kind: number, part: string): number {
  const ending = kind === 0x3f ? '?>' : source.startsWith('<!--', start) ? '-->' : source.startsWith('<![CDATA[', start) ? ']]>' : '';
  if (ending === '') {
    // `<!` and nothing known yet: wait for more, unless it is plainly a document type.
    if (source.length - start < 9) return -1;
    throw new ReadFault('workbook-broken', { part });
  }
  const end = source.indexOf(ending, start + 2);
  return end === -1 ? -1 : end + ending.length;
}

/** Value of an attribute inside `from..to`, or null. The name is the local one: `id` finds `r:id`. */
export function attribute(source: string, from: number, to: number, name: string): string | null {
  let at = from;
  while (at < to) {
    const equals = source.indexOf('=', at);
    if (equals === -1 || equals >= to) return null;
    const open = source.charCodeAt(equals + 1) === 0x22 || source.charCodeAt(equals + 1) === 0x27 ? equals + 1 : -1;
    if (open === -1) {
      at = equals + 1;
      continue;
    }
    const close = source.indexOf(source[open]!, open + 1);
    if (close === -1 || close > to) return null;
    const written = source.slice(at, equals).trim();
    if (written === name || written.endsWith(`:${name}`)) return plainText(source.slice(open + 1, close));
    at = close + 1;
  }
  return null;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with its entities and its line ends as XML means them. */
export function plainText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = hex !== undefined ? parseInt(hex, 16) : parseInt(decimal!, 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The escapes that workbooks use for characters XML cannot hold: `_x000D_`. */
export function unescapedText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
