import { expect, test } from 'vitest';
import { findingTexts, runCase, shownValues } from '../mechanism/testing/run-case.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import { classCases } from './fixtures/class-cases.ts';

test.each(classCases)('$name.en', (written) => {
  const run = runCase(written, scaledArithmetic);
  if (run.scheme === null) throw new Error('the scheme is refused');
  const shown = shownValues(run.computation).get('S');
  expect({ category: shown?.get('category')?.text ?? 'none' }).toEqual(written.expect['S']);
  expect(findingTexts(run.computation)).toEqual(written.findings);
});
