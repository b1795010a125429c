import type { Expression } from '../formula/expression.ts';
import type { NodePlan } from '../scheme/model.ts';
import type { Rational } from '../number/rational.ts';

/**
 * How one value came about, as data, read from the arrays it was computed with. One renderer per rule turns it into a
 * sentence; nothing here is computed a second time.
 */
export interface Detail {
  /** Keyword of the mechanism. */
  readonly rule: string;
  readonly operands: readonly Operand[];
  readonly facts: readonly FactUse[];
  /** Small numbers and words that the sentence needs: counts, caps, modes. */
  readonly parameters: Readonly<Record<string, Rational | string | number | null>>;
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
  /** One of `rowFate`. */
  readonly fate: number;
  /** What the row contributed. */
  readonly value: Rational | null;
  readonly weight: Rational | null;
}

export const noDetail: Detail = { rule: '', operands: [], facts: [], parameters: {} };
