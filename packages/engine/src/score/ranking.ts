import { formulaText } from '../explain/expression-text.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { mergeSmallGroups } from '../grade/merge.ts';
import { lastInOrder, orderRows, type RowOrder } from '../grade/order.ts';
import { places as quotaPlaces, placesFromFormula, wholePlaces } from '../grade/quota.ts';
import { createGradeSheet, cut, noGrade, rest, undecided, type GradeSheet, type StepTrace } from '../grade/steps.ts';
import { countByGrade } from '../grade/grade-counts.ts';
import type { NumberColumn } from '../number/arithmetic.ts';
import { missing } from '../number/missing.ts';
import type { Rational } from '../number/rational.ts';
import type { GradingPlan, GradeStepPlan, QuotaLine } from '../scheme/grading-plan.ts';
import type { ByClass, PublishPoint } from '../scheme/model.ts';
import { assignGrade } from './assign-grade.ts';
import { decidedGrades } from './decided-grades.ts';
import { groupsFrame, populationFrame } from './frame.ts';
import { memoize } from './memoize.ts';
import { gatherIntegers } from './gather.ts';
import { flagOverbookedQuotas } from './overbooked-quotas.ts';
import { roundByClass } from './publish.ts';
import type { StageRun } from './run.ts';
import { truth, truthOf, type Value } from './value.ts';

/** Who is ranked with whom, and in what order. Rows are positions in the stage's population. */
export interface RankingRun {
  readonly plan: GradingPlan;
  readonly groupCount: number;
  /** Published key of each group. */
  readonly labels: readonly string[];
  /** Group of every subject, ranked or not; −1 where `within` is empty for it. */
  readonly groupOf: Int32Array;
  /**
   * A subject (row of the subjects table) of each group, for formulas that are constant in the group; −1 for the joint
   * group of several, in which class and attribute are not constant, so that what reads them is missing.
   */
  readonly representatives: Int32Array;
  /** Index of the `outside` line that keeps a subject out; −1 where it is ranked. */
  readonly outside: Int32Array;
  readonly order: RowOrder;
  readonly rank: Int32Array;
  /** Truth per row. */
  readonly isLast: Uint8Array;
  /** n of each group, and of the group of each row. */
  readonly rankedCount: Int32Array;
  readonly countOfRow: Int32Array;
  /** State per row: 0 where the subject is ranked, not applicable where the scheme keeps it out, missing where it lacks total or group. */
  readonly notRanked: Uint8Array;
  /** The sort keys: total, then the chain. */
  readonly keys: readonly Float64Array[];
  /** Places of a grade in each group; missing where they cannot be known. */
  places(grade: number): NumberColumn;
  /** Number given a grade so far, in each group. */
  given(grade: number): Int32Array;
  /** Set by the steps while they run. */
  sheet: GradeSheet | null;
}

export interface GradeRun {
  readonly sheet: GradeSheet;
  readonly traces: readonly { readonly step: GradeStepPlan; readonly trace: StepTrace }[];
  /** Code in `scale.words` of the proposed grade; −1 none. */
  readonly proposed: Int32Array;
  /** The decided grade where a decision exists, else the proposal. */
  readonly final: Int32Array;
  /** Row of the decisions table per subject; −1 none. */
  readonly decision: Int32Array;
  /** Flags set by grade steps: name → 1 per row. */
  readonly flags: ReadonlyMap<string, Uint8Array>;
}

export function rankStage(stage: StageRun, plan: GradingPlan): RankingRun {
  const frame = populationFrame(stage);
  const outside = outsideLines(
    plan.outside.map((line) => truthOf(evaluate(line.condition, frame).value)),
    stage.population.length,
  );
  const inPopulation = new Uint8Array(outside.length);
  for (let row = 0; row < outside.length; row++) inPopulation[row] = outside[row] === -1 ? 1 : 0;

  const keys = [sortKeys(stage, plan.of, plan.compared), ...plan.ties.map((tie) => tieKeys(stage, tie))];
  leaveOutUnrated(stage, plan, keys[0]!, inPopulation);
  const groups = plan.within.kind === 'class' ? classGroups(stage, plan) : attributeGroups(stage, plan, plan.within.attribute);
  let { groupOf, labels } = groups;
  if (plan.within.kind === 'attribute') {
    const { name } = plan.within.attribute;
    for (let row = 0; row < groupOf.length; row++) {
      if (groupOf[row]! >= 0 || inPopulation[row] === 0) continue;
      stage.run.findings.push({
        code: 'no-ranking-group',
        table: 'subjects',
        row: stage.population[row]!,
        parameters: { attribute: name },
      });
    }
  }
  if (plan.merge !== null) {
    const merged = mergeSmallGroups({
      group: groupOf,
      groupCount: labels.length,
      inPopulation,
      least: plan.merge.least,
      into: labels.length,
    });
    if (merged.groupCount > labels.length) labels = [...labels, plan.merge.key];
    groupOf = merged.group;
  }
  const groupCount = labels.length;
  const representatives = new Int32Array(groupCount).fill(-1);
  const joint = groupCount > groups.labels.length ? groupCount - 1 : -1;
  for (let row = groupOf.length - 1; row >= 0; row--) {
    const group = groupOf[row]!;
    if (group >= 0 && group !== joint) representatives[group] = stage.population[row]!;
  }

  const order = orderRows({ inPopulation, group: groupOf, groupCount, keys });
  const isLast = once(() => lastInOrder(order));
  const countOfRow = once(() => gatherIntegers(order.groupSize, order.group, 0));
  const notRanked = once(() => statesOfRanks(order, outside));
  const ranking: RankingRun = {
    plan,
    groupCount,
    labels,
    groupOf,
    representatives,
    outside,
    order,
    rank: order.rank,
    get isLast() {
      return isLast();
    },
    rankedCount: order.groupSize,
    get countOfRow() {
      return countOfRow();
    },
    get notRanked() {
      return notRanked();
    },
    keys,
    places: memoize((grade) => placesOf(stage, ranking, grade)),
    given: (grade) => {
      if (ranking.sheet === null) return new Int32Array(groupCount);
      const { counts } = countByGrade(ranking.sheet, plan.scale.grades.length);
      return Int32Array.from({ length: groupCount }, (_, group) => counts[group * plan.scale.grades.length + grade]!);
    },
    sheet: null,
  };
  return ranking;
}

/** Who has no total stands nowhere, not at the end: not ranked, not counted, without a grade from any step; and that is said. */
function leaveOutUnrated(stage: StageRun, plan: GradingPlan, totals: Float64Array, inPopulation: Uint8Array): void {
  for (let row = 0; row < totals.length; row++) {
    if (inPopulation[row] === 0 || totals[row] !== Number.NEGATIVE_INFINITY) continue;
    inPopulation[row] = 0;
    const parameters = { name: formulaText(plan.of) };
    stage.run.findings.push({ code: 'no-total', table: 'subjects', row: stage.population[row]!, parameters });
  }
}

function statesOfRanks({ group }: RowOrder, outside: Int32Array): Uint8Array {
  const states = new Uint8Array(group.length);
  for (let row = 0; row < states.length; row++)
    if (group[row]! < 0) states[row] = outside[row]! < 0 ? missing.operand : missing.notApplicable;
  return states;
}

/** The first line that holds for each row; −1 where none does. */
function outsideLines(held: readonly Uint8Array[], rowCount: number): Int32Array {
  const lines = new Int32Array(rowCount).fill(-1);
  for (let line = held.length - 1; line >= 0; line--) {
    const own = held[line]!;
    for (let row = 0; row < rowCount; row++) if (own[row] === truth.yes) lines[row] = line;
  }
  return lines;
}

/** What not every scheme asks for is made when it is asked for. */
function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

interface Groups {
  groupOf: Int32Array;
  labels: string[];
}

function labelled(plan: GradingPlan, key: string): string {
  return `${plan.label.before}${key}${plan.label.after}`;
}

function classGroups(stage: StageRun, plan: GradingPlan): Groups {
  const { basicClasses } = stage.run.scheme;
  return numberGroups(plan, { codes: stage.classOf, codeCount: basicClasses.length, keyOf: (code) => basicClasses[code]!.key });
}

function attributeGroups(stage: StageRun, plan: GradingPlan, attribute: Parameters<StageRun['run']['attribute']>[0]): Groups {
  return numberGroups(plan, codesOf(stage.run.attribute(attribute, stage.population), stage));
}

/** A code per row, −1 for none, and what each code is called. */
interface CodedKeys {
  readonly codes: Int32Array;
  readonly codeCount: number;
  readonly keyOf: (code: number) => string;
}

function codesOf(value: Value, stage: StageRun): CodedKeys {
  switch (value.kind) {
    case 'subject': {
      const { subjectIds } = stage.run.facts;
      return { codes: value.rows, codeCount: subjectIds.length, keyOf: (row) => subjectIds[row]! };
    }
    case 'word':
      return { codes: value.codes, codeCount: value.words.length, keyOf: (code) => value.words[code]! };
    case 'truth': {
      const codes = Int32Array.from(value.truth, (each) => (each === truth.missing ? -1 : each));
      return { codes, codeCount: 2, keyOf: (code) => (code === truth.yes ? '是' : '否') };
    }
    default:
      throw new TypeError('an attribute to rank within was checked for');
  }
}

/** Groups in the order in which the first of each stands in the table. */
function numberGroups(plan: GradingPlan, { codes, codeCount, keyOf }: CodedKeys): Groups {
  const groupOfCode = new Int32Array(codeCount).fill(-1);
  const labels: string[] = [];
  const groupOf = new Int32Array(codes.length).fill(-1);
  for (let row = 0; row < groupOf.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (groupOfCode[code]! < 0) groupOfCode[code] = labels.push(labelled(plan, keyOf(code))) - 1;
    groupOf[row] = groupOfCode[code]!;
  }
  return { groupOf, labels };
}

/** Published forms are compared: what people see as equal is equal. */
export function sortKeys(stage: StageRun, expression: Expression, compared: ByClass<PublishPoint> | null): Float64Array {
  const { arithmetic } = stage.run;
  const { value } = evaluate(expression, populationFrame(stage));
  if (value.kind === 'number') {
    const column = compared === null ? value.column : roundByClass(stage, value.column, compared);
    return arithmetic.sortKeys(column);
  }
  if (value.kind === 'truth') return Float64Array.from(value.truth, (each) => (each === truth.missing ? Number.NEGATIVE_INFINITY : each));
  if (value.kind === 'word' && expression.type.kind === 'grade') {
    const { grades, words } = expression.type.scale;
    const keyOfWord = value.words.map((word) =>
      grades.includes(word) ? grades.length - grades.indexOf(word) : words.includes(word) ? 0 : Number.NEGATIVE_INFINITY,
    );
    return Float64Array.from(value.codes, (code) => (code < 0 ? Number.NEGATIVE_INFINITY : keyOfWord[code]!));
  }
  throw new TypeError('a value to order by was checked for');
}

function tieKeys(stage: StageRun, tie: GradingPlan['ties'][number]): Float64Array {
  const keys = sortKeys(stage, tie.expression, tie.compared);
  // Missing is lowest, whichever way the rest goes.
  return tie.least ? keys.map((key) => (key === Number.NEGATIVE_INFINITY ? key : -key)) : keys;
}

function placesOf(stage: StageRun, ranking: RankingRun, grade: number): NumberColumn {
  const { plan, groupCount, rankedCount } = ranking;
  const { arithmetic } = stage.run;
  const line = plan.quotas[grade] ?? null;
  if (line === null) return arithmetic.fromIntegers(new Int32Array(groupCount));
  if (line === 'rest') {
    let left = arithmetic.fromIntegers(rankedCount);
    plan.quotas.forEach((other, code) => {
      if (other !== null && other !== 'rest') left = arithmetic.subtract(left, ranking.places(code));
    });
    return arithmetic.maximum(left, arithmetic.fromIntegers(new Int32Array(groupCount)));
  }
  return quotaColumn(stage, ranking, line);
}

function quotaColumn(stage: StageRun, ranking: RankingRun, line: QuotaLine): NumberColumn {
  const { arithmetic } = stage.run;
  const frame = groupsFrame(stage, ranking);
  const read = (expression: Expression | null): ((group: number) => Rational | null) | null => {
    if (expression === null) return null;
    const { value } = evaluate(expression, frame);
    if (value.kind !== 'number') throw new TypeError('a number was checked for');
    return (group) => arithmetic.valueAt(value.column, group);
  };
  const ratio = read(line.ratio)!;
  const atLeast = read(line.atLeast);
  const atMost = read(line.atMost);
  const when = line.when === null ? null : truthOf(evaluate(line.when, frame).value);
  const places = new Int32Array(ranking.groupCount);
  const state = new Uint8Array(ranking.groupCount);
  for (let group = 0; group < places.length; group++) {
    const share = ratio(group);
    if (when !== null && when[group] !== truth.yes) continue;
    // A ratio below nothing, which only data can give, says nothing.
    if (share === null || share.num < 0n) {
      state[group] = missing.operand;
      continue;
    }
    const least = atLeast?.(group) ?? null;
    const most = atMost?.(group) ?? null;
    places[group] = quotaPlaces({
      count: ranking.rankedCount[group]!,
      ratio: share,
      mode: line.mode,
      // At least one and a half is at least two, at most one and a half at most one.
      ...(least === null ? {} : { atLeast: wholePlaces(least, 'ceil') }),
      ...(most === null ? {} : { atMost: wholePlaces(most, 'floor') }),
    });
  }
  return arithmetic.fromIntegers(places, state);
}

export function gradeStage(stage: StageRun, plan: GradingPlan, ranking: RankingRun): GradeRun {
  const { arithmetic } = stage.run;
  const sheet = createGradeSheet(ranking.order);
  ranking.sheet = sheet;
  const flags = new Map<string, Uint8Array>();
  const flag = (name: string | null, row: number): void => {
    if (name === null) return;
    let mask = flags.get(name);
    if (mask === undefined) flags.set(name, (mask = new Uint8Array(stage.population.length)));
    mask[row] = 1;
  };
  const held = (condition: Expression): Uint8Array => truthOf(evaluate(condition, populationFrame(stage)).value);
  const traces = plan.steps.map((step) => {
    if (step.kind === 'rest') return { step, trace: rest(sheet, step) };
    if (step.kind === 'assign') return { step, trace: assignGrade(sheet, step, held(step.condition)) };
    const column = step.places === null ? ranking.places(step.grade) : numberOfGroups(stage, ranking, step.places);
    const places = Int32Array.from({ length: ranking.groupCount }, (_, group) => placesFromFormula(arithmetic.valueAt(column, group)));
    const bars = step.bars.map((bar) => ({ applies: held(bar.condition), rule: bar.rule }));
    const better = plan.undecided === 'better' ? plan.undecided : { rule: plan.undecided.rule };
    const trace = cut(sheet, { from: step.from, among: step.among, grade: step.grade, places, bars, rule: step.rule, undecided: better });
    step.bars.forEach((bar, index) => {
      if (bar.flag !== null) for (let row = 0; row < trace.bar.length; row++) if (trace.bar[row] === index) flag(bar.flag, row);
    });
    return { step, trace };
  });
  flagOverbookedQuotas(stage, ranking);
  const proposed = proposedGrades(ranking, plan, sheet, flag);
  const { final, decision } = decidedGrades(stage, plan, proposed);
  return { sheet, traces, proposed, final, decision, flags };
}

function numberOfGroups(stage: StageRun, ranking: RankingRun, expression: Expression): NumberColumn {
  const { value } = evaluate(expression, groupsFrame(stage, ranking));
  if (value.kind !== 'number') throw new TypeError('a number was checked for');
  return value.column;
}

function proposedGrades(
  ranking: RankingRun,
  plan: GradingPlan,
  sheet: GradeSheet,
  flag: (name: string | null, row: number) => void,
): Int32Array {
  const proposed = new Int32Array(ranking.outside.length);
  for (let row = 0; row < proposed.length; row++) {
    const line = ranking.outside[row]!;
    if (line >= 0) {
      proposed[row] = plan.outside[line]!.grade;
      flag(plan.outside[line]!.flag, row);
    } else if (sheet.grade[row] !== noGrade) proposed[row] = sheet.grade[row]!;
    else if (sheet.undecided[row] !== undecided.no && plan.undecided !== 'better') {
      proposed[row] = plan.undecided.grade;
      if (sheet.undecided[row] === undecided.boundaryTie) flag(plan.undecided.flag, row);
    } else proposed[row] = -1;
  }
  return proposed;
}
