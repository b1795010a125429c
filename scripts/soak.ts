/**
 * `npm run soak -- 100000`: so many random schemes with facts, every property on each; the first seed may be given as a second
 * number. `npm run soak -- --seed 7`: one of them again, made small and written to a folder if it fails.
 */
import { brokenProperty } from '../packages/engine/src/testing/check-case.ts';
import { failedCaseText } from '../packages/engine/src/testing/failed-case.ts';
import { randomCase } from '../packages/engine/src/testing/random-case.ts';

const failuresShownMax = 5;

const [first, second] = process.argv.slice(2);
if (first === '--seed') soak(Number(second), 1);
else soak(second === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(second), Number(first ?? 2000));

function soak(firstSeed: number, count: number): void {
  if (!Number.isSafeInteger(firstSeed) || !Number.isSafeInteger(count)) throw new TypeError('give a number of cases, or --seed and a seed');
  console.log(`${count} cases from seed ${firstSeed}`);
  const start = performance.now();
  let failed = 0;
  for (let done = 1; done <= count; done++) {
    const seed = firstSeed + done - 1;
    const failure = brokenProperty(randomCase(seed));
    if (failure !== null) {
      failed += 1;
      console.error(failed <= failuresShownMax ? failedCaseText(seed, failure) : `Seed ${seed} breaks “${failure.property}”`);
      process.exitCode = 1;
    }
    if (done % 1000 === 0) console.log(`${done} cases, ${failed} failed, ${Math.round((performance.now() - start) / 1000)} s`);
  }
  console.log(`${count - failed} passed, ${failed} failed`);
}
