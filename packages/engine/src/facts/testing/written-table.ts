import { TextColumnBuilder, type FactTable, type FactTables } from '../table.ts';

/**
 * A table written as lines of cells with commas between them, the header first. A `⏎` in a cell stands for a line break
 * and `␣` for a space, so that both can be seen.
 */
function writtenTable(name: string, text: string): FactTable {
  const [header, ...rows] = text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(',')
        .map((cell) => cell.trim().replaceAll('␣', ' ').replaceAll('⏎', '\n')),
    );
  return tableOfRows(name, header!, rows);
}

export function tableOfRows(name: string, header: readonly string[], rows: readonly (readonly string[])[]): FactTable {
  const builders = header.map(() => new TextColumnBuilder(4));
  for (const row of rows) for (const [i, builder] of builders.entries()) builder.push(row[i] ?? '');
  return {
    name,
    source: `${name}.csv`,
    rowCount: rows.length,
    columns: new Map(header.map((key, i) => [key, builders[i]!.build()])),
    rowNumbers: null,
  };
}

/** Tables by key; subjects A, B and C are there unless given, and an empty text takes a table away. */
export function writtenTables(texts: Readonly<Record<string, string>>): FactTables {
  const all = { subjects: 'subject,name\nA,甲\nB,乙\nC,丙', ...texts };
  return new Map(
    Object.entries(all)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, writtenTable(name, text)]),
  );
}

/** The rows of a table as lines, for comparing tables whatever their dictionaries are. */
export function linesOf(table: FactTable): readonly string[] {
  const columns = [...table.columns];
  const lines = [columns.map(([key]) => key).join(',')];
  for (let row = 0; row < table.rowCount; row++) lines.push(columns.map(([, column]) => column.values[column.codes[row]!]!).join(','));
  return lines;
}
