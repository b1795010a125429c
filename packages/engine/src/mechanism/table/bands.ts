import { toHalfWidth } from '../../formula/tokens.ts';
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
const onePattern = new RegExp(`^(≥|≧|>=|>|≤|≦|<=|<|=)?\\s*(${numberText})$`);
/** `80..90` holds both ends, `80..<90` not the upper. */
const rangePattern = new RegExp(`^(${numberText})\\.\\.(<)?(${numberText})$`);

export function parseBand(written: string): Omit<Band, 'text' | 'place'> | null {
  const text = toHalfWidth(written);
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
      return { low: value, lowIncluded: false, high: null, highIncluded: false };
    case '≤':
    case '≦':
    case '<=':
      return { low: null, lowIncluded: false, high: value, highIncluded: true };
    case '<':
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
 * Bands are tried in order, so `≥90, ≥80` is one ladder and no overlap. Any other two bands that hold one number disagree,
 * and the order would decide it unseen. What is refused: a band that those above cover (it can never apply), an overlap that
 * is no ladder, and a number that no band holds. Between two neighbouring ends all numbers are alike, so one is tried for all.
 */
export function checkBands(
  bands: readonly Band[],
  { hasNone, isCount }: { readonly hasNone: boolean; readonly isCount: boolean },
  compiler: IndicatorCompiler,
  place: DocumentPlace,
): void {
  const samples = isCount ? countSamples(bands) : numberSamples(bands);
  const spans = bands.map((band) => spanOf(band, samples));
  const isHeld = new Uint8Array(samples.length);
  bands.forEach((band, i) => {
    const span = spans[i]!;
    const isMet = (_: Band, j: number): boolean => j < i && spans[j]!.from < span.to && span.from < spans[j]!.to;
    const earlier = bands.filter(isMet);
    if (isReversed(band)) compiler.report('empty-range', band.place, { range: band.text });
    else if (isHeld.subarray(span.from, span.to).every((held) => held === 1)) {
      const whole = bands.find((other, j) => isMet(other, j) && spans[j]!.from <= span.from && span.to <= spans[j]!.to);
      const named = (whole === undefined ? earlier : [whole]).map(({ text }) => text).join('、');
      compiler.report('band-never', band.place, { band: band.text, earlier: named });
    } else {
      for (const other of earlier) {
        if (!isLadder(other, band)) compiler.report('bands-overlap', band.place, { band: band.text, earlier: other.text });
      }
    }
    isHeld.fill(1, span.from, span.to);
  });
  if (hasNone || bands.some(isReversed)) return;
  samples.forEach(({ text }, i) => {
    if (isHeld[i] === 0) compiler.report('bands-gap', place, { at: text });
  });
}

/** `≥90` against a ratio, or `≥90%` against a score, is a slip of a factor of a hundred. */
export function checkBandUnits(bands: readonly Band[], unit: NumberUnit, compiler: IndicatorCompiler): void {
  for (const { text, low, high, place } of bands) {
    const isPercent = text.includes('%');
    const isLarge = [low, high].some((end) => end !== null && end.num > end.den);
    if (unit === 'ratio' ? !isPercent && isLarge : isPercent && unit !== 'number') compiler.report('band-unit', place, { band: text });
  }
}

function isReversed({ low, high }: Band): boolean {
  return low !== null && high !== null && compare(low, high) > 0;
}

/** Two bands open in one direction: the one above takes its part, the one below what is left of it. */
function isLadder(a: Band, b: Band): boolean {
  return (a.low === null && b.low === null) || (a.high === null && b.high === null);
}

/** A number that stands for all that the same bands hold, and how they are called. */
interface Sample {
  readonly value: Rational;
  readonly text: string;
}

/** The samples that a band holds, the last not included; they stand together, for a band has no holes. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(band: Band, samples: readonly Sample[]): Span {
  const from = samples.findIndex(({ value }) => contains(band, value));
  if (from < 0) return { from: 0, to: 0 };
  return { from, to: samples.findLastIndex(({ value }) => contains(band, value)) + 1 };
}

/** Every end, what lies between two ends, below the lowest and above the highest; in order. */
function numberSamples(bands: readonly Band[]): Sample[] {
  const ends = bands
    .flatMap(({ low, high }) => [low, high])
    .filter((end) => end !== null)
    .toSorted(compare);
  const distinct = ends.filter((end, i) => i === 0 || compare(end, ends[i - 1]!) !== 0);
  const [lowest, highest] = [distinct[0]!, distinct.at(-1)!];
  const between = distinct.flatMap((end, i): Sample[] => {
    const own = { value: end, text: `= ${showEnd(end)}` };
    const next = distinct[i + 1];
    if (next === undefined) return [own];
    const middle = rational(end.num * next.den + next.num * end.den, 2n * end.den * next.den);
    return [own, { value: middle, text: `${showEnd(end)} – ${showEnd(next)}` }];
  });
  return [
    { value: rational(lowest.num - lowest.den, lowest.den), text: `< ${showEnd(lowest)}` },
    ...between,
    { value: rational(highest.num + highest.den, highest.den), text: `> ${showEnd(highest)}` },
  ];
}

/** A count is whole and not below 0, so that nothing lies between 1 and 2: after each end, the first count is tried. */
function countSamples(bands: readonly Band[]): Sample[] {
  const ends = bands.flatMap(({ low, high }) => [low, high]).filter((end) => end !== null);
  const floors = ends.map(({ num, den }) => (num >= 0n ? num / den : 0n));
  const tried = [...new Set([0n, ...floors, ...floors.map((each) => each + 1n)])].toSorted((a, b) => (a < b ? -1 : 1));
  return tried.map((count) => ({ value: fromInteger(count), text: `= ${count}` }));
}

function contains(band: Band, value: Rational): boolean {
  const low = band.low === null ? 1 : compare(value, band.low);
  const high = band.high === null ? -1 : compare(value, band.high);
  return (low > 0 || (low === 0 && band.lowIncluded)) && (high < 0 || (high === 0 && band.highIncluded));
}

function showEnd(end: Rational): string {
  return end.den === 1n ? String(end.num) : `${end.num}/${end.den}`;
}
