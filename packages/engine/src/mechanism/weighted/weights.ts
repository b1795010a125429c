import { add, compare, fromInteger, one, rational, subtract, zero, type Rational } from '../../number/rational.ts';
import type { IndicatorDocument } from '../../scheme/document.ts';
import type { WeightMap } from '../../scheme/indicator-fields.ts';
import type { IndicatorCompiler } from '../mechanism.ts';

/** Percentages add up to 100%, points to the full mark; the difference is named. */
export function checkWeights(map: WeightMap, document: IndicatorDocument, compiler: IndicatorCompiler): void {
  if (compiler.isIncomplete(map)) return;
  const percent = map.filter(({ value }) => value.percent).length;
  const place = map[0]?.place ?? document.namePlace;
  if (map.length === 0) compiler.report('empty-list', document.namePlace);
  if (percent > 0 && percent < map.length) {
    compiler.report('weights-mixed', place, { name: document.name });
    return;
  }
  const sum = map.reduce((total, { value }) => add(total, value.value), zero);
  const whole = percent > 0 ? one : (document.common.full?.value ?? fromInteger(100));
  const order = compare(sum, whole);
  if (order === 0) return;
  const written = (value: Rational): string =>
    percent > 0 ? `${plainDecimal(rational(value.num * 100n, value.den))}%` : plainDecimal(value);
  const difference = order < 0 ? subtract(whole, sum) : subtract(sum, whole);
  compiler.report(order < 0 ? 'weights-short' : 'weights-over', place, {
    name: document.name,
    sum: written(sum),
    whole: written(whole),
    difference: written(difference),
  });
}

function plainDecimal(value: Rational): string {
  for (let digits = 0, scale = 1n; digits <= 20; digits++, scale *= 10n) {
    if ((value.num * scale) % value.den !== 0n) continue;
    const scaled = (value.num * scale) / value.den;
    const text = String(scaled).padStart(digits + 1, '0');
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
  return `${value.num}/${value.den}`;
}
