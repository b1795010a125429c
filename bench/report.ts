import type { BenchLine } from './thirty-leaves/entry.ts';
import {
  GROWTH_STEP,
  KAOJI,
  KAOJI_GROWTH_MAX,
  KAOJI_SUBJECTS_PER_SECOND_MIN,
  OPPONENTS,
  REFERENCE,
  type Opponent,
  type Timing,
} from './catalogue.ts';

/** All lines of one run, in the order in which they were measured. */
export interface Report {
  readonly text: string;
  /** Sentences; a run with any of them has failed. */
  readonly failures: readonly string[];
}

interface Summary {
  readonly seconds: number;
  readonly secondsWithLoad: number;
  readonly peakRssMb: number;
}

export function buildReport({ lines, subjectsLargest }: { lines: readonly BenchLine[]; subjectsLargest: number }): Report {
  const answers = judgeAnswers(lines);
  const sections = [comparisonTable({ lines, answers }), growthTable({ lines, subjectsLargest }), goalList({ lines, subjectsLargest })];
  return { text: sections.join('\n\n'), failures: answers.failures };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined) throw new Error('a median needs a value');
  return sorted.length % 2 === 1 ? upper : (sorted[(sorted.length >> 1) - 1]! + upper) / 2;
}

/** Equality is by hash with the reference of the same size, in every repetition, for totals alone where there is no rank. */
function judgeAnswers(lines: readonly BenchLine[]): { verdicts: Map<string, string>; failures: string[] } {
  const verdicts = new Map<string, string>();
  const failures: string[] = [];
  for (const [key, own] of groupBy(lines)) {
    const { peer, subjects } = own[0]!;
    const expected = lines.find((line) => line.peer === REFERENCE && line.subjects === subjects);
    if (expected === undefined) throw new Error(`no reference was measured at ${subjects} subjects`);
    const unequal = own.find((line) => (line.hash === null ? line.totalsHash !== expected.totalsHash : line.hash !== expected.hash));
    if (unequal === undefined) {
      verdicts.set(key, own[0]!.hash === null ? 'yes (totals)' : 'yes');
      continue;
    }
    verdicts.set(key, `NO: ${unequal.differingSubjects} differ`);
    if (arithmeticOf(peer) === 'exact') {
      failures.push(`${peer} at ${subjects} subjects: the answer differs for ${unequal.differingSubjects} subjects`);
    }
  }
  return { verdicts, failures };
}

function comparisonTable({ lines, answers }: { lines: readonly BenchLine[]; answers: ReturnType<typeof judgeAnswers> }): string {
  const rows = [...groupBy(lines)].map(([key, own]) => {
    const { peer, subjects, note } = own[0]!;
    const summary = summarise(own);
    return [
      peer,
      whole(subjects),
      whole(subjects / summary.seconds),
      ratioText({ lines, peer, subjects, timing: 'compute' }),
      whole(subjects / summary.secondsWithLoad),
      ratioText({ lines, peer, subjects, timing: 'with load' }),
      answers.verdicts.get(key)!,
      whole(summary.peakRssMb),
      note,
    ];
  });
  const header = ['peer', 'subjects', 'subjects/s', 'Kaoji/peer', 'with load/s', 'Kaoji/peer', 'equal answers', 'peak MiB', 'how'];
  return `Medians; every answer compared with the reference of the same size\n${formatTable([header, ...rows])}`;
}

function growthTable({ lines, subjectsLargest }: { lines: readonly BenchLine[]; subjectsLargest: number }): string {
  const subjectsSmaller = Math.round(subjectsLargest / GROWTH_STEP);
  const rows = [...new Set(lines.map((line) => line.peer))].flatMap((peer) => {
    const small = find({ lines, peer, subjects: subjectsSmaller });
    const large = find({ lines, peer, subjects: subjectsLargest });
    if (small === null || large === null) return [];
    return [
      [
        peer,
        (large.seconds / small.seconds).toFixed(1),
        (large.secondsWithLoad / small.secondsWithLoad).toFixed(1),
        `${whole(small.peakRssMb)} → ${whole(large.peakRssMb)}`,
      ],
    ];
  });
  const header = ['peer', 'time', 'with load', 'peak MiB'];
  const title = `Growth: t(${whole(subjectsLargest)}) / t(${whole(subjectsSmaller)})`;
  return `${title}\n${formatTable([header, ...rows])}`;
}

function goalList({ lines, subjectsLargest }: { lines: readonly BenchLine[]; subjectsLargest: number }): string {
  const kaoji = find({ lines, peer: KAOJI, subjects: subjectsLargest });
  const goals: string[][] = [];

  const perSecond = kaoji === null ? null : subjectsLargest / kaoji.seconds;
  goals.push([
    `≥ ${whole(KAOJI_SUBJECTS_PER_SECOND_MIN)} subjects/s at ${whole(subjectsLargest)}`,
    perSecond === null ? '–' : whole(perSecond),
    verdict(perSecond === null ? null : perSecond >= KAOJI_SUBJECTS_PER_SECOND_MIN),
  ]);

  const small = find({ lines, peer: KAOJI, subjects: Math.round(subjectsLargest / GROWTH_STEP) });
  const growth = kaoji === null || small === null ? null : kaoji.seconds / small.seconds;
  goals.push([
    `≤ ${KAOJI_GROWTH_MAX} times the time for ${GROWTH_STEP} times the subjects`,
    growth === null ? '–' : growth.toFixed(1),
    verdict(growth === null ? null : growth <= KAOJI_GROWTH_MAX),
  ]);

  for (const { peer, goal } of OPPONENTS) {
    const subjects = largestOf({ lines, peer });
    if (goal === null || subjects === null) continue;
    const ratio = ratioOf({ lines, peer, subjects, timing: goal.timing });
    goals.push([
      `≥ ${goal.ratioMin} × ${peer}, ${goal.timing}, at ${whole(subjects)}`,
      ratio === null ? '–' : ratio.toFixed(2),
      verdict(ratio === null ? null : ratio >= goal.ratioMin),
    ]);
  }
  return `Goals (printed, never enforced)\n${formatTable([['Kaoji', 'measured', ''], ...goals])}`;
}

function ratioText(place: Parameters<typeof ratioOf>[0]): string {
  if (place.peer === KAOJI) return '';
  const ratio = ratioOf(place);
  if (ratio === null) return '–';
  return ratio >= 10 ? whole(ratio) : ratio.toFixed(2);
}

function ratioOf({
  lines,
  peer,
  subjects,
  timing,
}: {
  lines: readonly BenchLine[];
  peer: string;
  subjects: number;
  timing: Timing;
}): number | null {
  const kaoji = find({ lines, peer: KAOJI, subjects });
  const opponent = find({ lines, peer, subjects });
  if (kaoji === null || opponent === null) return null;
  return timing === 'compute' ? opponent.seconds / kaoji.seconds : opponent.secondsWithLoad / kaoji.secondsWithLoad;
}

function find({ lines, peer, subjects }: { lines: readonly BenchLine[]; peer: string; subjects: number }): Summary | null {
  const own = lines.filter((line) => line.peer === peer && line.subjects === subjects);
  return own.length === 0 ? null : summarise(own);
}

function largestOf({ lines, peer }: { lines: readonly BenchLine[]; peer: string }): number | null {
  const sizes = lines.filter((line) => line.peer === peer).map((line) => line.subjects);
  return sizes.length === 0 ? null : Math.max(...sizes);
}

function summarise(lines: readonly BenchLine[]): Summary {
  return {
    seconds: median(lines.map((line) => line.seconds)),
    secondsWithLoad: median(lines.map((line) => line.secondsWithLoad)),
    peakRssMb: median(lines.map((line) => line.peakRssMb)),
  };
}

/** By peer and size, in the order of the sizes (largest first), then of first appearance. */
function groupBy(lines: readonly BenchLine[]): Map<string, BenchLine[]> {
  const groups = new Map<string, BenchLine[]>();
  for (const line of lines.toSorted((left, right) => right.subjects - left.subjects)) {
    const key = `${line.peer} ${line.subjects}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return groups;
}

function arithmeticOf(peer: string): Opponent['arithmetic'] {
  return OPPONENTS.find((opponent) => opponent.peer === peer)?.arithmetic ?? 'exact';
}

function verdict(reached: boolean | null): string {
  if (reached === null) return 'open: Kaoji was not measured';
  return reached ? 'reached' : 'MISSED';
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** The first and the last column are text and start left; numbers between them end right. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const columnCount = rows[0]!.length;
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column === 0 || column === columnCount - 1 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
