import { bilingual } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { grading as gradingShape, type GradingDocument } from '../../scheme/grading-shape.ts';
import { compileGrading, scaleOf } from '../../scheme/grading-compiler.ts';
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
  shape: gradingShape,
  modifiers: [],
  explain(detail) {
    const { rank, count } = detail.parameters;
    return rank === 0 ? bilingual('不参加排名', 'not ranked') : bilingual(`第${rank}名，共${count}个`, `rank ${rank} of ${count}`);
  },
  compile({ parameters, compiler, place }) {
    const plan = compileGrading(compiler.gradingScope(), parameters, { place });
    if (plan === null) return null;
    const expressions = [plan.of, ...plan.ties.map((tie) => tie.expression), ...plan.outside.map((line) => line.condition)];
    const uses = expressions.map((expression): Use => ({ expression, classes: null }));
    return {
      mechanism: 'grading',
      type: { kind: 'grade', scale: scaleOf(parameters) },
      lists: [],
      uses,
      evaluate(run) {
        const ranking = rankStage(run, plan);
        const grades = gradeStage(run, plan, ranking);
        const detail = (_cell: number, row: number): Detail => ({
          rule: 'grading',
          operands: [],
          facts: [],
          parameters: { rank: ranking.rank[row]!, count: ranking.countOfRow[row]! },
        });
        return { cells: [complete({ kind: 'word', codes: grades.proposed, words: plan.scale.words })], detail };
      },
    };
  },
};
