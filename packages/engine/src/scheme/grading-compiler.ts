import type { Expression } from '../formula/expression.ts';
import { operandsOf } from '../formula/operands.ts';
import { mismatchOf, textType, type GradeScale } from '../formula/type.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import type { GradingDocument } from './grading-shape.ts';
import type { BarPlan, GradeStepPlan, GradingPlan, OutsideLine, TieKey } from './grading-plan.ts';
import { comparedPoints } from './compared-points.ts';
import type { ByClass, PublishPoint, StagePlan } from './model.ts';
import { saysFilingAlone } from './filing-rank.ts';
import { constantNumber, constantTruth } from './constant.ts';
import { compileQuotas, isPlainNumber, isWithoutPlaces } from './quota-compiler.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { groupScope, subjectScope } from './scopes.ts';
import type { LocatedText } from './shape.ts';
import type { StageCompiler } from './stage-compiler.ts';
import { isWholeNumber } from './whole-number.ts';

/** Grades best first, then the words outside the order: 待定, 不定等次. */
export function scaleOf(document: GradingDocument | undefined): GradeScale {
  if (document === undefined) return { grades: [], words: [] };
  const grades = document.scale.map((grade) => grade.value);
  const words = new Set(grades);
  const { undecided } = document;
  if (undecided !== undefined && 'keyPlaces' in undecided) words.add(undecided.grade.value);
  for (const line of document.outside ?? []) if (line.grade !== undefined) words.add(line.grade.value);
  return { grades, words: [...words] };
}

interface GradingPlace {
  readonly place: DocumentPlace;
  /** The grading of the stage, which gives the grades that 等次 means; an indicator that grades by itself may read them. */
  readonly ofStage?: true;
}

export function compileGrading(stage: StageCompiler, document: GradingDocument, { place, ofStage }: GradingPlace): GradingPlan | null {
  const { compiler, plan } = stage;
  const scope = subjectScope({ compiler, stage, classes: plan.classes, loops: [], population: 'class' });
  const scale = scaleOf(document);
  const rules = ['quota'];
  const ruleCode = (rule: LocatedText | undefined, otherwise: number): number => {
    if (rule === undefined) return otherwise;
    if (!rules.includes(rule.value)) rules.push(rule.value);
    return rules.indexOf(rule.value);
  };
  const formula = (text: LocatedText): Expression | null => {
    const found = compiler.formula(text, scope);
    const own = found === null || ofStage === undefined ? null : gradeRead(found, plan);
    if (own === null) return found;
    return compiler.checkContext(text, scope).report('step-reads-grade', own.range, { path: '等次 → 等次' });
  };
  const condition = (text: LocatedText): Expression | null => {
    const found = formula(text);
    if (found !== null && found.type.kind !== 'truth') return compiler.report('condition-expected', text.place);
    if (found !== null && constantTruth(found) === false) compiler.report('condition-never', text.place);
    return found;
  };

  const ordered = (name: LocatedText, key: string): Expression | null => {
    const expression = formula(name);
    if (expression !== null && saysFilingAlone(expression)) compiler.report('filing-ranked', name.place, { name: name.value });
    if (expression === null || orderedTypes.has(expression.type.kind)) return expression;
    return compiler.report('number-expected', name.place, { name: name.value, key });
  };

  const compared = (expression: Expression, name: LocatedText): ByClass<PublishPoint> | null =>
    document.compare?.value === 'exact' ? null : comparedPoints(stage, { expression, name, acrossClasses: ranksAcrossClasses(document) });

  const of = ordered(document.of, 'of');
  const within = compileWithin(stage, document);
  const attribute = within?.kind === 'attribute' ? within.attribute : null;
  const ties = (document.ties ?? []).flatMap((tie): TieKey[] => {
    const least = 'keyPlaces' in tie;
    const name = least ? tie.least : tie;
    const expression = ordered(name, least ? 'least' : 'ties');
    if (expression === null) return [];
    return [{ expression, name: name.value, least, compared: compared(expression, name) }];
  });
  const outside = (document.outside ?? []).flatMap((line): OutsideLine[] => {
    const held = condition(line.if);
    compiler.read(line.rule?.value ?? '', line.clause, line.reading);
    if (held === null) return [];
    const grade = line.grade === undefined ? -1 : scale.words.indexOf(line.grade.value);
    return [
      { condition: held, grade, rule: line.rule?.value ?? null, flag: stage.declaredFlag(line.flag), clause: line.clause?.value ?? null },
    ];
  });
  const undecided = compileUndecided(stage, document, scale, ruleCode);
  // Where the ranking group cannot be told, which has been said, nothing can be said about it.
  const codeOf = (name: LocatedText): number => gradeCode(stage, scale, name);
  const quotas =
    within === null ? [] : compileQuotas(stage, document, { grades: scale.grades, scope: groupScope(stage, attribute, scale), codeOf });
  const steps = compileSteps(stage, document, { scale, within, quotas, ruleCode, condition });
  checkSteps(stage, document, scale, place);
  checkLimits(stage, document);
  const [before, after = ''] = (document.label?.value ?? '<>').split(/<[^>]*>/);
  const merge = document.merge === undefined ? null : { least: document.merge.least.value, key: document.merge.key.value };
  const groupKeys = [...compiler.classes.values()]
    .filter(({ code }) => plan.classes.has(code))
    .map(({ key, name }) => [`${before!}${key}${after}`, name]);
  const taken = within?.kind === 'class' ? groupKeys.find(([key]) => key === merge?.key) : undefined;
  if (taken !== undefined) compiler.report('key-taken', document.merge!.key.place, { key: taken[0]!, name: taken[1]! });
  compiler.read('等次', document.clause, document.reading);
  if (of === null || within === null) return null;
  return {
    stage: plan,
    of,
    compared: compared(of, document.of),
    within,
    label: { before: before!, after },
    merge,
    ties,
    outside,
    undecided,
    scale,
    rules,
    quotas,
    steps,
    clause: document.clause?.value ?? null,
    place,
  };
}

/** Where a formula reads the grade that the stage gives; null where it does not. */
function gradeRead(expression: Expression, stage: StagePlan): Expression | null {
  if (expression.kind === 'ranking' && expression.what === 'grade' && expression.stage === stage) return expression;
  for (const operand of operandsOf(expression)) {
    const found = gradeRead(operand, stage);
    if (found !== null) return found;
  }
  return null;
}

/** What people can be put in an order by. */
const orderedTypes: ReadonlySet<string> = new Set(['number', 'truth', 'grade']);

/** Whether people of several classes may be ranked together. */
export function ranksAcrossClasses({ within, merge }: GradingDocument): boolean {
  return merge !== undefined || (within !== undefined && within.value !== '类别');
}

function compileWithin(stage: StageCompiler, document: GradingDocument): GradingPlan['within'] | null {
  if (document.within === undefined || document.within.value === '类别') return { kind: 'class' };
  const attribute = stage.compiler.attributes.get(document.within.value);
  if (attribute !== undefined) {
    const { type } = attribute;
    if (type.kind !== 'set' && type.kind !== 'number') return { kind: 'attribute', attribute };
    return stage.compiler.report('wrong-type', document.within.place, mismatchOf(type, textType));
  }
  const nearest = nearestName(document.within.value, ['类别', ...stage.compiler.attributes.keys()]) ?? '';
  return stage.compiler.report('unknown-name', document.within.place, { name: document.within.value, nearest });
}

type RuleCode = (rule: LocatedText | undefined, otherwise: number) => number;

function compileUndecided(
  stage: StageCompiler,
  document: GradingDocument,
  scale: GradeScale,
  ruleCode: RuleCode,
): GradingPlan['undecided'] {
  const { undecided } = document;
  if (undecided !== undefined && !('keyPlaces' in undecided)) return 'better';
  if (undecided === undefined) {
    stage.compiler.report('undecided-not-said', document.place);
    return 'better';
  }
  return { grade: scale.words.indexOf(undecided.grade.value), rule: ruleCode(undecided.rule, 0), flag: stage.declaredFlag(undecided.flag) };
}

function gradeCode(stage: StageCompiler, scale: GradeScale, name: LocatedText): number {
  const code = scale.grades.indexOf(name.value);
  if (code < 0) {
    stage.compiler.report('unknown-grade', name.place, {
      name: name.value,
      nearest: nearestName(name.value, scale.grades) ?? '',
      scale: scale.grades.join('、'),
    });
  }
  return code;
}

interface StepTools {
  readonly scale: GradeScale;
  /** null: cannot be told, which has been said. */
  readonly within: GradingPlan['within'] | null;
  readonly quotas: GradingPlan['quotas'];
  readonly ruleCode: RuleCode;
  readonly condition: (text: LocatedText) => Expression | null;
}

const stepVerbs = ['first', 'last', 'assign', 'rest', 'at-most', 'at-least'] as const;

function compileSteps(stage: StageCompiler, document: GradingDocument, tools: StepTools): GradeStepPlan[] {
  const { compiler } = stage;
  const steps: GradeStepPlan[] = [];
  for (const step of document.steps) {
    const verbs = stepVerbs.filter((verb) => step[verb] !== undefined);
    const verb = verbs[0];
    if (verb === undefined || verbs.length > 1) {
      compiler.report('step-verb', step.place, { verbs: verbs.join('、') });
      continue;
    }
    const grade = gradeCode(stage, tools.scale, step[verb]!);
    const misplaced = (keys: readonly (keyof typeof step)[]): void => {
      for (const key of keys)
        if (step[key] !== undefined) compiler.report('key-without-effect', step.keyPlaces.get(key) ?? step.place, { key, name: verb });
    };
    const clause = step.clause?.value ?? null;
    compiler.read(`等次步骤·${step[verb]!.value}`, step.clause, step.reading);
    const rule = tools.ruleCode(step.rule, 0);
    // After the rest everybody has a grade or waits for a decision; only a limit or an override reaches them.
    const reachesGraded = verb === 'at-most' || verb === 'at-least' || (step.override?.value ?? false);
    if (steps.some(({ kind }) => kind === 'rest') && !reachesGraded)
      compiler.report('step-never', step.place, { grade: step[verb]!.value });
    if (verb === 'rest') {
      misplaced(['among', 'places', 'bar', 'if', 'override']);
      steps.push({ kind: 'rest', clause, rule, grade });
    } else if (verb === 'assign' || verb === 'at-most' || verb === 'at-least') {
      misplaced(verb === 'assign' ? ['among', 'places', 'bar'] : ['among', 'places', 'bar', 'override']);
      if (step.if === undefined) compiler.report('missing-key', step.place, { key: 'if' });
      const condition = step.if === undefined ? null : tools.condition(step.if);
      if (condition !== null) {
        const limit = verb === 'assign' ? null : verb;
        steps.push({ kind: 'assign', clause, rule, grade, condition, override: limit !== null || (step.override?.value ?? false), limit });
      }
    } else {
      misplaced(['if', 'override']);
      const places = compilePlaces(stage, step.places, tools);
      if (step.places === undefined && grade >= 0 && !hasQuota(document, step[verb]!.value))
        compiler.report('no-quota', step.place, { grade: step[verb]!.value });
      if (givesNoPlaces(places, tools.quotas[grade] ?? null))
        compiler.report('step-without-places', step.place, { grade: step[verb]!.value });
      const bars = (step.bar ?? []).flatMap((bar): BarPlan[] => {
        const condition = tools.condition(bar.if);
        compiler.read(`不得列入·${bar.rule?.value ?? ''}`, bar.clause, bar.reading);
        if (condition === null) return [];
        return [{ condition, rule: tools.ruleCode(bar.rule, -1), flag: stage.declaredFlag(bar.flag), clause: bar.clause?.value ?? null }];
      });
      const among = step.among?.value ?? 'ungraded';
      steps.push({ kind: 'cut', from: verb === 'first' ? 'top' : 'bottom', among, clause, rule, grade, places, bars });
    }
  }
  return steps;
}

/** A ceiling or floor holds for the grades given before it; one that stands before `rest` would miss those given later. */
function checkLimits(stage: StageCompiler, document: GradingDocument): void {
  const lastGiving = document.steps.findLastIndex((step) => step.first !== undefined || step.last !== undefined || step.rest !== undefined);
  document.steps.forEach((step, index) => {
    const limit = step['at-most'] ?? step['at-least'];
    if (limit !== undefined && index < lastGiving) stage.compiler.report('limit-too-early', limit.place, { grade: limit.value });
  });
}

function givesNoPlaces(places: Expression | null, quota: GradingPlan['quotas'][number]): boolean {
  if (places === null) return quota !== null && quota !== 'rest' && isWithoutPlaces(quota);
  const constant = constantNumber(places);
  return constant !== null && constant.num <= 0n;
}

/** A quota of a grade that is none was probably meant for this one. */
function hasQuota({ quota, scale }: GradingDocument, grade: string): boolean {
  const grades = new Set(scale.map(({ value }) => value));
  return (quota ?? []).some(({ name }) => name === grade || !grades.has(name));
}

/** Places are whole: where a formula need not be, the scheme says how it is made so. */
function compilePlaces(stage: StageCompiler, text: LocatedText | undefined, { within, scale }: StepTools): Expression | null {
  if (text === undefined || within === null) return null;
  const places = stage.compiler.formula(text, groupScope(stage, within.kind === 'attribute' ? within.attribute : null, scale));
  if (places === null) return null;
  if (!isPlainNumber(places)) return stage.compiler.report('number-expected', text.place, { name: text.value, key: 'places' });
  return isWholeNumber(places) ? places : stage.compiler.report('places-not-whole', text.place, { places: text.value });
}

/** Every grade of the scale must be given by a step, and everybody must get one. */
function checkSteps(stage: StageCompiler, document: GradingDocument, scale: GradeScale, place: DocumentPlace): void {
  const given = new Set(document.steps.flatMap((step) => stepVerbs.map((verb) => step[verb]?.value)));
  const named = [...given].filter((name) => name !== undefined);
  const isWhole = !stage.compiler.isIncomplete(document.steps) && named.every((name) => scale.grades.includes(name));
  for (const grade of document.scale) {
    if (isWhole && !given.has(grade.value)) stage.compiler.report('grade-unreachable', grade.place, { grade: grade.value });
  }
  document.scale.forEach((grade, i) => {
    if (scale.grades.indexOf(grade.value) < i) stage.compiler.report('grade-twice', grade.place, { grade: grade.value });
  });
  if (isWhole && !document.steps.some((step) => step.rest !== undefined))
    stage.compiler.report('no-rest-step', document.keyPlaces.get('steps') ?? place);
}
