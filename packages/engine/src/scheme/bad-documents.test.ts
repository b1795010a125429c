import { describe, expect, test } from 'vitest';
import { problemSentence, severityOf } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { compileScheme } from './compile.ts';
import { documentOf, soundDocument } from './fixtures/bad-document.ts';
import { badDocuments } from './fixtures/bad-documents.ts';

/** A problem as the cases write it; what differs by language is written in Chinese. */
function written({ place, code, parameters }: Problem): string {
  if (place?.kind !== 'document') throw new Error(`${code} has no place in the document`);
  const pairs = Object.entries(parameters).filter(([name]) => !Object.hasOwn(parameters, name.replace(/En$/, '')) || !name.endsWith('En'));
  return [`${place.line}:${place.column}`, code, ...pairs.map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** Both sentences are whole: nothing is left to fill in, and a mark ends them. */
function expectWholeSentences(problem: Problem): void {
  for (const [language, end] of [
    ['zh', /[。？]$/],
    ['en', /[.?”]$/],
  ] as const) {
    const sentence = problemSentence(problem, language);
    expect(sentence).toMatch(end);
    expect(sentence).not.toMatch(/\{\w*\}|\[\[|\]\]|undefined/);
  }
}

test('the sound document has no problem', () => {
  expect(compileScheme(soundDocument).problems).toEqual([]);
});

describe.each(Object.entries(badDocuments))('%s', (_, documents) => {
  test.each(documents)('$title', (document) => {
    const { ok, problems } = compileScheme(documentOf(document));
    expect(problems.map(written)).toEqual(document.problems);
    expect(ok).toBe(!problems.some(({ code }) => severityOf(code) === 'error'));
    problems.forEach(expectWholeSentences);
  });
});
