import { expect } from 'vitest';
import { problemSentence } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/problem.ts';

const ends = { zh: /[。？]$/, en: /[.?”]$/ } as const;

/** Both sentences are whole: nothing is left to fill in, and a mark ends them. */
export function expectWholeSentences(problem: Problem): void {
  for (const language of ['zh', 'en'] as const) {
    const text = problemSentence({ ...problem, parameters: quoted(problem.parameters) }, language);
    expect(text).toMatch(ends[language]);
    expect(text).not.toMatch(/\{\w*\}|\[\[|\]\]|undefined/);
  }
}

/** What a document says may hold braces of its own. */
function quoted(parameters: Problem['parameters']): Problem['parameters'] {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, value.replaceAll(/[{}[\]]/g, '▢')]));
}
