import { assert } from '../number/assert.ts';
import type { ListPlan, NodePlan, Selector, StagePlan } from '../scheme/model.ts';
import type { Formula } from './ast.ts';
import { checkNumeric, checkTruth, refuseReference, setOf, wrongType, type CheckContext } from './check-context.ts';
import type { CallName } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { numberType, truthType, unitOfSum, type NumberUnit, type ValueType } from './type.ts';

type Application = Extract<Formula, { kind: 'apply' }>;

/** A reference to an indicator with some lists fixed and the others free. */
export interface IndexedReference {
  readonly node: NodePlan;
  /** One per list of the node; a free list appears in `free` instead. */
  readonly fixed: ReadonlyMap<ListPlan, Selector['member']>;
  readonly free: readonly ListPlan[];
  /** Members of a run `甲..丙` of the one free list; null: all of them. */
  readonly run: readonly number[] | null;
}

export interface FormulaFunction {
  readonly name: string;
  readonly arity: { readonly least: number; readonly most: number };
  readonly zh: string;
  readonly en: string;
  check(formula: Application, context: CheckContext): Expression | null;
}

/** Every cell of a free reference as an expression of its own. */
export function expandReference(reference: IndexedReference, range: Expression['range']): Expression[] {
  const { node, fixed, free, run } = reference;
  let choices: Map<ListPlan, Selector['member']>[] = [new Map(fixed)];
  for (const list of free) {
    const members = run !== null && free.length === 1 ? run : list.members.map((_, i) => i);
    choices = choices.flatMap((choice) => members.map((member) => new Map(choice).set(list, member)));
  }
  return choices.map((choice) => ({ kind: 'node', node, selectors: selectorsOf(node, choice), type: node.type, range }));
}

export function selectorsOf(node: NodePlan, members: ReadonlyMap<ListPlan, Selector['member']>): Selector[] {
  return node.lists.map((list) => ({ list, member: members.get(list) ?? 'current' }));
}

function plainArguments(formula: Application, context: CheckContext): Formula[] | null {
  const plain: Formula[] = [];
  for (const argument of formula.arguments) {
    if (argument.kind === 'run') {
      context.report('run-outside-fold', argument.range, { run: `${argument.from}..${argument.to}` });
      return null;
    }
    plain.push(argument);
  }
  return plain;
}

function numericFunction(name: CallName, arity: FormulaFunction['arity'], zh: string, en: string, unitOf?: NumberUnit): FormulaFunction {
  return {
    name,
    arity,
    zh,
    en,
    check(formula, context) {
      const found = plainArguments(formula, context)?.map((argument) => checkNumeric(argument, context));
      if (found === undefined || found.includes(null)) return null;
      const parts = found.filter((part) => part !== null);
      let unit: NumberUnit = parts[0]!.type.unit;
      for (const part of parts.slice(1)) {
        const common = unitOfSum(unit, part.type.unit);
        if (common === null) return wrongType(part, parts[0]!.type, context);
        unit = common;
      }
      // Money would lose its unit here; it is rounded at a publishing point.
      if (unitOf !== undefined && unit === 'money') return wrongType(parts[0]!, numberType('number'), context);
      return { kind: 'call', function: name, arguments: parts, type: numberType(unitOf ?? unit), range: formula.range };
    },
  };
}

function presenceFunction(name: CallName, zh: string, en: string): FormulaFunction {
  return {
    name,
    arity: { least: 1, most: 1 },
    zh,
    en,
    check(formula, context) {
      const operand = plainArguments(formula, context)?.map((argument) => context.check(argument, context))[0];
      return operand == null ? null : { kind: 'call', function: name, arguments: [operand], type: truthType, range: formula.range };
    },
  };
}

function referenceArgument(formula: Application, context: CheckContext): IndexedReference | null {
  const argument = plainArguments(formula, context)?.[0];
  if (argument === undefined) return null;
  const reference = context.scope.resolveReference(argument, context);
  return reference === undefined ? refuseReference(argument, context) : reference;
}

function referenceFunction(
  name: string,
  zh: string,
  en: string,
  make: (reference: IndexedReference, formula: Application, context: CheckContext) => Expression | null,
): FormulaFunction {
  return {
    name,
    arity: { least: 1, most: 1 },
    zh,
    en,
    check(formula, context) {
      const reference = referenceArgument(formula, context);
      return reference === null ? null : make(reference, formula, context);
    },
  };
}

function completenessFunction(name: string, type: ValueType, zh: string, en: string): FormulaFunction {
  return referenceFunction(name, zh, en, ({ node, fixed, free }, formula, context) => {
    if (free.length > 0) return context.report('index-missing', formula.range, { name: node.name, list: free[0]!.name });
    return { kind: 'completeness', function: name, node, selectors: selectorsOf(node, fixed), type, range: formula.range };
  });
}

function ballotFunction(name: string, zh: string, en: string): FormulaFunction {
  return referenceFunction(name, zh, en, ({ node, fixed }, formula, context) => {
    if (node.source.countsBallots !== true) return context.report('not-a-ballot', formula.range, { name: node.name });
    const selectors = [...fixed].map(([list, member]) => ({ list, member }));
    return { kind: 'ballot-count', function: name, node, selectors, type: numberType('count'), range: formula.range };
  });
}

/** Over the cells of an indexed indicator, over the members of a set, or over a population. */
function foldFunction(
  name: string,
  zh: string,
  en: string,
  options: { readonly overSets: boolean; readonly counts?: true },
): FormulaFunction {
  return {
    name,
    arity: { least: 1, most: options.overSets ? 2 : 1 },
    zh,
    en,
    check(formula, context) {
      const plain = plainArguments(formula, context);
      const argument = plain?.[0];
      if (argument === undefined) return null;
      const set = options.overSets ? setOf(argument, context) : null;
      if (set !== null || plain![1] !== undefined)
        return checkSetFold(formula, context, { function: name, set, operand: plain![1], counts: options.counts === true });
      const reference = context.scope.resolveReference(argument, context);
      if (reference === null) return null;
      const { range } = formula;
      if (reference !== undefined && reference.free.length > 0) {
        const parts = expandReference(reference, argument.range);
        // Neither a group nor everybody has cells: one member must be named, and the function runs over the subjects.
        if (context.scope.population === 'group' || context.scope.population === 'stage')
          return context.report('index-missing', argument.range, { name: reference.node.name, list: reference.free[0]!.name });
        if (reference.node.type.kind !== 'number') return wrongType(parts[0]!, numberType('number'), context);
        return { kind: 'fold', function: name, parts, type: foldedType(name, reference.node.type), range };
      }
      const { population } = context.scope;
      if (population === null) return context.report('no-population', range, { function: name });
      const operand = checkNumeric(argument, { ...context, scope: context.scope.operands() });
      if (operand === null) return null;
      const stage = stageOf(operand);
      if (stage === null) return context.report('indicator-expected', argument.range);
      // Who is ranked in a group of this stage is not the population of another.
      if (population === 'group' && stage !== context.scope.grading!.stage)
        return context.report('no-population', formula.range, { function: name });
      return {
        kind: 'population',
        function: name,
        operand,
        over: population,
        stage,
        type: foldedType(name, operand.type),
        range,
      };
    },
  };
}

/** How many there are is a count; a mean of counts is not. */
function foldedType(name: string, type: ValueType): ValueType {
  if (name === '个数') return numberType('count');
  const isMean = name === '平均' || name === '标准差';
  return isMean && type.kind === 'number' && type.unit === 'count' ? numberType('number') : type;
}

interface SetFold {
  readonly function: string;
  readonly set: Expression | null;
  readonly operand: Formula | undefined;
  /** 个数: a condition or nothing, in place of a number. */
  readonly counts: boolean;
}

function checkSetFold(formula: Application, context: CheckContext, { function: name, set, operand, counts }: SetFold): Expression | null {
  const { range } = formula;
  if (set === null) {
    const found = context.check(formula.arguments[0] as Formula, context); // runs were refused before
    return found === null ? null : wrongType(found, { kind: 'set', classes: null }, context);
  }
  assert(set.type.kind === 'set', 'a set was checked for');
  if (operand === undefined) {
    if (!counts) return context.report('argument-count', range, { function: name, wanted: '2', found: '1' });
    return { kind: 'set-fold', function: name, set, operand: null, type: numberType('count'), range };
  }
  const inner = { ...context, scope: context.scope.at(set.type.classes) };
  const read = counts ? checkTruth(operand, inner) : checkNumeric(operand, inner);
  return read === null ? null : { kind: 'set-fold', function: name, set, operand: read, type: foldedType(name, read.type), range };
}

/** The stage whose subjects an expression is about: that of the first indicator in it. */
function stageOf(expression: Expression): StagePlan | null {
  switch (expression.kind) {
    case 'node':
    case 'completeness':
    case 'ballot-count':
      return expression.node.stage;
    case 'ranking':
    case 'rejected-entries':
      return expression.stage;
    case 'negate':
    case 'not':
      return stageOf(expression.operand);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'compare':
    case 'logical':
      return stageOf(expression.left) ?? stageOf(expression.right);
    case 'if':
      return stageOf(expression.condition) ?? stageOf(expression.then) ?? stageOf(expression.else);
    case 'call':
      return expression.arguments.map(stageOf).find((stage) => stage !== null) ?? null;
    default:
      return null;
  }
}

const anyFunction: FormulaFunction = {
  name: '任一',
  arity: { least: 2, most: 2 },
  zh: '集合中有一个符合条件即为是',
  en: 'yes if the condition holds for one of the set',
  check(formula, context) {
    const plain = plainArguments(formula, context);
    if (plain === null) return null;
    const set = context.check(plain[0]!, context);
    if (set === null) return null;
    if (set.type.kind !== 'set') return wrongType(set, { kind: 'set', classes: null }, context);
    const condition = checkTruth(plain[1]!, { ...context, scope: context.scope.at(set.type.classes) });
    return condition === null ? null : { kind: 'any', set, condition, type: truthType, range: formula.range };
  },
};

const yearFunction: FormulaFunction = {
  name: '年',
  arity: { least: 1, most: 1 },
  zh: '日期的年份',
  en: 'year of a date',
  check(formula, context) {
    const operand = plainArguments(formula, context)?.map((argument) => context.check(argument, context))[0];
    if (operand == null) return null;
    if (operand.type.kind !== 'date') return wrongType(operand, { kind: 'date' }, context);
    return { kind: 'call', function: '年', arguments: [operand], type: numberType('count'), range: formula.range };
  },
};

/** 名额 and 已定 take a grade of the ranking at hand, or (名额) a candidate list. */
function gradeCountFunction(name: '名额' | '已定', zh: string, en: string): FormulaFunction {
  return {
    name,
    arity: { least: 1, most: 1 },
    zh,
    en,
    check(formula, context) {
      const argument = plainArguments(formula, context)?.[0];
      if (argument === undefined) return null;
      const { grading } = context.scope;
      if (grading === null || argument.kind !== 'name') return context.report('no-population', formula.range, { function: name });
      const { stage, scale } = grading;
      const code = scale.grades.indexOf(argument.name);
      if (code >= 0) {
        const what = name === '名额' ? 'places' : 'given';
        return { kind: 'grade-count', what, grade: code, stage, type: numberType('count'), range: formula.range };
      }
      const reference = name === '名额' ? context.scope.resolveReference(argument, context) : undefined;
      if (reference != null && reference.node.source.mechanism === 'lowest') {
        return { kind: 'candidate-places', node: reference.node, stage, type: numberType('count'), range: formula.range };
      }
      const nearest = context.nearest(argument.name, scale.grades);
      return context.report('unknown-grade', argument.range, { name: argument.name, nearest, scale: scale.grades.join('、') });
    },
  };
}

const all: readonly FormulaFunction[] = [
  numericFunction('限幅', { least: 3, most: 3 }, '不低于低限、不高于高限', 'clamp: not below the low, not above the high'),
  numericFunction('最大', { least: 2, most: 20 }, '几个数中最大的', 'largest of several numbers'),
  numericFunction('最小', { least: 2, most: 20 }, '几个数中最小的', 'smallest of several numbers'),
  numericFunction('取整', { least: 1, most: 1 }, '舍去小数', 'whole number not above', 'count'),
  numericFunction('进一', { least: 1, most: 1 }, '有小数即进一', 'whole number not below', 'count'),
  yearFunction,
  presenceFunction('有', '有值', 'is there'),
  presenceFunction('缺', '缺值', 'is missing'),
  completenessFunction('不全', truthType, '缺值，或其下有缺项', 'missing, or something below it was left out'),
  completenessFunction('缺项', numberType('count'), '折算时略去的项数', 'how many parts its own fold left out'),
  ballotFunction('有效票', '有效票数', 'valid sheets'),
  ballotFunction('收回票', '收回票数', 'returned sheets'),
  ballotFunction('应发票', '应发票数', 'sheets due by the roll'),
  anyFunction,
  foldFunction('最高', '最高值', 'largest value', { overSets: true }),
  foldFunction('最低', '最低值', 'smallest value', { overSets: true }),
  foldFunction('平均', '平均值', 'mean', { overSets: true }),
  foldFunction('标准差', '总体标准差', 'population standard deviation', { overSets: false }),
  foldFunction('合计', '合计', 'sum', { overSets: true }),
  foldFunction('个数', '有值的个数，或集合中符合条件的个数', 'how many have a value, or how many of a set meet a condition', {
    overSets: true,
    counts: true,
  }),
  gradeCountFunction('名额', '某等次的名额', 'places of a grade'),
  gradeCountFunction('已定', '已给某等次的人数', 'number given a grade so far'),
];

export const functions: ReadonlyMap<string, FormulaFunction> = new Map(all.map((each) => [each.name, each]));
