import type { Expression } from '../formula/expression.ts';
import { operandsOf } from '../formula/operands.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import type { GradingPlan } from './grading-plan.ts';
import type { NodePlan, StagePlan } from './model.ts';
import type { StageCompiler } from './stage-compiler.ts';

/**
 * The order of work of a stage: values → order → grades → what reads grades. Names resolve at first use and catch cycles
 * among indicators; this catches what goes round through the ranking: an order that reads a rank, a step that reads the
 * grade it gives.
 */
type Step = { readonly kind: 'node'; readonly node: NodePlan } | { readonly kind: 'order' | 'grades'; readonly stage: StagePlan };

/** Every value is computed inside the one that reads it, so a chain without end would exhaust the stack. */
export const chainLengthMax = 200;

export function checkEvaluationOrder(
  stages: readonly StageCompiler[],
  report: (code: string, place: DocumentPlace, parameters: Record<string, string>) => null,
): void {
  /** How many steps stand below each, itself included. */
  const done = new Map<string, number>();
  const path: { key: string; name: string }[] = [];
  const visit = (step: Step): number => {
    const key =
      step.kind === 'node' ? `${step.node.stage.index}/${step.node.section}/${step.node.name}` : `${step.kind} ${step.stage.index}`;
    const name = step.kind === 'node' ? step.node.name : step.kind === 'order' ? '名次' : '等次';
    const start = path.findIndex((each) => each.key === key);
    if (start >= 0) {
      const place = placeOf(step);
      const names = [...path.slice(start), { key, name }].map((each) => each.name);
      report(step.kind === 'grades' ? 'step-reads-grade' : 'cycle', place, { path: names.join(' → ') });
      return 0;
    }
    const known = done.get(key);
    if (known !== undefined) return known;
    path.push({ key, name });
    const depth = readBy(step).reduce((deepest, next) => Math.max(deepest, visit(next)), 0) + 1;
    path.pop();
    done.set(key, depth);
    if (depth === chainLengthMax + 1) report('chain-too-long', placeOf(step), { name, most: String(chainLengthMax) });
    return depth;
  };
  for (const { plan } of stages) {
    for (const node of plan.nodes) visit({ kind: 'node', node });
    if (plan.grading !== null) visit({ kind: 'grades', stage: plan });
  }
}

function placeOf(step: Step): DocumentPlace {
  return step.kind === 'node' ? step.node.place : step.stage.grading!.place;
}

function readBy(step: Step): Step[] {
  if (step.kind === 'node') {
    const { source, needs, stage } = step.node;
    const expressions = [...source.uses.map((use) => use.expression), ...needs];
    const steps = expressions.flatMap(stepsOf);
    if (source.readsOrder === true) steps.push({ kind: 'order', stage });
    if (source.readsGrades === true) steps.push({ kind: 'grades', stage });
    return steps;
  }
  const { grading } = step.stage;
  // Only an indicator that ranks by itself asks for an order in a stage without one, and it means its own.
  if (grading === null) return [];
  if (step.kind === 'order') return orderExpressions(grading).flatMap(stepsOf);
  return [{ kind: 'order', stage: step.stage }, ...gradeExpressions(grading).flatMap(stepsOf)];
}

export function gradingExpressions(grading: GradingPlan): Expression[] {
  return [...orderExpressions(grading), ...gradeExpressions(grading)];
}

function orderExpressions({ of, ties, outside }: GradingPlan): Expression[] {
  return [of, ...ties.map((tie) => tie.expression), ...outside.map((line) => line.condition)];
}

function gradeExpressions({ quotas, steps }: GradingPlan): Expression[] {
  const lines = quotas.flatMap((line) => (line === null || line === 'rest' ? [] : [line.ratio, line.atLeast, line.atMost, line.when]));
  const conditions = steps.flatMap((step) => {
    if (step.kind === 'assign') return [step.condition];
    return step.kind === 'cut' ? [step.places, ...step.bars.map((bar) => bar.condition)] : [];
  });
  return [...lines, ...conditions].filter((expression) => expression !== null);
}

function stepsOf(expression: Expression): Step[] {
  const inner = operandsOf(expression).flatMap(stepsOf);
  switch (expression.kind) {
    case 'node':
    case 'ballot-count':
    case 'completeness':
    case 'candidate-places':
      return [{ kind: 'node', node: expression.node }, ...inner];
    case 'ranking':
      return [{ kind: expression.what === 'grade' ? 'grades' : 'order', stage: expression.stage }, ...inner];
    case 'population':
      return expression.over === 'group' ? [{ kind: 'order', stage: expression.stage }, ...inner] : inner;
    default:
      return inner;
  }
}
