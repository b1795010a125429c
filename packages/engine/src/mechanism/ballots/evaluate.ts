import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { stateAt, type NumberColumn, type WeightedTerm } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { cellCount, cellIndex, cellMembers, type ListPlan } from '../../scheme/model.ts';
import { pairsFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, truth, truthOf } from '../../score/value.ts';
import { foldRows, type RowsFold } from '../fold-rows.ts';
import type { BallotCount, BallotCounts, ListOrKey, SourceResult, SwitchPlan } from '../mechanism.ts';
import { countRows, finishCells, rowFate, type RowKey, type SelectedRows } from '../rows.ts';
import type { Answers, SheetFold, Validity } from './parameters.ts';
import { gatherSheets, type Sheets } from './sheets.ts';

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
}

export function evaluateBallots(run: StageRun, plan: BallotPlan): SourceResult {
  const sheets = gatherSheets(run, plan);
  const isValid = judgeSheets(plan, sheets);
  const ballots = ballotCounts(run, plan, sheets, isValid);
  const pool = poolCells(plan);
  const { arithmetic } = run.run;
  const rows: SelectedRows = plan.keepItems ? itemRows(plan, sheets, isValid, pool) : sheetRows(plan, sheets, isValid, pool);
  const values = plan.keepItems ? sheets.values : plan.fold.kind === 'count' ? null : sheetValues(run, plan, sheets);
  if (values !== null) withoutValue(rows, values);
  const folded = foldRows(run, rows, values ?? arithmetic.fromIntegers(new Int32Array(rows.owner.length)), plan.fold);
  const counts = countRows(rows);
  const cells = plan.fold.kind === 'count' ? splitCounts(run, rows, folded) : missingWithReason(run, plan, sheets, pool, rows, folded, counts);
  const detail = (cell: number, row: number): Detail => {
    const members = cellMembers(plan.lists, cell);
    const fixed = new Map(plan.lists.flatMap((list, i) => (plan.countLists.includes(list) ? [[list, members[i]!] as const] : [])));
    const count = (what: BallotCount): number => ballots.count(what, fixed).counts[row]!;
    const parameters = { counted: counts[cell * rows.length + row]!, valid: count('valid'), returned: count('returned'), fold: plan.fold.kind };
    return { rule: plan.table, operands: [], facts: [], parameters };
  };
  return { cells, ballots, detail };
}

/** Answers without a value (弃权) take no part in a mean. */
function withoutValue(rows: SelectedRows, values: NumberColumn): void {
  for (let row = 0; row < rows.owner.length; row++) if (stateAt(values, row) !== 0) rows.owner[row] = -1;
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
    return cellIndex(left, left.map((list) => members[plan.countLists.indexOf(list)]!));
  });
}

function sheetRows(plan: BallotPlan, sheets: Sheets, isValid: Uint8Array, pool: Int32Array): SelectedRows {
  const { length } = sheets.rows;
  const owner = sheets.owner.map((each, sheet) => (isValid[sheet] === 1 ? pool[Math.floor(each / length)]! * length + (each % length) : -1));
  return { table: sheets.rows.table, lists: plan.lists, cellCount: cellCount(plan.lists), length, owner, fate: new Uint8Array(owner.length) };
}

function itemRows(plan: BallotPlan, sheets: Sheets, isValid: Uint8Array, pool: Int32Array): SelectedRows {
  const { length } = sheets.rows;
  const items = plan.items?.members.length ?? 1;
  const owner = sheets.sheetOf.map((sheet, row) => {
    if (sheet < 0 || sheets.answered[row] === 0 || isValid[sheet] === 0) return -1;
    const each = sheets.owner[sheet]!;
    return (pool[Math.floor(each / length)]! * items + sheets.itemOf[row]!) * length + (each % length);
  });
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
  for (const [bound, entries] of [['most', valid?.['at-most']], ['least', valid?.['at-least']]] as const) {
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
  const meanOf = (owner: Int32Array): NumberColumn => {
    const counts = new Int32Array(sheets.sheetCount);
    for (let row = 0; row < owner.length; row++) if (owner[row]! >= 0 && stateAt(sheets.values, row) === 0) counts[owner[row]!]!++;
    return arithmetic.divide(arithmetic.sumBy(sheets.values, owner, sheets.sheetCount), arithmetic.fromIntegers(counts));
  };
  const sumOf = (owner: Int32Array): NumberColumn => {
    const has = new Uint8Array(sheets.sheetCount).fill(missing.noRecord);
    for (let row = 0; row < owner.length; row++) if (owner[row]! >= 0 && stateAt(sheets.values, row) === 0) has[owner[row]!] = 0;
    return arithmetic.withState(arithmetic.sumBy(sheets.values, owner, sheets.sheetCount), has);
  };
  if (sheet === null) return sumOf(sheets.sheetOf);
  if (!('keyPlaces' in sheet)) return sheet.value === 'mean' ? meanOf(sheets.sheetOf) : sumOf(sheets.sheetOf);
  const terms = sheet.weighted.map((entry): WeightedTerm => {
    const part = plan.items!.members.findIndex((member) => member.name === entry.name);
    const owner = sheets.sheetOf.map((each, row) => (sheets.itemOf[row] === part ? each : -1));
    return { column: sheet.part?.value === 'sum' ? sumOf(owner) : meanOf(owner), weight: entry.value.value };
  });
  return arithmetic.weightedMean(terms, 'skip');
}

function ballotCounts(run: StageRun, plan: BallotPlan, sheets: Sheets, isValid: Uint8Array): BallotCounts {
  const { length } = sheets.rows;
  return {
    count(what, members) {
      if (what === 'issued') return issuedSheets(run, plan, members);
      const cells = matchingCells(plan.countLists, members);
      const counts = new Int32Array(length);
      for (let sheet = 0; sheet < sheets.sheetCount; sheet++) {
        if (what === 'valid' && isValid[sheet] === 0) continue;
        const owner = sheets.owner[sheet]!;
        if (cells[Math.floor(owner / length)] === 1) counts[owner % length]!++;
      }
      return { counts, state: null };
    },
  };
}

function matchingCells(lists: readonly ListPlan[], members: ReadonlyMap<ListPlan, number>): Uint8Array {
  return Uint8Array.from({ length: cellCount(lists) }, (_, cell) =>
    cellMembers(lists, cell).every((member, i) => (members.get(lists[i]!) ?? member) === member) ? 1 : 0,
  );
}

/** Sheets due: those of the roll where one was handed in, else the raters that `who` finds among the subjects. */
function issuedSheets(run: StageRun, plan: BallotPlan, members: ReadonlyMap<ListPlan, number>): { counts: Int32Array; state: Uint8Array | null } {
  const length = run.population.length;
  const counts = new Int32Array(length);
  const raters = plan.countLists.find((list) => list.raters !== null);
  const groups = raters === undefined ? [] : members.has(raters) ? [raters.members[members.get(raters)!]!] : raters.members;
  let known = groups.length > 0;
  for (const group of groups) {
    const who = group.rater?.who ?? null;
    if (who === null) {
      known = false;
      continue;
    }
    const everybody = Int32Array.from({ length: run.run.facts.subjectCount }, (_, row) => row);
    for (let row = 0; row < length; row++) {
      const subjects = new Int32Array(everybody.length).fill(run.population[row]!);
      const held = truthOf(evaluate(who, pairsFrame(run.run, subjects, everybody)).value);
      for (const each of held) if (each === truth.yes) counts[row]!++;
    }
  }
  return { counts, state: known ? null : new Uint8Array(length).fill(missing.noRecord) };
}
