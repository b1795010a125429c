import type { Expression } from '../formula/expression.ts';

/** Whether a formula gives whole numbers only, whatever the facts are. A count may be of a thing and a half only if it is data. */
export function isWholeNumber(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
      return expression.value.den === 1n;
    case 'negate':
      return isWholeNumber(expression.operand);
    case 'add':
    case 'subtract':
    case 'multiply':
      return isWholeNumber(expression.left) && isWholeNumber(expression.right);
    case 'if':
      return isWholeNumber(expression.then) && isWholeNumber(expression.else);
    case 'call':
      return wholeFunctions.has(expression.function) || expression.arguments.every(isWholeNumber);
    case 'missing':
      return true;
    default:
      return expression.type.kind === 'number' && expression.type.unit === 'count';
  }
}

const wholeFunctions: ReadonlySet<string> = new Set(['取整', '进一', '年']);
