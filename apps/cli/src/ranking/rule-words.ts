import { formulaText } from '@kaoji/engine';
import type { GradingPlan } from './engine-types.ts';

/** Why somebody has a grade, in the words of the scheme: the clause, and the condition where there is one. */
export interface RuleWords {
  readonly clause: string | null;
  /** The condition that held; null where a quota or the rest gave the grade. */
  readonly condition: string | null;
  readonly kind: 'quota' | 'condition' | 'undecided' | 'outside' | 'unknown';
}

/** The step that gives a grade under a rule. A rule key may stand at several steps; the grade tells them apart. */
export function ruleWords(plan: GradingPlan, rule: string, grade: string | null): RuleWords {
  const line = plan.outside.find((each) => each.rule === rule);
  if (line !== undefined) return { clause: line.clause, condition: formulaText(line.condition), kind: 'outside' };
  if (plan.undecided !== 'better' && plan.rules[plan.undecided.rule] === rule) return { clause: null, condition: null, kind: 'undecided' };
  const code = plan.rules.indexOf(rule);
  const steps = plan.steps.filter((step) => step.rule === code);
  const step = steps.find((each) => plan.scale.grades[each.grade] === grade) ?? steps[0];
  if (step !== undefined) {
    if (step.kind === 'assign') return { clause: step.clause, condition: formulaText(step.condition), kind: 'condition' };
    return { clause: step.clause, condition: null, kind: 'quota' };
  }
  for (const cut of plan.steps) {
    const bar = cut.kind === 'cut' ? cut.bars.find((each) => each.rule === code) : undefined;
    if (bar !== undefined) return { clause: bar.clause ?? cut.clause, condition: formulaText(bar.condition), kind: 'condition' };
  }
  return { clause: null, condition: null, kind: 'unknown' };
}
