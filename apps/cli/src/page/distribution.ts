import type { Context } from '../context.ts';
import type { GroupView } from '../ranking/view.ts';
import { formatDecimal, mean, parseDecimal } from '../text/decimal.ts';
import { minus } from '../text/number-text.ts';
import { shortened, widthOf } from '../text/width.ts';
import { dotClass } from './grade-mark.ts';
import { html, type Html } from './html.ts';

/** Where a drawing is made; published values are only placed with it, never computed. */
const width = 400;
const margin = 24;
const radius = 4;
const dotStep = 9.5;
const levelsMax = 7;
/** Above this a dot for each is a cloud. */
const dotsMax = 120;
const binCount = 24;
const barHeightMax = 60;

interface Dot {
  readonly value: number;
  readonly name: string;
  readonly text: string;
  readonly look: string;
}

/** How the scores of a group lie: a dot for each subject, or a histogram; with the mean, and the two ends by name. */
export function distribution(
  group: GroupView,
  form: { readonly digits: number; readonly mode: string },
  { messages }: Context,
): Html | null {
  const dots = group.rows.flatMap(({ rank, total, name, grade }): Dot[] =>
    rank === null || total === null || parseDecimal(total) === null
      ? []
      : [{ value: Number(total), name, text: minus(total), look: dotClass(group, grade) }],
  );
  if (dots.length < 3) return null;
  dots.sort((a, b) => a.value - b.value);
  const [least, most] = [dots[0]!, dots.at(-1)!];
  if (least.value === most.value) return null;
  const values = dots.flatMap(({ text }) => parseDecimal(text) ?? []);
  const average = minus(formatDecimal(mean(values, form.digits, form.mode === 'half-even')!));
  const axis = axisOf(least.value, most.value);
  const place = (value: number): number => margin + ((value - axis.from) / (axis.to - axis.from)) * (width - 2 * margin);
  const levels = stacked(dots, place);
  const isHistogram = dots.length > dotsMax || Math.max(...levels) >= levelsMax;
  const drawing = isHistogram ? bars(dots, axis) : dots.map((dot, i) => ({ dot, level: levels[i]! }));
  const top = 34;
  const height = isHistogram ? barHeightMax : (Math.max(...levels) + 1) * dotStep;
  const base = top + Math.max(height, 18) + 8;
  const meanAt = place(Number(average.replace('−', '-')));
  const words = messages.page.distribution(dots.length, least.name, least.text, most.name, most.text, average);
  return html`<figure class="dist">
    <svg viewBox="0 0 ${width} ${base + 20}" role="img" aria-label="${words}">
      <title>${words}</title>
      <line class="axis" x1="${margin - 8}" x2="${width - margin + 8}" y1="${base}" y2="${base}" />
      ${axis.ticks.map((tick) => html`<text x="${round(place(tick))}" y="${base + 16}" text-anchor="middle">${minus(String(tick))}</text>`)}
      <line class="mean" x1="${round(meanAt)}" x2="${round(meanAt)}" y1="${top - 12}" y2="${base}" />
      <text x="${round(meanAt)}" y="${top - 16}" text-anchor="${meanAt > width / 2 ? 'end' : 'start'}">${messages.page.mean(average)}</text>
      <text x="${round(Math.min(Math.max(0, place(least.value) - 12), width / 2 - labelWidth(least)))}" y="${top - 2}" text-anchor="start">
        ${label(least)}
      </text>
      <text x="${round(Math.min(width, place(most.value) + 12))}" y="${top - 2}" text-anchor="end">${label(most)}</text>
      ${isHistogram ? histogram(drawing as readonly Bar[], place, base) : (drawing as readonly { dot: Dot; level: number }[]).map(({ dot, level }) => html`<circle class="${dot.look}" cx="${round(place(dot.value))}" cy="${round(base - radius - 2 - level * dotStep)}" r="${radius}"><title>${dot.name} ${dot.text}</title></circle>`)}
    </svg>
  </figure>`;
}

/** Both labels stand in one row, each in its half. */
const labelLengthMax = 22;

function label({ name, text }: Dot): string {
  return `${shortened(name, labelLengthMax - text.length - 1)} ${text}`;
}

function labelWidth(dot: Dot): number {
  return Math.min(width / 2, widthOf(label(dot)) * 6.2);
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** Round numbers that enclose the values, and some of them as ticks. */
function axisOf(least: number, most: number): Axis {
  const span = most - least;
  const power = 10 ** Math.floor(Math.log10(span / 8));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => span / each <= 8) ?? 10 * power;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { from: ticks[0]!, to: ticks.at(-1)!, ticks };
}

/** The level of each dot: the lowest at which it touches no other. */
function stacked(dots: readonly Dot[], place: (value: number) => number): readonly number[] {
  const lastAt: number[] = [];
  return dots.map(({ value }) => {
    const x = place(value);
    let level = lastAt.findIndex((at) => x - at >= dotStep);
    if (level < 0) level = lastAt.length;
    lastAt[level] = x;
    return level;
  });
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly looks: ReadonlyMap<string, number>;
  readonly count: number;
}

function bars(dots: readonly Dot[], axis: Axis): readonly Bar[] {
  const size = (axis.to - axis.from) / binCount;
  const counts = Array.from({ length: binCount }, () => new Map<string, number>());
  for (const { value, look } of dots) {
    const bin = counts[Math.min(binCount - 1, Math.floor((value - axis.from) / size))]!;
    bin.set(look, (bin.get(look) ?? 0) + 1);
  }
  return counts.map((looks, i) => ({
    from: axis.from + i * size,
    to: axis.from + (i + 1) * size,
    looks,
    count: [...looks.values()].reduce((sum, count) => sum + count, 0),
  }));
}

const order = ['c4', 'c3', 'c2', 'c1', 'c0'];

function histogram(all: readonly Bar[], place: (value: number) => number, base: number): readonly Html[] {
  const most = Math.max(...all.map(({ count }) => count));
  return all.flatMap(({ from, to, looks }) => {
    let y = base;
    return order.flatMap((look) => {
      const count = looks.get(look) ?? 0;
      if (count === 0) return [];
      const high = (count / most) * barHeightMax;
      y -= high;
      return [
        html`<rect
          class="${look}"
          x="${round(place(from) + 0.5)}"
          y="${round(y)}"
          width="${round(place(to) - place(from) - 1)}"
          height="${round(high)}"
        />`,
      ];
    });
  });
}
