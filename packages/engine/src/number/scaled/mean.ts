import type { MissingPolicy } from '../arithmetic.ts';
import { missing } from '../missing.ts';
import { gcd as gcdOfBigInts, type Rational } from '../rational.ts';
import { clearMissing, scaledColumn, type ScaledColumn } from './column.ts';
import { overCommonDenominator, type CommonTerms } from './alignment.ts';
import { gcd, integerMax, lcm } from './integer.ts';
import { weightedSum } from './weighted-sum.ts';

/*
 * With whole weights w and terms n · f / (scale · den), the mean of a row is Σ w·f·n ÷ (scale · den · W). A missing term
 * holds n = 0, so the sum is one loop whether terms are missing or not. Only W differs: the weight of all terms, or, where
 * missing ones are skipped, the weight of those present in the row.
 */

/** Up to here a common multiple of all W goes into the scale (four quarters: 12); past it W is a denominator per row. */
const weightMultipleMax = 10_000;

/** At least one column; all weights positive. Null where the bounds do not prove that everything stays below 2^53. */
export function weightedMean(columns: readonly ScaledColumn[], weights: readonly Rational[], policy: MissingPolicy): ScaledColumn | null {
  const common = overCommonDenominator(columns);
  const wholeWeights = wholeRatio(weights);
  if (common === null || wholeWeights === null) return null;
  const weightOfAll = wholeWeights.reduce((total, weight) => total + weight);
  // No factor is larger than scale · weightOfAll, and no W larger than weightOfAll.
  if (common.scale * common.denMax * weightOfAll > integerMax) return null;
  const factors = wholeWeights.map((weight, t) => weight * common.factors[t]!);

  const weightOfRow = weightsPresent(columns, wholeWeights, weightOfAll);
  if (weightOfRow === null) return meanOfAll(common, factors, weightOfAll, null);
  const state = meanState(weightOfRow, policy === 'withhold' ? weightOfAll : 1);
  if (policy !== 'skip') return meanOfAll(common, factors, weightOfAll, state);

  const optionalWeights = wholeWeights.filter((_, t) => columns[t]!.state !== null);
  return meanOfPresent(common, factors, { weightOfAll, weightOfRow, optionalWeights }, state);
}

function meanOfAll(
  { scale, den, denMax, nums, numMaxes }: CommonTerms,
  factors: readonly number[],
  weightOfAll: number,
  state: Uint8Array | null,
): ScaledColumn | null {
  const fullScale = scale * weightOfAll;
  const divisor = factors.reduce(gcd, fullScale);
  const smallFactors = factors.map((factor) => factor / divisor);
  const numMax = boundOfSum(smallFactors, numMaxes);
  if (numMax > integerMax) return null;

  const num = weightedSum(nums, smallFactors);
  clearMissing(state, num);
  return scaledColumn({ num, numMax, scale: fullScale / divisor, den, denMax, state });
}

function meanOfPresent(
  { scale, den, denMax, nums, numMaxes, factors: toScale }: CommonTerms,
  factors: readonly number[],
  weight: { readonly weightOfAll: number; readonly weightOfRow: Float64Array; readonly optionalWeights: readonly number[] },
  state: Uint8Array | null,
): ScaledColumn | null {
  const { weightOfAll, weightOfRow, optionalWeights } = weight;
  const sumMax = boundOfSum(factors, numMaxes);
  if (sumMax > integerMax) return null;

  const multiple = commonWeightMultiple(weightOfAll, optionalWeights);
  if (multiple !== null && scale * multiple * denMax <= integerMax) {
    // A mean lies among its terms.
    const numMax = multiple * Math.max(...numMaxes.map((termMax, t) => termMax * toScale[t]!));
    if (numMax <= integerMax) {
      const num = weightedSum(nums, factors);
      multiplyByLookup(num, weightOfRow, multiple);
      return scaledColumn({ num, numMax, scale: scale * multiple, den, denMax, state });
    }
  }

  const rowDen = weightOfRow; // nobody else has it
  if (state !== null) for (let i = 0; i < rowDen.length; i++) rowDen[i] = Math.max(1, rowDen[i]!);
  if (den !== null) for (let i = 0; i < rowDen.length; i++) rowDen[i]! *= den[i]!;
  return scaledColumn({ num: weightedSum(nums, factors), numMax: sumMax, scale, den: rowDen, denMax: denMax * weightOfAll, state });
}

/** num[i] · multiple / weightOfRow[i], with one division per weight that can occur instead of one per row. */
function multiplyByLookup(num: Float64Array, weightOfRow: Float64Array, multiple: number): void {
  const multiplierOf = Float64Array.from({ length: multiple + 1 }, (_, weight) => (weight > 0 ? multiple / weight : 0));
  for (let i = 0; i < num.length; i++) num[i]! *= multiplierOf[weightOfRow[i]!]!;
}

/** Least common multiple of the sums of weights that rows can have, or null where it is large or there are many of them. */
function commonWeightMultiple(weightOfAll: number, optionalWeights: readonly number[]): number | null {
  const sums = new Set([weightOfAll]);
  let multiple = weightOfAll;
  for (const weight of optionalWeights) {
    for (const sum of Array.from(sums)) {
      const rest = sum - weight;
      if (rest === 0 || sums.has(rest)) continue;
      sums.add(rest);
      multiple = lcm(multiple, rest);
      if (multiple > weightMultipleMax) return null;
    }
  }
  return multiple;
}

/** Per row the weight of the terms that are there; null where no term is ever missing. */
function weightsPresent(columns: readonly ScaledColumn[], weights: readonly number[], weightOfAll: number): Float64Array | null {
  let present: Float64Array | null = null;
  for (const [t, { length, state }] of columns.entries()) {
    if (state === null) continue;
    present ??= new Float64Array(length).fill(weightOfAll);
    subtractWhereMissing(present, state, weights[t]!);
  }
  return present;
}

function subtractWhereMissing(present: Float64Array, state: Uint8Array, weight: number): void {
  for (let i = 0; i < present.length; i++) present[i]! -= state[i] === missing.present ? 0 : weight;
}

/** A row without any term is missing, one of less weight than `needed` (at least 1) is withheld. */
function meanState(weightOfRow: Float64Array, needed: number): Uint8Array | null {
  let weightMin = needed;
  for (let i = 0; i < weightOfRow.length; i++) weightMin = Math.min(weightMin, weightOfRow[i]!);
  if (weightMin === needed) return null;

  const state = new Uint8Array(weightOfRow.length);
  for (let i = 0; i < state.length; i++) {
    const weight = weightOfRow[i]!;
    if (weight < needed) state[i] = weight === 0 ? missing.operand : missing.withheld;
  }
  return state;
}

/** The weights as whole numbers in the same ratio, without common factor; null where one passes 2^53. */
function wholeRatio(weights: readonly Rational[]): number[] | null {
  const den = weights.reduce((multiple, weight) => (multiple / gcdOfBigInts(multiple, weight.den)) * weight.den, 1n);
  const nums = weights.map((weight) => weight.num * (den / weight.den));
  const common = nums.reduce(gcdOfBigInts);
  const whole = nums.map((num) => Number(num / common));
  return whole.every((weight) => weight <= integerMax) ? whole : null;
}

function boundOfSum(factors: readonly number[], numMaxes: readonly number[]): number {
  return factors.reduce((bound, factor, t) => bound + factor * numMaxes[t]!, 0);
}
