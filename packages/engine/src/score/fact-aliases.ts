import type { ValueAliases } from '../facts/canonical.ts';
import type { ReadWord } from '../mechanism/reads.ts';
import type { Scheme } from '../scheme/model.ts';
import type { SchemeRead } from './scheme-reads.ts';

/** Keys for which names stand, by `table.column`. A name that means two keys there, or is a key itself, stands for none. */
export function factAliases(scheme: Scheme, reads: readonly SchemeRead[]): ValueAliases {
  const words = new Map<string, ReadWord[]>();
  const add = (place: string, more: readonly ReadWord[]): void => {
    const known = words.get(place);
    if (known === undefined) words.set(place, [...more]);
    else for (const word of more) known.push(word);
  };
  for (const { table, keys } of reads) for (const { column, words: own } of keys) add(`${table}.${column}`, own);
  for (const place of ['subjects.category', 'history.category']) add(place, categoryWords(scheme));
  return new Map([...words].map(([place, all]) => [place, aliasesAmong(all)]));
}

function aliasesAmong(words: readonly ReadWord[]): ReadonlyMap<string, string> {
  const keys = new Set(words.map(({ key }) => key));
  const keysOf = new Map<string, Set<string>>();
  for (const { key, name } of words) {
    if (name !== null && !keys.has(name)) keysOf.set(name, (keysOf.get(name) ?? new Set()).add(key));
  }
  return new Map([...keysOf].flatMap(([name, [key, ...others]]) => (others.length > 0 ? [] : [[name, key!] as const])));
}

/** What the classes want in the column 类别. The name of a class stands for its key where nothing else decides who is in it. */
function categoryWords({ basicClasses }: Scheme): ReadWord[] {
  return basicClasses.flatMap(({ name, key, conditions }) =>
    conditions
      .filter(({ column }) => column === 'category')
      .flatMap(({ values }) => values.map((value): ReadWord => ({ key: value, name: value === key && values.length === 1 ? name : null }))),
  );
}
