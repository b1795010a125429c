import type { IndicatorDocument } from '../scheme/document.ts';
import type { IndicatorCompiler } from './mechanism.ts';
import type { StateRule, StateRules } from './rows.ts';

/** Parameters that several measures share. */

/** Which states a measure can meet; each must be declared by the scheme. */
export type DeclaredState = 'excused' | 'not-applicable' | 'not-submitted';

const stateNames: Readonly<Record<DeclaredState, string>> = { excused: '免考', 'not-applicable': '不适用', 'not-submitted': '未报送' };

/** Reads `states:`. A state that the measure can meet and the scheme does not declare is refused. */
export function stateRules(
  document: IndicatorDocument,
  compiler: IndicatorCompiler,
  needed: readonly DeclaredState[],
  otherwise: StateRules,
): StateRules {
  const written = document.common.states;
  const undeclared = needed.filter((state) => written?.[state] === undefined);
  if (undeclared.length > 0) {
    compiler.report('states-not-said', document.common.keyPlaces.get('states') ?? document.namePlace, {
      name: document.name,
      states: undeclared.map((state) => `${stateNames[state]}（${state}）`).join('、'),
      statesEn: undeclared.join(', '),
    });
  }
  const word = (state: 'excused' | 'not-applicable' | 'not-yet', fallback: StateRule): StateRule => written?.[state]?.value ?? fallback;
  const submitted = written?.['not-submitted'];
  const notSubmitted: StateRule =
    submitted === undefined ? otherwise.notSubmitted : typeof submitted === 'string' ? submitted : submitted.value;
  return {
    notYet: word('not-yet', otherwise.notYet),
    excused: word('excused', otherwise.excused),
    notApplicable: word('not-applicable', written?.excused?.value ?? otherwise.notApplicable),
    notSubmitted,
  };
}
