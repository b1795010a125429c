import { extname } from 'node:path';
import type { CommandLine } from '../command-line.ts';

/**
 * The format that was asked for: by name, or else by the ending of the file that it goes into, because a table for a terminal
 * in a file named .xlsx is a file that no program opens.
 */
export function formatOf({ options }: CommandLine, endings: readonly string[]): string {
  const ending = extname(options.text('output') ?? '')
    .slice(1)
    .toLowerCase();
  return options.text('format') ?? endings.find((each) => each === ending) ?? 'table';
}
