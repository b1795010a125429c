import type { CellPlace, Problem } from '../problem/problem.ts';
import { factProblems, type FactProblemCode } from './problems.ts';
import type { FactTable } from './table.ts';
import type { TableDefinition, TableDefinitions } from './definitions.ts';
import { columnOf } from './definitions.ts';

/** Row number in the source of row `row` of a table; 0 for the table as a whole (`row` −1). */
export function sourceRow(table: FactTable, row: number): number {
  if (row < 0) return 0;
  return table.rowNumbers === null ? row + 2 : table.rowNumbers[row]!;
}

/** The header of a column as the office knows it. */
export function headerOf(table: FactTable, definition: TableDefinition | undefined, key: string): string {
  return table.headers?.get(key) ?? (definition === undefined ? undefined : columnOf(definition, key)?.name) ?? key;
}

const noticeListedMax = 20;
/** Cells are quoted in problems, so a cell of a thousand characters is cut. */
const quotedLengthMax = 80;

/**
 * Gathers problems of a whole import: sorted by table, row and column at the end, and at most so many of one kind,
 * because the ten thousandth cell with the same slip tells nobody anything new.
 */
export class FactProblemList {
  private readonly entries: { readonly problem: Problem; readonly table: number; readonly row: number; readonly column: number }[] = [];
  private readonly totals = new Map<FactProblemCode, number>();
  private readonly definitions: TableDefinitions;
  private readonly tableOrder: readonly string[];
  private readonly listedMax: number;
  private errorSeen = false;

  constructor(definitions: TableDefinitions, listedMax: number) {
    this.definitions = definitions;
    this.tableOrder = [...definitions.keys()];
    this.listedMax = listedMax;
  }

  get hasErrors(): boolean {
    return this.errorSeen;
  }

  /** A problem of the import as a whole, at no cell. */
  addGeneral(code: FactProblemCode, parameters: Readonly<Record<string, string>>): void {
    if (!this.count(code)) return;
    this.entries.push({ problem: { code, place: null, parameters }, table: -1, row: 0, column: 0 });
  }

  /** A problem of a table or of one of its columns. */
  addTable(code: FactProblemCode, table: FactTable, columnKey: string, parameters: Readonly<Record<string, string>> = {}): void {
    this.reporter(code, table, columnKey)(-1, '', parameters);
  }

  /** Reports cells of one column; counts without listing once there are enough. Rows must come in ascending order. */
  reporter(
    code: FactProblemCode,
    table: FactTable,
    columnKey: string,
  ): (row: number, value: string, parameters?: Readonly<Record<string, string>>) => void {
    const tableIndex = this.tableOrder.indexOf(table.name);
    const columnIndex = columnKey === '' ? -1 : [...table.columns.keys()].indexOf(columnKey);
    const column = columnKey === '' ? '' : headerOf(table, this.definitions.get(table.name), columnKey);
    let listed = 0;
    const listedMax = this.listedMaxOf(code);
    return (row, value, parameters = {}) => {
      this.count(code);
      if (++listed > listedMax) return;
      const place: CellPlace = {
        kind: 'cell',
        table: table.name,
        source: table.source,
        row: sourceRow(table, row),
        column,
        value: quoted(value),
      };
      const problem: Problem = {
        code,
        place,
        parameters: { source: place.source, row: String(place.row), column, value: place.value, ...parameters },
      };
      this.entries.push({ problem, table: tableIndex, row: place.row, column: columnIndex });
    };
  }

  /** Notices ask for nothing to be done; a score of them is enough to see what they are about. */
  private listedMaxOf(code: FactProblemCode): number {
    return factProblems[code].severity === 'notice' ? Math.min(this.listedMax, noticeListedMax) : this.listedMax;
  }

  private count(code: FactProblemCode): boolean {
    if (factProblems[code].severity === 'error') this.errorSeen = true;
    const total = (this.totals.get(code) ?? 0) + 1;
    this.totals.set(code, total);
    return total <= this.listedMaxOf(code);
  }

  /** All problems, sorted by place, the surplus of each kind replaced by one line with the total. */
  sorted(): readonly Problem[] {
    this.entries.sort((a, b) => a.table - b.table || a.row - b.row || a.column - b.column);
    const listed = new Map<string, number>();
    const firstOf = new Map<string, Problem>();
    const problems: Problem[] = [];
    for (const { problem } of this.entries) {
      const already = listed.get(problem.code) ?? 0;
      if (already === 0) firstOf.set(problem.code, problem);
      if (already >= this.listedMaxOf(problem.code as FactProblemCode)) continue;
      listed.set(problem.code, already + 1);
      problems.push(problem);
    }
    for (const [code, total] of this.totals) {
      const shown = listed.get(code) ?? 0;
      if (total <= shown) continue;
      const example = firstOf.get(code);
      problems.push({
        code: 'fact-more',
        place: null,
        parameters: {
          code,
          total: String(total),
          listed: String(shown),
          example: filledIn(factProblems[code].zh, example?.parameters ?? {}),
          exampleEn: filledIn(factProblems[code].en, example?.parameters ?? {}),
        },
      });
    }
    return problems;
  }
}

export function quoted(value: string): string {
  return (value.length <= quotedLengthMax ? value : `${value.slice(0, quotedLengthMax)}…`).toWellFormed();
}

/** The example beside a total: without the hints in `[[…]]`. */
function filledIn(sentence: string, parameters: Readonly<Record<string, string>>): string {
  return sentence.replace(/ ?\[\[[^\]]*\]\]/g, '').replace(/\{([A-Za-z]+)\}/g, (_, name: string) => parameters[name] ?? '');
}
