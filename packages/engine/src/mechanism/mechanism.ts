import type { Formula } from '../formula/ast.ts';
import type { Expression } from '../formula/expression.ts';
import type { IndexedReference } from '../formula/functions.ts';
import type { ValueType } from '../formula/type.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import type { IndicatorDocument } from '../scheme/document.ts';
import type { IndicatorField } from '../scheme/indicator-fields.ts';
import type { Compared } from '../scheme/compared-points.ts';
import type { ByClass, ListPlan, NodePlan, PublishPoint, SubjectClass } from '../scheme/model.ts';
import type { LocatedText, Shape, Switched } from '../scheme/shape.ts';
import type { StageCompiler } from '../scheme/stage-compiler.ts';
import type { StageRun } from '../score/run.ts';
import type { Detail } from '../explain/detail.ts';
import type { Bilingual, ExplainWords } from '../explain/words.ts';
import type { Cell } from '../score/value.ts';
import type { TableRead } from './reads.ts';

/**
 * A mechanism is one way of getting a value: from a table of facts, or from other values. It says what it accepts, checks
 * it, evaluates it, and explains each value from the very arrays it was computed with.
 */
export interface Mechanism<P = unknown> {
  /** The key of the document under which its parameters stand. */
  readonly keyword: string;
  readonly title: Bilingual;
  /** What it decides, with one worked number; opens its reference page. */
  readonly summary: Bilingual;
  readonly shape: Shape<P>;
  /** Keys of the indicator that change what it does. Any other modifier beside it is refused. */
  readonly modifiers: readonly IndicatorField[];
  /** The sentence of a value, after the equals sign: what went in and how. */
  explain(detail: Detail, words: ExplainWords): Bilingual;
  /** Checks and resolves; problems go to the compiler, null where the indicator cannot be used. */
  compile(input: CompileInput<P>): Source | null;
}

export interface CompileInput<P> {
  readonly parameters: P;
  readonly document: IndicatorDocument;
  readonly place: DocumentPlace;
  readonly compiler: IndicatorCompiler;
}

/** A source of values, ready to be evaluated. */
export interface Source {
  /** Keyword of the mechanism. */
  readonly mechanism: string;
  readonly type: ValueType;
  /** Lists by which its cells are indexed. */
  readonly lists: readonly ListPlan[];
  /** The list that a fold of its own has folded away; its parts can be published. */
  readonly foldedList?: ListPlan;
  /** Whether 有效票 and its kin may ask it. */
  readonly countsBallots?: boolean;
  /** Lists that tell its sheets apart although they are folded away; counts may fix them. */
  readonly countLists?: readonly ListPlan[];
  /** Reads the order of the stage's ranking, or its grades, beside what `uses` says. */
  readonly readsOrder?: boolean;
  readonly readsGrades?: boolean;
  /** What it reads, for the order of work, for existence by class and for the cycle check. */
  readonly uses: readonly Use[];
  /** Rows of facts that it reads; absent where it stands on other values alone. */
  readonly reads?: readonly TableRead[];
  evaluate(run: StageRun): SourceResult;
}

/** One thing that a source reads, with the classes (codes) for which it reads it; null: all. */
export interface Use {
  readonly expression: Expression;
  readonly classes: ReadonlySet<number> | null;
}

export interface SourceResult {
  /** One per cell of the source's lists, row-major. */
  readonly cells: readonly Cell[];
  /** Parts of its own fold: outer cells × members of the folded list. */
  readonly parts?: readonly Cell[];
  /** Classes (codes) for which a part exists, one per member of the folded list; absent: all. */
  readonly partClasses?: readonly (ReadonlySet<number> | null)[];
  readonly ballots?: BallotCounts;
  /** Places of a candidate list, one per ranking group. */
  readonly candidatePlaces?: Int32Array;
  detail(cell: number, row: number): Detail;
  /** The same for a part: a cell of the measure that the fold stands behind. */
  partDetail?(part: number, row: number): Detail;
}

export type BallotCount = 'valid' | 'returned' | 'issued';

/** Sheets of a ballot indicator, counted per subject, for given members of the lists of the measure. */
export interface BallotCounts {
  count(what: BallotCount, members: ReadonlyMap<ListPlan, number>): { readonly counts: Int32Array; readonly state: Uint8Array | null };
}

/** What a mechanism may ask while it is compiled. */
export interface IndicatorCompiler {
  report(code: string, place: DocumentPlace, parameters?: Record<string, string>): null;
  /** A list by name, or a literal key. Literal keys are ASCII, so that a misspelt list is not taken for one. */
  listOrKey(text: LocatedText): ListOrKey | null;
  list(name: LocatedText): ListPlan | null;
  /** A formula about the subject, inside the loops of these lists. */
  subjectFormula(text: LocatedText, loops: readonly ListPlan[]): Expression | null;
  /** A formula about a row of a fact table. */
  rowFormula(text: LocatedText, table: string): Expression | null;
  /** A formula about a ranking group of the stage's grading (or of `within`, where the indicator ranks by itself). */
  groupFormula(text: LocatedText): Expression | null;
  /** A reference such as `季度业绩(一季度..三季度)`. */
  reference(text: LocatedText, loops: readonly ListPlan[]): IndexedReference | null;
  parse(text: LocatedText): Formula | null;
  subjectClass(name: LocatedText): SubjectClass | null;
  /** Classes appraised in this stage (codes of basic classes). */
  readonly stageClasses: ReadonlySet<number>;
  /** The same, as a table by class: every class of the stage must be covered; or by list: every member. */
  switchBy<T>(value: Switched<T>): SwitchPlan<T> | null;
  /** A row filter that holds for a whole table (`facts: <table>: where`). */
  evidence(table: string): Expression | null;
  /** Header of a column, as people and formulas call it. */
  readonly year: number;
  /** Where a value is rounded before people are put in an order by it; refused where classes that are rounded apart would meet. */
  comparedPoints(compared: Compared): ByClass<PublishPoint> | null;
  readonly loops: readonly ListPlan[];
  readonly stage: NodePlan['stage'];
  /** For an indicator that ranks and grades by itself. */
  gradingScope(): StageCompiler;
  readonly documentName: string;
  /** Whether something was read only in part, which has been reported: what is missing in it says nothing. */
  isIncomplete(read: object): boolean;
  noteReading(name: string, clause: LocatedText | undefined, reading: LocatedText | undefined): void;
}

export type ListOrKey = { readonly kind: 'list'; readonly list: ListPlan } | { readonly kind: 'key'; readonly key: string };

/** A parameter resolved by class or by list. */
export type SwitchPlan<T> =
  | { readonly kind: 'plain'; readonly value: T }
  /** `variantOf[classCode]` is a position in `variants`, −1 where the class is not in the stage. */
  | { readonly kind: 'class'; readonly variants: readonly SwitchVariant<T>[]; readonly variantOf: Int32Array }
  | {
      readonly kind: 'list';
      readonly list: ListPlan;
      readonly variants: readonly SwitchVariant<T>[];
      readonly variantOf: readonly number[];
    };

interface SwitchVariant<T> {
  readonly name: string;
  readonly place: DocumentPlace;
  readonly value: T;
  /** Codes of the basic classes that it is for; null where switched by list. */
  readonly classes: ReadonlySet<number> | null;
}
