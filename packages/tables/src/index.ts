export { defaultReadLimits, modestReadLimits, type ReadLimits } from './read/limits.ts';
export type { BytesInput } from './read/input.ts';
export { readCsv, type CsvOptions, type CsvRead } from './read/csv.ts';
export { readWorkbook, type WorkbookOptions } from './read/workbook.ts';
export { asResult, isError, type TablesRead } from './read/tables-read.ts';
export { tableProblems, type TableProblemCode } from './problems.ts';
export { problemSentence, problemText } from './problem-sentence.ts';
export { csvOfRows, csvOfTable, type CsvWriteOptions } from './write/csv.ts';
export {
  annotatedSheets,
  factSheets,
  problemRows,
  problemSheet,
  templateSheets,
  type FactSheetOptions,
  type TemplateOptions,
} from './write/fact-sheets.ts';
export {
  sheetRowCountMax,
  workbookBytes,
  writeWorkbook,
  type NumberedRow,
  type SheetCell,
  type SheetColumn,
  type StyledCell,
  type WorkbookSheet,
} from './write/xlsx.ts';
export type { Look } from './write/styles.ts';
