import type { Detail, Operand } from '../../explain/detail.ts';
import { bilingual, percentText, plainNumber, stateWord, termsWrittenMax, type Bilingual, type ExplainWords } from '../../explain/words.ts';
import { add, compare, fromInteger, one, zero, type Rational } from '../../number/rational.ts';

/** `前三季度 96.25 × 40% + 四季度 88.50 × 60%`; parts left out are named, and the weights that carry the whole. */
export function explainFold(detail: Detail, words: ExplainWords): Bilingual {
  const present = detail.operands.filter(({ state }) => state === 0);
  const absent = detail.operands.filter(({ state }) => state !== 0);
  const counted = detail.parameters['policy'] === 'zero' ? detail.operands : present;
  if (present.length === 0 || (absent.length > 0 && detail.parameters['policy'] === 'withhold')) return missingOnly(absent);
  const sum = counted.reduce((total, { weight }) => add(total, weight ?? zero), zero);
  const terms = counted.map((operand) => term(operand, detail.rule, words));
  const written = terms.length <= termsWrittenMax * 2 ? terms.join(' + ') : `${terms.slice(0, termsWrittenMax).join(' + ')} + …`;
  const isWhole = compare(sum, one) === 0;
  const divided = terms.length === 1 && detail.rule === 'mean' ? written : isWhole ? written : `(${written}) ÷ ${divisor(sum)}`;
  if (absent.length === 0) return bilingual(divided, divided);
  const missingNames = missingOnly(absent);
  return detail.parameters['policy'] === 'zero'
    ? bilingual(`${divided}，${missingNames.zh}，计零`, `${divided}; ${missingNames.en}, counted as zero`)
    : detail.rule === 'mean'
      ? bilingual(`${divided}，${missingNames.zh}，其余取平均`, `${divided}; ${missingNames.en}, the others are averaged`)
      : bilingual(`${divided}，${missingNames.zh}，其余照权重折算`, `${divided}; ${missingNames.en}, the other weights carry the whole`);
}

function divisor(sum: Rational): string {
  return compare(sum, one) < 0 ? percentText(sum) : plainNumber(sum);
}

function term({ label, value, weight }: Operand, rule: string, words: ExplainWords): string {
  const shown = words.number(value ?? zero);
  if (rule === 'mean') return `${label} ${shown}`.trim();
  const isPercent = weight !== null && compare(weight, one) <= 0 && compare(weight, fromInteger(0)) > 0;
  return `${label} ${shown} × ${isPercent ? percentText(weight) : plainNumber(weight ?? zero)}`;
}

function missingOnly(absent: readonly Operand[]): Bilingual {
  return bilingual(
    absent.map(({ label, state }) => `缺“${label}”（${stateWord(state).zh}）`).join('，'),
    absent.map(({ label, state }) => `${label} is missing (${stateWord(state).en})`).join(', '),
  );
}
