import { isPlainNumber, serialOfDate } from '@kaoji/engine';
import { columnLetters } from '../read/cell-text.ts';
import { StyleTable, type Look } from './styles.ts';
import { cellXmlText, xmlText } from './xml-text.ts';
import { zipped, type ZipEntry } from './zip.ts';

export interface SheetColumn {
  readonly header: string;
  /**
   * `text` cells are never read as anything else, whatever they begin with. `number` cells hold the decimal as it is
   * written, `date` cells a day written `YYYY-MM-DD`; what is neither goes into the cell as text.
   */
  readonly type: 'text' | 'number' | 'date';
  /** In characters. Default: from the header. */
  readonly width?: number;
  /** Number format, such as `0.00`. */
  readonly format?: string;
  /** A drop-down list. */
  readonly choices?: readonly string[];
  /** Whether the list refuses anything else (default) or only warns. */
  readonly otherChoices?: 'refuse' | 'warn';
  /** Shown when a cell of the column is selected. */
  readonly prompt?: string;
  /** Long texts take several lines instead of running out of sight. */
  readonly wraps?: boolean;
  /** Highlights the header. */
  readonly isRequired?: boolean;
}

export interface StyledCell {
  readonly text: string;
  readonly look?: Look;
  /** Stays text in a column of numbers or dates. */
  readonly asText?: boolean;
  /** Number format in place of that of the column. */
  readonly format?: string;
}

export type SheetCell = string | null | StyledCell;

export interface NumberedRow {
  /** Row of the sheet, at least 2 and larger than the row before. */
  readonly number: number;
  readonly cells: readonly SheetCell[];
}

export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells in column order, or with the row they belong to. Consumed once, while the file is written. */
  readonly rows: Iterable<readonly SheetCell[] | NumberedRow> | AsyncIterable<readonly SheetCell[] | NumberedRow>;
  /** Filter buttons in the header. */
  readonly hasFilter?: boolean;
  readonly isHidden?: boolean;
}

/** Rows of a sheet in Excel, header included. */
export const sheetRowCountMax = 1_048_576;
/** Characters of a cell in Excel; longer texts are cut and end in an ellipsis. */
const cellLengthMax = 32_767;
/** A list of choices longer than this (characters) cannot stand in the sheet itself. */
const inlineChoicesLengthMax = 255;

/**
 * Writes an .xlsx workbook as a stream of bytes. Sheets have a frozen header that is repeated in print, and fit the page
 * in width. Equal content gives equal bytes.
 */
export function writeWorkbook(sheets: readonly WorkbookSheet[]): AsyncGenerator<Uint8Array, void, undefined> {
  const book = new WorkbookWriter(sheets);
  return zipped(book.entries());
}

/** The same, as one piece. */
export async function workbookBytes(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of writeWorkbook(sheets)) {
    chunks.push(chunk);
    byteCount += chunk.length;
  }
  const bytes = new Uint8Array(byteCount);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const encoder = new TextEncoder();
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const choicesSheetName = '选项';
const chunkLength = 64 * 1024;

class WorkbookWriter {
  private readonly sheets: readonly WorkbookSheet[];
  private readonly styles = new StyleTable();
  private readonly sharedStrings = new SharedStrings();
  /** Lists of choices that need a sheet of their own. */
  private readonly longLists: (readonly string[])[] = [];

  constructor(sheets: readonly WorkbookSheet[]) {
    for (const sheet of sheets) {
      for (const { choices } of sheet.columns) {
        if (choices !== undefined && inlineChoices(choices) === null && !this.longLists.includes(choices)) this.longLists.push(choices);
      }
    }
    this.sheets = this.longLists.length === 0 ? sheets : [...sheets, this.choicesSheet()];
    checkNames(this.sheets);
  }

  private choicesSheet(): WorkbookSheet {
    const lists = this.longLists;
    const rowCount = Math.max(...lists.map((list) => list.length));
    return {
      name: choicesSheetName,
      isHidden: true,
      columns: lists.map((_, i) => ({ header: `${choicesSheetName}${i + 1}`, type: 'text' })),
      rows: Array.from({ length: rowCount }, (_, row) => lists.map((list) => list[row] ?? null)),
    };
  }

  *entries(): Generator<ZipEntry, void, undefined> {
    yield entry('[Content_Types].xml', this.contentTypes());
    yield entry('_rels/.rels', relations([['rId1', 'officeDocument', 'xl/workbook.xml']]));
    yield entry('xl/workbook.xml', this.workbook());
    yield entry('xl/_rels/workbook.xml.rels', this.workbookRelations());
    for (const [index, sheet] of this.sheets.entries())
      yield { name: `xl/worksheets/sheet${index + 1}.xml`, chunks: encoded(this.sheet(sheet)) };
    // Only now are all styles and texts known.
    yield entry('xl/styles.xml', declaration + this.styles.xml());
    yield { name: 'xl/sharedStrings.xml', chunks: encoded(this.sharedStrings.xml()) };
  }

  private contentTypes(): string {
    const sheets = this.sheets.map(
      (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${spreadsheetType}.worksheet+xml"/>`,
    );
    return `${declaration}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/>${sheets.join('')}<Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${spreadsheetType}.sharedStrings+xml"/></Types>`;
  }

  private workbook(): string {
    const sheets = this.sheets.map(
      (sheet, i) =>
        `<sheet name="${xmlText(sheet.name)}" sheetId="${i + 1}"${sheet.isHidden === true ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    );
    const titles = this.sheets.map(
      (sheet, i) => `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xmlText(quotedName(sheet.name))}!$1:$1</definedName>`,
    );
    return `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${relationNamespace}"><sheets>${sheets.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
  }

  private workbookRelations(): string {
    const sheets = this.sheets.map((_, i): [string, string, string] => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]);
    const next = this.sheets.length + 1;
    return relations([...sheets, [`rId${next}`, 'styles', 'styles.xml'], [`rId${next + 1}`, 'sharedStrings', 'sharedStrings.xml']]);
  }

  private async *sheet(sheet: WorkbookSheet): AsyncGenerator<string, void, undefined> {
    const letters = sheet.columns.map((_, i) => columnLetters(i));
    yield `${declaration}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`;
    const plainStyles = sheet.columns.map((column) => this.styles.indexOf(formatOf(column), 'plain', column.wraps));
    if (sheet.columns.length > 0) {
      const widths = sheet.columns.map(
        (column, i) =>
          `<col min="${i + 1}" max="${i + 1}" width="${column.width ?? headerWidth(column.header)}" style="${plainStyles[i]}" customWidth="1"/>`,
      );
      yield `<cols>${widths.join('')}</cols>`;
    }
    yield '<sheetData>';
    const header = sheet.columns.map((column, i) =>
      this.textCell(`${letters[i]}1`, this.styles.indexOf('@', column.isRequired === true ? 'required' : 'header'), column.header),
    );
    yield `<row r="1">${header.join('')}</row>`;
    let rowNumber = 1;
    // Rows leave in bundles: handing them on one by one would cost more than writing them.
    let bundle = '';
    for await (const row of sheet.rows) {
      const cells = 'cells' in row ? row.cells : row;
      const number = 'cells' in row ? row.number : rowNumber + 1;
      if (number <= rowNumber) throw new Error(`the rows of the sheet ${sheet.name} must come in order`);
      if (number > sheetRowCountMax) throw new Error(`the sheet ${sheet.name} has more than ${sheetRowCountMax} rows; write it as CSV`);
      rowNumber = number;
      let xml = '';
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i];
        if (cell === null || cell === undefined || cell === '') continue;
        xml += this.cell(`${letters[i]}${number}`, sheet.columns[i]!, plainStyles[i]!, cell);
      }
      if (xml === '') continue;
      bundle += `<row r="${number}">${xml}</row>`;
      if (bundle.length < chunkLength) continue;
      yield bundle;
      bundle = '';
    }
    yield `${bundle}</sheetData>`;
    const last = letters.at(-1);
    if (sheet.hasFilter === true && last !== undefined) yield `<autoFilter ref="A1:${last}${rowNumber}"/>`;
    yield this.validations(sheet, letters);
    yield '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
    // Ids and exact decimals are text on purpose; the green corners would only worry people.
    if (last !== undefined)
      yield `<ignoredErrors><ignoredError sqref="A1:${last}${Math.max(rowNumber, 2)}" numberStoredAsText="1"/></ignoredErrors>`;
    yield '</worksheet>';
  }

  private cell(reference: string, column: SheetColumn, plainStyle: number, cell: string | StyledCell): string {
    const text = typeof cell === 'string' ? cell : cell.text;
    const look = typeof cell === 'string' ? 'plain' : (cell.look ?? 'plain');
    const asText = typeof cell !== 'string' && cell.asText === true;
    const format = (typeof cell === 'string' ? undefined : cell.format) ?? formatOf(column);
    const isPlain = look === 'plain' && !asText && format === formatOf(column);
    const style = isPlain ? plainStyle : this.styles.indexOf(asText ? '@' : format, look, column.wraps);
    if (text === '') return `<c r="${reference}" s="${style}"/>`;
    if (!asText && column.type === 'number' && isPlainNumber(text) && isKeptWhole(text))
      return `<c r="${reference}" s="${style}"><v>${text}</v></c>`;
    if (!asText && column.type === 'date') {
      const serial = serialOfDate(text);
      if (serial !== null) return `<c r="${reference}" s="${style}"><v>${serial}</v></c>`;
    }
    return this.textCell(reference, column.type === 'text' ? style : this.styles.indexOf('@', look, column.wraps), text);
  }

  private textCell(reference: string, style: number, text: string): string {
    const index = this.sharedStrings.indexOf(text);
    if (index !== -1) return `<c r="${reference}" s="${style}" t="s"><v>${index}</v></c>`;
    return `<c r="${reference}" s="${style}" t="inlineStr"><is>${textElement(text)}</is></c>`;
  }

  private validations(sheet: WorkbookSheet, letters: readonly string[]): string {
    const all: string[] = [];
    for (const [i, column] of sheet.columns.entries()) {
      if (column.choices === undefined && column.prompt === undefined) continue;
      const range = `${letters[i]}2:${letters[i]}${sheetRowCountMax}`;
      const prompt =
        column.prompt === undefined
          ? ''
          : ` showInputMessage="1" promptTitle="${xmlText(cut(column.header, 32))}" prompt="${xmlText(cut(column.prompt, 255))}"`;
      if (column.choices === undefined || column.choices.length === 0) {
        all.push(`<dataValidation allowBlank="1"${prompt} sqref="${range}"/>`);
        continue;
      }
      const strictness = column.otherChoices === 'warn' ? ' errorStyle="warning"' : '';
      all.push(
        `<dataValidation type="list" allowBlank="1" showErrorMessage="1"${strictness}${prompt} sqref="${range}"><formula1>${xmlText(this.listFormula(column.choices))}</formula1></dataValidation>`,
      );
    }
    return all.length === 0 ? '' : `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
  }

  private listFormula(choices: readonly string[]): string {
    const inline = inlineChoices(choices);
    if (inline !== null) return inline;
    const column = columnLetters(this.longLists.indexOf(choices));
    return `${choicesSheetName}!$${column}$2:$${column}$${choices.length + 1}`;
  }
}

/** Texts that cells share; beyond this many, or when long, a text stands in its cell, so that memory stays bounded. */
const sharedCountMax = 100_000;
const sharedLengthMax = 200;

class SharedStrings {
  private readonly indexes = new Map<string, number>();

  /** −1 where the text is not shared. */
  indexOf(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    if (this.indexes.size >= sharedCountMax || text.length > sharedLengthMax) return -1;
    this.indexes.set(text, this.indexes.size);
    return this.indexes.size - 1;
  }

  *xml(): Generator<string, void, undefined> {
    yield `${declaration}<sst xmlns="${mainNamespace}" uniqueCount="${this.indexes.size}">`;
    for (const text of this.indexes.keys()) yield `<si>${textElement(text)}</si>`;
    yield '</sst>';
  }
}

function textElement(text: string): string {
  const kept = text.length <= cellLengthMax ? text : `${text.slice(0, cellLengthMax - 1)}…`;
  return `<t xml:space="preserve">${cellXmlText(kept)}</t>`;
}

function inlineChoices(choices: readonly string[]): string | null {
  if (choices.some((choice) => /[,"]|^\s|\s$|^[=]/.test(choice))) return null;
  const formula = choices.join(',');
  return formula.length > inlineChoicesLengthMax ? null : `"${formula}"`;
}

function formatOf(column: SheetColumn): string {
  if (column.format !== undefined) return column.format;
  return column.type === 'text' ? '@' : column.type === 'date' ? 'yyyy-mm-dd' : 'General';
}

/** Spreadsheets keep 15 digits of a number; longer ones are safe as text only. */
function isKeptWhole(text: string): boolean {
  return text.length <= 15 || text.replace(/^-?0*\.?0*|[-.]/g, '').length <= 15;
}

/** A Chinese character is two digits wide. */
function headerWidth(header: string): number {
  let width = 4;
  for (const character of header) width += character.codePointAt(0)! > 0xff ? 2 : 1;
  return Math.min(Math.max(width, 10), 60);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

function checkNames(sheets: readonly WorkbookSheet[]): void {
  const seen = new Set<string>();
  for (const { name } of sheets) {
    if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) throw new Error(`"${name}" cannot be the name of a sheet`);
    if (seen.has(name.toLowerCase())) throw new Error(`two sheets are named "${name}"`);
    seen.add(name.toLowerCase());
  }
}

function relations(all: readonly (readonly [string, string, string])[]): string {
  const xml = all.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relationNamespace}/${type}" Target="${target}"/>`);
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${xml.join('')}</Relationships>`;
}

function entry(name: string, text: string): ZipEntry {
  return { name, chunks: [encoder.encode(text)] };
}

async function* encoded(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  let pending = '';
  for await (const text of texts) {
    pending += text;
    if (pending.length < chunkLength) continue;
    yield encoder.encode(pending);
    pending = '';
  }
  if (pending !== '') yield encoder.encode(pending);
}
