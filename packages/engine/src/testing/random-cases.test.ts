import { describe, expect, test } from 'vitest';
import { mechanisms } from '../mechanism/registry.ts';
import { brokenProperty, someProperties } from './check-case.ts';
import { failedCaseText } from './failed-case.ts';
import { randomCase } from './random-case.ts';
import { sourceWriters } from './random-indicator.ts';

const blockCount = 20;
const blockSize = 100;

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

describe('the generator', () => {
  test('writes every mechanism', () => {
    const keywords = [...mechanisms.map(({ keyword }) => keyword), 'weighted', 'mean'];
    expect([...sourceWriters.keys()].toSorted()).toEqual(keywords.toSorted());
  });
});
