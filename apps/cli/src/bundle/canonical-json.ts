/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON in one way only: keys sorted by character code, one space of indentation, a line end at the end. Equal values are
 * equal bytes, and the bytes are those in which the published examples are kept. `JSON.stringify` would not do: it puts
 * keys that look like numbers first.
 */
export function canonicalJson(value: Json): string {
  return `${written(value, '\n')}\n`;
}

function written(value: Json, lineEnd: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${lineEnd} `;
  if (Array.isArray(value)) {
    const items = value as readonly Json[]; // Array.isArray does not narrow a readonly array
    return items.length === 0 ? '[]' : `[${inner}${items.map((item) => written(item, inner)).join(`,${inner}`)}${lineEnd}]`;
  }
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (entries.length === 0) return '{}';
  return `{${inner}${entries.map(([key, each]) => `${JSON.stringify(key)}: ${written(each, inner)}`).join(`,${inner}`)}${lineEnd}}`;
}
