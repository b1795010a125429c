import { describe, expect, test } from 'vitest';

import { missing } from '../number/missing.ts';
import { noDeclaredColumns, type DeclaredColumns } from './definitions.ts';
import { checkFacts, emptyFacts, prepareFacts, type Facts, type FactsOptions } from './facts.ts';
import { tableOfRows, writtenTables } from './testing/written-table.ts';

function factsOf(
  texts: Readonly<Record<string, string>>,
  options: FactsOptions = {},
  declared: DeclaredColumns = noDeclaredColumns,
): Facts {
  const result = prepareFacts(writtenTables(texts), declared, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe('facts', () => {
  test('subjects have a row each, in the order of the table', () => {
    const facts = factsOf({});
    expect(facts.subjectCount).toBe(3);
    expect(facts.subjectIds).toEqual(['A', 'B', 'C']);
    expect(facts.subjectRowOf.get('C')).toBe(2);
    expect(facts.subjectRowOf.get('__proto__')).toBeUndefined();
  });

  test('a table that was not handed in has no rows and empty columns', () => {
    const facts = factsOf({});
    expect(facts.table('ballots').rowCount).toBe(0);
    expect(facts.column('ballots', 'value')).toEqual({ codes: new Int32Array(0), values: [''] });
    expect(facts.subjectRows('ballots', 'subject')).toHaveLength(0);
    expect(facts.states('ballots')).toHaveLength(0);
    expect(facts.decisions()).toEqual([]);
  });

  test('a column that was not handed in is empty', () => {
    const facts = factsOf({});
    expect(facts.cell('subjects', 'leader', 2)).toBe('');
    expect([...facts.subjectRows('subjects', 'leader')]).toEqual([-1, -1, -1]);
  });

  test('a table or column that does not exist is a mistake of the program', () => {
    const facts = factsOf({});
    expect(() => facts.table('ballot')).toThrow('no table of facts named ballot');
    expect(() => facts.column('ballots', 'score')).toThrow('no column score');
    expect(() => facts.states('vetoes')).toThrow('no value');
    expect(() => facts.history('ballots', 0)).toThrow('no row 0');
  });

  test('references lead to rows of subjects and are kept', () => {
    const facts = factsOf({
      subjects: 'subject,name,leader\nA,甲,C\nB,乙,\nC,丙,',
      scores: 'subject,indicator,period,scorer,value\nC,i,Q1,B,80\nA,i,Q1,chief,90',
    });
    expect([...facts.subjectRows('subjects', 'leader')]).toEqual([2, -1, -1]);
    expect([...facts.subjectRows('scores', 'subject')]).toEqual([2, 0]);
    expect([...facts.subjectRows('scores', 'scorer')]).toEqual([1, -1]);
    expect(facts.subjectRows('scores', 'scorer')).toBe(facts.subjectRows('scores', 'scorer'));
  });

  test('a declared column is read by its key under its own header', () => {
    const declared: DeclaredColumns = new Map([['subjects', [{ key: 'coefficient', name: '评价系数', type: 'decimal' }]]]);
    const facts = factsOf({ subjects: 'subject,name,评价系数\nA,甲,1.03' }, {}, declared);
    expect(facts.cell('subjects', 'coefficient', 0)).toBe('1.03');
    expect(facts.place('subjects', 0, 'coefficient')).toMatchObject({ column: '评价系数', value: '1.03' });
    expect(facts.place('subjects', 0, '')).toMatchObject({ column: '', value: '', row: 2 });
  });

  test('names of values become keys', () => {
    const facts = factsOf(
      { scores: 'subject,indicator,period,scorer,value\nA,i,一季度,p,80\nA,i,Q2,p,81\nA,j,Q1,p,82' },
      { aliases: new Map([['scores.period', new Map([['一季度', 'Q1']])]]) },
    );
    const period = facts.column('scores', 'period');
    expect([...period.codes].map((code) => period.values[code])).toEqual(['Q1', 'Q2', 'Q1']);
    expect(new Set(period.values).size).toBe(period.values.length);
  });

  test('decisions', () => {
    const facts = factsOf({ decisions: 'subject,stage,grade,reason,document,date\nB,units,一般,综合研判,镇党委会〔2024〕3号,2025-01-10' });
    expect(facts.decisions()).toEqual([
      { subjectRow: 1, stage: 'units', grade: '一般', reason: '综合研判', document: '镇党委会〔2024〕3号', date: '2025-01-10', row: 0 },
    ]);
    expect(facts.decisions()).toBe(facts.decisions());
  });

  test('one error refuses everything, a notice nothing', () => {
    const bad = writtenTables({ scores: 'subject,indicator,period,scorer,value\nA,i,Q1,p,x' });
    expect(prepareFacts(bad, noDeclaredColumns)).toMatchObject({ ok: false });
    expect(checkFacts(bad, noDeclaredColumns)).toHaveLength(1);
    expect(prepareFacts(writtenTables({ subjects: 'subject,name\nA,甲\nB,甲' }), noDeclaredColumns)).toMatchObject({
      ok: true,
      problems: [{ code: 'fact-names-equal' }],
    });
  });

  test('no facts at all', () => {
    expect(emptyFacts().subjectCount).toBe(0);
    expect(emptyFacts().table('tasks').rowCount).toBe(0);
  });
});

describe('states', () => {
  const { present, notYet, excused, notApplicable, notSubmitted } = missing;
  const scores = 'subject,indicator,period,scorer,value,state';

  test.each([
    ['a value', 'A,i,Q1,p,80,', present],
    ['a value and its state', 'A,i,Q1,p,80,正常', present],
    ['NA', 'A,i,Q1,p,NA,', notApplicable],
    ['NA of an excused subject', 'A,i,Q1,p,NA,excused', excused],
    ['不适用', 'A,i,Q1,p,不适用,', notApplicable],
    ['免考', 'A,i,Q1,p,免考,', excused],
    ['state excused', 'A,i,Q1,p,,excused', excused],
    ['state not applicable', 'A,i,Q1,p,,不适用', notApplicable],
    ['state not submitted in an open period', 'A,i,Q4,p,,未报送', notSubmitted],
    ['state not yet in a closed period', 'A,i,Q1,p,,not-yet', notYet],
    ['empty in a closed period', 'A,i,Q1,p,,', notSubmitted],
    ['empty in an open period', 'A,i,Q4,p,,', notYet],
    ['zero is a value', 'A,i,Q1,p,0,', present],
  ])('%s', (_, row, state) => {
    const facts = factsOf({ scores: `${scores}\n${row}` }, { openPeriods: new Set(['Q4']) });
    expect([...facts.states('scores')]).toEqual([state]);
  });

  test('without open periods everything empty was not submitted', () => {
    expect([...factsOf({ scores: `${scores}\nA,i,Q4,p,,` }).states('scores')]).toEqual([notSubmitted]);
  });

  test('the round and the wave are periods too', () => {
    const facts = factsOf(
      {
        ballots: 'round,ballot,group,subject,item,value\nQ4,1,g,A,i,\nQ1,1,g,A,i,',
        survey: 'wave,subject,stratum,respondent,item,value\nW2,A,s,1,i,',
      },
      { openPeriods: new Set(['Q4', 'W2']) },
    );
    expect([...facts.states('ballots')]).toEqual([notYet, notSubmitted]);
    expect([...facts.states('survey')]).toEqual([notYet]);
  });

  test('another column of the row has its own words, but not the state of the row', () => {
    const facts = factsOf({ targets: 'subject,indicator,period,target,actual,state\nA,i,Q1,NA,,免考\nB,i,Q1,,5,' });
    expect([...facts.states('targets')]).toEqual([excused, present]);
    expect([...facts.states('targets', 'target')]).toEqual([notApplicable, notSubmitted]);
  });
});

describe('size', () => {
  test('three hundred thousand ballots are checked without a string each', () => {
    const count = 300_000;
    const rows = Array.from({ length: count }, (_, i) => [
      'r',
      `b${i % 500}`,
      'g',
      ['A', 'B', 'C'][Math.floor(i / 500) % 3]!,
      `i${Math.floor(i / 1500)}`,
      '优秀',
    ]);
    const tables = new Map([
      ...writtenTables({}),
      ['ballots', tableOfRows('ballots', ['round', 'ballot', 'group', 'subject', 'item', 'value'], rows)],
    ]);
    const result = prepareFacts(tables, noDeclaredColumns);
    expect(result.problems).toEqual([]);
    expect(result.ok && result.value.subjectRows('ballots', 'subject')).toHaveLength(count);
  });
});
