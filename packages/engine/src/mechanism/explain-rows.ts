import type { Detail, FactUse } from '../explain/detail.ts';
import { bilingual, plainNumber, termsWrittenMax, type Bilingual } from '../explain/words.ts';
import { rowFate } from './rows.ts';

/** `(85 + 86 + 88) ÷ 3，去掉 2 个`: rows of one cell folded into a value. */
export function explainRows(detail: Detail, unit: Bilingual): Bilingual {
  const counted = detail.facts.filter(({ fate, value }) => isCounted(fate) && value !== null);
  const trimmed = detail.facts.filter(({ fate }) => fate === rowFate.trimmed).length;
  const others = detail.facts.length - counted.length - trimmed;
  const values = counted.map((use: FactUse) => plainNumber(use.value!));
  const few = values.length <= termsWrittenMax;
  const sum = few ? values.join(' + ') : bilingual('合计', 'sum').zh;
  const written = {
    one: values.join('、'),
    sum: values.join(' + '),
    mean: values.length === 1 ? values[0]! : `(${sum}) ÷ ${values.length}`,
    trimmed: values.length === 1 ? values[0]! : `(${sum}) ÷ ${values.length}`,
    median: values.join('、'),
    min: values.join('、'),
    max: values.join('、'),
    count: String(values.length),
  }[String(detail.parameters['fold'])];
  const notes = {
    zh: [`${values.length}${unit.zh}`, trimmed > 0 ? `去掉${trimmed}个` : '', others > 0 ? `${others}个不计` : ''],
    en: [`${values.length} ${unit.en}`, trimmed > 0 ? `${trimmed} removed` : '', others > 0 ? `${others} not counted` : ''],
  };
  const kinds = { min: ['其中最低', 'lowest of '], max: ['其中最高', 'highest of '], median: ['中位数', 'median of '] } as const;
  const kind = kinds[String(detail.parameters['fold']) as keyof typeof kinds];
  return bilingual(
    `${kind?.[0] ?? ''}${written ?? ''}，${notes.zh.filter((note) => note !== '').join('，')}`,
    `${kind?.[1] ?? ''}${(written ?? '').replace('合计', 'sum')}, ${notes.en.filter((note) => note !== '').join(', ')}`,
  );
}

function isCounted(fate: number): boolean {
  return fate === rowFate.counted || fate === rowFate.notSubmitted;
}
