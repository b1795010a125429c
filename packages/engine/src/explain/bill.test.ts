import { expect, test } from 'vitest';

import { writtenTables } from '../facts/testing/written-table.ts';
import { compileScheme } from '../scheme/compile.ts';
import { compute } from '../score/compute.ts';
import { prepareSchemeFacts } from '../score/scheme-facts.ts';
import { explainSubject } from './explain-subject.ts';

const scheme = `kaoji: 1
id: groups
title: 办法
year: 2024
show: { digits: 2, mode: half-up }
subjects:
  人员: { key: staff }
raters:
  主体:
    领导: { key: leaders, secrecy: secret, roster: 名册, clause: 三2 }
    群众: { key: public, secrecy: secret, roster: 名册 }
stages:
  考核:
    for: 人员
    indicators:
      测评: { key: vote, clause: 三1, ballots: { round: R, group: 主体, item: I, answers: 0..100 }, weighted: { 领导: 60%, 群众: 40% }, missing: skip }
`;

const tables = {
  subjects: 'subject,name,category\nA,甲,staff',
  ballots: 'round,ballot,group,subject,item,value\nR,1,leaders,A,I,90\nR,2,public,A,I,80',
};

test('the part of a voter group cites the clause of the group, else that of the indicator', () => {
  const compiled = compileScheme(scheme);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const facts = prepareSchemeFacts(compiled.value, writtenTables(tables));
  if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
  const [explained] = explainSubject(compute(compiled.value, facts.value), 'A');
  const { clause, lines } = explained!.others[0]!;
  expect([clause, ...lines.map((line) => `${line.name} ${line.clause}`)]).toEqual(['三1', '领导 三2', '群众 三1']);
});
