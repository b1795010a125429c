import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The facts of a published scheme many times over: every copy has subjects, teams, ballots and respondents of its own, and says
 * of them what the original says. The first copy keeps the original ids, so that its result can be looked up.
 */
const ID_COLUMNS: ReadonlySet<string> = new Set(['subject', 'unit', 'leader', 'ballot', 'respondent', 'id', 'corrects']);

export interface ClonedFacts {
  /** Rows without headers, by file. */
  readonly rowCounts: ReadonlyMap<string, number>;
  readonly byteCount: number;
}

export function cloneFacts({ from, to, copies }: { from: string; to: string; copies: number }): ClonedFacts {
  mkdirSync(to, { recursive: true });
  const rowCounts = new Map<string, number>();
  let byteCount = 0;
  for (const name of readdirSync(from).filter((each) => each.endsWith('.csv'))) {
    const [header, ...lines] = readFileSync(join(from, name), 'utf8').trimEnd().split('\n');
    const template = rowTemplate(header!, lines);
    const file = openSync(join(to, name), 'w');
    byteCount += writeSync(file, `${header}\n`);
    for (let copy = 0; copy < copies; copy++) byteCount += writeSync(file, template.join(idSuffix(copy)));
    closeSync(file);
    rowCounts.set(name, lines.length * copies);
  }
  return { rowCounts, byteCount };
}

/** The id of a subject in a copy. */
export function idInCopy(id: string, copy: number): string {
  return `${id}${idSuffix(copy)}`;
}

function idSuffix(copy: number): string {
  return copy === 0 ? '' : `-${copy}`;
}

/** The text of all rows, cut wherever an id ends. The published facts have no quoted cells, so a comma separates. */
function rowTemplate(header: string, lines: readonly string[]): string[] {
  const isId = header.split(',').map((column) => ID_COLUMNS.has(column));
  const pieces: string[] = [];
  let piece = '';
  for (const line of lines) {
    if (line.includes('"')) throw new Error(`a quoted cell: ${line}`);
    const cells = line.split(',');
    for (const [column, cell] of cells.entries()) {
      piece += column === 0 ? cell : `,${cell}`;
      if (!isId[column] || cell === '') continue;
      pieces.push(piece);
      piece = '';
    }
    piece += '\n';
  }
  return [...pieces, piece];
}
