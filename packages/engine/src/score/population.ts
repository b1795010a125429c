import { evaluate } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import type { Arithmetic, NumberColumn } from '../number/arithmetic.ts';
import { stateAt } from '../number/arithmetic.ts';
import { populationFrame, type Frame } from './frame.ts';
import { numberCell, numbersOf, unionMask, type Cell } from './value.ts';

type Folded = Extract<Expression, { kind: 'fold' | 'population' }>;

/**
 * 最高 最低 平均 标准差 合计: over the cells of an indexed indicator, or over the ranked of a group, the class, or everybody.
 * Only values that are there count; over nothing the result is missing, except that the sum over everybody is then 0.
 * A standard deviation is kept as its square (the variance), which is exact; whoever prints it takes the root.
 */
export function evaluatePopulation(expression: Folded, frame: Frame): Cell {
  return expression.kind === 'fold' ? foldParts(expression, frame) : foldSubjects(expression, frame);
}

function foldParts(expression: Extract<Folded, { kind: 'fold' }>, frame: Frame): Cell {
  const { arithmetic } = frame.run;
  const parts = expression.parts.map((part) => evaluate(part, frame));
  const length = frame.length;
  // One long column, part after part, reduced by row: the same code as over subjects.
  const owner = new Int32Array(length * parts.length);
  for (let i = 0; i < owner.length; i++) owner[i] = i % length;
  const long = concatenate(arithmetic, parts.map((part) => numbersOf(part.value)), length);
  return { ...numberCell(reduce(arithmetic, expression.function, long, owner, length, false)), incomplete: unionMask(parts.map((part) => part.incomplete)) };
}

/** Columns one below the other. */
function concatenate(arithmetic: Arithmetic, columns: readonly NumberColumn[], length: number): NumberColumn {
  const total = length * columns.length;
  const row = Int32Array.from({ length: total }, (_, i) => i % length);
  let long = arithmetic.gather(columns[0]!, row);
  for (let k = 1; k < columns.length; k++) {
    const isPart = new Uint8Array(total).fill(1, k * length, (k + 1) * length);
    long = arithmetic.select(isPart, arithmetic.gather(columns[k]!, row), long);
  }
  return long;
}

function foldSubjects(expression: Extract<Folded, { kind: 'population' }>, frame: Frame): Cell {
  const { arithmetic } = frame.run;
  const stage = frame.run.stageRun(expression.stage);
  const operand = numbersOf(evaluate(expression.operand, populationFrame(stage, frame.cursor)).value);
  switch (expression.over) {
    case 'group': {
      const ranking = frame.groups ?? stage.ranking();
      return numberCell(reduce(arithmetic, expression.function, operand, ranking.order.group, ranking.groupCount, false));
    }
    case 'class': {
      const perClass = reduce(arithmetic, expression.function, operand, stage.classOf, frame.run.scheme.basicClasses.length, false);
      const classOfRow = frame.subjects!.map((row) => (row < 0 ? -1 : frame.run.classOf[row]!));
      return numberCell(arithmetic.gather(perClass, classOfRow));
    }
    case 'stage':
      return numberCell(reduce(arithmetic, expression.function, operand, new Int32Array(operand.length), 1, true));
  }
}

function reduce(arithmetic: Arithmetic, name: string, rows: NumberColumn, owner: Int32Array, ownerCount: number, sumOfNothing: boolean): NumberColumn {
  if (name === '最高') return arithmetic.maximumBy(rows, owner, ownerCount);
  if (name === '最低') return arithmetic.minimumBy(rows, owner, ownerCount);
  const counts = new Int32Array(ownerCount);
  for (let i = 0; i < owner.length; i++) if (owner[i]! >= 0 && stateAt(rows, i) === 0) counts[owner[i]!]!++;
  const sum = arithmetic.sumBy(rows, owner, ownerCount);
  // Division by a count of nothing is missing.
  const count = arithmetic.fromIntegers(counts);
  if (name === '合计') return sumOfNothing ? sum : arithmetic.multiply(arithmetic.divide(sum, count), count);
  const mean = arithmetic.divide(sum, count);
  if (name === '平均') return mean;
  const meanOfSquares = arithmetic.divide(arithmetic.sumBy(arithmetic.multiply(rows, rows), owner, ownerCount), count);
  return arithmetic.subtract(meanOfSquares, arithmetic.multiply(mean, mean));
}

