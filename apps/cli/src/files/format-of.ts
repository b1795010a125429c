import { extname } from 'node:path';
import type { CommandLine } from '../command-line.ts';
import { misused } from '../refusal.ts';

/**
 * The format that was asked for: by name, or else by the ending of the file that it goes into, because a table for a terminal
 * in a file named .pdf is a file that no program opens. A table goes into .txt, or a file without an ending.
 */
export function formatOf({ options }: CommandLine, endings: readonly string[]): string {
  const path = options.text('output') ?? '';
  const ending = extname(path).slice(1).toLowerCase();
  const named = options.text('format') ?? endings.find((each) => each === ending);
  if (named !== undefined) return named;
  if (ending !== '' && ending !== 'txt') throw misused((messages) => messages.usage.unknownEnding(path, ['txt', ...endings]));
  return 'table';
}
