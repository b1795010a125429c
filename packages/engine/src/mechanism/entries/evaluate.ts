import { bilingual, percentText, plainNumber, type Bilingual } from '../../explain/words.ts';
import { numbersThere, type Detail, type FactUse } from '../../explain/detail.ts';
import { add, compare, min, multiply, one, subtract, zero, type Rational } from '../../number/rational.ts';
import type { Run, StageRun } from '../../score/run.ts';
import type { SchemeRead } from '../../score/scheme-reads.ts';
import { numberCell } from '../../score/value.ts';
import type { SourceResult } from '../mechanism.ts';
import type { PeriodKey } from '../period-key.ts';
import type { ColumnRead } from '../reads.ts';
import { memberOfText, rowFate } from '../rows.ts';

export type Points =
  | { readonly kind: 'fixed'; readonly value: Rational }
  | { readonly kind: 'levels'; readonly levels: ReadonlyMap<string, Rational> }
  /** Decided by the body within these ends, both included. */
  | { readonly kind: 'range'; readonly least: Rational; readonly most: Rational };

export interface EntryItem {
  readonly name: string;
  readonly key: string;
  readonly points: Points;
  readonly per: 'entry' | 'quantity' | 'year';
  /** Shares of the first, second … entry, highest first; the last holds for all later ones. null: all count fully. */
  readonly layers: readonly Rational[] | null;
  readonly cap: Rational | null;
  readonly clause: string | null;
}

export interface EntryPlan {
  readonly items: readonly EntryItem[];
  /** Items (positions) whose entries of one matter count once. */
  readonly pools: readonly (readonly number[])[];
  readonly cap: Rational | null;
  /** Periods to which entries belong, and the column that tells; null: the whole year is one. */
  readonly period: PeriodKey | null;
}

interface Entry {
  readonly row: number;
  readonly item: number;
  readonly matter: string;
  readonly points: Rational;
  readonly quantity: Rational;
  /** Points × quantity. */
  readonly value: Rational;
}

/** What became of an entry. */
interface Fate {
  readonly fate: number;
  readonly value: Rational;
  /** The share of its layer; absent where there are no layers. */
  readonly layer?: Rational;
}

interface Tally {
  readonly facts: readonly FactUse[];
  readonly total: Rational;
}

/**
 * Adjustments are few per subject, so they are added up as rationals one subject at a time; the order of work stands in
 * one place and the explanation keeps each entry's fate.
 */
export function evaluateEntries(run: StageRun, plan: EntryPlan): SourceResult {
  const { facts, arithmetic } = run.run;
  const table = facts.table('adjustments');
  const local = run.localRows(facts.subjectRows('adjustments', 'subject'));
  const evidence = run.run.evidenceRows(table);
  const { length } = run.population;
  const entriesOf = new Map<number, Entry[]>();
  const rejectedOf = new Map<number, number[]>();
  const push = <T>(map: Map<number, T[]>, subject: number, value: T): void => {
    const known = map.get(subject);
    if (known === undefined) map.set(subject, [value]);
    else known.push(value);
  };
  const rules = facts.column('adjustments', 'rule');
  const itemOf = rules.values.map((text) => itemNamed(run, plan, text));
  const classesOf = rules.values.map((text) => classesWithRule(run, text));
  for (let row = 0; row < table.rowCount; row++) {
    const subject = local[row]!;
    if (subject < 0 || evidence?.[row] === 0) continue;
    const item = itemOf[rules.codes[row]!]!;
    if (item < 0) {
      // Of another catalogue, or of none: then the row is flagged as one that nobody reads.
      if (!classesOf[rules.codes[row]!]!.has(run.classOf[subject]!)) run.rejectedRows.add(row);
      continue;
    }
    const cell = periodOf(run, plan, row);
    const worth = cell < 0 ? null : worthOf(run, plan.items[item]!, row);
    const owner = Math.max(cell, 0) * length + subject;
    if (worth !== null) {
      const { points, quantity } = worth;
      const value = multiply(points, quantity);
      push(entriesOf, owner, { row, item, points, quantity, value, matter: facts.cell('adjustments', 'matter', row) });
    } else {
      run.rejectedRows.add(row);
      push(rejectedOf, owner, row);
    }
  }
  const tallies = new Map<number, Tally>();
  for (const [owner, list] of entriesOf) tallies.set(owner, tally(plan, list));
  const values: Rational[] = [zero];
  const codes = new Int32Array((plan.period?.list.members.length ?? 1) * length);
  for (const [owner, { total }] of tallies) codes[owner] = values.push(total) - 1;
  const cells = Array.from({ length: codes.length / length || 1 }, (_, cell) =>
    numberCell(arithmetic.fromDictionary(codes.slice(cell * length, (cell + 1) * length), values)),
  );
  const detail = (cell: number, row: number): Detail => {
    const owner = cell * length + row;
    const rejected = (rejectedOf.get(owner) ?? []).map((each): FactUse => ({
      table: 'adjustments',
      row: each,
      fate: rowFate.rejected,
      value: zero,
      weight: null,
    }));
    return {
      rule: 'entries',
      operands: [],
      facts: [...(tallies.get(owner)?.facts ?? []), ...rejected],
      parameters: {},
      ...numbersThere({ cap: plan.cap }),
    };
  };
  return { cells, detail };
}

/** An entry names its rule by the key, or by the name of the item where that is the key of no other. */
function itemNamed({ run }: StageRun, { items }: EntryPlan, text: string): number {
  const keyed = items.findIndex(({ key }) => key === text);
  if (keyed >= 0) return keyed;
  const isKey = readsOfEntries(run).some(({ words }) => words.some(({ key }) => key === text));
  return isKey ? -1 : items.findIndex(({ name }) => name === text);
}

/** Classes (codes) that a catalogue with this rule appraises, in whichever stage. */
function classesWithRule({ run }: StageRun, text: string): ReadonlySet<number> {
  const classes = readsOfEntries(run).flatMap((read) => (read.accepts(text) ? [...(read.classes ?? [])] : []));
  return new Set(classes);
}

function readsOfEntries(run: Run): readonly (ColumnRead & Pick<SchemeRead, 'classes'>)[] {
  return run.reads.flatMap(({ table, keys, classes }) => (table === 'adjustments' ? keys.map((key) => ({ ...key, classes })) : []));
}

/** Member of the list of periods; −1, flagged, where the entry belongs to none. */
function periodOf(run: StageRun, { period }: EntryPlan, row: number): number {
  if (period === null) return 0;
  const text = run.run.facts.cell('adjustments', period.column, row);
  const member = memberOfText({ kind: 'list', list: period.list }, text);
  if (member < 0 && !run.rejectedRows.has(row)) {
    run.run.findings.push({ code: 'no-period', table: 'adjustments', row, parameters: { value: text, list: period.list.name } });
  }
  return member;
}

/** Points and quantity of one entry; null where it breaks the catalogue. */
function worthOf(run: StageRun, item: EntryItem, row: number): Pick<Entry, 'points' | 'quantity'> | null {
  const { facts } = run.run;
  const read = (column: string): Rational | null =>
    run.run.decimals('adjustments', column)[facts.column('adjustments', column).codes[row]!]!;
  const reject = (code: string, parameters: Record<string, string>): null => {
    run.run.findings.push({ code, table: 'adjustments', row, parameters: { item: item.name, ...parameters } });
    return null;
  };
  const quantity = item.per === 'quantity' ? (read('quantity') ?? one) : one;
  const { points } = item;
  if (points.kind === 'fixed') return { points: points.value, quantity };
  if (points.kind === 'levels') {
    const level = facts.cell('adjustments', 'level', row);
    const found = points.levels.get(level);
    if (found === undefined) return reject('unknown-level', { level, levels: [...points.levels.keys()].join('、') });
    return { points: found, quantity };
  }
  const decided = read('points');
  if (facts.cell('adjustments', 'decision', row) === '') return reject('decision-not-recorded', {});
  if (decided === null) return reject('points-not-decided', {});
  if (compare(decided, points.least) < 0 || compare(decided, points.most) > 0) {
    return reject('points-out-of-range', { points: facts.cell('adjustments', 'points', row) });
  }
  return { points: decided, quantity };
}

/** Same matter → layers → once a year → cap of the item → cap of all. */
function tally(plan: EntryPlan, entries: readonly Entry[]): Tally {
  const fates = new Map<Entry, Fate>(entries.map((entry) => [entry, { fate: rowFate.counted, value: entry.value }]));
  for (const pool of plan.pools) {
    const best = new Map<string, Entry>();
    for (const entry of entries) {
      // An entry without a matter is a matter of its own; one that does not count any more beats no other.
      if (!pool.includes(entry.item) || entry.matter === '' || fates.get(entry)!.fate !== rowFate.counted) continue;
      const earlier = best.get(entry.matter);
      const replaces = earlier === undefined || precedes(entry, earlier);
      if (replaces) best.set(entry.matter, entry);
      const loser = replaces ? earlier : entry;
      if (loser !== undefined) fates.set(loser, { fate: rowFate.sameMatter, value: zero });
    }
  }
  let total = zero;
  plan.items.forEach((item, index) => {
    const counted = entries
      .filter((entry) => entry.item === index && fates.get(entry)!.fate === rowFate.counted)
      .toSorted((a, b) => (precedes(a, b) ? -1 : 1));
    counted.forEach((entry, place) => {
      if (item.per === 'year' && place > 0) fates.set(entry, { fate: rowFate.oncePerYear, value: zero });
      const { layers } = item;
      if (layers === null || layers.length === 0) return;
      const layer = layers[Math.min(place, layers.length - 1)]!;
      fates.set(entry, { fate: rowFate.counted, value: multiply(entry.value, layer), layer });
    });
    const sum = counted.reduce((running, entry) => add(running, fates.get(entry)!.value), zero);
    if (item.cap !== null) takeBack(subtract(sum, item.cap), counted, fates);
    total = add(total, item.cap === null ? sum : min(sum, item.cap));
  });
  const facts = entries.map((entry): FactUse => {
    const { fate, value, layer } = fates.get(entry)!;
    const { row, item } = entry;
    return { table: 'adjustments', row, label: plan.items[item]!.name, how: howCounted(entry, value, layer), fate, value, weight: null };
  });
  return { facts, total: plan.cap === null ? total : min(total, plan.cap) };
}

/** `0.5 × 2 × 50%`: points, quantity and layer; null where the value is simply the points. */
function howCounted({ points, quantity }: Entry, value: Rational, layer: Rational | undefined): Bilingual | null {
  const isMany = compare(quantity, one) !== 0;
  const isLayered = layer !== undefined && compare(layer, one) !== 0;
  if (!isMany && !isLayered && compare(points, value) === 0) return null;
  const terms = [plainNumber(points), ...(isMany ? [plainNumber(quantity)] : []), ...(isLayered ? [percentText(layer)] : [])].join(' × ');
  return bilingual(`分值 ${terms}`, `points ${terms}`);
}

/** What an item brings beyond its cap is taken from its lowest entries, so that what each row contributed adds up to the item. */
function takeBack(excess: Rational, counted: readonly Entry[], fates: Map<Entry, Fate>): void {
  let left = excess;
  for (const entry of counted.toReversed()) {
    const before = fates.get(entry)!;
    const { value } = before;
    if (compare(left, zero) <= 0) return;
    if (compare(value, zero) <= 0) continue;
    const taken = min(value, left);
    fates.set(entry, { ...before, fate: rowFate.capped, value: subtract(value, taken) });
    left = subtract(left, taken);
  }
}

/** Higher first; of equal ones the item that stands first in the catalogue (it may have another cap), and then the row, which changes no sum. */
function precedes(a: Entry, b: Entry): boolean {
  const order = compare(a.value, b.value);
  if (order !== 0) return order > 0;
  return a.item === b.item ? a.row < b.row : a.item < b.item;
}
