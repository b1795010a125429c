import { describe, expect, test } from 'vitest';

import { writtenTables } from '../facts/testing/written-table.ts';
import type { Facts } from '../facts/facts.ts';
import { problemSentence } from '../problem/catalogue.ts';
import type { Problem, Result } from '../problem/problem.ts';
import { compileScheme } from '../scheme/compile.ts';
import type { Scheme } from '../scheme/model.ts';
import { compute } from './compute.ts';
import { prepareSchemeFacts } from './scheme-facts.ts';

function schemeOf(text: string): Scheme {
  const compiled = compileScheme(`kaoji: 1\nid: case\ntitle: 例\nyear: 2024\nshow: { digits: 2, mode: half-up }\n${text}`);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return compiled.value;
}

const quarters = schemeOf(`
subjects: { 单位: { key: unit } }
lists: { 季度: { 一季度: Q1, 二季度: Q2 } }
facts: { scores: { where: 时期 ≠ 二季度 } }
stages: { 考核: { for: 单位, indicators: { 分: { key: <季度>, each: 季度, scores: { indicator: A, period: 季度 } } } } }
`);

function prepared(scheme: Scheme, tables: Readonly<Record<string, string>>, openPeriods: readonly string[] = []): Result<Facts> {
  const subjects = 'subject,name,category\nS,甲,unit\nT,乙,单位';
  return prepareSchemeFacts(scheme, writtenTables({ subjects, ...tables }), { openPeriods: new Set(openPeriods) });
}

function indicatorsOf(scheme: Scheme, facts: Result<Facts>, id: string): unknown {
  if (!facts.ok) throw new Error(facts.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return compute(scheme, facts.value).result.subjects[id]!.indicators;
}

const codesOf = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);

describe('names stand for keys', () => {
  test('the name of a member is its key, in the column where the list is read', () => {
    const facts = prepared(quarters, { scores: 'subject,indicator,period,value\nS,A,一季度,90' });
    expect(indicatorsOf(quarters, facts, 'S')).toEqual({ Q1: '90.00', Q2: null });
  });

  test('a key and a name of it are duplicates', () => {
    const { problems, ok } = prepared(quarters, { scores: 'subject,indicator,period,value\nS,A,一季度,90\nS,A,Q1,80' });
    expect([ok, codesOf(problems)]).toEqual([false, ['fact-row-twice']]);
  });

  test('the name of a class is its key', () => {
    const facts = prepared(quarters, { scores: 'subject,indicator,period,value\nT,A,Q1,70' });
    expect(indicatorsOf(quarters, facts, 'T')).toEqual({ Q1: '70.00', Q2: null });
    expect(facts.ok && compute(quarters, facts.value).findings).toEqual([]);
  });

  test('a formula may write the name where the facts hold the key', () => {
    const facts = prepared(quarters, { scores: 'subject,indicator,period,value\nS,A,Q1,90\nS,A,Q2,80' });
    expect(indicatorsOf(quarters, facts, 'S')).toEqual({ Q1: '90.00', Q2: null });
  });

  test('an open period may be named', () => {
    const states = [['一季度'], []].map((open) => {
      const facts = prepared(quarters, { scores: 'subject,indicator,period,value\nS,A,Q1,' }, open);
      return facts.ok ? [...facts.value.states('scores')] : facts.problems;
    });
    expect(states[0]).not.toEqual(states[1]);
  });

  test('the name of a rule is its key, also beside another catalogue', () => {
    const scheme = schemeOf(`
subjects: { 单位: { key: unit } }
stages:
  考核:
    for: 单位
    indicators:
      加分: { key: plus, entries: { 荣誉: { key: H, points: 3 } }, cap: 8 }
      扣分: { key: minus, entries: { 批评: { key: P, points: 2 } }, cap: 8 }
    flags:
      条目被拒: { key: rejected, if: 被拒条目 > 0 }
`);
    const facts = prepared(scheme, { adjustments: 'subject,rule,date,decision\nS,荣誉,2024-01-01,1\nS,批评,2024-01-02,2' });
    expect(indicatorsOf(scheme, facts, 'S')).toEqual({ plus: '3.00', minus: '2.00' });
    expect(facts.ok && compute(scheme, facts.value).findings).toEqual([]);
    expect(facts.ok && compute(scheme, facts.value).result.subjects['S']!.flags).toEqual([]);
  });
});

describe('a formula about a text of the subjects', () => {
  const scheme = schemeOf(`
subjects: { 单位: { key: unit }, 人员: { key: person } }
attributes: { 登记类别: { key: category, type: text }, 所在单位: { key: unit, for: 人员, type: 单位 } }
stages:
  考核:
    for: [单位, 人员]
    indicators:
      右: { key: right, formula: 登记类别 = 单位 }
      左: { key: left, formula: 单位 = 登记类别 }
      所在: { key: there, formula: 所在单位.登记类别 = 单位 }
`);

  test('may write the name of a class, on either side and at another subject', () => {
    const facts = prepared(scheme, { subjects: 'subject,name,category,unit\nS,甲,unit,\nT,乙,单位,\nP,丙,person,S' });
    expect(indicatorsOf(scheme, facts, 'S')).toEqual({ left: true, right: true, there: null });
    expect(indicatorsOf(scheme, facts, 'T')).toEqual({ left: true, right: true, there: null });
    expect(indicatorsOf(scheme, facts, 'P')).toEqual({ left: false, right: false, there: true });
  });
});

describe('a name that is not certain stands for nothing', () => {
  const twoLists = schemeOf(`
subjects: { 单位: { key: unit } }
lists: { 季度: { 首: Q1, 末: Q4 }, 轮次: { 首: R1, 末: R2 } }
stages:
  考核:
    for: 单位
    indicators:
      平时: { key: <季度>, each: 季度, scores: { indicator: A, period: 季度 } }
      年终: { key: <轮次>, each: 轮次, scores: { indicator: B, period: 轮次 } }
`);

  test('of two lists in one column: each indicator reads its own', () => {
    const facts = prepared(twoLists, { scores: 'subject,indicator,period,value\nS,A,首,90\nS,B,首,80' });
    expect(indicatorsOf(twoLists, facts, 'S')).toEqual({ Q1: '90.00', Q4: null, R1: '80.00', R2: null });
  });

  test('a name that is a key of another member', () => {
    const scheme = schemeOf(`
subjects: { 单位: { key: unit } }
lists: { 季度: { Q2: Q1, 二季度: Q2 } }
stages: { 考核: { for: 单位, indicators: { 分: { key: <季度>, each: 季度, scores: { indicator: A, period: 季度 } } } } }
`);
    const facts = prepared(scheme, { scores: 'subject,indicator,period,value\nS,A,Q2,90' });
    expect(indicatorsOf(scheme, facts, 'S')).toEqual({ Q1: null, Q2: '90.00' });
  });

  test('the name of a heading over several items', () => {
    const scheme = schemeOf(`
subjects: { 单位: { key: unit } }
lists: { 方面: { 德: [D1, D2], 能: [N1] } }
stages:
  考核:
    for: 单位
    indicators: { 分: { key: <方面>, each: 方面, scores: { indicator: 方面 }, rows: sum } }
`);
    const facts = prepared(scheme, { scores: 'subject,indicator,period,value\nS,D1,y,1\nS,D2,y,2\nS,德,y,4\nS,能,y,8' });
    expect(indicatorsOf(scheme, facts, 'S')).toEqual({ 德: '7.00', 能: '8.00' });
  });

  test('the name of a rule that is the key of another', () => {
    const scheme = schemeOf(`
subjects: { 单位: { key: unit } }
stages:
  考核:
    for: 单位
    indicators:
      加分: { key: plus, entries: { 荣誉: { key: H, points: 3 } }, cap: 8 }
      扣分: { key: minus, entries: { H: { key: P, points: 2 } }, cap: 8 }
`);
    const facts = prepared(scheme, { adjustments: 'subject,rule,date,decision\nS,H,2024-01-01,1' });
    expect(indicatorsOf(scheme, facts, 'S')).toEqual({ plus: '3.00', minus: '0.00' });
  });

  test.each(['甲', '[甲, 乙]'])('a class that another value of 类别 decides: %s', (values) => {
    const scheme = schemeOf(`
subjects: { 单位: { key: unit, when: { category: ${values} } } }
stages: { 考核: { for: 单位, indicators: { 分: { key: s, scores: { indicator: A } } } } }
`);
    const facts = prepared(scheme, { subjects: 'subject,name,category\nS,甲,单位\nT,乙,甲' });
    expect(facts.ok && codesOf(compute(scheme, facts.value).findings)).toEqual(['subject-without-class']);
  });
});
