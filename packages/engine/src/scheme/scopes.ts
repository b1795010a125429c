import { definitionsWith, type TableDefinition } from '../facts/definitions.ts';
import type { Formula, Range } from '../formula/ast.ts';
import type { CheckContext } from '../formula/check-context.ts';
import type { Expression, ExpressionBody } from '../formula/expression.ts';
import { selectorsOf, type IndexedReference } from '../formula/functions.ts';
import type { Scope } from '../formula/scope.ts';
import { numberType, textType, truthType, type GradeScale, type ValueType } from '../formula/type.ts';
import { fromInteger } from '../number/rational.ts';
import type { SchemeCompiler } from './compile.ts';
import type { AttributePlan, ListPlan, NodePlan, Selector } from './model.ts';
import type { StageCompiler } from './stage-compiler.ts';

type Found = Expression | null | undefined;

function expression(body: ExpressionBody, type: ValueType, range: Range): Expression {
  return { ...body, type, range };
}

/** Names that mean the same in every scope. */
function universal(compiler: SchemeCompiler, name: string, range: Range): Found {
  if (name === '是' || name === '否') return expression({ kind: 'truth', value: name === '是' }, truthType, range);
  if (name === '年度')
    return expression({ kind: 'constant', value: fromInteger(compiler.year), text: String(compiler.year) }, numberType('count'), range);
  return undefined;
}

function attributeExpression(attribute: AttributePlan, range: Range): Expression {
  return expression({ kind: 'attribute', attribute }, attribute.type, range);
}

function nodeExpression(node: NodePlan, selectors: readonly Selector[], range: Range): Expression {
  return expression({ kind: 'node', node, selectors }, node.type, range);
}

/** What stands around a formula about a subject. */
interface SubjectScopeOptions {
  readonly compiler: SchemeCompiler;
  /** The stage whose names are seen first; null: attributes only. */
  readonly stage: StageCompiler | null;
  /** Classes of the subject (codes); null: any. */
  readonly classes: ReadonlySet<number> | null;
  /** Lists that a loop around the formula goes through. */
  readonly loops: readonly ListPlan[];
  readonly population: Scope['population'];
  /** Only the stage itself is seen, not earlier ones. */
  readonly alone?: boolean;
}

/** A formula about a subject: indicators, flags, outcomes and attributes by name. */
export function subjectScope(options: SubjectScopeOptions): Scope {
  const { compiler, stage, loops } = options;

  function rankingName(name: string, range: Range): Found {
    const gradingStage = stage?.document.grading === undefined ? undefined : stage;
    if (gradingStage === undefined) return undefined;
    const { plan } = gradingStage;
    if (name === '名次') return expression({ kind: 'ranking', what: 'rank', stage: plan }, numberType('count'), range);
    if (name === '参评数') return expression({ kind: 'ranking', what: 'count', stage: plan }, numberType('count'), range);
    if (name === '末位') return expression({ kind: 'ranking', what: 'last', stage: plan }, truthType, range);
    if (name === '等次')
      return expression({ kind: 'ranking', what: 'grade', stage: plan }, { kind: 'grade', scale: gradingStage.scale() }, range);
    return undefined;
  }

  function findNode(name: string): NodePlan | null | undefined {
    for (const each of visibleStages()) {
      const node = each.node(name);
      if (node !== undefined) return node;
    }
    return undefined;
  }

  /** The stage at hand, then earlier ones, nearest first. */
  function visibleStages(): StageCompiler[] {
    if (stage === null) return [];
    return options.alone === true ? [stage] : [stage, ...compiler.stages.slice(0, stage.plan.index).reverse()];
  }

  const scope: Scope = {
    resolve(name, range, context) {
      const known = universal(compiler, name, range) ?? rankingName(name, range);
      if (known !== undefined) return known;
      if (name === '类别') return expression({ kind: 'class-of-subject' }, { kind: 'class' }, range);
      if (name === '对象') return expression({ kind: 'subject' }, { kind: 'subject', classes: null }, range);
      if (name === '被拒条目' && stage !== null)
        return expression({ kind: 'rejected-entries', stage: stage.plan }, numberType('count'), range);
      const node = findNode(name);
      if (node === null) return null;
      if (node !== undefined) return bind(node, new Map(), range, context);
      const attribute = compiler.attributes.get(name);
      return attribute === undefined ? undefined : attributeExpression(attribute, range);
    },
    resolveIndexed(formula, context) {
      const reference = scope.resolveReference(formula, context);
      if (reference == null) return reference;
      const run = formula.arguments.find((argument) => argument.kind === 'run');
      if (run !== undefined) return context.report('run-outside-fold', run.range, { run: `${run.from}..${run.to}` });
      return bind(reference.node, reference.fixed, formula.range, context);
    },
    resolveReference(formula, context) {
      return resolveReference(formula, context, findNode, loops);
    },
    at: (names) => otherSubjectScope(compiler, stage, names),
    *names() {
      for (const each of visibleStages()) yield* each.names();
      yield* compiler.attributes.keys();
      yield* ['类别', '年度', '对象'];
      if (stage?.document.grading !== undefined) yield* rankingWords;
    },
    classes: () => compiler.classes,
    population: options.population,
    operands: () => scope,
    grading: null,
  };

  function bind(node: NodePlan, fixed: IndexedReference['fixed'], range: Range, context: CheckContext): Expression | null {
    const free = node.lists.find((list) => !fixed.has(list) && !loops.includes(list));
    if (free !== undefined) return context.report('index-missing', range, { name: node.name, list: free.name });
    return nodeExpression(node, selectorsOf(node, fixed), range);
  }

  return scope;
}

/** `名称`, `名称(成员)` or `名称(甲..丙)`: members in brackets fix lists, in any order. */
function resolveReference(
  formula: Formula,
  context: CheckContext,
  findNode: (name: string) => NodePlan | null | undefined,
  loops: readonly ListPlan[],
): IndexedReference | null | undefined {
  const target = formula.kind === 'apply' ? formula.target : formula;
  if (target.kind !== 'name') return undefined;
  const node = findNode(target.name);
  if (node == null) return node;
  const fixed = new Map<ListPlan, Selector['member']>();
  // Lists that a ballot or survey has folded away still tell its sheets apart, so counts may fix them.
  const lists = [...node.lists, ...(node.source.countsBallots === true ? (node.source.countLists ?? []) : [])];
  if (formula.kind === 'apply' && lists.length === 0) return context.report('not-indexed', formula.range, { name: node.name });
  let run: readonly number[] | null = null;
  for (const argument of formula.kind === 'apply' ? formula.arguments : []) {
    if (argument.kind === 'run') {
      const list = lists.find((each) => !fixed.has(each) && memberIndex(each, argument.from) >= 0 && memberIndex(each, argument.to) >= 0);
      if (list === undefined)
        return context.report('unknown-member', argument.range, {
          name: `${argument.from}..${argument.to}`,
          list: node.lists.map((each) => each.name).join('、'),
        });
      const [from, to] = [memberIndex(list, argument.from), memberIndex(list, argument.to)];
      if (to < from) return context.report('run-backwards', argument.range, { from: argument.from, to: argument.to });
      run = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      continue;
    }
    const name = argument.kind === 'name' ? argument.name : '';
    const list = lists.find((each) => !fixed.has(each) && memberIndex(each, name) >= 0);
    if (list === undefined) {
      const names = lists.flatMap((each) => each.members.map((member) => member.name));
      return context.report('unknown-member', argument.range, {
        name,
        list: lists.map((each) => each.name).join('、'),
        nearest: context.nearest(name, names),
      });
    }
    fixed.set(list, memberIndex(list, name));
  }
  const free = node.lists.filter((list) => !fixed.has(list) && !loops.includes(list));
  for (const list of loops) if (node.lists.includes(list) && !fixed.has(list)) fixed.set(list, 'current');
  return { node, fixed, free, run };
}

function memberIndex(list: ListPlan, name: string): number {
  return list.members.findIndex((member) => member.name === name || member.key === name);
}

/**
 * Names at another subject: what its own stage says of it (this stage or an earlier one), and its attributes. Where the
 * class is not known, the name tells the stage; a name that several stages use tells nothing and is refused.
 */
function otherSubjectScope(compiler: SchemeCompiler, from: StageCompiler | null, classNames: readonly string[] | null): Scope {
  const classes = classNames === null ? null : new Set(classNames.flatMap((name) => compiler.classes.get(name)?.members ?? []));
  const visible = compiler.stages.slice(0, (from?.plan.index ?? -1) + 1).reverse();
  const stages = visible.filter((stage) => classes === null || [...classes].some((code) => stage.plan.classes.has(code)));
  const scopeOf = (stage: StageCompiler | null): Scope =>
    subjectScope({ compiler, stage, classes, loops: [], population: null, alone: true });
  const own = scopeOf(stages[0] ?? null);
  return {
    ...own,
    resolve(name, range, context) {
      const speaking = stages.filter(
        (stage) => stage.node(name) !== undefined || (rankingWords.has(name) && stage.document.grading !== undefined),
      );
      if (speaking.length > 1) {
        return context.report('ambiguous-stage', range, { name, stages: speaking.map((stage) => stage.plan.name).join('、') });
      }
      return scopeOf(speaking[0] ?? stages[0] ?? null).resolve(name, range, context);
    },
  };
}

const rankingWords: ReadonlySet<string> = new Set(['名次', '参评数', '末位', '等次']);

/** A formula about a row of facts: its columns by Chinese header, 对象 the subject, 评分人 the scorer. */
export function rowScope(compiler: SchemeCompiler, stage: StageCompiler | null, table: string): Scope {
  const definition: TableDefinition | undefined = definitionsWith(compiler.declaredColumns).get(table);
  const columns = new Map((definition?.columns ?? []).map((column) => [column.name, column]));
  const scope: Scope = {
    resolve(name, range) {
      const known = universal(compiler, name, range);
      if (known !== undefined) return known;
      const column = columns.get(name);
      if (column === undefined) return undefined;
      if (column.reference !== null) {
        return expression({ kind: 'column-subject', column: column.key, header: name }, { kind: 'subject', classes: null }, range);
      }
      const types: Record<typeof column.type, ValueType> = {
        id: textType,
        text: textType,
        value: textType,
        decimal: numberType('number'),
        count: numberType('count'),
        date: { kind: 'date' },
        'yes-no': truthType,
      };
      return expression({ kind: 'column', column: column.key, header: name }, types[column.type], range);
    },
    resolveIndexed: () => undefined,
    resolveReference: () => undefined,
    at: (names) => otherSubjectScope(compiler, stage, names),
    *names() {
      yield* columns.keys();
      yield* ['年度'];
    },
    classes: () => compiler.classes,
    population: null,
    operands: () => scope,
    grading: null,
  };
  return scope;
}

/** Who may rate whom: 评分人 and 对象. */
export function pairScope(compiler: SchemeCompiler): Scope {
  const subject: ValueType = { kind: 'subject', classes: null };
  const scope: Scope = {
    resolve(name, range) {
      if (name === '评分人') return expression({ kind: 'rater' }, subject, range);
      if (name === '对象') return expression({ kind: 'subject' }, subject, range);
      return universal(compiler, name, range);
    },
    resolveIndexed: () => undefined,
    resolveReference: () => undefined,
    at: (names) => otherSubjectScope(compiler, null, names),
    names: () => ['评分人', '对象'],
    classes: () => compiler.classes,
    population: null,
    operands: () => scope,
    grading: null,
  };
  return scope;
}

/** A formula about a ranking group: 参评数, population functions, and what is the same for all of the group. `scale` is that of the ranking at hand. */
export function groupScope(stage: StageCompiler, within: AttributePlan | null, scale: GradeScale = stage.scale()): Scope {
  const { compiler, plan } = stage;
  const operands = subjectScope({ compiler, stage, classes: plan.classes, loops: [], population: 'group' });
  const scope: Scope = {
    ...operands,
    resolve(name, range) {
      const known = universal(compiler, name, range);
      if (known !== undefined) return known;
      if (name === '参评数') return expression({ kind: 'ranking', what: 'count', stage: plan }, numberType('count'), range);
      if (within === null && name === '类别') return expression({ kind: 'class-of-subject' }, { kind: 'class' }, range);
      if (within !== null && name === within.name) return attributeExpression(within, range);
      return undefined;
    },
    resolveIndexed: () => undefined,
    names: () => ['参评数', within?.name ?? '类别', '年度'],
    operands: () => operands,
    grading: { stage: plan, scale },
  };
  return scope;
}

/** Totals over everybody. */
export function totalScope(compiler: SchemeCompiler): Scope {
  const last = compiler.stages.at(-1) ?? null;
  const operands = subjectScope({ compiler, stage: last, classes: null, loops: [], population: 'stage' });
  return {
    ...operands,
    resolve: (name, range) => universal(compiler, name, range),
    resolveIndexed: () => undefined,
    names: () => ['年度'],
    operands: () => operands,
  };
}
