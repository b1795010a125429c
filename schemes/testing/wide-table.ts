import { readWrittenTable, type WrittenRow } from './written-table.ts';

/**
 * A wide table writes one subject a row, and each further column stands for rows of facts: under `Q1` the cell `90 85` may
 * be two tasks of the first quarter. So a case is as large as what it is about.
 *
 * In a cell: blanks separate values, `95*3` is a value three times, `100:60` has two components, `~` is an empty value.
 * In the first column `A1..A9` are nine subjects, and there `95;-1` is 95 for the first, 94 for the second and so on.
 */
export interface Sort {
  /** Cells of the subjects table that the sort gives to each of its subjects. */
  readonly subject: Readonly<Record<string, string>>;
  /** Cells of the columns that a table does not write. */
  readonly otherwise: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, readonly RowTemplate[]>>;
}

/** Rows of facts that one value stands for. Cells that are lists make several rows, and go through them together. */
export interface RowTemplate {
  readonly table: string;
  readonly cells: Readonly<Record<string, string | readonly string[]>>;
}

export interface FactRow {
  readonly table: string;
  readonly cells: WrittenRow;
}

export function expandWideTable(text: string, sort: Sort): FactRow[] {
  return readWrittenTable(text)
    .flatMap(expandSubjects)
    .flatMap((row) => subjectRows(new Map([...Object.entries(sort.otherwise).filter(([column]) => !row.has(column)), ...row]), sort));
}

/** Sixty-one rows `A1..A61` are one line. */
function expandSubjects(row: WrittenRow): WrittenRow[] {
  const range = /^(.*?)(\d+)\.\.\1(\d+)$/.exec(row.get('subject') ?? '');
  if (range === null) return [row];
  const [, prefix = '', from = '', to = ''] = range;
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => {
    const id = prefix + String(Number(from) + i).padStart(from.length, '0');
    return new Map([...row].map(([key, cell]) => [key, key === 'subject' ? id : progression(cell, i)]));
  });
}

function progression(cell: string, index: number): string {
  const parts = /^(-?[\d.]+);(-?[\d.]+)$/.exec(cell);
  if (parts === null) return cell;
  const digits = Math.max(...[parts[1]!, parts[2]!].map((part) => (part.split('.')[1] ?? '').length));
  const scale = 10 ** digits;
  const value = Math.round(Number(parts[1]) * scale) + index * Math.round(Number(parts[2]) * scale);
  return (value / scale).toFixed(digits);
}

function subjectRows(row: WrittenRow, sort: Sort): FactRow[] {
  const id = row.get('subject') ?? '';
  const own = new Map([['subject', id], ['name', id], ...Object.entries(sort.subject)]);
  const facts: FactRow[] = [];
  for (const [column, cell] of row) {
    const templates = sort.columns[column];
    if (templates === undefined) own.set(column, cell === '~' ? '' : cell);
    else valuesOf(cell).forEach((value, i) => facts.push(...templates.flatMap((template) => fill(template, { id, value, number: i + 1 }))));
  }
  return [{ table: 'subjects', cells: own }, ...facts];
}

function valuesOf(cell: string): string[] {
  return cell
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [value = '', times] = part.split('*');
      return Array.from({ length: times === undefined ? 1 : Number(times) }, () => (value === '~' ? '' : value));
    });
}

interface Value {
  readonly id: string;
  readonly value: string;
  /** Which of the values of its cell. */
  readonly number: number;
}

function fill({ table, cells }: RowTemplate, value: Value): FactRow[] {
  const lengths = Object.values(cells).flatMap((cell) => (typeof cell === 'string' ? [] : [cell.length]));
  const length = lengths[0] ?? 1;
  if (lengths.some((each) => each !== length)) throw new Error(`lists of one template have one length: ${table}`);
  return Array.from({ length }, (_, i) => {
    const written = Object.entries(cells).map(([key, cell]) => [key, fillCell(typeof cell === 'string' ? cell : cell[i]!, value)] as const);
    return { table, cells: new Map([['subject', value.id], ...written]) };
  });
}

/** `$` the value, `$1` its first component, `$/5` a fifth of it, `$n` which value of the cell it is (`$d` as a day), `$s` the subject. */
function fillCell(template: string, { id, value, number }: Value): string {
  return template.replaceAll(/\$(?<what>n|d|s|\d+|\/\d+)?/g, (_, what: string | undefined) => {
    if (what === undefined) return value;
    if (what === 'n') return String(number);
    if (what === 'd') return String(number).padStart(2, '0');
    if (what === 's') return id;
    if (what.startsWith('/')) return quotient(value, Number(what.slice(1)));
    const component = value.split(':')[Number(what) - 1];
    if (component === undefined) throw new Error(`${value} has no component ${what}`);
    return component === '~' ? '' : component;
  });
}

/** A decimal divided exactly; what cannot be written exactly is refused. */
function quotient(value: string, divisor: number): string {
  if (value === '') return '';
  const [whole = '', fraction = ''] = value.split('.');
  const padded = BigInt(whole + fraction) * 10_000n;
  if (padded % BigInt(divisor) !== 0n) throw new Error(`${value} ÷ ${divisor} cannot be written exactly`);
  const scaled = padded / BigInt(divisor);
  const digits = fraction.length + 4;
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}
