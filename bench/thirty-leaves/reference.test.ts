import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyAnswer, type Answer } from './answer.ts';
import { generateSubjects, type SubjectColumns } from './data.ts';
import {
  CATEGORY_COUNT,
  EXCELLENT_PERCENT,
  FAIR_PERCENT,
  GRADE_CODE,
  GRADE_LABELS,
  GROUP_WEIGHTS_PERCENT,
  LEAF_COUNT,
  LEAF_WEIGHTS_PERCENT,
  LEAVES_PER_GROUP,
  SEED,
} from './problem.ts';
import { computeReference, gradeTotals, hundredthHalfUp } from './reference.ts';

test('weights sum to one hundred', () => {
  for (const weights of [...LEAF_WEIGHTS_PERCENT, GROUP_WEIGHTS_PERCENT]) {
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(100);
  }
});

test.each([
  [149, 1],
  [150, 2],
  [151, 2],
  [0, 0],
  [49, 0],
  [50, 1],
])('one hundredth of %i, half-up, is %i', (value, rounded) => {
  expect(hundredthHalfUp(value)).toBe(rounded);
});

/** Ten subjects: 1.5 → 2 places for 优秀 and 0.5 → 1 for 一般. */
describe('grades of ten subjects', () => {
  test.each([
    {
      situation: 'no ties',
      totals: [90, 89, 88, 87, 86, 85, 84, 83, 82, 81],
      ranks: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      grades: '优秀 优秀 良好 良好 良好 良好 良好 良好 良好 一般',
    },
    {
      situation: 'a tie wholly inside the first places',
      totals: [90, 90, 88, 87, 86, 85, 84, 83, 82, 81],
      ranks: [1, 1, 3, 4, 5, 6, 7, 8, 9, 10],
      grades: '优秀 优秀 良好 良好 良好 良好 良好 良好 良好 一般',
    },
    {
      situation: 'a tie that straddles the border of 优秀',
      totals: [90, 89, 89, 87, 86, 85, 84, 83, 82, 81],
      ranks: [1, 2, 2, 4, 5, 6, 7, 8, 9, 10],
      grades: '优秀 待定 待定 良好 良好 良好 良好 良好 良好 一般',
    },
    {
      situation: 'a tie for the last place',
      totals: [90, 89, 88, 87, 86, 85, 84, 83, 81, 81],
      ranks: [1, 2, 3, 4, 5, 6, 7, 8, 9, 9],
      grades: '优秀 优秀 良好 良好 良好 良好 良好 良好 待定 待定',
    },
    {
      situation: 'everybody equal, across both borders',
      totals: [90, 90, 90, 90, 90, 90, 90, 90, 90, 90],
      ranks: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      grades: '待定 待定 待定 待定 待定 待定 待定 待定 待定 待定',
    },
  ])('$situation', ({ totals, ranks, grades }) => {
    const answer = { ...emptyAnswer(totals.length), totalsHundredths: Int32Array.from(totals, (total) => total * 100) };
    gradeTotals({ categories: new Int32Array(totals.length), answer });
    expect([...answer.ranks]).toEqual(ranks);
    expect([...answer.grades].map((code) => GRADE_LABELS[code]).join(' ')).toBe(grades);
  });
});

describe('the reference equals the slow oracle', () => {
  test.each([1, 2, 99, 100, 1_000, 4_000])('on %i generated subjects', (subjectCount) => {
    const columns = generateSubjects({ subjectCount, seed: SEED });
    expect(computeReference(columns)).toEqual(computeOracle(columns));
  });

  test('when a few values leave many ties and many exact halves', () => {
    const subject = fc.record({
      category: fc.integer({ min: 0, max: 2 }),
      leaves: fc.array(fc.constantFrom(4_000, 4_005, 4_010, 10_000), { minLength: LEAF_COUNT, maxLength: LEAF_COUNT }),
    });
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 3 }), (subjects, step) => {
        // Repeating subjects makes whole tie groups; the step varies how they meet the borders.
        const repeated = subjects.flatMap((one, index) => Array.from({ length: 1 + (index % (step + 1)) }, () => one));
        const columns: SubjectColumns = {
          subjectCount: repeated.length,
          categories: Int32Array.from(repeated, ({ category }) => category),
          leavesHundredths: Array.from({ length: LEAF_COUNT }, (_, leaf) => Int32Array.from(repeated, ({ leaves }) => leaves[leaf]!)),
        };
        expect(computeReference(columns)).toEqual(computeOracle(columns));
      }),
    );
  });
});

/** Another way to the same answer: big integers, one subject at a time, counting everybody ahead and everybody equal. */
function computeOracle(columns: SubjectColumns): Answer {
  const { subjectCount, categories, leavesHundredths } = columns;
  const answer = emptyAnswer(subjectCount);
  for (let subject = 0; subject < subjectCount; subject++) {
    const groups = LEAF_WEIGHTS_PERCENT.map((weights, group) =>
      weightedMean({
        values: weights.map((_, leaf) => BigInt(leavesHundredths[group * LEAVES_PER_GROUP + leaf]![subject]!)),
        weights,
      }),
    );
    answer.totalsHundredths[subject] = Number(weightedMean({ values: groups, weights: GROUP_WEIGHTS_PERCENT }));
  }

  for (let category = 0; category < CATEGORY_COUNT; category++) {
    const members = [...categories.keys()].filter((subject) => categories[subject] === category);
    const placesFirst = Number(halfUp({ numerator: BigInt(EXCELLENT_PERCENT * members.length), denominator: 100n }));
    const placesLast = Number(halfUp({ numerator: BigInt(FAIR_PERCENT * members.length), denominator: 100n }));
    for (const subject of members) {
      const total = answer.totalsHundredths[subject]!;
      const aheadCount = members.filter((other) => answer.totalsHundredths[other]! > total).length;
      const behindCount = members.filter((other) => answer.totalsHundredths[other]! < total).length;
      const tiedCount = members.length - aheadCount - behindCount;
      answer.ranks[subject] = aheadCount + 1;
      answer.grades[subject] = gradeOf({
        first: border({ beforeCount: aheadCount, tiedCount, places: placesFirst }),
        last: border({ beforeCount: behindCount, tiedCount, places: placesLast }),
      });
    }
  }
  return answer;
}

type Side = 'inside' | 'straddling' | 'outside';

function border({ beforeCount, tiedCount, places }: { beforeCount: number; tiedCount: number; places: number }): Side {
  if (beforeCount + tiedCount <= places) return 'inside';
  return beforeCount < places ? 'straddling' : 'outside';
}

function gradeOf({ first, last }: { first: Side; last: Side }): number {
  if (first === 'inside') return GRADE_CODE.excellent;
  if (last === 'inside') return GRADE_CODE.fair;
  return first === 'straddling' || last === 'straddling' ? GRADE_CODE.undecided : GRADE_CODE.good;
}

function weightedMean({ values, weights }: { values: readonly bigint[]; weights: readonly number[] }): bigint {
  const numerator = values.reduce((sum, value, index) => sum + value * BigInt(weights[index]!), 0n);
  return halfUp({ numerator, denominator: 100n });
}

function halfUp({ numerator, denominator }: { numerator: bigint; denominator: bigint }): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
