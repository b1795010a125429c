import {
  compileScheme,
  compute,
  prepareFacts,
  prepareSchemeFacts,
  tableDefinitions,
  tableOfName,
  type FactTable,
  type FactTables,
  type Problem,
} from '@kaoji/engine';
import { describe, expect, test } from 'vitest';

import { utf8 } from '../testing/bytes.ts';
import { rows, writtenWorkbook } from '../testing/written-workbook.ts';
import { readCsv } from './csv.ts';
import { readWorkbook } from './workbook.ts';

interface OfficeMistake {
  readonly title: string;
  /** Rows of each sheet, header first. */
  readonly sheets: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly requiredTables?: readonly string[];
  /** Each as `table row column code value`. */
  readonly problems: readonly string[];
}

const subjects = [
  ['编号', '名称'],
  ['0007', '党建办'],
  ['530128199003075990', '农业办'],
];
const header = ['对象', '指标', '任务编号', '时期', '权重', '完成率'];
const task = (subject: string, completion = '86'): readonly string[] => [subject, 'i', 'T1', 'Q1', '50', completion];

/** Subjects whose ballots count by two groups. */
const scheme = `kaoji: 1
id: mistakes
title: 测评
year: 2024
show: { digits: 2, mode: half-up }
subjects:
  单位: { key: unit }
lists:
  主体: { 班子: leaders, 中层: middle }
stages:
  考核:
    for: [单位]
    indicators:
      测评: { ballots: { group: 主体, answers: { 优秀: 100, 称职: 80 } }, key: score, weighted: { 班子: 50%, 中层: 50% }, missing: skip }
`;

/** What is well-formed as a file and wrong all the same: no reader may mend or hide it. */
const mistakes: readonly OfficeMistake[] = [
  { title: 'none', sheets: { 考核对象: subjects, 任务: [header, task('0007'), task('530128199003075990')] }, problems: [] },
  {
    title: 'English sheets and headers beside Chinese ones',
    sheets: { Subjects: [['subject', '名称'], ...subjects.slice(1)], 任务台账: [['subject', ...header.slice(1)], task('0007')] },
    problems: [],
  },
  {
    title: 'full-width digits',
    sheets: { 考核对象: subjects, 任务: [header, task('0007', '８６．５')] },
    problems: ['tasks 2 完成率 fact-number-full-width ８６．５'],
  },
  {
    title: 'spaces behind an id, narrow and wide',
    sheets: { 考核对象: subjects, 任务: [header, task('0007 '), task('0007\u3000')] },
    problems: [
      'tasks 2 对象 fact-spaces 0007 ',
      'tasks 2 对象 fact-subject-unknown 0007 ',
      'tasks 3 对象 fact-spaces 0007\u3000',
      'tasks 3 对象 fact-subject-unknown 0007\u3000',
    ],
  },
  {
    title: 'leading zeros lost',
    sheets: { 考核对象: subjects, 任务: [header, task('7')] },
    problems: ['tasks 2 对象 fact-subject-zeros-lost 7'],
  },
  {
    title: 'the last digits of an id lost',
    sheets: { 考核对象: subjects, 任务: [header, task('530128199003076000')] },
    problems: ['tasks 2 对象 fact-subject-unknown 530128199003076000'],
  },
  {
    title: 'a subject nobody knows, called like something every object has',
    sheets: { 考核对象: subjects, 任务: [header, task('__proto__'), task('constructor')] },
    problems: ['tasks 2 对象 fact-subject-unknown __proto__', 'tasks 3 对象 fact-subject-unknown constructor'],
  },
  {
    title: 'a subject called like something every object has',
    sheets: { 考核对象: [...subjects, ['__proto__', '乙']], 任务: [header, task('__proto__')] },
    problems: [],
  },
  {
    title: 'two subjects of one name',
    sheets: { 考核对象: [...subjects, ['0008', '党建办']] },
    problems: ['subjects 4 名称 fact-names-equal 党建办'],
  },
  {
    title: 'a row twice',
    sheets: { 考核对象: subjects, 任务: [header, task('0007'), task('0007')] },
    problems: ['tasks 3  fact-row-twice 0007 i Q1 T1'],
  },
  {
    title: 'a sheet that is missing',
    sheets: { 考核对象: subjects },
    requiredTables: ['subjects', 'tasks'],
    problems: ['fact-table-missing'],
  },
  {
    title: 'a date as a number',
    sheets: {
      考核对象: subjects,
      否决情形: [
        ['对象', '情形', '日期', '文号'],
        ['0007', 'k', '45321', '文'],
      ],
    },
    problems: ['vetoes 2 日期 fact-date-serial 45321'],
  },
  {
    title: 'a character that nobody sees',
    sheets: { 考核对象: subjects, 任务: [header, task('0007\u200B')] },
    problems: ['tasks 2 对象 fact-invisible-character 0007\u200B', 'tasks 2 对象 fact-subject-unknown 0007\u200B'],
  },
];

function written({ code, place }: Problem): string {
  return place?.kind === 'cell' ? `${place.table} ${place.row} ${place.column} ${code} ${place.value}` : code;
}

function problemsOf(tables: FactTables, requiredTables: readonly string[] | undefined): readonly string[] {
  return prepareFacts(tables, new Map(), requiredTables === undefined ? {} : { requiredTables }).problems.map(written);
}

async function fromWorkbook({ sheets }: OfficeMistake): Promise<FactTables> {
  const book = { sheets: Object.entries(sheets).map(([name, cells]) => ({ name, xml: rows(...cells) })) };
  const read = await readWorkbook(await writtenWorkbook(book), { source: 'f.xlsx' });
  expect(read.problems).toEqual([]);
  return read.tables;
}

async function fromCsv({ sheets }: OfficeMistake): Promise<FactTables> {
  const tables = new Map<string, FactTable>();
  for (const [name, cells] of Object.entries(sheets)) {
    const definition = tableOfName(tableDefinitions, name)!;
    const text = cells.map((row) => row.join(',')).join('\r\n');
    const read = await readCsv(utf8(text), { table: definition.key, source: `${name}.csv`, definition });
    expect(read.problems).toEqual([]);
    tables.set(definition.key, read.table!);
  }
  return tables;
}

describe.each([
  ['a workbook', fromWorkbook],
  ['CSV', fromCsv],
])('mistakes of an office in %s', (_, tablesOf) => {
  test.each(mistakes)('$title', async (mistake) => {
    expect(problemsOf(await tablesOf(mistake), mistake.requiredTables)).toEqual(mistake.problems);
  });

  test('a ballot of a group that the scheme does not have is found while it computes', async () => {
    const compiled = compileScheme(scheme);
    if (!compiled.ok) throw new Error(compiled.problems.map(({ code }) => code).join());
    const ballots = [
      ['轮次', '票号', '测评主体', '对象', '项目', '评价'],
      ['r1', 'b1', 'leaders', '0007', 'overall', '优秀'],
      ['r1', 'b2', '街坊', '0007', 'overall', '优秀'],
    ];
    const tables = await tablesOf({ title: '', sheets: { 考核对象: subjects, 民主测评: ballots }, problems: [] });
    const facts = prepareSchemeFacts(compiled.value, tables);
    expect(facts.problems).toEqual([]);
    const findings = facts.ok ? compute(compiled.value, facts.value).findings : [];
    expect(findings.map(written).filter((text) => text.startsWith('ballots'))).toEqual(['ballots 3 测评主体 value-not-read 街坊']);
  });
});
