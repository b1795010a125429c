import type { Bilingual } from '../explain/words.ts';
import { stateWord } from '../explain/words.ts';
import { missing } from '../number/missing.ts';
import type { Language } from '../problem/catalogue.ts';

/** A case as it came out, for the pages: computed by whoever runs the cases and handed in as data. */
export interface CaseReport {
  readonly name: Bilingual;
  readonly worked: boolean;
  /** The missing state that the case is about. */
  readonly state: string | null;
  readonly scheme: string;
  readonly facts: readonly FactsShown[];
  readonly results: readonly ResultShown[];
  /** All problems of a scheme that is refused; null where it is accepted. */
  readonly refused: readonly Bilingual[] | null;
}

export interface FactsShown {
  /** Key of the table. */
  readonly table: string;
  readonly columns: readonly { readonly key: string; readonly name: string }[];
  readonly rows: readonly (readonly string[])[];
}

/** One value of a subject, as the cases write it. */
export interface ResultShown {
  readonly subject: string;
  /** Name of the indicator; '' for rank, grade and their kin. */
  readonly indicator: string;
  readonly key: string;
  readonly text: string;
  readonly sentence: Bilingual | null;
}

const labels: Readonly<Record<string, Bilingual>> = {
  grade: { zh: '等次', en: 'grade' },
  rule: { zh: '依据', en: 'rule' },
  rank: { zh: '名次', en: 'rank' },
  ranked: { zh: '参评数', en: 'ranked' },
  total: { zh: '总分', en: 'total' },
  flags: { zh: '旗标', en: 'flags' },
  category: { zh: '排名范围', en: 'ranking group' },
  proposal: { zh: '原提出', en: 'proposal' },
};

export function labelOf({ indicator, key }: ResultShown, language: Language): string {
  if (indicator === '') return labels[key]?.[language] ?? key;
  return indicator;
}

const plainWords: Readonly<Record<string, Bilingual>> = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  none: { zh: '无', en: 'none' },
  absent: { zh: '不存在', en: 'does not exist' },
  '': { zh: '无', en: 'none' },
};

/** `missing not-yet (1 left out)` as people read it. */
export function valueText(text: string, language: Language): string {
  const [, value = text, mark = ''] = /^(.*?)(?: \(([^)]*)\))?$/.exec(text) ?? [];
  const left = /^(\d+) left out$/.exec(mark)?.[1];
  const marks = { zh: left === undefined ? '（不全）' : `（略去${left}项）`, en: ` (${mark})` };
  return `${bareText(value, language)}${mark === '' ? '' : marks[language]}`;
}

function bareText(text: string, language: Language): string {
  if (text === 'missing') return { zh: '缺', en: 'missing' }[language];
  const reason = /^missing (.+)$/.exec(text)?.[1];
  if (reason === undefined) return plainWords[text]?.[language] ?? text;
  const code = missing[reason.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof typeof missing];
  const word = stateWord(code)[language];
  return language === 'zh' ? `缺（${word}）` : `missing (${word})`;
}
