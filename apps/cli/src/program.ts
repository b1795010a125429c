import type { Language } from '@kaoji/engine';
import { readCommandLine, type Request } from './command-line.ts';
import { commands } from './commands/registry.ts';
import type { Context } from './context.ts';
import { languageOf } from './language.ts';
import type { Messages } from './messages/messages.ts';
import { noProgress, progressOn } from './progress.ts';
import { Refusal } from './refusal.ts';
import type { Environment, Stream } from './stream.ts';

/** What surrounds a run; tests give their own. */
export interface Surroundings {
  readonly out: Stream;
  readonly err: Stream;
  readonly environment: Environment;
}

/** Exit codes: 0 done, 1 an input was refused (or the program failed), 2 the command makes no sense as written. */
const exitCodes = { done: 0, refused: 1, failed: 1, usage: 2 } as const;

/** Runs the command line and gives its exit code. Everything that ends a command early is told here, and only here. */
export async function runProgram(words: readonly string[], { out, err, environment }: Surroundings): Promise<number> {
  const language = languageOf(words, environment);
  const messages = await messagesIn(language);
  const context: Context = { language, messages, out, err, progress: noProgress };
  try {
    const request = await readCommandLine(words);
    return await answer(request, { ...context, progress: progressOn(err, () => performance.now()) });
  } catch (error) {
    if (error instanceof Refusal) {
      err.write(`${error.tell(messages).trimEnd()}\n`);
      return exitCodes[error.kind];
    }
    await tellFailure(error, words.includes('--debug'), context);
    return exitCodes.failed;
  }
}

async function messagesIn(language: Language): Promise<Messages> {
  if (language === 'en') return (await import('./messages/en.ts')).en;
  return (await import('./messages/zh.ts')).zh;
}

async function answer(request: Request, context: Context): Promise<number> {
  switch (request.kind) {
    case 'command': {
      const { run } = await commands[request.line.command].load();
      try {
        await run(request.line, context);
      } finally {
        context.progress.end();
      }
      return exitCodes.done;
    }
    case 'help': {
      const { helpText } = await import('./help.ts');
      context.out.write(await helpText(request.topic, context.messages, context.out));
      return exitCodes.done;
    }
    case 'version': {
      const { programVersion } = await import('./version.ts');
      context.out.write(`kaoji ${await programVersion()}\n`);
      return exitCodes.done;
    }
    case 'nothing': {
      const { helpText } = await import('./help.ts');
      context.err.write(await helpText(null, context.messages, context.err));
      return exitCodes.usage;
    }
  }
}

/** A fault of ours: a number that can be read out on the telephone, and where it happened for whoever asks. */
async function tellFailure(error: unknown, withStack: boolean, { messages, err }: Context): Promise<void> {
  const { randomBytes } = await import('node:crypto');
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  err.write(`${messages.unexpected(randomBytes(4).toString('hex'), text)}\n`);
  if (withStack && error instanceof Error) err.write(`${error.stack ?? ''}\n`);
}
