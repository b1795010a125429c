import { percentText } from '../explain/words.ts';
import type { Expression } from '../formula/expression.ts';
import { places, wholePlaces } from '../grade/quota.ts';
import { add, compare, max, one, subtract, zero, type Rational } from '../number/rational.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import { constantNumber, constantTruth } from './constant.ts';
import type { GradingDocument } from './grading-shape.ts';
import type { GradingPlan, QuotaLine } from './grading-plan.ts';
import type { groupScope } from './scopes.ts';
import type { LocatedText } from './shape.ts';
import type { StageCompiler } from './stage-compiler.ts';

type Quotas = GradingPlan['quotas'];

interface QuotaTools {
  readonly grades: readonly string[];
  readonly scope: ReturnType<typeof groupScope>;
  /** −1 where the scale has no such grade, which has been reported. */
  readonly codeOf: (name: LocatedText) => number;
}

export function compileQuotas(stage: StageCompiler, document: GradingDocument, { grades, scope, codeOf }: QuotaTools): Quotas {
  const { compiler } = stage;
  const quotas: Quotas[number][] = grades.map(() => null);
  for (const { name, place, value } of document.quota ?? []) {
    const code = codeOf({ value: name, place, offset: -1 });
    if (code < 0) continue;
    if (!('keyPlaces' in value)) {
      const other = quotas.indexOf('rest');
      if (other >= 0) compiler.report('quota-rest-twice', place, { grade: name, other: grades[other]! });
      quotas[code] = 'rest';
      continue;
    }
    const number = (key: 'ratio' | 'at-least' | 'at-most'): Expression | null => {
      const text = value[key];
      const expression = text === undefined ? null : compiler.formula(text, scope);
      if (text === undefined || expression === null) return expression;
      if (!isPlainNumber(expression)) return compiler.report('number-expected', text.place, { name, key });
      const constant = constantNumber(expression);
      if (constant !== null && constant.num < 0n)
        return compiler.report('quota-below-zero', text.place, { grade: name, key, value: text.value });
      return expression;
    };
    const ratio = number('ratio');
    compiler.read(`名额·${name}`, value.clause, value.reading);
    const when = value.when === undefined ? null : compiler.formula(value.when, scope);
    if (when !== null && when.type.kind !== 'truth') compiler.report('condition-expected', value.when!.place);
    if (when !== null && constantTruth(when) === false) compiler.report('condition-never', value.when!.place);
    const [atLeast, atMost] = [number('at-least'), number('at-most')];
    checkMode(stage, name, value);
    if (ratio === null) continue;
    const constant = constantNumber(ratio);
    if (constant !== null && compare(constant, one) > 0)
      compiler.report('quota-over-whole', value.ratio.place, { ratio: value.ratio.value, grade: name });
    quotas[code] = { ratio, mode: value.mode.value, atLeast, atMost, when, clause: value.clause?.value ?? null };
  }
  const place = document.keyPlaces.get('quota');
  if (place !== undefined) checkSum(stage, quotas, place);
  return quotas;
}

export function isPlainNumber({ type }: Expression): boolean {
  return type.kind === 'missing' || (type.kind === 'number' && type.unit !== 'money');
}

/** Whether a quota gives no places, however many people there are. */
export function isWithoutPlaces({ ratio, atLeast, atMost }: QuotaLine): boolean {
  const limit = atMost === null ? null : constantNumber(atMost);
  if (limit !== null && wholePlaces(limit, 'floor') === 0) return true;
  return constantNumber(ratio)?.num === 0n && (atLeast === null || constantNumber(atLeast)?.num === 0n);
}

type WrittenLine = Exclude<NonNullable<GradingDocument['quota']>[number]['value'], { readonly value: 'rest' }>;

const ceilingWords = /以内|不(?:得)?(?:超过|高于|多于)/;

/** A clause that names a ceiling is broken by the place that rounding up adds. */
function checkMode(stage: StageCompiler, grade: string, { mode, clause, reading }: WrittenLine): void {
  const words = [clause, reading].map((text) => ceilingWords.exec(text?.value ?? '')?.[0]).find((found) => found !== undefined);
  if (words !== undefined && mode.value !== 'floor')
    stage.compiler.report('quota-not-floor', mode.place, { grade, words, mode: mode.value });
}

/** A quota of which it is known what it gives for every number of people: the condition, if any, apart. */
interface FixedLine {
  readonly line: QuotaLine;
  readonly ratio: Rational;
  /** The most that the lower limit can ask for. */
  readonly least: number;
  /** null: no limit. */
  readonly most: number | null;
}

/**
 * The places of all grades must not exceed the people. Ratios that add up to more than everybody are refused; a condition may
 * keep one of them from applying, so of the conditional ones the largest is taken. Rounding and lower limits can overbook where
 * the ratios do not: for every n up to 2,000 the places are added up as they will be. What data make of a quota shows when it
 * is computed.
 */
function checkSum(stage: StageCompiler, quotas: Quotas, place: DocumentPlace): void {
  const fixed = quotas.flatMap((line) => (line === null || line === 'rest' ? [] : fixedLine(line)));
  // A ratio above the whole has been named by itself.
  if (fixed.some(({ ratio }) => compare(ratio, one) > 0)) return;
  const unlimited = fixed.filter(({ most }) => most === null);
  const always = unlimited.filter(({ line }) => line.when === null);
  const largest = unlimited
    .filter(({ line }) => line.when !== null)
    .toSorted((a, b) => compare(b.ratio, a.ratio))
    .slice(0, 1);
  const together = [...always, ...largest];
  const sum = together.reduce((total, { ratio }) => add(total, ratio), zero);
  const ratios = (lines: readonly FixedLine[]): string => lines.map(written).join(' + ');
  if (compare(sum, one) > 0) {
    stage.compiler.report('quotas-over-whole', place, {
      ratios: ratios(together),
      sum: percentText(sum),
      over: percentText(subtract(sum, one)),
    });
    return;
  }
  const rounded = fixed.filter(({ line }) => line.when === null);
  const exceeds = overbookedCount(rounded);
  if (exceeds === null) return;
  const counts = { count: String(exceeds.count), over: String(exceeds.over) };
  stage.compiler.report('quotas-overbook', place, { ratios: ratios(rounded), ...counts });
}

function fixedLine(line: QuotaLine): FixedLine[] {
  const ratio = constantNumber(line.ratio);
  const most = line.atMost === null ? null : constantNumber(line.atMost);
  if (ratio === null || (line.atMost !== null && most === null)) return [];
  const least = line.atLeast === null ? zero : (mostOf(line.atLeast) ?? zero);
  return [{ line, ratio, least: wholePlaces(least, 'ceil'), most: most === null ? null : wholePlaces(most, 'floor') }];
}

/** The most that a formula can give, where its form tells: `若 最高(得分) ≥ 80 则 1 否则 0` gives 1. */
function mostOf(expression: Expression): Rational | null {
  if (expression.kind !== 'if') return constantNumber(expression);
  const [then, otherwise] = [mostOf(expression.then), mostOf(expression.else)];
  return then === null || otherwise === null ? null : max(then, otherwise);
}

function written({ ratio, least, most }: FixedLine): string {
  const limits = [...(least === 0 ? [] : [`at-least ${least}`]), ...(most === null ? [] : [`at-most ${most}`])];
  return limits.length === 0 ? percentText(ratio) : `${percentText(ratio)} (${limits.join(', ')})`;
}

function overbookedCount(lines: readonly FixedLine[]): { count: number; over: number } | null {
  for (let count = 1; count <= 2000; count++) {
    const all = lines.reduce((sum, { line, ratio, least, most }) => {
      const limits = { atLeast: least, ...(most === null ? {} : { atMost: most }) };
      return sum + places({ count, ratio, mode: line.mode, ...limits });
    }, 0);
    if (all > count) return { count, over: all - count };
  }
  return null;
}
