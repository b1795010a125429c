import type { Context } from '../context.ts';
import type { ValueView } from '../ranking/value-view.ts';
import { gridLines, gridWidth, type GridColumn, type GridRow } from '../text/grid.ts';
import { plain } from '../text/plain.ts';
import { publishedText } from './published-text.ts';

/** The published values of a stage without ranking, one row for each subject; columns that do not fit are counted. */
export function valueLines({ columns, rows }: ValueView, { messages, out }: Context): readonly string[] {
  const { score } = messages;
  const cells = rows.map(({ id, name, values }): string[] => [
    plain(name),
    plain(id),
    ...values.map((value, i) => plain(publishedText(value, columns[i]!, messages))),
  ]);
  const all: readonly GridColumn[] = [
    { header: score.name, side: 'left', widthMax: 26 },
    { header: score.id, side: 'left' },
    ...columns.map(({ name, node }): GridColumn => ({ header: plain(name), side: node.type.kind === 'number' ? 'right' : 'left' })),
  ];
  const gridRows = cells.map((each): GridRow => ({ kind: 'row', cells: each }));
  let shown = all.length;
  while (shown > 3 && gridWidth(all.slice(0, shown), gridRows) > out.columns) shown -= 1;
  const lines = gridLines(all.slice(0, shown), gridRows, out);
  return shown < all.length ? [...lines, out.paint.muted(score.columnsHidden(all.length - shown))] : lines;
}
