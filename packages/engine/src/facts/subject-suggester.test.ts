import { describe, expect, test } from 'vitest';

import { SubjectSuggester } from './subject-suggester.ts';

describe('suggestions for an unknown subject', () => {
  const suggester = new SubjectSuggester(['O07', '0012', 'Ｏ08', 'A-1', 'constructor'], ['民政办', '李明', '农业办', '李明', '']);

  test.each([
    ['o07', { kind: 'near', id: 'O07' }],
    ['Ｏ０７', { kind: 'near', id: 'O07' }],
    [' O07\u200B', { kind: 'near', id: 'O07' }],
    ['O08', { kind: 'near', id: 'Ｏ08' }],
    ['O7', { kind: 'zeros-lost', id: 'O07' }],
    ['12', { kind: 'zeros-lost', id: '0012' }],
    ['00012', { kind: 'near', id: '0012' }],
    ['李明', { kind: 'name', ids: ['0012', 'A-1'] }],
    ['民政办', { kind: 'name', ids: ['O07'] }],
    ['O17', { kind: 'near', id: 'O07' }],
    ['__proto__', { kind: 'none' }],
  ])('%j', (unknown, expected) => {
    expect(suggester.suggest(unknown)).toEqual(expected);
  });

  test('searches a limited number of times', () => {
    const ids = Array.from({ length: 100_000 }, (_, i) => `Subject-${i}`);
    const many = new SubjectSuggester(ids, []);
    expect(many.suggest('Subject-x')).toMatchObject({ kind: 'near' });
    for (let i = 0; i < 10; i++) many.suggest(`Q${i}`);
    expect(many.suggest('Subject-x')).toEqual({ kind: 'none' });
    expect(many.suggest('subject-1')).toEqual({ kind: 'near', id: 'Subject-1' });
  });
});
