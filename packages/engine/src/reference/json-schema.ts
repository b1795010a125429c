import { schemeShape } from '../scheme/document.ts';
import type { JsonSchema } from '../scheme/shape.ts';

/** Where editors find the schema; `schema/` of the repository holds it as a file. */
export const schemaFile = 'schema/kaoji-scheme-1.schema.json';

/**
 * The JSON Schema of scheme documents (draft 2020-12), for completion and hints in editors. It comes from the same shapes
 * that read a document; what stands in several places is moved to `$defs`, so that a person can read the file as well.
 */
export function schemeJsonSchema(): JsonSchema {
  const shared = new SharedSchemas(schemeShape.schema);
  const root = shared.resolve(schemeShape.schema);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:kaoji:scheme:1',
    title: '考绩方案，格式 1 / Kaoji scheme, format 1',
    description: '把考核办法写成数据。\nA regulation of performance appraisal as data.',
    ...root,
    properties: { ...(root['properties'] as JsonSchema), kaoji: { const: 1, description: '方案格式版本\nversion of the scheme format' } },
    $defs: shared.definitions(),
  };
}

/** Shorter ones are repeated where they stand. */
const sharedLengthMin = 60;

class SharedSchemas {
  /** By their content without description: how often, and where first. */
  private readonly seen = new Map<string, { count: number; readonly path: readonly string[] }>();
  private readonly names = new Map<string, string>();
  private readonly made = new Map<string, JsonSchema>();

  constructor(root: JsonSchema) {
    this.count(root, []);
  }

  definitions(): JsonSchema {
    return Object.fromEntries([...this.made].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The schema with everything shared replaced by a reference. */
  resolve(schema: JsonSchema): JsonSchema {
    return mapParts(schema, (part) => this.reference(part));
  }

  private reference(schema: JsonSchema): JsonSchema {
    const { description, ...content } = schema;
    const identity = JSON.stringify(content);
    const name = this.nameOf(content, identity);
    if (name === null) return this.resolve(schema);
    if (!this.made.has(name)) {
      this.made.set(name, {});
      this.made.set(name, this.resolve(content));
    }
    return { $ref: `#/$defs/${name}`, ...(description === undefined ? {} : { description }) };
  }

  private count(schema: JsonSchema, path: readonly string[]): void {
    const { description: _, ...content } = schema;
    const identity = JSON.stringify(content);
    const known = this.seen.get(identity);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    this.seen.set(identity, { count: 1, path });
    mapParts(schema, (part, key) => {
      this.count(part, key === null ? path : [...path, key]);
      return part;
    });
  }

  /** Its English title, or the key under which it stands first. */
  private nameOf(content: JsonSchema, identity: string): string | null {
    const known = this.names.get(identity);
    if (known !== undefined) return known;
    const { count, path } = this.seen.get(identity)!;
    const title = content['title'];
    const isShared = typeof title === 'string' || (count > 1 && identity.length >= sharedLengthMin);
    if (!isShared) return null;
    const wanted =
      typeof title === 'string'
        ? title.split(' / ')[1]!
        : (this.nameOfOneOrMany(content) ?? path.findLast((key) => key !== '*') ?? 'scheme');
    const taken = new Set(this.names.values());
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}-${i}`;
    this.names.set(identity, name);
    return name;
  }

  private nameOfOneOrMany({ anyOf }: JsonSchema): string | null {
    const [item, list, ...others] = (anyOf ?? []) as readonly JsonSchema[];
    if (item === undefined || list?.['type'] !== 'array' || others.length > 0 || list['minItems'] !== 1) return null;
    const title = item['title'];
    return `one-or-more-${typeof title === 'string' ? title.split(' / ')[1]! : 'text'}s`;
  }
}

/** The same schema with its direct parts replaced. The key is that of a property, `*` for names of the document's own. */
function mapParts(schema: JsonSchema, turn: (part: JsonSchema, key: string | null) => JsonSchema): JsonSchema {
  const turned: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties') {
      turned[keyword] = Object.fromEntries(
        Object.entries(value as Record<string, JsonSchema>).map(([key, part]) => [key, turn(part, key)]),
      );
    } else if (keyword === 'anyOf') turned[keyword] = (value as readonly JsonSchema[]).map((part) => turn(part, null));
    else if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object')) {
      turned[keyword] = turn(value as JsonSchema, '*');
    } else turned[keyword] = value;
  }
  return turned;
}
