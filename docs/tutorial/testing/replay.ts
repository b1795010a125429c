import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runProgram } from '../../../apps/cli/src/program.ts';
import { streamOf } from '../../../apps/cli/src/stream.ts';
import { withFences, type Fence } from './markdown.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * A document with the commands of its `console` blocks run again and what they print put in the place of what is quoted.
 * The document is right where this changes nothing.
 *
 * A block holds lines that begin with `$ `, each followed by what the command prints. A quoted line `…` stands for any
 * number of lines. Commands run in an empty folder in which the examples lie as they do in the repository, so nothing
 * that they write stays. The language is that of the document.
 */
export async function replayed(path: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-docs-'));
  const home = process.cwd();
  try {
    symlinkSync(join(root, 'schemes'), join(folder, 'schemes'));
    cpSync(join(root, 'docs', 'tutorial', 'files'), join(folder, 'docs', 'tutorial', 'files'), { recursive: true });
    process.chdir(folder);
    const shell = new Shell(path.endsWith('.zh-CN.md') ? 'zh_CN.UTF-8' : 'en_US.UTF-8', folder);
    return await withFences(readFileSync(path, 'utf8'), (fence) =>
      fence.language === 'console' ? shell.replay(fence) : Promise.resolve(fence.lines),
    );
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  }
}

class Shell {
  private readonly language: string;
  private readonly folder: string;
  private exitCode = 0;

  constructor(language: string, folder: string) {
    this.language = language;
    this.folder = folder;
  }

  async replay(fence: Fence): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const { command, quoted } of commandsOf(fence)) {
      const printed = await this.run(command, fence.line);
      lines.push(`$ ${command}`, ...quotedLike(quoted, printed));
    }
    return lines;
  }

  /** The lines that a command prints, on either stream. */
  private async run(command: string, line: number): Promise<readonly string[]> {
    const words = wordsOf(command);
    if (words[0] === 'cd') {
      process.chdir(join(this.folder, words[1] ?? '.'));
      return [];
    }
    if (command === 'echo $?') return [String(this.exitCode)];
    // A page that quotes a fingerprint cannot have a different secret each time.
    const seedFile = /^head -c 32 \/dev\/urandom > (\S+)$/.exec(command)?.[1];
    if (seedFile !== undefined) {
      writeFileSync(seedFile, new Uint8Array(32));
      return [];
    }
    const parameters = kaojiParameters(words);
    if (parameters === null) throw new Error(`line ${line}: the command “${command}” cannot be run again here`);
    let text = '';
    const environment = { LANG: this.language, COLUMNS: '100' };
    const stream = streamOf({ write: (piece) => (text += piece) }, environment);
    this.exitCode = await runProgram(parameters, { out: stream, err: stream, environment });
    // A fault of the program is never what a page wants to quote, and `--update` would take it for the new output.
    if (this.exitCode === 1 && text.includes('--debug')) throw new Error(`line ${line}: ${command}\n${text}`);
    return text === ''
      ? []
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map((each) => each.trimEnd());
  }
}

function commandsOf(fence: Fence): { command: string; quoted: string[] }[] {
  const commands: { command: string; quoted: string[] }[] = [];
  for (const line of fence.lines) {
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), quoted: [] });
    else if (commands.length === 0) throw new Error(`line ${fence.line}: the block begins without a command`);
    else commands.at(-1)!.quoted.push(line);
  }
  return commands;
}

/** Words between spaces; quotes hold words together. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

function kaojiParameters(words: readonly string[]): readonly string[] | null {
  if (words[0] === 'npx' && words[1] === 'kaoji') return words.slice(2);
  if (words[0] !== 'npm' || words[1] !== 'run' || words[2] === undefined) return null;
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const script = wordsOf(scripts[words[2]] ?? '');
  const start = script.findIndex((word) => word.endsWith('/kaoji.js'));
  return start < 0 ? null : script.slice(start + 1);
}

const elision = '…';

/** What is printed now, quoted in pieces as before: where a piece begins is told by its first word. */
function quotedLike(quoted: readonly string[], printed: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let at = 0;
  for (const [index, piece] of piecesOf(quoted).entries()) {
    const isLast = index > 0 && index === piecesOf(quoted).length - 1;
    const found = index === 0 ? 0 : isLast ? printed.length - piece.length : startOf(piece, printed, at);
    // A piece that is not there any more: everything is quoted, for people to choose again.
    if (found < at) return printed;
    if (index > 0) lines.push(elision);
    lines.push(...printed.slice(found, found + piece.length));
    at = found + piece.length;
  }
  return quoted.includes(elision) ? lines : printed;
}

/** The lines between elisions; the first and the last piece may be empty. */
function piecesOf(quoted: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [[]];
  for (const line of quoted) {
    if (line === elision) pieces.push([]);
    else pieces.at(-1)!.push(line);
  }
  return pieces;
}

function startOf(piece: readonly string[], printed: readonly string[], from: number): number {
  const exact = printed.indexOf(piece[0]!, from);
  if (exact >= 0) return exact;
  const word = piece[0]!.trim().split(/\s+/)[0]!;
  return printed.findIndex((line, i) => i >= from && line.trim().split(/\s+/)[0] === word);
}
