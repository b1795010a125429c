import { Document, isCollection, isScalar, visit } from 'yaml';
import type { Dice } from './dice.ts';

/** A document before it is written: texts, lists, and maps in order. A map may have any text for a key. */
export type Tree = string | readonly Tree[] | TreeMap;
export type TreeMap = ReadonlyMap<string, Tree>;

/** A map without the entries that say nothing. */
export function treeOf(entries: Readonly<Record<string, Tree | null | undefined>>): Map<string, Tree> {
  return new Map(Object.entries(entries).flatMap(([key, value]) => (value == null ? [] : [[key, value] as const])));
}

/** The document as YAML. With dice, blocks and braces, quotes and indentation are mixed; without, it is all blocks. */
export function yamlText(tree: TreeMap, dice: Dice | null): string {
  const document = new Document(tree, { schema: 'failsafe', aliasDuplicateObjects: false });
  if (dice === null) return document.toString({ lineWidth: 0 });
  visit(document, {
    Node(key, node, path) {
      if (isScalar(node) && key !== 'key' && dice.chance(10)) node.type = dice.pick(['QUOTE_DOUBLE', 'QUOTE_SINGLE']);
      if (isCollection(node) && path.length > 2 && dice.chance(25)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, indent: dice.pick([2, 2, 4]) });
}
