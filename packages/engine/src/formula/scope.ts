import type { StagePlan, SubjectClass } from '../scheme/model.ts';
import type { Formula, Range } from './ast.ts';
import type { CheckContext } from './check-context.ts';
import type { Expression } from './expression.ts';
import type { IndexedReference } from './functions.ts';
import type { GradeScale } from './type.ts';

/**
 * Where a formula stands decides what its names mean: a subject, a row of facts, a pair of rater and subject, a ranking
 * group, or everybody.
 */
export interface Scope {
  /** undefined: no such name here. null: the name is known but cannot be used, and that has been reported. */
  resolve(name: string, range: Range, context: CheckContext): Expression | null | undefined;
  /** `名称（成员）`: an indicator with a fixed index. */
  resolveIndexed(formula: Extract<Formula, { kind: 'apply' }>, context: CheckContext): Expression | null | undefined;
  /** A reference with or without brackets whose remaining lists are left free, for folds and ballot counts. */
  resolveReference(formula: Formula, context: CheckContext): IndexedReference | null | undefined;
  /** The scope of another subject, of one of some classes or of any. */
  at(classes: readonly string[] | null): Scope;
  /** Names for the nearest-name hint. */
  names(): Iterable<string>;
  classes(): ReadonlyMap<string, SubjectClass>;
  /** What the population functions run over here; null where there is none. */
  readonly population: 'group' | 'class' | 'stage' | null;
  /** The scope of a population function's operand: the subjects that it runs over. */
  operands(): Scope;
  /** The grading whose places 名额 and 已定 tell here; null where there is none. */
  readonly grading: { readonly stage: StagePlan; readonly scale: GradeScale } | null;
}
