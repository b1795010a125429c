import type { FactTable, FactTables } from '@kaoji/engine';

/** A table as lines: its columns, then row number and cells of each row, whatever the dictionaries are. */
export function linesOf(table: FactTable): readonly string[] {
  const columns = [...table.columns];
  const lines = [columns.map(([key]) => key).join('|')];
  for (let row = 0; row < table.rowCount; row++) {
    const number = table.rowNumbers === null ? row + 2 : table.rowNumbers[row]!;
    lines.push(`${number}: ${columns.map(([, column]) => column.values[column.codes[row]!]!).join('|')}`);
  }
  return lines;
}

export function linesOfAll(tables: FactTables): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...tables].map(([name, table]) => [name, linesOf(table)]));
}
