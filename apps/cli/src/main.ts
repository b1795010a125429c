import { runProgram } from './program.ts';
import { streamOf } from './stream.ts';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runProgram(process.argv.slice(2), {
  out: streamOf(process.stdout, process.env),
  err: streamOf(process.stderr, process.env),
  environment: process.env,
});
