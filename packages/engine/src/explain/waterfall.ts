import { effect, type CutTrace, type StepTrace } from '../grade/steps.ts';
import type { GradeStepPlan } from '../scheme/grading-plan.ts';
import type { GradeRun, RankingRun } from '../score/ranking.ts';
import type { StageRun } from '../score/run.ts';
import { publishValue, type Published } from '../score/format.ts';
import { evaluate } from '../formula/evaluate.ts';
import { expressionText, valueText } from './expression-text.ts';
import { populationFrame, subjectsFrame } from '../score/frame.ts';
import { bilingual, type Bilingual } from './words.ts';

/** How the grade came about: score and rank, each step with its effect on this subject, the decision. */
export interface Waterfall {
  readonly total: Published;
  readonly rank: number | null;
  readonly ranked: number | null;
  /** Others with the same rank, and what the tie-break chain says between this subject and each. */
  readonly ties: readonly TieLine[];
  /** Why the subject is not ranked; null where it is. */
  readonly outside: Bilingual | null;
  readonly steps: readonly WaterfallStep[];
  readonly proposal: string | null;
  readonly rule: string | null;
  readonly decision: { readonly grade: string | null; readonly reason: string; readonly document: string; readonly date: string } | null;
  readonly final: string | null;
}

interface TieLine {
  readonly id: string;
  readonly name: string;
  readonly sentence: Bilingual;
}

export interface WaterfallStep {
  readonly clause: string | null;
  readonly grade: string;
  /** Whether the step changed something for this subject. */
  readonly effective: boolean;
  readonly sentence: Bilingual;
}

export function waterfallOf(stage: StageRun, row: number): Waterfall | null {
  const { grading } = stage.plan;
  if (grading === null) return null;
  const ranking = stage.ranking();
  const grades = stage.grades();
  const isRanked = ranking.order.group[row]! >= 0;
  const word = (code: number): string | null => (code < 0 ? null : grading.scale.words[code]!);
  const show = grading.of.kind === 'node' ? grading.of.node.show : null;
  const line = ranking.outside[row]!;
  const rule = grades.sheet.rule[row]!;
  return {
    total: publishValue(stage.run, evaluate(grading.of, populationFrame(stage)).value, row, grading.of.type, show),
    rank: isRanked ? ranking.rank[row]! : null,
    ranked: isRanked ? ranking.countOfRow[row]! : null,
    ties: isRanked ? tieLines(stage, ranking, row) : [],
    outside: line < 0 ? null : outsideSentence(stage, ranking, line, row),
    steps: isRanked ? grades.traces.map(({ step, trace }) => stepLine(stage, ranking, step, trace, row)) : [],
    proposal: word(grades.proposed[row]!),
    rule: line >= 0 ? grading.outside[line]!.rule : rule < 0 ? null : grading.rules[rule]!,
    decision: decisionOf(stage, grades, row),
    final: word(grades.final[row]!),
  };
}

function tieLines(stage: StageRun, ranking: RankingRun, row: number): TieLine[] {
  const { order, rank } = ranking;
  const group = order.group[row]!;
  const members = Array.from(order.members.subarray(order.groupStart[group], order.groupStart[group + 1]));
  return members.filter((other) => other !== row && rank[other] === rank[row]).map((other) => tieLine(stage, ranking, row, other));
}

/** The first key of the chain in which the two differ. */
function tieLine(stage: StageRun, ranking: RankingRun, row: number, other: number): TieLine {
  const subject = stage.population[other]!;
  const name = stage.run.facts.cell('subjects', 'name', subject);
  const id = stage.run.facts.subjectIds[subject]!;
  const position = ranking.keys.findIndex((key) => key[row] !== key[other]);
  if (position < 1) return { id, name, sentence: bilingual(`与${name}各项都相等`, `equal to ${name} in everything`) };
  const tie = ranking.plan.ties[position - 1]!;
  const values = [row, other].map((each) => valueText(tie.expression, oneRow(stage, each)));
  const isFirst = ranking.keys[position]![row]! > ranking.keys[position]![other]!;
  return {
    id,
    name,
    sentence: bilingual(
      `与${name}同分，比${tie.name}：本对象${values[0]}，${name}${values[1]}，${isFirst ? '在前' : '在后'}`,
      `tied with ${name}; by ${tie.name}: ${values[0]} against ${values[1]}, ${isFirst ? 'before' : 'after'}`,
    ),
  };
}

function oneRow(stage: StageRun, row: number): ReturnType<typeof subjectsFrame> {
  return subjectsFrame(populationFrame(stage), stage.population.subarray(row, row + 1));
}

function outsideSentence(stage: StageRun, ranking: RankingRun, line: number, row: number): Bilingual {
  const { condition } = ranking.plan.outside[line]!;
  const text = expressionText(condition, oneRow(stage, row));
  return bilingual(`不参加排名：${text}`, `not ranked: ${text}`);
}

function decisionOf(stage: StageRun, grades: GradeRun, row: number): Waterfall['decision'] {
  const fact = grades.decision[row]!;
  if (fact < 0) return null;
  const cell = (column: string): string => stage.run.facts.cell('decisions', column, fact);
  return { grade: cell('grade'), reason: cell('reason'), document: cell('document'), date: cell('date') };
}

function stepLine(stage: StageRun, ranking: RankingRun, step: GradeStepPlan, trace: StepTrace, row: number): WaterfallStep {
  const grade = ranking.plan.scale.grades[step.grade]!;
  const what = trace.effect[row]!;
  const base = { clause: step.clause, grade };
  if (step.kind === 'rest') {
    const given = what === effect.given;
    return { ...base, effective: given, sentence: given ? bilingual(`其余的给予${grade}`, `everybody left: ${grade}`) : alreadyGraded };
  }
  if (step.kind === 'assign') return { ...base, ...assignSentence(stage, step, grade, what, row) };
  return { ...base, ...cutSentence(stage, ranking, step, trace as CutTrace, grade, row) }; // a cut step leaves a cut trace
}

const alreadyGraded = bilingual('前面的步骤已给等次', 'graded in an earlier step');

function assignSentence(
  stage: StageRun,
  step: Extract<GradeStepPlan, { kind: 'assign' }>,
  grade: string,
  what: number,
  row: number,
): Pick<WaterfallStep, 'effective' | 'sentence'> {
  const text = expressionText(step.condition, oneRow(stage, row));
  if (what === effect.none) return { effective: false, sentence: bilingual(`未触发：${text}`, `does not apply: ${text}`) };
  if (step.limit !== null) return { effective: what !== effect.alreadyGraded, sentence: limitSentence(step.limit, grade, text, what) };
  if (what === effect.alreadyGraded) return { effective: false, sentence: alreadyGraded };
  const replaces = what === effect.replaced || what === effect.settled;
  const zh = replaces ? `改为${grade}：${text}` : `给予${grade}：${text}`;
  return { effective: true, sentence: bilingual(zh, `${grade}: ${text}`) };
}

function limitSentence(limit: 'at-most' | 'at-least', grade: string, text: string, what: number): Bilingual {
  const [zh, en] = limit === 'at-most' ? ['不高于', 'no better than'] : ['不低于', 'no worse than'];
  return what === effect.alreadyGraded
    ? bilingual(`${zh}${grade}：${text}，原等次不变`, `${en} ${grade}: ${text}; the grade stays`)
    : bilingual(`${zh}${grade}，改为${grade}：${text}`, `${en} ${grade}, changed to ${grade}: ${text}`);
}

type CutPlan = Extract<GradeStepPlan, { kind: 'cut' }>;

function cutSentence(
  stage: StageRun,
  ranking: RankingRun,
  step: CutPlan,
  trace: CutTrace,
  grade: string,
  row: number,
): Pick<WaterfallStep, 'effective' | 'sentence'> {
  const group = ranking.order.group[row]!;
  const places = trace.places[group]!;
  const position = trace.position[row]!;
  const end = step.from === 'top' ? bilingual('前', 'first') : bilingual('后', 'last');
  const quota = bilingual(`${end.zh}${places}名为${grade}`, `${end.en} ${places}: ${grade}`);
  const place = bilingual(
    `${step.from === 'top' ? '' : '倒数'}第${position}`,
    `position ${position}${step.from === 'top' ? '' : ' from below'}`,
  );
  const barText = (): string => {
    const bar = step.bars[trace.bar[row]!];
    return bar === undefined ? '' : expressionText(bar.condition, oneRow(stage, row));
  };
  const say = (effective: boolean, zh: string, en: string): Pick<WaterfallStep, 'effective' | 'sentence'> => ({
    effective,
    sentence: bilingual(zh, en),
  });
  switch (trace.effect[row]) {
    case effect.given:
      return say(true, `${quota.zh}，本对象${place.zh}`, `${quota.en}; ${place.en}`);
    case effect.undecided:
      return say(true, `${quota.zh}，同分跨线，待定`, `${quota.en}; a tie across the border, undecided`);
    case effect.barred:
      return say(false, `不得列入${grade}：${barText()}`, `may not be ${grade}: ${barText()}`);
    case effect.barredInside:
    case effect.barredStraddling:
      return say(true, `${quota.zh}，本对象${place.zh}，但不得列入：${barText()}`, `${quota.en}; ${place.en}, but barred: ${barText()}`);
    case effect.alreadyGraded:
      return say(false, alreadyGraded.zh, alreadyGraded.en);
    case effect.none:
      return say(false, `${quota.zh}，本对象${place.zh}，不在其内`, `${quota.en}; ${place.en}, outside`);
    default:
      return places < 0
        ? say(true, `${grade}的名额未定，待定`, `places of ${grade} unknown, undecided`)
        : say(false, `${quota.zh}，本对象${place.zh}`, `${quota.en}; ${place.en}`);
  }
}
