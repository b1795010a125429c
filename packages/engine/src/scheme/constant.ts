import type { Expression } from '../formula/expression.ts';
import { add, compare, divide, multiply, negate, subtract, type Rational } from '../number/rational.ts';

/** The number that a formula gives whatever the facts are; null where it takes facts to tell. */
export function constantNumber(expression: Expression): Rational | null {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'negate': {
      const operand = constantNumber(expression.operand);
      return operand === null ? null : negate(operand);
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const [left, right] = [constantNumber(expression.left), constantNumber(expression.right)];
      if (left === null || right === null || (expression.kind === 'divide' && right.num === 0n)) return null;
      return operations[expression.kind](left, right);
    }
    default:
      return null;
  }
}

const operations = { add, subtract, multiply, divide } as const;

/** The same of a condition. */
export function constantTruth(expression: Expression): boolean | null {
  switch (expression.kind) {
    case 'truth':
      return expression.value;
    case 'not': {
      const operand = constantTruth(expression.operand);
      return operand === null ? null : !operand;
    }
    case 'logical': {
      const sides = [constantTruth(expression.left), constantTruth(expression.right)];
      const decisive = expression.operator === '或';
      if (sides.includes(decisive)) return decisive;
      return sides.includes(null) ? null : !decisive;
    }
    case 'compare': {
      const [left, right] = [constantNumber(expression.left), constantNumber(expression.right)];
      const holds = orders[expression.operator];
      return left === null || right === null || holds === undefined ? null : holds(compare(left, right));
    }
    default:
      return null;
  }
}

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '≤': (order) => order <= 0,
  '=': (order) => order === 0,
  '≠': (order) => order !== 0,
  '≥': (order) => order >= 0,
  '>': (order) => order > 0,
};
