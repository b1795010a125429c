/** A fenced block of a Markdown document. */
export interface Fence {
  /** First word behind the backticks. */
  readonly language: string;
  /** The other words, `name=value`. */
  readonly words: ReadonlyMap<string, string>;
  readonly lines: readonly string[];
  /** Line of the document in which the block begins, from 1. */
  readonly line: number;
}

export type Part = { readonly kind: 'text'; readonly lines: readonly string[] } | { readonly kind: 'fence'; readonly fence: Fence };

/** The parts of a document, so that a block can be exchanged and the rest stays letter by letter. */
export function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  let text: string[] = [];
  let open: { info: string; lines: string[]; line: number } | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (open === null && line.startsWith('```')) {
      text.push(line);
      parts.push({ kind: 'text', lines: text });
      text = [];
      open = { info: line.slice(3), lines: [], line: index + 1 };
    } else if (open !== null && line === '```') {
      parts.push({ kind: 'fence', fence: fenceOf(open) });
      text.push(line);
      open = null;
    } else (open?.lines ?? text).push(line);
  }
  if (open !== null) throw new Error(`the block that begins in line ${open.line} is never closed`);
  parts.push({ kind: 'text', lines: text });
  return parts;
}

function fenceOf({ info, lines, line }: { info: string; lines: readonly string[]; line: number }): Fence {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const pairs = words.map((word): [string, string] => {
    const [name = '', ...value] = word.split('=');
    return [name, value.join('=')];
  });
  return { language, words: new Map(pairs), lines, line };
}

/** The document with each block replaced by what `exchange` gives for it. */
export async function withFences(markdown: string, exchange: (fence: Fence) => Promise<readonly string[]>): Promise<string> {
  const lines: string[] = [];
  for (const part of partsOf(markdown)) lines.push(...(part.kind === 'text' ? part.lines : await exchange(part.fence)));
  return lines.join('\n');
}

export function fencesOf(markdown: string): readonly Fence[] {
  return partsOf(markdown).flatMap((part) => (part.kind === 'fence' ? [part.fence] : []));
}

/** Whether some lines stand one after the other in a file, whatever the depth at which they stand there. */
export function isExcerpt(lines: readonly string[], file: string): boolean {
  const wanted = dedented(lines);
  const all = file.split('\n');
  return all.some((_, start) => dedented(all.slice(start, start + wanted.length)).join('\n') === wanted.join('\n'));
}

function dedented(lines: readonly string[]): readonly string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(depth)));
}
