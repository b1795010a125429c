import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { tableOfRows, writtenTables } from '../facts/testing/written-table.ts';
import type { FactTables } from '../facts/table.ts';
import { exactArithmetic } from '../number/exact-arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import { problemSentence } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { compileScheme } from '../scheme/compile.ts';
import type { Scheme } from '../scheme/model.ts';
import { compute } from './compute.ts';
import { prepareSchemeFacts } from './scheme-facts.ts';

interface WrittenCase {
  readonly name: string;
  readonly facts?: string;
  readonly attributes?: string;
  readonly stages: string;
  readonly tables: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
}

const file = parse(readFileSync(join(import.meta.dirname, 'unread-rows.cases.yaml'), 'utf8'), { schema: 'failsafe' }) as {
  readonly head: string;
  readonly subjects: string;
  readonly cases: readonly WrittenCase[];
};

function schemeOf({ facts, attributes, stages }: Pick<WrittenCase, 'facts' | 'attributes' | 'stages'>): Scheme {
  const sections = Object.entries({ attributes, facts, stages }).filter(([, text]) => text !== undefined);
  const text = file.head + sections.map(([name, own]) => `${name}:\n${own!.replaceAll(/^(?=.)/gm, '  ')}`).join('');
  const compiled = compileScheme(text);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return compiled.value;
}

function findingsOf(scheme: Scheme, tables: FactTables, arithmetic = scaledArithmetic): readonly Problem[] {
  const facts = prepareSchemeFacts(scheme, tables);
  if (!facts.ok) throw new Error(facts.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return compute(scheme, facts.value, arithmetic).findings;
}

function written(problem: Problem): string {
  const { place } = problem;
  if (place?.kind !== 'cell') throw new Error('a finding has a place in the facts');
  return `${place.table} ${place.row} ${place.column}：${problemSentence(problem, 'zh')}`;
}

describe('rows and decisions that have no effect', () => {
  test.each(file.cases)('$name', (each) => {
    const scheme = schemeOf(each);
    const tables = writtenTables({ subjects: file.subjects, ...each.tables });
    const own = findingsOf(scheme, tables).map(written);
    expect(own.filter((text) => !text.startsWith('subjects') || each.findings.includes(text))).toEqual(each.findings);
    expect(findingsOf(scheme, tables, exactArithmetic).map(written)).toEqual(own);
  });

  test('the cell at fault is the place', () => {
    const [only] = findingsOf(
      schemeOf({ stages: '考核: { for: [单位], indicators: { 分: { scores: { indicator: A1, period: year } } } }\n' }),
      writtenTables({
        subjects: 'subject,name,category\nA,甲,unit',
        scores: 'subject,indicator,period,value\nA,A1,year,1\nA,A2,year,1',
      }),
    );
    expect(only!.place).toEqual({ kind: 'cell', table: 'scores', source: 'scores.csv', row: 3, column: '指标', value: 'A2' });
  });
});

describe('many rows', () => {
  const scheme = schemeOf({
    stages: '考核: { for: [单位], indicators: { 分: { scores: { indicator: A1, period: 季度 }, mean: 季度, missing: skip } } }\n',
  });
  const tablesOf = (rows: readonly (readonly string[])[]): FactTables =>
    new Map([
      ...writtenTables({ subjects: 'subject,name,category\nA,甲,unit' }),
      ['scores', tableOfRows('scores', ['subject', 'indicator', 'period', 'scorer', 'value'], rows)],
    ]);

  test('one finding for each text, the surplus told by its number', () => {
    const rows = Array.from({ length: 10_300 }, (_, i) => ['A', `B${i % 103}`, 'Q1', `s${i}`, '1']);
    const findings = findingsOf(scheme, tablesOf(rows));
    expect(findings).toHaveLength(101);
    expect(written(findings[0]!)).toBe('scores 2 指标：没有指标读取“指标”为“B0”的行，共 100 行，不计。请核对。');
    const more = findings.find(({ code }) => code === 'more-not-read')!;
    expect(written(more)).toBe('scores 102 指标：“指标”另有 3 种写法没有指标读取，共 300 行，不计。请核对这一列。');
  });

  test('a row in the last block is found like one in the first', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => ['A', 'A1', i === 8999 ? 'Q9' : 'Q1', `s${i}`, '1']);
    expect(
      findingsOf(scheme, tablesOf(rows))
        .map(written)
        .filter((text) => text.includes('Q9')),
    ).toHaveLength(1);
  });
});
