import { TextColumnBuilder, type FactTable, type FactTables } from '../facts/table.ts';
import type { Dice } from './dice.ts';

/** Tables as rows of named cells: easy to change, and easy to print. */
export interface RowTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly FactRow[];
}

export interface FactRow {
  readonly cells: ReadonlyMap<string, string>;
  /** Row number in the file; it goes with the row when rows are shuffled, so that problems name the same row. */
  readonly number: number;
}

export function cellOf(row: FactRow, column: string): string {
  return row.cells.get(column) ?? '';
}

export function withCells(row: FactRow, cells: Readonly<Record<string, string>>): FactRow {
  return { ...row, cells: new Map([...row.cells, ...Object.entries(cells)]) };
}

/** The table with other rows; a cell of a column that the table does not have yet adds the column. */
export function withRows(table: RowTable, rows: readonly FactRow[]): RowTable {
  const columns = new Set(table.columns);
  for (const row of rows) for (const column of row.cells.keys()) columns.add(column);
  return { name: table.name, columns: [...columns], rows };
}

/** What the engine reads. */
export function factTables(tables: readonly RowTable[]): FactTables {
  return new Map(tables.filter(({ rows }) => rows.length > 0).map((table) => [table.name, factTable(table)]));
}

function factTable({ name, columns, rows }: RowTable): FactTable {
  const written = columns.map((column) => {
    const builder = new TextColumnBuilder(Math.max(rows.length, 1));
    for (const row of rows) builder.push(cellOf(row, column));
    return [column, builder.build()] as const;
  });
  return {
    name,
    source: `${name}.csv`,
    rowCount: rows.length,
    columns: new Map(written),
    rowNumbers: Int32Array.from(rows, (row) => row.number),
  };
}

export function shuffledTables(tables: readonly RowTable[], dice: Dice): RowTable[] {
  return dice.shuffled(tables).map((table) => ({ ...table, columns: dice.shuffled(table.columns), rows: dice.shuffled(table.rows) }));
}

export function csvText({ columns, rows }: RowTable): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => cellOf(row, column)))];
  return lines.map((line) => `${line.map(cell).join(',')}\n`).join('');
}
