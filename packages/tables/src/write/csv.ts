import { columnOf, isPlainNumber, tableDefinitions, type FactTable, type Language } from '@kaoji/engine';
import { isShielded } from '../read/csv.ts';

export interface CsvWriteOptions {
  /** Chinese headers, or the English keys. Default: as in the source. */
  readonly headers?: Language;
  /** Without it Excel takes Chinese for something else. Default true. */
  readonly hasByteOrderMark?: boolean;
}

const encoder = new TextEncoder();
const chunkLength = 64 * 1024;

/** A table of facts as CSV: UTF-8, CRLF, RFC 4180. Reading it again gives the same table. */
export function* csvOfTable(table: FactTable, options: CsvWriteOptions = {}): Generator<Uint8Array, void, undefined> {
  const definition = tableDefinitions.get(table.name);
  const columns = [...table.columns].map(([key, column]) => {
    const chinese = definition === undefined ? undefined : columnOf(definition, key)?.name;
    const header =
      options.headers === 'en'
        ? key
        : options.headers === 'zh'
          ? (chinese ?? table.headers?.get(key) ?? key)
          : (table.headers?.get(key) ?? key);
    // Written once per distinct text.
    return { header, codes: column.codes, cells: column.values.map(csvCell) };
  });
  let pending = `${options.hasByteOrderMark === false ? '' : '\uFEFF'}${columns.map((column) => csvCell(column.header)).join(',')}\r\n`;
  for (let row = 0; row < table.rowCount; row++) {
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      pending += i === 0 ? column.cells[column.codes[row]!]! : `,${column.cells[column.codes[row]!]!}`;
    }
    pending += '\r\n';
    if (pending.length < chunkLength) continue;
    yield encoder.encode(pending);
    pending = '';
  }
  if (pending !== '') yield encoder.encode(pending);
}

/** Rows of texts as CSV, for reports. */
export function* csvOfRows(
  rows: Iterable<readonly string[]>,
  options: Pick<CsvWriteOptions, 'hasByteOrderMark'> = {},
): Generator<Uint8Array, void, undefined> {
  let pending = options.hasByteOrderMark === false ? '' : '\uFEFF';
  for (const row of rows) {
    pending += `${row.map(csvCell).join(',')}\r\n`;
    if (pending.length < chunkLength) continue;
    yield encoder.encode(pending);
    pending = '';
  }
  if (pending !== '') yield encoder.encode(pending);
}

/**
 * One cell. A spreadsheet would run a text that begins with `=`, `+`, `-` or `@` as a formula, so it gets an apostrophe
 * (which spreadsheets and our reader do not count as part of the text), unless it is a plain negative number.
 */
export function csvCell(text: string): string {
  const needsShield = (/^[=+\-@\t\r]/.test(text) && !isPlainNumber(text)) || isShielded(text);
  const cell = needsShield ? `'${text}` : text;
  return /[",\r\n]|^[\s\u0000-\u001F]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
