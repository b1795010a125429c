import { expect, test } from 'vitest';
import { compileScheme } from './compile.ts';
import { documentOf, soundDocument, withIndicator } from './fixtures/bad-document.ts';

/** What stands after a colon, with digits and their signs in full width. Keys and codes stay as they are. */
function widened(text: string): string {
  return text.replaceAll(/(?<=[ <≥])[\d.%/-]*\d[\d.%/<-]*(?=[ ,:}\n])/g, (number) =>
    number.replaceAll(/[0-9.%/<-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  );
}

const indicators = [
  '档: { formula: 年度得分 }',
  '查表: { table: { of: 年度得分, rows: { ≥90: 100, 80..<90: 10 × 年度得分, <80: 50 } } }',
  '相对: { relative: { of: 年度得分, by: rank, points: 60..100 } }',
  '逐步: { step: { of: 年度得分, from: 90, base: 10, below: { every: 1, points: -0.5 }, part: drop, least: 0 } }',
  '加分: { entries: { 荣誉: { key: H, points: 0.5..3 }, 信息: { key: I, points: 2, per: quantity, cap: 10 } }, cap: 10 }',
].join('\n      ');

test('numbers are read in full width as in half width, wherever they stand', () => {
  const plain = documentOf({ slip: withIndicator(indicators) })
    .replace('一季度: Q1', '一季度: { key: Q1, from: 01-01, to: 03-31 }')
    .replace('二季度: Q2', '二季度: { key: Q2, from: 2024-04-01, to: 06-30 }');
  const wide = widened(plain);
  expect(wide).toContain('year: ２０２４');
  expect(wide).toContain('同事: ６０％, 代表: ４０％');
  expect(wide).toContain('answers: ０．．１００');
  expect(wide).toContain('≥９０: １００, ８０．．＜９０:');
  expect(wide).toContain('from: ２０２４－０４－０１');
  const [read, expected] = [wide, plain].map((text) => compileScheme(text));
  expect(expected!.problems).toEqual([]);
  expect(read!.problems).toEqual([]);
  const facts = [read!, expected!].map((result) => (result.ok ? [result.value.year, result.value.show, result.value.lists] : []));
  expect(facts[0]).toEqual(facts[1]);
});

test('a weight in full width counts', () => {
  const { problems } = compileScheme(soundDocument.replace('代表: 40%', '代表: ３９．９％'));
  expect(problems.map(({ code, parameters }) => [code, parameters['difference']])).toEqual([['weights-short', '0.1%']]);
});
