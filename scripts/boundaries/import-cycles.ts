/**
 * The cycles of a graph of files, each as the paths on a way round, beginning with the first in order. One cycle is given for
 * each knot of files that all reach one another: when it is cut, the next run shows what is left.
 */
export function findCycles(importsOf: ReadonlyMap<string, readonly string[]>): string[][] {
  return findKnots(importsOf).map((knot) => shortestWayRound(knot, importsOf));
}

/** Tarjan's strongly connected components, those of more than one file or of a file that imports itself. */
function findKnots(importsOf: ReadonlyMap<string, readonly string[]>): Set<string>[] {
  const knots: Set<string>[] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];

  const visit = (path: string): number => {
    const mine = order.size;
    order.set(path, mine);
    stack.push(path);
    let low = mine;
    for (const next of importsOf.get(path) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, order.get(next) ?? low);
    }
    lowest.set(path, low);
    if (low === mine) {
      const knot = new Set(stack.splice(stack.indexOf(path)));
      if (knot.size > 1 || importsOf.get(path)?.includes(path)) knots.push(knot);
    }
    return low;
  };

  for (const path of [...importsOf.keys()].toSorted()) if (!order.has(path)) visit(path);
  return knots;
}

function shortestWayRound(knot: ReadonlySet<string>, importsOf: ReadonlyMap<string, readonly string[]>): string[] {
  const [start = ''] = [...knot].toSorted();
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of importsOf.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (!knot.has(next) || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [start];
}
