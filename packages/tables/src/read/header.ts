import { columnOfHeader, isSilentHeader, type FactTable, type TableDefinition, type TextColumn } from '@kaoji/engine';
import type { TableProblemList } from './problem-list.ts';

/** Columns of a table that stand under one header, as a reader hands them over. */
export interface ReadColumn {
  /** As it stands in the source, without spaces at its ends; '' where there is none. */
  readonly header: string;
  /** Position in the source, from 0. */
  readonly index: number;
  readonly column: TextColumn;
}

export interface ReadSource {
  /** English key of the table. */
  readonly table: string;
  readonly source: string;
  readonly definition: TableDefinition | undefined;
}

const titleRowCountMax = 10;

/** The table of facts that read columns make up; says what is wrong with its headers. */
export function tableOf(
  from: ReadSource,
  columns: readonly ReadColumn[],
  rowCount: number,
  rowNumbers: Int32Array | null,
  problems: TableProblemList,
): FactTable {
  const byKey = new Map<string, TextColumn>();
  const headers = new Map<string, string>();
  const spot = { table: from.table, source: from.source };
  const headerBelow = rowOfHeaderBelow(from.definition, columns, rowCount, rowNumbers);
  if (headerBelow !== null) problems.add('table-header-below', { ...spot, row: headerBelow });
  for (const { header, index, column } of columns) {
    if (header === '') {
      if (headerBelow === null && column.values.length > 1) problems.add('table-header-empty', spot, { number: String(index + 1) });
      continue;
    }
    const known = from.definition === undefined ? undefined : columnOfHeader(from.definition, header);
    // A remark may be called like a column that a scheme declares, so it is kept under its header for the engine to judge.
    const key = known?.key ?? header;
    if (byKey.has(key)) {
      if (!(known === undefined && isSilentHeader(header))) problems.add('table-header-twice', { ...spot, row: 1, column: header });
      continue;
    }
    byKey.set(key, column);
    headers.set(key, header);
  }
  return { name: from.table, source: from.source, rowCount, columns: byKey, headers, rowNumbers };
}

/** Row number of the header where it stands below a title; null where row 1 holds at least one known header. */
function rowOfHeaderBelow(
  definition: TableDefinition | undefined,
  columns: readonly ReadColumn[],
  rowCount: number,
  rowNumbers: Int32Array | null,
): number | null {
  if (definition === undefined || columns.some(({ header }) => columnOfHeader(definition, header) !== undefined)) return null;
  for (let row = 0; row < Math.min(rowCount, titleRowCountMax); row++) {
    let knownCount = 0;
    for (const { column } of columns) if (columnOfHeader(definition, column.values[column.codes[row]!]!) !== undefined) knownCount++;
    if (knownCount >= 2) return rowNumbers === null ? row + 2 : rowNumbers[row]!;
  }
  return null;
}
