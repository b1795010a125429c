import { ordering, type NumberColumn } from '../number/arithmetic.ts';
import type { WrittenRange } from '../scheme/values.ts';
import type { StageRun } from '../score/run.ts';
import { drop, rowFate, type SelectedRows } from './rows.ts';

/** A value outside the range of the scheme counts nothing and is flagged. */
export function dropOutOfRange(run: StageRun, rows: SelectedRows, values: NumberColumn, range: WrittenRange): void {
  const { arithmetic } = run.run;
  const below = arithmetic.compareTo(values, range.least);
  const above = arithmetic.compareTo(values, range.most);
  for (let row = 0; row < below.length; row++) {
    if (rows.owner[row]! < 0 || (below[row] !== ordering.less && above[row] !== ordering.greater)) continue;
    run.run.findings.push({ code: 'score-out-of-range', table: rows.table.name, row, parameters: {} });
    drop(rows, row, rowFate.outOfRange);
  }
}
