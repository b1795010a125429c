import fc from 'fast-check';
import { expect, test } from 'vitest';

import { gb18030, joined } from '../testing/bytes.ts';
import { brokenUtf8At, decoded, encodingOf, vote } from './encoding.ts';

function encodingOfCells(...cells: readonly Uint8Array[]): string {
  const votes = { notUtf8: 0, chineseInUtf8: 0 };
  for (const cell of cells) vote(votes, cell);
  return encodingOf(votes);
}

test('the encoding is found over all cells', () => {
  expect(encodingOfCells(joined('abc'))).toBe('utf-8');
  expect(encodingOfCells(joined('考核'))).toBe('utf-8');
  expect(encodingOfCells(gb18030('考核'), gb18030('对象'))).toBe('gb18030');
  // Plainly UTF-8, with one broken cell.
  expect(encodingOfCells(joined('考核'), joined('对象'), joined([0xe8, 0x80]))).toBe('utf-8');
  // 联通 in GBK happens to look like something else; two cells that are not UTF-8 decide.
  expect(encodingOfCells(gb18030('联通'), gb18030('考核'), gb18030('对象'))).toBe('gb18030');
});

test('names of people survive GB18030', () => {
  for (const name of ['阎承', '沈启琴', '叶红敏', '镕', '喆', '考核办（绩效办）', '一、二；三：“四”'])
    expect(decoded(gb18030(name), 'gb18030')).toBe(name);
});

test('the broken spot is the first byte that is no UTF-8', () => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff),
        { maxLength: 12 },
      ),
      (given) => {
        const bytes = Uint8Array.from(given);
        const at = brokenUtf8At(bytes);
        const readable = (part: Uint8Array): boolean => {
          try {
            strict.decode(part);
            return true;
          } catch {
            return false;
          }
        };
        expect(at === -1).toBe(readable(bytes));
        expect(readable(bytes.subarray(0, Math.max(at, 0)))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
