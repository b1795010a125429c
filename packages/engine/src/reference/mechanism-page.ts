import type { Bilingual } from '../explain/words.ts';
import { tableDefinitions } from '../facts/definitions.ts';
import type { Mechanism } from '../mechanism/mechanism.ts';
import type { Language } from '../problem/catalogue.ts';
import { indicatorFields } from '../scheme/indicator-fields.ts';
import type { JsonSchema } from '../scheme/shape.ts';
import { labelOf, valueText, type CaseReport, type FactsShown, type ResultShown } from './case-report.ts';
import { bullets, code, fence, page, pagePath, table, type ReferencePage } from './markdown.ts';
import { keyTables, typeText } from './schema-text.ts';

/** What a page tells of a mechanism, or of a fold. */
export type Described = Pick<Mechanism, 'keyword' | 'title' | 'summary' | 'modifiers'> & { readonly schema: JsonSchema };

const words = {
  written: { zh: '写在指标的 `{}` 之下。', en: 'Stands under `{}` of an indicator.' },
  see: { zh: '另见：', en: 'See also: ' },
  parameters: { zh: '参数', en: 'Parameters' },
  modifiers: { zh: '同写的键', en: 'Keys beside it' },
  modifiersNote: {
    zh: '下列各键写在指标上，改变它的算法；凡是量度，都还可以跟 `weighted` 或 `mean` 折算它的清单。别的修饰键写上即不予通过。',
    en: 'These keys of the indicator change what it does; behind a measure `weighted` or `mean` may fold its list. Any other modifier is refused.',
  },
  missing: { zh: '缺项', en: 'Missing input' },
  example: { zh: '算例', en: 'Worked example' },
  scheme: { zh: '方案', en: 'Scheme' },
  facts: { zh: '事实', en: 'Facts' },
  result: { zh: '结果', en: 'Result' },
  situations: { zh: '各种情形', en: 'Situations' },
  situationsNote: {
    zh: '每一行都是一个随代码运行的测试，两套算术的结果相同。',
    en: 'Every line is a test that runs with the code, with equal results in both arithmetics.',
  },
  refused: { zh: '不予通过的写法', en: 'What is refused' },
  subject: { zh: '对象', en: 'subject' },
  value: { zh: '值', en: 'value' },
  how: { zh: '怎样得来', en: 'how it came about' },
  situation: { zh: '情形', en: 'situation' },
  outcome: { zh: '结果', en: 'result' },
  key: { zh: '键', en: 'key' },
  type: { zh: '写法', en: 'written as' },
  meaning: { zh: '含义', en: 'meaning' },
  indicator: { zh: '名称', en: 'name' },
} as const satisfies Record<string, Bilingual>;

export function mechanismPage(mechanism: Described, cases: readonly CaseReport[], language: Language): ReferencePage {
  const { keyword, title, summary } = mechanism;
  const w = (key: keyof typeof words): string => words[key][language];
  const situations = cases.filter((each) => !each.worked && each.refused === null && each.state === null);
  const states = cases.filter(({ state, refused }) => state !== null && refused === null);
  const refused = cases.flatMap((each) => (each.refused === null ? [] : each.refused.map((sentence) => sentence[language])));
  const blocks = [
    summary[language],
    w('written').replace('{}', keyword),
    furtherReading(keyword, language),
    `## ${w('parameters')}`,
    parameters(mechanism.schema, language),
    ...modifierBlocks(mechanism, language),
    ...workedBlocks(cases, language),
    ...(states.length === 0 ? [] : [`## ${w('missing')}`, situationTable(states, language)]),
    ...(situations.length === 0 ? [] : [`## ${w('situations')}`, w('situationsNote'), situationTable(situations, language)]),
    ...(refused.length === 0 ? [] : [`## ${w('refused')}`, bullets([...new Set(refused)])]),
  ];
  return { path: `mechanisms/${pagePath(keyword, language)}`, text: page(`${title[language]} ${code(keyword)}`, blocks) };
}

/** The table of facts that a measure reads. */
const tableRead: Readonly<Record<string, string>> = {
  tasks: 'tasks',
  scores: 'scores',
  targets: 'targets',
  ballots: 'ballots',
  survey: 'survey',
  entries: 'adjustments',
  journal: 'journal',
  service: 'service',
  relations: 'relations',
  history: 'history',
  vetoes: 'vetoes',
  measures: 'measures',
  deadline: 'calendar',
};

/** Pages that explain why. */
const concepts: Readonly<Record<string, Bilingual & { readonly keywords: readonly string[] }>> = {
  'missing-input': { zh: '缺项', en: 'missing input', keywords: ['tasks', 'scores', 'targets', 'weighted', 'mean', 'sum', 'formula'] },
  'publishing-points': { zh: '公布点', en: 'publishing points', keywords: ['formula'] },
  'secrecy-in-the-bill': { zh: '账单中的保密', en: 'secrecy in the bill', keywords: ['ballots', 'survey'] },
  'ties-and-quotas': { zh: '同分与名额', en: 'ties and quotas', keywords: ['grading', 'fund', 'lowest'] },
  'stages-and-decisions': { zh: '阶段与审定', en: 'stages and decisions', keywords: ['grading'] },
};

function furtherReading(keyword: string, language: Language): string {
  const facts = tableRead[keyword];
  const links = [
    ...(facts === undefined ? [] : [`[${tableTitle(facts, language)}](../${pagePath('tables', language)}#${facts})`]),
    ...Object.entries(concepts).flatMap(([file, { keywords, ...title }]) =>
      keywords.includes(keyword) ? [`[${title[language]}](../../concepts/${pagePath(file, language)})`] : [],
    ),
  ];
  if (links.length === 0) return '';
  return `${words.see[language]}${links.join(language === 'zh' ? '、' : ', ')}${language === 'zh' ? '。' : '.'}`;
}

function tableTitle(name: string, language: Language): string {
  return language === 'zh' ? (tableDefinitions.get(name)?.name ?? name) : code(name);
}

function parameters(schema: JsonSchema, language: Language): string {
  const tables = keyTables(schema, language);
  const own = tables.filter(({ path }) => path === '');
  const inner = tables.filter(({ path }) => path !== '');
  const form = own.length === 0 ? `${language === 'zh' ? '写法：' : 'Written as: '}${typeText(schema, language)}` : '';
  return [form, ...own.map((each) => each.table), ...inner.flatMap((each) => [`### ${code(each.path)}`, each.table])]
    .filter((block) => block !== '')
    .join('\n\n');
}

function modifierBlocks({ modifiers }: Described, language: Language): string[] {
  if (modifiers.length === 0) return [];
  const rows = modifiers.map((key) => {
    const { shape, description } = indicatorFields[key];
    return [code(key), typeText(shape.schema, language), description[language]];
  });
  const header = [words.key[language], words.type[language], words.meaning[language]];
  const nested = modifiers.flatMap((key) =>
    keyTables(indicatorFields[key].shape.schema, language).flatMap((each) => [
      `### ${code(each.path === '' ? key : `${key}.${each.path}`)}`,
      each.table,
    ]),
  );
  return [`## ${words.modifiers[language]}`, words.modifiersNote[language], table(header, rows), ...nested];
}

function workedBlocks(cases: readonly CaseReport[], language: Language): string[] {
  return cases
    .filter((each) => each.worked)
    .flatMap(({ name, scheme, facts, results }) => [
      `## ${words.example[language]}`,
      asSentence(name, language),
      `### ${words.scheme[language]}`,
      fence('yaml', scheme),
      `### ${words.facts[language]}`,
      ...facts.flatMap((shown) => [`**${tableTitle(shown.table, language)}**`, factsTable(shown, language)]),
      `### ${words.result[language]}`,
      resultTable(results, facts, language),
    ]);
}

function asSentence(name: Bilingual, language: Language): string {
  return language === 'zh' ? `${name.zh}。` : `${name.en.charAt(0).toUpperCase()}${name.en.slice(1)}.`;
}

function factsTable({ columns, rows }: FactsShown, language: Language): string {
  return table(
    columns.map((column) => (language === 'zh' ? column.name : column.key)),
    rows,
  );
}

function resultTable(results: readonly ResultShown[], facts: readonly FactsShown[], language: Language): string {
  const subjects = facts.find((shown) => shown.table === 'subjects');
  const nameOf = (id: string): string => subjects?.rows.find((row) => row[0] === id)?.[1] ?? id;
  const header = [words.subject[language], words.indicator[language], words.key[language], words.value[language], words.how[language]];
  const rows = results.map((result) => [
    nameOf(result.subject),
    labelOf(result, language),
    code(result.key),
    valueText(result.text, language),
    result.sentence?.[language] ?? '',
  ]);
  return table(header, rows);
}

function situationTable(cases: readonly CaseReport[], language: Language): string {
  const rows = cases.map(({ name, results }) => [name[language], resultsLine(results, language)]);
  return table([words.situation[language], words.outcome[language]], rows);
}

/** `S1：任务完成 75.00，名次 2；S2：…` */
function resultsLine(results: readonly ResultShown[], language: Language): string {
  const subjects = [...new Set(results.map(({ subject }) => subject))];
  const [colon, comma, end] = language === 'zh' ? ['：', '，', '<br>'] : [': ', ', ', '<br>'];
  const line = (subject: string): string => {
    const own = results.filter((result) => result.subject === subject);
    const items = own.map((result) => {
      const label = labelOf(result, language);
      const isTwice = own.filter((other) => labelOf(other, language) === label).length > 1;
      return `${isTwice ? code(result.key) : label} ${valueText(result.text, language)}`;
    });
    return `${code(subject)}${colon}${items.join(comma)}`;
  };
  return subjects.map(line).join(end);
}
