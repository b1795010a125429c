import { mechanisms } from '../mechanism/registry.ts';
import { folds } from '../mechanism/weighted/about.ts';
import type { Language } from '../problem/catalogue.ts';
import { schemeShape } from '../scheme/document.ts';
import { indicatorFields, type IndicatorField } from '../scheme/indicator-fields.ts';
import { formulaSection, type FunctionExamples } from './formula-section.ts';
import { schemaFile } from './json-schema.ts';
import { bullets, code, fence, page, pagePath, table, type ReferencePage } from './markdown.ts';
import { keyTables, typeText } from './schema-text.ts';
import { typeSection } from './type-section.ts';

const words = {
  title: { zh: '方案语言', en: 'The scheme language' },
  intro: {
    zh: '方案是一份 YAML 文档，把考核办法写成数据。名称用办法里的中文词，`key` 是数据和结果文件中不变的代码；每条规则写明依据的条款（`clause`），办法没有写明而由方案补足的，写在 `reading`，审定的人逐条看见。',
    en: 'A scheme is a YAML document: a regulation of performance appraisal as data. Names are the Chinese words of the regulation, a `key` is the stable code that facts and results refer to; every rule names its clause (`clause`), and a gap of the text that the scheme fills stands under `reading`, where whoever approves the scheme sees it.',
  },
  yaml: {
    zh: [
      '每个值先当文字读，由引擎给它类型：`yes`、`no`、`1.10` 都不会变样。',
      '键后面是半角冒号加空格；不能用锚点、别名和标签。',
      '许多参数可以按类别或清单分别写：`{ by: 类别, 班子成员: …, others: … }`，`by` 写在最前，每一类都要有。',
      '校验一次列出全部问题，见[问题](problems.zh-CN.md)。',
    ],
    en: [
      'Every value is read as text first and given its type by the engine: `yes`, `no` and `1.10` stay what they are.',
      'A colon and a space follow a key; anchors, aliases and tags are refused.',
      'Many parameters may differ by class or by list: `{ by: 类别, 班子成员: …, others: … }`, with `by` first and every class covered.',
      'A check lists all problems at once; see [Problems](problems.md).',
    ],
  },
  editor: { zh: '在编辑器中', en: 'In an editor' },
  editorNote: {
    zh: '在方案的第一行写上下面这一句，装有 YAML 插件的编辑器就会提示键名、说明和写错的地方：',
    en: 'With this as the first line of a scheme an editor that knows YAML completes keys, shows their meaning and marks mistakes:',
  },
  sections: { zh: '文档的各部分', en: 'Sections of the document' },
  sectionsNote: {
    zh: '下面的标题写键的路径：`<>` 处是方案自己的名称，`[]` 是一列中的每一项。',
    en: 'Headings give the path of a key: `<>` is a name of the scheme’s own, `[]` each item of a list.',
  },
  indicators: { zh: '指标、旗标、结果运用', en: 'Indicators, flags, outcomes' },
  indicatorsNote: {
    zh: '`indicators`、`flags`、`outcomes` 之下，每个名称是一个值，恰有一个来源。没有来源的旗标由等次步骤来立；没有来源的结果运用公布同名的指标。',
    en: 'Under `indicators`, `flags` and `outcomes` every name is a value with exactly one source. A flag without a source is set by grade steps; an outcome without one publishes the indicator of the same name.',
  },
  general: { zh: '每个指标都可以写的键', en: 'Keys of every indicator' },
  sources: { zh: '来源', en: 'Sources' },
  modifiers: { zh: '改变来源算法的键', en: 'Keys that change what a source does' },
  modifiersNote: {
    zh: '每种来源认哪几个，见它自己的一页；写了不起作用的，不予通过。',
    en: 'The page of each source names those it knows; one without effect is refused.',
  },
  grading: {
    zh: '阶段的 `grading` 见[等次](mechanisms/grading.zh-CN.md)。',
    en: 'For `grading` of a stage see [grading](mechanisms/grading.md).',
  },
  key: { zh: '键', en: 'key' },
  type: { zh: '写法', en: 'written as' },
  meaning: { zh: '含义', en: 'meaning' },
  name: { zh: '名称', en: 'name' },
} as const;

/** Allowed beside every source. */
const generalKeys: readonly IndicatorField[] = [
  'key',
  'part-key',
  'clause',
  'reading',
  'each',
  'publish',
  'show',
  'needs',
  'uncapped',
  'compliance',
  'omit',
];
const foldKeywords: ReadonlySet<string> = new Set(folds.map(({ keyword }) => keyword));

export function languagePage(examples: FunctionExamples, language: Language): ReferencePage {
  const w = (key: Exclude<keyof typeof words, 'yaml'>): string => words[key][language];
  const keyRow = (key: IndicatorField): string[] => {
    const { shape, description } = indicatorFields[key];
    return [code(key), typeText(shape.schema, language), description[language]];
  };
  const all = Object.keys(indicatorFields) as IndicatorField[];
  const modifiers = all.filter((key) => !generalKeys.includes(key) && !foldKeywords.has(key));
  const header = [w('key'), w('type'), w('meaning')];
  const sources = [...mechanisms, ...folds].map(({ keyword, title, summary }) => [
    `[${code(keyword)}](mechanisms/${pagePath(keyword, language)})`,
    title[language],
    firstSentence(summary[language]),
  ]);
  const stop = new Set(['indicators', 'flags', 'outcomes', 'grading']);
  const [root, ...inner] = keyTables(schemeShape.schema, language, stop);
  const nested = [...generalKeys, ...modifiers].flatMap((key) =>
    keyTables(indicatorFields[key].shape.schema, language).map((each) => ({
      path: each.path === '' ? key : `${key}.${each.path}`,
      table: each.table,
    })),
  );
  const blocks = [
    w('intro'),
    bullets(words.yaml[language]),
    `## ${w('editor')}`,
    w('editorNote'),
    fence('yaml', `# yaml-language-server: $schema=../../${schemaFile}`),
    `## ${w('sections')}`,
    root!.table,
    w('sectionsNote'),
    ...inner.flatMap((each) => [`### ${code(each.path)}`, each.table]),
    w('grading'),
    `## ${w('indicators')}`,
    w('indicatorsNote'),
    `### ${w('general')}`,
    table(header, generalKeys.map(keyRow)),
    `### ${w('sources')}`,
    table([w('key'), w('name'), w('meaning')], sources),
    `### ${w('modifiers')}`,
    w('modifiersNote'),
    table(header, modifiers.map(keyRow)),
    ...nested.flatMap((each) => [`### ${code(each.path)}`, each.table]),
    ...formulaSection(examples, language),
    ...typeSection(language),
  ];
  return { path: pagePath('language', language), text: page(w('title'), blocks) };
}

/** Up to the first full stop that ends a sentence. */
function firstSentence(text: string): string {
  return /^.*?(?:。|\.(?= |$))/.exec(text)?.[0] ?? text;
}
