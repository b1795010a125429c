import type { Expression } from '../formula/expression.ts';
import type { ByClass, NumberForm, PublishPoint } from './model.ts';
import type { LocatedText } from './shape.ts';
import type { StageCompiler } from './stage-compiler.ts';

/** A value by which people are put in an order, by what the scheme calls it. */
export interface Compared {
  readonly expression: Expression;
  readonly name: LocatedText;
  /** Whether people of several classes may stand in one order. */
  readonly acrossClasses: boolean;
}

/**
 * Where a value is rounded before it is compared: as it is published, since what people see as equal is equal. null: not at
 * all, because it is no number.
 *
 * Classes that are rounded in different ways cannot stand in one order: 91.46 published as 91.5 would come before 91.48
 * published as 91.48, and the rounding would decide who is first. That is refused. (A publishing point is another matter: it
 * says what the value is, for whoever reads it.)
 */
export function comparedPoints(
  { compiler, plan }: StageCompiler,
  { expression, name, acrossClasses }: Compared,
): ByClass<PublishPoint> | null {
  if (expression.type.kind !== 'number') return null;
  const own = expression.kind === 'node' ? expression.node.show : null;
  const points = compiler.basicClasses.map(({ code }) => comparedPoint(own?.[code] ?? compiler.show));
  const differing = new Set([...plan.classes].map((code) => `${points[code]!.digits} ${points[code]!.mode}`));
  if (acrossClasses && differing.size > 1) return compiler.report('forms-differ-in-order', name.place, { name: name.value });
  return points;
}

/** A ratio shown as a percentage is compared with as many more digits as the display shifts. */
function comparedPoint({ digits, mode, percent }: NumberForm): PublishPoint {
  return { digits: percent ? digits + 2 : digits, mode };
}
