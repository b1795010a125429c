import { fillSentence, type Problem } from '@kaoji/engine';
import { tableProblems, type TableProblemCode } from '../problems.ts';

export interface Spot {
  /** Table key where it is known. */
  readonly table: string;
  /** File or sheet. */
  readonly source: string;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
}

const quotedLengthMax = 80;

/** Gathers what is wrong with a file: at most so many problems of one kind, and how many there were. */
export class TableProblemList {
  private readonly listed: Problem[] = [];
  private readonly totals = new Map<TableProblemCode, number>();
  private readonly listedMax: number;

  constructor(listedMax: number) {
    this.listedMax = listedMax;
  }

  add(code: TableProblemCode, spot: Spot | null, parameters: Readonly<Record<string, string>> = {}): void {
    const total = (this.totals.get(code) ?? 0) + 1;
    this.totals.set(code, total);
    if (total > this.listedMax) return;
    if (spot === null) {
      this.listed.push({ code, place: null, parameters });
      return;
    }
    const value = shortened(spot.value ?? '');
    const row = spot.row ?? 0;
    const column = spot.column ?? '';
    this.listed.push({
      code,
      place: { kind: 'cell', table: spot.table, source: spot.source, row, column, value },
      parameters: { source: spot.source, row: String(row), column, value, ...parameters },
    });
  }

  has(code: TableProblemCode): boolean {
    return this.totals.has(code);
  }

  /** Sorted by row, with a line for each kind that was cut short. */
  all(): readonly Problem[] {
    const sorted = this.listed.toSorted((a, b) => rowOf(a) - rowOf(b));
    const surplus: Problem[] = [];
    for (const [code, total] of this.totals) {
      if (total <= this.listedMax) continue;
      const first = this.listed.find((problem) => problem.code === code);
      const parameters = first?.parameters ?? {};
      surplus.push({
        code: 'table-more',
        place: null,
        parameters: {
          code,
          total: String(total),
          listed: String(this.listedMax),
          example: fillSentence(tableProblems[code], parameters, 'zh'),
          exampleEn: fillSentence(tableProblems[code], parameters, 'en'),
        },
      });
    }
    return [...sorted, ...surplus];
  }
}

function rowOf(problem: Problem): number {
  return problem.place?.kind === 'cell' ? problem.place.row : 0;
}

function shortened(text: string): string {
  return (text.length <= quotedLengthMax ? text : `${text.slice(0, quotedLengthMax)}…`).toWellFormed();
}
