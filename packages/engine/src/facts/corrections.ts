import type { TableDefinition } from './definitions.ts';
import { firstRowOfEach } from './duplicates.ts';
import { sourceRow, type FactProblemList } from './fact-problems.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { stateOfWord } from './states.ts';
import type { FactTable, TextColumn } from './table.ts';

/**
 * Corrections and reversals. A fact is never edited: a later fact names it in `corrects` and takes its place, or, with
 * the state `reversed` (撤销), undoes it. Facts and the facts correcting them form chains, and the newest decides:
 *
 * - a correction stands in place of everything before it;
 * - a reversal undoes the fact before it, so what stood before that fact stands again. Fact + reversal = nothing, and
 *   correction + reversal of the correction = the original.
 *
 * Worked: 85 → corrected to 58 → the correction reversed: 85 stands, and the three rows are its history.
 * Edge: a chain that closes on itself, a second correction of one fact and a correction without reason refuse the import.
 */
export interface StandingTable {
  /** The rows that stand, in recorded order. */
  readonly table: FactTable;
  /** Recorded row of each standing row; null where nothing was corrected and the tables are the same. */
  readonly recordedRows: Int32Array | null;
  /** For a standing row with a history: the recorded rows of its chain, oldest first. */
  readonly chains: ReadonlyMap<number, readonly number[]>;
  /** Chains of which nothing stands. */
  readonly cancelled: readonly (readonly number[])[];
}

export function applyCorrections(
  table: FactTable,
  definition: TableDefinition,
  others: ReadonlyMap<string, FactTable>,
  problems: FactProblemList,
): StandingTable {
  const untouched: StandingTable = { table, recordedRows: null, chains: new Map(), cancelled: [] };
  const ids = table.columns.get('id');
  if (ids !== undefined) checkIds(table, ids, problems);
  const isReversal = reversals(table);
  const corrects = table.columns.get('corrects');
  if (isReversal !== null) checkTargets(table, isReversal, corrects, problems);
  if (corrects === undefined || corrects.values.length === 1) return untouched;

  const correctedRow = resolveTargets(table, corrects, ids, others, problems);
  checkReasons(table, definition, corrects, problems);
  const correctedBy = firstCorrections(table, corrects, correctedRow, problems);
  checkCircles(table, corrects, correctedRow, problems);

  const standing = new Uint8Array(table.rowCount);
  const chainOfRow = new Map<number, readonly number[]>();
  const cancelled: (readonly number[])[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if (corrects.codes[row] !== 0) continue;
    if (correctedBy[row] === -1) {
      standing[row] = 1;
      continue;
    }
    const chain = [row];
    for (let next = correctedBy[row]!; next !== -1; next = correctedBy[next]!) chain.push(next);
    const newest = standingOf(chain, isReversal);
    if (newest === null) {
      cancelled.push(chain);
      continue;
    }
    standing[newest.row] = 1;
    chainOfRow.set(newest.row, chain);
    if (newest.restored)
      problems.reporter('fact-correction-restores', table, 'state')(chain.at(-1)!, '', { other: String(sourceRow(table, newest.row)) });
  }
  return keepRows(table, standing, chainOfRow, cancelled);
}

function reversals(table: FactTable): Uint8Array | null {
  const states = table.columns.get('state');
  if (states === undefined) return null;
  const codes = new Set<number>();
  for (const [code, word] of states.values.entries()) if (stateOfWord(word) === 'reversed') codes.add(code);
  if (codes.size === 0) return null;
  return Uint8Array.from(states.codes, (code) => (codes.has(code) ? 1 : 0));
}

function checkIds(table: FactTable, ids: TextColumn, problems: FactProblemList): void {
  const report = problems.reporter('fact-id-twice', table, 'id');
  firstRowOfEach([ids.codes], table.rowCount, (row, first) => {
    if (ids.codes[row] !== 0) report(row, ids.values[ids.codes[row]!]!, { other: String(sourceRow(table, first)) });
  });
}

function checkTargets(table: FactTable, isReversal: Uint8Array, corrects: TextColumn | undefined, problems: FactProblemList): void {
  const report = problems.reporter('fact-reversal-without-target', table, 'state');
  for (let row = 0; row < table.rowCount; row++)
    if (isReversal[row] === 1 && (corrects === undefined || corrects.codes[row] === 0)) report(row, '');
}

/** Searches for what an unknown id may have meant. */
const hintCountMax = 20;

/** The row that each row corrects; −1 for none or unknown. */
function resolveTargets(
  table: FactTable,
  corrects: TextColumn,
  ids: TextColumn | undefined,
  others: ReadonlyMap<string, FactTable>,
  problems: FactProblemList,
): Int32Array {
  const rowOfId = new Map<string, number>();
  if (ids !== undefined) {
    for (let row = 0; row < table.rowCount; row++) {
      const id = ids.values[ids.codes[row]!]!;
      if (id !== '' && !rowOfId.has(id)) rowOfId.set(id, row);
    }
  }
  const reportUnknown = problems.reporter('fact-correction-unknown', table, 'corrects');
  const reportSelf = problems.reporter('fact-correction-self', table, 'corrects');
  const correctedRow = new Int32Array(table.rowCount).fill(-1);
  let unknownCount = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const id = corrects.values[corrects.codes[row]!]!;
    if (id === '') continue;
    const target = rowOfId.get(id);
    if (target === undefined) {
      const isWorthASearch = ++unknownCount <= hintCountMax;
      reportUnknown(row, id, isWorthASearch ? whereabouts(id, table, others, rowOfId) : { nearest: '', elsewhere: '' });
    } else if (target === row) reportSelf(row, id);
    else correctedRow[row] = target;
  }
  return correctedRow;
}

function whereabouts(
  id: string,
  table: FactTable,
  others: ReadonlyMap<string, FactTable>,
  rowOfId: ReadonlyMap<string, number>,
): { readonly nearest: string; readonly elsewhere: string } {
  for (const other of others.values()) {
    if (other.name !== table.name && other.columns.get('id')?.values.includes(id) === true) return { nearest: '', elsewhere: other.source };
  }
  return { nearest: nearestName(id, rowOfId.keys()) ?? '', elsewhere: '' };
}

function checkReasons(table: FactTable, definition: TableDefinition, corrects: TextColumn, problems: FactProblemList): void {
  const reasons = table.columns.get('correction_reason');
  const report = problems.reporter('fact-correction-reason', table, reasons === undefined ? 'corrects' : 'correction_reason');
  for (let row = 0; row < table.rowCount; row++) {
    if (corrects.codes[row] === 0) continue;
    const reason = reasons === undefined ? '' : reasons.values[reasons.codes[row]!]!;
    if (reason.trim() === '') report(row, corrects.values[corrects.codes[row]!]!);
  }
}

/** The row that corrects each row; −1 for none. A second correction is refused and changes nothing. */
function firstCorrections(table: FactTable, corrects: TextColumn, correctedRow: Int32Array, problems: FactProblemList): Int32Array {
  const report = problems.reporter('fact-correction-twice', table, 'corrects');
  const correctedBy = new Int32Array(table.rowCount).fill(-1);
  for (let row = 0; row < table.rowCount; row++) {
    const target = correctedRow[row]!;
    if (target === -1) continue;
    const first = correctedBy[target]!;
    if (first === -1) correctedBy[target] = row;
    else report(row, corrects.values[corrects.codes[row]!]!, { other: String(sourceRow(table, first)) });
  }
  return correctedBy;
}

/** Every correction leads back to a fact that corrects nothing; those that do not go in circles. Named once per circle. */
function checkCircles(table: FactTable, corrects: TextColumn, correctedRow: Int32Array, problems: FactProblemList): void {
  const report = problems.reporter('fact-correction-cycle', table, 'corrects');
  /** 0: not seen, otherwise 1 + the row from which the walk that saw it began. */
  const seenFrom = new Int32Array(table.rowCount);
  for (let start = 0; start < table.rowCount; start++) {
    let row = start;
    while (row !== -1 && seenFrom[row] === 0) {
      seenFrom[row] = start + 1;
      row = correctedRow[row]!;
    }
    if (row === -1 || seenFrom[row] !== start + 1) continue;
    const path: string[] = [];
    let at = row;
    do {
      path.push(corrects.values[corrects.codes[at]!]!);
      at = correctedRow[at]!;
    } while (at !== row);
    report(row, path[0]!, { path: [...path, path[0]!].join(' → ') });
  }
}

/** The row of a chain that stands. A reversal takes itself and the fact before it away. */
function standingOf(chain: readonly number[], isReversal: Uint8Array | null): { readonly row: number; readonly restored: boolean } | null {
  let at = chain.length - 1;
  while (at >= 0 && isReversal?.[chain[at]!] === 1) at -= 2;
  if (at < 0) return null;
  return { row: chain[at]!, restored: at < chain.length - 1 };
}

function keepRows(
  table: FactTable,
  standing: Uint8Array,
  chainOfRow: ReadonlyMap<number, readonly number[]>,
  cancelled: StandingTable['cancelled'],
): StandingTable {
  let rowCount = 0;
  for (let row = 0; row < standing.length; row++) rowCount += standing[row]!;
  const recordedRows = new Int32Array(rowCount);
  const rowNumbers = new Int32Array(rowCount);
  const chains = new Map<number, readonly number[]>();
  let next = 0;
  for (let row = 0; row < standing.length; row++) {
    if (standing[row] === 0) continue;
    const chain = chainOfRow.get(row);
    if (chain !== undefined) chains.set(next, chain);
    recordedRows[next] = row;
    rowNumbers[next++] = sourceRow(table, row);
  }
  const columns = new Map<string, TextColumn>();
  for (const [key, column] of table.columns) columns.set(key, pickedColumn(column, recordedRows));
  return { table: { ...table, rowCount, columns, rowNumbers }, recordedRows, chains, cancelled };
}

/** The column of some rows, with a dictionary of its own: a text that no standing row holds must leave no trace. */
function pickedColumn(column: TextColumn, rows: Int32Array): TextColumn {
  const newCodes = new Int32Array(column.values.length).fill(-1);
  newCodes[0] = 0;
  const values = [''];
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const code = column.codes[rows[i]!]!;
    if (newCodes[code] === -1) {
      newCodes[code] = values.length;
      values.push(column.values[code]!);
    }
    codes[i] = newCodes[code]!;
  }
  return { codes, values };
}
