import { compileScheme, compute, exactArithmetic, scaledArithmetic, type Arithmetic, type Scheme } from '@kaoji/engine';
import { describe, expect, test } from 'vitest';

import { factTablesOf, readCases, type ExampleCase } from './testing/case-file.ts';
import { assertionCountOf, deviationsOf, type Outcome } from './testing/check-case.ts';
import { exampleNames, factProblems, factsFor, readExampleFile } from './testing/examples.ts';
import type { RowOrder } from './testing/written-table.ts';

describe.each(exampleNames)('%s', (example) => {
  const compiled = compileScheme(readExampleFile(example, 'scheme.yaml'));
  if (!compiled.ok) throw new Error('the scheme of an example compiles');
  const scheme = compiled.value;
  const cases = readCases(example);

  test.each(cases)('$clause $name', (each) => {
    expect(assertionCountOf(each), 'a case that expects nothing shows nothing').toBeGreaterThan(0);
    const outcomes = {
      'as written': outcomeOf(scheme, each, scaledArithmetic, 'as written'),
      'exact arithmetic': outcomeOf(scheme, each, exactArithmetic, 'as written'),
      'rows in reverse': outcomeOf(scheme, each, scaledArithmetic, 'reversed'),
    };
    for (const [way, outcome] of Object.entries(outcomes)) {
      expect([...deviationsOf(each, outcome)], way).toEqual([]);
      expect(JSON.stringify(outcome.result), way).toBe(JSON.stringify(outcomes['as written'].result));
    }
  });

  test('no two cases have one name', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});

function outcomeOf(scheme: Scheme, each: ExampleCase, arithmetic: Arithmetic, order: RowOrder): Outcome {
  const tables = factTablesOf(each, order);
  const facts = factsFor(scheme, tables);
  if (facts === null) throw new Error(`${each.name}:\n${factProblems(scheme, tables)}`);
  return compute(scheme, facts, arithmetic);
}
