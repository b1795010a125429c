import { describe, expect, test } from 'vitest';
import { mechanisms } from '../mechanism/registry.ts';
import { brokenProperty, someProperties } from './check-case.ts';
import { checks, type Check } from './checks.ts';
import { failedCaseText } from './failed-case.ts';
import { properties } from './properties/all.ts';
import { randomCase } from './random-case.ts';
import { sourceWriters } from './random-indicator.ts';
import { situationOf } from './situation.ts';

const blockCount = 20;
const blockSize = 100;
/** Of the first hundred cases: what fewer reach is found too seldom to be relied on. */
const casesReachedMin = 4;

describe('random schemes and facts', () => {
  const blocks = Array.from({ length: blockCount }, (_, block) => ({ first: block * blockSize + 1 }));

  test.each(blocks)(`${blockSize} cases from seed $first`, ({ first }) => {
    const failed: string[] = [];
    for (let seed = first; seed < first + blockSize && failed.length === 0; seed++) {
      const failure = brokenProperty(randomCase(seed), someProperties(seed));
      if (failure !== null) failed.push(failedCaseText(seed, failure));
    }
    expect(failed).toEqual([]);
  });
});

describe('the properties', () => {
  test('reach each of their checks again and again', { timeout: 120_000 }, () => {
    const casesOf = new Map<Check, number>(checks.map((check) => [check, 0]));
    for (let seed = 1; seed <= 100; seed++) {
      const situation = situationOf(randomCase(seed));
      for (const property of Object.values(properties)) property(situation);
      for (const check of situation.made.keys()) casesOf.set(check, casesOf.get(check)! + 1);
    }
    expect([...casesOf].filter(([, cases]) => cases < casesReachedMin)).toEqual([]);
  });
});

describe('the generator', () => {
  test('writes every mechanism', () => {
    const keywords = [...mechanisms.map(({ keyword }) => keyword), 'weighted', 'mean'];
    expect([...sourceWriters.keys()].toSorted()).toEqual(keywords.toSorted());
  });
});
