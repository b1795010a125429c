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
  shape: switched(formula),
  modifiers: ['among'],
  explain: explainExpression,
  compile({ parameters, document, compiler, place }) {
    const compiled = compileSwitchedFormula(parameters, compiler);
    if (compiled === null) return null;
    if (compiled.type.kind !== 'truth') return compiler.report('condition-expected', place);
    const { type, lists, uses } = compiled;
    const rankedOnly = document.common.among !== undefined;
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
