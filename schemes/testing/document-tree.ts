import { parse } from 'yaml';

/** A scheme document as texts, lists and maps that keep their order. */
export type Tree = string | null | readonly Tree[] | TreeMap;
export type TreeMap = ReadonlyMap<string, Tree>;
export type Path = readonly (string | number)[];

export function readTree(text: string): Tree {
  return parse(text, { schema: 'failsafe', mapAsMap: true }) as Tree;
}

/** As JSON, which is YAML too. */
export function writeTree(tree: Tree): string {
  if (tree === null || typeof tree === 'string') return JSON.stringify(tree ?? '');
  if (isMap(tree)) return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${writeTree(value)}`).join(', ')}}`;
  return `[${tree.map(writeTree).join(', ')}]`;
}

export function isMap(tree: Tree | undefined): tree is TreeMap {
  return tree instanceof Map;
}

export function isList(tree: Tree | undefined): tree is readonly Tree[] {
  return Array.isArray(tree);
}

export function mapAt(tree: Tree, path: Path): TreeMap | null {
  let branch: Tree | undefined = tree;
  for (const step of path) branch = isMap(branch) ? branch.get(String(step)) : isList(branch) ? branch[Number(step)] : undefined;
  return isMap(branch) ? branch : null;
}

/** The tree with something else at a path; what is turned into undefined is removed. Nothing is changed in place. */
export function edit(tree: Tree, path: Path, turn: (old: Tree) => Tree | undefined): Tree {
  return editInner(tree, path, turn) ?? null;
}

function editInner(tree: Tree, path: Path, turn: (old: Tree) => Tree | undefined): Tree | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return turn(tree);
  if (isMap(tree)) {
    const entries = [...tree].flatMap(([key, value]): [string, Tree][] => {
      const next = key === step ? editInner(value, rest, turn) : value;
      return next === undefined ? [] : [[key, next]];
    });
    return new Map(entries);
  }
  if (!isList(tree)) throw new Error(`nothing stands under ${path.join('/')}`);
  return tree.flatMap((value, i): Tree[] => {
    const next = i === step ? editInner(value, rest, turn) : value;
    return next === undefined ? [] : [next];
  });
}

/** A map with one entry more, at the end. */
export function withEntry(map: Tree, key: string, value: Tree): Tree {
  return isMap(map) ? new Map([...map, [key, value]]) : map;
}

/** A list with two neighbours the other way round. */
export function withNeighboursSwapped<T>(items: readonly T[], index: number): T[] {
  return items.map((item, i) => (i === index ? items[index + 1]! : i === index + 1 ? items[index]! : item));
}
