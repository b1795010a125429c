import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type ParsedNode, type Scalar, type YAMLSeq } from 'yaml';
import { assert } from '../number/assert.ts';
import type { DocumentPlace, Problem } from '../problem/problem.ts';
import { yamlFaults } from './yaml-faults.ts';

/**
 * A scheme document as a tree of texts with places. YAML is read with the failsafe schema: every scalar is text, and the
 * shapes give it its type. Anchors, aliases and tags are refused: a regulation needs none, and they can blow a document up.
 */
export type SourceNode = SourceText | SourceList | SourceMap | SourceRefused;

interface SourceText {
  readonly kind: 'text';
  readonly text: string;
  readonly place: DocumentPlace;
  /** Offset of the text's first character in the document, or −1 where the text does not stand there literally. */
  readonly offset: number;
}

interface SourceList {
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

/** Something stands here that has been refused already; nobody says more about it. */
interface SourceRefused {
  readonly kind: 'refused';
  readonly place: DocumentPlace;
}

export interface SourceEntry {
  readonly key: string;
  readonly keyPlace: DocumentPlace;
  /** The key was written with a sign that does not belong there, which has been said. */
  readonly isRepaired: boolean;
  /** null: nothing stands after the colon. */
  readonly value: SourceNode | null;
}

export interface SourceDocument {
  readonly root: SourceNode | null;
  readonly problems: readonly Problem[];
  /** What stands under a key that is there already. */
  readonly dropped: readonly SourceNode[];
  /** Maps an offset in the document to a place. */
  readonly placeAt: (offset: number, length: number) => DocumentPlace;
}

/** A scheme is a few hundred lines; a document larger than this is not one (in characters). */
const documentLengthMax = 1_000_000;
const nestingDepthMax = 40;

export function readSource(text: string): SourceDocument {
  const placeAt = placesIn(text);
  const startOfDocument: DocumentPlace = { kind: 'document', line: 1, column: 1, length: 1 };
  if (text.length > documentLengthMax) {
    const parameters = { length: String(text.length), most: String(documentLengthMax) };
    return { root: null, problems: [{ code: 'document-too-large', place: startOfDocument, parameters }], dropped: [], placeAt };
  }
  const broken = unusableCharacter.exec(text);
  const deep = broken === null ? offsetOfTooDeepNesting(text) : -1;
  if (broken !== null || deep >= 0) {
    const problem =
      broken === null
        ? { code: 'document-too-deep', place: placeAt(deep, 1), parameters: { most: String(nestingDepthMax) } }
        : { code: 'document-broken', place: placeAt(broken.index, 1), parameters: { character: codePointName(broken[0]) } };
    return { root: null, problems: [problem], dropped: [], placeAt };
  }

  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false, keepSourceTokens: false });
  if (document.errors.length > 0) return { root: null, problems: yamlFaults(text, document, placeAt), dropped: [], placeAt };
  if (document.contents === null) {
    return { root: null, problems: [{ code: 'document-empty', place: startOfDocument, parameters: {} }], dropped: [], placeAt };
  }
  const problems: Problem[] = [];
  const dropped: SourceNode[] = [];
  const root = convert(document.contents, { text, placeAt, problems, dropped, depth: 0 });
  return { root, problems, dropped, placeAt };
}

/** Lines are told apart when the first place is asked for. */
function placesIn(text: string): SourceDocument['placeAt'] {
  let starts: readonly number[] | undefined;
  return (offset, length) => {
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    let line = 0;
    let after = starts.length;
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if (starts[middle]! <= offset) line = middle;
      else after = middle;
    }
    return { kind: 'document', line: line + 1, column: offset - starts[line]! + 1, length };
  };
}

interface ConvertContext {
  readonly text: string;
  readonly placeAt: (offset: number, length: number) => DocumentPlace;
  readonly problems: Problem[];
  readonly dropped: SourceNode[];
  readonly depth: number;
}

function convert(node: ParsedNode, context: ConvertContext): SourceNode {
  const [from, valueEnd] = node.range;
  const place = context.placeAt(from, Math.max(1, valueEnd - from));
  const refuse = (code: string, parameters: Record<string, string> = {}): SourceRefused => {
    context.problems.push({ code, place, parameters });
    return { kind: 'refused', place };
  };
  if (context.depth > nestingDepthMax) return refuse('document-too-deep', { most: String(nestingDepthMax) });
  if (isAlias(node) || node.anchor !== undefined) return refuse('yaml-alias');
  if (node.tag !== undefined) return refuse('yaml-tag');
  const deeper = { ...context, depth: context.depth + 1 };
  if (isScalar(node)) return convertScalar(node, place, context);
  if (isSeq(node)) return convertList(node, place, deeper);
  assert(isMap(node), 'a node is a text, a list or a map');
  const entries: SourceEntry[] = [];
  const seen = new Map<string, DocumentPlace>();
  for (const pair of node.items) {
    const keyNode = pair.key as ParsedNode | null;
    if (keyNode === null || !isScalar(keyNode)) {
      context.problems.push({ code: 'yaml-key', place: keyNode === null ? place : context.placeAt(keyNode.range[0], 1), parameters: {} });
      continue;
    }
    const { key, keyPlace, isRepaired, rest } = readKey(keyNode, pair.value, context);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      context.problems.push({ code: 'duplicate-key', place: keyPlace, parameters: { key, line: String(earlier.line) } });
      if (pair.value !== null) context.dropped.push(convert(pair.value, deeper));
      continue;
    }
    seen.set(key, keyPlace);
    const valueNode = pair.value;
    const value = rest ?? (valueNode === null || isEmptyScalar(valueNode) ? null : convert(valueNode, deeper));
    entries.push({ key, keyPlace, value, isRepaired });
  }
  return { kind: 'map', entries, place, flow: node.flow === true };
}

/** A key, put right where it was written with `：` in place of `: ` in braces, or with an ideographic space. */
function readKey(
  node: Scalar.Parsed,
  value: ParsedNode | null,
  { placeAt, problems }: ConvertContext,
): { key: string; keyPlace: DocumentPlace; isRepaired: boolean; rest: SourceText | null } {
  const [from, to] = node.range;
  const written = textOf(node);
  const report = (code: string, at: number, parameters: Record<string, string>): unknown =>
    problems.push({ code, place: placeAt(from + at, 1), parameters });
  const colon = node.type === 'PLAIN' && (value === null || isEmptyScalar(value)) ? written.indexOf('：') : -1;
  if (colon > 0) {
    const key = written.slice(0, colon).trim();
    report('full-width-colon', colon, { name: key });
    const rest = written.slice(colon + 1).trim();
    const offset = from + written.indexOf(rest, colon + 1);
    const restNode: SourceText | null = rest === '' ? null : { kind: 'text', text: rest, place: placeAt(offset, rest.length), offset };
    return { key, keyPlace: placeAt(from, Math.max(1, colon)), isRepaired: true, rest: restNode };
  }
  const trimmed = node.type === 'PLAIN' ? written.replace(/^\u3000+|\u3000+$/g, '') : written;
  if (trimmed !== written) report('ideographic-space', written.startsWith('\u3000') ? 0 : trimmed.length, {});
  return { key: trimmed, keyPlace: placeAt(from, Math.max(1, to - from)), isRepaired: trimmed !== written, rest: null };
}

/** In brackets, `，` parts nothing, and a comma inside a formula parts too much. */
function convertList(node: YAMLSeq.Parsed, place: DocumentPlace, context: ConvertContext): SourceList | SourceRefused {
  const items: SourceNode[] = [];
  for (const item of node.items) {
    if (isPair(item)) continue;
    const converted = convert(item, context);
    const isPlain = node.flow === true && converted.kind === 'text' && isScalar(item) && item.type === 'PLAIN' && converted.offset >= 0;
    if (!isPlain) {
      items.push(converted);
      continue;
    }
    const parts = partsBetweenCommas(converted.text);
    if (parts === null) {
      const parameters = { formula: converted.text };
      context.problems.push({ code: 'formula-cut-at-comma', place: converted.place, parameters });
      return { kind: 'refused', place };
    }
    if (parts.length > 1) {
      const at = converted.offset + parts[1]!.at - 1;
      context.problems.push({ code: 'full-width-comma', place: context.placeAt(at, 1), parameters: {} });
    }
    for (const { text, at } of parts) {
      const offset = converted.offset + at;
      items.push({ kind: 'text', text, place: context.placeAt(offset, Math.max(1, text.length)), offset });
    }
  }
  return { kind: 'list', items, place };
}

/** The texts between `，` outside brackets; null where a bracket stays open, which means that a comma has cut a formula. */
function partsBetweenCommas(text: string): { text: string; at: number }[] | null {
  const parts: { text: string; at: number }[] = [];
  let depth = 0;
  let start = 0;
  const add = (end: number): void => {
    const part = text.slice(start, end);
    parts.push({ text: part.trim(), at: start + part.length - part.trimStart().length });
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '(' || character === '（') depth += 1;
    else if (character === ')' || character === '）') depth -= 1;
    else if (character === '，' && depth === 0) {
      add(i);
      start = i + 1;
    }
  }
  add(text.length);
  return depth > 0 ? null : parts;
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.type === 'PLAIN' && textOf(node) === '' && node.anchor === undefined;
}

/** Under the failsafe schema the value of a scalar is its text; an empty one has none. */
function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : '';
}

function convertScalar(node: Scalar.Parsed, place: DocumentPlace, context: ConvertContext): SourceText {
  const text = textOf(node);
  const start = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? node.range[0] + 1 : node.range[0];
  const literal = context.text.startsWith(text, start);
  return { kind: 'text', text, place, offset: literal ? start : -1 };
}

/** Characters that no text has: halves of a pair, control characters but tabs and line ends, and those that are none. */
const unusableCharacter =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Brackets, dashes or indentation nested beyond any scheme: refused before the recursive parser sees them. −1 where all is well. */
function offsetOfTooDeepNesting(text: string): number {
  let depth = 0;
  for (const { 0: lineText, index } of text.matchAll(/[^\n]+/g)) {
    const begin = /^ *(?:[-?:] +)*/.exec(lineText)![0];
    if (begin.length > 400) return index;
    for (let i = begin.length; i < lineText.length; i++) {
      const character = lineText.charCodeAt(i);
      if (character === 0x7b || character === 0x5b) {
        depth += 1;
        if (depth > 200) return index + i;
      } else if (character === 0x7d || character === 0x5d) depth = Math.max(0, depth - 1);
    }
  }
  return -1;
}
