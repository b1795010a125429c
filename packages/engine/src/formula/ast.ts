/**
 * The syntax tree of a formula. Positions are offsets into the formula's own text; whoever embeds the formula in a
 * document maps them to line and column.
 */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type BinaryOperator = '+' | '−' | '×' | '÷';
export type ComparisonOperator = '<' | '≤' | '=' | '≠' | '≥' | '>' | '属于' | '高于' | '低于';
export type LogicalOperator = '且' | '或';

export type Formula =
  /** A number as written: `80`, `0.5`. Exact; `text` is ASCII digits with an optional point. */
  | { readonly kind: 'number'; readonly text: string; readonly unit: 'none' | 'percent' | 'yuan'; readonly range: Range }
  /** A day as written, `2024-03-01`; whether the calendar has it is seen by the checker. `text` is ASCII. */
  | { readonly kind: 'date'; readonly text: string; readonly range: Range }
  /** A bare name, to be resolved by the scope. */
  | { readonly kind: 'name'; readonly name: string; readonly range: Range }
  /** `缺` without brackets: the missing value. */
  | { readonly kind: 'missing'; readonly range: Range }
  /** `评分人.所在单位` */
  | { readonly kind: 'member'; readonly object: Formula; readonly name: string; readonly nameRange: Range; readonly range: Range }
  /** `名称（参数，参数）`: a function call or an indicator with a fixed index; which one is decided by the checker. */
  | { readonly kind: 'apply'; readonly target: Formula; readonly arguments: readonly Argument[]; readonly range: Range }
  | { readonly kind: 'negate'; readonly operand: Formula; readonly range: Range }
  | { readonly kind: 'not'; readonly operand: Formula; readonly range: Range }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Formula; readonly right: Formula; readonly range: Range }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Formula;
      readonly right: Formula;
      readonly range: Range;
    }
  | { readonly kind: 'logical'; readonly operator: LogicalOperator; readonly left: Formula; readonly right: Formula; readonly range: Range }
  | { readonly kind: 'if'; readonly condition: Formula; readonly then: Formula; readonly else: Formula; readonly range: Range };

export type Argument =
  | Formula
  /** `一季度..三季度`: a run of list members in list order. */
  | { readonly kind: 'run'; readonly from: string; readonly to: string; readonly range: Range };
