import type { NumberUnit } from '../formula/type.ts';
import { cellOf, type FactRow, type RowTable } from './fact-rows.ts';
import { tableDefinitions } from '../facts/definitions.ts';
import type { Dice } from './dice.ts';
import { longName, nameWords } from './words.ts';

/** What is known of a random scheme while it is written: enough to write formulas that are right, and facts that fit. */

export interface ClassDraft {
  readonly name: string;
  readonly key: string;
  readonly kind: 'unit' | 'person' | null;
  /** Columns of the subjects table and the values allowed in each. */
  readonly conditions: readonly (readonly [column: string, values: readonly string[]])[];
}

export interface UnionDraft {
  readonly name: string;
  readonly members: readonly ClassDraft[];
}

export interface AttributeDraft {
  readonly name: string;
  readonly column: string | null;
  readonly kind: 'number' | 'money' | 'text' | 'yes-no' | 'date' | 'subject' | 'set';
  /** Of a reference: the classes of those named. Of a set: the classes of its members. */
  readonly targets: readonly ClassDraft[];
  /** Classes that have it. */
  readonly owners: readonly ClassDraft[];
  /** The words of a text. */
  readonly words: readonly string[];
}

export interface MemberDraft {
  readonly name: string;
  /** How facts write it; an item may have several. */
  readonly keys: readonly string[];
}

export interface ListDraft {
  readonly name: string;
  readonly members: readonly MemberDraft[];
  readonly isRaters: boolean;
}

/** A list or a key, and what facts write in its column. */
export interface Axis {
  readonly text: string | null;
  readonly list: ListDraft | null;
  readonly words: readonly string[];
}

export type NodeType =
  | { readonly kind: 'number'; readonly unit: NumberUnit }
  | { readonly kind: 'truth' }
  | { readonly kind: 'date' }
  /** Grades best first, then the words outside the order. */
  | { readonly kind: 'grade'; readonly words: readonly string[] };

export interface NodeDraft {
  readonly name: string;
  readonly stage: StageDraft;
  readonly type: NodeType;
  readonly lists: readonly ListDraft[];
  /** Lists by which the sheets of a ballot can be counted; null: no ballot. */
  readonly countLists: readonly ListDraft[] | null;
  readonly keyword: string;
  readonly section: 'indicator' | 'flag' | 'outcome';
  /** What it stands on: values, the order, or the grades. A formula reads its own layer and those below. */
  readonly layer: Layer;
}

export const layers = { value: 0, order: 1, grade: 2 } as const;
export type Layer = (typeof layers)[keyof typeof layers];

export interface StageDraft {
  readonly index: number;
  readonly name: string;
  readonly classes: readonly ClassDraft[];
  readonly nodes: NodeDraft[];
  /** Grades of its grading, and the words outside the order; null where it has none. */
  readonly grading: {
    readonly grades: readonly string[];
    readonly words: readonly string[];
    readonly within: AttributeDraft | null;
  } | null;
}

/** Ends that a value may not pass. */
export interface Bound {
  readonly stage: number;
  readonly name: string;
  readonly least?: string;
  readonly most?: string;
}

export interface SubjectDraft {
  readonly id: string;
  readonly subjectClass: ClassDraft | null;
}

/** Writes rows once the subjects are known. */
export type RowWriter = (facts: FactDraft) => void;

/** One of the names in a scheme is used once only, so that it can be nothing else. */
export class SchemeDraft {
  readonly dice: Dice;
  readonly year = 2024;
  classes: readonly ClassDraft[] = [];
  unions: readonly UnionDraft[] = [];
  attributes: readonly AttributeDraft[] = [];
  lists: readonly ListDraft[] = [];
  readonly stages: StageDraft[] = [];
  readonly rowWriters: RowWriter[] = [];
  readonly bounds: Bound[] = [];
  /** Further columns by table: name and type. */
  readonly columns = new Map<string, { readonly key: string; readonly name: string; readonly type: 'number' | 'yes-no' }[]>();
  private readonly names = new Set<string>();
  private count = 0;

  constructor(dice: Dice) {
    this.dice = dice;
  }

  freshName(): string {
    for (;;) {
      const name = this.dice.chance(1) ? longName : `${this.dice.pick(nameWords)}${this.dice.chance(50) ? (this.count += 1) : ''}`;
      if (!this.names.has(name)) {
        this.names.add(name);
        return name;
      }
    }
  }

  /** A key of a column; two columns of a table may not share a key or header. */
  freshColumn(): string {
    return this.dice.chance(10) && !this.names.has('__proto__') && this.takeName('__proto__') ? '__proto__' : `a${(this.count += 1)}`;
  }

  private takeName(name: string): boolean {
    this.names.add(name);
    this.names.add(`key ${name}`);
    return true;
  }

  /** A key, for ever and unique; some of them have a meaning elsewhere. */
  freshKey(prefix: string): string {
    const odd = this.dice.chance(10) ? this.dice.pick(['__proto__', 'constructor', '07', '7', 'Ｑ']) : null;
    const key = odd ?? `${prefix}${this.dice.pick(['', '.'])}${(this.count += 1)}`;
    if (this.names.has(`key ${key}`)) return this.freshKey(prefix);
    this.names.add(`key ${key}`);
    return key;
  }
}

/** Rows of facts as they are written; a row that says what an earlier one says is left out. */
export class FactDraft {
  readonly dice: Dice;
  readonly subjects: readonly SubjectDraft[];
  private readonly tables = new Map<string, FactRow[]>();
  private readonly seen = new Set<string>();
  private readonly keyOfName: ReadonlyMap<string, string>;

  constructor(dice: Dice, subjects: readonly SubjectDraft[], lists: readonly ListDraft[]) {
    this.dice = dice;
    this.subjects = subjects;
    const members = lists.flatMap((list) => list.members);
    this.keyOfName = new Map(members.flatMap(({ name, keys }) => (keys.length === 1 ? [[name, keys[0]!] as const] : [])));
  }

  ofClasses(classes: readonly ClassDraft[]): SubjectDraft[] {
    return this.subjects.filter(({ subjectClass }) => subjectClass !== null && classes.includes(subjectClass));
  }

  add(table: string, cells: Readonly<Record<string, string>>): void {
    const row: FactRow = { cells: new Map(Object.entries(cells)), number: 0 };
    const { rowKey } = tableDefinitions.get(table)!;
    const identity = JSON.stringify([
      table,
      ...(rowKey === 'whole-row'
        ? Object.values(cells)
        : rowKey.map((column) => (column === 'subject' ? cellOf(row, column) : this.keyOf(cellOf(row, column))))),
    ]);
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    const rows = this.tables.get(table) ?? [];
    rows.push({ ...row, number: rows.length + 2 });
    this.tables.set(table, rows);
  }

  /**
   * Rows that say the same with a name and with its key are duplicates. A key may be the name of another member, in whose
   * column it stands for something else; a row too few is no harm.
   */
  private keyOf(text: string): string {
    const key = this.keyOfName.get(text);
    return key === undefined ? text : (this.keyOfName.get(key) ?? key);
  }

  result(): RowTable[] {
    return [...this.tables].map(([name, rows]) => {
      const columns = new Set([...requiredColumns(name), ...rows.flatMap((row) => [...row.cells.keys()])]);
      return { name, columns: [...columns], rows };
    });
  }
}

function requiredColumns(table: string): string[] {
  return tableDefinitions
    .get(table)!
    .columns.filter((column) => column.columnRequired)
    .map((column) => column.key);
}
