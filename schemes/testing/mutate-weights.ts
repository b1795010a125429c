import { isMap, type Path, type Tree, type TreeMap } from './document-tree.ts';
import { formulaChanges, type Siblings } from './mutate-formula.ts';
import type { Change } from './mutate.ts';

/**
 * Changes of weights that still add up: a point taken from one and given to the next, two of them switched, all of one
 * given to the next. And of what is weighed: another member in the index.
 */
export function weightChanges(weights: Tree, path: Path, siblings: Siblings): Change[] {
  if (!isMap(weights)) return [];
  if (!weights.has('by')) return changesOf(weights, path, siblings);
  const variants = [...weights].filter(([key]) => key !== 'by');
  const swapped = variants.slice(1).map(([key, value], i): Change => {
    const [otherKey, other] = variants[i]!;
    const turn = (): Tree => new Map([...weights].map(([each, old]) => [each, each === key ? other : each === otherKey ? value : old]));
    return { path, what: `values swapped of ${otherKey} and ${key}`, turn };
  });
  const inner = variants.flatMap(([key, value]) => (isMap(value) ? changesOf(value, [...path, key], siblings) : []));
  return [...swapped, ...inner];
}

function changesOf(weights: TreeMap, path: Path, siblings: Siblings): Change[] {
  const entries = [...weights] as [string, string][];
  const withEntries = (next: readonly (readonly [string, string])[]) => (): Tree => new Map(next);
  const changes: Change[] = [];
  for (let i = 0; i < entries.length; i++) {
    const [key, weight] = entries[i]!;
    for (const other of formulaChanges(key, siblings)) {
      if (!weights.has(other))
        changes.push({
          path,
          what: `${key} → ${other}`,
          turn: withEntries(entries.map((entry, place) => (place === i ? [other, weight] : entry))),
        });
    }
    const next = entries[i + 1];
    if (next === undefined) continue;
    const replaced = (one: string, two: string): [string, string][] =>
      entries.map((entry, place) => (place === i ? [key, one] : place === i + 1 ? [next[0], two] : entry));
    changes.push({
      path,
      what: `a point of ${key} given to ${next[0]}`,
      turn: withEntries(replaced(sum(weight, '-1'), sum(next[1], '1'))),
    });
    if (weight !== next[1])
      changes.push({ path, what: `values swapped of ${key} and ${next[0]}`, turn: withEntries(replaced(next[1], weight)) });
    const merged = entries.flatMap((entry, place): [string, string][] =>
      place === i ? [] : place === i + 1 ? [[next[0], sum(weight, next[1])]] : [entry],
    );
    changes.push({ path, what: `all of ${key} given to ${next[0]}`, turn: withEntries(merged) });
  }
  return changes;
}

/** `30%` and `5%` are `35%`. Weights of the examples are whole. */
function sum(one: string, other: string): string {
  return `${Number.parseInt(one, 10) + Number.parseInt(other, 10)}${one.includes('%') || other.includes('%') ? '%' : ''}`;
}
