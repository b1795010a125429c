import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import type { Expression } from '../../formula/expression.ts';
import { ordering } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import type { Rational } from '../../number/rational.ts';
import { cellCount, cellMembers, type ListPlan } from '../../scheme/model.ts';
import { populationFrame, type Frame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { complete, missingMask, numberCell, numbersOf, truth, truthOf, unionMask, type Cell } from '../../score/value.ts';
import type { SourceResult } from '../mechanism.ts';
import { readTogether } from '../read-together.ts';
import type { Band } from './bands.ts';
import type { Entry } from './entry.ts';

/** One row: a band or a word of the operand, a condition, or the rest. */
export interface TableRow {
  /** What the sentence calls it: the band or word as written, or the number of the row. */
  readonly label: string;
  readonly entry: Entry;
  readonly band: Band | null;
  readonly word: string | null;
  readonly condition: Expression | null;
  readonly isRest: boolean;
}

export interface TablePlan {
  /** null: rows are conditions. */
  readonly of: Expression | null;
  readonly rows: readonly TableRow[];
  readonly none: Entry | null;
  readonly lists: readonly ListPlan[];
  /** Words the table gives; null where it gives numbers. */
  readonly resultWords: readonly string[] | null;
}

/** A condition could not be told, because something in it is missing. */
const cannotTell = -2;

/** Row of the table for each row of the frame, −1 none, and how far the search came. */
interface Found {
  readonly rowOf: Int32Array;
  /** Condition that decided or could not be told; −1 where rows have none. */
  readonly lastTried: Int32Array | null;
  readonly incomplete: Uint8Array | null;
}

export function lookUp(run: StageRun, plan: TablePlan): SourceResult {
  const found = Array.from({ length: cellCount(plan.lists) }, (_, cell) => {
    const members = cellMembers(plan.lists, cell);
    const frame = populationFrame(run, new Map(plan.lists.map((list, i) => [list, members[i]!])));
    const rows = plan.of === null ? tryConditions(plan, frame) : findRows(plan, plan.of, frame);
    return { rows, cell: resultCell(plan, rows, frame) };
  });
  const detail = (cell: number, row: number): Detail => {
    const { rowOf, lastTried } = found[cell]!.rows;
    const chosen = plan.rows[rowOf[row]!] ?? null;
    const operand = plan.of ?? plan.rows[lastTried![row]!]?.condition ?? null;
    const entry = chosen === null ? plan.none : chosen.entry;
    const read = [operand, entry?.kind === 'formula' ? entry.expression : null].filter((each) => each !== null);
    return {
      rule: 'table',
      operands: [],
      facts: [],
      parameters: {
        by: chosen !== null ? kindOf(chosen) : rowOf[row] === cannotTell ? 'unknown' : 'none',
        row: chosen?.label ?? '',
        calculates: entry?.kind === 'formula' ? 1 : 0,
      },
      ...readTogether(read),
    };
  };
  return { cells: found.map(({ cell }) => cell), detail };
}

function kindOf({ isRest, condition }: TableRow): string {
  return isRest ? 'rest' : condition === null ? 'key' : 'condition';
}

function findRows(plan: TablePlan, of: Expression, frame: Frame): Found {
  const operand = evaluate(of, frame);
  const rowOf = of.type.kind === 'number' ? bandRows(plan, operand, frame) : wordRows(plan, operand);
  return { rowOf, lastTried: null, incomplete: operand.incomplete };
}

function bandRows(plan: TablePlan, operand: Cell, { run: { arithmetic } }: Frame): Int32Array {
  const column = numbersOf(operand.value);
  const rowOf = new Int32Array(column.length).fill(-1);
  for (let index = plan.rows.length - 1; index >= 0; index--) {
    const { low, lowIncluded, high, highIncluded } = plan.rows[index]!.band!;
    const below = low === null ? null : arithmetic.compareTo(column, low);
    const above = high === null ? null : arithmetic.compareTo(column, high);
    for (let row = 0; row < rowOf.length; row++) {
      const inLow = below === null || below[row] === ordering.greater || (lowIncluded && below[row] === ordering.equal);
      const inHigh = above === null || above[row] === ordering.less || (highIncluded && above[row] === ordering.equal);
      if (inLow && inHigh && (below?.[row] ?? above![row]) !== ordering.unknown) rowOf[row] = index;
    }
  }
  return rowOf;
}

function wordRows(plan: TablePlan, operand: Cell): Int32Array {
  const positionOf = (word: string): number => plan.rows.findIndex((row) => row.word === word);
  const { value } = operand;
  if (value.kind === 'word') {
    const positions = Int32Array.from(value.words, positionOf);
    return value.codes.map((code) => (code < 0 ? -1 : positions[code]!));
  }
  if (value.kind !== 'truth') throw new TypeError('a word was checked for');
  const absent = missingMask(value);
  return Int32Array.from(value.truth, (each, row) => (absent[row] === 1 ? -1 : positionOf(each === truth.yes ? '是' : '否')));
}

/** The first condition that holds; one that cannot be told ends the search. */
function tryConditions(plan: TablePlan, frame: Frame): Found {
  const rowOf = new Int32Array(frame.length).fill(-1);
  const lastTried = new Int32Array(frame.length).fill(-1);
  const isOpen = new Uint8Array(frame.length).fill(1);
  const masks: (Uint8Array | null)[] = [];
  plan.rows.forEach(({ condition }, index) => {
    const cell = condition === null ? null : evaluate(condition, frame);
    const held = cell === null ? null : truthOf(cell.value);
    masks.push(cell?.incomplete ?? null);
    for (let row = 0; row < rowOf.length; row++) {
      if (isOpen[row] === 0) continue;
      const answer = held === null ? truth.yes : held[row]!;
      if (held !== null) lastTried[row] = index;
      if (answer === truth.no) continue;
      isOpen[row] = 0;
      rowOf[row] = answer === truth.yes ? index : cannotTell;
    }
  });
  return { rowOf, lastTried, incomplete: unionMask(masks) };
}

function resultCell(plan: TablePlan, { rowOf, incomplete }: Found, frame: Frame): Cell {
  const entries = [...plan.rows.map((row) => row.entry), plan.none];
  const entryOf = (row: number): number => (row < 0 ? plan.rows.length : row);
  if (plan.resultWords !== null) {
    const codeOf = entries.map((entry) => (entry?.kind === 'word' ? plan.resultWords!.indexOf(entry.word) : -1));
    return { ...complete({ kind: 'word', codes: rowOf.map((row) => codeOf[entryOf(row)]!), words: plan.resultWords }), incomplete };
  }
  const { arithmetic } = frame.run;
  const values: (Rational | null)[] = entries.map((entry) => (entry?.kind === 'number' ? entry.written.value : null));
  const reasons = new Uint8Array(values.length).fill(missing.operand);
  let column = arithmetic.fromDictionary(rowOf.map(entryOf), values, reasons);
  const masks = [incomplete];
  entries.forEach((entry, index) => {
    if (entry?.kind !== 'formula') return;
    const cell = evaluate(entry.expression, frame);
    const isRow = Uint8Array.from(rowOf, (row) => (entryOf(row) === index ? 1 : 0));
    column = arithmetic.select(isRow, numbersOf(cell.value), column);
    masks.push(cell.incomplete === null ? null : cell.incomplete.map((each, row) => each & isRow[row]!));
  });
  return { ...numberCell(column), incomplete: unionMask(masks) };
}
