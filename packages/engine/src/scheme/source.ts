import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode, type Scalar } from 'yaml';
import type { DocumentPlace, Problem } from '../problem/problem.ts';

/**
 * A scheme document as a tree of texts with places. YAML is read with the failsafe schema: every scalar is text, and the
 * shapes give it its type. Anchors, aliases and tags are refused: a regulation needs none, and they can blow a document up.
 */
export type SourceNode = SourceText | SourceList | SourceMap;

export interface SourceText {
  readonly kind: 'text';
  readonly text: string;
  readonly place: DocumentPlace;
  /** Offset of the text's first character in the document, or −1 where the text does not stand there literally. */
  readonly offset: number;
}

export interface SourceList {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly place: DocumentPlace;
}

export interface SourceMap {
  readonly kind: 'map';
  readonly entries: readonly SourceEntry[];
  readonly place: DocumentPlace;
  /** Written with braces. */
  readonly flow: boolean;
}

export interface SourceEntry {
  readonly key: string;
  readonly keyPlace: DocumentPlace;
  /** null: nothing stands after the colon. */
  readonly value: SourceNode | null;
}

export interface SourceDocument {
  readonly root: SourceNode | null;
  readonly problems: readonly Problem[];
  /** Maps an offset in the document to a place. */
  readonly placeAt: (offset: number, length: number) => DocumentPlace;
}

/** A scheme is a few hundred lines; a document larger than this is not one (in characters). */
const documentLengthMax = 1_000_000;
const nestingDepthMax = 40;

export function readSource(text: string): SourceDocument {
  const lines = new LineCounter();
  const placeAt = (offset: number, length: number): DocumentPlace => {
    const position = lines.linePos(offset);
    return { kind: 'document', line: Math.max(position.line, 1), column: Math.max(position.col, 1), length };
  };
  const startOfDocument: DocumentPlace = { kind: 'document', line: 1, column: 1, length: 1 };
  if (text.length > documentLengthMax) {
    const parameters = { length: String(text.length), most: String(documentLengthMax) };
    return { root: null, problems: [{ code: 'document-too-large', place: startOfDocument, parameters }], placeAt };
  }
  const surrogate = text.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
  const deep = surrogate >= 0 ? -1 : offsetOfTooDeepNesting(text);
  if (surrogate >= 0 || deep >= 0) {
    for (const match of text.matchAll(/\n/g)) lines.addNewLine(match.index + 1);
    lines.lineStarts.unshift(0);
    const code = surrogate >= 0 ? 'broken-character' : 'document-too-deep';
    return { root: null, problems: [{ code, place: placeAt(Math.max(surrogate, deep), 1), parameters: { most: String(nestingDepthMax) } }], placeAt };
  }

  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: false, keepSourceTokens: false });
  const problems: Problem[] = [];
  const colonLines = fullWidthColonPlaces(text);
  if (document.errors.length > 0) {
    // A full-width colon is the usual cause, and the parser's own message about it would point somewhere else.
    if (colonLines.length > 0) problems.push(...colonLines);
    else {
      for (const error of document.errors) {
        problems.push({ code: 'yaml-syntax', place: placeAt(error.pos[0], 1), parameters: { message: firstSentence(error.message) } });
      }
    }
    return { root: null, problems, placeAt };
  }
  if (document.contents === null) {
    return { root: null, problems: [{ code: 'document-empty', place: startOfDocument, parameters: {} }], placeAt };
  }
  const root = convert(document.contents as ParsedNode, { text, placeAt, problems, depth: 0 });
  return { root, problems, placeAt };
}

interface ConvertContext {
  readonly text: string;
  readonly placeAt: (offset: number, length: number) => DocumentPlace;
  readonly problems: Problem[];
  readonly depth: number;
}

function convert(node: ParsedNode, context: ConvertContext): SourceNode | null {
  const [from, valueEnd] = node.range;
  const place = context.placeAt(from, Math.max(1, valueEnd - from));
  const refuse = (code: string): null => {
    context.problems.push({ code, place, parameters: { most: String(nestingDepthMax) } });
    return null;
  };
  if (context.depth > nestingDepthMax) return refuse('document-too-deep');
  if (isAlias(node)) return refuse('yaml-alias');
  if (node.anchor !== undefined) return refuse('yaml-alias');
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) return refuse('yaml-tag');
  const deeper = { ...context, depth: context.depth + 1 };
  if (isScalar(node)) return convertScalar(node, place, context);
  if (isSeq(node)) {
    const items: SourceNode[] = [];
    for (const item of node.items) {
      const converted = isPair(item) ? null : convert(item as ParsedNode, deeper);
      if (converted !== null) items.push(converted);
    }
    return { kind: 'list', items, place };
  }
  if (!isMap(node)) return null;
  const entries: SourceEntry[] = [];
  const seen = new Map<string, DocumentPlace>();
  for (const pair of node.items) {
    const keyNode = pair.key as ParsedNode | null;
    if (keyNode === null || !isScalar(keyNode)) {
      context.problems.push({ code: 'yaml-key', place: keyNode === null ? place : context.placeAt(keyNode.range[0], 1), parameters: {} });
      continue;
    }
    const key = String(keyNode.value);
    const keyPlace = context.placeAt(keyNode.range[0], Math.max(1, keyNode.range[1] - keyNode.range[0]));
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      context.problems.push({ code: 'duplicate-key', place: keyPlace, parameters: { key, line: String(earlier.line) } });
      continue;
    }
    seen.set(key, keyPlace);
    const valueNode = pair.value as ParsedNode | null;
    entries.push({ key, keyPlace, value: valueNode === null || isEmptyScalar(valueNode) ? null : convert(valueNode, deeper) });
  }
  return { kind: 'map', entries, place, flow: node.flow === true };
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.type === 'PLAIN' && String(node.value ?? '') === '' && node.anchor === undefined;
}

function convertScalar(node: Scalar.Parsed, place: DocumentPlace, context: ConvertContext): SourceText {
  const text = String(node.value ?? '');
  const start = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? node.range[0] + 1 : node.range[0];
  const literal = context.text.startsWith(text, start);
  return { kind: 'text', text, place, offset: literal ? start : -1 };
}

/** A line that begins like an entry but with `：`; YAML takes it for text. */
function fullWidthColonPlaces(text: string): Problem[] {
  const found: Problem[] = [];
  let line = 0;
  for (const content of text.split(/\r?\n/)) {
    line += 1;
    const match = /^(\s*(?:- )?)([^\s#:：'"{[]+)：/.exec(content);
    if (match === null) continue;
    const column = match[1]!.length + match[2]!.length + 1;
    found.push({ code: 'full-width-colon', place: { kind: 'document', line, column, length: 1 }, parameters: { name: match[2]! } });
  }
  return found;
}

/** Brackets nested beyond any scheme: refused before the recursive parser sees them. −1 where all is well. */
function offsetOfTooDeepNesting(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > 200) return i;
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
    else if (character === 0x0a) {
      let indent = 0;
      while (text.charCodeAt(i + 1 + indent) === 0x20) indent += 1;
      if (indent > 400) return i + 1;
    }
  }
  return -1;
}

function firstSentence(message: string): string {
  return message.split(/ at line |\n/)[0]!;
}
