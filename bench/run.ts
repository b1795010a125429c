import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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
import { buildReport } from './report.ts';
import type { BenchLine } from './thirty-leaves/entry.ts';

/**
 * Runs every entry as its own process, one after the other, so that none warms up, heats or fills the memory of another. The
 * repetitions are interleaved: a slow minute of the machine meets all entries alike, and the ratios keep their meaning.
 */
const ENTRY_TIME_LIMIT_MS = 15 * 60_000;
const BUSY_LOAD_AVERAGE = 0.5;

interface Options {
  readonly subjectsLargest: number;
  readonly subjectsDivisor: number;
  readonly repetitions: number;
  readonly opponents: readonly Opponent[];
  readonly mayInstall: boolean;
}

interface Measurement {
  readonly peer: string;
  readonly script: string;
  readonly subjects: number;
}

function main(): void {
  const options = readOptions();
  describeMachine();

  const failures: string[] = [];
  const absent: string[] = [];
  const lacks = lacksOf(options);
  const present = options.opponents.filter(({ peer, needs }) => {
    const lack = lacks[needs];
    if (lack !== null) absent.push(`${peer}: ${lack}`);
    return lack === null;
  });
  const kaojiExists = existsSync(join(import.meta.dirname, KAOJI_SCRIPT));
  if (!kaojiExists) absent.push(`${KAOJI}: bench/${KAOJI_SCRIPT} does not exist`);

  const plan = planMeasurements({ options, opponents: present, kaojiExists });
  const lines: BenchLine[] = [];
  const failed = new Set<Measurement>();
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    for (const measurement of plan) {
      if (failed.has(measurement)) continue;
      process.stderr.write(`${repetition}/${options.repetitions} ${measurement.peer} ${measurement.subjects}\n`);
      const result = runEntryProcess(measurement);
      if (typeof result !== 'string') {
        lines.push(result);
        continue;
      }
      failed.add(measurement);
      failures.push(`${measurement.peer} at ${measurement.subjects} subjects did not finish: ${result}`);
    }
  }

  const report = buildReport({ lines, subjectsLargest: options.subjectsLargest });
  console.log(`\n${report.text}`);
  if (absent.length > 0) console.log(`\nABSENT, NOT MEASURED\n${absent.join('\n')}`);
  failures.push(...report.failures);
  if (failures.length > 0) {
    console.log(`\nFAILED\n${failures.join('\n')}`);
    process.exitCode = 1;
  }
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      n: { type: 'string' },
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
  return {
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
function planMeasurements({
  options,
  opponents,
  kaojiExists,
}: {
  options: Options;
  opponents: readonly Opponent[];
  kaojiExists: boolean;
}): Measurement[] {
  const largest = options.subjectsLargest;
  const smaller = Math.max(1, Math.round(largest / GROWTH_STEP));
  const sizesOf = ({ subjectsMax }: Opponent) =>
    subjectsMax === Infinity ? [largest, smaller] : [Math.min(largest, subjectsMax / options.subjectsDivisor)];

  const sizes = [...new Set([largest, smaller, ...opponents.flatMap(sizesOf)])].sort((left, right) => right - left);
  return sizes.flatMap((subjects) => [
    ...(kaojiExists ? [{ peer: KAOJI, script: KAOJI_SCRIPT, subjects }] : []),
    { peer: REFERENCE, script: REFERENCE_SCRIPT, subjects },
    ...opponents.filter((opponent) => sizesOf(opponent).includes(subjects)).map(({ peer, script }) => ({ peer, script, subjects })),
  ]);
}

/** The entry's line, or the reason why there is none. */
function runEntryProcess({ peer, script, subjects }: Measurement): BenchLine | string {
  const entry = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, script), '--n', String(subjects)], {
    encoding: 'utf8',
    timeout: ENTRY_TIME_LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (entry.status !== 0) return entry.error?.message ?? (entry.stderr.trim() || `ended by ${entry.signal}`);
  const line = entry.stdout.trim().split('\n').at(-1) ?? '';
  const parsed = JSON.parse(line) as BenchLine;
  if (parsed.peer !== peer || parsed.subjects !== subjects) return `printed the line of something else: ${line}`;
  return parsed;
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

main();
