import { describe, expect, test } from 'vitest';

import type { Bilingual } from '../explain/words.ts';
import type { Arithmetic } from '../number/arithmetic.ts';
import { exactArithmetic } from '../number/exact-arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import type { Problem } from '../problem/problem.ts';
import type { Computation } from '../score/compute.ts';
import { missingStates, readCaseFiles, type MechanismCase } from './testing/mechanism-case.ts';
import { findingTexts, leavesOf, publishedText, runCase, sentencesOf, shownValues, type Shown } from './testing/run-case.ts';
import { mechanisms } from './registry.ts';

const files = readCaseFiles();

describe.each(files)('$keyword', ({ cases }) => {
  test.each(cases.filter(({ refused }) => refused === null))('$name.en', (written) => {
    const { problems, computation } = accepted(written, scaledArithmetic, 'as written');
    expect(sentencesOf(problems, 'warning')).toEqual(written.warned);
    expect(pick(computation, written)).toEqual(asWritten(written));

    const inOtherWays = [accepted(written, exactArithmetic, 'as written'), accepted(written, scaledArithmetic, 'reversed')];
    for (const again of inOtherWays) expect(everything(again.computation)).toEqual(everything(computation));
  });

  const refusing = cases.filter(({ refused }) => refused !== null);
  test.each(refusing)('$name.en', (written) => {
    expect(sentencesOf(runCase(written, scaledArithmetic).problems, 'error')).toEqual(written.refused);
  });
});

function accepted(
  written: MechanismCase,
  arithmetic: Arithmetic,
  order: 'as written' | 'reversed',
): { problems: readonly Problem[]; computation: Computation } {
  const run = runCase(written, arithmetic, order);
  if (run.scheme === null) throw new Error(sentencesOf(run.problems, 'error').join('\n'));
  return run;
}

/** What a case speaks of, in the form in which it is written. */
type Picture = Pick<MechanismCase, 'expect' | 'groups' | 'totals' | 'says' | 'findings'>;

function asWritten({ expect: values, groups, totals, says, findings }: MechanismCase): Picture {
  return { expect: values, groups, totals, says, findings };
}

function pick(computation: Computation, written: MechanismCase): Picture {
  const shown = shownValues(computation);
  const { categories, totals } = computation.result;
  const pickKeys = <T>(
    wanted: Record<string, Record<string, unknown>>,
    read: (id: string, key: string) => T,
  ): Record<string, Record<string, T>> => mapValues(wanted, (keys, id) => mapValues(keys, (_, key) => read(id, key)));
  const valueOf = (id: string, key: string): Shown | undefined => shown.get(id)?.get(key);
  return {
    expect: pickKeys(written.expect, (id, key) => valueOf(id, key)?.text ?? 'no such key'),
    groups: pickKeys(written.groups, (group, key) => leavesOf(categories[group] ?? {})[key] ?? 'no such key'),
    totals: mapValues(written.totals, (_, key) => publishedText(totals[key] ?? null)),
    says: pickKeys(written.says, (id, key): Bilingual => valueOf(id, key)?.sentence() ?? { zh: '', en: '' }),
    findings: findingTexts(computation),
  };
}

/** By way of Object.entries: an id such as `__proto__` is a key like any other. */
function mapValues<A, B>(record: Readonly<Record<string, A>>, turn: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value, key)]));
}

/** The bytes of the result, every reason and mark, and what was flagged. */
function everything(computation: Computation): unknown {
  const shown = [...shownValues(computation)].map(([id, values]) => [id, [...values].map(([key, { text }]) => [key, text])]);
  return { bytes: JSON.stringify(computation.result), shown, findings: findingTexts(computation) };
}

describe('every mechanism', () => {
  const keywords = [...mechanisms.map(({ keyword }) => keyword), 'weighted', 'mean'];

  test('has a file of cases, and every file a mechanism', () => {
    expect(files.map(({ keyword }) => keyword).toSorted()).toEqual(keywords.toSorted());
  });

  test.each(files)('$keyword has a worked example with the sentence of its value', ({ cases }) => {
    const worked = cases.filter((each) => each.worked);
    expect(worked.length).toBeGreaterThan(0);
    expect(worked.filter(({ says }) => Object.keys(says).length === 0)).toEqual([]);
  });

  test.each(mechanisms.filter(({ modifiers }) => modifiers.includes('states')))(
    '$keyword has a case for each missing state',
    ({ keyword }) => {
      const met = new Set(files.find((file) => file.keyword === keyword)?.cases.map(({ state }) => state));
      expect(missingStates.filter((state) => !met.has(state))).toEqual([]);
    },
  );

  test.each(files)('$keyword has no two cases of one name', ({ cases }) => {
    for (const language of ['zh', 'en'] as const) {
      const names = cases.map(({ name }) => name[language]);
      expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
    }
  });
});
