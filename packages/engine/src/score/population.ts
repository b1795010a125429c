import type { Expression } from '../formula/expression.ts';
import type { Arithmetic, NumberColumn } from '../number/arithmetic.ts';
import { stateAt } from '../number/arithmetic.ts';
import { populationFrame, subjectsFrame, type Frame } from './frame.ts';
import { numberCell, numbersOf, truth, truthOf, unionMask, type Cell } from './value.ts';

/** Evaluation of the operands, handed in because evaluation itself leads here. */
export type Evaluate = (expression: Expression, frame: Frame) => Cell;

type Folded = Extract<Expression, { kind: 'fold' | 'set-fold' | 'population' }>;

/**
 * 最高 最低 平均 标准差 合计 个数: over the cells of an indexed indicator, the members of a set, the ranked of a group, the
 * class, or everybody.
 * Only values that are there count; over nothing the result is missing, except that the sum over everybody is then 0.
 * A standard deviation is kept as its square (the variance), which is exact; whoever prints it takes the root.
 */
export function evaluatePopulation(expression: Folded, frame: Frame, evaluate: Evaluate): Cell {
  switch (expression.kind) {
    case 'fold':
      return foldParts(expression, frame, evaluate);
    case 'set-fold':
      return foldSet(expression, frame, evaluate);
    case 'population':
      return foldSubjects(expression, frame, evaluate);
  }
}

function foldParts(expression: Extract<Folded, { kind: 'fold' }>, frame: Frame, evaluate: Evaluate): Cell {
  const { arithmetic } = frame.run;
  const parts = expression.parts.map((part) => evaluate(part, frame));
  const length = frame.length;
  // One long column, part after part, reduced by row: the same code as over subjects.
  const owner = new Int32Array(length * parts.length);
  for (let i = 0; i < owner.length; i++) owner[i] = i % length;
  const long = concatenate(
    arithmetic,
    parts.map((part) => numbersOf(part.value)),
    length,
  );
  return {
    ...numberCell(reduce(arithmetic, expression.function, long, owner, length, false)),
    incomplete: unionMask(parts.map((part) => part.incomplete)),
  };
}

/** At each member of a set. 个数 counts those for whom the condition holds, or all. */
function foldSet(expression: Extract<Folded, { kind: 'set-fold' }>, frame: Frame, evaluate: Evaluate): Cell {
  const { arithmetic } = frame.run;
  const set = evaluate(expression.set, frame).value;
  if (set.kind !== 'set') throw new TypeError('a set was checked for');
  const owner = new Int32Array(set.members.length);
  for (let row = 0; row < frame.length; row++) owner.fill(row, set.starts[row], set.starts[row + 1]);
  const operand = expression.operand === null ? null : evaluate(expression.operand, subjectsFrame(frame, set.members));
  const incomplete = operand?.incomplete == null ? null : new Uint8Array(frame.length);
  if (incomplete !== null) owner.forEach((row, member) => (incomplete[row]! |= operand!.incomplete![member]!));
  if (expression.function !== '个数') {
    return { ...numberCell(reduce(arithmetic, expression.function, numbersOf(operand!.value), owner, frame.length, false)), incomplete };
  }
  const held = operand === null ? null : truthOf(operand.value);
  const counts = new Int32Array(frame.length);
  owner.forEach((row, member) => {
    if (held === null || held[member] === truth.yes) counts[row]!++;
  });
  return { ...numberCell(arithmetic.fromIntegers(counts)), incomplete };
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

function foldSubjects(expression: Extract<Folded, { kind: 'population' }>, frame: Frame, evaluate: Evaluate): Cell {
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

function reduce(
  arithmetic: Arithmetic,
  name: string,
  rows: NumberColumn,
  owner: Int32Array,
  ownerCount: number,
  sumOfNothing: boolean,
): NumberColumn {
  if (name === '最高') return arithmetic.maximumBy(rows, owner, ownerCount);
  if (name === '最低') return arithmetic.minimumBy(rows, owner, ownerCount);
  const counts = new Int32Array(ownerCount);
  for (let i = 0; i < owner.length; i++) if (owner[i]! >= 0 && stateAt(rows, i) === 0) counts[owner[i]!]!++;
  if (name === '个数') return arithmetic.fromIntegers(counts);
  const sum = arithmetic.sumBy(rows, owner, ownerCount);
  // Division by a count of nothing is missing.
  const count = arithmetic.fromIntegers(counts);
  if (name === '合计') return sumOfNothing ? sum : arithmetic.multiply(arithmetic.divide(sum, count), count);
  const mean = arithmetic.divide(sum, count);
  if (name === '平均') return mean;
  const meanOfSquares = arithmetic.divide(arithmetic.sumBy(arithmetic.multiply(rows, rows), owner, ownerCount), count);
  return arithmetic.subtract(meanOfSquares, arithmetic.multiply(mean, mean));
}
