import { parseArgs } from 'node:util';
import { countDifferingSubjects, hashAnswer, hashColumns, type Answer } from './answer.ts';
import { generateSubjects, type SubjectColumns } from './data.ts';
import { SEED } from './problem.ts';
import { computeReference } from './reference.ts';

/**
 * The contract of an entry: a process called with `--n <subjects>` that prints one JSON line of this shape and exits.
 *
 * `seconds` runs from the entry's own loaded input to its own result: rules ready, values where its calculation reads them.
 * `secondsWithLoad` runs from the integer columns in memory to the three integer columns of the answer in memory, so it adds
 * building the entry's input and reading its result; reading rules is part of it, starting the process and the warm-up are not.
 */
export interface BenchLine {
  readonly peer: string;
  readonly subjects: number;
  readonly seconds: number;
  readonly secondsWithLoad: number;
  readonly peakRssMb: number;
  /** Over totals, ranks and grades; absent when the entry computes totals only. */
  readonly hash: string | null;
  readonly totalsHash: string;
  readonly differingSubjects: number;
  readonly note: string;
}

export interface Measurement {
  /** An entry that computes totals only leaves ranks and grades out. */
  readonly answer: Answer | Pick<Answer, 'totalsHundredths'>;
  readonly seconds: number;
  readonly secondsWithLoad: number;
  /** Of processes other than this one. */
  readonly otherPeakRssMb?: number;
}

export interface Entry {
  readonly peer: string;
  readonly note: string;
  /** Run untimed before the measurement so that compiled code is measured; 0 for an entry that is a program of its own. */
  readonly warmUpSubjects: number;
  measure(columns: SubjectColumns): Promise<Measurement> | Measurement;
}

const WARM_UP_RUNS = 3;

export async function runEntry(entry: Entry): Promise<void> {
  const subjectCount = readSubjectCount(entry.peer);
  for (let run = 0; entry.warmUpSubjects > 0 && run < WARM_UP_RUNS; run++) {
    await entry.measure(generateSubjects({ subjectCount: entry.warmUpSubjects, seed: SEED + 1 }));
  }
  const columns = generateSubjects({ subjectCount, seed: SEED });
  globalThis.gc?.();

  const measurement = await entry.measure(columns);
  const peakRssMb = readPeakRssMb() + (measurement.otherPeakRssMb ?? 0);

  const line: BenchLine = {
    peer: entry.peer,
    subjects: subjectCount,
    seconds: measurement.seconds,
    secondsWithLoad: measurement.secondsWithLoad,
    peakRssMb,
    note: entry.note,
    ...judgeAnswer({ answer: measurement.answer, columns }),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** For an entry whose loading, computing and reading are separate calls. */
export function inStages<Input, Result>({
  load,
  compute,
  read,
}: {
  load: (columns: SubjectColumns) => Promise<Input> | Input;
  compute: (input: Input) => Promise<Result> | Result;
  read: (result: Result) => Promise<Measurement['answer']> | Measurement['answer'];
}): Entry['measure'] {
  return async (columns) => {
    const startedAt = performance.now();
    const input = await load(columns);
    const loadedAt = performance.now();
    const result = await compute(input);
    const computedAt = performance.now();
    const answer = await read(result);
    const readAt = performance.now();
    return { answer, seconds: (computedAt - loadedAt) / 1000, secondsWithLoad: (readAt - startedAt) / 1000 };
  };
}

function judgeAnswer({
  answer,
  columns,
}: {
  answer: Measurement['answer'];
  columns: SubjectColumns;
}): Pick<BenchLine, 'hash' | 'totalsHash' | 'differingSubjects'> {
  const expected = computeReference(columns);
  const totalsHash = hashColumns([answer.totalsHundredths]);
  if (!('ranks' in answer)) {
    return {
      hash: null,
      totalsHash,
      differingSubjects: countDifferingSubjects([answer.totalsHundredths], [expected.totalsHundredths]),
    };
  }
  return {
    hash: hashAnswer(answer),
    totalsHash,
    differingSubjects: countDifferingSubjects(
      [answer.totalsHundredths, answer.ranks, answer.grades],
      [expected.totalsHundredths, expected.ranks, expected.grades],
    ),
  };
}

function readSubjectCount(peer: string): number {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' } } });
  const subjectCount = Number(values.n);
  if (!Number.isSafeInteger(subjectCount) || subjectCount < 1) throw new Error(`${peer}: --n must be a positive integer`);
  return subjectCount;
}

function readPeakRssMb(): number {
  const kibibytesPerMebibyte = 1024;
  return Math.ceil(process.resourceUsage().maxRSS / kibibytesPerMebibyte);
}
