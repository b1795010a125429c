/** `npm run check`: everything that is found without running the code. */
import { runChecks } from './check-steps.ts';

if (runChecks().failedCount > 0) process.exitCode = 1;
