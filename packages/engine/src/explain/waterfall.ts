import { evaluate } from '../formula/evaluate.ts';
import type { GradeRun, RankingRun } from '../score/ranking.ts';
import type { StageRun } from '../score/run.ts';
import { formOf, publishValue, type Published } from '../score/format.ts';
import { populationFrame } from '../score/frame.ts';
import { expressionText, formulaText, valueText } from './expression-text.ts';
import { oneRow, stepLines, type WaterfallStep } from './waterfall-step.ts';
import { bilingual, type Bilingual } from './words.ts';

/** How the grade came about: score and rank, each step with its effect on this subject, the decision. */
export interface Waterfall {
  readonly total: Published;
  readonly rank: number | null;
  readonly ranked: number | null;
  /** Others with the same rank, and what the tie-break chain says between the subject and them. */
  readonly ties: readonly TieLine[];
  /** Why the subject is not ranked; null where it is. */
  readonly outside: Bilingual | null;
  readonly outsideClause: string | null;
  readonly steps: readonly WaterfallStep[];
  readonly proposal: string | null;
  readonly rule: string | null;
  readonly decision: { readonly grade: string | null; readonly reason: string; readonly document: string; readonly date: string } | null;
  readonly final: string | null;
}

/** Those between whom and the subject the same key of the chain decided. */
interface TieLine {
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly sentence: Bilingual;
}

export function waterfallOf(stage: StageRun, row: number): Waterfall | null {
  const { grading } = stage.plan;
  if (grading === null) return null;
  const ranking = stage.ranking();
  const grades = stage.grades();
  const isRanked = ranking.order.group[row]! >= 0;
  const word = (code: number): string | null => (code < 0 ? null : grading.scale.words[code]!);
  const show = grading.of.kind === 'node' ? formOf(grading.of.node, stage.classOf[row]!) : null;
  const line = ranking.outside[row]!;
  const rule = grades.sheet.rule[row]!;
  return {
    total: publishValue(stage.run, evaluate(grading.of, populationFrame(stage)).value, row, grading.of.type, show),
    rank: isRanked ? ranking.rank[row]! : null,
    ranked: isRanked ? ranking.countOfRow[row]! : null,
    ties: isRanked ? tieLines(stage, ranking, row) : [],
    outside: line >= 0 ? outsideSentence(stage, ranking, line, row) : isRanked ? null : lackSentence(ranking, row),
    outsideClause: line < 0 ? null : grading.outside[line]!.clause,
    steps: isRanked ? stepLines(stage, ranking, grades, row) : [],
    proposal: word(grades.proposed[row]!),
    rule: line >= 0 ? grading.outside[line]!.rule : rule < 0 ? null : grading.rules[rule]!,
    decision: decisionOf(stage, grades, row),
    final: word(grades.final[row]!),
  };
}

const namesWrittenMax = 5;

/** One line for each key of the chain that decides between the subject and others of its rank, and for either side of it. */
function tieLines(stage: StageRun, ranking: RankingRun, row: number): TieLine[] {
  const { order, rank, keys } = ranking;
  const group = order.group[row]!;
  const members = Array.from(order.members.subarray(order.groupStart[group], order.groupStart[group + 1]));
  const tied = members.filter((other) => other !== row && rank[other] === rank[row]);
  const sides = new Map<number, number[]>();
  for (const other of tied) {
    const position = keys.findIndex((key) => key[row] !== key[other]);
    const side = position < 0 ? 0 : keys[position]![row]! > keys[position]![other]! ? position : -position;
    sides.set(side, [...(sides.get(side) ?? []), other]);
  }
  return [...sides].map(([side, others]) => tieLine(stage, ranking, { row, side, others }));
}

interface TieSide {
  readonly row: number;
  /** Position of the deciding key, negative where the subject stands behind; 0 where all keys are equal. */
  readonly side: number;
  readonly others: readonly number[];
}

function tieLine(stage: StageRun, ranking: RankingRun, { row, side, others }: TieSide): TieLine {
  const { facts } = stage.run;
  const known = others.map((other) => {
    const subject = stage.population[other]!;
    return { id: facts.subjectIds[subject]!, name: facts.cell('subjects', 'name', subject), other };
  });
  const written = known.slice(0, namesWrittenMax);
  const more = known.length - written.length;
  const listed = (say: (one: (typeof known)[number]) => string, between: string, rest: string): string =>
    `${written.map(say).join(between)}${more > 0 ? rest : ''}`;
  const zhRest = `等${known.length}个`;
  const enRest = ` and ${more} more`;
  if (side === 0) {
    const sentence = bilingual(
      `与${listed(({ name }) => name, '、', zhRest)}同分，排序各项都相等`,
      `tied with ${listed(({ name }) => name, ', ', enRest)}, equal in every key of the order`,
    );
    return { others: known.map(({ id, name }) => ({ id, name })), sentence };
  }
  const tie = ranking.plan.ties[Math.abs(side) - 1]!;
  const value = (each: number): string => valueText(tie.expression, oneRow(stage, each));
  const withValue = ({ name, other }: (typeof known)[number]): string => `${name} ${value(other)}`;
  const isFirst = side > 0;
  return {
    others: known.map(({ id, name }) => ({ id, name })),
    sentence: bilingual(
      `同分，按${tie.name} ${value(row)} 排在${listed(withValue, '、', zhRest)} 之${isFirst ? '前' : '后'}`,
      `tied; by ${tie.name} ${value(row)} ${isFirst ? 'before' : 'after'} ${listed(withValue, ', ', enRest)}`,
    ),
  };
}

function outsideSentence(stage: StageRun, ranking: RankingRun, line: number, row: number): Bilingual {
  const { condition } = ranking.plan.outside[line]!;
  const text = expressionText(condition, oneRow(stage, row));
  return bilingual(`不参加排名：${text}`, `not ranked: ${text}`);
}

/** Neither kept out by the scheme nor ranked: the ranking group is not known, or there is no total. */
function lackSentence({ plan, groupOf }: RankingRun, row: number): Bilingual {
  const lacks = groupOf[row]! < 0 && plan.within.kind === 'attribute' ? plan.within.attribute.name : formulaText(plan.of);
  return bilingual(`不参加排名：没有“${lacks}”`, `not ranked: there is no ${lacks}`);
}

function decisionOf(stage: StageRun, grades: GradeRun, row: number): Waterfall['decision'] {
  const fact = grades.decision[row]!;
  if (fact < 0) return null;
  const cell = (column: string): string => stage.run.facts.cell('decisions', column, fact);
  return { grade: cell('grade'), reason: cell('reason'), document: cell('document'), date: cell('date') };
}
