import type { BenchLine } from './thirty-leaves/entry.ts';
import { goalTable, type MeasuredGoal } from './goals.ts';
import { formatTable, median, whole } from './table.ts';
import {
  GROWTH_STEP,
  KAOJI,
  KAOJI_GROWTH_MAX,
  KAOJI_LONG,
  KAOJI_PEAK_RSS_MB_MAX,
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
  const goals = [KAOJI, KAOJI_LONG].flatMap((peer) => ownGoals({ lines, peer, subjectsLargest }));
  for (const { peer, goal } of OPPONENTS) {
    const subjects = largestOf({ lines, peer });
    if (goal === null || subjects === null) continue;
    goals.push({
      name: `≥ ${goal.ratioMin} × ${peer}, ${goal.timing}, at ${whole(subjects)}`,
      measured: ratioOf({ lines, peer, subjects, timing: goal.timing }),
      limit: goal.ratioMin,
      wanted: 'at least',
      show: (ratio) => ratio.toFixed(2),
    });
  }
  return goalTable(goals);
}

/** The same goals for both forms in which scores are handed over. */
function ownGoals({
  lines,
  peer,
  subjectsLargest,
}: {
  lines: readonly BenchLine[];
  peer: string;
  subjectsLargest: number;
}): MeasuredGoal[] {
  const large = find({ lines, peer, subjects: subjectsLargest });
  const small = find({ lines, peer, subjects: Math.round(subjectsLargest / GROWTH_STEP) });
  return [
    {
      name: `${peer}: ≥ ${whole(KAOJI_SUBJECTS_PER_SECOND_MIN)} subjects/s at ${whole(subjectsLargest)}`,
      measured: large === null ? null : subjectsLargest / large.seconds,
      limit: KAOJI_SUBJECTS_PER_SECOND_MIN,
      wanted: 'at least',
      show: whole,
    },
    {
      name: `${peer}: ≤ ${whole(KAOJI_PEAK_RSS_MB_MAX)} MiB at ${whole(subjectsLargest)}`,
      measured: large?.peakRssMb ?? null,
      limit: KAOJI_PEAK_RSS_MB_MAX,
      wanted: 'at most',
      show: whole,
    },
    {
      name: `${peer}: ≤ ${KAOJI_GROWTH_MAX} times the time for ${GROWTH_STEP} times the subjects`,
      measured: large === null || small === null ? null : large.seconds / small.seconds,
      limit: KAOJI_GROWTH_MAX,
      wanted: 'at most',
      show: (growth) => growth.toFixed(1),
    },
  ];
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
