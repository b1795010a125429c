import { describe, expect, test } from 'vitest';
import { parseCases } from './fixtures/parse-cases.ts';
import { problemCases } from './fixtures/problem-cases.ts';
import { parseFormula } from './parse.ts';
import { formulaProblems, type FormulaProblem } from './problems.ts';

function written(text: string, { code, range, parameters }: FormulaProblem): string {
  const pairs = Object.entries(parameters).map(([name, value]) => ` ${name}=${value}`);
  return `${code} ${range.from}“${text.slice(range.from, range.to)}”${pairs.join('')}`;
}

describe('refused texts', () => {
  test.each(problemCases.map(([text, ...problems]) => ({ text, problems })))('$text', ({ text, problems }) => {
    const found = parseFormula(text);
    expect(found.problems.map((problem) => written(text, problem))).toEqual(problems);
    expect(found.formula).toBeNull();
  });
});

describe('sentences', () => {
  const produced = [
    ...problemCases.map(([text]) => text),
    ...parseCases.map(([text]) => text),
    'a'.repeat(4001),
    '（'.repeat(65) + 'a' + '）'.repeat(65),
    '1'.repeat(31),
  ].flatMap((text) => parseFormula(text).problems);

  test.each(Object.entries(formulaProblems))('%s', (code, { zh, en }) => {
    const examples = produced.filter((problem) => problem.code === code);
    expect(examples, 'some text above draws this problem').not.toHaveLength(0);
    for (const { parameters } of examples) {
      for (const sentence of [zh, en]) {
        const named = Array.from(sentence.matchAll(/\{(\w+)\}/g), ([, name]) => name);
        expect(new Set(named)).toEqual(new Set(Object.keys(parameters)));
      }
      for (const value of Object.values(parameters)) expect(value).not.toBe('');
    }
    expect(zh).toMatch(/[。]$/);
    expect(en).toMatch(/[.”]$/);
  });
});
