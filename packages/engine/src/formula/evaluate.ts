import { assert } from '../number/assert.ts';
import { ordering, type NumberColumn } from '../number/arithmetic.ts';
import { missing } from '../number/missing.ts';
import { subjectsFrame, type Frame } from '../score/frame.ts';
import { evaluatePopulation } from '../score/population.ts';
import { anyOf, inSet } from '../score/set-formulas.ts';
import { complete, missingMask, numberCell, numbersOf, truth, truthOf, unionMask, type Cell, type Value } from '../score/value.ts';
import { cellIndex, type ListPlan, type Selector } from '../scheme/model.ts';
import type { ComparisonOperator } from './ast.ts';
import type { Expression } from './expression.ts';
import { placeRead } from './operands.ts';

/** Evaluates an expression over all rows of a frame at once. Exact; three-valued where a condition is missing. */
export function evaluate(expression: Expression, frame: Frame): Cell {
  const { arithmetic } = frame.run;
  switch (expression.kind) {
    case 'constant':
      return numberCell(arithmetic.constant(expression.value, frame.length));
    case 'truth':
      return truthCell(new Uint8Array(frame.length).fill(expression.value ? truth.yes : truth.no));
    case 'missing':
      return numberCell(arithmetic.allMissing(frame.length, missing.operand));
    case 'word':
      return complete({ kind: 'word', codes: new Int32Array(frame.length), words: [expression.word] });
    case 'node':
      return readNode(expression, frame);
    case 'attribute':
      return complete(frame.run.attribute(expression.attribute, subjectsOf(frame)));
    case 'class-of-subject':
      return complete(frame.run.classWords(subjectsOf(frame)));
    case 'subject':
      return complete({ kind: 'subject', rows: subjectsOf(frame) });
    case 'rater':
      return complete({ kind: 'subject', rows: frame.raters! });
    case 'column':
      return complete(frame.run.columnValue(frame.table!, expression.column, expression.type));
    case 'column-subject':
      return complete({ kind: 'subject', rows: frame.run.facts.subjectRows(frame.table!.name, expression.column) });
    case 'through': {
      const subject = evaluate(expression.subject, frame);
      assert(subject.value.kind === 'subject', 'a subject was checked for');
      return evaluate(expression.body, subjectsFrame(frame, subject.value.rows));
    }
    case 'in-class': {
      const subject = evaluate(expression.subject, frame);
      assert(subject.value.kind === 'subject', 'a subject was checked for');
      return truthCell(frame.run.inClass(subject.value.rows, expression.subjectClass));
    }
    case 'in-set':
      return inSet(expression, frame, evaluate);
    case 'negate':
      return mapNumber(evaluate(expression.operand, frame), (column) => arithmetic.negate(column));
    case 'not':
      return mapTruth(evaluate(expression.operand, frame), (t) => (t === truth.missing ? truth.missing : 1 - t));
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const left = evaluate(expression.left, frame);
      const right = evaluate(expression.right, frame);
      return withIncomplete(numberCell(arithmetic[expression.kind](numbersOf(left.value), numbersOf(right.value))), [left, right]);
    }
    case 'compare':
      return compare(expression, frame);
    case 'logical': {
      const left = evaluate(expression.left, frame);
      const right = evaluate(expression.right, frame);
      const decisive = expression.operator === '且' ? truth.no : truth.yes;
      return withIncomplete(truthCell(combineTruth(truthOf(left.value), truthOf(right.value), decisive)), [left, right]);
    }
    case 'if':
      return chooseBranch(expression, frame);
    case 'call':
      return call(expression, frame);
    case 'any':
      return anyOf(expression, frame, evaluate);
    case 'fold':
    case 'set-fold':
    case 'population':
      return evaluatePopulation(expression, frame, evaluate);
    case 'ballot-count':
      return countBallots(expression, frame);
    case 'completeness': {
      const cell = readNode(expression, frame);
      if (expression.function === '不全') return truthCell(cell.incomplete ?? new Uint8Array(frame.length));
      return numberCell(arithmetic.fromIntegers(Int32Array.from(cell.dropped ?? new Uint8Array(frame.length))));
    }
    case 'ranking':
      return readRanking(expression, frame);
    case 'rejected-entries':
      return gatherFrom(expression.stage.index, frame, (stage) => numberCell(arithmetic.fromIntegers(stage.rejectedEntries())));
    case 'grade-count': {
      const grades = frame.groups!;
      return numberCell(
        expression.what === 'places' ? grades.places(expression.grade) : arithmetic.fromIntegers(grades.given(expression.grade)),
      );
    }
    case 'candidate-places': {
      const places = frame.run.stageRun(expression.stage).node(expression.node).candidatePlaces;
      assert(places !== undefined, 'a candidate list was checked for');
      return numberCell(arithmetic.fromIntegers(places));
    }
  }
}

function truthCell(values: Uint8Array): Cell {
  return complete({ kind: 'truth', truth: values });
}

function withIncomplete(cell: Cell, operands: readonly Cell[]): Cell {
  return { ...cell, incomplete: unionMask(operands.map((operand) => operand.incomplete)) };
}

function mapNumber(cell: Cell, turn: (column: NumberColumn) => NumberColumn): Cell {
  return withIncomplete(numberCell(turn(numbersOf(cell.value))), [cell]);
}

function mapTruth(cell: Cell, turn: (value: number) => number): Cell {
  return withIncomplete(truthCell(truthOf(cell.value).map(turn)), [cell]);
}

function subjectsOf(frame: Frame): Int32Array {
  assert(frame.subjects !== null, 'a formula about a subject stands where there is one');
  return frame.subjects;
}

/** Reads an indicator, directly where the frame is its own population, else row by row through the subjects. */
function readNode(expression: { node: Extract<Expression, { kind: 'node' }>['node']; selectors: readonly Selector[] }, frame: Frame): Cell {
  const { node, selectors } = expression;
  return gatherFrom(node.stage.index, frame, (stage) => stage.node(node).cells[cellAt(node.lists, selectors, frame)]!);
}

function cellAt(lists: readonly ListPlan[], selectors: readonly Selector[], frame: Frame): number {
  return cellIndex(
    lists,
    selectors.map(({ list, member }) => (member === 'current' ? frame.cursor.get(list)! : member)),
  );
}

function gatherFrom(stageIndex: number, frame: Frame, read: (stage: ReturnType<Frame['run']['stageRunAt']>) => Cell): Cell {
  const stage = frame.run.stageRunAt(stageIndex);
  const cell = read(stage);
  if (frame.population === stage) return cell;
  const gathered = gatherCell(cell, stage.localRows(subjectsOf(frame)), frame);
  return frame.origin === stage.plan ? gathered : { ...gathered, incomplete: null };
}

function gatherCell(cell: Cell, index: Int32Array, frame: Frame): Cell {
  const gatherMask = (mask: Uint8Array | null): Uint8Array | null =>
    mask === null ? null : Uint8Array.from(index, (i) => (i < 0 ? 0 : mask[i]!));
  return { value: gatherValue(cell.value, index, frame), incomplete: gatherMask(cell.incomplete), dropped: gatherMask(cell.dropped) };
}

function gatherValue(value: Value, index: Int32Array, frame: Frame): Value {
  assert(value.kind !== 'set', 'a set is never read at another subject');
  switch (value.kind) {
    case 'number':
      return { kind: 'number', column: frame.run.arithmetic.gather(value.column, index) };
    case 'truth':
      return { kind: 'truth', truth: Uint8Array.from(index, (i) => (i < 0 ? truth.missing : value.truth[i]!)) };
    case 'word':
      return { kind: 'word', codes: index.map((i) => (i < 0 ? -1 : value.codes[i]!)), words: value.words };
    case 'subject':
      return { kind: 'subject', rows: index.map((i) => (i < 0 ? -1 : value.rows[i]!)) };
  }
}

function combineTruth(left: Uint8Array, right: Uint8Array, decisive: 0 | 1): Uint8Array {
  const result = new Uint8Array(left.length);
  for (let i = 0; i < left.length; i++) {
    const a = left[i]!;
    const b = right[i]!;
    result[i] = a === decisive || b === decisive ? decisive : a === truth.missing || b === truth.missing ? truth.missing : 1 - decisive;
  }
  return result;
}

const accepts: Record<'<' | '≤' | '=' | '≠' | '≥' | '>', readonly number[]> = {
  '<': [ordering.less],
  '≤': [ordering.less, ordering.equal],
  '=': [ordering.equal],
  '≠': [ordering.less, ordering.greater],
  '≥': [ordering.greater, ordering.equal],
  '>': [ordering.greater],
};

/** yes, no or missing for each ordering, at [ordering + 1]. */
function truthTable(operator: keyof typeof accepts): readonly number[] {
  return [ordering.less, ordering.equal, ordering.greater]
    .map((each): number => (accepts[operator].includes(each) ? truth.yes : truth.no))
    .concat(truth.missing);
}

function compare(expression: Extract<Expression, { kind: 'compare' }>, frame: Frame): Cell {
  const { left, right, operator } = expression;
  const { arithmetic } = frame.run;
  const a = evaluateSide(left, right, frame);
  if (a.value.kind === 'number') {
    const table = truthTable(operator as keyof typeof accepts);
    if (right.kind === 'constant') {
      return withIncomplete(truthCell(Uint8Array.from(arithmetic.compareTo(a.value.column, right.value), (o) => table[o + 1]!)), [a]);
    }
    const b = evaluate(right, frame);
    return withIncomplete(truthCell(Uint8Array.from(arithmetic.compare(a.value.column, numbersOf(b.value)), (o) => table[o + 1]!)), [a, b]);
  }
  if (left.type.kind === 'class' && right.kind === 'word') return compareClass(a, right.word, operator, frame);
  if (right.type.kind === 'class' && left.kind === 'word') return compareClass(evaluate(right, frame), left.word, operator, frame);
  const b = evaluateSide(right, left, frame);
  const keys = left.type.kind === 'grade' ? gradeKeys(left.type.scale.grades, operator) : textKeys;
  return withIncomplete(truthCell(compareKeys(keys(a.value), keys(b.value), operator, frame.length)), [a, b]);
}

/** A word beside a column of facts is compared as the facts have it: the name of a list's member stands for its key. */
function evaluateSide(side: Expression, other: Expression, frame: Frame): Cell {
  const key = side.kind === 'word' ? frame.run.aliases.get(placeRead(other, frame.table?.name))?.get(side.word) : undefined;
  return evaluate(key === undefined ? side : { ...side, kind: 'word', word: key }, frame);
}

function compareClass(cell: Cell, className: string, operator: ComparisonOperator, frame: Frame): Cell {
  assert(cell.value.kind === 'word', 'a class was checked for');
  const { codes } = cell.value;
  const members = new Set(frame.run.scheme.classes.get(className)!.members);
  const wanted = operator === '=' ? truth.yes : truth.no;
  return truthCell(Uint8Array.from(codes, (code) => (code < 0 ? truth.missing : members.has(code) ? wanted : 1 - wanted)));
}

type Keys = (row: number) => number | string | null;

function textKeys(value: Value): Keys {
  assert(value.kind !== 'number' && value.kind !== 'set', 'numbers are compared as columns, sets never');
  switch (value.kind) {
    case 'word':
      return (row) => (value.codes[row]! < 0 ? null : value.words[value.codes[row]!]!);
    case 'subject':
      return (row) => (value.rows[row]! < 0 ? null : value.rows[row]!);
    case 'truth':
      return (row) => (value.truth[row] === truth.missing ? null : value.truth[row]!);
  }
}

/** 高于 and 低于 go along the scale; a word outside it (待定) is neither higher nor lower. */
function gradeKeys(grades: readonly string[], operator: ComparisonOperator): (value: Value) => Keys {
  return (value) => {
    const word = textKeys(value);
    if (operator === '=' || operator === '≠') return word;
    return (row) => {
      const found = word(row);
      const place = found === null ? -1 : grades.indexOf(String(found));
      return place < 0 ? null : -place;
    };
  };
}

const sameAs: Partial<Record<ComparisonOperator, keyof typeof accepts>> = { 高于: '>', 低于: '<' };

function compareKeys(a: Keys, b: Keys, operator: ComparisonOperator, length: number): Uint8Array {
  const table = truthTable(sameAs[operator] ?? (operator as keyof typeof accepts));
  const result = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const x = a(row);
    const y = b(row);
    const order = x === null || y === null ? ordering.unknown : x === y ? ordering.equal : x < y ? ordering.less : ordering.greater;
    result[row] = table[order + 1]!;
  }
  return result;
}

function chooseBranch(expression: Extract<Expression, { kind: 'if' }>, frame: Frame): Cell {
  const condition = evaluate(expression.condition, frame);
  const whenTrue = evaluate(expression.then, frame);
  const whenFalse = evaluate(expression.else, frame);
  const choice = truthOf(condition.value);
  // The branch not taken has no say, whatever was left out below it.
  const incompleteBranch =
    whenTrue.incomplete === null && whenFalse.incomplete === null
      ? null
      : Uint8Array.from(choice, (c, i) => (c === truth.missing ? 0 : ((c === truth.yes ? whenTrue : whenFalse).incomplete?.[i] ?? 0)));
  return {
    ...complete(chooseValue(choice, inKindOf(whenTrue.value, whenFalse.value), inKindOf(whenFalse.value, whenTrue.value), frame)),
    incomplete: unionMask([condition.incomplete, incompleteBranch]),
  };
}

function chooseValue(choice: Uint8Array, whenTrue: Value, whenFalse: Value, frame: Frame): Value {
  if (whenTrue.kind === 'number' && whenFalse.kind === 'number') {
    return { kind: 'number', column: frame.run.arithmetic.select(choice, whenTrue.column, whenFalse.column) };
  }
  if (whenTrue.kind === 'truth') {
    const no = truthOf(whenFalse);
    return {
      kind: 'truth',
      truth: Uint8Array.from(choice, (c, i) => (c === truth.missing ? c : c === truth.yes ? whenTrue.truth[i]! : no[i]!)),
    };
  }
  return chooseWord(choice, whenTrue, whenFalse);
}

/** 缺 is evaluated as a number that is missing; beside a branch of another kind it is missing in that kind. */
function inKindOf(value: Value, other: Value): Value {
  if (value.kind !== 'number' || other.kind === 'number') return value;
  assert(other.kind !== 'set', 'a set is never a branch');
  const { length } = value.column;
  switch (other.kind) {
    case 'truth':
      return { kind: 'truth', truth: new Uint8Array(length).fill(truth.missing) };
    case 'word':
      return { kind: 'word', codes: new Int32Array(length).fill(-1), words: [] };
    case 'subject':
      return { kind: 'subject', rows: new Int32Array(length).fill(-1) };
  }
}

function chooseWord(choice: Uint8Array, whenTrue: Value, whenFalse: Value): Value {
  if (whenTrue.kind === 'subject' && whenFalse.kind === 'subject') {
    return {
      kind: 'subject',
      rows: Int32Array.from(choice, (c, i) => (c === truth.missing ? -1 : c === truth.yes ? whenTrue.rows[i]! : whenFalse.rows[i]!)),
    };
  }
  assert(whenTrue.kind === 'word' && whenFalse.kind === 'word', 'two values of one kind were checked for');
  const words = [...new Set([...whenTrue.words, ...whenFalse.words])];
  const codeIn = (value: typeof whenTrue, row: number): number =>
    value.codes[row]! < 0 ? -1 : words.indexOf(value.words[value.codes[row]!]!);
  return {
    kind: 'word',
    codes: Int32Array.from(choice, (c, i) => (c === truth.missing ? -1 : codeIn(c === truth.yes ? whenTrue : whenFalse, i))),
    words,
  };
}

type Call = (operands: readonly Cell[], frame: Frame) => Cell;

/** Functions of values alone. */
const calls = {
  有: (operands) => withIncomplete(truthCell(presentMask(operands[0]!.value)), operands),
  缺: (operands) => withIncomplete(truthCell(missingMask(operands[0]!.value)), operands),
  年: (operands, frame) => numberCell(frame.run.yearOf(operands[0]!.value)),
  取整: (operands, { run }) => mapNumber(operands[0]!, (column) => run.arithmetic.round(column, 0, 'floor')),
  进一: (operands, { run }) => mapNumber(operands[0]!, (column) => run.arithmetic.round(column, 0, 'ceil')),
  限幅(operands, { run: { arithmetic } }) {
    const [x, low, high] = columnsOf(operands);
    return withIncomplete(numberCell(arithmetic.minimum(arithmetic.maximum(x!, low!), high!)), operands);
  },
  最大: (operands, { run }) => withIncomplete(numberCell(columnsOf(operands).reduce((a, b) => run.arithmetic.maximum(a, b))), operands),
  最小: (operands, { run }) => withIncomplete(numberCell(columnsOf(operands).reduce((a, b) => run.arithmetic.minimum(a, b))), operands),
} as const satisfies Record<string, Call>;

export type CallName = keyof typeof calls;

function call(expression: Extract<Expression, { kind: 'call' }>, frame: Frame): Cell {
  const evaluateCall: Call = calls[expression.function as CallName]; // the check makes no others
  return evaluateCall(
    expression.arguments.map((argument) => evaluate(argument, frame)),
    frame,
  );
}

function columnsOf(operands: readonly Cell[]): NumberColumn[] {
  return operands.map(({ value }) => numbersOf(value));
}

function presentMask(value: Value): Uint8Array {
  return missingMask(value).map((mask) => 1 - mask);
}

function countBallots(expression: Extract<Expression, { kind: 'ballot-count' }>, frame: Frame): Cell {
  const { node, selectors } = expression;
  const what = ({ 有效票: 'valid', 收回票: 'returned', 应发票: 'issued' } as const)[expression.function as '有效票'];
  const members = new Map(selectors.map(({ list, member }) => [list, member === 'current' ? frame.cursor.get(list)! : member]));
  return gatherFrom(node.stage.index, frame, (stage) => {
    const { ballots } = stage.node(node);
    assert(ballots !== undefined, 'a ballot indicator was checked for');
    // A list at hand in the loop around the formula narrows the count as a fixed member does.
    for (const [list, member] of frame.cursor) if (!members.has(list)) members.set(list, member);
    const { counts, state } = ballots.count(what, members);
    return numberCell(frame.run.arithmetic.fromIntegers(counts, state));
  });
}

function readRanking(expression: Extract<Expression, { kind: 'ranking' }>, frame: Frame): Cell {
  const { arithmetic } = frame.run;
  if (expression.what === 'grade') return gatherFrom(expression.stage.index, frame, (stage) => complete(stage.finalGrades()));
  if (frame.groups !== null) {
    assert(expression.what === 'count', 'only the count is known of a ranking group');
    return numberCell(arithmetic.fromIntegers(frame.groups.rankedCount));
  }
  return gatherFrom(expression.stage.index, frame, (stage) => {
    const ranking = stage.ranking();
    if (expression.what === 'last') return truthCell(ranking.isLast);
    const values = expression.what === 'rank' ? ranking.rank : ranking.countOfRow;
    return numberCell(arithmetic.fromIntegers(values, ranking.notRanked));
  });
}
