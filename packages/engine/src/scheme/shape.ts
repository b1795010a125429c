import { toHalfWidth } from '../formula/tokens.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { shorten, type Reader } from './reader.ts';
import type { SourceEntry, SourceMap, SourceNode } from './source.ts';

/**
 * Shapes describe what may stand where in a scheme document. One description reads the document (with every problem and
 * its place), gives editors a JSON Schema, and writes the reference pages, so that the three cannot disagree.
 */
export interface Shape<T> {
  /** Reads a node. Problems go to the reader; undefined means that nothing usable was there. */
  read(node: SourceNode, reader: Reader): T | undefined;
  readonly schema: JsonSchema;
}

export type JsonSchema = { readonly [key: string]: unknown };

/** A value with the place where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly place: DocumentPlace;
}

/** A text that keeps its offset, so that a place inside it (a formula's word) can be named. */
export interface LocatedText extends Located<string> {
  readonly offset: number;
}

export interface Named<T> {
  readonly name: string;
  readonly place: DocumentPlace;
  readonly value: T;
}

export type Infer<S> = S extends Shape<infer T> ? T : never;

/** Text of any content; `pattern` narrows it, `wanted` names what is expected, `title` (中文 / English) what it is called. */
export function text(options: { pattern?: RegExp; wanted?: string; title?: string } = {}): Shape<LocatedText> {
  return {
    read(node, reader) {
      if (node.kind !== 'text') return reader.wrongKind(node, options.wanted ?? 'text');
      if (options.pattern !== undefined && !options.pattern.test(node.text)) {
        return reader.report('wrong-text', node.place, { found: shorten(node.text), wanted: options.wanted ?? String(options.pattern) });
      }
      return { value: node.text, place: node.place, offset: node.offset };
    },
    schema: {
      type: ['string', 'number', 'boolean'],
      ...(options.pattern === undefined ? {} : { pattern: options.pattern.source }),
      ...(options.title === undefined ? {} : { title: options.title }),
    },
  };
}

/** One of a few words. */
export function choice<const W extends string>(...words: readonly W[]): Shape<Located<W>> {
  return {
    read(node, reader) {
      if (node.kind !== 'text') return reader.wrongKind(node, words.join(' / '));
      const word = words.find((each) => each === node.text);
      if (word === undefined) {
        return reader.report('unknown-word', node.place, {
          found: shorten(node.text),
          wanted: words.join(' / '),
          nearest: nearestName(node.text, words) ?? '',
        });
      }
      return { value: word, place: node.place };
    },
    schema: { enum: words },
  };
}

/** Reads full-width digits and signs as the formula language does: as their twins in half width. */
export function inHalfWidth<T>(shape: Shape<T>): Shape<T> {
  return {
    read: (node, reader) => shape.read(node.kind === 'text' ? { ...node, text: toHalfWidth(node.text) } : node, reader),
    get schema() {
      return shape.schema;
    },
  };
}

/** A whole number between two bounds. */
export function integer(least: number, most: number): Shape<Located<number>> {
  return inHalfWidth({
    read(node, reader) {
      const wanted = `${least}..${most}`;
      if (node.kind !== 'text') return reader.wrongKind(node, wanted);
      const value = /^-?\d{1,9}$/.test(node.text) ? Number(node.text) : Number.NaN;
      if (!(value >= least && value <= most)) return reader.report('wrong-number', node.place, { found: shorten(node.text), wanted });
      return { value, place: node.place };
    },
    schema: { type: 'integer', minimum: least, maximum: most },
  });
}

/** A list of at least one; a single value may stand without brackets. */
export function oneOrMany<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    read(node, reader) {
      const items = node.kind === 'list' ? node.items : [node];
      if (items.length === 0) return reader.report('empty-list', node.place);
      return readAll(items, item, reader);
    },
    schema: { anyOf: [item.schema, { type: 'array', items: item.schema, minItems: 1 }] },
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    read(node, reader) {
      if (node.kind !== 'list') return reader.wrongKind(node, 'list');
      return readAll(node.items, item, reader);
    },
    schema: { type: 'array', items: item.schema },
  };
}

function readAll<T>(items: readonly SourceNode[], item: Shape<T>, reader: Reader): readonly T[] {
  const values: T[] = [];
  for (const node of items) {
    const value = item.read(node, reader);
    if (value === undefined) reader.incomplete.add(values);
    else values.push(value);
  }
  return values;
}

/** Names of the document's own with a value each, in document order. */
export function mapOf<T>(value: Shape<T>, options: { emptyValue?: T } = {}): Shape<readonly Named<T>[]> {
  return {
    read(node, reader) {
      if (node.kind !== 'map') return reader.wrongKind(node, 'map');
      if (reportCutFormula(node, reader)) return undefined;
      const entries: Named<T>[] = [];
      for (const entry of node.entries) {
        const read = entry.value === null ? options.emptyValue : value.read(entry.value, reader);
        if (entry.value === null && read === undefined) reader.report('empty-value', entry.keyPlace, { key: entry.key });
        if (read === undefined) {
          reader.incomplete.add(entries);
          reader.brokenNames.add(entry.key);
          reader.breakNames(entry.value);
        } else entries.push({ name: entry.key, place: entry.keyPlace, value: read });
      }
      return entries;
    },
    schema: { type: 'object', additionalProperties: value.schema },
  };
}

export interface Field<T> {
  readonly shape: Shape<T>;
  readonly required: boolean;
  /** What a required field is taken for where it is missing or wrong, which is reported, so that the rest can be checked. */
  readonly otherwise?: (place: DocumentPlace) => T;
  readonly description: { readonly zh: string; readonly en: string };
}

export function field<T>(shape: Shape<T>, zh: string, en: string): Field<T> & { readonly required: false } {
  return { shape, required: false, description: { zh, en } };
}

export function requiredField<T>(
  shape: Shape<T>,
  zh: string,
  en: string,
  otherwise?: (place: DocumentPlace) => T,
): Field<T> & { readonly required: true } {
  return { shape, required: true, description: { zh, en }, ...(otherwise === undefined ? {} : { otherwise }) };
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

export type Fielded<F extends Fields> = {
  readonly [K in keyof F as F[K] extends { required: true } ? K : never]: F[K] extends Field<infer T> ? T : never;
} & {
  readonly [K in keyof F as F[K] extends { required: true } ? never : K]?: F[K] extends Field<infer T> ? T | undefined : never;
} & { readonly place: DocumentPlace; readonly keyPlaces: ReadonlyMap<string, DocumentPlace> };

/** More than these are no help in a sentence. */
const namesListedMax = 16;

/** A mapping of known keys. Unknown keys are refused with the nearest known one. */
export function object<F extends Fields>(fields: F): Shape<Fielded<F>> & { readonly fields: F } {
  const names = Object.keys(fields);
  return {
    fields,
    read(node, reader) {
      if (node.kind !== 'map') return reader.wrongKind(node, names.length > namesListedMax ? 'map' : `{ ${names.join(', ')} }`);
      if (reportCutFormula(node, reader)) return undefined;
      const values: Record<string, unknown> = {};
      const keyPlaces = new Map<string, DocumentPlace>();
      /** Known keys that unknown ones were probably meant to be. */
      const meant = new Set<string>();
      let isWhole = true;
      for (const entry of node.entries) {
        const known = Object.hasOwn(fields, entry.key) ? fields[entry.key]! : undefined;
        if (known === undefined) {
          isWhole = false;
          const nearest = reportUnknownKey(entry, names, reader);
          meant.add(nearest);
          if (nearest !== '') reader.brokenNames.add(nearest);
          reader.breakNames(entry.value);
          continue;
        }
        keyPlaces.set(entry.key, entry.keyPlace);
        if (entry.value === null) reader.report('empty-value', entry.keyPlace, { key: entry.key });
        const value = entry.value === null ? undefined : known.shape.read(entry.value, reader);
        if (value !== undefined) values[entry.key] = value;
        else reader.breakNames({ kind: 'map', entries: [entry], place: node.place, flow: false });
      }
      let isUsable = true;
      for (const name of names) {
        const { required, otherwise } = fields[name]!;
        if (!required || values[name] !== undefined) continue;
        if (!keyPlaces.has(name) && !meant.has(name)) reader.report('missing-key', node.place, { key: name });
        if (otherwise === undefined) isUsable = false;
        else values[name] = otherwise(node.place);
      }
      if (!isUsable) return undefined;
      const read = { ...values, place: node.place, keyPlaces };
      if (!isWhole) reader.incomplete.add(read);
      return read as unknown as Fielded<F>; // the loop above has filled it field by field
    },
    get schema() {
      const properties: Record<string, JsonSchema> = {};
      for (const name of names) {
        const { shape, description } = fields[name]!;
        properties[name] = { ...shape.schema, description: `${description.zh}\n${description.en}` };
      }
      const required = names.filter((name) => fields[name]!.required);
      return { type: 'object', properties, additionalProperties: false, ...(required.length > 0 ? { required } : {}) };
    },
  };
}

/** The key that was probably meant, '' where none is near. */
function reportUnknownKey(entry: SourceEntry, names: readonly string[], reader: Reader): string {
  if (entry.isRepaired) return '';
  const nearest = nearestName(entry.key, names) ?? '';
  reader.report('unknown-key', entry.keyPlace, { key: shorten(entry.key), nearest, wanted: names.join(', ') });
  return nearest;
}

/**
 * In `{ formula: 限幅(x, 0, 100) }` YAML ends the value at the first comma and reads the rest as keys without a value.
 * Whoever sees an open bracket before such keys says so, in place of three puzzling messages.
 */
function reportCutFormula(node: SourceMap, reader: Reader): boolean {
  if (!node.flow) return false;
  const { entries } = node;
  const cutKey = entries.find(({ key, value }) => value === null && opensBracket(key));
  if (cutKey !== undefined) {
    reader.report('formula-cut-at-comma', cutKey.keyPlace, { formula: shorten(cutKey.key) });
    return true;
  }
  for (let i = 0; i + 1 < entries.length; i++) {
    const value = entries[i]!.value;
    if (value?.kind === 'text' && entries[i + 1]!.value === null && opensBracket(value.text)) {
      reader.report('formula-cut-at-comma', value.place, { formula: shorten(value.text) });
      return true;
    }
  }
  return false;
}

function opensBracket(formula: string): boolean {
  let depth = 0;
  for (const character of formula) {
    if (character === '(' || character === '（') depth += 1;
    if (character === ')' || character === '）') depth -= 1;
  }
  return depth > 0;
}

type ShapesByKind = { readonly text?: Shape<unknown>; readonly list?: Shape<unknown>; readonly map?: Shape<unknown> };

/** Chooses the shape by what stands there: text, list or map. */
export function byKind<S extends ShapesByKind>(shapes: S): Shape<Infer<NonNullable<S[keyof S]>>> {
  const wanted = Object.keys(shapes).join(' / ');
  return {
    read(node, reader) {
      const shape = node.kind === 'refused' ? undefined : shapes[node.kind];
      if (shape === undefined) return reader.wrongKind(node, wanted);
      return shape.read(node, reader) as Infer<NonNullable<S[keyof S]>> | undefined; // one of the shapes has read it
    },
    get schema() {
      return { anyOf: Object.values(shapes).map((shape: Shape<unknown>) => shape.schema) };
    },
  };
}

/** A table by class or list (`{ by: 类别, 班子成员: …, others: … }`) or the plain value. */
interface ByTable<T> {
  readonly by: LocatedText;
  readonly rows: readonly Named<T>[];
  readonly others: T | undefined;
  readonly place: DocumentPlace;
}

export type Switched<T> = { readonly kind: 'plain'; readonly value: T } | { readonly kind: 'by'; readonly table: ByTable<T> };

/** A parameter that may differ by class or list member. `by` must come first. */
export function switched<T>(shape: Shape<T>): Shape<Switched<T>> {
  return {
    read(node, reader) {
      const isTable = node.kind === 'map' && node.entries[0]?.key === 'by';
      if (!isTable) {
        const value = shape.read(node, reader);
        return value === undefined ? undefined : { kind: 'plain', value };
      }
      const by = node.entries[0]!.value;
      if (by?.kind !== 'text') return reader.report('empty-value', node.entries[0]!.keyPlace, { key: 'by' });
      const rows: Named<T>[] = [];
      let others: T | undefined;
      for (const entry of node.entries.slice(1)) {
        if (entry.value === null) {
          reader.report('empty-value', entry.keyPlace, { key: entry.key });
          continue;
        }
        const value = shape.read(entry.value, reader);
        if (value === undefined) reader.incomplete.add(rows);
        else if (entry.key === 'others') others = value;
        else rows.push({ name: entry.key, place: entry.keyPlace, value });
      }
      return { kind: 'by', table: { by: { value: by.text, place: by.place, offset: by.offset }, rows, others, place: node.place } };
    },
    get schema() {
      return {
        anyOf: [
          shape.schema,
          { type: 'object', required: ['by'], properties: { by: { type: 'string' } }, additionalProperties: shape.schema },
        ],
      };
    },
  };
}

/** A shape that turns what it read into something else, or refuses it. */
export function map<A, B>(shape: Shape<A>, turn: (value: A, reader: Reader) => B | undefined, schema?: JsonSchema): Shape<B> {
  return {
    read(node, reader) {
      const value = shape.read(node, reader);
      return value === undefined ? undefined : turn(value, reader);
    },
    get schema() {
      return schema ?? shape.schema;
    },
  };
}

/** For a shape that refers to itself or is large: built at first use. */
export function lazy<T>(make: () => Shape<T>): Shape<T> {
  let made: Shape<T> | undefined;
  const get = (): Shape<T> => (made ??= make());
  return {
    read: (node, reader) => get().read(node, reader),
    get schema() {
      return get().schema;
    },
  };
}
