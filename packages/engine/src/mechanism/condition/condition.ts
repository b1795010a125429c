import { explainExpression } from '../explain-expression.ts';
import type { LocatedText, Switched } from '../../scheme/shape.ts';
import { switched } from '../../scheme/shape.ts';
import { formula } from '../../scheme/values.ts';
import { complete, truth, truthOf } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { compileSwitchedFormula, formulaResult } from '../switched-formula.ts';

/**
 * A condition (条件): a flag that holds or not, one for all or one per class. A condition with something missing in it is
 * neither, and a flag that is neither is not set. `among: ranked` looks at the ranked only.
 */
export const condition: Mechanism<Switched<LocatedText>> = {
  keyword: 'if',
  title: { zh: '条件', en: 'condition' },
  summary: {
    zh: '旗标的条件：成立就立旗。考核得分59.99，条件“考核得分 < 60”成立。条件中有缺的，既不成立也不不成立，不立旗；among: ranked 只看参加排名的。',
    en: 'The condition of a flag. 考核得分 < 60 holds at 59.99. A condition with something missing in it neither holds nor fails, and the flag is not set; `among: ranked` looks at the ranked only.',
  },
  shape: switched(formula),
  modifiers: ['among'],
  explain: explainExpression,
  compile({ parameters, document, compiler, place }) {
    const compiled = compileSwitchedFormula(parameters, compiler);
    if (compiled === null) return null;
    if (compiled.type.kind !== 'truth') return compiler.report('condition-expected', place);
    const { type, lists, uses } = compiled;
    const rankedOnly = document.common.among !== undefined;
    if (rankedOnly && compiler.gradingScope().document.grading === undefined)
      return compiler.report('no-grading', place, { name: document.name });
    return {
      mechanism: 'if',
      type,
      lists,
      uses,
      readsOrder: rankedOnly,
      evaluate(run) {
        const result = formulaResult(run, compiled, 'if');
        if (!rankedOnly) return result;
        const { notRanked } = run.ranking();
        const cells = result.cells.map((cell) => ({
          ...cell,
          value: complete({ kind: 'truth', truth: truthOf(cell.value).map((each, row) => (notRanked[row] === 0 ? each : truth.no)) }).value,
        }));
        return { ...result, cells };
      },
    };
  },
};
