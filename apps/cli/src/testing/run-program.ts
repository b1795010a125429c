import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../program.ts';
import { streamOf } from '../stream.ts';

/** What a run said, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly columns?: number;
  readonly isTerminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command line in this process, as a pipe of 100 columns sees it unless said otherwise. */
export async function runKaoji(
  words: readonly string[],
  { columns = 100, isTerminal = false, environment = {} }: RunOptions = {},
): Promise<Ran> {
  const said = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => (said[name] += text), isTTY: isTerminal, columns });
  const surroundings = { COLUMNS: String(columns), NO_COLOR: '1', ...environment };
  const code = await runProgram(words, {
    out: streamOf(sink('out'), surroundings),
    err: streamOf(sink('err'), surroundings),
    environment: surroundings,
  });
  return { code, ...said };
}

export const schemesFolder = join(import.meta.dirname, '../../../../schemes');
export const schemeNames = ['town-offices', 'town-cadres', 'county-annual', 'bureau-staff', 'prefecture-leadership'] as const;

/** A folder of its own, and how to remove it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kaoji-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
