import { describe, expect, test } from 'vitest';
import { hashColumns } from './answer.ts';
import { decimalText, generateSubjects } from './data.ts';
import { CATEGORY_COUNT, LEAF_COUNT, LEAF_HUNDREDTHS_MAX, LEAF_HUNDREDTHS_MIN, SEED } from './problem.ts';

describe('the generator', () => {
  test('gives the same subjects on every machine and in every release', () => {
    const { categories, leavesHundredths } = generateSubjects({ subjectCount: 1_000, seed: SEED });
    expect(hashColumns([categories, ...leavesHundredths])).toBe('d8b36370253a91981e23367233d360bb80d7091e7015c893a09e5a1d4881211f');
  });

  test('gives a subject the same values however many follow', () => {
    const few = generateSubjects({ subjectCount: 100, seed: SEED });
    const many = generateSubjects({ subjectCount: 5_000, seed: SEED });
    expect(many.categories.slice(0, 100)).toEqual(few.categories);
    for (const [leaf, column] of few.leavesHundredths.entries()) {
      expect(many.leavesHundredths[leaf]!.slice(0, 100)).toEqual(column);
    }
  });

  test('gives other subjects for another seed', () => {
    const one = generateSubjects({ subjectCount: 100, seed: 1 });
    const other = generateSubjects({ subjectCount: 100, seed: 2 });
    expect(other.leavesHundredths[0]).not.toEqual(one.leavesHundredths[0]);
  });

  test('fills the range of values and every category', () => {
    const { categories, leavesHundredths } = generateSubjects({ subjectCount: 100_000, seed: SEED });
    expect(leavesHundredths).toHaveLength(LEAF_COUNT);
    for (const column of leavesHundredths) {
      const distinct = new Set(column);
      expect(Math.min(...distinct)).toBe(LEAF_HUNDREDTHS_MIN);
      expect(Math.max(...distinct)).toBe(LEAF_HUNDREDTHS_MAX);
      expect(distinct.size).toBe(LEAF_HUNDREDTHS_MAX - LEAF_HUNDREDTHS_MIN + 1);
    }
    expect([...new Set(categories)].sort((left, right) => left - right)).toEqual(
      Array.from({ length: CATEGORY_COUNT }, (_, category) => category),
    );
  });
});

test.each([
  [0, '0.00'],
  [7, '0.07'],
  [100, '1.00'],
  [8_735, '87.35'],
  [10_000, '100.00'],
])('%i hundredths are written %s', (hundredths, text) => {
  expect(decimalText(hundredths)).toBe(text);
});
