import { brokenProperty, type Failure } from './check-case.ts';
import type { RowTable } from './fact-rows.ts';
import type { RandomCase } from './random-case.ts';
import type { Tree, TreeMap } from './yaml-tree.ts';

/** A place in a document: keys of maps and positions in lists. */
type Path = readonly (string | number)[];

/**
 * The smallest case found that breaks the same property: entries of the document and rows of the tables are taken away as
 * long as it stays broken, large pieces first.
 */
export function smallerCase(written: RandomCase, { property, message }: Failure, milliseconds = 20_000): RandomCase {
  const end = Date.now() + milliseconds;
  let smallest = written;
  const isStillBroken = (candidate: RandomCase): boolean => {
    const failure = brokenProperty(candidate, [property]);
    return failure?.property === property && kindOf(failure.message) === kindOf(message);
  };
  const tryCase = (candidate: RandomCase): boolean => {
    if (Date.now() > end || !isStillBroken(candidate)) return false;
    smallest = candidate;
    return true;
  };
  let isSmaller = true;
  while (isSmaller && Date.now() < end) {
    isSmaller = false;
    for (let depth = 1; depth <= 8; depth++) {
      for (const path of pathsAt(smallest.scheme, depth)) {
        const scheme = without(smallest.scheme, path);
        if (scheme !== null && tryCase({ ...smallest, scheme })) isSmaller = true;
      }
    }
    for (const { name } of smallest.tables) if (fewerRows(smallest, name, tryCase)) isSmaller = true;
  }
  return smallest;
}

/** How a message begins: what a cut makes wrong in another way is another failure. */
function kindOf(message: string): string {
  return message.split(/[\n{0-9]/, 1)[0]!;
}

/** Places of one depth, from the end, so that one taken away moves no other. */
function pathsAt(tree: Tree, depth: number): Path[] {
  if (typeof tree === 'string') return [];
  const keys: (string | number)[] = Array.isArray(tree) ? [...(tree as readonly Tree[]).keys()] : [...(tree as TreeMap).keys()];
  if (depth === 1) return keys.toReversed().map((key) => [key]);
  return keys.toReversed().flatMap((key) => pathsAt(childOf(tree, key), depth - 1).map((path) => [key, ...path]));
}

function childOf(tree: Tree, key: string | number): Tree {
  return typeof key === 'number' ? (tree as readonly Tree[])[key]! : (tree as TreeMap).get(key)!;
}

function without(tree: TreeMap, path: Path): TreeMap | null {
  const rest = withoutIn(tree, path);
  return rest === null ? null : (rest as TreeMap);
}

function withoutIn(tree: Tree, [key, ...below]: Path): Tree | null {
  if (typeof tree === 'string' || key === undefined) return null;
  if (typeof key === 'number') {
    const items = tree as readonly Tree[];
    if (key >= items.length) return null;
    const child = below.length === 0 ? null : withoutIn(items[key]!, below);
    if (below.length > 0 && child === null) return null;
    return items.flatMap((item, i) => (i !== key ? [item] : child === null ? [] : [child]));
  }
  const map = new Map(tree as TreeMap);
  const known = map.get(key);
  if (known === undefined) return null;
  if (below.length === 0) map.delete(key);
  else {
    const child = withoutIn(known, below);
    if (child === null) return null;
    map.set(key, child);
  }
  return map;
}

/** Takes away halves of a table, then quarters, down to single rows. */
function fewerRows(written: RandomCase, name: string, tryCase: (candidate: RandomCase) => boolean): boolean {
  let tables = written.tables;
  let isSmaller = false;
  const rowsOf = (): RowTable['rows'] => tables.find((table) => table.name === name)!.rows;
  for (let size = Math.ceil(rowsOf().length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < rowsOf().length;) {
      const rows = rowsOf().filter((_, i) => i < start || i >= start + size);
      const fewer = tables.map((table) => (table.name === name ? { ...table, rows } : table));
      if (tryCase({ ...written, tables: fewer })) {
        tables = fewer;
        isSmaller = true;
      } else start += size;
    }
  }
  return isSmaller;
}
