import { expect, test } from 'vitest';
import { compileScheme } from './compile.ts';
import { documentOf, withIndicator } from './fixtures/bad-document.ts';

function codesOf(formulaOf: (before: string) => string, more: string): string[] {
  const names = ['年度得分', ...Array.from({ length: 30 }, (_, i) => `第${i + 1}`)];
  const indicators = names.slice(1).map((name, i) => `${name}: { formula: ${formulaOf(names[i]!)}${more} }`);
  return compileScheme(documentOf({ slip: withIndicator(indicators.join('\n      ')) })).problems.map(({ code }) => code);
}

test('squares are accepted where each is kept small and rounded', () => {
  expect(codesOf((before) => `限幅（${before} × ${before}，0，100）`, ', publish: carry')).toEqual([]);
  expect(codesOf((before) => `取整（限幅（${before} × ${before}，0，100））`, '')).toEqual([]);
});

test('neither keeping them small nor rounding them is enough alone', () => {
  expect(codesOf((before) => `限幅（${before} × ${before}，0，100）`, '')).toEqual(['value-too-long']);
  expect(codesOf((before) => `${before} × ${before}`, ', publish: carry')).toEqual(['value-too-long']);
});

test('a long sum, a choice and the largest of several hardly grow', () => {
  expect(codesOf((before) => `${before} + 年度得分 ÷ 4 + 年度得分 ÷ 12`, '')).toEqual([]);
  expect(codesOf((before) => `若 ${before} > 1 则 ${before} 否则 最大（${before}，1）`, '')).toEqual([]);
});

test('what is measured against the best or the mean of all may stand in a row', () => {
  expect(codesOf((before) => `${before} ÷ 最高（${before}） × 100`, ', publish: carry')).toEqual([]);
});
