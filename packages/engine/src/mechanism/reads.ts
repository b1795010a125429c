import { memberOfText, type RowKey } from './rows.ts';

/**
 * What a measure reads of a table of facts, said before any fact is there: from it follows which texts a column knows, which
 * names stand for which keys, and which rows nobody reads.
 */
export interface TableRead {
  readonly table: string;
  /** A row is read where each of these columns holds a text that it knows. */
  readonly keys: readonly ColumnRead[];
}

export interface ColumnRead {
  readonly column: string;
  accepts(text: string): boolean;
  /** Texts that are known, for hints and for names that stand for keys. */
  readonly words: readonly ReadWord[];
}

/** A key as facts write it, with the name that may stand for it; null where it has none of its own. */
export interface ReadWord {
  readonly key: string;
  readonly name: string | null;
}

/** A word that facts write as it is. */
export function unnamed(key: string): ReadWord {
  return { key, name: null };
}

export function tableRead(table: string, keys: readonly RowKey[]): TableRead {
  return { table, keys: keys.map(columnRead) };
}

export function columnRead({ column, by }: RowKey): ColumnRead {
  const accepts = (text: string): boolean => memberOfText(by, text) >= 0;
  if (by.kind === 'key') return { column, accepts, words: [{ key: by.key, name: null }] };
  // A member of several keys is a heading, whose name goes with each of them and so stands for none.
  const words = by.list.members.flatMap(({ name, keys }) => keys.map((key): ReadWord => ({ key, name: name === key ? null : name })));
  return { column, accepts, words };
}

/** A column that must hold one of some words. */
export function wordsRead(column: string, words: readonly ReadWord[]): ColumnRead {
  const known = new Set(words.flatMap(({ key, name }) => (name === null ? [key] : [key, name])));
  return { column, accepts: (text) => known.has(text), words };
}
