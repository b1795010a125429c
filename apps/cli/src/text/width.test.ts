import { expect, test } from 'vitest';
import { fitted, shortened, widthOf, wrapped, wrappedItems } from './width.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['综合办', 6],
  ['O01 综合办', 10],
  ['（一）', 6],
  ['ｆｕｌｌ', 8],
  ['99.5 × 70%', 10],
  ['“季度”', 6],
  ['e\u0301', 1],
  ['𠮷野家', 6],
  ['한글', 4],
  ['\u001B[1m综合办\u001B[22m', 6],
])('%j takes %i columns', (text, width) => expect(widthOf(text)).toBe(width));

test('a text is filled to exactly the width, or cut with an ellipsis', () => {
  expect(fitted('综合办', 8, 'left')).toBe('综合办  ');
  expect(fitted('9.5', 6, 'right')).toBe('   9.5');
  expect(shortened('退役军人服务站', 9)).toBe('退役军人…');
  // A wide character that would stand half outside is left out whole.
  expect(shortened('退役军人服务站', 8)).toBe('退役军…');
  expect(widthOf(fitted('退役军人服务站', 8, 'left'))).toBe(8);
});

test('Chinese breaks between characters, and punctuation stays with what it closes or opens', () => {
  expect(wrapped('得分保留两位小数，四舍五入。', 16)).toEqual(['得分保留两位小', '数，四舍五入。']);
  expect(wrapped('业绩（四季度）为九十', 6)).toEqual(['业绩', '（四季', '度）为', '九十']);
  expect(wrapped('/a/very/long/path', 6)).toEqual(['/a/ver', 'y/long', '/path']);
});

test('English breaks at spaces, and a factor stays with its sign', () => {
  expect(wrapped('published numbers have decimals', 12)).toEqual(['published', 'numbers have', 'decimals']);
  expect(wrapped('业绩 73.46 × 70% + 履职 73.39 × 30%', 24)).toEqual(['业绩 73.46 × 70% + 履职', '73.39 × 30%']);
});

test('no line is wider than asked for', () => {
  const text = '退役军人服务站 67.24 = 基础分（业绩评价 73.46 × 70% + 履职评价 73.39 × 30%），四舍五入。'.repeat(3);
  for (let width = 4; width < 60; width++) for (const line of wrapped(text, width)) expect(widthOf(line), line).toBeLessThanOrEqual(width);
});

test('items of a list stay whole', () => {
  expect(wrappedItems(['龙子成 L02', '白学华 L07', '邓子远 H01'], '、', 24)).toEqual(['龙子成 L02、白学华 L07、', '邓子远 H01']);
});
