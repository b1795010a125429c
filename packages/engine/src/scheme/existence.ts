import type { Expression } from '../formula/expression.ts';
import { ownOperandsOf } from '../formula/operands.ts';
import { cellCount, cellIndex, cellMembers, type ListPlan, type NodePlan, type StagePlan } from './model.ts';

/** For each cell of a node the classes (codes) for which it exists; null: all. */
export type Existence = ReadonlyMap<NodePlan, readonly (ReadonlySet<number> | null)[]>;

/**
 * Differentiated indicators (差异化指标): what the total of some classes uses and that of another does not, does not exist
 * for the other; it is no line of its bill. What no total uses is a pure output and exists for all.
 */
export function existenceOf(stage: StagePlan): Existence {
  let existence = found.get(stage);
  if (existence === undefined) found.set(stage, (existence = findExistence(stage)));
  return existence;
}

/** A plan does not change any more when somebody asks. */
const found = new WeakMap<StagePlan, Existence>();

function findExistence(stage: StagePlan): Existence {
  const used = new Map<NodePlan, Set<number>[]>();
  const use = (node: NodePlan, cell: number, classes: ReadonlySet<number>): void => {
    let cells = used.get(node);
    if (cells === undefined) {
      cells = Array.from({ length: cellCount(node.lists) }, () => new Set<number>());
      used.set(node, cells);
    }
    const known = cells[cell]!;
    const fresh = new Set([...classes].filter((code) => !known.has(code)));
    if (fresh.size === 0) return;
    for (const code of fresh) known.add(code);
    const members = cellMembers(node.lists, cell);
    const cursor = new Map(node.lists.map((list, i) => [list, members[i]!]));
    for (const each of node.source.uses) {
      const reached = each.classes === null ? fresh : new Set([...fresh].filter((code) => each.classes!.has(code)));
      for (const [next, nextCell] of nodesIn(each.expression, cursor)) if (next.stage === stage) use(next, nextCell, reached);
    }
  };
  if (stage.grading !== null) {
    for (const [node, cell] of nodesIn(stage.grading.of, new Map())) if (node.stage === stage) use(node, cell, stage.classes);
  }
  const existence = new Map<NodePlan, readonly (ReadonlySet<number> | null)[]>();
  for (const node of stage.nodes) {
    const cells = used.get(node);
    existence.set(
      node,
      Array.from({ length: cellCount(node.lists) }, (_, cell) => {
        const classes = cells?.[cell];
        return classes === undefined || classes.size === 0 ? null : classes;
      }),
    );
  }
  return existence;
}

function nodesIn(expression: Expression, cursor: ReadonlyMap<ListPlan, number>): [NodePlan, number][] {
  const inner = ownOperandsOf(expression).flatMap((operand) => nodesIn(operand, cursor));
  if (expression.kind !== 'node' && expression.kind !== 'completeness') return inner;
  const { node, selectors } = expression;
  const members = selectors.map(({ list, member }) => (member === 'current' ? (cursor.get(list) ?? 0) : member));
  return [[node, cellIndex(node.lists, members)], ...inner];
}
