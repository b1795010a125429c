import { compileScheme, compute, exactArithmetic, scaledArithmetic } from '@kaoji/engine';
import { expect, test } from 'vitest';

import { compareDocuments } from './testing/differences.ts';
import { exampleNames, factsFor, readExampleFacts, readExampleFile } from './testing/examples.ts';

/** The expected results of each example were worked out independently of the engine; both arithmetics give every value of them. */
test.each(exampleNames)('%s: every expected value, and the same bytes in both arithmetics', async (example) => {
  const compiled = compileScheme(readExampleFile(example, 'scheme.yaml'));
  expect(compiled.problems).toEqual([]);
  if (!compiled.ok) return;
  const facts = factsFor(compiled.value, await readExampleFacts(example));
  if (facts === null) throw new Error('the facts of the example fit its scheme');

  const fast = compute(compiled.value, facts, scaledArithmetic).result;
  const exact = compute(compiled.value, facts, exactArithmetic).result;
  const expected: unknown = JSON.parse(readExampleFile(example, 'expected.json'));
  const { valueCount, differences } = compareDocuments(expected, fast);
  expect(differences).toEqual([]);
  expect(valueCount).toBeGreaterThan(900);
  expect(JSON.stringify(exact)).toBe(JSON.stringify(fast));
});
