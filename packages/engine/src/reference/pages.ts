import type { Bilingual } from '../explain/words.ts';
import { mechanisms } from '../mechanism/registry.ts';
import { folds } from '../mechanism/weighted/about.ts';
import type { Language } from '../problem/catalogue.ts';
import { indicatorFields } from '../scheme/indicator-fields.ts';
import type { CaseReport } from './case-report.ts';
import type { FunctionExamples } from './formula-section.ts';
import { languagePage } from './language-page.ts';
import { bullets, code, languages, page, pagePath, type ReferencePage } from './markdown.ts';
import { mechanismPage, type Described } from './mechanism-page.ts';
import { problemsPage } from './problems-page.ts';
import { tablesPage } from './tables-page.ts';

/** What the pages show beside the code: the cases as they came out, and a formula for each function. */
export interface ReferenceMaterial {
  readonly cases: ReadonlyMap<string, readonly CaseReport[]>;
  readonly functionExamples: FunctionExamples;
}

/** Every way of getting a value that has a page. */
export const described: readonly Described[] = [
  ...mechanisms.map(({ keyword, title, summary, modifiers, shape }) => ({ keyword, title, summary, modifiers, schema: shape.schema })),
  ...folds.map((fold) => ({ ...fold, schema: indicatorFields[fold.keyword as 'weighted' | 'mean'].shape.schema })),
];

/** All pages of `docs/reference`, in both languages. Same code and cases, same bytes. */
export function referencePages({ cases, functionExamples }: ReferenceMaterial): ReferencePage[] {
  return languages.flatMap((language) => [
    indexPage(language),
    languagePage(functionExamples, language),
    ...described.map((mechanism) => mechanismPage(mechanism, cases.get(mechanism.keyword) ?? [], language)),
    tablesPage(language),
    problemsPage(language),
  ]);
}

const words = {
  title: { zh: '参考', en: 'Reference' },
  intro: {
    zh: '这些页由代码生成，随代码改变；各页的算例和情形都是随代码运行的测试。',
    en: 'These pages are made from the code and change with it; their examples and situations are tests that run with it.',
  },
  language: {
    zh: '方案语言：文档的各部分、公式、类型和单位',
    en: 'The scheme language: sections of the document, formulas, types and units',
  },
  tables: { zh: '事实表：交来的数据', en: 'Tables of facts: what is handed in' },
  problems: { zh: '问题：校验会说的每一句话', en: 'Problems: every sentence that a check can say' },
  mechanisms: { zh: '来源：得出一个值的各种方法', en: 'Sources: the ways of getting a value' },
} as const satisfies Record<string, Bilingual>;

function indexPage(language: Language): ReferencePage {
  const link = (name: string, text: string): string => `[${text}](${pagePath(name, language)})`;
  const blocks = [
    words.intro[language],
    bullets([
      link('language', words.language[language]),
      link('tables', words.tables[language]),
      link('problems', words.problems[language]),
    ]),
    `## ${words.mechanisms[language]}`,
    bullets(described.map(({ keyword, title }) => `${link(`mechanisms/${keyword}`, title[language])} ${code(keyword)}`)),
  ];
  return { path: pagePath('README', language), text: page(words.title[language], blocks) };
}
