import {
  checkNumeric,
  checkTruth,
  refuseDeviation,
  setOf,
  unknownName,
  wrongType,
  type CheckContext,
  type Report,
} from './check-context.ts';
import { parseDecimal, rational, type Rational } from '../number/rational.ts';
import type { Formula, Range } from './ast.ts';
import type { Expression, ExpressionBody } from './expression.ts';
import { functions } from './functions.ts';
import { numberType, truthType, typeName, unitOfProduct, unitOfQuotient, unitOfSum, type NumberUnit, type ValueType } from './type.ts';

/** Resolves names and types of a formula. All problems are reported; null where the formula cannot be used. */
export function checkFormula(formula: Formula, context: CheckContext): Expression | null {
  const { scope, report } = context;
  const { range } = formula;
  switch (formula.kind) {
    case 'number':
      return checkNumber(formula, report);
    case 'missing':
      return { kind: 'missing', type: { kind: 'missing' }, range };
    case 'name': {
      const found = scope.resolve(formula.name, range, context);
      return found === undefined ? unknownName(formula.name, range, context) : found;
    }
    case 'member':
      return checkMember(formula, context);
    case 'apply':
      return checkApply(formula, context);
    case 'negate': {
      const operand = checkNumeric(formula.operand, context);
      return operand === null ? null : { kind: 'negate', operand, type: operand.type, range };
    }
    case 'not': {
      const operand = checkTruth(formula.operand, context);
      return operand === null ? null : { kind: 'not', operand, type: truthType, range };
    }
    case 'binary':
      return checkBinary(formula, context);
    case 'compare':
      return checkComparison(formula, context);
    case 'logical': {
      const left = checkTruth(formula.left, context);
      const right = checkTruth(formula.right, context);
      return left === null || right === null ? null : { kind: 'logical', operator: formula.operator, left, right, type: truthType, range };
    }
    case 'if':
      return checkIf(formula, context);
  }
}

function checkNumber(formula: Extract<Formula, { kind: 'number' }>, report: Report): Expression | null {
  const written = parseDecimal(formula.text);
  if (written === null) return report('number-too-long', formula.range, { number: formula.text });
  const units: Record<typeof formula.unit, [NumberUnit, string]> = { none: ['number', ''], percent: ['ratio', '%'], yuan: ['money', '元'] };
  const [unit, suffix] = units[formula.unit];
  const value: Rational = formula.unit === 'percent' ? rational(written.num, written.den * 100n) : written;
  return { kind: 'constant', value, text: `${formula.text}${suffix}`, type: numberType(unit), range: formula.range };
}

function checkMember(formula: Extract<Formula, { kind: 'member' }>, context: CheckContext): Expression | null {
  const subject = checkFormula(formula.object, context);
  if (subject === null) return null;
  if (subject.type.kind !== 'subject') return wrongType(subject, { kind: 'subject', classes: null }, context);
  const inner = context.scope.at(subject.type.classes);
  const body = inner.resolve(formula.name, formula.nameRange, { ...context, scope: inner });
  if (body === undefined) return unknownName(formula.name, formula.nameRange, { ...context, scope: inner });
  if (body === null) return null;
  return { kind: 'through', subject, body, name: formula.name, type: body.type, range: formula.range };
}

function checkApply(formula: Extract<Formula, { kind: 'apply' }>, context: CheckContext): Expression | null {
  const { target } = formula;
  if (target.kind === 'name') {
    const known = functions.get(target.name);
    if (known !== undefined) {
      const count = formula.arguments.length;
      if (count < known.arity.least || count > known.arity.most) {
        const wanted = known.arity.least === known.arity.most ? String(known.arity.least) : `${known.arity.least}..${known.arity.most}`;
        return context.report('argument-count', formula.range, { function: target.name, wanted, found: String(count) });
      }
      return known.check(formula, context);
    }
  }
  const found = context.scope.resolveIndexed(formula, context);
  if (found === undefined) {
    const written = target.kind === 'name' ? target.name : '';
    const nearest = context.nearest(written, [...functions.keys(), ...context.scope.names()]);
    return context.report('unknown-function', target.range, { name: written, nearest });
  }
  return found;
}

function checkBinary(formula: Extract<Formula, { kind: 'binary' }>, context: CheckContext): Expression | null {
  const left = checkNumeric(formula.left, context);
  const right = checkNumeric(formula.right, context);
  if (left === null || right === null) return null;
  const rules = {
    '+': ['add', unitOfSum],
    '−': ['subtract', unitOfSum],
    '×': ['multiply', unitOfProduct],
    '÷': ['divide', unitOfQuotient],
  } as const;
  const [kind, unitOf] = rules[formula.operator];
  const unit = unitOf(left.type.unit, right.type.unit);
  if (unit === null) return unitMismatch(formula, [left.type, right.type], context);
  if (kind === 'divide' && right.kind === 'constant' && right.value.num === 0n) return context.report('division-by-zero', right.range);
  return { kind, left, right, type: numberType(unit), range: formula.range } satisfies ExpressionBody & { type: ValueType; range: Range };
}

function unitMismatch(formula: { range: Range; operator: string }, [a, b]: [ValueType, ValueType], { report }: CheckContext): null {
  const left = typeName(a);
  const right = typeName(b);
  return report('unit-mismatch', formula.range, {
    operator: formula.operator,
    left: left.zh,
    right: right.zh,
    leftEn: left.en,
    rightEn: right.en,
  });
}

function checkIf(formula: Extract<Formula, { kind: 'if' }>, context: CheckContext): Expression | null {
  const condition = checkTruth(formula.condition, context);
  const whenTrue = checkFormula(formula.then, context);
  const whenFalse = checkFormula(formula.else, context);
  if (condition === null || whenTrue === null || whenFalse === null) return null;
  const type = commonType(whenTrue.type, whenFalse.type);
  if (type === null) return wrongType(whenFalse, whenTrue.type, context);
  if (type.kind === 'set') return wrongType(whenTrue, { kind: 'subject', classes: null }, context);
  if (refuseDeviation(whenTrue, context) === null || refuseDeviation(whenFalse, context) === null) return null;
  return { kind: 'if', condition, then: whenTrue, else: whenFalse, type, range: formula.range };
}

/** The type of a value that is one or the other; null where the two do not go together. What is always missing goes with anything. */
export function commonType(a: ValueType, b: ValueType): ValueType | null {
  if (a.kind === 'missing') return b;
  if (b.kind === 'missing') return a;
  if (a.kind === 'number' && b.kind === 'number') {
    const unit = unitOfSum(a.unit, b.unit);
    return unit === null ? null : numberType(unit);
  }
  return a.kind === b.kind ? a : null;
}

function checkComparison(formula: Extract<Formula, { kind: 'compare' }>, context: CheckContext): Expression | null {
  const { operator, range } = formula;
  if (operator === '属于') return checkBelongs(formula, context);
  // A constant is typed by the other side, so the side that names something known is read first.
  const leftIsWord =
    formula.left.kind === 'name' && context.scope.resolve(formula.left.name, formula.left.range, quiet(context)) === undefined;
  const first = checkFormula(leftIsWord ? formula.right : formula.left, context);
  if (first === null) return null;
  const second = checkAgainst(leftIsWord ? formula.left : formula.right, first.type, context);
  if (second === null || refuseDeviation(first, context) === null || refuseDeviation(second, context) === null) return null;
  const [left, right] = leftIsWord ? [second, first] : [first, second];
  const type = first.type;
  if (operator === '高于' || operator === '低于') {
    if (type.kind !== 'grade') return wrongType(first, { kind: 'grade', scale: { grades: [], words: [] } }, context);
  } else if (operator !== '=' && operator !== '≠' && type.kind !== 'number' && type.kind !== 'date') {
    return wrongType(first, numberType('number'), context);
  }
  return { kind: 'compare', operator, left, right, type: truthType, range };
}

function quiet(context: CheckContext): CheckContext {
  return { ...context, report: () => null };
}

function checkAgainst(formula: Formula, type: ValueType, context: CheckContext): Expression | null {
  const { report } = context;
  if (formula.kind === 'name') {
    const word = (): Expression => ({ kind: 'word', word: formula.name, type, range: formula.range });
    if (type.kind === 'grade') {
      if (type.scale.words.includes(formula.name)) return word();
      const nearest = context.nearest(formula.name, type.scale.words);
      return report('unknown-grade', formula.range, { name: formula.name, nearest, scale: type.scale.words.join('、') });
    }
    if (type.kind === 'class') {
      if (context.scope.classes().has(formula.name)) return word();
      return report('unknown-class', formula.range, {
        name: formula.name,
        nearest: context.nearest(formula.name, context.scope.classes().keys()),
      });
    }
    if (type.kind === 'text' && context.scope.resolve(formula.name, formula.range, quiet(context)) === undefined) return word();
  }
  const found = checkFormula(formula, context);
  if (found === null) return null;
  if (found.type.kind === 'number' && type.kind === 'number') {
    if (unitOfSum(type.unit, found.type.unit) !== null) return found;
    return unitMismatch({ range: found.range, operator: '=' }, [type, found.type], context);
  }
  return found.type.kind === type.kind ? found : wrongType(found, type, context);
}

function checkBelongs(formula: Extract<Formula, { kind: 'compare' }>, context: CheckContext): Expression | null {
  const subject = checkFormula(formula.left, context);
  if (subject === null) return null;
  if (subject.type.kind !== 'subject') return wrongType(subject, { kind: 'subject', classes: null }, context);
  const name = formula.right.kind === 'name' ? formula.right.name : '';
  const subjectClass = context.scope.classes().get(name);
  if (subjectClass === undefined) {
    const set = setOf(formula.right, context);
    if (set !== null) return { kind: 'in-set', subject, set, type: truthType, range: formula.range };
    return context.report('unknown-class', formula.right.range, { name, nearest: context.nearest(name, context.scope.classes().keys()) });
  }
  return { kind: 'in-class', subject, subjectClass, type: truthType, range: formula.range };
}
