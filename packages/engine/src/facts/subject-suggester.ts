import { nearestName } from '../problem/nearest-name.ts';

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
  /** For all searches together: a whole column of ids from elsewhere must not take a minute to refuse. */
  private comparisonsLeft = 1_000_000;

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
    const near = nearestName(unknown, this.ids, this.comparisonsLeft);
    this.comparisonsLeft = Math.max(0, this.comparisonsLeft - this.ids.length);
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
