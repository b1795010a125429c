import type { NumberUnit } from '../../formula/type.ts';
import { compare, fromInteger, parseDecimal, rational, type Rational } from '../../number/rational.ts';
import type { DocumentPlace } from '../../problem/problem.ts';
import type { IndicatorCompiler } from '../mechanism.ts';

/** A band of numbers; null is open without end. */
export interface Band {
  readonly low: Rational | null;
  readonly lowIncluded: boolean;
  readonly high: Rational | null;
  readonly highIncluded: boolean;
  readonly text: string;
  readonly place: DocumentPlace;
}

const numberText = '[−-]?\\d+(?:\\.\\d+)?%?';
const onePattern = new RegExp(`^(≥|≧|>=|>|＞|≤|≦|<=|<|＜|=|＝)?\\s*(${numberText})$`);
/** `80..90` holds both ends, `80..<90` not the upper. */
const rangePattern = new RegExp(`^(${numberText})\\.\\.(<)?(${numberText})$`);

export function parseBand(text: string): Omit<Band, 'text' | 'place'> | null {
  const range = rangePattern.exec(text);
  if (range !== null) {
    return { low: parseNumber(range[1]!), lowIncluded: true, high: parseNumber(range[3]!), highIncluded: range[2] === undefined };
  }
  const one = onePattern.exec(text);
  if (one === null) return null;
  const value = parseNumber(one[2]!);
  switch (one[1]) {
    case '≥':
    case '≧':
    case '>=':
      return { low: value, lowIncluded: true, high: null, highIncluded: false };
    case '>':
    case '＞':
      return { low: value, lowIncluded: false, high: null, highIncluded: false };
    case '≤':
    case '≦':
    case '<=':
      return { low: null, lowIncluded: false, high: value, highIncluded: true };
    case '<':
    case '＜':
      return { low: null, lowIncluded: false, high: value, highIncluded: false };
    default:
      return { low: value, lowIncluded: true, high: value, highIncluded: true };
  }
}

function parseNumber(text: string): Rational {
  const percent = text.endsWith('%');
  const plain = parseDecimal(text.replace('%', '').replace('−', '-'))!;
  return percent ? rational(plain.num, plain.den * 100n) : plain;
}

/**
 * Bands are tried in order, so `≥90, ≥80` is one ladder and no overlap. What is refused: a band that an earlier one covers
 * whole (it can never apply), closed bands that overlap in part, and a value between bands that none covers. A count is whole
 * and not below 0, so that nothing lies between 1 and 2.
 */
export function checkBands(
  bands: readonly Band[],
  { hasNone, isCount }: { readonly hasNone: boolean; readonly isCount: boolean },
  compiler: IndicatorCompiler,
  place: DocumentPlace,
): void {
  for (let i = 0; i < bands.length; i++) {
    for (let j = 0; j < i; j++) {
      const isClosed = (band: Band): boolean => band.low !== null && band.high !== null;
      if (covers(bands[j]!, bands[i]!)) compiler.report('band-never', bands[i]!.place, { band: bands[i]!.text, earlier: bands[j]!.text });
      else if (isClosed(bands[i]!) && isClosed(bands[j]!) && overlaps(bands[i]!, bands[j]!)) {
        compiler.report('bands-overlap', bands[i]!.place, { band: bands[i]!.text, earlier: bands[j]!.text });
      }
    }
  }
  if (hasNone) return;
  for (const point of isCount ? gapsOfCounts(bands) : gaps(bands)) compiler.report('bands-gap', place, { at: point });
}

/** `≥90` against a ratio, or `≥90%` against a score, is a slip of a factor of a hundred. */
export function checkBandUnits(bands: readonly Band[], unit: NumberUnit, compiler: IndicatorCompiler): void {
  for (const { text, low, high, place } of bands) {
    const isPercent = text.includes('%');
    const isLarge = [low, high].some((end) => end !== null && end.num > end.den);
    if (unit === 'ratio' ? !isPercent && isLarge : isPercent && unit !== 'number') compiler.report('band-unit', place, { band: text });
  }
}

function lowBefore(a: Band, b: Band): boolean {
  if (a.low === null) return true;
  if (b.low === null) return false;
  const order = compare(a.low, b.low);
  return order < 0 || (order === 0 && (a.lowIncluded || !b.lowIncluded));
}

function highAfter(a: Band, b: Band): boolean {
  if (a.high === null) return true;
  if (b.high === null) return false;
  const order = compare(a.high, b.high);
  return order > 0 || (order === 0 && (a.highIncluded || !b.highIncluded));
}

function covers(a: Band, b: Band): boolean {
  return lowBefore(a, b) && highAfter(a, b);
}

function overlaps(a: Band, b: Band): boolean {
  const order = (low: Band, high: Band): boolean => {
    const each = compare(low.low!, high.high!);
    return each < 0 || (each === 0 && low.lowIncluded && high.highIncluded);
  };
  return order(a, b) && order(b, a);
}

/** Where values fall through: below everything, above everything, or between two bands. */
function gaps(bands: readonly Band[]): string[] {
  const found: string[] = [];
  const ends = bands
    .flatMap((band) => [band.low, band.high])
    .filter((end) => end !== null)
    .toSorted(compare);
  const distinct = ends.filter((end, i) => i === 0 || compare(end, ends[i - 1]!) !== 0);
  if (!bands.some((band) => band.low === null)) found.push(`< ${showEnd(distinct[0])}`);
  distinct.forEach((end, i) => {
    if (!bands.some((band) => contains(band, end))) found.push(`= ${showEnd(end)}`);
    const next = distinct[i + 1];
    if (next === undefined) return;
    const middle = rational(end.num * next.den + next.num * end.den, 2n * end.den * next.den);
    if (!bands.some((band) => contains(band, middle))) found.push(`${showEnd(end)} – ${showEnd(next)}`);
  });
  if (!bands.some((band) => band.high === null)) found.push(`> ${showEnd(distinct.at(-1))}`);
  return found;
}

/** The same for whole numbers from 0 on: between two ends all of them are alike, so the first is tried. */
function gapsOfCounts(bands: readonly Band[]): string[] {
  const ends = bands.flatMap((band) => [band.low, band.high]).filter((end) => end !== null);
  const floors = ends.map(({ num, den }) => (num >= 0n ? num / den : 0n));
  const tried = [...new Set([0n, ...floors, ...floors.map((each) => each + 1n)])].toSorted((a, b) => (a < b ? -1 : 1));
  return tried.filter((each) => !bands.some((band) => contains(band, fromInteger(each)))).map((each) => `= ${each}`);
}

function contains(band: Band, value: Rational): boolean {
  const low = band.low === null ? 1 : compare(value, band.low);
  const high = band.high === null ? -1 : compare(value, band.high);
  return (low > 0 || (low === 0 && band.lowIncluded)) && (high < 0 || (high === 0 && band.highIncluded));
}

function showEnd(end: Rational | undefined): string {
  if (end === undefined) return '';
  return end.den === 1n ? String(end.num) : `${end.num}/${end.den}`;
}
