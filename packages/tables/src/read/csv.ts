import type { FactTable, Problem, TableDefinition, TextColumn } from '@kaoji/engine';
import type { ByteColumn } from './byte-column.ts';
import { CsvParser, type FileSpot } from './csv-parser.ts';
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
  readonly definition?: TableDefinition | undefined;
  readonly limits?: ReadLimits | undefined;
  /** Problems listed of each kind. Default 1,000. */
  readonly problemsListedMax?: number | undefined;
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
  const problems = new TableProblemList(options.problemsListedMax ?? 1000);
  const spot = { table: options.table, source: options.source };
  const parser = new CsvParser(spot, options.limits ?? defaultReadLimits, problems);
  for await (const chunk of chunksOf(input)) if (!parser.write(chunk)) break;
  parser.end();
  const { columns } = parser;
  if (columns === null) {
    if (!parser.isStopped) problems.add('table-empty', spot);
    return { table: null, problems: problems.all() };
  }
  for (const column of columns) column.seal();

  const reading = new CsvReading(spot, problems, encodingOfFile(parser, columns));
  const headers = parser.headerCells.map(({ bytes, offset }) => reading.header(bytes, offset));
  checkSeparator(headers, spot, problems);
  const read = columns.map((column, index): ReadColumn => {
    const header = headers[index]!;
    return { header, index, column: reading.column(column, header, parser.rowCount) };
  });
  const table = tableOf({ ...spot, definition: options.definition }, read, parser.rowCount, parser.rowNumbers(), problems);
  return { table, problems: problems.all() };
}

interface FileEncoding {
  readonly encoding: Encoding;
  /** What to call it where a spot cannot be read. */
  readonly name: string;
}

function encodingOfFile(parser: CsvParser, columns: readonly ByteColumn[]): FileEncoding {
  if (parser.hasByteOrderMark) return { encoding: 'utf-8', name: 'UTF-8' };
  const votes = { notUtf8: 0, chineseInUtf8: 0 };
  for (const cell of parser.headerCells) vote(votes, cell.bytes);
  for (const column of columns) for (let code = 1; code < column.distinctCount; code++) vote(votes, column.entry(code));
  const encoding = encodingOf(votes);
  return { encoding, name: encoding === 'utf-8' ? 'UTF-8' : 'UTF-8 / GB18030' };
}

const separators: readonly (readonly [string, string, string])[] = [
  ['\t', '制表符', 'tabs'],
  [';', '分号', 'semicolons'],
  ['，', '中文逗号', 'Chinese commas'],
  ['|', '竖线', 'bars'],
];

function checkSeparator(headers: readonly string[], spot: FileSpot, problems: TableProblemList): void {
  if (headers.length !== 1) return;
  const found = separators.find(([character]) => headers[0]!.includes(character));
  if (found !== undefined) problems.add('table-separator', spot, { separator: found[1], separatorEn: found[2] });
}

/** Turns bytes into text once the encoding is known. */
class CsvReading {
  private readonly spot: FileSpot;
  private readonly problems: TableProblemList;
  private readonly file: FileEncoding;

  constructor(spot: FileSpot, problems: TableProblemList, file: FileEncoding) {
    this.spot = spot;
    this.problems = problems;
    this.file = file;
  }

  header(bytes: Uint8Array, offset: number): string {
    const text = decoded(bytes, this.file.encoding);
    return (text ?? this.broken(bytes, 1, offset, '')).trim();
  }

  column(column: ByteColumn, header: string, rowCount: number): TextColumn {
    const values = [''];
    let mayRepeat = this.file.encoding === 'gb18030';
    for (let code = 1; code < column.distinctCount; code++) {
      const bytes = column.entry(code);
      let text = decoded(bytes, this.file.encoding);
      if (text === null) {
        text = this.broken(bytes, column.firstRow(code), column.firstOffset(code), header);
        mayRepeat = true;
      } else if (text.length < bytes.length || text.includes('\0')) {
        this.checkText(text, column, code, header);
      }
      if (isShielded(text)) {
        text = text.slice(1);
        mayRepeat = true;
      }
      values.push(text);
    }
    const textColumn: TextColumn = { codes: column.codes.slice(0, rowCount), values };
    column.codes = new Int32Array(0);
    return mayRepeat ? withoutRepeats(textColumn) : textColumn;
  }

  private checkText(text: string, column: ByteColumn, code: number, header: string): void {
    const spot = { ...this.spot, row: column.firstRow(code), column: header, value: text };
    if (text.includes('\0')) {
      // Where there is one there are thousands.
      if (this.problems.has('table-encoding-binary')) return;
      this.problems.add('table-encoding-binary', spot, { byte: String(column.firstOffset(code) + text.indexOf('\0') + 1) });
    } else if (isDamagedText(text)) this.problems.add('table-text-damaged', spot);
    else if (isSuspiciousText(text)) this.problems.add('table-text-suspicious', spot);
  }

  private broken(bytes: Uint8Array, row: number, offset: number, header: string): string {
    const { encoding, name } = this.file;
    const at = encoding === 'utf-8' ? Math.max(brokenUtf8At(bytes), 0) : 0;
    const text = decodedLoosely(bytes, encoding);
    this.problems.add(
      'table-encoding-broken',
      { ...this.spot, row, column: header, value: text },
      { byte: String(offset + at + 1), encoding: name },
    );
    return text;
  }
}

/**
 * A text that a spreadsheet would take for a formula is written with an apostrophe before it, here and by other programs;
 * the apostrophe is no part of the text.
 */
export function isShielded(text: string): boolean {
  return text.charCodeAt(0) === 0x27 && /^'+[=+\-@\t\r]/.test(text);
}

/** Two sequences of bytes may be one text; the codes of a column may not. */
function withoutRepeats(column: TextColumn): TextColumn {
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
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) codes[row] = newCodes[codes[row]!]!;
  return { codes, values };
}
