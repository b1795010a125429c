import { compileScheme, compute, exactArithmetic, scaledArithmetic, type Arithmetic, type Scheme } from '@kaoji/engine';
import { describe, expect, test } from 'vitest';

import { factTablesOf, readCases, type ExampleCase } from './testing/case-file.ts';
import { assertionCountOf, deviationsOf } from './testing/check-case.ts';
import { exampleNames, factProblems, factsFor, readExampleFile } from './testing/examples.ts';
import type { RowOrder } from './testing/written-table.ts';

describe.each(exampleNames)('%s', (example) => {
  const compiled = compileScheme(readExampleFile(example, 'scheme.yaml'));
  if (!compiled.ok) throw new Error('the scheme of an example compiles');
  const scheme = compiled.value;
  const cases = readCases(example);

  test.each(cases)('$clause $name', (each) => {
    expect(assertionCountOf(each), 'a case that expects nothing shows nothing').toBeGreaterThan(0);
    const fast = resultOf(scheme, each, scaledArithmetic, 'as written');
    expect([...deviationsOf(each, fast)]).toEqual([]);
    const bytes = JSON.stringify(fast);
    expect(JSON.stringify(resultOf(scheme, each, exactArithmetic, 'as written')), 'exact arithmetic').toBe(bytes);
    expect(JSON.stringify(resultOf(scheme, each, scaledArithmetic, 'reversed')), 'rows in reverse').toBe(bytes);
  });

  test('no two cases have one name', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });
});

function resultOf(scheme: Scheme, each: ExampleCase, arithmetic: Arithmetic, order: RowOrder): ReturnType<typeof compute>['result'] {
  const tables = factTablesOf(each, order);
  const facts = factsFor(scheme, tables);
  if (facts === null) throw new Error(`${each.name}:\n${factProblems(scheme, tables)}`);
  return compute(scheme, facts, arithmetic).result;
}
