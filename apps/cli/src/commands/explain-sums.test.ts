import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileScheme, compute, explainSubject, prepareSchemeFacts, type BillLine } from '@kaoji/engine';
import { readFactsFolder } from '@kaoji/tables/node';
import { expect, test } from 'vitest';
import { schemeNames, schemesFolder } from '../testing/run-program.ts';
import { mayBeEqual, readNumber, workedOut, type Between } from '../testing/pocket-calculator.ts';

test.each([
  ['业绩评价 73.4571… × 70% + 履职评价 73.3927… × 30%', ['73.43778', '73.43788']],
  ['(季度业绩（一季度） 74.0905 + 季度业绩（二季度） 71.1075 + 季度业绩（三季度） 69.502) ÷ 3', ['2147/30', '2147/30']],
  ['限幅（评价系数 0.95 × 任务完成 77.99，0，100）', ['74.0905', '74.0905']],
  ['(20×73.3 + 15×92 + 10×81) ÷ 45，3项任务', ['3656/45', '3656/45']],
  ['加分 0.00 − 扣分 6.20', ['-6.2', '-6.2']],
  ['基础分 73.4378… + 加减分 −6.20', ['67.2378', '67.2379']],
  ['最小（0.5 × 漏报案次 1，5）', ['0.5', '0.5']],
  ['238000元 × 等次系数 0.50 × 任职月数 7.00 ÷ 12 ÷ 36.625 = 1895.3356…元，舍到分', ['1666000/879', '1666000/879']],
])('the calculator works %s out', (sentence, [least, most]) => {
  const value = workedOut(sentence)!;
  expect(mayBeEqual({ least: value.least, most: value.least }, readNumber(least!))).toBe(true);
  expect(mayBeEqual({ least: value.most, most: value.most }, readNumber(most!))).toBe(true);
});

test.each(['没有条目', '没有任职记录，取规定的值', '查表：等次 良好，按“良好”'])('%s is no sum', (sentence) => {
  expect(workedOut(sentence)).toBeNull();
});

/** What writes sums. Ballots are secret, and look-ups, histories and marks have nothing to be worked out. */
const summing = new Set(['weighted', 'mean', 'tasks', 'scores', 'targets', 'formula', 'sum']);
/** Sentences that are no sum: a choice by conditions, the lowest of several, and a count. */
const noSum = /^若 |中最低的|^有效票|^没有/u;

test.each(schemeNames)('%s: every sum of every bill can be done again with the digits that are printed', async (name) => {
  const folder = join(schemesFolder, name);
  const compiled = compileScheme(readFileSync(join(folder, 'scheme.yaml'), 'utf8'));
  const read = await readFactsFolder(join(folder, 'facts'));
  if (!compiled.ok || !read.ok) throw new Error('the examples are right');
  const prepared = prepareSchemeFacts(compiled.value, read.value);
  if (!prepared.ok) throw new Error('the examples are right');
  const computation = compute(compiled.value, prepared.value);
  const wrong: string[] = [];
  let count = 0;
  const check = (id: string, line: BillLine): void => {
    const sentence = line.sentence.zh;
    if (summing.has(line.rule) && line.exact !== null && sentence !== '' && !noSum.test(sentence)) {
      const value = workedOut(sentence);
      count += 1;
      if (value === null || !mayBeEqual(value, beforeRounding(line))) wrong.push(`${id} ${line.name} ${line.exact}: ${sentence}`);
    }
    for (const below of line.lines) check(id, below);
  };
  for (const id of prepared.value.subjectIds) {
    for (const { total, others, outcomes } of explainSubject(computation, id))
      for (const line of [...(total === null ? [] : [total]), ...others, ...outcomes]) check(id, line);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(count).toBeGreaterThan(100);
});

/** The value that the sentence speaks of: where the line is rounded, what stood before. */
function beforeRounding({ exact, rounding }: BillLine): Between {
  return readNumber(rounding?.before ?? exact!);
}
