import type { FactTable, Problem, TableDefinition, TextColumn } from '@kaoji/engine';
import { ByteColumn } from './byte-column.ts';
import { brokenUtf8At, decoded, decodedLoosely, encodingOf, isDamagedText, isSuspiciousText, vote, type Encoding } from './encoding.ts';
import { tableOf, type ReadColumn } from './header.ts';
import { chunksOf, type BytesInput } from './input.ts';
import { defaultReadLimits, type ReadLimits } from './limits.ts';
import { TableProblemList } from './problem-list.ts';

export interface CsvOptions {
  /** English key of the table. */
  readonly table: string;
  /** File name, for people. */
  readonly source: string;
  /** Gives headers their keys; without it every column stands under its own header. */
  readonly definition?: TableDefinition;
  readonly limits?: ReadLimits;
  readonly problemsListedMax?: number;
}

export interface CsvRead {
  /** As far as it could be read; null where not even a header was found. */
  readonly table: FactTable | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads one CSV file (RFC 4180; line ends LF, CRLF or CR) into a table. UTF-8 with or without byte-order mark, or
 * GB18030. Works on bytes: separators are ASCII in both encodings and never part of a longer character, so the encoding
 * is decided once, at the end, over the distinct cells. Rows without any content are skipped; row numbers stay those of
 * the file as a spreadsheet shows it.
 */
export async function readCsv(input: BytesInput, options: CsvOptions): Promise<CsvRead> {
  const parser = new CsvParser(options);
  for await (const chunk of chunksOf(input)) if (!parser.write(chunk)) break;
  return parser.end();
}

const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Hashes only place codes in a table; the seed keeps anybody from preparing a file whose cells all collide. */
const hashSeed = Math.floor(Math.random() * 2 ** 32) | 0;
const hashPrime = 16777619;

const noBytes = new Uint8Array(0);

interface HeaderCell {
  readonly bytes: Uint8Array;
  readonly offset: number;
}

class CsvParser {
  private readonly options: CsvOptions;
  private readonly limits: ReadLimits;
  private readonly problems: TableProblemList;
  private readonly spot: { readonly table: string; readonly source: string };

  private rest: Uint8Array = noBytes;
  /** Offset in the file of the first byte of the buffer at hand. */
  private offset = 0;
  private byteCount = 0;
  private started = false;
  private stopped = false;
  private hasByteOrderMark = false;
  private skipLineFeed = false;

  private headerCells: HeaderCell[] = [];
  private columns: ByteColumn[] | null = null;
  private capacity = 4096;
  private rowCount = 0;
  /** Row of the source that is being read, 1-based. */
  private sourceRow = 1;
  private cellIndex = 0;
  private rowHasContent = false;
  private surplusHasContent = false;
  /** Source rows, once they are not simply 2, 3, 4, … */
  private rowNumbers: Int32Array | null = null;
  private scratch = new Uint8Array(256);

  constructor(options: CsvOptions) {
    this.options = options;
    this.limits = options.limits ?? defaultReadLimits;
    this.problems = new TableProblemList(options.problemsListedMax ?? 1000);
    this.spot = { table: options.table, source: options.source };
  }

  /** False once nothing more is wanted. */
  write(chunk: Uint8Array): boolean {
    if (this.stopped || chunk.length === 0) return !this.stopped;
    this.byteCount += chunk.length;
    if (this.byteCount > this.limits.byteCountMax) {
      this.problems.add('table-too-many-bytes', this.spot, { most: megabytes(this.limits.byteCountMax) });
      return this.stop();
    }
    let buffer: Uint8Array = chunk;
    if (this.rest.length > 0) {
      buffer = new Uint8Array(this.rest.length + chunk.length);
      buffer.set(this.rest);
      buffer.set(chunk, this.rest.length);
      this.rest = noBytes;
    }
    if (!this.started && buffer.length < 4) {
      this.rest = buffer;
      return true;
    }
    this.consume(buffer, false);
    return !this.stopped;
  }

  private stop(): false {
    this.stopped = true;
    this.rest = noBytes;
    return false;
  }

  private consume(buffer: Uint8Array, isLast: boolean): void {
    let at = 0;
    if (!this.started) {
      this.started = true;
      if (this.isForeign(buffer)) return;
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
        this.hasByteOrderMark = true;
        at = 3;
      }
    }
    const end = this.parse(buffer, at, isLast);
    if (this.stopped) return;
    this.offset += end;
    // A copy, so that a small remainder does not keep a large buffer.
    this.rest = end === buffer.length ? noBytes : buffer.slice(end);
    if (this.columns !== null && this.textByteCount() > this.limits.textByteCountMax) {
      this.problems.add('table-too-much-text', this.spot, { most: megabytes(this.limits.textByteCountMax) });
      this.stop();
    }
  }

  private textByteCount(): number {
    let total = 0;
    for (const column of this.columns!) total += column.textByteCount;
    return total;
  }

  /** Files that only look like CSV by their name. */
  private isForeign(buffer: Uint8Array): boolean {
    const [a, b, c, d] = buffer;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) this.problems.add('table-encoding-utf16', this.spot);
    else if (a === 0x50 && b === 0x4b && c === 3 && d === 4) this.problems.add('table-is-workbook', this.spot);
    else if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) this.problems.add('table-is-workbook', this.spot);
    else return false;
    this.stop();
    return true;
  }

  /** Parses whole cells from `at` on and returns where the first incomplete one begins. */
  private parse(buffer: Uint8Array, at: number, isLast: boolean): number {
    const end = buffer.length;
    const cellByteCountMax = this.limits.cellByteCountMax;
    while (at < end && !this.stopped) {
      if (this.skipLineFeed) {
        this.skipLineFeed = false;
        if (buffer[at] === lineFeed) {
          at++;
          continue;
        }
      }
      if (buffer[at] === quote) {
        const next = this.parseQuoted(buffer, at, isLast);
        if (next === -1) return at;
        at = next;
        continue;
      }
      let hash = hashSeed;
      let i = at;
      let byte = 0;
      for (; i < end; i++) {
        byte = buffer[i]!;
        if (byte === comma || byte === lineFeed || byte === carriageReturn || byte === quote) break;
        hash = Math.imul(hash ^ byte, hashPrime);
      }
      const hasStrayQuote = i < end && byte === quote;
      if (hasStrayQuote) {
        for (; i < end; i++) {
          byte = buffer[i]!;
          if (byte === comma || byte === lineFeed || byte === carriageReturn) break;
          hash = Math.imul(hash ^ byte, hashPrime);
        }
      }
      if (i - at > cellByteCountMax) return this.cellTooLong();
      if (i === end && !isLast) return at;
      if (hasStrayQuote) this.problems.add('table-quote-stray', { ...this.spot, row: this.sourceRow, column: this.columnName() });
      this.endCell(buffer, at, i, hash, this.offset + at);
      at = this.endSeparator(buffer, i);
    }
    if (isLast && !this.stopped && this.cellIndex > 0) {
      // The file ends behind a comma: one more cell, empty.
      this.endCell(noBytes, 0, 0, hashSeed, this.offset + at);
      this.endRow();
    }
    return at;
  }

  private cellTooLong(): number {
    this.problems.add('table-cell-too-long', { ...this.spot, row: this.sourceRow }, { most: String(this.limits.cellByteCountMax) });
    this.stop();
    return 0;
  }

  /** Moves past the comma or line end at `i` (or the end of the file) and closes the row where there is one. */
  private endSeparator(buffer: Uint8Array, i: number): number {
    if (i >= buffer.length) {
      this.endRow();
      return i;
    }
    const byte = buffer[i]!;
    if (byte !== comma) {
      this.skipLineFeed = byte === carriageReturn;
      this.endRow();
    }
    return i + 1;
  }

  /** Returns where the next cell begins, or −1 where more bytes are needed. */
  private parseQuoted(buffer: Uint8Array, at: number, isLast: boolean): number {
    const end = buffer.length;
    let close = at + 1;
    let hasDoubled = false;
    for (;;) {
      close = buffer.indexOf(quote, close);
      if (close === -1 || (close + 1 === end && !isLast)) {
        const isTooLong = end - at > this.limits.cellByteCountMax + 2;
        if (close === -1 && (isLast || isTooLong)) {
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
    let bytes = buffer;
    let from = at + 1;
    let to = close;
    if (hasDoubled) {
      if (this.scratch.length < to - from) this.scratch = new Uint8Array((to - from) * 2);
      bytes = this.scratch;
      let length = 0;
      for (let i = from; i < to; i++) {
        const byte = buffer[i]!;
        bytes[length++] = byte;
        if (byte === quote) i++;
      }
      from = 0;
      to = length;
    }
    let hash = hashSeed;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, hashPrime);
    this.endCell(bytes, from, to, hash, this.offset + at + 1);
    return this.endSeparator(buffer, next);
  }

  private endCell(buffer: Uint8Array, from: number, to: number, hash: number, offset: number): void {
    const columns = this.columns;
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
    else if (this.rowHasContent || this.surplusHasContent) this.keepRow(cellCount);
    this.rowHasContent = false;
    this.surplusHasContent = false;
    this.sourceRow++;
    if (this.sourceRow > this.limits.rowCountMax + 1) {
      this.problems.add('table-too-many-rows', this.spot, { most: String(this.limits.rowCountMax) });
      this.stop();
    }
  }

  private endHeader(): void {
    // Blank lines above the header are nobody's mistake worth a refusal.
    if (this.headerCells.every((cell) => cell.bytes.length === 0)) this.headerCells = [];
    else this.openTable();
  }

  private openTable(): void {
    this.columns = this.headerCells.map(() => new ByteColumn(this.capacity));
  }

  private keepRow(cellCount: number): void {
    const columns = this.columns!;
    if (cellCount < columns.length) {
      for (let i = cellCount; i < columns.length; i++) columns[i]!.codes[this.rowCount] = 0;
      this.problems.add('table-row-short', { ...this.spot, row: this.sourceRow }, { count: String(cellCount), expected: String(columns.length) });
    } else if (this.surplusHasContent) {
      this.problems.add('table-row-long', { ...this.spot, row: this.sourceRow }, { count: String(cellCount), expected: String(columns.length) });
    }
    if (this.rowNumbers === null && this.sourceRow !== this.rowCount + 2) {
      this.rowNumbers = new Int32Array(this.capacity);
      for (let row = 0; row < this.rowCount; row++) this.rowNumbers[row] = row + 2;
    }
    if (this.rowNumbers !== null) this.rowNumbers[this.rowCount] = this.sourceRow;
    this.rowCount++;
    if (this.rowCount < this.capacity) return;
    if (this.rowCount * columns.length > this.limits.cellCountMax) {
      this.problems.add('table-too-many-cells', this.spot, { most: String(this.limits.cellCountMax) });
      this.stop();
      return;
    }
    this.capacity *= 2;
    for (const column of columns) column.codes = grown(column.codes, this.capacity);
    if (this.rowNumbers !== null) this.rowNumbers = grown(this.rowNumbers, this.capacity);
  }

  private columnName(): string {
    const cell = this.headerCells[this.cellIndex];
    return cell === undefined ? '' : decodedLoosely(cell.bytes, 'utf-8').trim();
  }

  end(): CsvRead {
    if (!this.stopped) {
      const last = this.rest;
      this.rest = noBytes;
      this.consume(last, true);
    }
    const columns = this.columns;
    if (columns === null) {
      if (!this.stopped) this.problems.add('table-empty', this.spot);
      return { table: null, problems: this.problems.all() };
    }
    for (const column of columns) column.seal();

    const { encoding, sound } = this.hasByteOrderMark ? ({ encoding: 'utf-8', sound: true } as const) : encodingOf(this.votes(columns));
    const headers = this.headerCells.map(({ bytes, offset }) => {
      const text = decoded(bytes, encoding);
      if (text === null) this.reportBroken(bytes, 1, offset, '', encoding, sound);
      return (text ?? decodedLoosely(bytes, encoding)).trim();
    });
    this.checkSeparator(headers);
    const read: ReadColumn[] = columns.map((column, index) => ({ header: headers[index]!, index, column: this.finished(column, headers[index]!, encoding, sound) }));
    const rowNumbers = this.rowNumbers === null ? null : this.rowNumbers.slice(0, this.rowCount);
    const from = { table: this.options.table, source: this.options.source, definition: this.options.definition };
    const table = tableOf(from, read, this.rowCount, rowNumbers, this.problems);
    return { table, problems: this.problems.all() };
  }

  private votes(columns: readonly ByteColumn[]): { notUtf8: number; notGb18030: number; chineseInUtf8: number } {
    const votes = { notUtf8: 0, notGb18030: 0, chineseInUtf8: 0 };
    for (const cell of this.headerCells) vote(votes, cell.bytes);
    for (const column of columns) for (let code = 1; code < column.distinctCount; code++) vote(votes, column.entry(code));
    return votes;
  }

  private checkSeparator(headers: readonly string[]): void {
    if (headers.length !== 1) return;
    const found = separators.find(([character]) => headers[0]!.includes(character));
    if (found !== undefined) this.problems.add('table-separator', this.spot, { separator: found[1], separatorEn: found[2] });
  }

  private finished(column: ByteColumn, header: string, encoding: Encoding, sound: boolean): TextColumn {
    const values = [''];
    let mayRepeat = encoding === 'gb18030';
    for (let code = 1; code < column.distinctCount; code++) {
      const bytes = column.entry(code);
      let text = decoded(bytes, encoding);
      const spot = { ...this.spot, row: column.firstRow(code), column: header };
      if (text === null) {
        this.reportBroken(bytes, column.firstRow(code), column.firstOffset(code), header, encoding, sound);
        text = decodedLoosely(bytes, encoding);
        mayRepeat = true;
      } else if (text.length < bytes.length) {
        if (isDamagedText(text)) this.problems.add('table-text-damaged', { ...spot, value: text });
        else if (isSuspiciousText(text)) this.problems.add('table-text-suspicious', { ...spot, value: text });
      }
      if (text.includes('\0')) this.problems.add('table-encoding-binary', { ...spot, value: text }, { byte: String(column.firstOffset(code)) });
      if (isShielded(text)) {
        text = text.slice(1);
        mayRepeat = true;
      }
      values.push(text);
    }
    const textColumn: TextColumn = { codes: column.codes.slice(0, this.rowCount), values };
    column.codes = new Int32Array(0);
    return mayRepeat ? withoutRepeats(textColumn) : textColumn;
  }

  private reportBroken(bytes: Uint8Array, row: number, offset: number, header: string, encoding: Encoding, sound: boolean): void {
    const at = encoding === 'utf-8' ? Math.max(brokenUtf8At(bytes), 0) : 0;
    this.problems.add(
      'table-encoding-broken',
      { ...this.spot, row, column: header, value: decodedLoosely(bytes, encoding) },
      { byte: String(offset + at + 1), encoding: sound || encoding === 'utf-8' ? 'UTF-8' : 'UTF-8 / GB18030' },
    );
  }
}

const separators: readonly (readonly [string, string, string])[] = [
  ['\t', '制表符', 'tabs'],
  [';', '分号', 'semicolons'],
  ['，', '中文逗号', 'Chinese commas'],
  ['|', '竖线', 'bars'],
];

/**
 * A text that a spreadsheet would take for a formula is written with an apostrophe before it, here and by other programs;
 * the apostrophe is no part of the text.
 */
export function isShielded(text: string): boolean {
  return text.charCodeAt(0) === 0x27 && /^'+[=+\-@\t\r]/.test(text);
}

/** Two sequences of bytes may be one text; the codes of a column may not. */
export function withoutRepeats(column: TextColumn): TextColumn {
  const codeOf = new Map<string, number>();
  const values: string[] = [];
  const newCodes = new Int32Array(column.values.length);
  for (const [code, text] of column.values.entries()) {
    let known = codeOf.get(text);
    if (known === undefined) {
      known = values.length;
      values.push(text);
      codeOf.set(text, known);
    }
    newCodes[code] = known;
  }
  if (values.length === column.values.length) return column;
  const codes = column.codes;
  for (let row = 0; row < codes.length; row++) codes[row] = newCodes[codes[row]!]!;
  return { codes, values };
}

function grown(codes: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(codes);
  return larger;
}

function megabytes(byteCount: number): string {
  return String(Math.round(byteCount / (1024 * 1024)));
}
