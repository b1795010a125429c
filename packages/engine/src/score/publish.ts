import { missing } from '../number/missing.ts';
import type { SourceResult } from '../mechanism/mechanism.ts';
import { cellMembers, type NodePlan } from '../scheme/model.ts';
import { evaluate } from '../formula/evaluate.ts';
import { populationFrame } from './frame.ts';
import type { StageRun } from './run.ts';
import { missingMask, unionMask, type Cell } from './value.ts';

/** `needs`: the value is missing unless these are there. */
export function applyNeeds(node: NodePlan, result: SourceResult, stage: StageRun): SourceResult {
  if (node.needs.length === 0) return result;
  const cells = result.cells.map((cell, index): Cell => {
    const members = cellMembers(node.lists, index);
    const cursor = new Map(node.lists.map((list, i) => [list, members[i]!]));
    const lacks = unionMask(node.needs.map((need) => missingMask(evaluate(need, populationFrame(stage, cursor)).value)))!;
    if (cell.value.kind !== 'number') throw new TypeError('needs was checked to stand on a number');
    const column = stage.run.arithmetic.withState(
      cell.value.column,
      lacks.map((lack) => (lack === 0 ? 0 : missing.operand)),
    );
    return { ...cell, value: { kind: 'number', column } };
  });
  return { ...result, cells };
}

/** A publishing point: from here on everybody reads the rounded value. The parts of the node's own fold stay exact. */
export function publishCells(node: NodePlan, result: SourceResult, stage: StageRun): SourceResult {
  const { publish } = node;
  if (publish === null) return result;
  const cells = result.cells.map((cell): Cell => {
    if (cell.value.kind !== 'number') throw new TypeError('publish was checked to stand on a number');
    const raw = cell.value.column;
    return { ...cell, raw, value: { kind: 'number', column: stage.run.arithmetic.round(raw, publish.digits, publish.mode) } };
  });
  return { ...result, cells };
}
