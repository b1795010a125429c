import type { FactTable } from '@kaoji/engine';
import type { Json } from './canonical-json.ts';
import { csvOfTexts } from './canonical-facts.ts';
import { hex, hmacWith, joined, utf8, type Sha256 } from './digest.ts';
import type { ResultPath } from './secrecy.ts';

/**
 * Puts a commitment in the place of what may not be read: SHA-256 over a salt and the content. The salt of each place comes
 * from a seed that stands only in the full bundle; whoever has it can open every commitment, and nobody can put another
 * content under one.
 */
export class Withholder {
  private readonly sha256: Sha256;
  private readonly saltOf: (place: Uint8Array) => Uint8Array;

  constructor(sha256: Sha256, seed: Uint8Array) {
    this.sha256 = sha256;
    this.saltOf = hmacWith(sha256, seed);
  }

  /** A salt is 32 bytes long, so that where it ends and the content begins is never in doubt. */
  commitment(place: string, content: string): string {
    return hex(this.sha256(joined([this.saltOf(utf8(place)), utf8(content)])));
  }

  /**
   * A table without its secret rows. Their commitments follow the open rows in ascending order, under a column of their own:
   * where a row stood would tell which sheets belong together.
   */
  table(table: FactTable, secret: ReadonlySet<number>): Uint8Array {
    const keys = [...table.columns.keys()];
    const columns = [...table.columns.values()];
    const cellsOf = (row: number): string[] => columns.map((column) => column.values[column.codes[row]!]!);
    const head = JSON.stringify([table.name, keys]);
    const open: string[][] = [];
    const commitments: string[] = [];
    for (let row = 0; row < table.rowCount; row++) {
      const cells = cellsOf(row);
      if (secret.has(row)) commitments.push(this.commitment(`${table.name} ${row}`, head + JSON.stringify(cells)));
      else open.push([...cells, '']);
    }
    const empty = keys.map(() => '');
    const withheld = commitments.toSorted().map((commitment) => [...empty, commitment]);
    return csvOfTexts([[...keys, withheldColumn], ...open, ...withheld]);
  }

  /** The result with a commitment in place of each hidden value; every record is copied once, however many are hidden in it. */
  result(result: Json, hidden: readonly ResultPath[]): Json {
    return hidden.length === 0 ? result : this.replaced(result, branchesOf(hidden), []);
  }

  private replaced(tree: Json, hidden: Branches, path: readonly string[]): Json {
    if (hidden.size === 0) return { withheld: this.commitment(`result ${JSON.stringify(path)}`, JSON.stringify([path, tree])) };
    const record = tree as { readonly [name: string]: Json };
    const copy = Object.create(null) as Record<string, Json>;
    for (const [name, value] of Object.entries(record)) {
      const below = hidden.get(name);
      copy[name] = below === undefined ? value : this.replaced(value, below, [...path, name]);
    }
    return copy;
  }
}

/** Paths by their first step; nothing follows the last one. */
type Branches = Map<string, Branches>;

function branchesOf(paths: readonly (readonly string[])[]): Branches {
  const root: Branches = new Map();
  for (const path of paths) {
    let branches = root;
    for (const step of path) {
      const below: Branches = branches.get(step) ?? new Map();
      branches.set(step, below);
      branches = below;
    }
  }
  return root;
}

const withheldColumn = 'withheld_commitment';
