import { times, type CodedNumbers, type Numbers } from './column.ts';

/**
 * Σ factors[t] · nums[t][i] for every row i. The caller has proven that Σ |factors[t]| · max |nums[t]| is at most 2^53 − 1,
 * so that nothing rounds in whatever order it is added. The first factor is positive: that keeps negative zeros out.
 *
 * Four columns a pass are about as many as stay in registers. Whole-column passes measure the same as blocks of rows.
 */
export function weightedSum(terms: readonly Numbers[], factors: readonly number[]): Float64Array {
  const nums: Float64Array[] = [];
  const numFactors: number[] = [];
  const coded: CodedNumbers[] = [];
  for (const [t, term] of terms.entries()) {
    if (term instanceof Float64Array) {
      nums.push(term);
      numFactors.push(factors[t]!);
    } else coded.push({ codes: term.codes, units: times(term.units, factors[t]!) });
  }
  const first = terms[0]!;
  const sums = new Float64Array(first instanceof Float64Array ? first.length : first.codes.length);
  addNumbers(sums, nums, numFactors);
  addCoded(sums, coded);
  return sums;
}

/** Two columns a pass: with the weight already in the dictionary, one read of a code and one of its number for each. */
function addCoded(sums: Float64Array, coded: readonly CodedNumbers[]): void {
  for (let t = 0; t + 1 < coded.length; t += 2) {
    addCodedPair(sums, coded[t]!.codes, coded[t]!.units, coded[t + 1]!.codes, coded[t + 1]!.units);
  }
  const last = coded.length % 2 === 1 ? coded.at(-1)! : null;
  if (last !== null) for (let i = 0; i < sums.length; i++) sums[i]! += last.units[last.codes[i]!]!;
}

function addCodedPair(sums: Float64Array, codes: Int32Array, units: Float64Array, others: Int32Array, otherUnits: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += units[codes[i]!]! + otherUnits[others[i]!]!;
}

/** Writes over what the sums held. */
function addNumbers(sums: Float64Array, nums: readonly Float64Array[], factors: readonly number[]): void {
  // A pass that is not full takes its first column again, with factor 0.
  const column = (t: number, filler: number): Float64Array => nums[t] ?? nums[filler]!;
  const factor = (t: number): number => factors[t] ?? 0;
  for (let t = 0; t < nums.length;) {
    const [x, f, y, g] = [column(t, t), factor(t), column(t + 1, t), factor(t + 1)];
    if (nums.length - t <= 2) {
      if (t === 0) setPair(sums, x, f, y, g);
      else addPair(sums, x, f, y, g);
      t += 2;
    } else {
      const [z, h, w, k] = [column(t + 2, t), factor(t + 2), column(t + 3, t), factor(t + 3)];
      if (t === 0) setFour(sums, x, f, y, g, z, h, w, k);
      else addFour(sums, x, f, y, g, z, h, w, k);
      t += 4;
    }
  }
}

function setPair(sums: Float64Array, x: Float64Array, f: number, y: Float64Array, g: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = f * x[i]! + g * y[i]!;
}

function addPair(sums: Float64Array, x: Float64Array, f: number, y: Float64Array, g: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += f * x[i]! + g * y[i]!;
}

/* Parameters one by one: a loop over an array of columns runs at half the speed. */
function setFour(
  sums: Float64Array,
  x: Float64Array,
  f: number,
  y: Float64Array,
  g: number,
  z: Float64Array,
  h: number,
  w: Float64Array,
  k: number,
): void {
  for (let i = 0; i < sums.length; i++) sums[i] = f * x[i]! + g * y[i]! + h * z[i]! + k * w[i]!;
}

function addFour(
  sums: Float64Array,
  x: Float64Array,
  f: number,
  y: Float64Array,
  g: number,
  z: Float64Array,
  h: number,
  w: Float64Array,
  k: number,
): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += f * x[i]! + g * y[i]! + h * z[i]! + k * w[i]!;
}
