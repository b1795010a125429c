import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Argument, Formula } from './ast.ts';
import { arbitraryFormula, fragments, tokenKinds } from './fixtures/arbitrary-formula.ts';
import { parseCases } from './fixtures/parse-cases.ts';
import { sExpression } from './fixtures/s-expression.ts';
import { studyCases } from './fixtures/study-cases.ts';
import { buildFormula, formulaLimits, formulaParser, isFormulaName, parseFormula } from './parse.ts';
import { printFormula } from './print.ts';

function parsed(text: string): Formula {
  const { formula, problems } = parseFormula(text);
  if (formula === null) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return formula;
}

function codes(text: string): string[] {
  return parseFormula(text).problems.map(({ code }) => code);
}

/** Every node but functions named 缺, which are no formula by themselves, and runs. */
function formulasIn(formula: Argument): Formula[] {
  switch (formula.kind) {
    case 'run':
      return [];
    case 'number':
    case 'date':
    case 'missing':
      return [formula];
    case 'name':
      return formula.name === '缺' ? [] : [formula];
    case 'member':
      return [formula, ...formulasIn(formula.object)];
    case 'apply':
      return [formula, ...[formula.target, ...formula.arguments].flatMap(formulasIn)];
    case 'negate':
    case 'not':
      return [formula, ...formulasIn(formula.operand)];
    case 'if':
      return [formula, ...[formula.condition, formula.then, formula.else].flatMap(formulasIn)];
    default:
      return [formula, ...[formula.left, formula.right].flatMap(formulasIn)];
  }
}

describe('trees', () => {
  test.each(parseCases)('%j', (text, tree) => {
    expect(sExpression(parsed(text))).toBe(tree);
    expect(codes(text)).toEqual([]);
  });
});

describe('the five regulations', () => {
  for (const [scheme, cases] of Object.entries(studyCases)) {
    test.each(cases)(`${scheme}: %s`, (text, tree) => {
      expect(sExpression(parsed(text))).toBe(tree);
    });
  }

  test('one formula of the five mixes 且 and 或', () => {
    const noticed = Object.values(studyCases)
      .flat()
      .filter(([text]) => codes(text).length > 0);
    expect(noticed.map(([text]) => text)).toEqual(['对象 属于 县直单位 且 评分人 属于 乡镇 或 对象 属于 乡镇 且 评分人 属于 县直单位']);
    expect(noticed.map(([text]) => codes(text))).toEqual([['mixed-and-or']]);
  });
});

describe('notices', () => {
  test.each([
    ['a 且 b 或 c', '(或 (且 a b) c)', [6]],
    ['a 或 b 且 c 或 d 且 e', '(或 (或 a (且 b c)) (且 d e))', [6]],
    ['（a 且 b 或 c） 且 （d 或 e 且 f）', '(且 (或 (且 a b) c) (或 d (且 e f)))', [7, 21]],
    ['若 a 且 b 则 c 或 d 否则 e 且 f 或 g', '(若 (且 a b) (或 c d) (或 (且 e f) g))', [25]],
    ['f（a 且 b，c 或 d）', '(call f (且 a b) (或 c d))', []],
    ['a 且 f（b 或 c）', '(且 a (call f (或 b c)))', []],
  ])('%s', (text, tree, places) => {
    const { formula, problems } = parseFormula(text);
    expect(formula && sExpression(formula)).toBe(tree);
    expect(problems).toEqual(places.map((from) => ({ code: 'mixed-and-or', range: { from, to: from + 1 }, parameters: {} })));
  });
});

describe('ranges', () => {
  const texts = [...parseCases, ...Object.values(studyCases).flat()].map(([text]) => text);
  test.each(texts)('the text of each part of %j is that part', (text) => {
    for (const part of formulasIn(parsed(text))) {
      expect(sExpression(parsed(text.slice(part.range.from, part.range.to)))).toBe(sExpression(part));
    }
  });

  test('a member knows where its name stands', () => {
    const text = '（对象） . 所在班子.等次（1）';
    const members = formulasIn(parsed(text)).filter((part) => part.kind === 'member');
    expect(members.map(({ nameRange: { from, to } }) => text.slice(from, to))).toEqual(['等次', '所在班子']);
  });

  test('offsets count UTF-16 units, brackets belong to the operation and not to the operand', () => {
    expect(parsed('（𠮷 + 1） × f（x..y）')).toEqual({
      kind: 'binary',
      operator: '×',
      left: {
        kind: 'binary',
        operator: '+',
        left: { kind: 'name', name: '𠮷', range: { from: 1, to: 3 } },
        right: { kind: 'number', text: '1', unit: 'none', range: { from: 6, to: 7 } },
        range: { from: 1, to: 7 },
      },
      right: {
        kind: 'apply',
        target: { kind: 'name', name: 'f', range: { from: 11, to: 12 } },
        arguments: [{ kind: 'run', from: 'x', to: 'y', range: { from: 13, to: 17 } }],
        range: { from: 11, to: 18 },
      },
      range: { from: 0, to: 18 },
    });
  });
});

describe('limits', () => {
  const { characters, depth, digits } = formulaLimits;

  test('length', () => {
    expect(codes('a'.repeat(characters))).toEqual([]);
    expect(parseFormula('a'.repeat(characters + 1)).problems).toEqual([
      { code: 'formula-too-long', range: { from: 0, to: 4001 }, parameters: { length: '4001', limit: '4000' } },
    ]);
  });

  test.each([
    ['brackets', '（', '）'],
    ['arguments', 'f（', '）'],
    ['conditions', '若 ', ' 则 1 否则 2'],
    ['branches', '若 a 则 1 否则 ', ''],
    ['bracketed 非', '非（', '）'],
    ['bracketed −', '−（', '）'],
  ])('depth of %s', (_, before, after) => {
    const nested = (levels: number): string => before.repeat(levels) + 'x' + after.repeat(levels);
    expect(codes(nested(depth))).toEqual([]);
    expect(parseFormula(nested(depth + 1))).toMatchObject({
      formula: null,
      problems: [{ code: 'formula-too-deep', parameters: { limit: '64' } }],
    });
    expect(codes(nested(10_000))).toEqual(['formula-too-long']);
    expect(codes(nested(1_000_000))).toEqual(['formula-too-long']);
  });

  test('an unclosed nest is as deep as a closed one', () => {
    expect(codes('（'.repeat(characters))).toEqual(['formula-too-deep']);
    expect(codes('若 '.repeat(characters / 2))).toEqual(['formula-too-deep']);
  });

  test.each([
    ['+', '1+', '1'],
    ['×', '1×', '1'],
    ['且', 'a 且 ', 'a'],
    ['members', 'a.', 'a'],
    ['arguments', 'f', '(1)'],
  ])('a long chain of %s is not deep', (_, before, after) => {
    const long = before === 'f' ? before + after.repeat(1333) : before.repeat(Math.floor((characters - 1) / before.length)) + after;
    expect(codes(long)).toEqual([]);
    expect(printFormula(parsed(long)).length).toBeGreaterThan(characters - 100);
  });

  test('digits', () => {
    expect(codes('1'.repeat(digits))).toEqual([]);
    expect(codes(`${'1'.repeat(digits - 1)}．1`)).toEqual([]);
    expect(parseFormula(`a + ${'1'.repeat(digits)}.5 + 1 1`).problems).toEqual([
      { code: 'number-too-long', range: { from: 4, to: 36 }, parameters: { digits: '31', limit: '30' } },
      { code: 'missing-operator', range: { from: 41, to: 42 }, parameters: { before: '1', after: '1' } },
    ]);
  });
});

describe('names', () => {
  const longest = 'a'.repeat(formulaLimits.characters);

  test.each(['考核得分', '低于60分', '工作业绩·共性', 'Q1', '元', '𠮷', '__proto__', '若干'])('%s', (name) => {
    expect(isFormulaName(name)).toBe(true);
    expect(parsed(name)).toEqual({ kind: 'name', name, range: { from: 0, to: name.length } });
  });

  test.each([
    '',
    ' ',
    ...'缺 且 或 非 若 则 否则 属于 高于 低于 if AND Else 60分 6 a-b a.b 共性（一） a、b “a” 。'.split(' '),
    'a b',
    'a\u200b',
    'a\ud800',
    'a\uffff',
  ])('%j is no name', (name) => {
    expect(isFormulaName(name)).toBe(false);
    expect(parseFormula(name).formula?.kind).not.toBe('name');
  });

  test('a name has no space around it and stays within the limit', () => {
    expect([' a', 'a ', longest, `${longest}a`].map(isFormulaName)).toEqual([false, false, true, false]);
  });
});

describe('the reading that finds problems agrees with the grammar', () => {
  const grammarAccepts = (text: string): boolean => {
    const cursor = formulaParser.parse(text).cursor();
    do if (cursor.type.isError) return false;
    while (cursor.next());
    return true;
  };
  const agrees = (text: string): boolean => (parseFormula(text).formula !== null) === grammarAccepts(text);

  test('on every pair of tokens', () => {
    const words = ['', ...tokenKinds];
    const texts = words.flatMap((first) => words.map((second) => `${first} ${second}`));
    expect(texts.filter((text) => !agrees(text))).toEqual([]);
  });

  test('on a few tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokenKinds), { maxLength: 7 }), (words) => agrees(words.join(' '))),
      { numRuns: 2000 },
    );
  });

  test('on formulas with one token changed', () => {
    fc.assert(
      fc.property(
        arbitraryFormula,
        fc.nat(),
        fc.constantFrom(...tokenKinds),
        fc.constantFrom('insert', 'replace', 'remove'),
        (formula, position, token, change) => {
          const words = printFormula(formula)
            .replace(/[（），]|\.+/g, ' $& ')
            .split(/ +/)
            .filter((word) => word !== '');
          const index = position % words.length;
          words.splice(index, change === 'insert' ? 0 : 1, ...(change === 'remove' ? [] : [token]));
          const text = words.join(' ');
          fc.pre(text.length <= formulaLimits.characters);
          expect(agrees(text), text).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('and a tree with a mistake in it is a bug of ours', () => {
    const wrong = formulaParser.parse('1 +').topNode;
    expect(() => buildFormula(wrong, '1 +')).toThrow('the parser gave Formula in a text that was found correct');
  });
});

describe('any text', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'binary-ascii', maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(' ')),
  );

  test('is a formula or has an error, in order and inside the text', () => {
    fc.assert(
      fc.property(any, (text) => {
        const { formula, problems } = parseFormula(text);
        expect(formula === null).toBe(problems.some(({ code }) => code !== 'mixed-and-or'));
        let last = 0;
        for (const { range } of problems) {
          expect(range.from).toBeGreaterThanOrEqual(last);
          expect(range.to).toBeLessThanOrEqual(text.length);
          expect(range.to > range.from || /^\s*$/.test(text)).toBe(true);
          last = range.from;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('of the greatest length is read', () => {
    for (const fragment of ['1+', 'a ', 'f（', '（a）', '若 ', '# ', '== ', '，', '"', '。', '\u200b', '\ud800', '𠮷 ']) {
      const text = fragment.repeat(formulaLimits.characters).slice(0, formulaLimits.characters);
      expect(parseFormula(text).formula).toBeNull();
      expect(codes(text)).not.toHaveLength(0);
    }
  });

  test('has a token at every character', () => {
    const all = formulaParser.configure({ top: 'TokenList' });
    for (let plane = 0; plane <= 16; plane += 1) {
      let text = '';
      for (let low = 0; low <= 0xffff; low += plane === 0 ? 1 : 97) {
        const code = plane * 0x10000 + low;
        if ((code >= 0xd800 && code <= 0xdfff) || code === 0xffff) continue;
        text += `${String.fromCodePoint(code)} `;
      }
      let errors = 0;
      all.parse(text).iterate({ enter: ({ type }) => void (errors += type.isError ? 1 : 0) });
      expect(errors).toBe(0);
    }
  });
});
