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
    case 'in-set':
      return [expression.subject, expression.set];
    case 'any':
      return [expression.set, expression.condition];
    case 'set-fold':
      return expression.operand === null ? [expression.set] : [expression.set, expression.operand];
    case 'fold':
      return expression.parts;
    case 'population':
      return [expression.operand];
    default:
      return [];
  }
}

/** The same without what is read at another subject: `所在科室.得分` is no value of the subject at hand. */
export function ownOperandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'through') return [expression.subject];
  return expression.kind === 'any' ? [expression.set] : operandsOf(expression);
}

/** The column of facts that an expression reads, as `table.column`; '' where it reads none. `table`: that of the rows at hand. */
export function placeRead(expression: Expression, table: string | undefined): string {
  if (expression.kind === 'through') return placeRead(expression.body, undefined);
  if (expression.kind === 'attribute') return `subjects.${expression.attribute.column}`;
  return expression.kind === 'column' ? `${table}.${expression.column}` : '';
}
