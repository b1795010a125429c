import type { Expression } from '../formula/expression.ts';
import type { GradeScale } from '../formula/type.ts';
import type { RoundingMode } from '../number/rational.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import type { AttributePlan, ByClass, PublishPoint, StagePlan } from './model.ts';

/** How the subjects of a stage are ranked and graded: resolved and checked. */
export interface GradingPlan {
  readonly stage: StagePlan;
  readonly of: Expression;
  /** Where totals are rounded before they are compared; null: exact values. */
  readonly compared: ByClass<PublishPoint> | null;
  readonly within: { readonly kind: 'class' } | { readonly kind: 'attribute'; readonly attribute: AttributePlan };
  /** `staff/<所在单位>`: the text before and after the group's own key. */
  readonly label: { readonly before: string; readonly after: string };
  readonly merge: { readonly least: number; readonly key: string } | null;
  readonly ties: readonly TieKey[];
  readonly outside: readonly OutsideLine[];
  readonly undecided: { readonly grade: number; readonly rule: number; readonly flag: string | null } | 'better';
  readonly scale: GradeScale;
  /** Rule keys; a rule code is an index. */
  readonly rules: readonly string[];
  /** One per grade of the scale; null: no quota. */
  readonly quotas: readonly (QuotaLine | 'rest' | null)[];
  readonly steps: readonly GradeStepPlan[];
  readonly clause: string | null;
  readonly place: DocumentPlace;
}

export interface TieKey {
  readonly expression: Expression;
  readonly name: string;
  readonly least: boolean;
  readonly compared: ByClass<PublishPoint> | null;
}

export interface OutsideLine {
  readonly condition: Expression;
  /** Code in `scale.words`; −1: no grade. */
  readonly grade: number;
  readonly rule: string | null;
  readonly flag: string | null;
  readonly clause: string | null;
}

export interface QuotaLine {
  readonly ratio: Expression;
  readonly mode: RoundingMode;
  readonly atLeast: Expression | null;
  readonly atMost: Expression | null;
  readonly when: Expression | null;
  readonly clause: string | null;
}

export interface BarPlan {
  readonly condition: Expression;
  /** Rule code; −1: a plain condition that leaves no reason. */
  readonly rule: number;
  readonly flag: string | null;
  readonly clause: string | null;
}

export type GradeStepPlan = { readonly clause: string | null; readonly rule: number; readonly grade: number } & (
  | {
      readonly kind: 'cut';
      readonly from: 'top' | 'bottom';
      readonly among: 'all' | 'ungraded';
      /** null: the quota of the grade. */
      readonly places: Expression | null;
      readonly bars: readonly BarPlan[];
    }
  | {
      readonly kind: 'assign';
      readonly condition: Expression;
      readonly override: boolean;
      /** A ceiling or floor: only grades beyond it are replaced. */
      readonly limit: 'at-most' | 'at-least' | null;
    }
  | { readonly kind: 'rest' }
);
