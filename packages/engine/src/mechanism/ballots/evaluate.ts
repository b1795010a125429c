import type { Detail } from '../../explain/detail.ts';
import type { NumberColumn, WeightedTerm } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { cellCount, cellIndex, cellMembers, type ListPlan } from '../../scheme/model.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, type Cell } from '../../score/value.ts';
import { foldRows, type RowsFold } from '../fold-rows.ts';
import type { BallotCount, BallotCounts, ListOrKey, SourceResult, SwitchPlan } from '../mechanism.ts';
import { countRows, finishCells, rowFate, type RowKey, type SelectedRows } from '../rows.ts';
import type { Answers, SheetFold, Validity } from './parameters.ts';
import { judgeQuorum, type Quorum, type QuorumFault, type SheetNumbers } from './quorum.ts';
import { rateCells, type Rate } from './rate.ts';
import { readRoll, type Roll } from './roll.ts';
import { gatherSheets, type Sheets } from './sheets.ts';
import { judgeWholeBallots } from './whole-ballot.ts';

export interface BallotPlan {
  readonly table: 'ballots' | 'survey';
  readonly keys: readonly RowKey[];
  readonly sheetColumn: string;
  readonly item: ListOrKey | null;
  readonly items: ListPlan | null;
  readonly answers: SwitchPlan<Answers>;
  readonly valid: Validity | null;
  readonly sheet: SheetFold | null;
  readonly pooled: ListPlan | null;
  readonly keepItems: boolean;
  readonly fold: RowsFold;
  /** Lists of the cells: those counted by without the pooled one, then the items where they are kept. */
  readonly lists: readonly ListPlan[];
  /** Lists that tell sheets apart. */
  readonly countLists: readonly ListPlan[];
  readonly rate: Rate | null;
  readonly quorum: Quorum | null;
}

export function evaluateBallots(run: StageRun, plan: BallotPlan): SourceResult {
  const sheets = gatherSheets(run, plan);
  const isValid = judgeSheets(plan, sheets);
  judgeWholeBallots(run, plan, sheets, isValid);
  const roll = lazily(() => readRoll(run, plan));
  const numbers = countSheets(plan, sheets, isValid);
  const ballots = ballotCounts(run, plan, numbers, roll);
  const pool = poolCells(plan);
  const rated = plan.rate === null ? null : rateCells(run, plan, plan.rate, { sheets, isValid, numbers, roll, pool });
  const { cells: open, counts } =
    rated === null ? foldSheets(run, plan, sheets, isValid, pool) : { cells: rated.cells, counts: rated.votes };
  const faults =
    plan.quorum === null ? null : pooledFaults(plan, judgeQuorum(run, plan, plan.quorum, numbers, roll()), pool, sheets.rows.length);
  const cells = faults === null ? open : withhold(run, open, faults);
  // The detail keeps what it names: the rows of the sheets are many times more than all the rest.
  const { length } = run.population;
  const detail = (cell: number, row: number): Detail => {
    const members = cellMembers(plan.lists, cell);
    const fixed = new Map(plan.lists.flatMap((list, i) => (plan.countLists.includes(list) ? [[list, members[i]!] as const] : [])));
    const count = (what: BallotCount): number => ballots.count(what, fixed).counts[row]!;
    const owner = cell * length + row;
    const parameters = {
      counted: counts[owner]!,
      valid: count('valid'),
      returned: count('returned'),
      fold: rated === null ? plan.fold.kind : 'rate',
      total: rated?.totals[owner] ?? 0,
      fault: faults?.[owner] ?? '',
    };
    return { rule: plan.table, operands: [], facts: [], parameters };
  };
  return { cells, ballots, detail };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function foldSheets(
  run: StageRun,
  plan: BallotPlan,
  sheets: Sheets,
  isValid: Uint8Array,
  pool: Int32Array,
): { cells: Cell[]; counts: Int32Array } {
  const { arithmetic } = run.run;
  const rows: SelectedRows = plan.keepItems ? itemRows(plan, sheets, isValid, pool) : sheetRows(plan, sheets, isValid, pool);
  const values = plan.keepItems ? sheets.values : plan.fold.kind === 'count' ? null : sheetValues(run, plan, sheets);
  if (values !== null) withoutValue(rows, values);
  const folded = foldRows(run, rows, values ?? arithmetic.fromIntegers(new Int32Array(rows.owner.length)), plan.fold);
  const counts = countRows(rows);
  const cells =
    plan.fold.kind === 'count' ? splitCounts(run, rows, folded) : missingWithReason(run, plan, sheets, pool, rows, folded, counts);
  return { cells, counts };
}

/** A fault in one of the cells that are pooled is a fault of the whole. */
function pooledFaults(plan: BallotPlan, faults: readonly QuorumFault[], pool: Int32Array, length: number): QuorumFault[] {
  const items = plan.keepItems ? (plan.items?.members.length ?? 1) : 1;
  const pooled = new Array<QuorumFault>(cellCount(plan.lists) * length).fill('');
  faults.forEach((fault, owner) => {
    const group = pool[Math.floor(owner / length)]!;
    for (let item = 0; fault !== '' && item < items; item++) pooled[(group * items + item) * length + (owner % length)] = fault;
  });
  return pooled;
}

function withhold(run: StageRun, cells: readonly Cell[], faults: readonly QuorumFault[]): Cell[] {
  const { length } = run.population;
  return cells.map((cell, index) => {
    const state = Uint8Array.from({ length }, (_, row) => (faults[index * length + row] === '' ? 0 : missing.withheld));
    return { ...cell, value: numberCell(run.run.arithmetic.withState(numbersOf(cell.value), state)).value };
  });
}

/** Answers without a value (弃权) take no part in a mean. */
function withoutValue(rows: SelectedRows, values: NumberColumn): void {
  const { state } = values;
  if (state !== null) for (let row = 0; row < state.length; row++) if (state[row] !== missing.present) rows.owner[row] = -1;
}

function splitCounts(run: StageRun, rows: SelectedRows, folded: NumberColumn): ReturnType<typeof numberCell>[] {
  return finishCells(run, rows, folded, new Int32Array(rows.cellCount * rows.length).fill(1), null).map(numberCell);
}

/** A group with no sheet is not the same as one without a valid sheet. */
function missingWithReason(
  run: StageRun,
  plan: BallotPlan,
  sheets: Sheets,
  pool: Int32Array,
  rows: SelectedRows,
  folded: NumberColumn,
  counts: Int32Array,
): ReturnType<typeof numberCell>[] {
  const reasons = new Uint8Array(counts.length).fill(missing.noSheet);
  const { length } = sheets.rows;
  const items = plan.keepItems ? (plan.items?.members.length ?? 1) : 1;
  for (const owner of sheets.owner) {
    const cell = pool[Math.floor(owner / length)]!;
    for (let item = 0; item < items; item++) reasons[(cell * items + item) * length + (owner % length)] = missing.noValidSheet;
  }
  const missingOwners = Uint8Array.from(counts, (count, i) => (count === 0 ? reasons[i]! : 0));
  return finishCells(run, rows, folded, counts, missingOwners).map(numberCell);
}

/** Cell of the value for each cell that sheets are counted by: the pooled list is dropped. */
function poolCells(plan: BallotPlan): Int32Array {
  const left = plan.countLists.filter((list) => list !== plan.pooled);
  return Int32Array.from({ length: cellCount(plan.countLists) }, (_, cell) => {
    const members = cellMembers(plan.countLists, cell);
    return cellIndex(
      left,
      left.map((list) => members[plan.countLists.indexOf(list)]!),
    );
  });
}

function sheetRows(plan: BallotPlan, sheets: Sheets, isValid: Uint8Array, pool: Int32Array): SelectedRows {
  const { length } = sheets.rows;
  const owner = sheets.owner.map((each, sheet) =>
    isValid[sheet] === 1 ? pool[Math.floor(each / length)]! * length + (each % length) : -1,
  );
  return {
    table: sheets.rows.table,
    lists: plan.lists,
    cellCount: cellCount(plan.lists),
    length,
    owner,
    fate: new Uint8Array(owner.length),
  };
}

function itemRows(plan: BallotPlan, sheets: Sheets, isValid: Uint8Array, pool: Int32Array): SelectedRows {
  const { length } = sheets.rows;
  const items = plan.items?.members.length ?? 1;
  const owner = new Int32Array(sheets.sheetOf.length).fill(-1);
  for (let row = 0; row < owner.length; row++) {
    const sheet = sheets.sheetOf[row]!;
    if (sheet < 0 || sheets.answered[row] === 0 || isValid[sheet] === 0) continue;
    const each = sheets.owner[sheet]!;
    owner[row] = (pool[Math.floor(each / length)]! * items + sheets.itemOf[row]!) * length + (each % length);
  }
  return { table: sheets.rows.table, lists: plan.lists, cellCount: cellCount(plan.lists), length, owner, fate: sheets.rows.fate };
}

/** Judges every sheet whole. Rows of an invalid sheet are marked. */
function judgeSheets(plan: BallotPlan, sheets: Sheets): Uint8Array {
  const { valid, items } = plan;
  const parts = items?.members.length ?? 1;
  const itemTotal = items?.members.reduce((sum, member) => sum + member.keys.length, 0) ?? 1;
  const least = valid?.answered === 'all' ? itemTotal : (valid?.answered ?? 1);
  const answered = new Int32Array(sheets.sheetCount);
  const perPart = valid?.['each-part'] === undefined ? null : new Int32Array(sheets.sheetCount * parts);
  const firstAnswer = new Int32Array(sheets.sheetCount).fill(-1);
  const differs = new Uint8Array(sheets.sheetCount);
  for (let row = 0; row < sheets.sheetOf.length; row++) {
    const sheet = sheets.sheetOf[row]!;
    if (sheet < 0 || sheets.answered[row] === 0) continue;
    answered[sheet]!++;
    if (perPart !== null) perPart[sheet * parts + sheets.itemOf[row]!]!++;
    if (firstAnswer[sheet] === -1) firstAnswer[sheet] = sheets.codes[row]!;
    else if (firstAnswer[sheet] !== sheets.codes[row]) differs[sheet] = 1;
  }
  const isValid = new Uint8Array(sheets.sheetCount);
  for (let sheet = 0; sheet < isValid.length; sheet++) {
    let holds = answered[sheet]! >= least;
    if (perPart !== null) for (let part = 0; part < parts; part++) holds &&= perPart[sheet * parts + part]! >= valid!['each-part']!.value;
    if (valid?.['not-all-equal']?.value === true) holds &&= answered[sheet]! < 2 || differs[sheet] === 1;
    isValid[sheet] = holds ? 1 : 0;
  }
  for (const [bound, entries] of [
    ['most', valid?.['at-most']],
    ['least', valid?.['at-least']],
  ] as const) {
    for (const { name, value } of entries ?? []) {
      const counts = countAnswer(sheets, name);
      for (let sheet = 0; sheet < isValid.length; sheet++) {
        const within = bound === 'most' ? counts[sheet]! <= value.value : counts[sheet]! >= value.value;
        if (!within) isValid[sheet] = 0;
      }
    }
  }
  for (let row = 0; row < sheets.sheetOf.length; row++) {
    const sheet = sheets.sheetOf[row]!;
    if (sheet >= 0 && isValid[sheet] === 0) sheets.rows.fate[row] = rowFate.invalidSheet;
  }
  return isValid;
}

function countAnswer(sheets: Sheets, word: string): Int32Array {
  const column = sheets.rows.table.columns.get('value');
  const counts = new Int32Array(sheets.sheetCount);
  if (column === undefined) return counts;
  const wanted = column.values.indexOf(word);
  for (let row = 0; row < sheets.sheetOf.length; row++) {
    if (sheets.sheetOf[row]! >= 0 && column.codes[row] === wanted) counts[sheets.sheetOf[row]!]!++;
  }
  return counts;
}

/** One value per sheet; missing where no answer has a value. */
function sheetValues(run: StageRun, plan: BallotPlan, sheets: Sheets): NumberColumn {
  const { arithmetic } = run.run;
  const { sheet } = plan;
  const fold = (owner: Int32Array, way: 'mean' | 'sum'): NumberColumn => {
    const sum = arithmetic.sumBy(sheets.values, owner, sheets.sheetCount);
    const counts = countValues(sheets.values, owner, sheets.sheetCount);
    if (way === 'mean') return arithmetic.divide(sum, arithmetic.fromIntegers(counts));
    return arithmetic.withState(
      sum,
      Uint8Array.from(counts, (count) => (count === 0 ? missing.noRecord : missing.present)),
    );
  };
  if (sheet === null) return fold(sheets.sheetOf, 'sum');
  if (!('keyPlaces' in sheet)) return fold(sheets.sheetOf, sheet.value === 'mean' ? 'mean' : 'sum');
  const terms = sheet.weighted.map((entry): WeightedTerm => {
    const part = plan.items!.members.findIndex((member) => member.name === entry.name);
    return { column: fold(sheetsOfItem(sheets, part), sheet.part?.value ?? 'mean'), weight: entry.value.value };
  });
  return arithmetic.weightedMean(terms, 'skip');
}

/** Rows with a value, per owner. */
function countValues({ state }: NumberColumn, owner: Int32Array, ownerCount: number): Int32Array {
  const counts = new Int32Array(ownerCount);
  for (let row = 0; row < owner.length; row++) {
    if (owner[row]! >= 0 && (state === null || state[row] === missing.present)) counts[owner[row]!]!++;
  }
  return counts;
}

/** The sheet of each row that answers this item; −1 for other rows. */
function sheetsOfItem({ sheetOf, itemOf }: Sheets, item: number): Int32Array {
  const owner = new Int32Array(sheetOf.length);
  for (let row = 0; row < owner.length; row++) owner[row] = itemOf[row] === item ? sheetOf[row]! : -1;
  return owner;
}

/** Sheets of each cell and subject. */
function countSheets(plan: BallotPlan, sheets: Sheets, isValid: Uint8Array): SheetNumbers {
  const size = cellCount(plan.countLists) * sheets.rows.length;
  const numbers = { valid: new Int32Array(size), returned: new Int32Array(size) };
  sheets.owner.forEach((owner, sheet) => {
    numbers.returned[owner]!++;
    numbers.valid[owner]! += isValid[sheet]!;
  });
  return numbers;
}

function ballotCounts(run: StageRun, plan: BallotPlan, numbers: SheetNumbers, roll: () => Roll): BallotCounts {
  const { length } = run.population;
  return {
    count(what, members) {
      const cells = matchingCells(plan.countLists, members);
      const counts = new Int32Array(length);
      const counted = what === 'issued' ? roll().issued : numbers[what];
      let isKnown = true;
      cells.forEach((matches, cell) => {
        if (matches === 0) return;
        if (what === 'issued' && roll().isKnown[cell] === 0) isKnown = false;
        for (let row = 0; row < length; row++) counts[row]! += counted[cell * length + row]!;
      });
      return { counts, state: isKnown ? null : new Uint8Array(length).fill(missing.noRecord) };
    },
  };
}

function matchingCells(lists: readonly ListPlan[], members: ReadonlyMap<ListPlan, number>): Uint8Array {
  return Uint8Array.from({ length: cellCount(lists) }, (_, cell) =>
    cellMembers(lists, cell).every((member, i) => (members.get(lists[i]!) ?? member) === member) ? 1 : 0,
  );
}
