import {
  columnOf,
  problemHeader,
  tableDefinitions,
  type ColumnDefinition,
  type FactTable,
  type FactTables,
  type Language,
  type Problem,
  type TableDefinition,
  type TableDefinitions,
} from '@kaoji/engine';
import { numberText } from '../read/cell-text.ts';
import { problemSentence, problemText } from '../problem-sentence.ts';
import type { NumberedRow, SheetCell, SheetColumn, WorkbookSheet } from './xlsx.ts';

export interface FactSheetOptions {
  /** Language of sheet names and headers. Default zh. */
  readonly language?: Language;
  /** Default: the standard tables. */
  readonly definitions?: TableDefinitions;
}

/** Tables of facts as sheets of a workbook. Reading the workbook again gives the same tables. */
export function factSheets(tables: FactTables, options: FactSheetOptions = {}): readonly WorkbookSheet[] {
  const definitions = options.definitions ?? tableDefinitions;
  return [...tables.values()].map((table) => {
    const definition = definitions.get(table.name);
    const columns = [...table.columns.keys()].map((key) => {
      const known = definition === undefined ? undefined : columnOf(definition, key);
      const header = options.language === 'en' ? key : (known?.name ?? table.headers?.get(key) ?? key);
      return factColumn(known, header);
    });
    return { name: sheetName(table, definition, options.language ?? 'zh'), columns, rows: factRows(table, columns), hasFilter: true };
  });
}

function sheetName(table: FactTable, definition: TableDefinition | undefined, language: Language): string {
  return language === 'en' ? table.name : (definition?.name ?? table.name);
}

function factColumn(definition: ColumnDefinition | undefined, header: string): SheetColumn {
  const isRequired = definition?.cellRequired === true;
  switch (definition?.type) {
    case 'decimal':
    case 'count':
    case 'value':
    case 'yes-no':
      return { header, type: 'number', isRequired };
    case 'date':
      return { header, type: 'date', isRequired };
    case 'text':
      return { header, type: 'text', width: 28, isRequired };
    case 'id':
    case undefined:
      return { header, type: 'text', isRequired };
  }
}

/** Cells are made once per distinct text: a ballot table has a million rows and a dozen different values. */
function cellsOf(table: FactTable, columns: readonly SheetColumn[]): readonly (readonly SheetCell[])[] {
  return [...table.columns.values()].map((column, i) => column.values.map((text) => factCell(text, columns[i]!)));
}

/**
 * A number stands in the sheet as a number only if reading it gives the same text; `95.40` would come back as `95.4` and
 * stays text. Either way the value is the same; what an office handed in is not rewritten.
 */
function factCell(text: string, column: SheetColumn): SheetCell {
  if (column.type !== 'number' || text === '') return text;
  const number = numberText(text);
  const isKept = number !== null && number.text === text && !number.isCutOff && !number.isInexact;
  return isKept ? text : { text, asText: true };
}

function* factRows(table: FactTable, columns: readonly SheetColumn[]): Generator<readonly SheetCell[], void, undefined> {
  const cells = cellsOf(table, columns);
  const codes = [...table.columns.values()].map((column) => column.codes);
  for (let row = 0; row < table.rowCount; row++) yield codes.map((column, i) => cells[i]![column[row]!]!);
}

/**
 * The office's own data with the guilty cells marked and the reason beside them, and in front a list of all problems.
 * Rows keep the numbers they had, so that the list leads to them. The office repairs its cells and hands the file in
 * again; the list and the column of reasons are then read past.
 */
export function annotatedSheets(
  tables: FactTables,
  problems: readonly Problem[],
  options: FactSheetOptions = {},
): readonly WorkbookSheet[] {
  const definitions = options.definitions ?? tableDefinitions;
  const marks = marksOf(problems);
  const sheets = [...tables.values()].map((table): WorkbookSheet => {
    const definition = definitions.get(table.name);
    const kept = [...table.columns.keys()].filter((key) => (table.headers?.get(key) ?? key) !== problemHeader);
    const headers = kept.map(
      (key) => table.headers?.get(key) ?? (definition === undefined ? undefined : columnOf(definition, key)?.name) ?? key,
    );
    const columns = kept.map((key, i) => factColumn(definition === undefined ? undefined : columnOf(definition, key), headers[i]!));
    const shown: FactTable = { ...table, columns: new Map(kept.map((key) => [key, table.columns.get(key)!])) };
    const reasons: SheetColumn = { header: problemHeader, type: 'text', width: 60, wraps: true };
    return {
      name: sheetName(table, definition, options.language ?? 'zh'),
      columns: [...columns, reasons],
      rows: annotatedRows(shown, columns, headers, marks.get(table.name) ?? new Map()),
      hasFilter: true,
    };
  });
  const names = new Map(
    [...tables.values()].map((table) => [table.name, sheetName(table, definitions.get(table.name), options.language ?? 'zh')]),
  );
  return [problemSheet(problems, names), ...sheets];
}

interface RowMarks {
  /** Headers of marked cells; '' marks the row as a whole. */
  readonly columns: Map<string, 'problem' | 'warning'>;
  readonly reasons: string[];
}

function marksOf(problems: readonly Problem[]): ReadonlyMap<string, ReadonlyMap<number, RowMarks>> {
  const marks = new Map<string, Map<number, RowMarks>>();
  for (const problem of problems) {
    const { place } = problem;
    if (place === null || place.kind !== 'cell' || place.row < 2) continue;
    let rows = marks.get(place.table);
    if (rows === undefined) marks.set(place.table, (rows = new Map<number, RowMarks>()));
    let row = rows.get(place.row);
    if (row === undefined) rows.set(place.row, (row = { columns: new Map(), reasons: [] }));
    const look = problemText(problem.code).severity === 'error' ? 'problem' : 'warning';
    if (row.columns.get(place.column) !== 'problem') row.columns.set(place.column, look);
    const where = place.column === '' ? '' : `${place.column}：`;
    row.reasons.push(`${where}${problemSentence(problem, 'zh')}`);
  }
  return marks;
}

function* annotatedRows(
  table: FactTable,
  columns: readonly SheetColumn[],
  headers: readonly string[],
  marks: ReadonlyMap<number, RowMarks>,
): Generator<NumberedRow, void, undefined> {
  const cells = cellsOf(table, columns);
  const codes = [...table.columns.values()].map((column) => column.codes);
  for (let row = 0; row < table.rowCount; row++) {
    const number = table.rowNumbers === null ? row + 2 : table.rowNumbers[row]!;
    const plain = codes.map((column, i) => cells[i]![column[row]!]!);
    const mark = marks.get(number);
    if (mark === undefined) {
      yield { number, cells: plain };
      continue;
    }
    const whole = mark.columns.get('');
    const marked = plain.map((cell, i): SheetCell => {
      const look = mark.columns.get(headers[i]!) ?? whole;
      if (look === undefined) return cell;
      return typeof cell === 'string' || cell === null ? { text: cell ?? '', look } : { ...cell, look };
    });
    yield {
      number,
      cells: [...marked, { text: mark.reasons.join('\n'), look: [...mark.columns.values()].includes('problem') ? 'problem' : 'warning' }],
    };
  }
}

const severityWords = { error: '错误 error', warning: '警告 warning', notice: '提示 notice' } as const;

/** All problems, one a row, in both languages. Sheet names by table key; where there is none, the source is named. */
export function problemSheet(problems: readonly Problem[], sheetNames: ReadonlyMap<string, string> = new Map()): WorkbookSheet {
  return {
    name: '问题清单',
    columns: [
      { header: '工作表 Sheet', type: 'text', width: 18 },
      { header: '行 Row', type: 'number', width: 8 },
      { header: '列 Column', type: 'text', width: 14 },
      { header: '内容 Value', type: 'text', width: 20 },
      { header: '程度 Severity', type: 'text', width: 14 },
      { header: '问题与改法', type: 'text', width: 70, wraps: true },
      { header: 'Problem and repair', type: 'text', width: 70, wraps: true },
    ],
    rows: problemRows(problems, sheetNames),
    hasFilter: true,
  };
}

/** Problems as rows of texts: sheet or file, row, column, value, severity, sentence in Chinese and in English. */
export function* problemRows(
  problems: readonly Problem[],
  sheetNames: ReadonlyMap<string, string> = new Map(),
): Generator<readonly string[], void, undefined> {
  for (const problem of problems) {
    const place = problem.place?.kind === 'cell' ? problem.place : null;
    const { severity } = problemText(problem.code);
    const row = place === null || place.row === 0 ? '' : String(place.row);
    yield [
      place === null ? '' : (sheetNames.get(place.table) ?? place.source),
      row,
      place?.column ?? '',
      place?.value ?? '',
      severityWords[severity],
      problemSentence(problem, 'zh'),
      problemSentence(problem, 'en'),
    ];
  }
}

export interface TemplateOptions extends FactSheetOptions {
  /** Drop-down lists by `table.column`. */
  readonly choices?: ReadonlyMap<string, readonly string[]>;
  /** Whether to offer the columns of the ledger itself (事实编号, 更正, …). Default false. */
  readonly withRecordColumns?: boolean;
}

const recordColumnKeys: ReadonlySet<string> = new Set(['id', 'corrects', 'correction_reason', 'authority', 'recorded_at', 'recorded_by']);

/** Empty sheets for some tables, ready to be filled in: text columns stay text, options come from lists. */
export function templateSheets(tableKeys: readonly string[], options: TemplateOptions = {}): readonly WorkbookSheet[] {
  const definitions = options.definitions ?? tableDefinitions;
  return tableKeys.map((key) => {
    const definition = definitions.get(key);
    if (definition === undefined) throw new Error(`there is no table of facts named ${key}`);
    const columns = definition.columns
      .filter((column) => options.withRecordColumns === true || !recordColumnKeys.has(column.key))
      .filter((column) => column.key !== 'state' || definition.valueColumn !== null)
      .map((column): SheetColumn => templateColumn(definition, column, options));
    return { name: options.language === 'en' ? definition.key : definition.name, columns, rows: [] };
  });
}

const stateChoices = ['未到期', '免考', '不适用', '未报送'] as const;

function templateColumn(definition: TableDefinition, column: ColumnDefinition, options: TemplateOptions): SheetColumn {
  const base = factColumn(column, options.language === 'en' ? column.key : column.name);
  const given = options.choices?.get(`${definition.key}.${column.key}`);
  const choices = given ?? (column.key === 'state' ? stateChoices : column.type === 'yes-no' ? ['1', '0'] : undefined);
  // Dates stay text as typed: 2024-03-18 in every language of Excel.
  const typed: SheetColumn = column.type === 'date' ? { ...base, type: 'text', prompt: '写作 2024-03-18' } : base;
  return choices === undefined || choices.length === 0
    ? typed
    : { ...typed, choices, otherChoices: column.type === 'value' ? 'warn' : 'refuse' };
}
