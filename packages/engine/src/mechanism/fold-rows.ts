import type { NumberColumn } from '../number/arithmetic.ts';
import type { IndicatorDocument } from '../scheme/document.ts';
import type { StageRun } from '../score/run.ts';
import type { IndicatorCompiler } from './mechanism.ts';
import { countRows, drop, rowFate, type SelectedRows } from './rows.ts';

/** How several rows of one cell become one value, resolved. */
export type RowsFold =
  | { readonly kind: 'one' | 'mean' | 'sum' | 'min' | 'max' | 'median' | 'count' }
  | { readonly kind: 'trimmed'; readonly each: number; readonly from: number };

/** Reads `rows:` of a measure. Runs are for journals; so many scores must be there that one is left between those removed. */
export function simpleFold(document: IndicatorDocument, compiler: IndicatorCompiler, otherwise: 'one' | 'mean'): RowsFold {
  const { rows: written } = document.common;
  if (written === undefined) return { kind: otherwise };
  if (!('keyPlaces' in written)) return { kind: written.value };
  for (const key of ['runs', 'of']) {
    const place = written.keyPlaces.get(key);
    if (place !== undefined) compiler.report('key-without-effect', place, { key, name: document.name });
  }
  if (written.trimmed === undefined) compiler.report('missing-key', written.place, { key: 'trimmed' });
  const each = written.trimmed?.value ?? 1;
  const fewest = 2 * each + 1;
  const from = written.from?.value ?? fewest;
  if (from < fewest) compiler.report('wrong-number', written.from!.place, { found: String(from), wanted: `${fewest}..1000` });
  return { kind: 'trimmed', each, from };
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
