import type { Bilingual } from '../explain/words.ts';
import { tableDefinitions, type ColumnDefinition, type ColumnType, type TableDefinition } from '../facts/definitions.ts';
import { stateOfValue, stateOfWord } from '../facts/states.ts';
import { stateWord } from '../explain/words.ts';
import type { Language } from '../problem/catalogue.ts';
import { bullets, code, page, pagePath, table, type ReferencePage } from './markdown.ts';

const types: Readonly<Record<ColumnType, Bilingual>> = {
  id: { zh: '代码', en: 'key' },
  text: { zh: '文字', en: 'text' },
  decimal: { zh: '数', en: 'number' },
  count: { zh: '整数', en: 'whole number' },
  date: { zh: '日期（YYYY-MM-DD）', en: 'date (YYYY-MM-DD)' },
  'yes-no': { zh: '是否（1、0 或是、否）', en: 'yes or no (1, 0 or 是, 否)' },
  value: { zh: '数或选项', en: 'number or option' },
};

/** What each table holds. */
export const tablePurposes: Readonly<Record<string, Bilingual>> = {
  subjects: {
    zh: '被考核的单位和人员，每个一行。方案的 attributes 可以增加列。',
    en: 'The units and persons appraised, one row each. Attributes of the scheme add columns.',
  },
  tasks: { zh: '任务台账：任务、权重、完成率。', en: 'The task ledger: tasks with weight and completion.' },
  scores: { zh: '某个评分人对某个指标、某个时期直接给的分数。', en: 'Scores given directly: one scorer, indicator and period.' },
  targets: { zh: '目标值和实际值。', en: 'Planned and actual values.' },
  ballots: { zh: '民主测评的票，一张票的一项一行。', en: 'Sheets of democratic evaluations, one row for each item of a sheet.' },
  survey: { zh: '民意调查的答卷，一份答卷的一题一行。', en: 'Answers of surveys, one row for each question of a respondent.' },
  adjustments: { zh: '加分、扣分的条目，连同决定文号。', en: 'Entries of bonus and deduction, with the decision they rest on.' },
  journal: { zh: '工作记录，每人每天一行。', en: 'Work records, one row per person and day.' },
  vetoes: { zh: '限制等次的情形，不改得分。', en: 'What restricts a grade and leaves the score alone.' },
  history: { zh: '以往周期封存的结果。', en: 'Sealed results of earlier cycles.' },
  service: { zh: '某人在某单位任职几个月。', en: 'Months that a person served in a unit.' },
  decisions: { zh: '决定机关审定的等次。', en: 'Grades fixed by the decision body.' },
  measures: {
    zh: '别的表装不下的数据：数量、金额、名次、等级。',
    en: 'Data that no other table holds: quantities, amounts, places, words.',
  },
  relations: { zh: '一个对象与另一个对象的关系和期限。', en: 'A relation of one subject with another, and its term.' },
  roll: { zh: '测评名册：发了票给谁、几份、谁到会。', en: 'The roll of an evaluation: who was issued a sheet, how many, who attended.' },
  calendar: {
    zh: '与星期几不一致的日子：周一至周五放假的，周六、周日上班的；假期中的周末写不写都可以。某一年至少有一行，才算有这一年的日历。',
    en: 'Days that are not what the weekday says: holidays (放假) from Monday to Friday, working Saturdays and Sundays (上班); a weekend within a holiday may be listed or not. A year is covered where it has at least one row.',
  },
};

const words = {
  title: { zh: '事实表', en: 'Tables of facts' },
  intro: {
    zh: '数据以一本工作簿（每张表一个工作表）或一个文件夹（每张表一个 CSV 文件）交来，表名和列名用中文或英文都可以。表的格式有一处错，整份不收，并一次列出全部问题；格式对而不合方案规定的行，保留、不计、提示。',
    en: 'Facts come as one workbook (a sheet for each table) or one folder (a CSV file for each), with Chinese or English names and headers. One error of form refuses the whole, with all problems listed at once; a row that is well formed and breaks a rule of the scheme is kept, counts nothing and is flagged.',
  },
  states: { zh: '缺项的写法', en: 'How a missing value is written' },
  statesNote: {
    zh: '空着的值，所在时期还没有结束的是未到期，已经结束的是未报送。别的原因写在值的位置，或写在“状态”列。0 是数，不是缺项。',
    en: 'An empty value is not yet due while its period is open, and not submitted afterwards. Other reasons stand in place of the value, or in the column `state`. 0 is a number and not missing.',
  },
  word: { zh: '写法', en: 'word' },
  where: { zh: '位置', en: 'where' },
  inValue: { zh: '值的位置', en: 'in place of the value' },
  inState: { zh: '“状态”列', en: 'column `state`' },
  means: { zh: '含义', en: 'means' },
  record: { zh: '每张表都有的列', en: 'Columns of every table' },
  recordNote: {
    zh: '事实只增不改：更正是另一条事实，写明更正哪一条和理由；“状态”写撤销的，所更正的一条不再有效。',
    en: 'Facts are only added: a correction is a fact of its own that names what it corrects and why; with the state `reversed` the fact it names no longer stands.',
  },
  header: { zh: '列', en: 'column' },
  also: { zh: '也认', en: 'also' },
  type: { zh: '写法', en: 'written as' },
  rules: { zh: '要求', en: 'rules' },
  required: { zh: '必填', en: 'required' },
  present: { zh: '要有此列', en: 'column required' },
  mayMiss: { zh: '可缺项', en: 'may be missing' },
  notNegative: { zh: '不能为负', en: 'not below zero' },
  reference: { zh: '填对象编号', en: 'names a subject' },
  sheet: { zh: '表名也可以是：', en: 'Sheet or file name, also: ' },
  rowKey: { zh: '下列各列都相同的行算重复：', en: 'Rows equal in these columns are duplicates: ' },
  wholeRow: { zh: '各列全都相同的行算重复。', en: 'Rows equal in every column are duplicates.' },
} as const satisfies Record<string, Bilingual>;

const recordKeys = new Set(['id', 'state', 'corrects', 'correction_reason', 'authority', 'recorded_at', 'recorded_by']);

export function tablesPage(language: Language): ReferencePage {
  const w = (key: keyof typeof words): string => words[key][language];
  const definitions = [...tableDefinitions.values()];
  const records = definitions[0]!.columns.filter(({ key }) => recordKeys.has(key));
  const blocks = [
    w('intro'),
    bullets(
      definitions.map(
        ({ key, name }) =>
          `[${language === 'zh' ? name : code(key)}](#${key})${language === 'zh' ? `：${tablePurposes[key]?.zh ?? ''}` : `: ${tablePurposes[key]?.en ?? ''}`}`,
      ),
    ),
    `## ${w('states')}`,
    w('statesNote'),
    stateTable(language),
    ...definitions.flatMap((definition) => tableBlocks(definition, language)),
    `## ${w('record')}`,
    w('recordNote'),
    columnTable(records, language),
  ];
  return { path: pagePath('tables', language), text: page(w('title'), blocks) };
}

function tableBlocks(definition: TableDefinition, language: Language): string[] {
  const { key, name, otherNames, columns, rowKey } = definition;
  const comma = language === 'zh' ? '、' : ', ';
  const stop = language === 'zh' ? '。' : '.';
  const nameOf = (column: string): string =>
    language === 'zh' ? (columns.find((each) => each.key === column)?.name ?? column) : code(column);
  return [
    // The heading is the key, so that links are the same in both languages.
    `## ${key}`,
    `**${name}**${language === 'zh' ? '：' : ' — '}${tablePurposes[key]?.[language] ?? ''}`,
    otherNames.length === 0 ? '' : `${words.sheet[language]}${otherNames.join(comma)}${stop}`,
    rowKey === 'whole-row' ? words.wholeRow[language] : `${words.rowKey[language]}${rowKey.map(nameOf).join(comma)}${stop}`,
    columnTable(
      columns.filter((column) => !recordKeys.has(column.key)),
      language,
    ),
  ];
}

function columnTable(columns: readonly ColumnDefinition[], language: Language): string {
  const w = (key: keyof typeof words): string => words[key][language];
  const rows = columns.map((column) => {
    const rules = [
      column.cellRequired ? w('required') : column.columnRequired ? w('present') : '',
      column.mayBeMissing ? w('mayMiss') : '',
      column.notNegative ? w('notNegative') : '',
      column.reference === null ? '' : w('reference'),
    ].filter((rule) => rule !== '');
    const names = [column.name, code(column.key)];
    return [
      (language === 'zh' ? names : names.toReversed()).join(' '),
      column.otherNames.join('、'),
      types[column.type][language],
      rules.join(language === 'zh' ? '，' : ', '),
    ];
  });
  return table([w('header'), w('also'), w('type'), w('rules')], rows);
}

const valueWords = ['NA', '不适用', '免考', '未报送', '未到期'];
const columnWords = ['not-yet', '未到期', 'excused', '免考', 'not-applicable', '不适用', 'not-submitted', '未报送', 'reversed', '撤销'];

function stateTable(language: Language): string {
  const meaning = (state: number | 'reversed' | null): string => {
    if (state === null) throw new TypeError('a word that the facts know');
    return state === 'reversed' ? { zh: '撤销所更正的一条', en: 'reverses the fact it corrects' }[language] : stateWord(state)[language];
  };
  const rows = [
    ...valueWords.map((word) => [code(word), words.inValue[language], meaning(stateOfValue(word))]),
    ...columnWords.map((word) => [code(word), words.inState[language], meaning(stateOfWord(word))]),
  ];
  return table([words.word[language], words.where[language], words.means[language]], rows);
}
