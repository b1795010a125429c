import { evaluate } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { operandsOf } from '../formula/operands.ts';
import { formOf, publishValue } from '../score/format.ts';
import type { Frame } from '../score/frame.ts';
import { isMissing } from '../score/value.ts';
import { operandText } from './operand-text.ts';
import { plainNumber } from './words.ts';

/**
 * A formula as a sentence: every name is followed by its value at the row (`任务完成 78.65 × 评价系数 0.95`). Values come from
 * the same evaluation as the result, on a frame of one row.
 */
export function expressionText(expression: Expression, frame: Frame): string {
  return write(expression, frame, 0);
}

/** A formula as the scheme writes it, without values. */
export function formulaText(expression: Expression): string {
  return write(expression, null, 0);
}

const levels: Partial<Record<Expression['kind'], number>> = {
  if: 0,
  logical: 1,
  not: 2,
  compare: 3,
  add: 4,
  subtract: 4,
  multiply: 5,
  divide: 5,
  negate: 6,
};
const signs: Partial<Record<Expression['kind'], string>> = { add: '+', subtract: '−', multiply: '×', divide: '÷' };

function write(expression: Expression, frame: Frame | null, outer: number): string {
  const level = levels[expression.kind] ?? 9;
  const text = writeBare(expression, frame, level);
  return level < outer ? `（${text}）` : text;
}

function writeBare(expression: Expression, frame: Frame | null, level: number): string {
  switch (expression.kind) {
    case 'constant':
      return expression.text;
    case 'truth':
      return expression.value ? '是' : '否';
    case 'missing':
      return '缺';
    case 'word':
      return expression.word;
    case 'negate':
      return `−${write(expression.operand, frame, level)}`;
    case 'not':
      return `非 ${write(expression.operand, frame, level)}`;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return `${write(expression.left, frame, level)} ${signs[expression.kind]!} ${write(expression.right, frame, level + 1)}`;
    case 'compare':
    case 'logical':
      return `${write(expression.left, frame, level)} ${expression.operator} ${write(expression.right, frame, level + 1)}`;
    case 'if':
      return `若 ${write(expression.condition, frame, 1)} 则 ${write(expression.then, frame, 1)} 否则 ${write(expression.else, frame, 1)}`;
    case 'call':
      return `${expression.function}（${expression.arguments.map((argument) => write(argument, frame, 0)).join('，')}）`;
    default:
      return frame === null ? nameOf(expression) : `${nameOf(expression)} ${valueText(expression, frame)}`.trim();
  }
}

/** What people call a reference. */
function nameOf(expression: Expression): string {
  switch (expression.kind) {
    case 'node': {
      const fixed = expression.selectors.flatMap(({ list, member }) => (member === 'current' ? [] : [list.members[member]!.name]));
      return fixed.length === 0 ? expression.node.name : `${expression.node.name}（${fixed.join('，')}）`;
    }
    case 'attribute':
      return expression.attribute.name;
    case 'class-of-subject':
      return '类别';
    case 'subject':
      return '对象';
    case 'rater':
      return '评分人';
    case 'column':
    case 'column-subject':
      return expression.header;
    case 'through':
      return `${nameOf(expression.subject)}.${nameOf(expression.body)}`;
    case 'in-class':
      return `${nameOf(expression.subject)} 属于 ${expression.subjectClass.name}`;
    case 'in-set':
      return `${nameOf(expression.subject)} 属于 ${nameOf(expression.set)}`;
    case 'set-fold':
      return `${expression.function}（${operandsOf(expression).map(nameOf).join('，')}）`;
    case 'any':
      return `任一（${nameOf(expression.set)}，${nameOf(expression.condition)}）`;
    case 'fold':
      return `${expression.function}（${expression.parts[0]?.kind === 'node' ? expression.parts[0].node.name : ''}）`;
    case 'population':
      return `${expression.function}（${nameOf(expression.operand)}）`;
    case 'ballot-count':
    case 'completeness': {
      const fixed = expression.selectors.flatMap(({ list, member }) => (member === 'current' ? [] : [list.members[member]!.name]));
      return `${expression.function}（${[expression.node.name, ...fixed].join('，')}）`;
    }
    case 'ranking':
      return { rank: '名次', count: '参评数', last: '末位', grade: '等次' }[expression.what];
    case 'rejected-entries':
      return '被拒条目';
    case 'grade-count':
      return expression.what === 'places' ? '名额' : '已定';
    case 'candidate-places':
      return `名额（${expression.node.name}）`;
    default:
      return formulaText(expression);
  }
}

/** The value of a reference at the one row of the frame; a missing one is said. */
export function valueText(expression: Expression, frame: Frame): string {
  const { value } = evaluate(expression, frame);
  if (isMissing(value, 0)) return '缺';
  if (value.kind === 'set') return `${value.starts[1]! - value.starts[0]!}`;
  const node =
    expression.kind === 'node'
      ? expression.node
      : expression.kind === 'through' && expression.body.kind === 'node'
        ? expression.body.node
        : null;
  if (value.kind === 'number') {
    const exact = frame.run.arithmetic.valueAt(value.column, 0)!;
    const { type } = expression;
    // What is no score of the scheme, such as a quantity of the facts, has no published form.
    if (node === null && type.kind === 'number' && type.unit !== 'score' && type.unit !== 'money') return plainNumber(exact);
    return operandText(exact, type, node === null ? null : formOf(node, classAt(expression, frame)), frame.run.scheme);
  }
  const published = publishValue(frame.run, value, 0, expression.type, null);
  return typeof published === 'boolean' ? (published ? '是' : '否') : String(published);
}

/** Class of the subject whose value it is, which may be another than the one at hand (`所在科室.得分`); −1 where it has none. */
function classAt(expression: Expression, frame: Frame): number {
  const subject = expression.kind === 'through' ? evaluate(expression.subject, frame).value : null;
  const row = subject?.kind === 'subject' ? subject.rows[0]! : (frame.subjects?.[0] ?? -1);
  return row < 0 ? -1 : frame.run.classOf[row]!;
}
