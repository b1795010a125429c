import { describe, expect, test } from 'vitest';
import type { MechanismCase } from '../mechanism/testing/mechanism-case.ts';
import { leavesOf, publishedText, runCase, sentencesOf, shownValues } from '../mechanism/testing/run-case.ts';
import { exactArithmetic } from '../number/exact-arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import { functions } from './functions.ts';
import { readFormulaCases, type FormulaPlace } from './testing/formula-cases.ts';

const cases = readFormulaCases();

/** The scheme with each formula under a key of its own: `f0`, `f1` … */
function schemeWith(formulas: readonly string[], place: FormulaPlace): string {
  const lines = formulas.map((formula, i) =>
    place === 'totals' ? `f${i}: ${JSON.stringify(formula)}` : `式${i}: { key: f${i}, formula: ${JSON.stringify(formula)} }`,
  );
  const indent = place === 'totals' ? '  ' : '      ';
  return `${cases.scheme.trimEnd()}\n${indent.slice(2)}${place}:\n${lines.map((line) => `${indent}${line}\n`).join('')}`;
}

function caseOf(scheme: string): MechanismCase {
  const nothing = {
    open: [],
    expect: {},
    groups: {},
    totals: {},
    says: {},
    findings: [],
    warned: [],
    refused: null,
    worked: false,
    state: null,
  };
  return { name: { zh: '', en: '' }, scheme, facts: cases.facts, ...nothing };
}

describe.each(cases.sections)('$title.en', (section) => {
  const { subject, group, formulas } = section;
  const written = Object.keys(formulas);
  const place = subject !== undefined ? 'outcomes' : group !== undefined ? 'category-outcomes' : 'totals';
  const values = [scaledArithmetic, exactArithmetic].map((arithmetic): readonly (string | undefined)[] => {
    const run = runCase(caseOf(schemeWith(written, place)), arithmetic);
    if (run.scheme === null) return sentencesOf(run.problems, 'error');
    const { categories, totals } = run.computation.result;
    if (place === 'totals') return written.map((_, i) => publishedText(totals[`f${i}`] ?? null));
    if (group !== undefined) return written.map((_, i) => leavesOf(categories[group] ?? {})[`f${i}`]);
    const shown = shownValues(run.computation).get(subject ?? '');
    return written.map((_, i) => shown?.get(`f${i}`)?.text);
  });

  test.each(Object.entries(formulas).map(([formula, expected], i) => ({ formula, expected, i })))(
    '$formula',
    ({ formula, expected, i }) => {
      expect(values[0]?.[i], formula).toBe(place === 'outcomes' ? expected : expected.replace(/^missing .*/, 'none'));
      expect(values[1]?.[i], `${formula} in exact arithmetic`).toBe(values[0]?.[i]);
    },
  );
});

describe.each(cases.refused)('refused $title.en', ({ place, formulas }) => {
  test.each(Object.entries(formulas))('%s', (formula, sentence) => {
    const run = runCase(caseOf(schemeWith([formula], place)), scaledArithmetic);
    expect(sentencesOf(run.problems, 'error')).toEqual([sentence]);
  });
});

test('every function has cases', () => {
  const shown = new Set(cases.sections.flatMap((section) => section.functions ?? []));
  expect([...functions.keys()].filter((name) => !shown.has(name))).toEqual([]);
});
