import { constantColumn, TextColumnBuilder, type FactTable } from '@kaoji/engine';

/** Rows of a written table, a cell under each header. */
export type WrittenRow = ReadonlyMap<string, string>;

/** Rows of comma-separated text whose first line is the header. Blanks around a cell mean nothing. */
export function readWrittenTable(text: string): WrittenRow[] {
  const [header, ...rows] = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim()));
  if (header === undefined) return [];
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.join(',')} does not fit ${header.join(',')}`);
    return new Map(header.map((name, i) => [name, cells[i]!]));
  });
}

/** A table of facts out of rows; a cell that a row does not write is empty. */
export function factTableOf(name: string, rows: readonly WrittenRow[], order: RowOrder): FactTable {
  const keys = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const ordered = order === 'reversed' ? rows.toReversed() : rows;
  const numbers = Int32Array.from(rows.keys(), (row) => row + 2);
  if (order === 'reversed') numbers.reverse();
  const columns = keys.map((key) => {
    const builder = new TextColumnBuilder();
    for (const row of ordered) builder.push(row.get(key) ?? '');
    return [key, rows.length === 0 ? constantColumn('', 0) : builder.build()] as const;
  });
  return { name, source: name, rowCount: rows.length, columns: new Map(columns), rowNumbers: numbers };
}

export type RowOrder = 'as written' | 'reversed';
