/**
 * The known name nearest to a misspelt one, or null when nothing is near. Distance counts insertions, deletions,
 * substitutions and swaps of neighbours; at most a third of the longer name may differ, and never everything.
 */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const wanted = [...name];
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const points = [...candidate];
    const longest = Math.max(points.length, wanted.length);
    const most = Math.min(longest - 1, Math.max(1, Math.floor(longest / 3)));
    if (Math.abs(points.length - wanted.length) > most) continue;
    const distance = editDistance(wanted, points);
    if (distance <= most && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, beforeLast[j - 2]! + 1);
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
