import type { ColumnType } from '@kaoji/engine';
import { columnLetters, dateOfCell, hundredfold, numberText, roundedText, unescapedText, type NumberShape } from './cell-text.ts';
import { isDamagedText, isSuspiciousText } from './encoding.ts';
import { ReadFault } from './fault.ts';
import { megabytes, type ReadLimits } from './limits.ts';
import type { Spot, TableProblemList } from './problem-list.ts';

/** A cell as it stands in the file. One object is used again for every cell. */
export interface RawCell {
  row: number;
  columnIndex: number;
  /** `s`, `n`, `b`, … as in the file; '' means a number. */
  type: string;
  style: number;
  text: string;
}

/** A column under construction. */
export class SheetColumn {
  codes: Int32Array;
  readonly header: string;
  /** null where the header is unknown. */
  readonly type: ColumnType | null;
  readonly values: string[] = [''];
  readonly codeOfText = new Map<string, number>([['', 0]]);
  readonly codeOfShared = new Map<number, number>();
  /** Codes of numbers in a plain format, by their text in the file. */
  readonly codeOfNumber = new Map<string, number>();

  constructor(header: string, type: ColumnType | null, capacity: number) {
    this.header = header;
    this.type = type;
    this.codes = new Int32Array(capacity);
  }
}

export interface SheetContext {
  readonly part: string;
  readonly table: string;
  /** Sheet name. */
  readonly source: string;
  readonly from1904: boolean;
  /** Number shape of each cell style. */
  readonly shapes: readonly NumberShape[];
  readonly sharedStrings: readonly string[];
  readonly limits: ReadLimits;
  readonly problems: TableProblemList;
}

/** Turns the cells of a sheet into texts as facts write them, and reports what a spreadsheet has done to them. */
export class CellReader {
  private readonly context: SheetContext;
  private textByteCount = 0;

  constructor(context: SheetContext) {
    this.context = context;
  }

  /** Code of the cell's text in its column. */
  codeOf(column: SheetColumn, cell: RawCell): number {
    if (cell.text === '') return 0;
    if (cell.type === 's') {
      const index = Number(cell.text);
      let code = column.codeOfShared.get(index);
      if (code === undefined) {
        code = this.codeOfText(column, this.textOf(column, cell), cell);
        column.codeOfShared.set(index, code);
      }
      return code;
    }
    const isPlainNumber = (cell.type === '' || cell.type === 'n') && this.shapeOf(cell) === 'plain';
    if (!isPlainNumber) return this.codeOfText(column, this.textOf(column, cell), cell);
    const known = column.codeOfNumber.get(cell.text);
    if (known !== undefined) return known;
    const code = this.codeOfText(column, this.textOf(column, cell), cell);
    const number = numberText(cell.text);
    // A number that is refused is refused in every cell that holds it.
    if (number !== null && !number.isCutOff && !number.isInexact) column.codeOfNumber.set(cell.text, code);
    return code;
  }

  /** The text of a cell; `column` is null in the header row and outside the table. */
  textOf(column: SheetColumn | null, cell: RawCell): string {
    const { text } = cell;
    if (text === '') return '';
    switch (cell.type) {
      case 's': {
        const shared = this.context.sharedStrings[Number(text)];
        if (shared === undefined) throw new ReadFault('workbook-broken', { part: this.context.part });
        return shared;
      }
      case 'inlineStr':
      case 'str':
        return unescapedText(text);
      case 'b':
        return text === '1' || text === 'true' ? '1' : '0';
      case 'e':
        this.report('workbook-cell-error', column, cell, text);
        return text;
      case 'd': {
        const date = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text);
        if (date === null) this.report('workbook-date-with-time', column, cell, text);
        return date?.[1] ?? text;
      }
      default:
        return this.numberOf(column, cell);
    }
  }

  /** `C12` */
  static reference(cell: RawCell): string {
    return `${columnLetters(cell.columnIndex)}${cell.row}`;
  }

  spot(column: SheetColumn | null, cell: RawCell, value: string): Spot {
    return { table: this.context.table, source: this.context.source, row: cell.row, column: column?.header ?? '', value };
  }

  private report(
    code: Parameters<TableProblemList['add']>[0],
    column: SheetColumn | null,
    cell: RawCell,
    value: string,
    repaired = '',
  ): void {
    this.context.problems.add(code, this.spot(column, cell, value), { cell: CellReader.reference(cell), repaired });
  }

  private shapeOf(cell: RawCell): NumberShape {
    return this.context.shapes[cell.style] ?? 'plain';
  }

  private numberOf(column: SheetColumn | null, cell: RawCell): string {
    const number = numberText(cell.text);
    if (number === null) return cell.text;
    const type = column?.type ?? null;
    const shape = this.shapeOf(cell);
    if (shape === 'date' || shape === 'time') {
      const date = shape === 'date' ? dateOfCell(cell.text, this.context.from1904) : null;
      if (date === null) this.report('workbook-date-with-time', column, cell, number.text);
      else if (type !== 'date' && type !== 'text' && type !== null) this.report('workbook-date-in-id', column, cell, date);
      return date ?? number.text;
    }
    if (number.isCutOff) this.report('workbook-digits-lost', column, cell, number.text);
    else if (number.isInexact) this.report('workbook-number-inexact', column, cell, number.text, roundedText(number.text));
    else if (shape === 'percent') this.report('workbook-number-percent', column, cell, number.text, hundredfold(number.text));
    const showsZeros = typeof shape === 'object' && type !== 'decimal' && type !== 'count' && /^[0-9]+$/.test(number.text);
    return showsZeros ? number.text.padStart(shape.zeros, '0') : number.text;
  }

  private codeOfText(column: SheetColumn, text: string, cell: RawCell): number {
    const known = column.codeOfText.get(text);
    if (known !== undefined) return known;
    if (isDamagedText(text)) this.report('table-text-damaged', column, cell, text);
    else if (isSuspiciousText(text)) this.report('table-text-suspicious', column, cell, text);
    this.textByteCount += text.length * 2;
    if (this.textByteCount > this.context.limits.textByteCountMax) {
      throw new ReadFault('table-too-much-text', { most: megabytes(this.context.limits.textByteCountMax) });
    }
    const code = column.values.length;
    column.values.push(text);
    column.codeOfText.set(text, code);
    return code;
  }
}
