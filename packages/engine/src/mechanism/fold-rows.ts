import type { NumberColumn } from '../number/arithmetic.ts';
import type { Infer } from '../scheme/shape.ts';
import type { rowsFold } from '../scheme/indicator-fields.ts';
import type { StageRun } from '../score/run.ts';
import { countRows, drop, rowFate, type SelectedRows } from './rows.ts';

/** How several rows of one cell become one value, resolved. */
export type RowsFold =
  | { readonly kind: 'one' | 'mean' | 'sum' | 'min' | 'max' | 'median' | 'count' }
  | { readonly kind: 'trimmed'; readonly each: number; readonly from: number };

export function simpleFold(written: Infer<typeof rowsFold> | undefined, otherwise: 'one' | 'mean' | 'sum' | 'count'): RowsFold {
  if (written === undefined) return { kind: otherwise };
  if (!('keyPlaces' in written)) return { kind: written.value };
  const each = written.trimmed?.value ?? 1;
  return { kind: 'trimmed', each, from: written.from?.value ?? 2 * each + 1 };
}

/**
 * Folds the rows of each owner. Rows that the fold leaves out (trimmed scores, all but the middle of a median) lose their
 * owner, so that the explanation shows them as left out. Owners without rows get a value of no meaning; the caller makes
 * them missing.
 */
export function foldRows(run: StageRun, rows: SelectedRows, values: NumberColumn, fold: RowsFold): NumberColumn {
  const { arithmetic } = run.run;
  const owners = rows.cellCount * rows.length;
  switch (fold.kind) {
    case 'min':
      return arithmetic.minimumBy(values, rows.owner, owners);
    case 'max':
      return arithmetic.maximumBy(values, rows.owner, owners);
    case 'sum':
      return arithmetic.sumBy(values, rows.owner, owners);
    case 'count':
      return arithmetic.fromIntegers(countRows(rows));
    case 'one':
      dropSeveral(run, rows);
      return arithmetic.sumBy(values, rows.owner, owners);
    case 'trimmed':
      keepRange(rows, arithmetic.sortKeys(values), (count) => (count >= fold.from ? [fold.each, count - fold.each] : [0, count]));
      break;
    case 'median':
      keepRange(rows, arithmetic.sortKeys(values), (count) => [Math.ceil(count / 2) - 1, Math.floor(count / 2) + 1]);
      break;
    case 'mean':
      break;
  }
  return arithmetic.divide(arithmetic.sumBy(values, rows.owner, owners), arithmetic.fromIntegers(countRows(rows)));
}

/** Where one row was expected, several say nothing: none counts, and each is flagged. */
function dropSeveral(run: StageRun, rows: SelectedRows): void {
  const counts = countRows(rows);
  for (let row = 0; row < rows.owner.length; row++) {
    const owner = rows.owner[row]!;
    if (owner < 0 || counts[owner]! < 2) continue;
    run.run.findings.push({ code: 'several-rows', table: rows.table.name, row, parameters: {} });
    drop(rows, row, rowFate.several);
  }
}

/** Keeps the rows of each owner whose place in ascending order of value lies in [from, to). Equal values are alike, so which of them goes does not matter. */
function keepRange(rows: SelectedRows, keys: Float64Array, rangeOf: (count: number) => readonly [number, number]): void {
  const selected = Array.from(rows.owner.keys()).filter((row) => rows.owner[row]! >= 0);
  selected.sort((a, b) => rows.owner[a]! - rows.owner[b]! || keys[a]! - keys[b]! || a - b);
  const counts = countRows(rows);
  let start = 0;
  while (start < selected.length) {
    const count = counts[rows.owner[selected[start]!]!]!;
    const [from, to] = rangeOf(count);
    for (let i = 0; i < count; i++) if (i < from || i >= to) drop(rows, selected[start + i]!, rowFate.trimmed);
    start += count;
  }
}
