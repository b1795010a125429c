import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Formula } from './ast.ts';
import { arbitraryFormula } from './fixtures/arbitrary-formula.ts';
import { parseCases } from './fixtures/parse-cases.ts';
import { sExpression } from './fixtures/s-expression.ts';
import { studyCases } from './fixtures/study-cases.ts';
import { formulaLimits, parseFormula } from './parse.ts';
import { printFormula } from './print.ts';

const parsed = (text: string): Formula => parseFormula(text).formula as Formula;

/** The tree without places. */
function withoutRanges(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'range' || key === 'nameRange' ? undefined : part)));
}

describe('canonical text', () => {
  test.each([
    ['限幅(x,0,100)', '限幅（x，0，100）'],
    ['a*b/c-d<=6800 元', 'a × b ÷ c − d ≤ 6800元'],
    ['１２．５％', '12.5%'],
    ['a!=b', 'a ≠ b'],
    ['- (a)', '−a'],
    ['-(-a)', '−（−a）'],
    ['-(a+b)', '−（a + b）'],
    ['((a+b))+(c)', 'a + b + c'],
    ['a+(b+c)', 'a + （b + c）'],
    ['a-(b*c)', 'a − b × c'],
    ['(a+b)*c', '（a + b） × c'],
    ['a/(b/c)', 'a ÷ （b ÷ c）'],
    ['a×(-b)', 'a × −b'],
    ['(a<b)=c', '（a < b） = c'],
    ['a=(b<c)', 'a = （b < c）'],
    ['(a+b).c', '（a + b）.c'],
    ['(-a)(b)', '（−a）（b）'],
    ['缺(x)', '缺（x）'],
    ['（缺）（x）', '（缺）（x）'],
    ['f(甲 .. 乙,1)', 'f（甲..乙，1）'],
    ['评分人 . 所在单位', '评分人.所在单位'],
    ['非(a=b)', '非 a = b'],
    ['非(a 且 b)', '非 （a 且 b）'],
    ['非(非 a)', '非 （非 a）'],
    ['(非 a)且 b', '非 a 且 b'],
    ['(非 a) = b', '（非 a） = b'],
    ['a 且 (b 且 c)', 'a 且 （b 且 c）'],
    ['(a 且 b) 且 c', 'a 且 b 且 c'],
    ['(a 或 b) 且 c', '（a 或 b） 且 c'],
    // No brackets are needed, but without them the text would draw a notice.
    ['a 且 b 或 c', '（a 且 b） 或 c'],
    ['a 或 b 且 c', 'a 或 （b 且 c）'],
    ['(若 a 则 b 否则 c)', '若 a 则 b 否则 c'],
    ['若 (若 a 则 b 否则 c) 则 (若 d 则 e 否则 f) 否则 (g)', '若 若 a 则 b 否则 c 则 若 d 则 e 否则 f 否则 g'],
    ['1+(若 a 则 b 否则 c)', '1 + （若 a 则 b 否则 c）'],
    ['f((若 a 则 b 否则 c))', 'f（若 a 则 b 否则 c）'],
    ['(若 a 则 b 否则 c).d', '（若 a 则 b 否则 c）.d'],
  ])('%s → %s', (text, canonical) => {
    expect(printFormula(parsed(text))).toBe(canonical);
  });

  test.each([...parseCases, ...Object.values(studyCases).flat()])('%j reads the same again', (text, tree) => {
    const canonical = printFormula(parsed(text));
    expect(sExpression(parsed(canonical))).toBe(tree);
    expect(printFormula(parsed(canonical))).toBe(canonical);
  });
});

test('every formula reads the same again, without a notice', () => {
  fc.assert(
    fc.property(arbitraryFormula, (formula) => {
      const text = printFormula(formula);
      fc.pre(text.length <= formulaLimits.characters);
      const again = parseFormula(text);
      expect(again.problems).toEqual([]);
      expect(withoutRanges(again.formula)).toEqual(withoutRanges(formula));
      expect(printFormula(again.formula as Formula)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test('no pair of brackets can be left out', () => {
  fc.assert(
    fc.property(arbitraryFormula, (formula) => {
      const text = printFormula(formula);
      fc.pre(text.length <= 500);
      const open: number[] = [];
      for (const [to, character] of Array.from(text).entries()) {
        if (character === '（') open.push(to);
        if (character !== '）') continue;
        const from = open.pop() as number;
        const without = Array.from(text)
          .filter((_, index) => index !== from && index !== to)
          .join('');
        const { formula: other, problems } = parseFormula(without);
        const same = other !== null && JSON.stringify(withoutRanges(other)) === JSON.stringify(withoutRanges(formula));
        expect(same && problems.length === 0).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});
