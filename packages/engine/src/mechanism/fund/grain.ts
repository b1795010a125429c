import type { Expression } from '../../formula/expression.ts';
import { absolute, divide, gcd, multiply, one, rational, zero, type Rational } from '../../number/rational.ts';

const fenInYuan = rational(1n, 100n);

/**
 * A number of which every value of the formula is a whole multiple, as far as its form tells; null where it tells nothing.
 * Zero: the value is nothing or missing, and a multiple of everything.
 *
 * 6800元 × 参评数: 6800. 100元 + 参评数 × 0.5元: 0.5. 100000元 ÷ 3: 33333⅓. 100元 ÷ 参评数: null. Money that comes from facts is
 * taken for whole fen; whether it is shows when the fund is split.
 */
export function grainOf(expression: Expression): Rational | null {
  switch (expression.kind) {
    case 'constant':
      return absolute(expression.value);
    case 'missing':
      return zero;
    case 'negate':
      return grainOf(expression.operand);
    case 'add':
    case 'subtract':
      return commonGrain([expression.left, expression.right]);
    case 'multiply': {
      const [left, right] = [grainOf(expression.left), grainOf(expression.right)];
      return left === null || right === null ? null : multiply(left, right);
    }
    case 'divide': {
      const left = grainOf(expression.left);
      const { right } = expression;
      return left === null || right.kind !== 'constant' || right.value.num === 0n ? null : divide(left, absolute(right.value));
    }
    case 'if':
      return commonGrain([expression.then, expression.else]);
    case 'call':
      return expression.type.kind === 'number' && expression.type.unit === 'count' ? one : commonGrain(expression.arguments);
    case 'population':
      return expression.function === '平均' || expression.function === '标准差' ? null : grainOf(expression.operand);
    case 'through':
      return grainOf(expression.body);
    default:
      return grainOfRead(expression);
  }
}

/** Something read from elsewhere: counts are whole, and so is money that is recorded, or rounded where it is published. */
function grainOfRead(expression: Expression): Rational | null {
  const { type } = expression;
  if (type.kind !== 'number') return null;
  if (type.unit === 'count') return one;
  const isWhole = expression.kind === 'attribute' || (expression.kind === 'node' && expression.node.publish !== null);
  return type.unit === 'money' && isWhole ? fenInYuan : null;
}

function commonGrain(expressions: readonly Expression[]): Rational | null {
  let common: Rational = zero;
  for (const expression of expressions) {
    const grain = grainOf(expression);
    if (grain === null) return null;
    common = commonDivisor(common, grain);
  }
  return common;
}

/** The largest number of which both are whole multiples; neither is below zero. */
function commonDivisor(a: Rational, b: Rational): Rational {
  if (a.num === 0n || b.num === 0n) return a.num === 0n ? b : a;
  return rational(gcd(a.num * b.den, b.num * a.den), a.den * b.den);
}
