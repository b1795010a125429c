import { isCalendarDate } from '../facts/cell-form.ts';
import type { FactTable } from '../facts/table.ts';
import { missing } from '../number/missing.ts';
import { stateAt, type Arithmetic, type NumberColumn } from '../number/arithmetic.ts';
import type { Rational } from '../number/rational.ts';
import type { Expression } from '../formula/expression.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { ListPlan } from '../scheme/model.ts';
import { rowsFrame } from '../score/frame.ts';
import type { StageRun } from '../score/run.ts';
import { truth, truthOf } from '../score/value.ts';
import type { ListOrKey } from './mechanism.ts';

/** What measures share: which rows of a table belong to which cell of which subject, and what became of each row. */

/** A column that a measure filters by one key, or spreads over the members of a list. */
export interface RowKey {
  readonly column: string;
  readonly by: ListOrKey;
}

/** What became of a row. The explanation reads this; nothing is worked out a second time. */
export const rowFate = {
  /** Not a row of this measure, or not evidence. */
  foreign: 0,
  counted: 1,
  excused: 2,
  notApplicable: 3,
  notSubmitted: 4,
  notYet: 5,
  /** The scorer stands aside (回避). */
  recused: 6,
  outOfRange: 7,
  /** The highest and lowest scores removed. */
  trimmed: 8,
  /** Several rows where one was expected. */
  several: 9,
  /** A target that cannot be divided by. */
  leftOut: 10,
  /** Of the same matter as a higher one (同一事项就高). */
  sameMatter: 11,
  /** Beyond a cap, in whole or in part. */
  capped: 12,
  /** An adjustment that breaks a rule of the catalogue. */
  rejected: 13,
  invalidSheet: 14,
  noAnswer: 15,
  /** Counted once a year already. */
  oncePerYear: 16,
  /** A relation that does not hold at the time in question. */
  notInForce: 17,
  /** What it points to has no value. */
  noValue: 18,
} as const;

export interface SelectedRows {
  readonly table: FactTable;
  /** Lists that the cells are indexed by, in the order of the keys. */
  readonly lists: readonly ListPlan[];
  readonly cellCount: number;
  /** Number of subjects. */
  readonly length: number;
  /** cell × length + subject of each row; −1 for rows of no interest. */
  readonly owner: Int32Array;
  readonly fate: Uint8Array;
}

/** Finds the rows of a table that belong to the subjects of a stage and to the keys. The subject may stand in another column. */
export function selectRows(stage: StageRun, tableName: string, keys: readonly RowKey[], subjectColumn = 'subject'): SelectedRows {
  const { run } = stage;
  const table = run.facts.table(tableName);
  const lists = keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : []));
  const length = stage.population.length;
  const owner = stage.localRows(run.facts.subjectRows(tableName, subjectColumn));
  const evidence = run.evidenceRows(table);
  if (evidence !== null) for (let row = 0; row < owner.length; row++) if (evidence[row] === 0) owner[row] = -1;
  // The last key moves fastest. One key after the other, because a loop over keys inside a loop over rows is many times slower.
  let cellCount = 1;
  for (const { column, by } of keys.toReversed()) {
    const { codes, values } = run.facts.column(tableName, column);
    const stride = cellCount * length;
    const places = Int32Array.from(values, (text) => {
      const member = memberOfText(by, text);
      return member < 0 ? -1 : member * stride;
    });
    for (let row = 0; row < owner.length; row++) {
      const place = places[codes[row]!]!;
      owner[row] = place < 0 || owner[row]! < 0 ? -1 : owner[row]! + place;
    }
    cellCount *= by.kind === 'list' ? by.list.members.length : 1;
  }
  const fate = new Uint8Array(owner.length);
  for (let row = 0; row < fate.length; row++) fate[row] = owner[row]! < 0 ? rowFate.foreign : rowFate.counted;
  return { table, lists, cellCount, length, owner, fate };
}

/** Files name a member by key or by name; a date belongs to the member whose span holds it. */
export function memberOfText(by: ListOrKey, text: string): number {
  if (by.kind === 'key') return by.key === text ? 0 : -1;
  const { members } = by.list;
  const keyed = members.findIndex((member) => member.keys.includes(text));
  if (keyed >= 0) return keyed;
  const named = members.findIndex((member) => member.name === text);
  if (named >= 0 || !isCalendarDate(text)) return named;
  return members.findIndex(({ span }) => span !== null && span.from <= text && text <= span.to);
}

/** Drops rows for which a condition holds. */
export function dropWhere(stage: StageRun, rows: SelectedRows, condition: Expression, fate: number): void {
  const subjects = stage.run.facts.subjectRows(rows.table.name, 'subject');
  const held = truthOf(evaluate(condition, rowsFrame(stage.run, rows.table, subjects, stage.plan)).value);
  for (let row = 0; row < held.length; row++) if (held[row] === truth.yes) drop(rows, row, fate);
}

export function drop(rows: SelectedRows, row: number, fate: number): void {
  if (rows.owner[row]! < 0) return;
  rows.owner[row] = -1;
  rows.fate[row] = fate;
}

/** One column per cell out of a column over cells × subjects. */
function splitCells(arithmetic: Arithmetic, long: NumberColumn, cellCount: number, length: number): NumberColumn[] {
  if (cellCount === 1) return [long];
  return Array.from({ length: cellCount }, (_, cell) => {
    const index = new Int32Array(length);
    for (let i = 0; i < length; i++) index[i] = cell * length + i;
    return arithmetic.gather(long, index);
  });
}

/**
 * The rows of one owner, in the order of the table. They are sorted by owner when the first is asked for, by counting: most
 * results are never explained, and of those that are, every owner is asked for in turn.
 */
export function rowsByOwner(owner: Int32Array, ownerCount: number): (asked: number) => Int32Array {
  let sorted: { readonly rows: Int32Array; readonly end: Int32Array } | undefined;
  return (asked) => {
    sorted ??= sortByOwner(owner, ownerCount);
    return sorted.rows.subarray(asked === 0 ? 0 : sorted.end[asked - 1], sorted.end[asked]);
  };
}

function sortByOwner(owner: Int32Array, ownerCount: number): { rows: Int32Array; end: Int32Array } {
  const end = countRows({ owner, cellCount: 1, length: ownerCount });
  for (let each = 1; each < ownerCount; each++) end[each]! += end[each - 1]!;
  const rows = new Int32Array(ownerCount === 0 ? 0 : end[ownerCount - 1]!);
  const next = end.slice();
  for (let row = owner.length - 1; row >= 0; row--) if (owner[row]! >= 0) rows[--next[owner[row]!]!] = row;
  return { rows, end };
}

/** How many rows each owner has. */
export function countRows(rows: Pick<SelectedRows, 'owner' | 'cellCount' | 'length'>): Int32Array {
  const counts = new Int32Array(rows.cellCount * rows.length);
  const { owner } = rows;
  for (let row = 0; row < owner.length; row++) if (owner[row]! >= 0) counts[owner[row]!]!++;
  return counts;
}

/** What the scheme does with a state: leave the row out, make the value missing, or put a number in its place. */
export type StateRule = 'skip' | 'missing' | Rational;

export interface StateRules {
  readonly notYet: StateRule;
  readonly excused: StateRule;
  readonly notApplicable: StateRule;
  readonly notSubmitted: StateRule;
}

export const fateOfState: Readonly<Record<number, number>> = {
  [missing.notYet]: rowFate.notYet,
  [missing.excused]: rowFate.excused,
  [missing.notApplicable]: rowFate.notApplicable,
  [missing.notSubmitted]: rowFate.notSubmitted,
};

function ruleOfState(rules: StateRules, state: number): StateRule {
  switch (state) {
    case missing.notYet:
      return rules.notYet;
    case missing.excused:
      return rules.excused;
    case missing.notApplicable:
      return rules.notApplicable;
    default:
      return rules.notSubmitted;
  }
}

/**
 * The value column of the selected rows, after the states: rows left out lose their owner, numbers in place of a state are
 * put in, and owners whose value is made missing are returned with the state.
 */
export function applyStates(
  stage: StageRun,
  rows: SelectedRows,
  column: string,
  rules: StateRules,
): { values: NumberColumn; missingOwners: Uint8Array | null } {
  const { run } = stage;
  const states = run.facts.states(rows.table.name, column);
  const { codes, values: texts } = run.facts.column(rows.table.name, column);
  const substitutes = new Map<number, number>();
  const dictionary = [...run.decimals(rows.table.name, column)];
  let missingOwners: Uint8Array | null = null;
  let own: Int32Array | null = null;
  for (let row = 0; row < states.length; row++) {
    const state = states[row]!;
    if (state === 0 || rows.owner[row]! < 0) continue;
    const rule = ruleOfState(rules, state);
    if (rule === 'skip') drop(rows, row, fateOfState[state]!);
    else if (rule === 'missing') {
      missingOwners ??= new Uint8Array(rows.cellCount * rows.length);
      missingOwners[rows.owner[row]!] = state;
      drop(rows, row, fateOfState[state]!);
    } else {
      let code = substitutes.get(state);
      if (code === undefined) {
        code = dictionary.push(rule) - 1;
        substitutes.set(state, code);
      }
      own ??= codes.slice();
      own[row] = code;
      rows.fate[row] = fateOfState[state]!;
    }
  }
  if (dictionary.length < texts.length) throw new TypeError('a dictionary keeps its codes');
  return { values: run.arithmetic.fromDictionary(own ?? codes, dictionary), missingOwners };
}

/** The state of either, the first where both have one. */
export function eitherState(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  return a === null || b === null ? (a ?? b) : a.map((state, i) => state || b[i]!);
}

/** Owners of which a row that counts has no value are missing as well: such a row would otherwise count as nothing in silence. */
export function addOwnersWithout(rows: SelectedRows, values: NumberColumn, known: Uint8Array | null): Uint8Array | null {
  let missingOwners = known;
  for (let row = 0; row < rows.owner.length; row++) {
    const owner = rows.owner[row]!;
    if (owner < 0 || stateAt(values, row) === 0) continue;
    missingOwners ??= new Uint8Array(rows.cellCount * rows.length);
    if (missingOwners[owner] === 0) missingOwners[owner] = missing.operand;
  }
  return missingOwners;
}

/** Makes the owners missing that a state or an empty cell leaves without a value. */
export function finishCells(
  stage: StageRun,
  rows: SelectedRows,
  folded: NumberColumn,
  counts: Int32Array,
  missingOwners: Uint8Array | null,
): NumberColumn[] {
  const state = new Uint8Array(counts.length);
  let any = false;
  for (let i = 0; i < state.length; i++) {
    const code = missingOwners?.[i] || (counts[i] === 0 ? missing.noRecord : 0);
    if (code !== 0) {
      state[i] = code;
      any = true;
    }
  }
  const { arithmetic } = stage.run;
  return splitCells(arithmetic, any ? arithmetic.withState(folded, state) : folded, rows.cellCount, rows.length);
}
