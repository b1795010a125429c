import type { Numbers, ScaledColumn } from './column.ts';
import { integerMax, lcm } from './integer.ts';

/** Several columns over one denominator: row i of column c is num[c][i] · factor[c] / (scale · den[i]). */
export interface CommonTerms {
  readonly scale: number;
  readonly den: Float64Array | null;
  readonly denMax: number;
  readonly nums: readonly Numbers[];
  /** Bounds of |num[c][i]|; one past 2^53 says that the numerators are not exact. */
  readonly numMaxes: readonly number[];
  /** Not yet multiplied in: a sum does that on the way, when it has looked at the bounds. */
  readonly factors: readonly number[];
}

/** Null where the common denominator would pass 2^53. */
export function overCommonDenominator(columns: readonly ScaledColumn[]): CommonTerms | null {
  const scale = commonScale(columns);
  if (scale > integerMax) return null;
  const common = commonRowDenominators(columns);
  if (common === null || scale * common.denMax > integerMax) return null;

  const { den, denMax } = common;
  const nums: Numbers[] = [];
  const factors: number[] = [];
  const numMaxes: number[] = [];
  for (const column of columns) {
    const raised = den === column.den ? null : raisedTo(den!, column);
    nums.push(raised?.num ?? column.numbers);
    numMaxes.push(raised?.numMax ?? column.numMax);
    factors.push(scale / column.scale);
  }
  return { scale, den, denMax, nums, numMaxes, factors };
}

/** The least common multiple of the scales; more than `integerMax` where it is not safe. */
export function commonScale(columns: readonly ScaledColumn[]): number {
  let scale = 1;
  for (const column of columns) {
    scale = lcm(scale, column.scale);
    if (scale > integerMax) return scale;
  }
  return scale;
}

/** Row by row the least common multiple, which stays small where denominators are counts or sums of weights. */
function commonRowDenominators(columns: readonly ScaledColumn[]): { den: Float64Array | null; denMax: number } | null {
  let den: Float64Array | null = null;
  let denMax = 1;
  for (const column of columns) {
    if (column.den === null || column.den === den) continue;
    if (den === null) {
      ({ den, denMax } = column);
      continue;
    }
    const multiples: Float64Array = new Float64Array(den.length);
    for (let i = 0; i < multiples.length; i++) {
      const multiple = lcm(den[i]!, column.den[i]!);
      multiples[i] = multiple;
      denMax = Math.max(denMax, multiple);
    }
    if (denMax > integerMax) return null;
    den = multiples;
  }
  return { den, denMax };
}

/** The numerators over `den`, a multiple of the column's own denominators; the bound is the one seen and may pass 2^53. */
function raisedTo(den: Float64Array, column: ScaledColumn): { num: Float64Array; numMax: number } {
  const num = new Float64Array(den.length);
  let numMax = 0;
  for (let i = 0; i < num.length; i++) {
    const own = column.den === null ? 1 : column.den[i]!;
    num[i] = column.num[i]! * (den[i]! / own);
    numMax = Math.max(numMax, Math.abs(num[i]!));
  }
  return { num, numMax };
}
