import type { Scheme } from '@kaoji/engine';
import type { Compared } from '../commands/diff.ts';
import type { Context } from '../context.ts';
import type { LineChange } from '../diff/compare-lines.ts';
import type { Change, NumberChange, PartChange, SubjectChange } from '../diff/compare-results.ts';
import { gridLines, gridWidth, type GridColumn, type GridLine, type GridRow } from '../text/grid.ts';
import { minus, money } from '../text/number-text.ts';
import { plain } from '../text/plain.ts';
import { shortened, wrappedItems } from '../text/width.ts';

/** A comparison for a terminal: how many results change, whose and why, and where the schemes differ. */
export function diffTable(compared: Compared, context: Context): string {
  const { a, b, comparison, lines } = compared;
  const { messages, out } = context;
  const { diff } = messages;
  const { strong, muted } = out.paint;
  const sameScheme = a.file.path === b.file.path;
  const heads = sameScheme
    ? [`${muted(diff.facts)}  ${strong(plain(a.factsPath))} ${diff.to} ${strong(plain(b.factsPath))}`]
    : [`${muted(diff.scheme)}  ${strong(plain(a.file.path))} ${diff.to} ${strong(plain(b.file.path))}`];
  const { scores, ranks, grades } = comparison.counts;
  const shown = comparison.changed.slice(0, rowsMax);
  return `${[
    ...heads,
    diff.summary(comparison.compared, scores, ranks, grades),
    '',
    ...(comparison.changed.length === 0 ? [diff.nothing] : table(shown, context)),
    ...(comparison.changed.length > shown.length ? [muted(diff.more(comparison.changed.length - shown.length))] : []),
    ...totalLines(compared, context),
    ...(sameScheme ? [] : ['', ...schemeLines(a.scheme, b.scheme, lines, context)]),
  ].join('\n')}\n`;
}

const rowsMax = 200;

function table(changes: readonly SubjectChange[], { messages, out }: Context): readonly string[] {
  const { diff, score } = messages;
  const columns: readonly GridColumn[] = [
    { header: score.name, side: 'left', widthMax: 24 },
    { header: score.id, side: 'left' },
    { header: diff.score, side: 'left' },
    { header: diff.delta, side: 'right' },
    { header: score.rank, side: 'left' },
    { header: score.grade, side: 'left' },
  ];
  const weights = commonWeights(changes, messages);
  const rows = changes.flatMap((change): (GridRow | GridLine)[] => {
    const cells = [
      plain(change.name),
      plain(change.id),
      change.only === null ? changed(change.total, (text) => minus(text), diff.to, score.missing) : diff.only[change.only],
      signed(change.total),
      rankChange(change.rank, diff),
      changed(change.grade, plain, diff.to, diff.none),
    ];
    const graded = change.grade.a !== change.grade.b;
    const reasons = reasonsOf(change, weights, messages);
    const width = Math.max(30, out.columns - 8);
    return [
      { kind: 'row', cells, ...(graded ? { look: 'strong' as const } : {}) },
      ...wrappedItems(reasons, score.between, width)
        .filter((text) => text !== '')
        .map((text): GridLine => ({ kind: 'remark', text: shortened(text, width) })),
    ];
  });
  const gap = gridWidth(columns, rows) <= out.columns ? 2 : 1;
  // The remarks stand under the names, so a narrow first column carries them.
  const lines = gridLines(
    [{ header: '', side: 'left' }, ...columns],
    rows.map((row) => (row.kind === 'row' ? { ...row, cells: ['', ...row.cells] } : row)),
    { ...out, gap },
  );
  return weights.size === 0 ? lines : [...wrappedItems([...weights], score.between, out.columns), '', ...lines];
}

/** Weights that changed alike for everybody are said once. */
function commonWeights(changes: readonly SubjectChange[], { diff }: Context['messages']): ReadonlySet<string> {
  const lists = changes
    .filter(({ only }) => only === null)
    .map(({ parts }) => new Set(parts.flatMap((part) => weightText(part, diff) ?? [])));
  return new Set([...(lists[0] ?? [])].filter((text) => lists.every((list) => list.has(text))));
}

function weightText({ name, weight }: PartChange, diff: Context['messages']['diff']): string | null {
  return weight === null ? null : `${plain(name)} ${diff.weight} ${weight.a ?? diff.none} ${diff.to} ${weight.b ?? diff.none}`;
}

function changed(change: Change<string>, show: (text: string) => string, to: string, nothing: string): string {
  const [a, b] = [change.a === null ? nothing : show(change.a), change.b === null ? nothing : show(change.b)];
  return change.a === change.b ? (change.a === null ? '' : a) : `${a} ${to} ${b}`;
}

function signed({ delta, a, b }: NumberChange): string {
  if (delta === null || a === b) return '';
  return delta.startsWith('-') ? minus(delta) : `+${delta}`;
}

/** In words, as places move: 升 1, 降 2. */
function rankChange({ a, b }: Change<number>, diff: Context['messages']['diff']): string {
  if (a === b) return a === null ? '' : `${a}`;
  if (a === null || b === null) return `${a ?? diff.none} ${diff.to} ${b ?? diff.none}`;
  return `${a} ${diff.to} ${b} ${b < a ? diff.up(a - b) : diff.down(b - a)}`;
}

function reasonsOf(
  { parts, flags, outcomes, only }: SubjectChange,
  said: ReadonlySet<string>,
  { diff }: Context['messages'],
): readonly string[] {
  if (only !== null) return [];
  return [
    ...parts.flatMap((part) => {
      const weight = weightText(part, diff);
      const value = valueText(part, diff);
      return [...(value === null ? [] : [value]), ...(weight === null || said.has(weight) ? [] : [weight])];
    }),
    ...(flags.gained.length === 0 ? [] : [diff.gained(flags.gained.map(plain))]),
    ...(flags.lost.length === 0 ? [] : [diff.lost(flags.lost.map(plain))]),
    ...outcomes.map(({ key, a, b }) => {
      const show = (text: string | null): string =>
        text === null ? diff.none : key.endsWith('_fen') && /^-?\d+$/.test(text) ? money(Number(text)) : minus(text);
      return `${plain(key)} ${show(a)} ${diff.to} ${show(b)}`;
    }),
  ];
}

function valueText(part: PartChange, diff: Context['messages']['diff']): string | null {
  if (part.a === part.b) return null;
  return `${plain(part.name)} ${part.delta === null ? `${part.a ?? diff.none} ${diff.to} ${part.b ?? diff.none}` : signed(part)}`;
}

function totalLines({ comparison }: Compared, { messages, out }: Context): readonly string[] {
  const { diff, score } = messages;
  if (comparison.totals.length === 0) return [];
  const show = (key: string, text: string | null): string =>
    text === null ? diff.none : key.endsWith('_fen') ? money(Number(text)) : minus(text);
  return [
    '',
    out.paint.strong(score.totals),
    ...comparison.totals.map(({ key, a, b }) => `  ${plain(key)}  ${show(key, a)} ${diff.to} ${show(key, b)}`),
  ];
}

/** Where the texts of the schemes differ, under the name of the indicator in which the lines stand. */
function schemeLines(a: Scheme, b: Scheme, changes: readonly LineChange[], { messages, out }: Context): readonly string[] {
  const { diff } = messages;
  const { strong, muted } = out.paint;
  if (changes.length === 0) return [diff.sameText];
  const width = out.columns - 10;
  const line = (sign: string, number: number, text: string): string =>
    `  ${muted(String(number).padStart(4))} ${sign} ${shortened(plain(text.trimStart()), width)}`;
  return [
    strong(diff.schemeChanges(changes.length)),
    ...changes.flatMap((change) => {
      const name = change.b.length > 0 ? nameAt(b, change.fromB) : nameAt(a, change.fromA);
      const text = [
        ...change.a.map((each, i) => line('-', change.fromA + i, each)),
        ...change.b.map((each, i) => line('+', change.fromB + i, each)),
      ].filter((each) => !/[-+] $/.test(each));
      return [`  ${name === null ? diff.head : plain(name)}`, ...text];
    }),
  ];
}

/** The indicator, or the grading, in which a line of the document stands. */
function nameAt({ stages }: Scheme, line: number): string | null {
  const anchors = stages.flatMap(({ name, nodes, grading }) => [
    ...nodes.map((node) => ({ line: node.place.line, name: node.name })),
    ...(grading === null ? [] : [{ line: grading.place.line, name: `${name} grading` }]),
  ]);
  return (
    anchors
      .filter((anchor) => anchor.line <= line)
      .reduce<{ line: number; name: string } | null>((last, each) => (each.line >= (last?.line ?? 0) ? each : last), null)?.name ?? null
  );
}
