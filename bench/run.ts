import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  GROWTH_STEP,
  KAOJI,
  KAOJI_SCRIPT,
  OPPONENTS,
  QUICK_DIVISOR,
  REFERENCE,
  REFERENCE_SCRIPT,
  REPETITIONS_DEFAULT,
  SUBJECTS_DEFAULT,
  type Opponent,
} from './catalogue.ts';
import { ensureLibreOffice, ensureNpmPeers, type Lack } from './install.ts';
import { measureColdStart } from './cold-start/measure.ts';
import { buildColdStartReport } from './cold-start/report.ts';
import type { PrefectureLine } from './prefecture/line.ts';
import { buildPrefectureReport } from './prefecture/report.ts';
import { buildReport } from './report.ts';
import type { BenchLine } from './thirty-leaves/entry.ts';

/**
 * Runs every entry as its own process, one after the other, so that none warms up, heats or fills the memory of another. The
 * repetitions are interleaved: a slow minute of the machine meets all entries alike, and the ratios keep their meaning.
 */
const ENTRY_TIME_LIMIT_MS = 15 * 60_000;
const BUSY_LOAD_AVERAGE = 0.5;
const SECTIONS = ['thirty-leaves', 'prefecture', 'cold-start'] as const;
const LEADERS_DEFAULT = 100_000;
const PREFECTURE_REPETITIONS_MAX = 3;
const COLD_STARTS_PER_REPETITION = 3;

interface Options {
  readonly sections: readonly Section[];
  readonly leaders: number;
  readonly subjectsLargest: number;
  readonly subjectsDivisor: number;
  readonly repetitions: number;
  readonly opponents: readonly Opponent[];
  readonly mayInstall: boolean;
}

type Section = (typeof SECTIONS)[number];

/** What a section prints, and what failed in it. */
interface Outcome {
  readonly text: string;
  readonly failures: readonly string[];
}

interface Measurement {
  readonly peer: string;
  readonly script: string;
  readonly subjects: number;
}

async function main(): Promise<void> {
  const options = readOptions();
  describeMachine();
  const run: Record<Section, (options: Options) => Outcome | Promise<Outcome>> = {
    'thirty-leaves': runThirtyLeaves,
    prefecture: runPrefecture,
    'cold-start': async ({ repetitions }) => buildColdStartReport(await measureColdStart(repetitions * COLD_STARTS_PER_REPETITION)),
  };
  const failures: string[] = [];
  for (const section of options.sections) {
    const outcome = await run[section](options);
    console.log(`\n${section.toUpperCase()}\n${outcome.text}`);
    failures.push(...outcome.failures);
  }
  if (failures.length > 0) {
    console.log(`\nFAILED\n${failures.join('\n')}`);
    process.exitCode = 1;
  }
}

function runThirtyLeaves(options: Options): Outcome {
  const failures: string[] = [];
  const absent: string[] = [];
  const lacks = lacksOf(options);
  const present = options.opponents.filter(({ peer, needs }) => {
    const lack = lacks[needs];
    if (lack !== null) absent.push(`${peer}: ${lack}`);
    return lack === null;
  });

  const plan = planMeasurements({ options, opponents: present });
  const lines: BenchLine[] = [];
  const failed = new Set<Measurement>();
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    for (const measurement of plan) {
      if (failed.has(measurement)) continue;
      const { peer, script, subjects } = measurement;
      process.stderr.write(`${repetition}/${options.repetitions} ${peer} ${subjects}\n`);
      const result = runProcess(script, ['--n', String(subjects)]);
      if ('line' in result) {
        const line = result.line as BenchLine; // `entry.ts` prints nothing else
        assert(line.peer === peer && line.subjects === subjects, 'an entry prints its own line');
        lines.push(line);
        continue;
      }
      failed.add(measurement);
      failures.push(`${peer} at ${subjects} subjects did not finish: ${result.fault}`);
    }
  }

  const report = buildReport({ lines, subjectsLargest: options.subjectsLargest });
  const notMeasured = absent.length === 0 ? '' : `\n\nAbsent, not measured\n${absent.join('\n')}`;
  return { text: report.text + notMeasured, failures: [...failures, ...report.failures] };
}

function runPrefecture({ leaders, repetitions }: Options): Outcome {
  const lines: PrefectureLine[] = [];
  for (let repetition = 1; repetition <= Math.min(repetitions, PREFECTURE_REPETITIONS_MAX); repetition++) {
    process.stderr.write(`${repetition} prefecture ${leaders}\n`);
    const result = runProcess('prefecture/kaoji.ts', ['--leaders', String(leaders)]);
    if ('fault' in result) return { text: 'not measured', failures: [`prefecture did not finish: ${result.fault}`] };
    lines.push(result.line as PrefectureLine); // the script prints nothing else
  }
  return buildPrefectureReport(lines);
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      n: { type: 'string' },
      only: { type: 'string' },
      leaders: { type: 'string' },
      peers: { type: 'string' },
      repetitions: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'no-install': { type: 'boolean', default: false },
    },
  });
  const subjectsDivisor = values.quick ? QUICK_DIVISOR : 1;
  const wanted = values.peers?.split(',').map((name) => name.trim());
  const unknown = wanted?.filter((name) => OPPONENTS.every(({ peer }) => peer !== name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`unknown peer ${unknown.join(', ')}; there are: ${OPPONENTS.map(({ peer }) => peer).join(', ')}`);
  }
  const sections = (values.only?.split(',') ?? SECTIONS).map((name) => {
    const section = SECTIONS.find((each) => each === name.trim());
    if (section === undefined) throw new Error(`unknown section ${name}; there are: ${SECTIONS.join(', ')}`);
    return section;
  });
  return {
    sections,
    leaders: positiveInteger({ name: '--leaders', text: values.leaders, fallback: LEADERS_DEFAULT / subjectsDivisor }),
    subjectsLargest: positiveInteger({ name: '--n', text: values.n, fallback: SUBJECTS_DEFAULT / subjectsDivisor }),
    subjectsDivisor,
    repetitions: positiveInteger({
      name: '--repetitions',
      text: values.repetitions,
      fallback: values.quick ? 1 : REPETITIONS_DEFAULT,
    }),
    opponents: OPPONENTS.filter(({ peer }) => peer !== REFERENCE && (wanted === undefined || wanted.includes(peer))),
    mayInstall: !values['no-install'],
  };
}

function lacksOf({ opponents, mayInstall }: Options): Record<Opponent['needs'], Lack> {
  const needed = new Set(opponents.map(({ needs }) => needs));
  return {
    nothing: null,
    npm: needed.has('npm') ? ensureNpmPeers({ mayInstall }) : null,
    libreoffice: needed.has('libreoffice') ? ensureLibreOffice({ mayInstall }) : null,
  };
}

/** Reference and Kaoji run at every size at which somebody else does; those without a limit also show how they grow. */
function planMeasurements({ options, opponents }: { options: Options; opponents: readonly Opponent[] }): Measurement[] {
  const largest = options.subjectsLargest;
  const smaller = Math.max(1, Math.round(largest / GROWTH_STEP));
  const sizesOf = ({ subjectsMax }: Opponent) =>
    subjectsMax === Infinity ? [largest, smaller] : [Math.min(largest, subjectsMax / options.subjectsDivisor)];

  const sizes = [...new Set([largest, smaller, ...opponents.flatMap(sizesOf)])].sort((left, right) => right - left);
  return sizes.flatMap((subjects) => [
    { peer: KAOJI, script: KAOJI_SCRIPT, subjects },
    { peer: REFERENCE, script: REFERENCE_SCRIPT, subjects },
    ...opponents.filter((opponent) => sizesOf(opponent).includes(subjects)).map(({ peer, script }) => ({ peer, script, subjects })),
  ]);
}

/** The line that a script prints last, or the reason why there is none. */
function runProcess(script: string, parameters: readonly string[]): { readonly line: unknown } | { readonly fault: string } {
  const entry = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, script), ...parameters], {
    encoding: 'utf8',
    timeout: ENTRY_TIME_LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (entry.status !== 0) return { fault: entry.error?.message ?? (entry.stderr.trim() || `ended by ${entry.signal}`) };
  return { line: JSON.parse(entry.stdout.trim().split('\n').at(-1) ?? '') };
}

function describeMachine(): void {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  console.log(`${processors.length} × ${processors[0]?.model.trim()}, ${gibibytes} GiB, Node ${process.version}`);
  const load = loadavg()[0] ?? 0;
  if (load > BUSY_LOAD_AVERAGE) {
    console.log(`Other work is running here (load average ${load.toFixed(1)}): trust the ratios, not the absolute figures.`);
  }
}

function positiveInteger({ name, text, fallback }: { name: string; text: string | undefined; fallback: number }): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${name} must be a positive integer`);
  return value;
}

await main();
