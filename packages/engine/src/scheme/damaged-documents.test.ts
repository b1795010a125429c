import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { severityOf } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { Dice } from '../testing/dice.ts';
import { compileScheme } from './compile.ts';
import { damaged } from './testing/damage.ts';
import { expectWholeSentences } from './testing/expect-problem.ts';

const schemes = globSync(join(import.meta.dirname, '../../../../schemes/*/scheme.yaml')).toSorted();
/** Many to a scheme, within some seconds; longer where coverage is measured beside other work. */
const seedCount = 200;
const timeoutMilliseconds = 120_000;

function expectPlaceInside(text: string, { code, place }: Problem): void {
  if (place?.kind !== 'document') throw new Error(`${code} has no place in the document`);
  const line = text.split('\n')[place.line - 1];
  expect(line, `${code} in line ${place.line}`).toBeDefined();
  expect(place.column, `column of ${code}`).toBeGreaterThanOrEqual(1);
  expect(place.column, `column of ${code} in line ${place.line}`).toBeLessThanOrEqual(line!.length + 1);
  expect(place.length, `length of ${code}`).toBeGreaterThanOrEqual(1);
}

test('there are schemes', () => {
  expect(schemes.length).toBeGreaterThan(0);
});

describe.each(schemes.map((path) => ({ path, name: basename(dirname(path)) })))('$name', ({ path }) => {
  const sound = readFileSync(path, 'utf8');

  test(
    'however it is damaged, it is compiled or has an error at its place',
    () => {
      for (let seed = 1; seed <= seedCount; seed++) {
        const { text, slips } = damaged(sound, new Dice(seed));
        try {
          const { ok, problems } = compileScheme(text);
          expect(ok).toBe(!problems.some(({ code }) => severityOf(code) === 'error'));
          for (const problem of problems) {
            expectPlaceInside(text, problem);
            expectWholeSentences(problem);
          }
          const again = seed % 10 === 0 ? compileScheme(text).problems : problems;
          expect(again).toEqual(problems);
        } catch (error) {
          throw new Error(`seed ${seed}: ${slips.join(', ')}`, { cause: error });
        }
      }
    },
    timeoutMilliseconds,
  );
});
