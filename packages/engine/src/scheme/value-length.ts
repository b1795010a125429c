import type { Expression } from '../formula/expression.ts';
import { operandsOf } from '../formula/operands.ts';
import type { Rational } from '../number/rational.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import { gradingExpressions } from './evaluation-order.ts';
import type { NodePlan, StagePlan } from './model.ts';

/**
 * Values are exact, so they grow: a square has twice the digits of its root, and ten squares in a row a thousand times as
 * many. How long a value can become is told from the plan alone, for numbers of facts as long as facts may be, so that a
 * scheme which would never come to an end is refused before anything is computed.
 */
interface Length {
  /** Digits before the point. */
  readonly whole: number;
  /** Digits behind the point: powers of ten, which a sum shares. */
  readonly places: number;
  /** Digits of what else it is divided by, which a sum multiplies. */
  readonly divisor: number;
}

/** A product of 64 numbers of facts, and a sum of 400 quotients of two: far from any regulation, and computed at once. */
const decimalDigitsMax = 2000;
const divisorDigitsMax = 12_000;

/** Facts have up to 30 digits, before and behind the point together. */
const fact: Length = { whole: 15, places: 15, divisor: 0 };
const nothing: Length = { whole: 0, places: 0, divisor: 0 };
/** A count, a weight or the share of a step. */
const small = 4;
/** `publish` has up to eight decimals. */
const publishedPlaces = 8;
/** Rows or people whose divisors are unlike: each is divided by its own. What they have in common is told once. */
const unlikeDivisors = 8;

type Report = (code: string, place: DocumentPlace, parameters: Record<string, string>) => null;

export function checkValueLengths(stages: readonly StagePlan[], report: Report): void {
  for (const { nodes, grading } of stages) {
    for (const node of nodes) {
      if (isTooLong(lengthOfNode(node))) reportUnlessBelow(readBy(node), lengthOfNode(node), node, report);
    }
    for (const expression of grading === null ? [] : gradingExpressions(grading)) {
      checkValueLength(expression, { name: 'grading', place: grading!.place }, report);
    }
  }
}

/** A formula whose value is printed and read by nothing else. */
export function checkValueLength(
  expression: Expression,
  at: { readonly name: string; readonly place: DocumentPlace },
  report: Report,
): void {
  const length = lengthOf(expression);
  if (isTooLong(length)) reportUnlessBelow(nodesIn(expression), length, at, report);
}

/** What reads a value that is too long is not at fault. */
function reportUnlessBelow(
  read: readonly NodePlan[],
  { whole, places, divisor }: Length,
  { name, place }: { readonly name: string; readonly place: DocumentPlace },
  report: Report,
): void {
  if (read.some((node) => isTooLong(lengthOfNode(node)))) return;
  const [digits, most] = whole + places > decimalDigitsMax ? [whole + places, decimalDigitsMax] : [divisor, divisorDigitsMax];
  report('value-too-long', place, { name, digits: String(digits), most: String(most) });
}

function isTooLong({ whole, places, divisor }: Length): boolean {
  return whole + places > decimalDigitsMax || divisor > divisorDigitsMax;
}

function readBy(node: NodePlan): NodePlan[] {
  return node.source.uses.flatMap(({ expression }) => nodesIn(expression));
}

function nodesIn(expression: Expression, nodes: NodePlan[] = []): NodePlan[] {
  if (expression.kind === 'node') nodes.push(expression.node);
  for (const operand of operandsOf(expression)) nodesIn(operand, nodes);
  return nodes;
}

/** A plan does not change any more when somebody asks. */
const found = new WeakMap<NodePlan, Length>();

function lengthOfNode(node: NodePlan): Length {
  const known = found.get(node);
  if (known !== undefined) return known;
  // Nodes below first: otherwise formulas would be inside each other, and the stack would end.
  readBy(node).forEach(lengthOfNode);
  const computed = node.type.kind === 'number' ? lengthOfSource(node) : nothing;
  const length = node.publish === null ? computed : { whole: computed.whole, places: publishedPlaces, divisor: 0 };
  found.set(node, length);
  return length;
}

function lengthOfSource({ source, type }: NodePlan): Length {
  const parts = source.uses.map(({ expression }) => lengthOf(expression));
  const folded = source.foldedList?.members.length ?? 1;
  if (source.reads !== undefined) return times(product([fact, ...parts.map((part) => times(part, unlikeDivisors))]), folded);
  switch (source.mechanism) {
    case 'formula':
    case 'table':
    case 'republish':
      return times(longest(parts), folded);
    case 'weighted':
    case 'mean':
    case 'sum':
    case 'step':
      return times(sum(parts), folded);
    case 'ledger':
      return times(withDigits(sum(parts), small * source.lists[0]!.members.length), folded);
    case 'relative': {
      // A place between the last and the first, or what it is of the best; a rank is a count.
      const { whole, places, divisor } = sum([...parts, ...parts]);
      return type.kind === 'number' && type.unit === 'count'
        ? fact
        : times({ ...fact, places: 15 + places, divisor: whole + places + divisor }, folded);
    }
    default:
      // Money to the fen, days, counts.
      return fact;
  }
}

function lengthOf(expression: Expression): Length {
  switch (expression.kind) {
    case 'constant': {
      const { num, den } = expression.value;
      return { whole: num.toString().length, places: den.toString().length - 1, divisor: 0 };
    }
    case 'attribute':
    case 'column':
      return fact;
    case 'node':
      return lengthOfNode(expression.node);
    case 'through':
      return lengthOf(expression.body);
    case 'add':
    case 'subtract':
      return sum([lengthOf(expression.left), lengthOf(expression.right)], 0);
    case 'multiply':
      return product([lengthOf(expression.left), lengthOf(expression.right)]);
    case 'divide': {
      const [dividend, divisor] = [lengthOf(expression.left), lengthOf(expression.right)];
      if (expression.right.kind !== 'constant') return quotient(dividend, divisor);
      const { whole, places } = divisor;
      return product([
        dividend,
        isDecimal(expression.right.value) ? { whole: places, places: 4 * whole, divisor: 0 } : { whole: places, places: 0, divisor: whole },
      ]);
    }
    case 'negate':
      return lengthOf(expression.operand);
    case 'if':
      return longest([lengthOf(expression.then), lengthOf(expression.else)]);
    case 'call':
      return lengthOfCall(expression.function, expression.arguments.map(lengthOf));
    case 'fold':
      return folds(expression.function, sum(expression.parts.map(lengthOf)), longest(expression.parts.map(lengthOf)));
    case 'set-fold':
    case 'population': {
      const operand = expression.operand === null ? nothing : lengthOf(expression.operand);
      return folds(expression.function, withDigits(times(operand, unlikeDivisors), small), operand);
    }
    default:
      // Counts, ranks, and what is no number.
      return { ...fact, places: 0 };
  }
}

/** Whether a division by it comes out even. */
function isDecimal({ num }: Rational): boolean {
  let rest = num;
  for (const factor of [2n, 5n]) while (rest !== 0n && rest % factor === 0n) rest /= factor;
  return rest === 1n || rest === -1n;
}

function lengthOfCall(name: string, [first, ...others]: readonly Length[]): Length {
  if (first === undefined) return nothing;
  if (name === '取整' || name === '进一') return { whole: first.whole + 1, places: 0, divisor: 0 };
  const length = longest([first, ...others]);
  return name === '限幅' ? { ...length, whole: longest(others).whole } : length;
}

/** One of the parts, or all of them added up; a deviation is kept as its square. */
function folds(name: string, all: Length, one: Length): Length {
  if (name === '最高' || name === '最低') return one;
  return name === '标准差' ? product([all, all]) : all;
}

function longest(parts: readonly Length[]): Length {
  const most = (of: (part: Length) => number): number => parts.reduce((largest, part) => Math.max(largest, of(part)), 0);
  return { whole: most((part) => part.whole), places: most((part) => part.places), divisor: most((part) => part.divisor) };
}

function withDigits({ whole, places, divisor }: Length, digits: number): Length {
  return { whole: whole + digits, places: places + digits, divisor: divisor + digits };
}

function times(part: Length, count: number): Length {
  return { ...part, divisor: part.divisor * count };
}

/** `digits`: those of the weights. */
function sum(parts: readonly Length[], digits = small): Length {
  const divisor = parts.reduce((total, part) => total + part.divisor, 0);
  return withDigits({ ...longest(parts), divisor }, digits);
}

function product(parts: readonly Length[]): Length {
  return parts.reduce((a, b) => ({ whole: a.whole + b.whole, places: a.places + b.places, divisor: a.divisor + b.divisor }), nothing);
}

/** The smaller the divisor, the larger the quotient. */
function quotient(a: Length, b: Length): Length {
  return { whole: a.whole + b.places + b.divisor, places: a.places, divisor: a.divisor + b.whole + b.places + b.divisor };
}
