import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { FactTables } from '../../facts/table.ts';
import { tableOfRows, writtenTables } from '../../facts/testing/written-table.ts';
import type { Arithmetic } from '../../number/arithmetic.ts';
import { scaledArithmetic } from '../../number/scaled-arithmetic.ts';
import { problemSentence } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/problem.ts';
import { compileScheme } from '../../scheme/compile.ts';
import type { Scheme } from '../../scheme/model.ts';
import { compute } from '../compute.ts';
import { prepareSchemeFacts } from '../scheme-facts.ts';

/** A scheme with facts, some of which have no effect, and the findings as people read them. */
export interface UnreadCase {
  readonly name: string;
  readonly scheme: Scheme;
  readonly tables: FactTables;
  readonly findings: readonly string[];
}

interface WrittenCase extends Pick<UnreadCase, 'name' | 'findings'>, Sections {
  readonly tables: Readonly<Record<string, string>>;
}

interface Sections {
  readonly facts?: string;
  readonly attributes?: string;
  readonly stages: string;
}

interface CaseFile {
  /** Sections that every scheme has. */
  readonly head: string;
  readonly subjects: string;
  readonly cases: readonly WrittenCase[];
}

const file = parse(readFileSync(join(import.meta.dirname, '..', 'unread-rows.cases.yaml'), 'utf8'), { schema: 'failsafe' }) as CaseFile;

function schemeOf({ facts, attributes, stages }: Sections): Scheme {
  const sections = Object.entries({ attributes, facts, stages }).filter(([, text]) => text !== undefined);
  const text = file.head + sections.map(([name, own]) => `${name}:\n${own!.replaceAll(/^(?=.)/gm, '  ')}`).join('');
  const compiled = compileScheme(text);
  if (!compiled.ok) throw new Error(sentences(compiled.problems));
  return compiled.value;
}

function sentences(problems: readonly Problem[]): string {
  return problems.map((problem) => problemSentence(problem, 'en')).join('\n');
}

const written = file.cases.map((each): UnreadCase => ({
  name: each.name,
  scheme: schemeOf(each),
  tables: writtenTables({ subjects: file.subjects, ...each.tables }),
  findings: each.findings,
}));

const byQuarters = '考核: { for: [单位], indicators: { 分: { scores: { indicator: A1, period: 季度 }, mean: 季度, missing: skip } } }\n';

/** More rows than anybody writes by hand: indicator and period of each. */
function manyRows(
  name: string,
  cells: readonly (readonly [string, string])[],
  findings: readonly string[],
  stages = byQuarters,
): UnreadCase {
  const rows = cells.map(([indicator, period], i) => ['A', indicator, period, `s${i}`, '1']);
  const scores = tableOfRows('scores', ['subject', 'indicator', 'period', 'scorer', 'value'], rows);
  const subjects = writtenTables({ subjects: 'subject,name,category\nA,甲,unit' });
  return { name, scheme: schemeOf({ stages }), tables: new Map([...subjects, ['scores', scores]]), findings };
}

const manyTexts = Array.from({ length: 10_300 }, (_, i) => [`第${i % 103}种`, 'Q1'] as const);
const lastOfMany = Array.from({ length: 9000 }, (_, i) => ['A1', i === 8999 ? 'Q9' : 'Q1'] as const);

/** So many indicators that pairs of what they read have no place in a table any more. */
const manyReads = Array.from({ length: 1100 }, (_, i) => i);
const manyIndicators = manyReads.map((i) => `分${i}: { scores: { indicator: A${i}, period: P${i} } }`).join(', ');

/** Whoever fills in the wrong column refers to somebody else in every row. */
const manyReferences = (() => {
  const rows = Array.from({ length: 205 }, (_, i) => [`P${i}`, '某', 'person', i < 102 ? `P${i}` : i < 204 ? `P${i - 102}` : 'A']);
  const subjects = tableOfRows('subjects', ['subject', 'name', 'category', 'leader'], [['A', '甲', 'unit', ''], ...rows]);
  const attributes = '领导: { key: leader, type: [单位] }\n';
  return { scheme: schemeOf({ attributes, stages: byQuarters }), tables: new Map([['subjects', subjects]]) };
})();

export const unreadCases: readonly UnreadCase[] = [
  ...written,
  manyRows('one finding for each text, the surplus told by its number', manyTexts, [
    ...Array.from(
      { length: 100 },
      (_, i) => `scores ${i + 2} 指标：没有指标读取“指标”为“第${i}种”的行，共 100 行，不计。方案读取的是A1。请核对。`,
    ),
    'scores 102 指标：“指标”另有 3 种写法没有指标读取，共 300 行，不计。请核对这一列。',
  ]),
  manyRows(
    'two texts apart among very many indicators',
    [...manyReads.map((i) => [`A${i}`, `P${i}`] as const), ['A7', 'P8']],
    ['scores 1102 时期：“指标”为“A7”的，没有指标读取“时期”为“P8”的行，共 1 行，不计。是不是“P7”？请核对。'],
    `考核: { for: [单位], indicators: { ${manyIndicators} } }\n`,
  ),
  manyRows('a row in the last block is found like one in the first', lastOfMany, [
    'scores 9001 时期：没有指标读取“时期”为“Q9”的行，共 1 行，不计。是不是“Q1”？请核对。',
  ]),
  {
    name: 'one finding for each subject wrongly referred to, the surplus told by its number',
    ...manyReferences,
    findings: [
      ...Array.from(
        { length: 100 },
        (_, i) => `subjects ${i + 3} 领导：“领导”应填写“单位”，“P${i}”不是，而是“人员”；共 2 行，仍照所填读取。请核对。`,
      ),
      'subjects 103 领导：“领导”应填写“单位”，另有 2 个所填的对象也不是；共 4 行，仍照所填读取。请核对这一列。',
    ],
  },
];

export function findingsOf({ scheme, tables }: UnreadCase, arithmetic: Arithmetic = scaledArithmetic): readonly Problem[] {
  const facts = prepareSchemeFacts(scheme, tables);
  if (!facts.ok) throw new Error(sentences(facts.problems));
  return compute(scheme, facts.value, arithmetic).findings;
}
