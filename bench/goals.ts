import { formatTable } from './table.ts';

/** A goal is printed with what was measured, and never enforced: only wrong answers fail a run. */
export interface MeasuredGoal {
  readonly name: string;
  /** null: not measured. */
  readonly measured: number | null;
  readonly limit: number;
  /** Whether reaching the limit from below or staying under it is what is wanted. */
  readonly wanted: 'at least' | 'at most';
  readonly show: (value: number) => string;
}

export function goalTable(goals: readonly MeasuredGoal[]): string {
  const rows = goals.map((goal) => [goal.name, goal.measured === null ? '–' : goal.show(goal.measured), verdict(goal)]);
  return `Goals (printed, never enforced)\n${formatTable([['Kaoji', 'measured', ''], ...rows])}`;
}

function verdict({ measured, limit, wanted }: MeasuredGoal): string {
  if (measured === null) return 'open: not measured';
  const shortfall = wanted === 'at least' ? limit / measured : measured / limit;
  return shortfall <= 1 ? 'met' : `missed by × ${shortfall.toFixed(2)}`;
}
