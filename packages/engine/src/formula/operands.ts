import type { Expression } from './expression.ts';

/** The expressions directly inside an expression. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'through':
      return [expression.subject, expression.body];
    case 'in-class':
      return [expression.subject];
    case 'negate':
    case 'not':
      return [expression.operand];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'compare':
    case 'logical':
      return [expression.left, expression.right];
    case 'if':
      return [expression.condition, expression.then, expression.else];
    case 'call':
      return expression.arguments;
    case 'any':
      return [expression.set, expression.condition];
    case 'fold':
      return expression.parts;
    case 'population':
      return [expression.operand];
    default:
      return [];
  }
}
