import { nearestName, tableDefinitions, tableOfName, type FactTable, type TableDefinitions } from '@kaoji/engine';
import { ReadFault } from './fault.ts';
import { wholeInput, type BytesInput } from './input.ts';
import { defaultReadLimits, megabytes, type ReadLimits } from './limits.ts';
import { TableProblemList } from './problem-list.ts';
import { readSheet, sheetHasContent } from './sheet.ts';
import { readSharedStrings, readShapes, readWorkbookParts, type SheetPart } from './workbook-parts.ts';
import { isOle, isZip, readDirectory, unpacked, type UnpackBudget, type ZipPart } from './zip.ts';
import type { TablesRead } from './tables-read.ts';

export interface WorkbookOptions {
  /** File name, for people. */
  readonly source: string;
  /** Default: the standard tables. With a scheme's own columns the reader can also judge those (a code turned into a date). */
  readonly definitions?: TableDefinitions;
  readonly limits?: ReadLimits;
  readonly problemsListedMax?: number;
}

/** Sheets that hold no facts and need no mention: instructions, option lists, the report of an annotated workbook. */
const silentSheet = /说明|须知|目录|封面|问题清单|选项|readme|instruction/i;

/**
 * Reads an .xlsx workbook with one sheet a table. The file is held packed; its parts are unpacked as streams and stopped
 * at the limits. What a spreadsheet does to facts behind an office's back is refused and named: formulas, merged cells,
 * error values, digits lost from long numbers, codes turned into dates, percentages stored as fractions.
 */
export async function readWorkbook(input: BytesInput, options: WorkbookOptions): Promise<TablesRead> {
  const limits = options.limits ?? defaultReadLimits;
  const problems = new TableProblemList(options.problemsListedMax ?? 1000);
  const tables = new Map<string, FactTable>();
  const file = { table: '', source: options.source };
  try {
    await readTables(input, options, limits, problems, tables);
  } catch (error) {
    if (!(error instanceof ReadFault)) throw error;
    problems.add(error.code, file, error.parameters);
  }
  return { tables, problems: problems.all() };
}

async function readTables(
  input: BytesInput,
  options: WorkbookOptions,
  limits: ReadLimits,
  problems: TableProblemList,
  tables: Map<string, FactTable>,
): Promise<void> {
  const definitions = options.definitions ?? tableDefinitions;
  const bytes = await wholeInput(input, limits.byteCountMax);
  if (bytes === null) throw new ReadFault('table-too-many-bytes', { most: megabytes(limits.byteCountMax) });
  if (isOle(bytes)) throw new ReadFault('workbook-old-or-locked');
  if (!isZip(bytes)) throw new ReadFault('workbook-not-xlsx');
  const parts = await readDirectory(bytes, limits);
  const budget: UnpackBudget = { byteCount: limits.unpackedByteCountMax };
  const open = (part: ZipPart): AsyncGenerator<Uint8Array, void, undefined> => unpacked(part, budget, limits);

  const book = await readWorkbookParts(parts, open);
  const sheetOfTable = new Map<string, string>();
  const wanted: { readonly sheet: SheetPart; readonly table: string }[] = [];
  for (const sheet of book.sheets) {
    const definition = tableOfName(definitions, sheet.name);
    if (definition === undefined) {
      if (silentSheet.test(sheet.name) || !(await sheetHasContent(open(sheet.part), sheet.part.name))) continue;
      const near = nearestName(
        sheet.name,
        [...definitions.values()].flatMap((one) => [one.key, one.name, ...one.otherNames]),
      );
      problems.add('workbook-sheet-unknown', { table: '', source: options.source }, { sheet: sheet.name, nearest: near ?? '' });
      continue;
    }
    const other = sheetOfTable.get(definition.key);
    if (other !== undefined) {
      problems.add('table-twice', { table: definition.key, source: sheet.name }, { other, name: definition.name });
      continue;
    }
    sheetOfTable.set(definition.key, sheet.name);
    wanted.push({ sheet, table: definition.key });
  }
  if (wanted.length === 0) {
    throw new ReadFault('workbook-no-tables', { names: [...definitions.values()].map((one) => one.name).join('、') });
  }

  const shapes = book.styles === null ? [] : await readShapes(open(book.styles), book.styles.name);
  const sharedStrings =
    book.sharedStrings === null ? [] : await readSharedStrings(open(book.sharedStrings), book.sharedStrings.name, limits);
  for (const { sheet, table } of wanted) {
    if (sheet.isHidden) problems.add('workbook-sheet-hidden', { table, source: sheet.name });
    const read = await readSheet(open(sheet.part), {
      part: sheet.part.name,
      table,
      source: sheet.name,
      definition: definitions.get(table),
      from1904: book.from1904,
      shapes,
      sharedStrings,
      limits,
      problems,
    });
    if (read !== null) tables.set(table, read);
  }
}
