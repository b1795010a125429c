import { evaluate } from '../../formula/evaluate.ts';
import type { Expression } from '../../formula/expression.ts';
import { cellCount, cellMembers, type ListPlan } from '../../scheme/model.ts';
import { pairsFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { truth, truthOf } from '../../score/value.ts';
import { memberOfText, type RowKey } from '../rows.ts';
import type { BallotPlan } from './evaluate.ts';

/**
 * How many sheets were issued (名册、应发票): from the roll where one was handed in, else as many raters as `who` finds among
 * the subjects; nobody knows for an outside roster without a roll.
 *
 * A rater whom the roll names must be one whom `who` allows, and with `in-several: first` counts in the first of his groups
 * alone; anybody else is flagged and counts nothing. A roll that gives numbers instead of names is taken as it is.
 */
export interface Roll {
  /** cell × subject, over the lists that tell sheets apart. */
  readonly issued: Int32Array;
  /** 1 for a cell whose number is known. */
  readonly isKnown: Uint8Array;
  /** 1 for a cell that the roll speaks of. */
  readonly isRolled: Uint8Array;
}

/** The columns of the roll that go with those of ballots and surveys. */
const rollColumns: Readonly<Record<string, string>> = { round: 'round', wave: 'round', group: 'group', stratum: 'group' };

/** The rows of the roll that go with the sheets of these keys. */
export function rollKeys(keys: readonly RowKey[]): RowKey[] {
  return keys.map(({ column, by }) => ({ column: rollColumns[column]!, by }));
}

export function readRoll(run: StageRun, plan: BallotPlan): Roll {
  run.run.rollIsRead = true;
  const cells = cellCount(plan.countLists);
  const { length } = run.population;
  const roll: Roll = { issued: new Int32Array(cells * length), isKnown: new Uint8Array(cells), isRolled: new Uint8Array(cells) };
  const rows = rowsOf(run, plan);
  for (const { cell } of rows) roll.isRolled[cell] = 1;
  countRoll(run, plan, roll, withoutSecondGroups(run, plan, rows));
  for (let cell = 0; cell < cells; cell++) {
    const who = roll.isRolled[cell] === 1 ? null : whoOf(run, plan, cell);
    roll.isKnown[cell] = roll.isRolled[cell] === 1 || who !== null ? 1 : 0;
    if (who !== null) roll.issued.set(dueBy(run, who), cell * length);
  }
  return roll;
}

/** Raters that `who` finds among the subjects, for each subject. */
export function dueBy(run: StageRun, who: Expression): Int32Array {
  const everybody = Int32Array.from({ length: run.run.facts.subjectCount }, (_, row) => row);
  return run.population.map((subject) => allowed(run, who, subject, everybody).reduce((sum, each) => sum + each, 0));
}

/** 1 for each rater who may rate the subject. */
function allowed(run: StageRun, who: Expression, subject: number, raters: Int32Array): Uint8Array {
  const held = truthOf(evaluate(who, pairsFrame(run.run, new Int32Array(raters.length).fill(subject), raters)).value);
  return held.map((each) => (each === truth.yes ? 1 : 0));
}

/** Who may vote in the group of a cell, be it a member of a list or named by its key. */
export function whoOf(run: StageRun, plan: BallotPlan, cell: number): Expression | null {
  const position = plan.countLists.findIndex((list) => list.raters !== null);
  if (position >= 0) return plan.countLists[position]!.members[cellMembers(plan.countLists, cell)[position]!]!.rater?.who ?? null;
  const group = plan.keys.find(({ column }) => rollColumns[column] === 'group')?.by;
  const members = [...run.run.scheme.lists.values()].flatMap((list) => list.members);
  return group?.kind === 'key' ? (members.find(({ key, rater }) => rater !== null && key === group.key)?.rater?.who ?? null) : null;
}

interface RollRow {
  readonly row: number;
  readonly cell: number;
  /** Position in the population; −1: all. */
  readonly subject: number;
  /** Id; '' where the row gives a number. */
  readonly rater: string;
  readonly count: number;
}

function rowsOf(run: StageRun, plan: BallotPlan): RollRow[] {
  const { facts } = run.run;
  const table = facts.table('roll');
  const local = run.localRows(facts.subjectRows('roll', 'subject'));
  const keys = rollKeys(plan.keys);
  const rows: RollRow[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const isForAll = facts.cell('roll', 'subject', row) === '';
    if (!isForAll && local[row]! < 0) continue;
    let cell = 0;
    for (const { column, by } of keys) {
      const member = memberOfText(by, facts.cell('roll', column, row));
      cell = cell < 0 || member < 0 ? -1 : cell * (by.kind === 'list' ? by.list.members.length : 1) + member;
    }
    if (cell < 0) continue;
    const count = facts.cell('roll', 'count', row);
    rows.push({
      row,
      cell,
      subject: isForAll ? -1 : local[row]!,
      rater: facts.cell('roll', 'rater', row),
      count: count === '' ? 1 : Number(count),
    });
  }
  return rows;
}

/** A rater in two groups counts in the first listed, where the scheme says so. */
function withoutSecondGroups(run: StageRun, plan: BallotPlan, rows: readonly RollRow[]): readonly RollRow[] {
  const position = plan.countLists.findIndex((list) => list.raters?.inSeveral === 'first');
  if (position < 0) return rows;
  const place = ({ cell, subject, rater }: RollRow): string => {
    const members = cellMembers(plan.countLists, cell).map((member, i) => (i === position ? 0 : member));
    return JSON.stringify([...members, subject, rater]);
  };
  const groupOf = ({ cell }: RollRow): number => cellMembers(plan.countLists, cell)[position]!;
  const first = new Map<string, number>();
  for (const row of rows) {
    const known = first.get(place(row));
    if (row.rater !== '' && (known === undefined || groupOf(row) < known)) first.set(place(row), groupOf(row));
  }
  return rows.filter((row) => {
    const isSecond = row.rater !== '' && groupOf(row) !== first.get(place(row));
    if (isSecond) flag(run, row, 'rater-in-two-groups', { group: groupName(plan.countLists[position]!, first.get(place(row))!) });
    return !isSecond;
  });
}

function groupName(list: ListPlan, member: number): string {
  return list.members[member]!.name;
}

function flag(run: StageRun, { row, rater }: RollRow, code: string, parameters: Record<string, string> = {}): void {
  run.run.findings.push({ code, table: 'roll', row, parameters: { rater, ...parameters } });
}

function countRoll(run: StageRun, plan: BallotPlan, { issued }: Roll, rows: readonly RollRow[]): void {
  const { length } = run.population;
  for (const row of rows) {
    const who = row.rater === '' ? null : whoOf(run, plan, row.cell);
    const rater = Int32Array.of(run.run.facts.subjectRowOf.get(row.rater) ?? -1);
    const subjects = row.subject < 0 ? run.population.map((_, i) => i) : Int32Array.of(row.subject);
    const entitled = who === null ? subjects : subjects.filter((each) => allowed(run, who, run.population[each]!, rater)[0] === 1);
    for (const each of entitled) issued[row.cell * length + each]! += row.count;
    if (entitled.length === 0) flag(run, row, 'rater-not-entitled');
  }
}
