import type { Expression } from '../formula/expression.ts';
import { missing, type MissingCode } from '../number/missing.ts';
import { decimalsNeeded, formatDecimal, formatRounded, rational, type Rational, type RoundingMode } from '../number/rational.ts';
import type { FactUse } from './detail.ts';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What a mechanism may use to say how a value came about. */
export interface ExplainWords {
  /** A value in the form in which it is published. */
  number(value: Rational | null): string;
  /** A cell of a fact, as recorded. */
  cell(fact: FactUse, column: string): string;
  /** A formula with the value of each name behind it. */
  expression(expression: Expression): string;
}

/** A number as exactly as it can be written: all its decimals, or four and an ellipsis. */
export function plainNumber(value: Rational): string {
  const digits = decimalsNeeded(value);
  return digits !== null && digits <= 6
    ? formatDecimal(value, digits).replace(/^-/, '−')
    : `${formatRounded(value, 4, 'floor').replace(/^-/, '−')}…`;
}

/** A weight or ratio as people write it. */
export function percentText(value: Rational): string {
  return `${plainNumber(rational(value.num * 100n, value.den))}%`;
}

const states: Readonly<Record<MissingCode, Bilingual>> = {
  [missing.present]: { zh: '', en: '' },
  [missing.notYet]: { zh: '未到期', en: 'not yet due' },
  [missing.excused]: { zh: '免考', en: 'excused' },
  [missing.notApplicable]: { zh: '不适用', en: 'not applicable' },
  [missing.notSubmitted]: { zh: '未报送', en: 'not submitted' },
  [missing.noRecord]: { zh: '无记录', en: 'no record' },
  [missing.operand]: { zh: '缺项', en: 'a part is missing' },
  [missing.divisionByZero]: { zh: '除数为零', en: 'division by zero' },
  [missing.noSheet]: { zh: '无票', en: 'no sheet' },
  [missing.noValidSheet]: { zh: '无有效票', en: 'no valid sheet' },
  [missing.withheld]: { zh: '暂不计', en: 'withheld' },
  [missing.noClass]: { zh: '不适用', en: 'not applicable' },
};

export function stateWord(code: number): Bilingual {
  return states[code as MissingCode]; // states of columns are these codes
}

export function bilingual(zh: string, en: string): Bilingual {
  return { zh, en };
}

/** At most so many terms are written out in a sentence; longer sums are told by their number. */
export const termsWrittenMax = 8;

export const roundingWords: Readonly<Record<RoundingMode, Bilingual>> = {
  'half-up': bilingual('四舍五入', 'rounded half up'),
  'half-even': bilingual('四舍六入五成双', 'rounded half to even'),
  floor: bilingual('舍去尾数', 'rounded down'),
  ceil: bilingual('进一', 'rounded up'),
};
