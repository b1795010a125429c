import { columnOfHeader, type FactTable, type TableDefinition } from '@kaoji/engine';
import { columnLetters } from './cell-text.ts';
import { ReadFault } from './fault.ts';
import { tableOf, type ReadColumn } from './header.ts';
import { CellReader, SheetColumn, type RawCell, type SheetContext } from './sheet-cell.ts';
import { isTrue } from './workbook-parts.ts';
import { readXml, type XmlHandler } from './xml.ts';

export interface SheetOptions extends SheetContext {
  readonly definition: TableDefinition | undefined;
}

/** Reads one sheet as a stream. Null where it holds nothing at all. */
export async function readSheet(chunks: AsyncIterable<Uint8Array>, options: SheetOptions): Promise<FactTable | null> {
  const handler = new SheetHandler(options);
  let isFaulty = false;
  try {
    await readXml(chunks, options.part, handler);
  } catch (error) {
    if (!(error instanceof ReadFault)) throw error;
    isFaulty = true;
    // What was read so far is kept for people to look at; the error keeps it from being used.
    options.problems.add(error.code, { table: options.table, source: options.source, row: handler.rowNumber }, error.parameters);
  }
  if (handler.isEmpty) {
    if (!isFaulty) options.problems.add('table-empty', { table: options.table, source: options.source });
    return null;
  }
  return handler.finished();
}

/** True where at least one cell of a sheet holds something. */
export async function sheetHasContent(chunks: AsyncIterable<Uint8Array>, part: string): Promise<boolean> {
  let found = false;
  await readXml(chunks, part, {
    get isDone() {
      return found;
    },
    open(name) {
      if (name === 'v' || name === 'is' || name === 'f') found = true;
    },
  });
  return found;
}

/** No spreadsheet has more. */
const sheetRowCountMax = 1_048_576;
const mergedCountMax = 100_000;
/** Enough of a formula to recognise it by. */
const formulaLengthMax = 200;

class SheetHandler implements XmlHandler {
  /** Row being read, 1-based. */
  rowNumber = 0;

  private readonly options: SheetOptions;
  private readonly reader: CellReader;
  private readonly rowCountMax: number;
  private columns: SheetColumn[] | null = null;
  private readonly headerTexts: string[] = [];
  private headerRowNumber = 0;
  private capacity = 1024;
  private rowCount = 0;
  private rowNumbers: Int32Array | null = null;
  private rowHasContent = false;

  private readonly cell: RawCell = { row: 0, columnIndex: -1, type: '', style: 0, text: '' };
  private formula: string | null = null;
  private inFormula = false;
  private inValue = false;
  private inPhonetic = false;

  private hiddenRowCount = 0;
  private firstHiddenRow = 0;
  private readonly hiddenColumns: number[] = [];
  private readonly merged: string[] = [];

  constructor(options: SheetOptions) {
    this.options = options;
    this.reader = new CellReader(options);
    this.rowCountMax = Math.min(options.limits.rowCountMax, sheetRowCountMax);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        this.openCell(attributes);
        break;
      case 'v':
      case 't':
        // The text of <v>, or of <t> unless it is a phonetic guide.
        this.inValue = !this.inPhonetic;
        break;
      case 'f':
        this.formula = '';
        this.inFormula = true;
        break;
      case 'row':
        this.openRow(attributes);
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'col':
        if (isTrue(attributes.hidden)) this.noteHiddenColumns(attributes);
        break;
      case 'mergeCell':
        if (this.merged.length === mergedCountMax) throw this.broken();
        this.merged.push(attributes.ref ?? '');
        break;
    }
  }

  close(name: string): void {
    switch (name) {
      case 'c':
        this.closeCell();
        break;
      case 'v':
      case 't':
        this.inValue = false;
        break;
      case 'f':
        this.inFormula = false;
        break;
      case 'row':
        this.closeRow();
        break;
      case 'rPh':
        this.inPhonetic = false;
        break;
    }
  }

  text(text: string): void {
    if (this.inFormula) this.formula = `${this.formula}${text}`.slice(0, formulaLengthMax);
    if (!this.inValue) return;
    this.cell.text += text;
    const { cellByteCountMax } = this.options.limits;
    if (this.cell.text.length > cellByteCountMax) throw new ReadFault('table-cell-too-long', { most: String(cellByteCountMax) });
  }

  private broken(): ReadFault {
    return new ReadFault('workbook-broken', { part: this.options.part });
  }

  private openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const rowNumber = r === undefined ? this.rowNumber + 1 : Number(r);
    if (!Number.isInteger(rowNumber) || rowNumber <= this.rowNumber) throw this.broken();
    this.rowNumber = rowNumber;
    if (rowNumber > this.rowCountMax) throw new ReadFault('table-too-many-rows', { most: String(this.rowCountMax) });
    this.cell.row = rowNumber;
    this.cell.columnIndex = -1;
    this.rowHasContent = false;
    if (isTrue(hidden) && this.hiddenRowCount++ === 0) this.firstHiddenRow = rowNumber;
  }

  private noteHiddenColumns({ min, max }: Readonly<Record<string, string>>): void {
    // The whole empty rest of a sheet is often hidden; only columns of the table matter, see `finished`.
    const last = Math.min(Number(max), this.options.limits.columnCountMax);
    for (let column = Number(min); column >= 1 && column <= last && this.hiddenColumns.length < 1000; column++)
      this.hiddenColumns.push(column - 1);
  }

  private openCell({ r, s = '0', t = '' }: Readonly<Record<string, string>>): void {
    const { cell } = this;
    cell.columnIndex = r === undefined ? cell.columnIndex + 1 : this.columnOfReference(r);
    cell.type = t;
    cell.style = Number(s);
    cell.text = '';
    this.formula = null;
  }

  /** Column index, from 0, of the letters of a cell reference. */
  private columnOfReference(reference: string): number {
    let index = 0;
    for (let i = 0; i < reference.length; i++) {
      const unit = reference.charCodeAt(i);
      if (unit < 0x41 || unit > 0x5a) break;
      index = index * 26 + unit - 0x40;
      if (index > 16_384) throw this.broken();
    }
    return index - 1;
  }

  private closeCell(): void {
    const { cell, columns } = this;
    if (cell.text === '' && this.formula === null) return;
    const column = columns?.[cell.columnIndex] ?? null;
    if (this.formula !== null) {
      const shown = this.formula === '' ? '=…' : `=${this.formula}`;
      this.options.problems.add('workbook-cell-formula', this.reader.spot(column, cell, shown), { cell: CellReader.reference(cell) });
    }
    if (columns !== null && column !== null) {
      const code = this.reader.codeOf(column, cell);
      column.codes[this.rowCount] = code;
      if (code !== 0) this.rowHasContent = true;
      return;
    }
    const text = this.reader.textOf(null, cell);
    if (text === '') return;
    if (columns === null) this.keepHeader(text);
    else this.options.problems.add('table-cell-without-header', this.reader.spot(null, cell, text), { cell: CellReader.reference(cell) });
  }

  private keepHeader(text: string): void {
    const { columnIndex } = this.cell;
    const { columnCountMax } = this.options.limits;
    if (columnIndex >= columnCountMax) throw new ReadFault('table-too-many-columns', { most: String(columnCountMax) });
    while (this.headerTexts.length < columnIndex) this.headerTexts.push('');
    this.headerTexts[columnIndex] = text;
    this.rowHasContent = true;
  }

  private closeRow(): void {
    if (!this.rowHasContent) return;
    if (this.columns === null) this.openTable();
    else this.keepRow(this.columns);
  }

  private openTable(): void {
    const { definition } = this.options;
    this.headerRowNumber = this.rowNumber;
    this.columns = this.headerTexts.map((text) => {
      const header = text.trim();
      const type = definition === undefined ? null : (columnOfHeader(definition, header)?.type ?? null);
      return new SheetColumn(header, type, this.capacity);
    });
  }

  private keepRow(columns: readonly SheetColumn[]): void {
    if (this.rowNumbers === null && this.rowNumber !== this.rowCount + 2) {
      this.rowNumbers = new Int32Array(this.capacity);
      for (let row = 0; row < this.rowCount; row++) this.rowNumbers[row] = row + 2;
    }
    if (this.rowNumbers !== null) this.rowNumbers[this.rowCount] = this.rowNumber;
    this.rowCount++;
    if (this.rowCount < this.capacity) return;
    const { cellCountMax } = this.options.limits;
    if (this.rowCount * columns.length > cellCountMax) throw new ReadFault('table-too-many-cells', { most: String(cellCountMax) });
    this.capacity *= 2;
    for (const column of columns) column.codes = grown(column.codes, this.capacity);
    if (this.rowNumbers !== null) this.rowNumbers = grown(this.rowNumbers, this.capacity);
  }

  /** True where not even a header was found. */
  get isEmpty(): boolean {
    return this.columns === null;
  }

  finished(): FactTable {
    const { options } = this;
    const { problems } = options;
    const columns = this.columns!;
    const spot = { table: options.table, source: options.source };
    const read = columns.map((column, index): ReadColumn => ({
      header: column.header,
      index,
      column: { codes: column.codes.slice(0, this.rowCount), values: column.values },
    }));
    const rowNumbers = this.rowNumbers === null ? null : this.rowNumbers.slice(0, this.rowCount);
    for (const range of this.merged) {
      if (this.touchesTable(range))
        problems.add('workbook-cells-merged', { ...spot, row: Number(/[0-9]+/.exec(range)?.[0] ?? 0) }, { cell: range });
    }
    if (this.hiddenRowCount > 0) {
      problems.add('workbook-rows-hidden', spot, { count: String(this.hiddenRowCount), first: String(this.firstHiddenRow) });
    }
    const hidden = this.hiddenColumns.filter((index) => index < columns.length);
    if (hidden.length > 0) problems.add('workbook-columns-hidden', spot, { columns: hidden.map(columnLetters).join('、') });
    return tableOf({ ...spot, definition: options.definition }, read, this.rowCount, rowNumbers, problems);
  }

  private touchesTable(range: string): boolean {
    const start = /^\$?([A-Z]{1,3})\$?([0-9]+)/.exec(range);
    if (start === null) return true;
    const column = this.columnOfReference(start[1]!);
    return column < this.columns!.length && Number(start[2]) <= Math.max(this.rowNumber, this.headerRowNumber);
  }
}

function grown(codes: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(codes);
  return larger;
}
