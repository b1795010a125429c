import type { Formula, Range } from './ast.ts';
import type { Expression } from './expression.ts';
import { tableDefinitions } from '../facts/definitions.ts';
import type { Scope } from './scope.ts';
import { mismatchOf, numberType, truthType, type NumberUnit, type ValueType } from './type.ts';

type Report = (code: string, range: Range, parameters?: Record<string, string>) => null;

export interface CheckContext {
  readonly scope: Scope;
  readonly report: Report;
  /** Checks a formula inside this one. */
  readonly check: (formula: Formula, context: CheckContext) => Expression | null;
  /** The known name nearest to a misspelt one, '' where none is near. */
  readonly nearest: (name: string, names: Iterable<string>) => string;
}

export function unknownName(name: string, range: Range, { scope, report, nearest }: CheckContext): null {
  // A standard column of the subjects is no name of the scheme until the scheme says what it means.
  const column = tableDefinitions.get('subjects')!.columns.find((each) => each.name === name);
  if (column !== undefined) return report('column-not-declared', range, { name, column: column.key });
  return report('unknown-name', range, { name, nearest: nearest(name, scope.names()) });
}

/** Where an indicator must be named, and something else stands. */
export function refuseReference(formula: Formula, context: CheckContext): null {
  const target = formula.kind === 'apply' ? formula.target : formula;
  const quiet = { ...context, report: () => null };
  const isUnknown = target.kind === 'name' && context.scope.resolve(target.name, target.range, quiet) === undefined;
  return isUnknown ? unknownName(target.name, target.range, context) : context.report('indicator-expected', formula.range);
}

export function checkNumeric(
  formula: Formula,
  context: CheckContext,
): (Expression & { type: { kind: 'number'; unit: NumberUnit } }) | null {
  const found = context.check(formula, context);
  if (found === null) return null;
  if (found.type.kind === 'missing') return { ...found, type: { kind: 'number', unit: 'number' } };
  if (found.type.kind !== 'number') return wrongType(found, numberType('number'), context);
  if (refuseDeviation(found, context) === null) return null;
  return found as Expression & { type: { kind: 'number'; unit: NumberUnit } };
}

/**
 * A standard deviation is irrational: it can be printed exactly rounded, and nothing can be computed from it exactly. Until
 * it is printed it is kept as its square, so nothing may read it on the way.
 */
export function refuseDeviation(found: Expression, { report }: Pick<CheckContext, 'report'>): Expression | null {
  const isDeviation = (found.kind === 'population' || found.kind === 'fold') && found.function === '标准差';
  return isDeviation ? report('irrational-operand', found.range) : found;
}

export function checkTruth(formula: Formula, context: CheckContext): Expression | null {
  const found = context.check(formula, context);
  if (found === null) return null;
  return found.type.kind === 'truth' ? found : wrongType(found, truthType, context);
}

export function wrongType(found: Expression, wanted: ValueType, { report }: CheckContext): null {
  return report('wrong-type', found.range, mismatchOf(found.type, wanted));
}

/** The set of subjects that a formula names; null where it names something else, which is not reported. */
export function setOf(formula: Formula, context: CheckContext): Expression | null {
  if (formula.kind !== 'name' && formula.kind !== 'member') return null;
  const found = context.check(formula, { ...context, report: () => null });
  return found?.type.kind === 'set' ? found : null;
}
