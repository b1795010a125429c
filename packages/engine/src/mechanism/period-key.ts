import type { IndicatorDocument } from '../scheme/document.ts';
import type { ListPlan } from '../scheme/model.ts';
import type { IndicatorCompiler } from './mechanism.ts';

/** The list of periods over which rows are spread, and the column that tells the period of a row. */
export interface PeriodKey {
  readonly list: ListPlan;
  readonly column: string;
}

/**
 * Reads `period:`: rows belong to the period whose days hold their date, or to the one that a column names (an entry's work
 * year beside its date). null: the year is not divided; undefined: what is written has problems, which are reported.
 */
export function periodKey(
  { common: { period } }: IndicatorDocument,
  compiler: IndicatorCompiler,
  table: string,
): PeriodKey | null | undefined {
  if (period === undefined) return null;
  if ('keyPlaces' in period) {
    const list = compiler.list(period.list);
    const column = compiler.rowFormula(period.by, table);
    if (list === null || column === null) return undefined;
    if (column.kind === 'column') return { list, column: column.column };
    compiler.report('period-column', period.by.place, { name: period.by.value });
    return undefined;
  }
  const list = compiler.list(period);
  if (list === null) return undefined;
  if (list.members.every(({ span }) => span !== null)) return { list, column: 'date' };
  compiler.report('no-periods', period.place, { list: list.name });
  return undefined;
}
