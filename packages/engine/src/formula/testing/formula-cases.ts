import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Bilingual } from '../../explain/words.ts';
import type { FunctionExample, FunctionExamples } from '../../reference/formula-section.ts';

/** Where a formula stands: about a subject, a ranking group, or everybody. */
export type FormulaPlace = 'outcomes' | 'category-outcomes' | 'totals';

/** Formulas in one scope, and what they are worth. */
interface FormulaSection {
  readonly title: Bilingual;
  readonly subject?: string;
  readonly group?: string;
  readonly all?: string;
  /** Functions that the section is about. */
  readonly functions?: readonly string[];
  readonly formulas: Readonly<Record<string, string>>;
}

export interface FormulaCases {
  /** What the names in the formulas stand for, as far as the reference shows them. */
  readonly note: Bilingual;
  readonly scheme: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly sections: readonly FormulaSection[];
  readonly refused: readonly {
    readonly title: Bilingual;
    readonly place: FormulaPlace;
    readonly formulas: Readonly<Record<string, string>>;
  }[];
}

export function readFormulaCases(): FormulaCases {
  return parse(readFileSync(join(import.meta.dirname, '../evaluate.cases.yaml'), 'utf8'), { schema: 'failsafe' }) as FormulaCases;
}

/** For each function its first case, for the reference pages. */
export function readFormulaExamples(): FunctionExamples {
  const { note, sections } = readFormulaCases();
  const examples = new Map<string, FunctionExample>();
  for (const { functions = [], formulas } of sections) {
    for (const name of functions) {
      const found = Object.entries(formulas).find(([formula]) => formula.startsWith(`${name}(`));
      if (found !== undefined) examples.set(name, { formula: found[0].replaceAll('(', '（').replaceAll(')', '）'), value: found[1] });
    }
  }
  return { note, byName: examples };
}
