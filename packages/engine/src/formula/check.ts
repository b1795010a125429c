import { checkNumeric, checkTruth, refuseDeviation, setOf, unknownName, wrongType, type CheckContext } from './check-context.ts';
import { isCalendarDate } from '../facts/cell-form.ts';
import { decimal, rational, type Rational } from '../number/rational.ts';
import type { ComparisonOperator, Formula, Range } from './ast.ts';
import type { Expression, ExpressionBody } from './expression.ts';
import { functions } from './functions.ts';
import {
  numberType,
  truthType,
  typeName,
  unitOfProduct,
  unitOfQuotient,
  unitOfSum,
  type GradeScale,
  type NumberUnit,
  type ValueType,
} from './type.ts';

/** Resolves names and types of a formula. All problems are reported; null where the formula cannot be used. */
export function checkFormula(formula: Formula, context: CheckContext): Expression | null {
  const { scope } = context;
  const { range } = formula;
  switch (formula.kind) {
    case 'number':
      return checkNumber(formula);
    case 'date':
      if (!isCalendarDate(formula.text)) return context.report('no-such-day', range, { day: formula.text });
      return { kind: 'word', word: formula.text, type: { kind: 'date' }, range };
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

function checkNumber(formula: Extract<Formula, { kind: 'number' }>): Expression {
  const written = decimal(formula.text);
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
  if (target.kind !== 'name') return context.report('indicator-expected', target.range);
  const known = functions.get(target.name);
  if (known !== undefined) {
    const count = formula.arguments.length;
    const { least, most } = known.arity;
    if (count >= least && count <= most) return known.check(formula, context);
    const wanted = least === most ? String(least) : `${least}..${most}`;
    return context.report('argument-count', formula.range, { function: target.name, wanted, found: String(count) });
  }
  const found = context.scope.resolveIndexed(formula, context);
  if (found !== undefined) return found;
  const nearest = context.nearest(target.name, [...functions.keys(), ...context.scope.names()]);
  return context.report('unknown-function', target.range, { name: target.name, nearest });
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
  if (type === null) return otherKind(whenFalse, whenTrue.type, context);
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
  if (a.kind === 'grade' && b.kind === 'grade') return isSameScale(a.scale, b.scale) ? a : null;
  return a.kind === b.kind ? a : null;
}

/** Grades of two scales say nothing about each other, though a word of both may look alike. */
function isSameScale(a: GradeScale, b: GradeScale): boolean {
  return a.grades.length === b.grades.length && a.grades.every((grade, i) => grade === b.grades[i]);
}

/** Refuses a value that does not go with one of this type. */
function otherKind(found: Expression, type: ValueType, context: CheckContext): null {
  if (found.type.kind !== 'grade' || type.kind !== 'grade') return wrongType(found, type, context);
  const [left, right] = [type, found.type].map(({ scale }) => scale.grades.join('、'));
  return context.report('scales-differ', found.range, { left: left!, right: right! });
}

function checkComparison(formula: Extract<Formula, { kind: 'compare' }>, context: CheckContext): Expression | null {
  const { operator, range } = formula;
  if (operator === '属于') return checkBelongs(formula, context);
  // A word is typed by the other side, so the side that names something known is read first. Of two that name nothing, the
  // right one is taken for the word.
  const leftIsWord = wordOperators.has(operator) && isUnknown(formula.left, context) && !isUnknown(formula.right, context);
  const [leading, other] = leftIsWord ? [formula.right, formula.left] : [formula.left, formula.right];
  const first = checkFormula(leading, context);
  if (first === null) {
    // Whether the other side is a word cannot be told now; anything else can be checked.
    if (!wordOperators.has(operator) || other.kind !== 'name') checkFormula(other, context);
    return null;
  }
  if (first.type.kind === 'set') return wrongType(first, { kind: 'subject', classes: null }, context);
  const second = checkAgainst(other, first.type, operator, context);
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

/** Only these compare words: everything has a size that is asked for its size. */
const wordOperators: ReadonlySet<ComparisonOperator> = new Set<ComparisonOperator>(['=', '≠', '高于', '低于']);

/** A bare name of nothing that is known here: a word, where the other side of a comparison has one like it. */
function isUnknown(formula: Formula, context: CheckContext): boolean {
  const quiet = { ...context, report: () => null };
  return formula.kind === 'name' && context.scope.resolve(formula.name, formula.range, quiet) === undefined;
}

function checkAgainst(formula: Formula, type: ValueType, operator: ComparisonOperator, context: CheckContext): Expression | null {
  if (formula.kind === 'name') {
    const { name, range } = formula;
    const words = vocabularyOf(type, context);
    if (words === 'any' ? isUnknown(formula, context) : words?.includes(name) === true) return { kind: 'word', word: name, type, range };
    if (words !== 'any' && words !== null && isUnknown(formula, context)) return unknownWord(name, range, { type, words }, context);
  }
  const found = checkFormula(formula, context);
  if (found === null) return null;
  if (found.type.kind === 'number' && type.kind === 'number') {
    if (unitOfSum(type.unit, found.type.unit) !== null) return found;
    return unitMismatch({ range: found.range, operator }, [type, found.type], context);
  }
  return found.type.kind !== type.kind || commonType(found.type, type) === null ? otherKind(found, type, context) : found;
}

/** The words that a value of a type may be compared with; null where it has none. */
function vocabularyOf(type: ValueType, { scope }: CheckContext): readonly string[] | 'any' | null {
  switch (type.kind) {
    case 'grade':
      return type.scale.words;
    case 'class':
      return [...scope.classes().keys()];
    case 'text':
      return 'any';
    default:
      return null;
  }
}

function unknownWord(
  name: string,
  range: Range,
  { type, words }: { readonly type: ValueType; readonly words: readonly string[] },
  { report, nearest }: CheckContext,
): null {
  const hint = { name, nearest: nearest(name, words) };
  return type.kind === 'grade'
    ? report('unknown-grade', range, { ...hint, scale: words.join('、') })
    : report('unknown-class', range, hint);
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
