/**
 * The grade steps, said in the most obvious way and slowly: a row is inside the first k places of a pool if the rows that
 * are better, and the rows equal to it, together are at most k. Test code, the standard that the kernels are held to.
 */
import { compareRows, type OracleRow } from './order.oracle.ts';

export interface OracleState {
  grade: number | null;
  rule: number | null;
  undecided: 'no' | 'tie' | 'places unknown';
  reason: number | null;
}

export interface OracleCut {
  readonly from: 'top' | 'bottom';
  readonly among: 'all' | 'ungraded';
  readonly grade: number;
  /** By group; null where unknown. */
  readonly places: readonly (number | null)[];
  readonly bars: readonly { readonly rows: readonly boolean[]; readonly rule: number | null }[];
  readonly rule: number;
  readonly undecidedRule: number | 'better';
}

type Standing = 'inside' | 'straddling' | 'outside';

const hasGrade = (state: OracleState) => state.grade !== null || state.undecided !== 'no';

/** How many rows of the group stand before this one in the pool, seen from the end that is cut. */
function countBefore(rows: readonly OracleRow[], pool: readonly number[], row: number, { from }: OracleCut): number {
  const sign = from === 'top' ? 1 : -1;
  return pool.filter((other) => rows[other]!.group === rows[row]!.group && sign * compareRows(rows[other]!, rows[row]!) < 0).length;
}

function standing(rows: readonly OracleRow[], pool: readonly number[], row: number, step: OracleCut, places: number): Standing {
  const before = countBefore(rows, pool, row, step);
  const equal = pool.filter((other) => rows[other]!.group === rows[row]!.group && compareRows(rows[other]!, rows[row]!) === 0).length;
  if (before + equal <= places) return 'inside';
  if (before >= places) return 'outside';
  if (step.undecidedRule !== 'better') return 'straddling';
  return step.from === 'top' ? 'inside' : 'outside';
}

/** What the cut did with each row, in words, and the position of the row; null for rows that are not ranked. */
export function oracleCut(rows: readonly OracleRow[], states: OracleState[], step: OracleCut): (string | null)[] {
  const before = states.map((state) => ({ ...state }));
  const ranked = rows.flatMap((row, index) => (row.ranked ? [index] : []));
  const open = ranked.filter((row) => step.among === 'all' || !hasGrade(before[row]!));
  const barOf = (row: number) => step.bars.find((bar) => bar.rows[row]);
  const pool = open.filter((row) => barOf(row) === undefined);

  return rows.map((_, row) => {
    if (!ranked.includes(row)) return null;
    if (!open.includes(row)) return 'already graded';
    const state = states[row]!;
    const graded = hasGrade(before[row]!);
    const places = step.places[rows[row]!.group]!;
    const positionAmong = (others: readonly number[]) => `at ${countBefore(rows, others, row, step) + 1}`;
    if (places === null) {
      if (graded) return `already graded ${positionAmong(open)}`;
      Object.assign(state, { undecided: 'places unknown', rule: step.undecidedRule === 'better' ? null : step.undecidedRule });
      return `places unknown ${positionAmong(open)}`;
    }
    const bar = barOf(row);
    if (bar !== undefined) {
      const would = standing(rows, open, row, step, places);
      if (would !== 'outside' && bar.rule !== null && !graded) state.reason = bar.rule;
      return `barred, ${would} otherwise ${positionAmong(open)}`;
    }
    const stands = standing(rows, pool, row, step, places);
    if (graded) return `${stands === 'inside' ? 'already graded, inside' : 'already graded'} ${positionAmong(pool)}`;
    if (stands === 'inside') Object.assign(state, { grade: step.grade, rule: state.reason ?? step.rule });
    if (stands === 'straddling') Object.assign(state, { undecided: 'tie', rule: step.undecidedRule });
    return `${stands} ${positionAmong(pool)}`;
  });
}

export function oracleAssign(
  rows: readonly OracleRow[],
  states: OracleState[],
  step: { grade: number; rows: readonly boolean[]; rule: number; override: boolean },
): void {
  rows.forEach((row, index) => {
    if (!row.ranked || !step.rows[index]) return;
    if (hasGrade(states[index]!) && !step.override) return;
    Object.assign(states[index]!, { grade: step.grade, rule: step.rule, undecided: 'no' });
  });
}

export function oracleRest(rows: readonly OracleRow[], states: OracleState[], step: { grade: number; rule: number }): void {
  rows.forEach((row, index) => {
    const state = states[index]!;
    if (row.ranked && !hasGrade(state)) Object.assign(state, { grade: step.grade, rule: state.reason ?? step.rule });
  });
}
