import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What `npm run check` does, in order. The commands are those of node_modules/.bin, and `node` is the pinned one. */
const steps: readonly (readonly [name: string, command: string, ...parameters: string[]])[] = [
  ['types', 'tsc', '--project', '.'],
  ['lint', 'oxlint'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['boundaries', 'node', 'scripts/check-boundaries.ts'],
  ['dead code', 'knip', '--no-progress'],
  ['generated files', 'node', 'scripts/check-drift.ts'],
  ['lock file', 'node', 'scripts/check-lock-file.ts'],
];

/** Runs every step, prints its name and result, and what it found where it failed. */
export function runChecks(): { passedCount: number; failedCount: number } {
  const root = join(import.meta.dirname, '..');
  const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` };
  let failedCount = 0;
  for (const [name, command, ...parameters] of steps) {
    const start = performance.now();
    const { status, stdout, stderr, error } = spawnSync(command, parameters, { cwd: root, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (status === 0) {
      console.log(`ok      ${name} (${seconds} s)`);
    } else {
      failedCount += 1;
      console.log(`FAILED  ${name} (${seconds} s)\n${error?.message ?? stdout + stderr}`);
    }
  }
  return { passedCount: steps.length - failedCount, failedCount };
}
