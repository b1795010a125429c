import { expect, test } from 'vitest';
import type { Expression, ExpressionBody } from './expression.ts';
import { operandsOf, ownOperandsOf } from './operands.ts';
import { numberType, truthType, type ValueType } from './type.ts';

const range = { from: 0, to: 0 };
const expression = (body: ExpressionBody, type: ValueType = numberType('number')): Expression => ({ ...body, type, range });
const subject = expression({ kind: 'subject' }, { kind: 'subject', classes: null });
const set = expression({ kind: 'missing' }, { kind: 'set', classes: null });
const value = expression({ kind: 'missing' });
const condition = expression({ kind: 'truth', value: true }, truthType);

test('what is read at another subject is an operand, but none of the subject at hand', () => {
  const through = expression({ kind: 'through', subject, body: value, name: '得分' });
  expect([operandsOf(through), ownOperandsOf(through)]).toEqual([[subject, value], [subject]]);
  const any = expression({ kind: 'any', set, condition }, truthType);
  expect([operandsOf(any), ownOperandsOf(any)]).toEqual([[set, condition], [set]]);
  const sum = expression({ kind: 'add', left: value, right: through });
  expect(ownOperandsOf(sum)).toEqual([value, through]);
});
