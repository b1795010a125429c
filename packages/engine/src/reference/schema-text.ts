import type { Language } from '../problem/catalogue.ts';
import type { JsonSchema } from '../scheme/shape.ts';
import { code, table } from './markdown.ts';

/** What a shape accepts, in words: read from its JSON Schema, which comes from the shape. */

const words = {
  text: { zh: '文字', en: 'text' },
  numberOrText: { zh: '数或文字', en: 'number or text' },
  or: { zh: ' 或 ', en: ' or ' },
  whole: { zh: '整数', en: 'whole number' },
  orList: { zh: '，或一列', en: ', or a list' },
  names: { zh: '名称: ', en: 'name: ' },
  by: { zh: '，或按类别、清单列出（by）', en: ', or a table by class or list (by)' },
  below: { zh: '（见下）', en: ' (see below)' },
  yes: { zh: '必填', en: 'required' },
  key: { zh: '键', en: 'key' },
  type: { zh: '写法', en: 'written as' },
  meaning: { zh: '含义', en: 'meaning' },
} as const;

/** More are only in the table of their own. */
const keysListedMax = 8;

/** `formula`, `` `skip` / `withhold` ``, `whole number 0..8`. */
export function typeText(schema: JsonSchema, language: Language): string {
  const { title, anyOf, type, items, additionalProperties } = schema;
  if (typeof title === 'string') return title.split(' / ')[language === 'zh' ? 0 : 1]!;
  if ('const' in schema) return code(String(schema['const']));
  if (Array.isArray(schema['enum'])) return schema['enum'].map((word) => code(String(word))).join(' / ');
  if (Array.isArray(anyOf)) return anyOfText(anyOf as readonly JsonSchema[], language);
  if (type === 'integer') return `${words.whole[language]} ${String(schema['minimum'])}..${String(schema['maximum'])}`;
  if (type === 'array') return listText(typeText(items as JsonSchema, language), language);
  if (type === 'object') {
    const keys = Object.keys(schema['properties'] ?? {});
    if (typeof additionalProperties === 'object')
      return `{ ${words.names[language]}${typeText(additionalProperties as JsonSchema, language)} }`;
    return `{ ${keys.length > keysListedMax ? '…' : keys.join(', ')} }${words.below[language]}`;
  }
  const only = /^\^(\w+)\$$/.exec(typeof schema['pattern'] === 'string' ? schema['pattern'] : '')?.[1];
  if (only !== undefined) return code(only);
  return String(type) === 'string,number' ? words.numberOrText[language] : words.text[language];
}

function anyOfText(parts: readonly JsonSchema[], language: Language): string {
  const [first, second] = parts;
  if (parts.length === 2 && isByTable(second!)) return `${typeText(first!, language)}${words.by[language]}`;
  if (parts.length === 2 && second!['type'] === 'array' && JSON.stringify(second!['items']) === JSON.stringify(first)) {
    return `${typeText(first!, language)}${words.orList[language]}`;
  }
  return [...new Set(parts.map((part) => typeText(part, language)))].join(words.or[language]);
}

/** A list of something that is a choice itself stands in brackets. */
function listText(item: string, language: Language): string {
  const isChoice = /，| 或 |, or | or /.test(item);
  return language === 'zh' ? `一列${isChoice ? `（${item}）` : item}` : `list of ${isChoice ? `(${item})` : item}`;
}

function isByTable({ properties, additionalProperties }: JsonSchema): boolean {
  return typeof properties === 'object' && properties !== null && 'by' in properties && typeof additionalProperties === 'object';
}

function descriptionOf(schema: JsonSchema, language: Language): string {
  const { description } = schema;
  return typeof description === 'string' ? (description.split('\n')[language === 'zh' ? 0 : 1] ?? description) : '';
}

/** A mapping of known keys that a schema leads to, and where it stands. */
interface KeyTable {
  readonly path: readonly string[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** One table for each mapping of known keys, outermost first. `stop` names keys that have a page of their own. */
export function keyTables(
  schema: JsonSchema,
  language: Language,
  stop: ReadonlySet<string> = new Set(),
): { path: string; table: string }[] {
  return findTables(schema, [], stop).map(({ path, properties, required }) => ({
    path: path.join('.'),
    table: table(
      [words.key[language], words.type[language], words.meaning[language]],
      Object.entries(properties).map(([key, part]) => [
        code(key),
        typeText(part, language),
        `${descriptionOf(part, language)}${required.includes(key) ? (language === 'zh' ? `（${words.yes.zh}）` : ` (${words.yes.en})`) : ''}`,
      ]),
    ),
  }));
}

function findTables(schema: JsonSchema, path: readonly string[], stop: ReadonlySet<string>): KeyTable[] {
  const { anyOf, items, additionalProperties } = schema;
  const tables: KeyTable[] = [];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  if (schema['additionalProperties'] === false)
    tables.push({ path, properties, required: (schema['required'] ?? []) as readonly string[] });
  for (const [key, part] of Object.entries(properties)) if (!stop.has(key)) tables.push(...findTables(part, [...path, key], stop));
  for (const part of (anyOf ?? []) as readonly JsonSchema[]) if (!isByTable(part)) tables.push(...findTables(part, path, stop));
  if (items !== undefined) tables.push(...findTables(items as JsonSchema, [...path, '[]'], stop));
  if (typeof additionalProperties === 'object') tables.push(...findTables(additionalProperties as JsonSchema, [...path, '<>'], stop));
  return dropRepeated(tables);
}

/** `oneOrMany` leads to the same table twice. */
function dropRepeated(tables: readonly KeyTable[]): KeyTable[] {
  const seen = new Set<string>();
  return tables.filter(({ path, properties }) => {
    const identity = JSON.stringify([path.filter((part) => part !== '[]'), properties]);
    return seen.has(identity) ? false : seen.add(identity);
  });
}
