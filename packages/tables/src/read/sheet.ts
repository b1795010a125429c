import { columnOfHeader, type ColumnType, type FactTable, type TableDefinition } from '@kaoji/engine';
import { columnLetters, dateOfCell, hundredfold, numberText, roundedText, type NumberShape } from './cell-text.ts';
import { isDamagedText, isSuspiciousText } from './encoding.ts';
import { ReadFault } from './fault.ts';
import { tableOf, type ReadColumn } from './header.ts';
import type { ReadLimits } from './limits.ts';
import type { TableProblemList } from './problem-list.ts';
import { attribute, plainText, readXml, unescapedText, type XmlHandler } from './xml.ts';

export interface SheetOptions {
  readonly part: string;
  readonly table: string;
  /** Sheet name. */
  readonly source: string;
  readonly definition: TableDefinition | undefined;
  readonly from1904: boolean;
  readonly shapes: readonly NumberShape[];
  readonly sharedStrings: readonly string[];
  readonly limits: ReadLimits;
  readonly problems: TableProblemList;
}

/** Reads one sheet as a stream. Null where it holds nothing at all. */
export async function readSheet(chunks: AsyncIterable<Uint8Array>, options: SheetOptions): Promise<FactTable | null> {
  const handler = new SheetHandler(options);
  try {
    await readXml(chunks, options.part, handler);
  } catch (error) {
    if (!(error instanceof ReadFault)) throw error;
    // What was read so far is kept for people to look at; the error keeps it from being used.
    options.problems.add(error.code, { table: options.table, source: options.source }, error.parameters);
  }
  return handler.finished();
}

/** True where at least one cell of a sheet holds something. */
export async function sheetHasContent(chunks: AsyncIterable<Uint8Array>, part: string): Promise<boolean> {
  let found = false;
  await readXml(chunks, part, {
    wantsText: false,
    get isDone() {
      return found;
    },
    open(source, from, to) {
      const name = source.slice(from, to);
      if (name === 'v' || name === 'is' || name === 'f') found = true;
    },
    close() {},
    text() {},
  });
  return found;
}

class SheetColumn {
  codes: Int32Array;
  readonly values: string[] = [''];
  readonly codeOf = new Map<string, number>([['', 0]]);
  readonly codeOfShared = new Map<number, number>();
  /** Codes of numbers in a plain format, by their text in the file. */
  readonly codeOfNumber = new Map<string, number>();

  constructor(capacity: number) {
    this.codes = new Int32Array(capacity);
  }
}

interface HeaderText {
  readonly header: string;
  readonly type: ColumnType | null;
}

/** No spreadsheet has more. */
const sheetRowCountMax = 1_048_576;
const emptyText = '';

class SheetHandler implements XmlHandler {
  wantsText = false;
  readonly isDone = false;
  private readonly options: SheetOptions;
  private columns: SheetColumn[] | null = null;
  private headerTexts: string[] = [];
  private headers: readonly HeaderText[] = [];
  private capacity = 1024;
  private rowCount = 0;
  private rowNumbers: Int32Array | null = null;
  private textByteCount = 0;

  private rowNumber = 0;
  private headerRowNumber = 0;
  private rowHasContent = false;
  private columnIndex = -1;
  private cellType = '';
  private cellStyle = 0;
  private cellText = '';
  private cellHasText = false;
  private formula: string | null = null;
  private inFormula = false;
  private inPhonetic = false;

  private hiddenRowCount = 0;
  private firstHiddenRow = 0;
  private readonly hiddenColumns: string[] = [];
  private readonly merged: string[] = [];

  constructor(options: SheetOptions) {
    this.options = options;
  }

  open(source: string, from: number, to: number, attributesTo: number): void {
    if (to - from === 1) {
      const letter = source.charCodeAt(from);
      if (letter === 0x63) this.openCell(source, to, attributesTo);
      else if (letter === 0x76 || letter === 0x74) {
        // The text of <v>, or of <t> unless it is a phonetic guide.
        this.wantsText = !this.inPhonetic;
        if (this.wantsText) this.cellHasText = true;
      } else if (letter === 0x66) {
        this.formula = '';
        this.inFormula = true;
        this.wantsText = true;
      }
      return;
    }
    switch (source.slice(from, to)) {
      case 'row':
        this.openRow(source, to, attributesTo);
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'col':
        if (isTrue(attribute(source, to, attributesTo, 'hidden'))) this.noteHiddenColumn(source, to, attributesTo);
        break;
      case 'mergeCell':
        this.merged.push(attribute(source, to, attributesTo, 'ref') ?? '');
        if (this.merged.length > 100_000) throw new ReadFault('workbook-broken', { part: this.options.part });
        break;
    }
  }

  close(source: string, from: number, to: number): void {
    if (to - from === 1) {
      const letter = source.charCodeAt(from);
      if (letter === 0x63) this.closeCell();
      else if (letter === 0x76 || letter === 0x74) this.wantsText = false;
      else if (letter === 0x66) {
        this.inFormula = false;
        this.wantsText = false;
      }
      return;
    }
    const name = source.slice(from, to);
    if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.inPhonetic = false;
  }

  text(source: string, from: number, to: number, isLiteral: boolean): void {
    const text = isLiteral ? source.slice(from, to) : plainText(source.slice(from, to));
    // Enough of a formula to recognise it by.
    if (this.inFormula) this.formula = `${this.formula}${text}`.slice(0, 200);
    else this.cellText = this.cellText === emptyText ? text : this.cellText + text;
    if (this.cellText.length > this.options.limits.cellByteCountMax) {
      throw new ReadFault('table-cell-too-long', { row: String(this.rowNumber), most: String(this.options.limits.cellByteCountMax) });
    }
  }

  private openRow(source: string, to: number, attributesTo: number): void {
    const given = attribute(source, to, attributesTo, 'r');
    const rowNumber = given === null ? this.rowNumber + 1 : Number(given);
    if (!Number.isInteger(rowNumber) || rowNumber <= this.rowNumber) throw new ReadFault('workbook-broken', { part: this.options.part });
    this.rowNumber = rowNumber;
    const rowCountMax = Math.min(this.options.limits.rowCountMax, sheetRowCountMax);
    if (rowNumber > rowCountMax) throw new ReadFault('table-too-many-rows', { most: String(rowCountMax) });
    this.columnIndex = -1;
    this.rowHasContent = false;
    if (attributesTo - to > 12 && isTrue(attribute(source, to, attributesTo, 'hidden'))) {
      if (this.hiddenRowCount++ === 0) this.firstHiddenRow = rowNumber;
    }
  }

  private noteHiddenColumn(source: string, to: number, attributesTo: number): void {
    const first = Number(attribute(source, to, attributesTo, 'min'));
    const last = Number(attribute(source, to, attributesTo, 'max'));
    if (!(first >= 1) || !(last >= first)) return;
    // The whole empty rest of a sheet is often hidden; only columns of the table matter, see `finished`.
    for (let index = first - 1; index < Math.min(last, this.options.limits.columnCountMax) && this.hiddenColumns.length < 1000; index++) this.hiddenColumns.push(columnLetters(index));
  }

  /** Reads `r`, `s` and `t` in one go: this runs once a cell. */
  private openCell(source: string, to: number, attributesTo: number): void {
    this.columnIndex++;
    this.cellType = '';
    this.cellStyle = 0;
    this.cellText = emptyText;
    this.cellHasText = false;
    this.formula = null;
    let at = to;
    while (at < attributesTo) {
      while (at < attributesTo && source.charCodeAt(at) <= 0x20) at++;
      if (at >= attributesTo) return;
      const name = source.charCodeAt(at);
      const equals = source.indexOf('=', at);
      if (equals === -1 || equals >= attributesTo) return;
      const quote = source[equals + 1]!;
      const close = source.indexOf(quote, equals + 2);
      if (close === -1 || close >= attributesTo) return;
      if (equals - at === 1) {
        if (name === 0x72) this.columnIndex = columnOfReference(source, equals + 2, close);
        else if (name === 0x73) this.cellStyle = Number(source.slice(equals + 2, close));
        else if (name === 0x74) this.cellType = source.slice(equals + 2, close);
      }
      at = close + 1;
    }
  }

  private closeCell(): void {
    if (!this.cellHasText && this.formula === null) return;
    const { columns } = this;
    if (this.formula !== null) this.refuseFormula();
    if (columns === null) {
      const text = this.resolvedText(null);
      if (text === '') return;
      if (this.columnIndex >= this.options.limits.columnCountMax) {
        throw new ReadFault('table-too-many-columns', { most: String(this.options.limits.columnCountMax) });
      }
      while (this.headerTexts.length < this.columnIndex) this.headerTexts.push('');
      this.headerTexts[this.columnIndex] = text;
      this.rowHasContent = true;
      return;
    }
    const column = columns[this.columnIndex];
    if (column === undefined) {
      const text = this.resolvedText(null);
      if (text === '') return;
      this.options.problems.add('table-cell-without-header', { ...this.spot(), value: text }, { cell: this.reference() });
      return;
    }
    const code = this.codeOfCell(column);
    column.codes[this.rowCount] = code;
    if (code !== 0) this.rowHasContent = true;
  }

  private codeOfCell(column: SheetColumn): number {
    if (this.cellText === '') return 0;
    if (this.cellType === 's') {
      const index = Number(this.cellText);
      const known = column.codeOfShared.get(index);
      if (known !== undefined) return known;
      const code = this.codeOfText(column, this.resolvedText(this.headers[this.columnIndex]!.type));
      column.codeOfShared.set(index, code);
      return code;
    }
    if ((this.cellType === '' || this.cellType === 'n') && (this.options.shapes[this.cellStyle] ?? 'plain') === 'plain') {
      const known = column.codeOfNumber.get(this.cellText);
      if (known !== undefined) return known;
      const raw = this.cellText;
      const number = numberText(raw);
      const code = this.codeOfText(column, this.resolvedText(this.headers[this.columnIndex]!.type));
      // A number that is refused is refused in every cell.
      if (number !== null && !number.isCutOff && !number.isInexact) column.codeOfNumber.set(raw, code);
      return code;
    }
    return this.codeOfText(column, this.resolvedText(this.headers[this.columnIndex]!.type));
  }

  private codeOfText(column: SheetColumn, text: string): number {
    let code = column.codeOf.get(text);
    if (code !== undefined) return code;
    if (isDamagedText(text)) this.options.problems.add('table-text-damaged', { ...this.spot(), value: text });
    else if (isSuspiciousText(text)) this.options.problems.add('table-text-suspicious', { ...this.spot(), value: text });
    this.textByteCount += text.length * 2;
    if (this.textByteCount > this.options.limits.textByteCountMax) {
      throw new ReadFault('table-too-much-text', { most: String(Math.round(this.options.limits.textByteCountMax / 1024 / 1024)) });
    }
    code = column.values.length;
    column.values.push(text);
    column.codeOf.set(text, code);
    return code;
  }

  /** The text of the cell at hand as a fact; reports what a spreadsheet has done to it. */
  private resolvedText(type: ColumnType | null): string {
    const raw = this.cellText;
    if (raw === '') return '';
    switch (this.cellType) {
      case 's': {
        const text = this.options.sharedStrings[Number(raw)];
        if (text === undefined) throw new ReadFault('workbook-broken', { part: this.options.part });
        return text;
      }
      case 'inlineStr':
      case 'str':
        return unescapedText(raw);
      case 'b':
        return raw === '1' || raw === 'true' ? '1' : '0';
      case 'e':
        this.options.problems.add('workbook-cell-error', { ...this.spot(), value: raw }, { cell: this.reference() });
        return raw;
      case 'd': {
        const date = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00(?:\.0+)?Z?)?$/.exec(raw);
        return date === null ? this.refusedDate(raw) : date[1]!;
      }
      default:
        return this.numberCell(raw, type);
    }
  }

  private numberCell(raw: string, type: ColumnType | null): string {
    const number = numberText(raw);
    if (number === null) return raw;
    const shape = this.options.shapes[this.cellStyle] ?? 'plain';
    if (shape === 'date' || shape === 'time') {
      const date = dateOfCell(raw, this.options.from1904);
      if (shape === 'time' || date === null) return this.refusedDate(number.text);
      if (type !== 'date' && type !== 'text' && type !== null) {
        this.options.problems.add('workbook-date-in-id', { ...this.spot(), value: date }, { cell: this.reference() });
      }
      return date;
    }
    if (number.isCutOff) this.options.problems.add('workbook-digits-lost', { ...this.spot(), value: number.text }, { cell: this.reference() });
    else if (number.isInexact) {
      const parameters = { cell: this.reference(), repaired: roundedText(number.text) };
      this.options.problems.add('workbook-number-inexact', { ...this.spot(), value: number.text }, parameters);
    } else if (shape === 'percent') {
      const parameters = { cell: this.reference(), repaired: hundredfold(number.text) };
      this.options.problems.add('workbook-number-percent', { ...this.spot(), value: number.text }, parameters);
    }
    if (typeof shape === 'object' && type !== 'decimal' && type !== 'count' && /^[0-9]+$/.test(number.text)) return number.text.padStart(shape.zeros, '0');
    return number.text;
  }

  private refusedDate(text: string): string {
    this.options.problems.add('workbook-date-with-time', { ...this.spot(), value: text }, { cell: this.reference() });
    return text;
  }

  private refuseFormula(): void {
    const formula = this.formula === '' ? '=…' : `=${this.formula}`;
    this.options.problems.add('workbook-cell-formula', { ...this.spot(), value: formula }, { cell: this.reference() });
  }

  private spot(): { readonly table: string; readonly source: string; readonly row: number; readonly column: string } {
    return { table: this.options.table, source: this.options.source, row: this.rowNumber, column: this.headers[this.columnIndex]?.header ?? '' };
  }

  private reference(): string {
    return `${columnLetters(this.columnIndex)}${this.rowNumber}`;
  }

  private closeRow(): void {
    if (!this.rowHasContent) return;
    if (this.columns === null) {
      this.openTable();
      return;
    }
    const columnCount = this.columns.length;
    if (this.rowNumbers === null && this.rowNumber !== this.rowCount + 2) {
      this.rowNumbers = new Int32Array(this.capacity);
      for (let row = 0; row < this.rowCount; row++) this.rowNumbers[row] = row + 2;
    }
    if (this.rowNumbers !== null) this.rowNumbers[this.rowCount] = this.rowNumber;
    this.rowCount++;
    if (this.rowCount < this.capacity) return;
    if (this.rowCount * columnCount > this.options.limits.cellCountMax) {
      throw new ReadFault('table-too-many-cells', { most: String(this.options.limits.cellCountMax) });
    }
    this.capacity *= 2;
    for (const column of this.columns) column.codes = grown(column.codes, this.capacity);
    if (this.rowNumbers !== null) this.rowNumbers = grown(this.rowNumbers, this.capacity);
  }

  private openTable(): void {
    const { definition } = this.options;
    this.headerRowNumber = this.rowNumber;
    this.columns = this.headerTexts.map(() => new SheetColumn(this.capacity));
    this.headers = this.headerTexts.map((text) => {
      const header = text.trim();
      return { header, type: definition === undefined ? null : (columnOfHeader(definition, header)?.type ?? null) };
    });
  }

  finished(): FactTable | null {
    const { columns, options } = this;
    const { problems } = options;
    const spot = { table: options.table, source: options.source };
    if (columns === null) {
      problems.add('table-empty', spot);
      return null;
    }
    const read: ReadColumn[] = columns.map((column, index) => ({
      header: this.headers[index]!.header,
      index,
      column: { codes: column.codes.slice(0, this.rowCount), values: column.values },
    }));
    const rowNumbers = this.rowNumbers === null ? null : this.rowNumbers.slice(0, this.rowCount);
    for (const reference of this.merged) {
      if (this.touchesTable(reference)) problems.add('workbook-cells-merged', { ...spot, row: Number(/[0-9]+/.exec(reference)?.[0] ?? 0) }, { cell: reference });
    }
    if (this.hiddenRowCount > 0) problems.add('workbook-rows-hidden', spot, { count: String(this.hiddenRowCount), first: String(this.firstHiddenRow) });
    const hidden = this.hiddenColumns.filter((letters) => columnOfReference(letters, 0, letters.length) < columns.length);
    if (hidden.length > 0) problems.add('workbook-columns-hidden', spot, { columns: hidden.join('、') });
    return tableOf({ table: options.table, source: options.source, definition: options.definition }, read, this.rowCount, rowNumbers, problems);
  }

  private touchesTable(reference: string): boolean {
    const start = /^\$?([A-Z]{1,3})\$?([0-9]+)/.exec(reference);
    if (start === null) return true;
    return columnOfReference(start[1]!, 0, start[1]!.length) < this.columns!.length && Number(start[2]) <= Math.max(this.rowNumber, this.headerRowNumber);
  }
}

function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true';
}

/** Column index, from 0, of the letters of a cell reference. */
function columnOfReference(source: string, from: number, to: number): number {
  let index = 0;
  for (let i = from; i < to; i++) {
    const unit = source.charCodeAt(i);
    if (unit < 0x41 || unit > 0x5a) break;
    index = index * 26 + unit - 0x40;
    if (index > 16_384) throw new ReadFault('workbook-broken', { part: 'sheet' });
  }
  return index - 1;
}

function grown(codes: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(codes);
  return larger;
}
