import { told, type Detail } from '../explain/detail.ts';
import { bilingual, plainNumber, termsWrittenMax, type Bilingual } from '../explain/words.ts';
import { add, zero } from '../number/rational.ts';
import { rowFate } from './rows.ts';

/** `(85 + 86 + 88) ÷ 3，3个分数，去掉2个`: rows of one cell folded into a value. `unit` begins with its measure word. */
export function explainRows(detail: Detail, unit: Bilingual): Bilingual {
  const uses = detail.facts.filter(({ fate }) => fate === rowFate.counted || fate === rowFate.notSubmitted);
  const values = uses.flatMap(({ value }) => (value === null ? [] : [value]));
  const aside = detail.facts.filter(({ fate }) => fate === rowFate.trimmed).length;
  const others = detail.facts.length - values.length - aside;
  const fold = told(detail, 'fold');
  const notes: Bilingual[] = [];
  if (fold === 'trimmed' && aside > 0) notes.push(bilingual(`去掉${aside}个`, `${aside} removed`));
  if (others > 0) notes.push(bilingual(`另有${others}${unit.zh[0]}不计`, `${others} left out`));
  const sentence = (parts: readonly Bilingual[]): Bilingual =>
    bilingual(parts.map(({ zh }) => zh).join('，'), parts.map(({ en }) => en).join(', '));
  if (values.length === 0) return sentence([bilingual(`没有计入的${unit.zh.slice(1)}`, `no ${unit.en} counted`), ...notes]);

  const terms = values.map(plainNumber);
  const few = terms.length <= termsWrittenMax;
  const sum = few ? terms.join(' + ') : plainNumber(values.reduce(add, zero));
  const mean = terms.length === 1 ? sum : `${few ? `(${sum})` : sum} ÷ ${terms.length}`;
  const number = countOf(fold === 'median' ? values.length + aside : values.length, unit);
  const written: Record<string, Bilingual> = {
    one: bilingual(sum, sum),
    sum: bilingual(sum, sum),
    mean: bilingual(mean, mean),
    trimmed: bilingual(mean, mean),
    median: bilingual(`居中的 ${mean}`, `the middle: ${mean}`),
    min: bilingual(`${few ? terms.join('、') : ''}中最低的`, `the lowest${few ? ` of ${terms.join(', ')}` : ''}`),
    max: bilingual(`${few ? terms.join('、') : ''}中最高的`, `the highest${few ? ` of ${terms.join(', ')}` : ''}`),
  };
  const first = written[fold];
  return sentence([...(first === undefined ? [] : [first]), number, ...notes]);
}

/** `3个分数`, `3 scores`, `1 score`. */
export function countOf(count: number, unit: Bilingual): Bilingual {
  return bilingual(`${count}${unit.zh}`, `${count} ${count === 1 ? unit.en.replace(/s$/, '') : unit.en}`);
}
