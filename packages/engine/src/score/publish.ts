import { missing } from '../number/missing.ts';
import type { SourceResult } from '../mechanism/mechanism.ts';
import type { NumberColumn } from '../number/arithmetic.ts';
import { cellMembers, type ByClass, type NodePlan, type PublishPoint } from '../scheme/model.ts';
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
    return { ...cell, raw, value: { kind: 'number', column: roundByClass(stage, raw, publish) } };
  });
  return { ...result, cells };
}

/** Each row rounded at the point of its class; classes with the same point are rounded at once. */
export function roundByClass({ run, plan, classOf }: StageRun, column: NumberColumn, points: ByClass<PublishPoint>): NumberColumn {
  const { arithmetic } = run;
  let rounded: NumberColumn | null = null;
  const done: PublishPoint[] = [];
  for (const code of plan.classes) {
    const { digits, mode } = points[code]!;
    const isThis = (other: PublishPoint): boolean => other.digits === digits && other.mode === mode;
    if (done.some(isThis)) continue;
    done.push(points[code]!);
    const own = arithmetic.round(column, digits, mode);
    const holds = points.map(isThis);
    rounded =
      rounded === null
        ? own
        : arithmetic.select(
            Uint8Array.from(classOf, (each) => (holds[each]! ? 1 : 0)),
            own,
            rounded,
          );
  }
  return rounded ?? column;
}
