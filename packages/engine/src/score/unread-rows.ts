import { columnOf } from '../facts/definitions.ts';
import { quoted, sourceRow } from '../facts/fact-problems.ts';
import type { FactTable } from '../facts/table.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { KeyNumbers } from './key-numbers.ts';
import type { Run } from './run.ts';
import type { SchemeRead } from './scheme-reads.ts';
import { givesGrades } from './vain-decisions.ts';

/*
 * Rows that no indicator reads (a misspelt period, indicator, round, item, rule) would vanish in silence, so they are flagged:
 * once for each distinct text, with the number of rows, since the ten thousandth row with the same slip says nothing new. A
 * table that nothing reads at all is flagged as a whole. Rows that `where` leaves out are left out on purpose.
 */

/** Texts listed of one column; the rest is told by its number. */
const listedMax = 100;
/** Texts that the scheme reads, named where none is near. */
const knownMax = 8;
const rowsAtOnce = 4096;
/** Combinations of texts up to which it is worth looking whether any of them could be unread, instead of at the rows. */
const combinationsMax = 10_000;
/** Combinations of kinds up to which each has a place of its own in a table. */
const placesMax = 1 << 20;

/** Who the rows are about, as if it were a column. */
const classDimension = '';

/** One thing that tells whether a row is read: a column, or the class of the subject. */
interface Dimension {
  readonly column: string;
  /** Of each row: the code of its text, or the row of its subject (−1 none). */
  readonly codes: Int32Array;
  /** By code + 1: the readings that take rows of this code, as bits, numbered among the distinct ones. */
  readonly kindOf: Int32Array;
  readonly kinds: readonly bigint[];
  /** Where the rows of one code are not told apart from those of another: the number under which both are counted. */
  countedAs(code: number): number;
  textOf(counted: number): string;
}

/** Why a row is unread: a text that nobody knows (`other` null), or two that nobody reads together. */
interface Fault {
  readonly at: Dimension;
  readonly other: Dimension | null;
  /** By what the texts at `other` and `at` are counted as: how many rows, and the first of them in the source. */
  readonly found: Map<string, Found>;
}

interface Found {
  readonly text: string;
  readonly otherText: string;
  rows: number;
  row: number;
}

export function flagUnreadRows(run: Run): void {
  for (const [name, definition] of run.facts.definitions) {
    const table = run.facts.table(name);
    // Everybody reads the subjects; where there are grades, decisions are flagged one by one.
    if (table.rowCount === 0 || name === 'subjects' || (name === 'decisions' && givesGrades(run.scheme))) continue;
    const reads = name === 'roll' && !run.rollIsRead ? [] : run.reads.filter((read) => read.table === name);
    if (reads.length > 0) flagRows(run, table, reads);
    else {
      const parameters = { name: definition.name, table: name, count: String(table.rowCount) };
      run.findings.push({ code: 'table-not-read', table: name, row: -1, parameters });
    }
  }
}

function flagRows(run: Run, table: FactTable, reads: readonly SchemeRead[]): void {
  const dimensions = dimensionsOf(run, table, reads);
  const all = (1n << BigInt(reads.length)) - 1n;
  if (everyCombinationIsRead(run, table, dimensions, all)) return;
  for (const fault of faultsOf(run, table, dimensions)) report(run, table, reads, fault);
}

function dimensionsOf(run: Run, table: FactTable, reads: readonly SchemeRead[]): Dimension[] {
  const columns = [...new Set(reads.flatMap(({ keys }) => keys.map(({ column }) => column)))];
  const dimensions = columns.map((column): Dimension => {
    const { codes, values } = run.facts.column(table.name, column);
    const keys = reads.map((read) => read.keys.find((key) => key.column === column));
    const taken = bitsWhere(keys, (key) => key === undefined);
    const asking = keys.flatMap((key, i) => (key === undefined ? [] : [{ key, bit: 1n << BigInt(i) }]));
    const readBy = values.map((text) => asking.reduce((bits, { key, bit }) => (key.accepts(text) ? bits | bit : bits), taken));
    return { column, codes, ...kindsOf([0n, ...readBy]), countedAs: (code) => code, textOf: (code) => values[code]! };
  });
  return reads.every(({ classes }) => classes === null) ? dimensions : [...dimensions, classesAsDimension(run, table, reads)];
}

/** Subjects of no class (who are flagged as such) and of a class that only rates are no fault of a row, nor is a row about nobody. */
function classesAsDimension(run: Run, table: FactTable, reads: readonly SchemeRead[]): Dimension {
  const { basicClasses, stages } = run.scheme;
  const all = bitsWhere(reads, () => true);
  const readBy = basicClasses.map(({ code }) => {
    const isAppraised = stages.some(({ classes }) => classes.has(code));
    return isAppraised ? bitsWhere(reads, ({ classes }) => classes === null || classes.has(code)) : all;
  });
  const ofClass = kindsOf([all, ...readBy]);
  // As a loop: there may be a million subjects.
  const kindOf = new Int32Array(run.classOf.length + 1);
  for (let subject = 0; subject < run.classOf.length; subject++) kindOf[subject + 1] = ofClass.kindOf[run.classOf[subject]! + 1]!;
  return {
    column: classDimension,
    codes: run.facts.subjectRows(table.name, 'subject'),
    kinds: ofClass.kinds,
    kindOf,
    countedAs: (subject) => run.classOf[subject]!,
    textOf: (code) => basicClasses[code]!.name,
  };
}

function bitsWhere<T>(reads: readonly T[], holds: (read: T) => boolean): bigint {
  return reads.reduce((bits, read, i) => (holds(read) ? bits | (1n << BigInt(i)) : bits), 0n);
}

/** The first is that of code −1. */
function kindsOf(readBy: readonly bigint[]): Pick<Dimension, 'kinds' | 'kindOf'> {
  const kinds = [...new Set(readBy)];
  const numberOf = new Map(kinds.map((kind, number) => [kind, number]));
  return { kinds, kindOf: Int32Array.from(readBy, (bits) => numberOf.get(bits)!) };
}

/** Whether no row can be unread, whatever combination of texts it holds: then there is no need to look at rows. */
function everyCombinationIsRead(run: Run, table: FactTable, dimensions: readonly Dimension[], all: bigint): boolean {
  const definition = run.facts.definitions.get(table.name)!;
  let readBy = new Set([all]);
  for (const { column, kinds, kindOf } of dimensions) {
    // A column has no code −1, and no cell of one that must be filled is empty, though its texts begin with the empty one.
    const isFilled = columnOf(definition, column)?.cellRequired === true;
    const from = column === classDimension ? 0 : isFilled ? 2 : 1;
    const occurring = Array.from(new Set(kindOf.subarray(from)), (kind) => kinds[kind]!);
    if (readBy.size * occurring.length > combinationsMax) return false;
    readBy = new Set([...readBy].flatMap((bits) => occurring.map((more) => bits & more)));
  }
  return !readBy.has(0n);
}

function faultsOf(run: Run, table: FactTable, dimensions: readonly Dimension[]): readonly Fault[] {
  const evidence = run.evidenceRows(table);
  const faults = new Map<string, Fault>();
  // Rows whose texts are alike share a number, and what holds for one of them holds for all.
  const combinations = dimensions.reduce((product, { kinds }) => product * kinds.length, 1);
  const isFew = combinations <= placesMax;
  const number = isFew ? new Int32Array(rowsAtOnce) : new Float64Array(rowsAtOnce);
  const numbered = new KeyNumbers();
  const known: (Fault | null | undefined)[] = [];
  for (let from = 0; from < table.rowCount; from += rowsAtOnce) {
    const length = Math.min(rowsAtOnce, table.rowCount - from);
    number.fill(0);
    // One dimension after the other, because a loop over dimensions inside a loop over rows is many times slower.
    for (const { codes, kinds, kindOf } of dimensions) {
      for (let i = 0; i < length; i++) number[i] = number[i]! * kinds.length + kindOf[codes[from + i]! + 1]!;
    }
    for (let i = 0; i < length; i++) {
      const place = isFew ? number[i]! : numbered.numberOf(number[i]!);
      let fault = known[place];
      if (fault === undefined) known[place] = fault = faultAt(dimensions, from + i, faults);
      if (fault !== null && evidence?.[from + i] !== 0) count(fault, table, from + i);
    }
  }
  return [...faults.values()];
}

/** null where the row is read. A text that nobody knows goes before two that nobody reads together. */
function faultAt(dimensions: readonly Dimension[], row: number, faults: Map<string, Fault>): Fault | null {
  const bits = dimensions.map(({ codes, kinds, kindOf }) => kinds[kindOf[codes[row]! + 1]!]!);
  if (bits.reduce((both, each) => both & each) !== 0n) return null;
  const unknown = bits.indexOf(0n);
  const [at, other] = unknown >= 0 ? [unknown, -1] : apart(bits);
  const name = `${at},${other}`;
  const fault = faults.get(name) ?? { at: dimensions[at]!, other: dimensions[other] ?? null, found: new Map() };
  faults.set(name, fault);
  return fault;
}

/** Two places of which no reading takes both texts; of three that only clash together, the last and the first. */
function apart(bits: readonly bigint[]): readonly [at: number, other: number] {
  for (let at = 1; at < bits.length; at++) {
    const other = bits.findIndex((each, i) => i < at && (each & bits[at]!) === 0n);
    if (other >= 0) return [at, other];
  }
  return [bits.length - 1, 0];
}

function count({ at, other, found }: Fault, table: FactTable, row: number): void {
  const counted = at.countedAs(at.codes[row]!);
  const otherCounted = other === null ? -1 : other.countedAs(other.codes[row]!);
  const key = `${otherCounted},${counted}`;
  const known = found.get(key);
  if (known === undefined) found.set(key, { text: at.textOf(counted), otherText: other?.textOf(otherCounted) ?? '', rows: 1, row });
  else {
    known.rows++;
    if (sourceRow(table, row) < sourceRow(table, known.row)) known.row = row;
  }
}

function report(run: Run, table: FactTable, reads: readonly SchemeRead[], { at, other, found }: Fault): void {
  const sorted = [...found.values()].toSorted((a, b) => sourceRow(table, a.row) - sourceRow(table, b.row));
  for (const each of sorted.slice(0, listedMax)) {
    run.findings.push({ table: table.name, row: each.row, ...findingOf(run, table, reads, { at, other, ...each }) });
  }
  const rest = sorted.slice(listedMax);
  if (rest.length === 0) return;
  const column = columnAtFault(at, other);
  const rows = rest.reduce((sum, each) => sum + each.rows, 0);
  const parameters = { column: headerAt(run, table, rest[0]!.row, column), texts: String(rest.length), count: String(rows) };
  run.findings.push({ code: 'more-not-read', table: table.name, row: rest[0]!.row, column, parameters });
}

function findingOf(
  run: Run,
  table: FactTable,
  reads: readonly SchemeRead[],
  { at, other, text, otherText, rows, row }: Pick<Fault, 'at' | 'other'> & Found,
): { code: string; column: string; parameters: Record<string, string> } {
  const column = columnAtFault(at, other);
  const name = headerAt(run, table, row, column);
  if (at.column === classDimension) {
    const about = { class: text, count: String(rows) };
    if (other !== null)
      return { code: 'value-not-read-for-class', column, parameters: { ...about, column: name, value: quoted(otherText) } };
    const parameters = { ...about, name: run.facts.definitions.get(table.name)!.name, table: table.name };
    return { code: 'table-not-read-for-class', column, parameters };
  }
  const near = reads.filter((read) => other === null || acceptsAt(read, other, otherText));
  const known = near.flatMap(({ keys }) => keys.filter((key) => key.column === column).flatMap(({ words }) => words));
  const names = known.flatMap(({ key, name: own }) => (own === null ? [key] : [key, own]));
  const nearest = nearestName(text, names) ?? '';
  const keys = nearest === '' ? [...new Set(known.map(({ key }) => key))] : [];
  const listed = (comma: string): string => [...keys.slice(0, knownMax), ...(keys.length > knownMax ? ['…'] : [])].join(comma);
  const hints = { nearest, known: listed('、'), knownEn: listed(', ') };
  const parameters = { column: name, value: quoted(text), count: String(rows), ...hints };
  if (other === null) return { code: 'value-not-read', column, parameters };
  const more = { ...parameters, other: headerAt(run, table, row, other.column), otherValue: quoted(otherText) };
  return { code: 'values-not-read-together', column, parameters: more };
}

/** A class is no cell, so the fault is shown at what the class does not have, or at the subject. */
function columnAtFault(at: Dimension, other: Dimension | null): string {
  return at.column === classDimension ? (other?.column ?? 'subject') : at.column;
}

function acceptsAt({ keys }: SchemeRead, { column }: Dimension, text: string): boolean {
  return keys.every((key) => key.column !== column || key.accepts(text));
}

function headerAt(run: Run, table: FactTable, row: number, column: string): string {
  return run.facts.place(table.name, row, column).column;
}
