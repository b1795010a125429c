/**
 * What an unknown id or header probably meant. A suggestion is printed beside the refusal; nothing is ever matched by it.
 */

/** Comparisons of one search; beyond it an exact answer would cost more than the hint is worth. */
const comparisonCountMax = 200_000;

/** The known name nearest to the wanted one: at most a third of the longer name differs. Ties go to the first. */
export function nearestName(wanted: string, known: Iterable<string>, comparisonsLeft = comparisonCountMax): string | null {
  const letters = [...wanted];
  let best: string | null = null;
  let bestDistance = Infinity;
  let comparisonCount = 0;
  for (const name of known) {
    if (++comparisonCount > comparisonsLeft) break;
    const longest = Math.max(name.length, letters.length);
    const most = Math.min(longest - 1, Math.max(1, Math.floor(longest / 3)), bestDistance - 1);
    if (Math.abs(name.length - letters.length) > most * 2) continue;
    const distance = editDistance(letters, [...name], most);
    if (distance <= most) {
      best = name;
      bestDistance = distance;
      if (distance === 0) break;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours; anything above `most` comes back as more than `most`. */
function editDistance(a: readonly string[], b: readonly string[], most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = b.map((_, j) => j);
  last.push(b.length);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) distance = Math.min(distance, beforeLast[j - 2]! + 1);
      row.push(distance);
      if (distance < smallest) smallest = distance;
    }
    if (smallest > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
