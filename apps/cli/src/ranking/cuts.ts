import type { GradingPlan, RankingRun, StageRun } from './engine-types.ts';
import { columnOfCell, indicatorOf } from './published-columns.ts';
import type { Cut, CutTie, RowView } from './view.ts';

/**
 * Where the quotas end. A line stands where the step drew it: places that a hard rule took away afterwards, and places
 * left empty, do not move it.
 */
export function cutsOf(
  stage: StageRun,
  plan: GradingPlan,
  ranking: RankingRun,
  inOrder: readonly number[],
  rows: readonly RowView[],
): readonly Cut[] {
  const quota = (grade: number): number | null => {
    const group = inOrder[0] === undefined ? -1 : ranking.order.group[inOrder[0]]!;
    const places = group < 0 ? null : stage.run.arithmetic.valueAt(ranking.places(grade), group);
    return places === null ? null : Number(places.num);
  };
  return plan.steps.flatMap((step): Cut[] => {
    if (step.kind !== 'cut') return [];
    const grade = plan.scale.grades[step.grade]!;
    const rule = plan.rules[step.rule];
    const given = inOrder.flatMap((_, i) =>
      rows[i]!.rule === rule && (rows[i]!.isDecided ? rows[i]!.proposal : rows[i]!.grade) === grade ? [i] : [],
    );
    if (given.length === 0) return [];
    const before = step.from === 'top' ? given.at(-1)! + 1 : given[0]!;
    // Everybody has the grade: nothing is cut.
    if (before === 0 || before === inOrder.length) return [];
    const actual = inOrder.filter((_, i) => rows[i]!.grade === grade).length;
    return [{ grade, from: step.from, before, actual, places: quota(step.grade), tie: tieAt(plan, ranking, inOrder, rows, before) }];
  });
}

function tieAt(
  plan: GradingPlan,
  ranking: RankingRun,
  inOrder: readonly number[],
  rows: readonly RowView[],
  before: number,
): CutTie | null {
  const [upper, lower] = [inOrder[before - 1]!, inOrder[before]!];
  const [inside, outside] = [rows[before - 1]!, rows[before]!];
  if (inside.rank === null || inside.rank !== outside.rank) return null;
  const position = plan.ties.findIndex((_, i) => ranking.keys[i + 1]![upper] !== ranking.keys[i + 1]![lower]);
  const tie = plan.ties[position];
  if (tie === undefined) return null;
  return { rank: inside.rank, inside, outside, key: tie.name, values: tieValues(tie.expression, inside, outside) };
}

function tieValues(expression: GradingPlan['of'], inside: RowView, outside: RowView): CutTie['values'] {
  if (expression.kind !== 'node') return null;
  const cell = expression.selectors.reduce(
    (index, { list, member }) => index * list.members.length + (member === 'current' ? 0 : member),
    0,
  );
  const column = columnOfCell(expression.node, cell);
  if (column === null) return null;
  const [a, b] = [indicatorOf(inside.result, column), indicatorOf(outside.result, column)];
  return a == null || b == null ? null : [String(a), String(b)];
}
