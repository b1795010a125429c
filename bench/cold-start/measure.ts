import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/**
 * The whole process of `kaoji score` on a small scheme, from outside: from before it is started until it has ended and its output
 * is there. `cold` has an empty compile cache, as the first call after an installation; `warm` has what earlier calls left there.
 */
export interface ColdStart {
  readonly name: 'cold' | 'warm' | 'bare Node';
  readonly milliseconds: readonly number[];
  /** Sentences; empty where the answer is the published result. */
  readonly faults: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');
const SCHEME = join('schemes', 'town-offices');
const COMMAND = [join('apps', 'cli', 'bin', 'kaoji.js'), 'score', SCHEME, '--facts', join(SCHEME, 'facts')];

export function measureColdStart(repetitions: number): ColdStart[] {
  const cache = mkdtempSync(join(tmpdir(), 'kaoji-bench-'));
  try {
    const faults = unlikePublished(cache);
    const runs = Array.from({ length: repetitions }, (_, run) => ({
      bare: timed(['--eval', '0'], cache),
      cold: timed(COMMAND, join(cache, String(run))),
      warm: timed(COMMAND, cache),
    }));
    return [
      { name: 'bare Node', milliseconds: runs.map(({ bare }) => bare), faults: [] },
      { name: 'cold', milliseconds: runs.map(({ cold }) => cold), faults },
      { name: 'warm', milliseconds: runs.map(({ warm }) => warm), faults },
    ];
  } finally {
    rmSync(cache, { recursive: true });
  }
}

function timed(parameters: readonly string[], cache: string): number {
  const startedAt = performance.now();
  const { status, stderr } = start(parameters, cache);
  if (status !== 0) throw new Error(`kaoji score ended with ${status}: ${stderr}`);
  return performance.now() - startedAt;
}

function start(parameters: readonly string[], cache: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, parameters, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache } });
}

/** Also fills the cache. */
function unlikePublished(cache: string): string[] {
  start(COMMAND, cache);
  const { stdout } = start([...COMMAND, '--format', 'json'], cache);
  const expected: unknown = JSON.parse(readFileSync(join(ROOT, SCHEME, 'expected.json'), 'utf8'));
  return isDeepStrictEqual(JSON.parse(stdout), expected) ? [] : ['the result of town-offices is not the published one'];
}
