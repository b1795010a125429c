import type { ValueType } from '../formula/type.ts';
import { compare, roundTo, type Rational } from '../number/rational.ts';
import type { NumberForm, Scheme } from '../scheme/model.ts';
import { publishNumber } from '../score/format.ts';
import { plainNumber } from './words.ts';

/**
 * A number as a sentence writes it: in its published form where that is the whole of it, else with the further decimals
 * that it was carried on with, so that a reader who works the sentence out again gets the value that stands before it.
 */
export function operandText(value: Rational, type: ValueType, show: NumberForm | null, scheme: Scheme): string {
  if (type.kind === 'number' && type.unit === 'money' && show === null) return `${plainNumber(value)}元`;
  const form = show ?? scheme.show;
  const isWhole = form.percent || compare(roundTo(value, form.digits, form.mode), value) === 0;
  return isWhole ? String(publishNumber(value, type, show, scheme)).replace(/^-/, '−') : plainNumber(value);
}
