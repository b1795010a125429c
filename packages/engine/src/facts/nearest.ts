/**
 * What an unknown id or header probably meant. A suggestion is printed beside the refusal; nothing is ever matched by it.
 */

/** Comparisons of one search; beyond it an exact answer would cost more than the hint is worth. */
const comparisonCountMax = 200_000;

/** The known name nearest to the wanted one: at most a third of the longer name differs. Ties go to the first. */
export function nearestName(wanted: string, known: Iterable<string>): string | null {
  const letters = [...wanted];
  let best: string | null = null;
  let bestDistance = Infinity;
  let comparisonCount = 0;
  for (const name of known) {
    if (++comparisonCount > comparisonCountMax) break;
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

export type SubjectSuggestion =
  | { readonly kind: 'zeros-lost'; readonly id: string }
  | { readonly kind: 'name'; readonly ids: readonly string[] }
  | { readonly kind: 'near'; readonly id: string }
  | { readonly kind: 'none' };

/** Suggests subjects for unknown ids; built once, when the first unknown id turns up. */
export class SubjectSuggester {
  private readonly ids: readonly string[];
  private readonly idOfFolded = new Map<string, string>();
  private readonly idOfStripped = new Map<string, string>();
  private readonly idsOfName = new Map<string, string[]>();
  private searchCount = 0;

  constructor(ids: readonly string[], names: readonly string[]) {
    this.ids = ids;
    for (const [row, id] of ids.entries()) {
      keepFirst(this.idOfFolded, folded(id), id);
      keepFirst(this.idOfStripped, withoutLeadingZeros(folded(id)), id);
      const name = names[row] ?? '';
      if (name === '') continue;
      const same = this.idsOfName.get(name);
      if (same === undefined) this.idsOfName.set(name, [id]);
      else same.push(id);
    }
  }

  suggest(unknown: string): SubjectSuggestion {
    const named = this.idsOfName.get(unknown.trim());
    if (named !== undefined) return { kind: 'name', ids: named };
    const written = folded(unknown);
    const alike = this.idOfFolded.get(written);
    if (alike !== undefined) return { kind: 'near', id: alike };
    const stripped = this.idOfStripped.get(withoutLeadingZeros(written));
    if (stripped !== undefined)
      return folded(stripped).length > written.length ? { kind: 'zeros-lost', id: stripped } : { kind: 'near', id: stripped };
    // A whole column of ids from elsewhere would cost a search each; after some the hint repeats itself anyway.
    if (++this.searchCount > 200) return { kind: 'none' };
    const near = nearestName(unknown, this.ids);
    return near === null ? { kind: 'none' } : { kind: 'near', id: near };
  }
}

function keepFirst(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}

/** Width, case, spaces and invisible characters apart. */
function folded(id: string): string {
  return id
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]+/gu, '')
    .toLowerCase();
}

function withoutLeadingZeros(id: string): string {
  return id.replace(/(?<![0-9])0+(?=[0-9])/g, '');
}
