import { ReadFault } from './fault.ts';

/** Receives an XML document piece by piece. Names of elements come without their prefix: `row` for `x:row`. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** An end tag, also of an element that closes itself. */
  close?(name: string): void;
  /** Text or CDATA; one text may come in several pieces. */
  text?(text: string): void;
  /** True once nothing more is of interest. */
  readonly isDone?: boolean;
}

/** One tag or text may be this long (characters); an Excel cell holds 32,767. */
const tokenLengthMax = 4 * 1024 * 1024;
/** Spreadsheets stay far below. */
const depthMax = 256;

/**
 * Reads an XML document from chunks of bytes; what is not well-formed is refused. The parser keeps the open tags and the
 * piece it is at, so both have limits. Entities are never expanded beyond characters, so a document type is refused.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, part: string, handler: XmlHandler): Promise<void> {
  const broken = (): never => {
    throw new ReadFault('workbook-broken', { part });
  };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      return broken();
    }
  };
  // Loaded with the first workbook: a command that only reads CSV need not wait for it.
  const { SaxesParser } = await import('saxes');
  let depth = 0;
  let lengthSinceTag = 0;
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  parser.on('error', broken);
  parser.on('doctype', broken);
  parser.on('opentag', ({ name, attributes }) => {
    lengthSinceTag = 0;
    if (++depth > depthMax) broken();
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    lengthSinceTag = 0;
    depth--;
    handler.close?.(localName(name));
  });
  if (handler.text !== undefined) {
    const text = handler.text.bind(handler);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  for await (const chunk of chunks) {
    const text = decode(chunk);
    lengthSinceTag += text.length;
    parser.write(text);
    if (lengthSinceTag > tokenLengthMax) broken();
    if (handler.isDone === true) return;
  }
  parser.write(decode()).close();
}

/** `id` for `r:id`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
