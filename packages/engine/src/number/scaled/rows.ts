import { assert } from '../assert.ts';
import { missing } from '../missing.ts';
import type { Rational } from '../rational.ts';
import { scaledColumn, stateOrNull, times, type ScaledColumn } from './column.ts';
import { commonScale } from './alignment.ts';
import { integerMax, lcm } from './integer.ts';

/** Each row keeps the denominator of the branch it comes from; only the scales have to meet. */
export function select(choice: Uint8Array, a: ScaledColumn, b: ScaledColumn): ScaledColumn | null {
  const scale = commonScale([a, b]);
  const [aFactor, bFactor] = [scale / a.scale, scale / b.scale];
  const numMax = Math.max(a.numMax * aFactor, b.numMax * bFactor);
  const denMax = Math.max(a.denMax, b.denMax);
  if (numMax > integerMax || scale * denMax > integerMax) return null;

  const num = new Float64Array(choice.length);
  const sharesDen = a.den === b.den;
  const den = sharesDen ? a.den : new Float64Array(choice.length).fill(1);
  const state = new Uint8Array(choice.length);
  for (let i = 0; i < num.length; i++) {
    if (choice[i]! > 1) {
      state[i] = missing.operand;
      continue;
    }
    const chosen = choice[i] === 1 ? a : b;
    num[i] = chosen.num[i]! * (choice[i] === 1 ? aFactor : bFactor);
    if (!sharesDen && chosen.den !== null) den![i] = chosen.den[i]!;
    if (chosen.state !== null) state[i] = chosen.state[i]!;
  }
  return scaledColumn({ num, numMax, scale, den, denMax, state: stateOrNull(state) });
}

export function gather(a: ScaledColumn, index: Int32Array, reason: number): ScaledColumn {
  assert(reason !== missing.present, 'a missing value has a reason');
  const num = new Float64Array(index.length);
  const den = a.den === null ? null : new Float64Array(index.length).fill(1);
  let foundCount = 0;
  for (let i = 0; i < num.length; i++) {
    const row = index[i]!;
    assert(row < a.length, 'a gathered row exists');
    if (row < 0) continue;
    foundCount++;
    num[i] = a.num[row]!;
    if (den !== null) den[i] = a.den![row]!;
  }
  const mayBeMissing = foundCount < index.length || a.state !== null;
  return scaledColumn({ ...a, num, den, state: mayBeMissing ? gatherState(a.state, index, reason) : null });
}

function gatherState(state: Uint8Array | null, index: Int32Array, reason: number): Uint8Array | null {
  const gathered = new Uint8Array(index.length);
  for (let i = 0; i < gathered.length; i++) {
    const row = index[i]!;
    gathered[i] = row < 0 ? reason : state === null ? missing.present : state[row]!;
  }
  return stateOrNull(gathered);
}

export function withState(a: ScaledColumn, added: Uint8Array): ScaledColumn {
  if (stateOrNull(added) === null) return a;
  const num = a.num.slice();
  const state = a.state === null ? added.slice() : a.state.slice();
  for (let i = 0; i < state.length; i++) {
    if (added[i] === missing.present) continue;
    num[i] = 0;
    state[i] = added[i]!;
  }
  return scaledColumn({ ...a, num, state });
}

export function fillMissing(a: ScaledColumn, value: Rational): ScaledColumn | null {
  if (a.state === null) return a;
  const [valueNum, valueDen] = [Number(value.num), Number(value.den)];
  if (valueDen > integerMax) return null;
  const scale = lcm(a.scale, valueDen);
  const filler = valueNum * (scale / valueDen);
  const numMax = Math.max(a.numMax * (scale / a.scale), Math.abs(filler));
  if (numMax > integerMax || scale * a.denMax > integerMax) return null;

  const num = times(a.num.slice(), scale / a.scale);
  const den = a.den === null ? null : a.den.slice();
  for (let i = 0; i < num.length; i++) {
    if (a.state[i] === missing.present) continue;
    num[i] = filler;
    if (den !== null) den[i] = 1;
  }
  return scaledColumn({ ...a, num, numMax, scale, den, state: null });
}
