import { bilingual } from '../../explain/words.ts';
import { told, type Detail } from '../../explain/detail.ts';
import { stepLines } from '../../explain/waterfall-step.ts';
import type { Expression } from '../../formula/expression.ts';
import { operandsOf } from '../../formula/operands.ts';
import { grading as gradingShape, type GradingDocument } from '../../scheme/grading-shape.ts';
import { compileGrading, scaleOf } from '../../scheme/grading-compiler.ts';
import type { GradeStepPlan, GradingPlan } from '../../scheme/grading-plan.ts';
import { gradeStage, rankStage } from '../../score/ranking.ts';
import { complete } from '../../score/value.ts';
import type { Mechanism, Use } from '../mechanism.ts';

/**
 * A grade as an indicator (等次指标): ranking and grade steps of its own, on the same rules as the grading of the stage. An
 * identity grade A/B/C by 20/70/10, whose coefficient gives bonus points, is one. S0-1, S0-3.
 */
export const grading: Mechanism<GradingDocument> = {
  keyword: 'grading',
  title: { zh: '等次指标', en: 'grade as an indicator' },
  summary: {
    zh: '排名并按步骤给出等次；写在阶段中是考核等次，写在指标中是一个指标（如身份等次）。五人、优秀20%四舍五入是1名；两人并列第一的，按 undecided 待定，或都取好的一级。不参加排名的、名额、不得列入的和步骤的先后都由方案写明。',
    en: 'Ranks and gives grades by steps: under a stage its grades, under an indicator a grade of its own (an identity grade A/B/C). 20% of five is one place; two in first place are undecided or both take the better grade, as `undecided` says. Who is not ranked, the places, who stands aside and the order of the steps are all written down.',
  },
  shape: gradingShape,
  modifiers: [],
  explain(detail) {
    const rank = told(detail, 'rank');
    const count = told(detail, 'count');
    if (rank === 0) return bilingual('不参加排名', 'not ranked');
    const because = bilingual(String(told(detail, 'because')), String(told(detail, 'becauseEn')));
    return bilingual(`第${rank}名，共${count}个${because.zh}`, `rank ${rank} of ${count}${because.en}`);
  },
  compile({ parameters, compiler, place }) {
    const plan = compileGrading(compiler.gradingScope(), parameters, { place });
    if (plan === null) return null;
    const expressions = [
      plan.of,
      ...plan.ties.map((tie) => tie.expression),
      ...plan.outside.map((line) => line.condition),
      ...plan.steps.flatMap(conditionsOf),
      ...groupFormulas(plan).flatMap(readInGroup),
    ];
    const uses = expressions.map((expression): Use => ({ expression, classes: null }));
    return {
      mechanism: 'grading',
      type: { kind: 'grade', scale: scaleOf(parameters) },
      lists: [],
      uses,
      evaluate(run) {
        const ranking = rankStage(run, plan);
        const grades = gradeStage(run, plan, ranking);
        const detail = (_cell: number, row: number): Detail => {
          const isRanked = ranking.order.group[row]! >= 0;
          const decisive = isRanked
            ? stepLines(run, ranking, grades, row).filter(({ effective, overtaken }) => effective && !overtaken)
            : [];
          const spoken = {
            rank: ranking.rank[row]!,
            count: ranking.countOfRow[row]!,
            because: decisive.map(({ sentence }) => `；${sentence.zh}`).join(''),
            becauseEn: decisive.map(({ sentence }) => `; ${sentence.en}`).join(''),
          };
          return { rule: 'grading', operands: [], facts: [], parameters: spoken };
        };
        return { cells: [complete({ kind: 'word', codes: grades.proposed, words: plan.scale.words })], detail };
      },
    };
  },
};

function conditionsOf(step: GradeStepPlan): readonly Expression[] {
  if (step.kind === 'assign') return [step.condition];
  return step.kind === 'cut' ? step.bars.map((bar) => bar.condition) : [];
}

function groupFormulas({ quotas, steps }: GradingPlan): Expression[] {
  const lines = quotas.flatMap((line) => (line === null || line === 'rest' ? [] : [line.ratio, line.atLeast, line.atMost, line.when]));
  const places = steps.map((step) => (step.kind === 'cut' ? step.places : null));
  return [...lines, ...places].filter((expression) => expression !== null);
}

/** What a formula about a ranking group reads: the group itself is this indicator's own and not that of the stage. */
function readInGroup(expression: Expression): readonly Expression[] {
  if (expression.kind === 'ranking') return [];
  if (expression.kind === 'population') return [expression.operand];
  const operands = operandsOf(expression);
  return operands.length === 0 ? [expression] : operands.flatMap(readInGroup);
}
