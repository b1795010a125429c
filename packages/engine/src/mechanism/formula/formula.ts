import { explainExpression } from '../explain-expression.ts';
import type { LocatedText, Switched } from '../../scheme/shape.ts';
import { switched } from '../../scheme/shape.ts';
import { formula as formulaShape } from '../../scheme/values.ts';
import type { Mechanism } from '../mechanism.ts';
import { compileSwitchedFormula, formulaResult } from '../switched-formula.ts';

/**
 * A formula over other values (公式), one for all or one per class or list member. Exact; a missing operand makes the
 * result missing, and a division by zero is missing with that reason. The gate, the threshold minus step, the increment
 * and the clamp of a regulation are formulas.
 *
 * 限幅(0.95 × 78.65，0，100) is 74.7175.
 */
export const formula: Mechanism<Switched<LocatedText>> = {
  keyword: 'formula',
  title: { zh: '公式', en: 'formula' },
  summary: {
    zh: '由别的值用公式算出，可以按类别或清单成员分别写。限幅（0.95 × 78.65，0，100）是74.7175。有一个数缺，结果就缺；除数为零，结果也缺。',
    en: 'Made from other values by a formula, one for all or one per class or list member. 限幅（0.95 × 78.65，0，100） is 74.7175. A missing operand makes the result missing, and so does a division by zero.',
  },
  shape: switched(formulaShape),
  modifiers: [],
  explain: explainExpression,
  compile({ parameters, compiler }) {
    const compiled = compileSwitchedFormula(parameters, compiler);
    if (compiled === null) return null;
    const { type, lists, uses } = compiled;
    return { mechanism: 'formula', type, lists, uses, evaluate: (run) => formulaResult(run, compiled, 'formula') };
  },
};
