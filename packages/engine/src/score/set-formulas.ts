import type { Expression } from '../formula/expression.ts';
import { subjectsFrame, type Frame } from './frame.ts';
import type { Evaluate } from './population.ts';
import { complete, truth, truthOf, type Cell } from './value.ts';

/** 评分人 属于 对象.分管领导: whether the subject is one of the set. Missing where there is no subject. */
export function inSet(expression: Extract<Expression, { kind: 'in-set' }>, frame: Frame, evaluate: Evaluate): Cell {
  const subject = evaluate(expression.subject, frame).value;
  const set = evaluate(expression.set, frame).value;
  if (subject.kind !== 'subject' || set.kind !== 'set') throw new TypeError('a subject and a set were checked for');
  const { starts, members } = set;
  const isIn = (wanted: number, row: number): boolean => members.subarray(starts[row], starts[row + 1]).includes(wanted);
  return complete({
    kind: 'truth',
    truth: Uint8Array.from(subject.rows, (each, row) => (each < 0 ? truth.missing : isIn(each, row) ? truth.yes : truth.no)),
  });
}

/** 任一(集合，条件): whether the condition holds at one member. */
export function anyOf(expression: Extract<Expression, { kind: 'any' }>, frame: Frame, evaluate: Evaluate): Cell {
  const set = evaluate(expression.set, frame).value;
  if (set.kind !== 'set') throw new TypeError('a set was checked for');
  const condition = evaluate(expression.condition, subjectsFrame(frame, set.members));
  const held = truthOf(condition.value);
  const result = new Uint8Array(frame.length);
  for (let row = 0; row < result.length; row++) {
    for (let i = set.starts[row]!; i < set.starts[row + 1]! && result[row] !== truth.yes; i++) {
      if (held[i] === truth.yes) result[row] = truth.yes;
      else if (held[i] === truth.missing) result[row] = truth.missing;
    }
  }
  return complete({ kind: 'truth', truth: result });
}
