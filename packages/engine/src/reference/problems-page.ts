import type { Bilingual } from '../explain/words.ts';
import { factProblems } from '../facts/problems.ts';
import { formulaCheckProblems } from '../formula/check-problems.ts';
import { formulaProblems } from '../formula/problems.ts';
import { mechanismProblems } from '../mechanism/problems.ts';
import { problemCatalogue, type Language } from '../problem/catalogue.ts';
import type { ProblemCatalogue, Severity } from '../problem/problem.ts';
import { schemeProblems } from '../scheme/problems.ts';
import { findingProblems } from '../score/findings.ts';
import { code, page, pagePath, table, type ReferencePage } from './markdown.ts';

interface Part {
  readonly title: Bilingual;
  readonly problems: ProblemCatalogue;
}

const known: readonly Part[] = [
  { title: { zh: '方案的写法', en: 'The form of a scheme' }, problems: schemeProblems },
  { title: { zh: '各种来源的参数', en: 'Parameters of mechanisms' }, problems: mechanismProblems },
  { title: { zh: '公式的写法', en: 'The form of a formula' }, problems: formulaProblems },
  { title: { zh: '公式的含义', en: 'The meaning of a formula' }, problems: formulaCheckProblems },
  { title: { zh: '事实表的格式', en: 'The form of facts' }, problems: factProblems },
  { title: { zh: '合乎格式、不合方案的事实', en: 'Facts that break a rule of the scheme' }, problems: findingProblems },
];

const severities: Readonly<Record<Severity, Bilingual>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  notice: { zh: '提示', en: 'notice' },
};

const words = {
  title: { zh: '问题', en: 'Problems' },
  intro: {
    zh: '校验一次列出全部问题，每个都指明位置：方案是行列，事实是表、行、列。有错误的方案不能使用，有错误的数据整份不收；警告和提示不拦。句中 `{…}` 处填具体内容，`[[…]]` 只在有内容时出现。',
    en: 'A check lists all problems at once, each with its place: line and column of a scheme; table, row and column of facts. A scheme with an error cannot be used, facts with an error are not taken; warnings and notices stop nothing. `{…}` stands for what was found; `[[…]]` appears only where there is something to say.',
  },
  others: { zh: '其他', en: 'Others' },
  problem: { zh: '代码', en: 'code' },
  severity: { zh: '程度', en: 'severity' },
  chinese: { zh: '中文', en: 'Chinese' },
  english: { zh: '英文', en: 'English' },
} as const satisfies Record<string, Bilingual>;

export function problemsPage(language: Language): ReferencePage {
  const covered = new Set(known.flatMap(({ problems }) => Object.keys(problems)));
  const rest = Object.fromEntries(Object.entries(problemCatalogue).filter(([problem]) => !covered.has(problem)));
  const parts = Object.keys(rest).length === 0 ? known : [...known, { title: words.others, problems: rest }];
  const header = [words.problem, words.severity, words.chinese, words.english].map((word) => word[language]);
  const blocks = parts.flatMap(({ title, problems }) => [
    `## ${title[language]}`,
    table(
      header,
      Object.entries(problems).map(([problem, { severity, zh, en }]) => [code(problem), severities[severity][language], zh, en]),
    ),
  ]);
  return { path: pagePath('problems', language), text: page(words.title[language], [words.intro[language], ...blocks]) };
}
