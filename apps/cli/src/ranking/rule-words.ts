import type { Expression, GradingPlan } from './engine-types.ts';

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

const signs: Partial<Record<Expression['kind'], string>> = { add: ' + ', subtract: ' − ', multiply: ' × ', divide: ' ÷ ' };

/** A condition or value as the scheme writes it. */
export function formulaText(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return expression.text;
    case 'word':
      return expression.word;
    case 'node': {
      const members = expression.selectors.flatMap(({ list, member }) => (member === 'current' ? [] : [list.members[member]!.name]));
      return members.length === 0 ? expression.node.name : `${expression.node.name}（${members.join('，')}）`;
    }
    case 'attribute':
      return expression.attribute.name;
    case 'subject':
      return '对象';
    case 'class-of-subject':
      return '类别';
    case 'column':
    case 'column-subject':
      return expression.header;
    case 'through':
      return `${formulaText(expression.subject)}.${formulaText(expression.body)}`;
    case 'in-class':
      return `${formulaText(expression.subject)} 属于 ${expression.subjectClass.name}`;
    case 'negate':
      return `−${formulaText(expression.operand)}`;
    case 'not':
      return `非 ${formulaText(expression.operand)}`;
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return `${formulaText(expression.left)}${signs[expression.kind]!}${formulaText(expression.right)}`;
    case 'compare':
    case 'logical':
      return `${formulaText(expression.left)} ${expression.operator} ${formulaText(expression.right)}`;
    case 'call':
      return `${expression.function}（${expression.arguments.map(formulaText).join('，')}）`;
    case 'population':
      return `${expression.function}（${formulaText(expression.operand)}）`;
    case 'ranking':
      return { rank: '名次', count: '参评数', last: '末位', grade: '等次' }[expression.what];
    default:
      return '';
  }
}
