import type { Expression } from '../formula/expression.ts';
import { evaluate } from '../formula/evaluate.ts';
import { cellCount, cellMembers, type ListPlan } from '../scheme/model.ts';
import { populationFrame } from '../score/frame.ts';
import type { StageRun } from '../score/run.ts';
import type { Cell } from '../score/value.ts';

/** Evaluates a formula about the subject once for every cell of the lists around it. */
export function evaluateEachCell(run: StageRun, lists: readonly ListPlan[], expressionOf: (cell: number) => Expression): Cell[] {
  return Array.from({ length: cellCount(lists) }, (_, cell) => {
    const members = cellMembers(lists, cell);
    const cursor = new Map(lists.map((list, i) => [list, members[i]!]));
    return evaluate(expressionOf(cell), populationFrame(run, cursor));
  });
}
