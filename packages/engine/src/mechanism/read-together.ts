import type { Detail } from '../explain/detail.ts';
import type { Expression } from '../formula/expression.ts';

/** Several formulas that one value was read from, as the one expression that a detail holds: the bill opens what they read. */
export function readTogether(expressions: readonly Expression[]): { readonly expression?: Expression } {
  const last = expressions.at(-1);
  if (last === undefined) return {};
  return { expression: { kind: 'call', function: '', arguments: expressions, type: last.type, range: last.range } };
}

/** The formulas that were read together, in order. */
export function partsRead({ expression }: Detail): readonly Expression[] {
  return expression?.kind === 'call' && expression.function === '' ? expression.arguments : [];
}
