import type { FactTable, FactTables, TableDefinition, TableDefinitions } from '@kaoji/engine';
import { csvOfRows, csvOfTable, readCsv } from '@kaoji/tables';
import { joined } from './digest.ts';

/** A table of facts as it goes into a bundle. */
export interface CanonicalTable {
  readonly table: string;
  readonly csv: Uint8Array;
}

/**
 * Facts in one form whatever they came in: a CSV for each table that was handed in, English keys as headers, the columns in
 * the order of their definition, the rows as they stood. Columns that no definition knows are an office's own remarks and
 * stay behind.
 */
export function canonicalFacts(tables: FactTables, definitions: TableDefinitions): readonly CanonicalTable[] {
  return [...definitions.values()].flatMap((definition) => {
    const table = tables.get(definition.key);
    return table === undefined ? [] : [{ table: definition.key, csv: csvOf(withKnownColumns(table, definition)) }];
  });
}

function withKnownColumns(table: FactTable, definition: TableDefinition): FactTable {
  const columns = definition.columns.flatMap(({ key }) => {
    const column = table.columns.get(key);
    return column === undefined ? [] : [[key, column] as const];
  });
  return { ...table, columns: new Map(columns) };
}

function csvOf(table: FactTable): Uint8Array {
  return joined([...csvOfTable(table, { headers: 'en', hasByteOrderMark: false })]);
}

export function csvOfTexts(rows: readonly (readonly string[])[]): Uint8Array {
  return joined([...csvOfRows(rows, { hasByteOrderMark: false })]);
}

/** The tables of a bundle, read as if an office handed them in: rows have the numbers they have in its files. */
export async function readCanonicalFacts(facts: readonly CanonicalTable[], definitions: TableDefinitions): Promise<FactTables | null> {
  const tables = new Map<string, FactTable>();
  for (const { table, csv } of facts) {
    const definition = definitions.get(table);
    if (definition === undefined) return null;
    const { table: read } = await readCsv(csv, { table, source: `${table}.csv`, definition });
    if (read === null) return null;
    tables.set(table, read);
  }
  return tables;
}
