import { integerMax } from './integer.ts';

/** Whole numbers over one scale: what a dictionary of values looks like inside a column. */
export interface ScaledValues {
  /** NaN where there is no value. */
  readonly num: Float64Array;
  readonly numMax: number;
  readonly scale: number;
}

/** So many digits are below 2^53 whatever they are. */
const digitCountMax = 15;
const textLengthMax = digitCountMax + '-.'.length;

/**
 * The decimals among texts as whole numbers over one power of ten, NaN for any other text: what `parseDecimal` reads, without
 * a big integer per text, of which a wide table has hundreds of thousands. Null where a text has more digits than that.
 */
export function scaleTexts(texts: readonly string[]): ScaledValues | null {
  const num = new Float64Array(texts.length);
  const decimalCounts = new Uint8Array(texts.length);
  let decimalsMax = 0;
  for (let code = 0; code < texts.length; code++) {
    const text = texts[code]!;
    if (text.length > textLengthMax) return null;
    const point = text.indexOf('.');
    let units = digitsOf(text, point);
    if (Math.abs(units) >= 10 ** digitCountMax) return null;
    let decimals = point < 0 ? 0 : text.length - point - 1;
    for (; decimals > 0 && units % 10 === 0; decimals--) units /= 10;
    if (Number.isNaN(units)) decimals = 0;
    num[code] = units;
    decimalCounts[code] = decimals;
    decimalsMax = Math.max(decimalsMax, decimals);
  }
  let numMax = 0;
  for (let code = 0; code < num.length; code++) {
    num[code]! *= 10 ** (decimalsMax - decimalCounts[code]!);
    if (!Number.isNaN(num[code]!)) numMax = Math.max(numMax, Math.abs(num[code]!));
  }
  return numMax <= integerMax ? { num, numMax, scale: 10 ** decimalsMax } : null;
}

const zeroCode = 0x30;

/** The digits of a decimal as one whole number, the point passed over; NaN where the text is no decimal. */
function digitsOf(text: string, point: number): number {
  const first = text.charCodeAt(0);
  const start = first === 0x2b || first === 0x2d ? 1 : 0;
  if (start === text.length || point === start || point === text.length - 1) return NaN;
  let units = 0;
  for (let i = start; i < text.length; i++) {
    if (i === point) continue;
    const digit = text.charCodeAt(i) - zeroCode;
    if (digit < 0 || digit > 9) return NaN;
    units = units * 10 + digit;
  }
  return first === 0x2d ? 0 - units : units; // 0 − 0 is no negative zero
}
