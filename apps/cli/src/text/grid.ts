import type { Paint } from './paint.ts';
import { fitted, widthOf, wrapped } from './width.ts';

export interface GridColumn {
  readonly header: string;
  /** A second line of the header, such as a weight. */
  readonly note?: string;
  readonly side: 'left' | 'right';
  /** Wider cells are cut. Default: as wide as the widest cell. */
  readonly widthMax?: number;
}

export interface GridRow {
  readonly kind: 'row';
  readonly cells: readonly string[];
  readonly look?: keyof Paint;
}

/** A line across the whole grid, such as the end of a quota; or a remark under a row, in line with its second column. */
export interface GridLine {
  readonly kind: 'rule' | 'remark';
  readonly text: string;
}

export interface GridStyle {
  readonly paint: Paint;
  /** What a horizontal line is drawn with. */
  readonly dash: string;
  /** Spaces between columns. Default 2. */
  readonly gap?: number;
}

/** Columns that align whatever the width of their characters. The last column of texts is not filled with spaces. */
export function gridLines(columns: readonly GridColumn[], rows: readonly (GridRow | GridLine)[], style: GridStyle): readonly string[] {
  const gap = ' '.repeat(style.gap ?? 2);
  const widths = gridWidths(columns, rows);
  const total = widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1));
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => fitted(cells[i] ?? '', widths[i]!, column.side))
      .join(gap)
      .trimEnd();
  const notes = columns.map((column) => column.note ?? '');
  const header = [columns.map((column) => column.header), ...(notes.some((note) => note !== '') ? [notes] : [])];
  const lines = [...header.map(line), style.dash.repeat(total)].map(style.paint.muted);
  for (const row of rows) {
    if (row.kind === 'row') lines.push(row.look === undefined ? line(row.cells) : style.paint[row.look](line(row.cells)));
    else if (row.kind === 'rule') lines.push(...ruleLines(row.text, total, style.dash).map(style.paint.accent));
    else lines.push(style.paint.muted(' '.repeat(widths[0]! + gap.length) + row.text));
  }
  return lines;
}

/** Columns that the grid would take. */
export function gridWidth(columns: readonly GridColumn[], rows: readonly (GridRow | GridLine)[], gap = 2): number {
  return gridWidths(columns, rows).reduce((sum, width) => sum + width, gap * (columns.length - 1));
}

function gridWidths(columns: readonly GridColumn[], rows: readonly (GridRow | GridLine)[]): readonly number[] {
  const cellRows = rows.filter((row) => row.kind === 'row');
  return columns.map((column, i) =>
    columnWidth(
      column,
      cellRows.map(({ cells }) => cells[i] ?? ''),
    ),
  );
}

/** As wide as the widest of its cells, up to its limit. */
export function columnWidth({ header, note = '', widthMax = Infinity }: GridColumn, cells: readonly string[]): number {
  const widest = cells.reduce((width, cell) => Math.max(width, widthOf(cell)), Math.max(widthOf(header), widthOf(note)));
  return Math.min(widest, widthMax);
}

/** The text inside the line; what does not fit follows below. */
function ruleLines(text: string, total: number, dash: string): readonly string[] {
  const [first = '', ...rest] = wrapped(text, Math.max(20, total - 4));
  const head = `${dash.repeat(2)} ${first} `;
  return [(head + dash.repeat(Math.max(0, total - widthOf(head)))).trimEnd(), ...rest.map((line) => `   ${line}`)];
}
