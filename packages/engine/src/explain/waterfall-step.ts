import { evaluate } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { effect, type CutTrace, type StepTrace } from '../grade/steps.ts';
import { compare, fromInteger, multiply, roundTo } from '../number/rational.ts';
import type { GradeStepPlan } from '../scheme/grading-plan.ts';
import { groupsFrame, populationFrame, subjectsFrame, type Frame } from '../score/frame.ts';
import type { GradeRun, RankingRun } from '../score/ranking.ts';
import type { StageRun } from '../score/run.ts';
import { expressionText, formulaText } from './expression-text.ts';
import { bilingual, percentText, plainNumber, roundingWords, type Bilingual } from './words.ts';

export interface WaterfallStep {
  readonly kind: GradeStepPlan['kind'];
  readonly clause: string | null;
  readonly grade: string;
  /** Whether the step decided something about this subject. */
  readonly effective: boolean;
  /** Whether a later step took away what this one gave. */
  readonly overtaken: boolean;
  /** What was compared and what follows; of a step that decided nothing, only what it is about. */
  readonly sentence: Bilingual;
}

/** A step at one subject. */
interface StepAt<Step extends GradeStepPlan, Trace extends StepTrace> {
  readonly step: Step;
  readonly trace: Trace;
  readonly row: number;
  /** The subject as a frame of one row. */
  readonly subject: Frame;
}

type Assign = Extract<GradeStepPlan, { kind: 'assign' }>;
type Cut = Extract<GradeStepPlan, { kind: 'cut' }>;

export function oneRow(stage: StageRun, row: number): Frame {
  return subjectsFrame(populationFrame(stage), stage.population.subarray(row, row + 1));
}

/** The steps at one subject. An override overtakes what the steps before it gave. */
export function stepLines(stage: StageRun, ranking: RankingRun, { traces }: GradeRun, row: number): WaterfallStep[] {
  const overrides = traces.findLastIndex(({ trace }) => {
    const what = trace.effect[row]!;
    return what === effect.replaced || what === effect.settled;
  });
  return traces.map(({ step, trace }, i) => ({
    ...stepLine(stage, ranking, { step, trace, row, subject: oneRow(stage, row) }),
    overtaken: i < overrides,
  }));
}

/** `null`: the step decided nothing about the subject. */
type Said = Bilingual | null;

function stepLine(stage: StageRun, ranking: RankingRun, at: StepAt<GradeStepPlan, StepTrace>): Omit<WaterfallStep, 'overtaken'> {
  const { step, trace } = at;
  const grade = ranking.plan.scale.grades[step.grade]!;
  const said = (decided: Said, about: Bilingual): Omit<WaterfallStep, 'overtaken'> => ({
    kind: step.kind,
    clause: step.clause,
    grade,
    effective: decided !== null,
    sentence: decided ?? about,
  });
  if (step.kind === 'rest') {
    const about = bilingual(`其余为${grade}`, `the rest ${grade}`);
    return said(trace.effect[at.row] === effect.given ? about : null, about);
  }
  if (step.kind === 'assign') {
    const formula = formulaText(step.condition);
    const limit = limitWord(step);
    return said(assigned({ ...at, step }, grade), bilingual(`${limit.zh}${grade}：${formula}`, `${limit.en}${grade}: ${formula}`));
  }
  const cutAt = { ...at, step, trace: trace as CutTrace }; // a cut step leaves a cut trace
  const quota = quotaWords(ranking, cutAt, grade);
  return said(cut(stage, ranking, cutAt, quota, grade), quota);
}

function limitWord({ limit }: Assign): Bilingual {
  if (limit === null) return bilingual('', '');
  return limit === 'at-most' ? bilingual('不高于', 'no better than ') : bilingual('不低于', 'no worse than ');
}

function assigned({ step, trace, row, subject }: StepAt<Assign, StepTrace>, grade: string): Said {
  const what = trace.effect[row];
  if (what === effect.none || what === effect.alreadyGraded) return null;
  const because = conditionText(step.condition, subject);
  const limit = step.limit === null ? bilingual('', '') : bilingual(`${limitWord(step).zh}${grade}，`, `${limitWord(step).en}${grade}, `);
  return what === effect.replaced || what === effect.settled
    ? bilingual(`${limit.zh}改为${grade}：${because}`, `${limit.en}changed to ${grade}: ${because}`)
    : bilingual(`${limit.zh}${grade}：${because}`, `${limit.en}${grade}: ${because}`);
}

/** A condition that held, with the numbers compared; a plain mark needs no `是` behind it. */
function conditionText(condition: Expression, subject: Frame): string {
  return condition.kind === 'node' ? formulaText(condition) : expressionText(condition, subject);
}

/** `优秀取前4名`; unknown places are said. */
function quotaWords(ranking: RankingRun, { step, trace, row }: StepAt<Cut, CutTrace>, grade: string): Bilingual {
  const places = trace.places[ranking.order.group[row]!]!;
  if (places < 0) return bilingual(`${grade}名额未定`, `places of ${grade} unknown`);
  const isTop = step.from === 'top';
  return bilingual(`${grade}取${isTop ? '前' : '后'}${places}名`, `${isTop ? 'first' : 'last'} ${places} ${grade}`);
}

function cut(stage: StageRun, ranking: RankingRun, at: StepAt<Cut, CutTrace>, quota: Bilingual, grade: string): Said {
  const { step, trace, row, subject } = at;
  const position = trace.position[row]!;
  const place = bilingual(
    `${step.from === 'top' ? '' : '倒数'}第${position}`,
    `position ${position}${step.from === 'top' ? '' : ' from below'}`,
  );
  const how = placesWords(stage, ranking, at);
  switch (trace.effect[row]) {
    case effect.given: {
      const group = ranking.order.group[row]!;
      // On a border where equals take the better side there are more than the places.
      const all = trace.used[group]! > trace.places[group]! ? bilingual('，同分的都取', ', equals included') : bilingual('', '');
      return bilingual(`${place.zh}，${quota.zh}${how.zh}${all.zh}`, `${place.en}, ${quota.en}${how.en}${all.en}`);
    }
    case effect.undecided: {
      const count = trace.straddling[ranking.order.group[row]!]!;
      return bilingual(
        `${place.zh}（同分同序${count}个），${quota.zh}${how.zh}，跨在线上，待定`,
        `${place.en} (${count} alike), ${quota.en}${how.en}; across the border, undecided`,
      );
    }
    case effect.barredInside:
    case effect.barredStraddling: {
      const because = conditionText(step.bars[trace.bar[row]!]!.condition, subject);
      return bilingual(
        `${place.zh}，${quota.zh}${how.zh}，但不得为${grade}：${because}`,
        `${place.en}, ${quota.en}${how.en}, but may not be ${grade}: ${because}`,
      );
    }
    case effect.placesUnknown:
      return bilingual(`${quota.zh}，待定`, `${quota.en}; undecided`);
    default:
      return null;
  }
}

/** `（12 × 30% = 3.6，四舍五入）`: how the places of a quota came about; empty where a formula of the step gives them. */
function placesWords(stage: StageRun, ranking: RankingRun, { step, trace, row }: StepAt<Cut, CutTrace>): Bilingual {
  if (step.places !== null) {
    const formula = formulaText(step.places);
    return bilingual(`（${formula}）`, ` (${formula})`);
  }
  const group = ranking.order.group[row]!;
  const line = ranking.plan.quotas[step.grade]!;
  if (line === null || line === 'rest' || trace.places[group]! < 0) return bilingual('', '');
  const { value } = evaluate(line.ratio, groupsFrame(stage, ranking));
  if (value.kind !== 'number') throw new TypeError('a ratio is a number, which was checked for');
  const ratio = stage.run.arithmetic.valueAt(value.column, group);
  // A quota that does not apply has no places, whatever its ratio; where it applies, a missing ratio leaves them unknown.
  if (ratio === null) return bilingual('', '');
  const count = ranking.rankedCount[group]!;
  const share = multiply(ratio, fromInteger(count));
  const sum = `${count} × ${percentText(ratio)} = ${plainNumber(share)}`;
  const whole = roundTo(share, 0, line.mode);
  const mode = share.den === 1n ? bilingual('', '') : roundingWords[line.mode];
  const places = fromInteger(trace.places[group]!);
  const limit =
    compare(places, whole) === 0
      ? bilingual('', '')
      : compare(places, whole) > 0
        ? bilingual(`至少${plainNumber(places)}名`, `at least ${plainNumber(places)}`)
        : bilingual(`至多${plainNumber(places)}名`, `at most ${plainNumber(places)}`);
  const listed = (language: 'zh' | 'en', between: string): string =>
    [sum, mode[language], limit[language]].filter((part) => part !== '').join(between);
  return bilingual(`（${listed('zh', '，')}）`, ` (${listed('en', ', ')})`);
}
