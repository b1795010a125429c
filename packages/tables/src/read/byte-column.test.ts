import fc from 'fast-check';
import { expect, test } from 'vitest';

import { utf8 } from '../testing/bytes.ts';
import { ByteColumn } from './byte-column.ts';

test('equal bytes get one code and different bytes different ones, even where their hashes are equal', () => {
  const cells = fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '甲') }), { maxLength: 200 });
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 5 }), (given, hashCount) => {
      const column = new ByteColumn(16);
      const known = [''];
      for (const [row, text] of given.entries()) {
        if (!known.includes(text)) known.push(text);
        const bytes = utf8(`(${text})`);
        expect(column.codeOf(bytes, 1, bytes.length - 1, text.length % hashCount, row, row * 10)).toBe(known.indexOf(text));
      }
      for (const [code, text] of known.slice(1).entries()) {
        const first = given.indexOf(text);
        expect([column.firstRow(code + 1), column.firstOffset(code + 1)]).toEqual([first, first * 10]);
      }
      const decoder = new TextDecoder();
      expect(Array.from({ length: column.distinctCount }, (_, code) => decoder.decode(column.entry(code)))).toEqual(known);
    }),
  );
});

test('a column of many different cells', () => {
  const column = new ByteColumn(16);
  const texts = Array.from({ length: 5000 }, (_, i) => `第${i}个`);
  const codes = texts.map((text, i) => {
    const bytes = utf8(text);
    return column.codeOf(bytes, 0, bytes.length, Math.imul(i, 0x9e3779b1), i, 0);
  });
  expect(codes).toEqual(texts.map((_, i) => i + 1));
  expect(new TextDecoder().decode(column.entry(4321))).toBe('第4320个');
});
