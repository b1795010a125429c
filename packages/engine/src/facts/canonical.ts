import {
  columnOf,
  columnOfHeader,
  isSilentHeader,
  tableOfName,
  type DeclaredColumns,
  type TableDefinition,
  type TableDefinitions,
} from './definitions.ts';
import { headerOf, type FactProblemList } from './fact-problems.ts';
import { nearestName } from '../problem/nearest-name.ts';
import type { FactTable, FactTables, TextColumn } from './table.ts';

/**
 * Other texts for the same value, by `table.column`: the names of list members that facts may use in place of their keys
 * (一季度 for Q1). They are replaced before anything is compared, so that two rows cannot hide behind two words.
 */
export type ValueAliases = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Headers become keys and names of values become keys; unknown tables and columns are reported and left out. */
export function canonicalTables(
  tables: FactTables,
  definitions: TableDefinitions,
  aliases: ValueAliases,
  problems: FactProblemList,
): Map<string, FactTable> {
  const known = new Map<string, FactTable>();
  for (const [name, table] of tables) {
    const definition = definitions.get(name) ?? tableOfName(definitions, name);
    if (definition === undefined) {
      const near = nearestName(
        name,
        [...definitions.values()].flatMap((one) => [one.key, one.name]),
      );
      problems.addGeneral('fact-table-unknown', { table: name, nearest: near ?? '' });
      continue;
    }
    known.set(definition.key, canonicalTable(table, definition, aliases, problems));
  }
  return known;
}

function canonicalTable(table: FactTable, definition: TableDefinition, aliases: ValueAliases, problems: FactProblemList): FactTable {
  const columns = new Map<string, TextColumn>();
  const headers = new Map<string, string>();
  // Problems are placed by the columns of the source, of which the renamed ones are a part.
  const source = { ...table, name: definition.key };
  for (const [key, column] of table.columns) {
    if (column.codes.length !== table.rowCount) throw new Error(`column ${key} of ${table.name} must have one code per row`);
    const header = headerOf(table, definition, key);
    const wanted = columnOf(definition, key) ?? columnOfHeader(definition, key) ?? columnOfHeader(definition, header);
    if (wanted === undefined) {
      if (isSilentHeader(header)) continue;
      const near = nearestName(
        header,
        definition.columns.flatMap((one) => [one.name, one.key, ...one.otherNames]),
      );
      problems.addTable('fact-column-unknown', source, key, { nearest: near ?? '' });
      continue;
    }
    const taken = headers.get(wanted.key);
    if (taken !== undefined) {
      problems.addTable('fact-column-twice', source, key, { other: taken });
      continue;
    }
    const others = aliases.get(`${definition.key}.${wanted.key}`);
    columns.set(wanted.key, others === undefined ? column : renamedValues(column, others));
    headers.set(
      wanted.key,
      header === wanted.key && columnOf(definition, key) !== undefined && table.headers === undefined ? wanted.name : header,
    );
  }
  return { ...source, columns, headers };
}

/** The column with some texts replaced; texts that become equal share one code. */
function renamedValues(column: TextColumn, others: ReadonlyMap<string, string>): TextColumn {
  if (!column.values.some((text) => others.has(text))) return column;
  const values: string[] = [];
  const codeOf = new Map<string, number>();
  const newCodes = new Int32Array(column.values.length);
  for (const [code, text] of column.values.entries()) {
    const key = others.get(text) ?? text;
    let newCode = codeOf.get(key);
    if (newCode === undefined) {
      newCode = values.length;
      values.push(key);
      codeOf.set(key, newCode);
    }
    newCodes[code] = newCode;
  }
  const codes = new Int32Array(column.codes.length);
  for (let row = 0; row < codes.length; row++) codes[row] = newCodes[column.codes[row]!]!;
  return { codes, values };
}

/** A scheme may not declare two columns of one name on a table: the headers could not be told apart. */
export function checkDeclared(declared: DeclaredColumns, definitions: TableDefinitions, problems: FactProblemList): void {
  for (const [tableKey, columns] of declared) {
    const definition = definitions.get(tableKey);
    if (definition === undefined) {
      const near = nearestName(tableKey, definitions.keys());
      problems.addGeneral('fact-table-unknown', { table: tableKey, nearest: near ?? '' });
      continue;
    }
    for (const column of columns) {
      const other = definition.columns.find(
        (one) => one.key !== column.key && (one.name === column.name || one.key === column.name || one.name === column.key),
      );
      if (other !== undefined)
        problems.addGeneral('fact-declared-name-taken', { table: definition.name, name: column.name, other: other.name });
    }
  }
}
