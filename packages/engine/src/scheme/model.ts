import type { DeclaredColumns } from '../facts/definitions.ts';
import type { Span } from '../facts/relation-rows.ts';
import type { ValueType } from '../formula/type.ts';
import type { Expression } from '../formula/expression.ts';
import type { GradingPlan } from './grading-plan.ts';
import type { Source } from '../mechanism/mechanism.ts';
import type { RoundingMode } from '../number/rational.ts';
import type { DocumentPlace } from '../problem/problem.ts';

/** The scheme as resolved and checked: every name is a reference, every formula typed. */

export interface Scheme {
  readonly id: string;
  readonly title: string;
  /** Version of the document format; the meaning of every mechanism is bound to it. */
  readonly format: number;
  readonly year: number;
  readonly show: NumberForm;
  /** Results of fewer ballots are not shown apart; 0 where the scheme says nothing. */
  readonly suppressBelow: number;
  readonly classes: ReadonlyMap<string, SubjectClass>;
  /** Basic classes in document order; a subject is in exactly one of them, or in none. */
  readonly basicClasses: readonly SubjectClass[];
  readonly attributes: ReadonlyMap<string, AttributePlan>;
  readonly lists: ReadonlyMap<string, ListPlan>;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly declaredColumns: DeclaredColumns;
  readonly stages: readonly StagePlan[];
  readonly totals: readonly { readonly key: string; readonly formula: Expression }[];
  readonly readings: readonly Reading[];
}

/** A gap of the paper that the scheme fills. */
export interface Reading {
  readonly name: string;
  readonly clause: string | null;
  readonly text: string;
  readonly place: DocumentPlace;
}

export interface SubjectClass {
  readonly name: string;
  readonly key: string;
  readonly kind: 'unit' | 'person' | null;
  /** Position among the basic classes; −1 for a union. */
  readonly code: number;
  /** Codes of the basic classes it consists of (itself, if basic). */
  readonly members: readonly number[];
  /** Columns of the subjects table and the values allowed in each. */
  readonly conditions: readonly { readonly column: string; readonly values: readonly string[] }[];
}

export interface AttributePlan {
  readonly name: string;
  /** Column of the subjects table; null for a set of subjects. */
  readonly column: string | null;
  readonly type: ValueType;
  /** Codes of the basic classes that have it; null for all. */
  readonly classes: ReadonlySet<number> | null;
  /** The attribute that this one reverses. */
  readonly reverses: AttributePlan | null;
  /** Kinds of `relations`, and the day on which they count, of an attribute that is a set of subjects; null for a column. */
  readonly relation: { readonly kinds: readonly string[]; readonly at: string } | null;
  readonly clause: string | null;
}

export interface ListPlan {
  readonly name: string;
  readonly members: readonly ListMember[];
  /** Voter groups: what the members say about who is on the roll; null for a plain list. */
  readonly raters: { readonly inSeveral: 'first' | 'each' | null } | null;
}

export interface ListMember {
  readonly name: string;
  /** The key, where the member has one; a member of keys only (方面 → 要点) has its name. */
  readonly key: string;
  /** Keys of the items under this member: itself, or several (two-level list). */
  readonly keys: readonly string[];
  /** The days that belong to it, where it is a span of time. */
  readonly span: Span | null;
  readonly rater: RaterGroup | null;
}

interface RaterGroup {
  readonly secrecy: 'secret' | 'named';
  readonly who: Expression | null;
  readonly roster: string | null;
  readonly sample: string | null;
  readonly clause: string | null;
}

/** What counts as evidence in a table. */
export interface Evidence {
  readonly table: string;
  readonly where: Expression | null;
  readonly clause: string | null;
}

export interface StagePlan {
  readonly index: number;
  readonly name: string;
  /** Codes of the basic classes appraised. */
  readonly classes: ReadonlySet<number>;
  readonly nodes: readonly NodePlan[];
  readonly grading: GradingPlan | null;
  readonly groupOutcomes: readonly GroupOutcome[];
  readonly flags: ReadonlyMap<string, FlagPlan>;
}

/** A flag: from a formula of its own, from grade steps, or both. */
export interface FlagPlan {
  readonly name: string;
  readonly key: string;
  readonly clause: string | null;
  readonly node: NodePlan | null;
}

export interface GroupOutcome {
  readonly name: string;
  readonly key: string;
  readonly clause: string | null;
  /** One formula (key null), or several under keys. */
  readonly values: readonly { readonly key: string | null; readonly formula: Expression; readonly show: NumberForm | null }[];
}

export interface NumberForm {
  readonly digits: number;
  readonly mode: RoundingMode;
  readonly percent: boolean;
}

/** What may differ by class: one for each basic class, by its code. */
export type ByClass<T> = readonly T[];

/** Where a value is rounded and read rounded from there on. */
export interface PublishPoint {
  readonly digits: number;
  readonly mode: RoundingMode;
}

/** A named value of a stage, indexed by zero or more lists. */
export interface NodePlan {
  readonly stage: StagePlan;
  readonly name: string;
  readonly section: 'indicator' | 'flag' | 'outcome';
  readonly key: string | null;
  readonly partKey: string | null;
  readonly clause: string | null;
  readonly reading: string | null;
  readonly type: ValueType;
  readonly lists: readonly ListPlan[];
  readonly source: Source;
  readonly publish: ByClass<PublishPoint> | null;
  /** null: the scheme's own form; counts and money have forms of their own. */
  readonly show: ByClass<NumberForm> | null;
  readonly needs: readonly Expression[];
  readonly omitZero: boolean;
  readonly place: DocumentPlace;
}

/** Fixed members of a node's lists, or the member at hand of the loop around it. */
export type Selector = { readonly list: ListPlan; readonly member: number | 'current' };

export function cellCount(lists: readonly ListPlan[]): number {
  return lists.reduce((count, list) => count * list.members.length, 1);
}

/** Row-major number of a cell: the last list moves fastest. */
export function cellIndex(lists: readonly ListPlan[], members: readonly number[]): number {
  return lists.reduce((index, list, i) => index * list.members.length + members[i]!, 0);
}

/** The members of a cell, one per list. */
export function cellMembers(lists: readonly ListPlan[], cell: number): number[] {
  const members: number[] = [];
  let rest = cell;
  for (let i = lists.length - 1; i >= 0; i--) {
    const size = lists[i]!.members.length;
    members[i] = rest % size;
    rest = (rest - members[i]!) / size;
  }
  return members;
}
