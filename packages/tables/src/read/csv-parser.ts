import { ByteColumn } from './byte-column.ts';
import { decodedLoosely } from './encoding.ts';
import { megabytes, type ReadLimits } from './limits.ts';
import type { TableProblemList } from './problem-list.ts';

const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Hashes only place codes in a table; the seed keeps anybody from preparing a file whose cells all collide. */
const hashSeed = Math.floor(Math.random() * 2 ** 32) | 0;
const hashPrime = 16777619;

const noBytes = new Uint8Array(0);

export interface HeaderCell {
  readonly bytes: Uint8Array;
  readonly offset: number;
}

/** Where problems of a file stand. */
export interface FileSpot {
  readonly table: string;
  readonly source: string;
}

/** Takes the chunks of a CSV file and leaves its cells as bytes in columns, with a code per row. */
export class CsvParser {
  readonly headerCells: HeaderCell[] = [];
  /** null until a header was found. */
  columns: ByteColumn[] | null = null;
  rowCount = 0;
  hasByteOrderMark = false;
  isStopped = false;

  private readonly limits: ReadLimits;
  private readonly problems: TableProblemList;
  private readonly spot: FileSpot;
  private rest: Uint8Array = noBytes;
  /** Offset in the file of the first byte of the buffer at hand. */
  private offset = 0;
  private byteCount = 0;
  private isStarted = false;
  private skipLineFeed = false;
  private capacity = 4096;
  /** Row of the source that is being read, 1-based. */
  private sourceRow = 1;
  private cellIndex = 0;
  private rowHasContent = false;
  private surplusHasContent = false;
  /** Source rows, once they are not simply 2, 3, 4, … */
  private sourceRows: Int32Array | null = null;
  private scratch = new Uint8Array(256);

  constructor(spot: FileSpot, limits: ReadLimits, problems: TableProblemList) {
    this.spot = spot;
    this.limits = limits;
    this.problems = problems;
  }

  /** False once nothing more is wanted. */
  write(chunk: Uint8Array): boolean {
    if (this.isStopped || chunk.length === 0) return !this.isStopped;
    this.byteCount += chunk.length;
    if (this.byteCount > this.limits.byteCountMax) {
      this.problems.add('table-too-many-bytes', this.spot, { most: megabytes(this.limits.byteCountMax) });
      return this.stop();
    }
    let buffer = chunk;
    if (this.rest.length > 0) {
      buffer = new Uint8Array(this.rest.length + chunk.length);
      buffer.set(this.rest);
      buffer.set(chunk, this.rest.length);
      this.rest = noBytes;
    }
    // The first bytes decide what the file is.
    if (!this.isStarted && buffer.length < 4) this.rest = buffer;
    else this.consume(buffer, false);
    return !this.isStopped;
  }

  end(): void {
    if (this.isStopped) return;
    const last = this.rest;
    this.rest = noBytes;
    this.consume(last, true);
  }

  /** Row numbers in the source, or null where row i stands in source row i + 2. */
  rowNumbers(): Int32Array | null {
    return this.sourceRows === null ? null : this.sourceRows.slice(0, this.rowCount);
  }

  private stop(): false {
    this.isStopped = true;
    this.rest = noBytes;
    return false;
  }

  private consume(buffer: Uint8Array, isLast: boolean): void {
    let from = 0;
    if (!this.isStarted) {
      this.isStarted = true;
      if (this.isForeign(buffer)) return;
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
        this.hasByteOrderMark = true;
        from = 3;
      }
    }
    const end = this.parse(buffer, from, isLast);
    if (this.isStopped) return;
    this.offset += end;
    // A copy, so that a small remainder does not keep a large buffer.
    this.rest = end === buffer.length ? noBytes : buffer.slice(end);
    if (this.columns !== null && this.columns.reduce((total, column) => total + column.textByteCount, 0) > this.limits.textByteCountMax) {
      this.problems.add('table-too-much-text', this.spot, { most: megabytes(this.limits.textByteCountMax) });
      this.stop();
    }
  }

  /** Files that only look like CSV by their name. */
  private isForeign(buffer: Uint8Array): boolean {
    const [a, b, c, d] = buffer;
    const isZipFile = a === 0x50 && b === 0x4b && c === 3 && d === 4;
    const isOleFile = a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) this.problems.add('table-encoding-utf16', this.spot);
    else if (isZipFile || isOleFile) this.problems.add('table-is-workbook', this.spot);
    else if (buffer.subarray(0, 4).includes(0)) {
      this.problems.add('table-encoding-binary', { ...this.spot, row: 1 }, { byte: String(buffer.indexOf(0) + 1) });
    } else return false;
    this.stop();
    return true;
  }

  /** Parses whole cells from `from` on and returns where the first incomplete one begins. */
  private parse(buffer: Uint8Array, from: number, isLast: boolean): number {
    const end = buffer.length;
    let at = from;
    while (at < end && !this.isStopped) {
      if (this.skipLineFeed) {
        this.skipLineFeed = false;
        if (buffer[at] === lineFeed) {
          at++;
          continue;
        }
      }
      const next = buffer[at] === quote ? this.parseQuoted(buffer, at, isLast) : this.parsePlain(buffer, at, isLast);
      if (next === -1) return at;
      at = next;
    }
    if (isLast && !this.isStopped && this.cellIndex > 0) {
      // The file ends behind a comma: one more cell, empty.
      this.endCell(noBytes, 0, 0, hashSeed, this.offset + at);
      this.endRow();
    }
    return at;
  }

  /** Returns where the next cell begins, or −1 where more bytes are needed. */
  private parsePlain(buffer: Uint8Array, at: number, isLast: boolean): number {
    const end = buffer.length;
    let hash = hashSeed;
    let i = at;
    let hasQuote = false;
    for (; i < end; i++) {
      const byte = buffer[i]!;
      if (byte === comma || byte === lineFeed || byte === carriageReturn) break;
      if (byte === quote) hasQuote = true;
      hash = Math.imul(hash ^ byte, hashPrime);
    }
    if (i - at > this.limits.cellByteCountMax) return this.cellTooLong();
    if (i === end && !isLast) return -1;
    if (hasQuote) this.problems.add('table-quote-stray', { ...this.spot, row: this.sourceRow, column: this.columnName() });
    this.endCell(buffer, at, i, hash, this.offset + at);
    return this.endSeparator(buffer, i);
  }

  /** Returns where the next cell begins, or −1 where more bytes are needed. */
  private parseQuoted(buffer: Uint8Array, at: number, isLast: boolean): number {
    const end = buffer.length;
    let close = at + 1;
    let hasDoubled = false;
    for (;;) {
      close = buffer.indexOf(quote, close);
      if (close === -1 || (close + 1 === end && !isLast)) {
        if (end - at > this.limits.cellByteCountMax + 2) return this.cellTooLong();
        if (isLast) {
          this.problems.add('table-quote-open', { ...this.spot, row: this.sourceRow });
          this.stop();
        }
        return -1;
      }
      if (buffer[close + 1] !== quote || close + 1 === end) break;
      hasDoubled = true;
      close += 2;
    }
    let next = close + 1;
    while (next < end && buffer[next] !== comma && buffer[next] !== lineFeed && buffer[next] !== carriageReturn) next++;
    if (next - at > this.limits.cellByteCountMax + 2) return this.cellTooLong();
    if (next === end && !isLast) return -1;
    if (next > close + 1) this.problems.add('table-quote-stray', { ...this.spot, row: this.sourceRow, column: this.columnName() });
    const bytes = hasDoubled ? this.undoubled(buffer, at + 1, close) : buffer.subarray(at + 1, close);
    let hash = hashSeed;
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, hashPrime);
    this.endCell(bytes, 0, bytes.length, hash, this.offset + at + 1);
    return this.endSeparator(buffer, next);
  }

  private undoubled(buffer: Uint8Array, from: number, to: number): Uint8Array {
    if (this.scratch.length < to - from) this.scratch = new Uint8Array((to - from) * 2);
    let length = 0;
    for (let i = from; i < to; i++) {
      this.scratch[length++] = buffer[i]!;
      if (buffer[i] === quote) i++;
    }
    return this.scratch.subarray(0, length);
  }

  private cellTooLong(): -1 {
    this.problems.add('table-cell-too-long', { ...this.spot, row: this.sourceRow }, { most: String(this.limits.cellByteCountMax) });
    this.stop();
    return -1;
  }

  /** Moves past the comma or line end at `at` (or the end of the file) and closes the row where there is one. */
  private endSeparator(buffer: Uint8Array, at: number): number {
    if (at >= buffer.length) {
      this.endRow();
      return at;
    }
    const byte = buffer[at]!;
    if (byte !== comma) {
      this.skipLineFeed = byte === carriageReturn;
      this.endRow();
    }
    return at + 1;
  }

  private endCell(buffer: Uint8Array, from: number, to: number, hash: number, offset: number): void {
    const { columns } = this;
    if (columns === null) {
      this.headerCells.push({ bytes: buffer.slice(from, to), offset });
      if (this.headerCells.length > this.limits.columnCountMax) {
        this.problems.add('table-too-many-columns', this.spot, { most: String(this.limits.columnCountMax) });
        this.stop();
      }
    } else if (this.cellIndex < columns.length) {
      const column = columns[this.cellIndex]!;
      const code = column.codeOf(buffer, from, to, hash, this.sourceRow, offset);
      column.codes[this.rowCount] = code;
      if (code !== 0) this.rowHasContent = true;
    } else if (to > from) {
      this.surplusHasContent = true;
    }
    this.cellIndex++;
  }

  private endRow(): void {
    const cellCount = this.cellIndex;
    this.cellIndex = 0;
    if (this.columns === null) this.endHeader();
    else if (this.rowHasContent || this.surplusHasContent) this.keepRow(this.columns, cellCount);
    this.rowHasContent = false;
    this.surplusHasContent = false;
    this.sourceRow++;
  }

  private endHeader(): void {
    // Blank lines above the header are nobody's mistake worth a refusal.
    if (this.headerCells.every((cell) => cell.bytes.length === 0)) this.headerCells.length = 0;
    else this.columns = this.headerCells.map(() => new ByteColumn(this.capacity));
  }

  private keepRow(columns: readonly ByteColumn[], cellCount: number): void {
    if (this.sourceRow > this.limits.rowCountMax) {
      this.problems.add('table-too-many-rows', this.spot, { most: String(this.limits.rowCountMax) });
      this.stop();
      return;
    }
    const parameters = { count: String(cellCount), expected: String(columns.length) };
    if (cellCount < columns.length) {
      for (let i = cellCount; i < columns.length; i++) columns[i]!.codes[this.rowCount] = 0;
      this.problems.add('table-row-short', { ...this.spot, row: this.sourceRow }, parameters);
    } else if (this.surplusHasContent) {
      this.problems.add('table-row-long', { ...this.spot, row: this.sourceRow }, parameters);
    }
    if (this.sourceRows === null && this.sourceRow !== this.rowCount + 2) {
      this.sourceRows = new Int32Array(this.capacity);
      for (let row = 0; row < this.rowCount; row++) this.sourceRows[row] = row + 2;
    }
    if (this.sourceRows !== null) this.sourceRows[this.rowCount] = this.sourceRow;
    this.rowCount++;
    if (this.rowCount < this.capacity) return;
    if (this.rowCount * columns.length > this.limits.cellCountMax) {
      this.problems.add('table-too-many-cells', this.spot, { most: String(this.limits.cellCountMax) });
      this.stop();
      return;
    }
    this.capacity *= 2;
    for (const column of columns) column.codes = grown(column.codes, this.capacity);
    if (this.sourceRows !== null) this.sourceRows = grown(this.sourceRows, this.capacity);
  }

  private columnName(): string {
    const cell = this.headerCells[this.cellIndex];
    return cell === undefined ? '' : decodedLoosely(cell.bytes, 'utf-8').trim();
  }
}

function grown(codes: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(codes);
  return larger;
}
