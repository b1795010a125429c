import type { Expression } from '../formula/expression.ts';
import type { NodePlan } from '../scheme/model.ts';
import type { Rational } from '../number/rational.ts';
import type { Bilingual } from './words.ts';

/**
 * How one value came about, as data, read from the arrays it was computed with. One renderer per rule turns it into a
 * sentence; nothing here is computed a second time.
 */
export interface Detail {
  /** Keyword of the mechanism. */
  readonly rule: string;
  readonly operands: readonly Operand[];
  readonly facts: readonly FactUse[];
  /** Words and counts that the sentence needs; what does not apply is absent. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Exact numbers that the sentence needs, such as a cap. */
  readonly numbers?: Readonly<Record<string, Rational>>;
  /** The formula evaluated, where there is one. */
  readonly expression?: Expression;
}

/** Another value that went in. */
export interface Operand {
  readonly label: string;
  /** The indicator it comes from, to be opened; null for a part or a parameter. */
  readonly node: NodePlan | null;
  readonly cell: number;
  readonly value: Rational | null;
  /** Reason code of `missing`; 0 present. */
  readonly state: number;
  readonly weight: Rational | null;
  /** A part whose own detail can be opened (`parts` of a fold): the cell of the base source; −1 otherwise. */
  readonly part: number;
}

/** A row of facts that was looked at. */
export interface FactUse {
  readonly table: string;
  readonly row: number;
  /** What people call it, where the row's own cells do not say so: the item of an adjustment. */
  readonly label?: string;
  /** How its cells gave what it contributed, where they do not show it themselves: a limit, a quotient, points times quantity. */
  readonly how?: Bilingual | null;
  /** One of `rowFate`. */
  readonly fate: number;
  /** What the row contributed. */
  readonly value: Rational | null;
  readonly weight: Rational | null;
}

/** A parameter that the mechanism always gives. */
export function told(detail: Detail, name: string): string | number {
  const value = detail.parameters[name];
  if (value === undefined) throw new TypeError(`the detail of ${detail.rule} does not tell ${name}`);
  return value;
}

/** `{ cap: 5 }`, or nothing where there is no such number. */
export function numbersThere(numbers: Readonly<Record<string, Rational | null>>): { readonly numbers: Readonly<Record<string, Rational>> } {
  return { numbers: Object.fromEntries(Object.entries(numbers).filter((entry): entry is [string, Rational] => entry[1] !== null)) };
}

export const noDetail: Detail = { rule: '', operands: [], facts: [], parameters: {} };
