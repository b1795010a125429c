import { missing, type MissingCode } from '../number/missing.ts';
import type { CellPlace, Problem, Result } from '../problem/problem.ts';
import { canonicalTables, checkDeclared, type ValueAliases } from './canonical.ts';
import { checkForm, checkStanding } from './check.ts';
import { applyCorrections, type StandingTable } from './corrections.ts';
import {
  columnOf,
  definitionsWith,
  tableDefinitions,
  type DeclaredColumns,
  type TableDefinition,
  type TableDefinitions,
} from './definitions.ts';
import { FactProblemList, headerOf, sourceRow } from './fact-problems.ts';
import { stateOfValue, stateOfWord } from './states.ts';
import type { FactTable, FactTables, TextColumn } from './table.ts';

export interface FactsOptions {
  /** Keys of the periods, rounds and waves that are still open: there an empty value is *not yet*. Default: none. */
  readonly openPeriods?: ReadonlySet<string>;
  /** Tables that must be there with at least one row. Default: subjects. */
  readonly requiredTables?: readonly string[];
  readonly aliases?: ValueAliases;
  /** Problems listed of each kind. Default 1,000. */
  readonly problemsListedMax?: number;
}

/** A grade fixed by the decision body. */
export interface Decision {
  readonly subjectRow: number;
  readonly stage: string;
  readonly grade: string;
  readonly reason: string;
  readonly document: string;
  readonly date: string;
  /** Row of the table `decisions`. */
  readonly row: number;
}

/** One recorded row in the history of a standing fact. */
export interface RecordedFact {
  readonly sourceRow: number;
  readonly id: string;
  readonly isReversal: boolean;
  readonly reason: string;
  readonly authority: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** What the row says, by column key; empty cells are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Facts that passed the form check, as they stand after corrections. Tables that were not handed in have no rows and
 * columns that were not handed in are empty, so that whoever reads facts need not ask what is there.
 */
export class Facts {
  readonly definitions: TableDefinitions;
  readonly subjectCount: number;
  private readonly standing: ReadonlyMap<string, StandingTable>;
  private readonly recorded: ReadonlyMap<string, FactTable>;
  private readonly openPeriods: ReadonlySet<string>;
  private readonly emptyColumns = new Map<string, TextColumn>();
  private readonly emptyTables = new Map<string, FactTable>();
  private readonly subjectRowsOf = new Map<string, Int32Array>();
  private readonly statesOf = new Map<string, Uint8Array>();
  private decisionList: readonly Decision[] | null = null;
  private ids: readonly string[] | null = null;
  private rowOfSubject: ReadonlyMap<string, number> | null = null;

  constructor(
    definitions: TableDefinitions,
    recorded: ReadonlyMap<string, FactTable>,
    standing: ReadonlyMap<string, StandingTable>,
    openPeriods: ReadonlySet<string>,
  ) {
    this.definitions = definitions;
    this.recorded = recorded;
    this.standing = standing;
    this.openPeriods = openPeriods;
    this.subjectCount = this.table('subjects').rowCount;
  }

  /** Id of each subject; the position is the subject's row everywhere. Made for the first asker, as scores are computed without. */
  get subjectIds(): readonly string[] {
    if (this.ids === null) {
      const { codes, values } = this.column('subjects', 'subject');
      this.ids = Array.from(codes, (code) => values[code]!);
    }
    return this.ids;
  }

  /** Made for the first asker: nobody asks where all facts stand in the table of subjects itself. */
  get subjectRowOf(): ReadonlyMap<string, number> {
    return (this.rowOfSubject ??= new Map(this.subjectIds.map((id, row) => [id, row])));
  }

  /** The standing rows of a table. */
  table(name: string): FactTable {
    const standing = this.standing.get(name);
    if (standing !== undefined) return standing.table;
    const definition = this.definition(name);
    let empty = this.emptyTables.get(name);
    if (empty === undefined) {
      empty = { name, source: definition.name, rowCount: 0, columns: new Map(), rowNumbers: null };
      this.emptyTables.set(name, empty);
    }
    return empty;
  }

  /** A column of the standing rows; all empty where it was not handed in. */
  column(table: string, key: string): TextColumn {
    const { columns, rowCount } = this.table(table);
    const column = columns.get(key);
    if (column !== undefined) return column;
    if (columnOf(this.definition(table), key) === undefined) throw new Error(`the table ${table} has no column ${key}`);
    const place = `${table}.${key}`;
    let empty = this.emptyColumns.get(place);
    if (empty === undefined) {
      empty = { codes: new Int32Array(rowCount), values: [''] };
      this.emptyColumns.set(place, empty);
    }
    return empty;
  }

  /** Text of one cell. */
  cell(table: string, key: string, row: number): string {
    const column = this.column(table, key);
    return column.values[column.codes[row]!]!;
  }

  /** Row of the subject that each cell of a column names; −1 where it is empty or names none. Kept for the next asker. */
  subjectRows(table: string, key: string): Int32Array {
    const place = `${table}.${key}`;
    let rows = this.subjectRowsOf.get(place);
    if (rows === undefined) {
      const column = this.column(table, key);
      const rowOfCode = Int32Array.from(column.values, (id) => (id === '' ? -1 : (this.subjectRowOf.get(id) ?? -1)));
      rows = new Int32Array(column.codes.length);
      for (let row = 0; row < rows.length; row++) rows[row] = rowOfCode[column.codes[row]!]!;
      this.subjectRowsOf.set(place, rows);
    }
    return rows;
  }

  /**
   * Why each cell of a column is not there, as codes of `missing` (0: present). Without a key, for the column that the
   * table's `state` speaks of; only there does `state` count, while words such as `NA` count in every column.
   */
  states(table: string, key?: string): Uint8Array {
    const definition = this.definition(table);
    const wanted = key ?? definition.valueColumn;
    if (wanted === null) throw new Error(`the table ${table} has no value that a state could speak of`);
    const place = `${table}.${wanted}`;
    let states = this.statesOf.get(place);
    if (states === undefined) {
      states = this.findStates(definition, wanted);
      this.statesOf.set(place, states);
    }
    return states;
  }

  private findStates(definition: TableDefinition, key: string): Uint8Array {
    const values = this.column(definition.key, key);
    const stateOfCode = Uint8Array.from(values.values, (text) => stateOfValue(text) ?? missing.present);
    const periods = definition.periodColumn === null ? null : this.column(definition.key, definition.periodColumn);
    const isOpen = periods === null ? null : Uint8Array.from(periods.values, (period) => (this.openPeriods.has(period) ? 1 : 0));
    const given = key === definition.valueColumn ? this.column(definition.key, 'state') : null;
    const givenOfCode =
      given === null
        ? null
        : Uint8Array.from(given.values, (word): MissingCode => {
            const state = stateOfWord(word);
            return state === null || state === 'reversed' ? missing.present : state;
          });
    const states = new Uint8Array(values.codes.length);
    for (let row = 0; row < states.length; row++) {
      const stated = givenOfCode === null ? missing.present : givenOfCode[given!.codes[row]!]!;
      if (stated !== missing.present) states[row] = stated;
      else if (values.codes[row] !== 0) states[row] = stateOfCode[values.codes[row]!]!;
      else states[row] = isOpen !== null && isOpen[periods!.codes[row]!] === 1 ? missing.notYet : missing.notSubmitted;
    }
    return states;
  }

  /** All decisions of the ledger, in recorded order. */
  decisions(): readonly Decision[] {
    if (this.decisionList === null) {
      const rows = this.subjectRows('decisions', 'subject');
      this.decisionList = Array.from(rows, (subjectRow, row) => ({
        subjectRow,
        stage: this.cell('decisions', 'stage', row),
        grade: this.cell('decisions', 'grade', row),
        reason: this.cell('decisions', 'reason', row),
        document: this.cell('decisions', 'document', row),
        date: this.cell('decisions', 'date', row),
        row,
      }));
    }
    return this.decisionList;
  }

  /** How a standing row came to be: the recorded rows of its chain, oldest first. A row never corrected is its own history. */
  history(table: string, row: number): readonly RecordedFact[] {
    const standing = this.standing.get(table);
    const recorded = this.recorded.get(table);
    if (standing === undefined || recorded === undefined || row < 0 || row >= standing.table.rowCount)
      throw new Error(`the table ${table} has no row ${row}`);
    const chain = standing.chains.get(row) ?? [standing.recordedRows === null ? row : standing.recordedRows[row]!];
    return chain.map((recordedRow) => recordedFact(recorded, recordedRow));
  }

  /** The standing rows that have a history. */
  correctedRows(table: string): readonly number[] {
    return [...(this.standing.get(table)?.chains.keys() ?? [])];
  }

  /** Facts of which nothing stands any more, each as its chain of recorded rows. */
  cancelled(table: string): readonly (readonly RecordedFact[])[] {
    const recorded = this.recorded.get(table);
    return (this.standing.get(table)?.cancelled ?? []).map((chain) => chain.map((row) => recordedFact(recorded!, row)));
  }

  /** The place of a cell, for problems found later (an unknown level, points out of range). Key '' means the whole row. */
  place(table: string, row: number, key: string): CellPlace {
    const rows = this.table(table);
    const definition = this.definition(table);
    return {
      kind: 'cell',
      table,
      source: rows.source,
      row: sourceRow(rows, row),
      column: key === '' ? '' : headerOf(rows, definition, key),
      value: key === '' ? '' : this.cell(table, key, row),
    };
  }

  private definition(name: string): TableDefinition {
    const definition = this.definitions.get(name);
    if (definition === undefined) throw new Error(`there is no table of facts named ${name}`);
    return definition;
  }
}

function recordedFact(table: FactTable, row: number): RecordedFact {
  const cells = new Map<string, string>();
  for (const [key, column] of table.columns) {
    const text = column.values[column.codes[row]!]!;
    if (text !== '') cells.set(key, text);
  }
  const cell = (key: string): string => cells.get(key) ?? '';
  return {
    sourceRow: sourceRow(table, row),
    id: cell('id'),
    isReversal: stateOfWord(cell('state')) === 'reversed',
    reason: cell('correction_reason'),
    authority: cell('authority'),
    recordedAt: cell('recorded_at'),
    recordedBy: cell('recorded_by'),
    cells,
  };
}

/**
 * Facts from the tables of an office: headers become keys, the form of every cell is checked, corrections are applied,
 * and what stands is checked again. One error refuses the whole import; every problem is reported at once, sorted by place.
 */
export function prepareFacts(tables: FactTables, declared: DeclaredColumns, options: FactsOptions = {}): Result<Facts> {
  const definitions = definitionsWith(declared);
  const problems = new FactProblemList(definitions, options.problemsListedMax ?? 1000);
  checkDeclared(declared, definitions, problems);

  const recorded = canonicalTables(tables, definitions, options.aliases ?? new Map(), problems);
  const requiredTables = options.requiredTables ?? ['subjects'];
  for (const name of requiredTables) {
    if (!recorded.has(name)) problems.addGeneral('fact-table-missing', { table: name, name: definitions.get(name)?.name ?? name });
  }

  const standing = new Map<string, StandingTable>();
  for (const [name, table] of recorded) {
    const definition = definitions.get(name)!;
    checkForm(table, definition, requiredTables.includes(name), problems);
    standing.set(name, applyCorrections(table, definition, recorded, problems));
  }
  checkStanding(new Map([...standing].map(([name, one]) => [name, one.table])), definitions, problems);

  const sorted = problems.sorted();
  if (problems.hasErrors) return { ok: false, problems: sorted };
  return { ok: true, value: new Facts(definitions, recorded, standing, options.openPeriods ?? new Set()), problems: sorted };
}

/** All problems of handed-in facts, without preparing them. */
export function checkFacts(tables: FactTables, declared: DeclaredColumns, options: FactsOptions = {}): readonly Problem[] {
  return prepareFacts(tables, declared, options).problems;
}

/** No facts at all: what a scheme is checked with before anybody has handed anything in. */
export function emptyFacts(declared: DeclaredColumns = new Map()): Facts {
  return new Facts(declared.size === 0 ? tableDefinitions : definitionsWith(declared), new Map(), new Map(), new Set());
}
