import type { SubjectResult } from '@kaoji/engine';
import type { PublishedColumn } from './published-columns.ts';
import type { RuleWords } from './rule-words.ts';
import type { TotalPart } from './total-parts.ts';
import type { ValueView } from './value-view.ts';

/**
 * A ranking as people read it: groups with their places, rows in order, and the line where a quota ends. The table, the
 * workbook and the page are three ways of showing this one view, which is read from the run and decides nothing.
 */
export interface StageView {
  readonly name: string;
  readonly groups: readonly GroupView[];
  /** Published values that are no part of the ranking. */
  readonly outcomes: readonly PublishedColumn[];
  readonly flags: readonly FlagView[];
  /** What a stage without ranking publishes; null in one that ranks, and where there is nothing but marks. */
  readonly values: ValueView | null;
}

export interface GroupView {
  /** Key of the group in the result, or the stage's name where nobody is ranked. */
  readonly key: string;
  readonly title: string;
  readonly stage: string;
  readonly totalName: string;
  readonly ranked: number;
  /** Grades and the words beside them, best first. */
  readonly words: readonly string[];
  readonly grades: readonly string[];
  readonly quotas: readonly QuotaView[];
  readonly parts: readonly TotalPart[];
  /** In order; those who are not ranked come last. */
  readonly rows: readonly RowView[];
  readonly cuts: readonly Cut[];
  readonly decidedCount: number;
}

export interface QuotaView {
  readonly grade: string;
  /** null: cannot be known yet, or no quota at all. */
  readonly places: number | null;
  readonly hasQuota: boolean;
  /** How the places are found: a ratio of those ranked, or what the others leave. */
  readonly basis: { readonly ratio: string; readonly mode: string } | 'rest' | null;
  readonly actual: number;
}

export interface RowView {
  readonly id: string;
  readonly name: string;
  readonly rank: number | null;
  readonly isTied: boolean;
  readonly total: string | null;
  readonly parts: readonly (string | null | undefined)[];
  readonly grade: string | null;
  /** What the steps proposed, where a decision body decided otherwise or the same. */
  readonly proposal: string | null;
  readonly isDecided: boolean;
  /** Left to the deciding body: a tie across a border, or places that are not known yet. */
  readonly undecided: 'tie' | 'places' | null;
  readonly rule: string | null;
  readonly words: RuleWords | null;
  readonly flags: readonly string[];
  readonly isIncomplete: boolean;
  /** Names of published values that are missing. */
  readonly missing: readonly string[];
  readonly result: SubjectResult;
}

/** Who has a flag in a stage, in the order of the subjects table. */
export interface FlagView {
  readonly name: string;
  readonly clause: string | null;
  readonly holders: readonly { readonly id: string; readonly name: string }[];
}

/** The line after the last place of a quota, or before the first of the last places. */
export interface Cut {
  readonly grade: string;
  readonly from: 'top' | 'bottom';
  /** The line stands before this row of the group; the number of ranked rows for the end. */
  readonly before: number;
  /** Who have the grade in the end, and how many places there are (null: not known). */
  readonly actual: number;
  readonly places: number | null;
  /** Who stands on either side with the same total, and what decided between them. */
  readonly tie: CutTie | null;
}

export interface CutTie {
  readonly rank: number;
  readonly inside: RowView;
  readonly outside: RowView;
  /** The key of the chain that decided, and the two values where they are published. */
  readonly key: string;
  readonly values: readonly [string, string] | null;
}

/** Rows whose result, there or withheld, stands on missing inputs. */
export function incompleteRows(rows: readonly RowView[]): readonly RowView[] {
  return rows.filter(({ isIncomplete, missing, total }) => isIncomplete || (total === null && missing.length > 0));
}
