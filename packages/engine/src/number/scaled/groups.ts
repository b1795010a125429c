import { assert } from '../assert.ts';
import { missing } from '../missing.ts';
import { largestMagnitude, scaledColumn, type Numbers, type ScaledColumn } from './column.ts';
import { integerMax, lcm, orderOfProducts } from './integer.ts';
import { gather } from './rows.ts';

/** Null where a sum, or the common denominator of an owner's rows, could pass 2^53 on the way. */
export function sumBy(rows: ScaledColumn, owner: Int32Array, ownerCount: number): ScaledColumn | null {
  assertOwnersCounted(owner, ownerCount);
  return rows.den === null ? sumOfWhole(rows, owner, ownerCount) : sumOfFractions(rows, rows.den, owner, ownerCount);
}

function sumOfWhole(rows: ScaledColumn, owner: Int32Array, ownerCount: number): ScaledColumn | null {
  const isProven = rows.numMax * rows.length <= integerMax || rows.numMax * largestGroup(owner, ownerCount) <= integerMax;
  if (!isProven) return null;
  const num = new Float64Array(ownerCount);
  addToOwners(num, rows.numbers, owner);
  return scaledColumn({ num, numMax: largestMagnitude(num), scale: rows.scale, state: null });
}

function addToOwners(sums: Float64Array, numbers: Numbers, owner: Int32Array): void {
  if (numbers instanceof Float64Array) {
    for (let i = 0; i < owner.length; i++) if (owner[i]! >= 0) sums[owner[i]!]! += numbers[i]!;
    return;
  }
  const { codes, units } = numbers;
  for (let i = 0; i < owner.length; i++) if (owner[i]! >= 0) sums[owner[i]!]! += units[codes[i]!]!;
}

/** Rows without value, or of value 0, have no say in the denominator of their owner. */
function sumOfFractions(rows: ScaledColumn, rowDen: Float64Array, owner: Int32Array, ownerCount: number): ScaledColumn | null {
  const den = new Float64Array(ownerCount).fill(1);
  let denMax = 1;
  for (let i = 0; i < owner.length; i++) {
    const place = owner[i]!;
    if (place < 0 || rows.num[i] === 0) continue;
    const multiple = lcm(den[place]!, rowDen[i]!);
    den[place] = multiple;
    denMax = Math.max(denMax, multiple);
    if (rows.scale * denMax > integerMax) return null;
  }

  const num = new Float64Array(ownerCount);
  const magnitudes = new Float64Array(ownerCount);
  for (let i = 0; i < owner.length; i++) {
    const place = owner[i]!;
    if (place < 0 || rows.num[i] === 0) continue;
    const part = rows.num[i]! * (den[place]! / rowDen[i]!);
    num[place]! += part;
    magnitudes[place]! += Math.abs(part);
  }
  // Σ |part| bounds every partial sum, whatever cancels later.
  const numMax = largestMagnitude(magnitudes);
  if (numMax > integerMax) return null;
  return scaledColumn({ num, numMax, scale: rows.scale, den, denMax, state: null });
}

/** The smallest (`wanted` −1) or largest (1) present row of each owner. */
export function extremeBy(rows: ScaledColumn, owner: Int32Array, ownerCount: number, wanted: -1 | 1): ScaledColumn {
  assertOwnersCounted(owner, ownerCount);
  const { num, den, state } = rows;
  const best = new Int32Array(ownerCount).fill(-1);
  for (let i = 0; i < owner.length; i++) {
    const place = owner[i]!;
    if (place < 0 || (state !== null && state[i] !== missing.present)) continue;
    const holder = best[place]!;
    const [holderDen, rowDen] = den === null || holder < 0 ? [1, 1] : [den[holder]!, den[i]!];
    if (holder < 0 || orderOfProducts(num[i]!, holderDen, num[holder]!, rowDen) === wanted) best[place] = i;
  }
  return gather(rows, best, missing.noRecord);
}

function largestGroup(owner: Int32Array, ownerCount: number): number {
  const counts = new Float64Array(ownerCount);
  for (let i = 0; i < owner.length; i++) if (owner[i]! >= 0) counts[owner[i]!]!++;
  return largestMagnitude(counts);
}

function assertOwnersCounted(owner: Int32Array, ownerCount: number): void {
  let ownerMax = -1;
  for (let i = 0; i < owner.length; i++) ownerMax = Math.max(ownerMax, owner[i]!);
  assert(ownerMax < ownerCount, 'an owner is counted');
}
