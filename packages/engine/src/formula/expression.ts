import type { Rational } from '../number/rational.ts';
import type { AttributePlan, NodePlan, Selector, StagePlan, SubjectClass } from '../scheme/model.ts';
import type { ComparisonOperator, LogicalOperator, Range } from './ast.ts';
import type { ValueType } from './type.ts';

/** A formula with every name resolved and every part typed: what the walker evaluates and the explanation prints. */
export type Expression = ExpressionBody & { readonly type: ValueType; readonly range: Range };

export type ExpressionBody =
  | { readonly kind: 'constant'; readonly value: Rational; readonly text: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'missing' }
  /** A word of the other side's vocabulary: a grade, class or text; or a day, `2024-03-01`. */
  | { readonly kind: 'word'; readonly word: string }
  /** An indicator, flag or outcome of the frame's subject. */
  | { readonly kind: 'node'; readonly node: NodePlan; readonly selectors: readonly Selector[] }
  | { readonly kind: 'attribute'; readonly attribute: AttributePlan }
  /** 类别 */
  | { readonly kind: 'class-of-subject' }
  /** 对象: the frame's own subject. */
  | { readonly kind: 'subject' }
  /** A column of the row at hand, by key. */
  | { readonly kind: 'column'; readonly column: string; readonly header: string }
  /** The subject that a column of the row at hand names. */
  | { readonly kind: 'column-subject'; readonly column: string; readonly header: string }
  /** The rater of a pair. */
  | { readonly kind: 'rater' }
  /** A value read at another subject. */
  | { readonly kind: 'through'; readonly subject: Expression; readonly body: Expression; readonly name: string }
  | { readonly kind: 'in-class'; readonly subject: Expression; readonly subjectClass: SubjectClass }
  | { readonly kind: 'in-set'; readonly subject: Expression; readonly set: Expression }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'add' | 'subtract' | 'multiply' | 'divide'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'logical'; readonly operator: LogicalOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly then: Expression; readonly else: Expression }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly Expression[] }
  /** 任一(集合，条件): the condition is read at each member. */
  | { readonly kind: 'any'; readonly set: Expression; readonly condition: Expression }
  /** 最高 最低 平均 合计 个数(集合，式): the operand is read at each member; 个数 may have a condition, or nothing. */
  | { readonly kind: 'set-fold'; readonly function: string; readonly set: Expression; readonly operand: Expression | null }
  /** 最高 最低 平均 标准差 合计 over the cells of an indexed operand. */
  | { readonly kind: 'fold'; readonly function: string; readonly parts: readonly Expression[] }
  /** The same over the ranked of the group, the class, or everybody. */
  | {
      readonly kind: 'population';
      readonly function: string;
      readonly operand: Expression;
      readonly over: 'group' | 'class' | 'stage';
      readonly stage: StagePlan;
    }
  /** 有效票 收回票 应发票 of a ballot indicator. */
  | { readonly kind: 'ballot-count'; readonly function: string; readonly node: NodePlan; readonly selectors: readonly Selector[] }
  /** 不全 缺项: what an indicator's own fold left out. */
  | { readonly kind: 'completeness'; readonly function: string; readonly node: NodePlan; readonly selectors: readonly Selector[] }
  /** 名次 参评数 末位 等次, of the frame's subject or of the ranking group. */
  | { readonly kind: 'ranking'; readonly what: 'rank' | 'count' | 'last' | 'grade'; readonly stage: StagePlan }
  | { readonly kind: 'rejected-entries'; readonly stage: StagePlan }
  /** 名额(等次) 已定(等次) in the ranking group. */
  | { readonly kind: 'grade-count'; readonly what: 'places' | 'given'; readonly grade: number; readonly stage: StagePlan }
  /** 名额(旗标): places of a candidate list. */
  | { readonly kind: 'candidate-places'; readonly node: NodePlan; readonly stage: StagePlan };
