import type { Expression } from '../formula/expression.ts';
import type { ValueType } from '../formula/type.ts';
import {
  formatRounded,
  fromInteger,
  multiply,
  roundTo,
  squareRootRounded,
  formatDecimal,
  isInteger,
  type Rational,
} from '../number/rational.ts';
import type { NodePlan, NumberForm, Scheme } from '../scheme/model.ts';
import type { Run } from './run.ts';
import { truth, type Value } from './value.ts';

/** A published value: text for scores and ratios, a whole number for counts and fen, a word, or yes and no. */
export type Published = string | number | boolean | null;

const hundred = fromInteger(100);

/** The form in which a value is published to a class; null: that of the scheme. */
export function formOf({ show }: NodePlan, classCode: number): NumberForm | null {
  return show?.[classCode] ?? null;
}

/** How a value of a type is published. Money is whole fen; a count is a whole number unless a form is asked for. */
export function publishNumber(value: Rational | null, type: ValueType, show: NumberForm | null, scheme: Scheme): Published {
  if (value === null) return null;
  const unit = type.kind === 'number' ? type.unit : 'score';
  const form = show ?? scheme.show;
  if (unit === 'money' && show === null) return wholeNumber(roundTo(multiply(value, hundred), 0, form.mode));
  if (unit === 'count' && show === null && isInteger(value)) return wholeNumber(value);
  return formatRounded(form.percent ? multiply(value, hundred) : value, form.digits, form.mode);
}

/** As a number where a reader of JSON keeps it exact, else as text. */
function wholeNumber({ num }: Rational): number | string {
  return Number.isSafeInteger(Number(num)) ? Number(num) : String(num);
}

/** A standard deviation is kept as its square; its root is rounded once, here. */
export function isDeviation(expression: Expression): boolean {
  return (expression.kind === 'population' || expression.kind === 'fold') && expression.function === '标准差';
}

export function publishDeviation(variance: Rational | null, show: NumberForm | null, scheme: Scheme): Published {
  const form = show ?? scheme.show;
  return variance === null ? null : formatDecimal(squareRootRounded(variance, form.digits, form.mode), form.digits);
}

export function publishValue(run: Run, value: Value, row: number, type: ValueType, show: NumberForm | null): Published {
  switch (value.kind) {
    case 'number':
      return publishNumber(run.arithmetic.valueAt(value.column, row), type, show, run.scheme);
    case 'truth':
      return value.truth[row] === truth.missing ? null : value.truth[row] === truth.yes;
    case 'word':
      return value.codes[row]! < 0 ? null : value.words[value.codes[row]!]!;
    case 'subject':
      return value.rows[row]! < 0 ? null : run.facts.subjectIds[value.rows[row]!]!;
    case 'set':
      throw new TypeError('a set is not published');
  }
}
