import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileRefusal, refused } from '../refusal.ts';

export interface OutputOptions {
  readonly path: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/** Refuses before any work is done where the file is there already and may not be replaced. */
export async function checkOutput({ path, force }: OutputOptions): Promise<void> {
  const known = await lstat(path).catch(() => null);
  if (known?.isDirectory() === true) throw refused((messages) => messages.files.failure('EISDIR', path));
  if (known !== null && !force) throw refused((messages) => messages.files.exists(path));
  const folder = await lstat(dirname(path)).catch(() => null);
  if (folder === null) throw refused((messages) => messages.files.failure('ENOENT', dirname(path)));
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, which takes the name only when everything is on the
 * disk. Whatever goes wrong, what stood there before still stands there.
 */
export async function writeOutput(options: OutputOptions, content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const { path } = options;
  await checkOutput(options);
  const temporary = join(dirname(path), `.${basename(path).slice(0, 80)}.${randomBytes(6).toString('hex')}.part`);
  const wipe = (): void => rmSync(temporary, { force: true });
  // A run that is stopped leaves nothing behind.
  process.once('exit', wipe);
  const stop = (signal: NodeJS.Signals): void => {
    wipe();
    process.kill(process.pid, signal);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const file = await open(temporary, 'wx');
    try {
      if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content);
      else for await (const chunk of content) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await takeName(temporary, options);
  } catch (error) {
    throw fileRefusal(error, path);
  } finally {
    await rm(temporary, { force: true });
    process.off('exit', wipe).off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** A link fails where the name has been taken meanwhile; a plain renaming would replace the other file without a word. */
async function takeName(temporary: string, { path, force }: OutputOptions): Promise<void> {
  if (force) {
    await rename(temporary, path);
    return;
  }
  try {
    await link(temporary, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') throw refused((messages) => messages.files.exists(path));
    // Some file systems (FAT, network shares) have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    await checkOutput({ path, force });
    await rename(temporary, path);
  }
}
