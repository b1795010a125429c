/**
 * `npm test`: all checks, then all tests, whatever fails on the way. The last line counts both: each step of the checks is one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runChecks } from './check-steps.ts';

interface Counts {
  readonly passedCount: number;
  readonly failedCount: number;
  readonly skippedCount: number;
}

/** The part of vitest's JSON report that is read here. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const checks = runChecks();
const tests = runTests();

const failedCount = checks.failedCount + tests.failedCount;
const skipped = tests.skippedCount > 0 ? `, ${tests.skippedCount} skipped` : '';
console.log(`${checks.passedCount + tests.passedCount} passed, ${failedCount} failed${skipped}`);
if (failedCount > 0) process.exitCode = 1;

function runTests(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-test-'));
  try {
    const reportPath = join(folder, 'report.json');
    const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
    const parameters = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`];
    const { status } = spawnSync(process.execPath, parameters, { cwd: join(import.meta.dirname, '..'), stdio: 'inherit' });
    if (!existsSync(reportPath)) return { passedCount: 0, failedCount: 1, skippedCount: 0 };
    const report = JSON.parse(readFileSync(reportPath, 'utf8')) as TestReport;
    return {
      passedCount: report.numPassedTests,
      // A file that cannot be loaded or an error outside any test fails the run without a failed test.
      failedCount: status === 0 ? 0 : Math.max(report.numFailedTests, 1),
      skippedCount: report.numPendingTests + report.numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
