import type { RowOrder } from '../grade/order.ts';
import type { NumberColumn } from '../number/arithmetic.ts';
import { add, compare, fromInteger, subtract, zero } from '../number/rational.ts';
import type { GradingPlan } from '../scheme/grading-plan.ts';
import type { StageRun } from './run.ts';

interface Booking {
  readonly plan: GradingPlan;
  readonly labels: readonly string[];
  readonly order: RowOrder;
  places(grade: number): NumberColumn;
}

/**
 * A group in which the grades have more places together than it has people, by what the data make of ratios and limits; what a
 * scheme alone tells has been refused. The grade that takes the rest has none then.
 */
export function flagOverbookedQuotas(stage: StageRun, booking: Booking): void {
  const { run, population } = stage;
  const { plan, labels, order } = booking;
  const fixed = plan.quotas.flatMap((line, code) => (line === null || line === 'rest' ? [] : booking.places(code)));
  labels.forEach((group, at) => {
    const booked = fixed.reduce((sum, column) => add(sum, run.arithmetic.valueAt(column, at) ?? zero), zero);
    const count = fromInteger(order.groupSize[at]!);
    if (compare(booked, count) <= 0) return;
    const members = order.members.subarray(order.groupStart[at], order.groupStart[at + 1]);
    const rows = Array.from(members, (member) => population[member]!);
    const placeOf = (row: number): number => run.facts.place('subjects', row, '').row;
    const row = rows.reduce((first, each) => (placeOf(each) < placeOf(first) ? each : first));
    const rest = plan.scale.grades[plan.quotas.indexOf('rest')] ?? '';
    run.findings.push({
      code: 'quotas-overbooked',
      table: 'subjects',
      row,
      parameters: { group, rest, places: String(booked.num), count: String(count.num), over: String(subtract(booked, count).num) },
    });
  });
}
