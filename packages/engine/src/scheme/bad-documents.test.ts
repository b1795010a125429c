import { describe, expect, test } from 'vitest';
import { severityOf } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { compileScheme } from './compile.ts';
import { documentOf, soundDocument } from './fixtures/bad-document.ts';
import { badDocuments } from './fixtures/bad-documents.ts';
import { expectWholeSentences } from './testing/expect-problem.ts';

/** A problem as the cases write it; what differs by language is written in Chinese. */
function written({ place, code, parameters }: Problem): string {
  if (place?.kind !== 'document') throw new Error(`${code} has no place in the document`);
  const pairs = Object.entries(parameters).filter(([name]) => !Object.hasOwn(parameters, name.replace(/En$/, '')) || !name.endsWith('En'));
  return [`${place.line}:${place.column}`, code, ...pairs.map(([name, value]) => `${name}=${value}`)].join(' ');
}

test('the sound document has no problem', () => {
  expect(compileScheme(soundDocument).problems).toEqual([]);
});

test('a name of JavaScript is a name like any other', () => {
  const renamed = ['科室', '季度', '总分', '系数', '好', '一季度', '同事', '不及格', '单位考核'];
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    for (const from of renamed) {
      // 科室 is part of 所在科室, 总分 and 季度 of nothing else that is a name.
      const text = soundDocument.replaceAll(new RegExp(`(?<!所在)${from}(?!得分)`, 'g'), name);
      expect(compileScheme(text).problems.map(written), `${from} called ${name}`).toEqual([]);
    }
    for (const from of ['office', 'total', 'low', 'Q1', 'peers', 'coefficient']) {
      expect(compileScheme(soundDocument.replace(from, name)).problems.map(written), `${from} called ${name}`).toEqual([]);
    }
  }
});

describe.each(Object.entries(badDocuments))('%s', (_, documents) => {
  test.each(documents)('$title', (document) => {
    const { ok, problems } = compileScheme(documentOf(document));
    expect(problems.map(written)).toEqual(document.problems);
    expect(ok).toBe(!problems.some(({ code }) => severityOf(code) === 'error'));
    problems.forEach(expectWholeSentences);
  });
});
