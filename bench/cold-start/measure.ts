import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { buildCommandLine } from '../../scripts/build-cli.ts';

/**
 * The whole process of `kaoji score` on a small scheme, from outside: from before it is started until it has ended and its output
 * is there. A cold call has an empty compile cache, as the first after an installation; a warm one has what earlier calls left.
 */
export interface ColdStart {
  readonly name: string;
  readonly isInstalled: boolean;
  readonly milliseconds: readonly number[];
  /** Sentences; empty where the answer is the published result. */
  readonly faults: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');
const SCHEME = join(ROOT, 'schemes', 'town-offices');
const SCORE = ['score', SCHEME, '--facts', join(SCHEME, 'facts')];

export async function measureColdStart(repetitions: number): Promise<ColdStart[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-bench-'));
  try {
    const installed = join(folder, 'installed');
    await buildCommandLine(pathToFileURL(`${installed}/`));
    const programs = [
      { name: 'installed', isInstalled: true, program: join(installed, 'kaoji.js') },
      { name: 'from source', isInstalled: false, program: join(ROOT, 'apps', 'cli', 'bin', 'kaoji.js') },
    ];
    const cache = join(folder, 'cache');
    const faults = programs.map(({ name, program }) => unlikePublished(program, cache).map((fault) => `${name}: ${fault}`));
    const runs = Array.from({ length: repetitions }, (_, run) => ({
      bare: timed(['--eval', '0'], cache),
      cold: programs.map(({ program }, place) => timed([program, ...SCORE], join(folder, `cache-${place}-${run}`))),
      warm: programs.map(({ program }) => timed([program, ...SCORE], cache)),
    }));
    const starts = programs.flatMap(({ name, isInstalled }, place): ColdStart[] => [
      { name: `${name}, cold`, isInstalled, milliseconds: runs.map(({ cold }) => cold[place]!), faults: faults[place]! },
      { name: `${name}, warm`, isInstalled, milliseconds: runs.map(({ warm }) => warm[place]!), faults: [] },
    ]);
    return [...starts, { name: 'a Node that does nothing', isInstalled: false, milliseconds: runs.map(({ bare }) => bare), faults: [] }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed(parameters: readonly string[], cache: string): number {
  const startedAt = performance.now();
  const { status, stderr } = start(parameters, cache);
  if (status !== 0) throw new Error(`kaoji score ended with ${status}: ${stderr}`);
  return performance.now() - startedAt;
}

function start(parameters: readonly string[], cache: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, parameters, { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache } });
}

/** Also fills the cache. */
function unlikePublished(program: string, cache: string): string[] {
  start([program, ...SCORE], cache);
  const { stdout, stderr } = start([program, ...SCORE, '--format', 'json'], cache);
  if (stdout === '') return [stderr];
  const expected: unknown = JSON.parse(readFileSync(join(SCHEME, 'expected.json'), 'utf8'));
  return isDeepStrictEqual(JSON.parse(stdout), expected) ? [] : ['the result of town-offices is not the published one'];
}
