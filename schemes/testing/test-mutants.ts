import { expect, test } from 'vitest';

import { readEquivalentChanges } from './equivalent-changes.ts';
import type { ExampleName } from './examples.ts';
import { runMutants, type Fate, type MutantRun } from './run-mutants.ts';

/**
 * Every single change of a scheme is noticed: it does not compile, or a case or the facts of the year give something else.
 * What cannot change any result is listed with its reason; who lists a change that is noticed, or none at all, is told.
 *
 * The cases are asked first, which is fast. `KAOJI_MUTATION=facts` asks the facts of the year first and so shows how much
 * they notice by themselves. One file per scheme, so that they run side by side.
 */
export function testMutants(example: ExampleName): void {
  const first = process.env['KAOJI_MUTATION'] === 'facts' ? 'facts' : 'cases';

  test(`${example}: every single change of the scheme is noticed`, { timeout: 900_000 }, async () => {
    const listed = readEquivalentChanges(example);
    const runs = await runMutants(example, { first });
    console.log(summaryOf(example, runs, first));
    const survivors = runs.filter(({ fate }) => fate === 'survived').map(({ id }) => id);

    expect(
      runs.filter(({ fate }) => fate === 'threw').map(({ id, by }) => `${id}\n${by}`),
      'a changed scheme is refused or it runs',
    ).toEqual([]);
    expect(
      survivors.filter((id) => !listed.includes(id)),
      'changes that nothing notices: add a case, or list them with the reason',
    ).toEqual([]);
    expect(
      runs.filter(({ id, fate }) => fate.startsWith('by-') && listed.includes(id)).map(({ id, by }) => `${id} (${by})`),
      'listed as changing nothing, and noticed',
    ).toEqual([]);
    expect(
      listed.filter((id, i) => !survivors.includes(id) || listed.indexOf(id) < i),
      'listed, and no change of this name changes nothing, or listed twice',
    ).toEqual([]);
  });
}

/** How many changes there were and what noticed them. */
function summaryOf(example: ExampleName, runs: readonly MutantRun[], first: 'cases' | 'facts'): string {
  const count = (fate: Fate): number => runs.filter((run) => run.fate === fate).length;
  const noticed =
    first === 'facts'
      ? `${count('by-facts')} noticed by the facts of the year, ${count('by-case')} only by a case`
      : `${count('by-case')} noticed by a case, ${count('by-facts')} only by the facts of the year`;
  return `${example}: ${runs.length} changes, ${count('refused')} refused, ${noticed}, ${count('survived')} listed as changing nothing`;
}
