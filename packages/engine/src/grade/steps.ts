/**
 * Grade steps (等次步骤): grades are given step by step to the ranked rows, and each step leaves a trace, so that the
 * explanation shows what happened and is not reconstructed. Conventions 6 and 7 of the worked examples.
 *
 * `cut` gives a grade to the first or last places of a pool, tie block by tie block; `assign` gives one to everybody for
 * whom a condition holds; `rest` gives one to everybody left. Who has a grade, or is undecided, keeps it in later steps;
 * only `assign` with `override` takes it away.
 *
 * - Who is barred leaves the pool before the cut, so the place passes on to the next (递补). A place stays empty
 *   (名额空缺) where the graded stand in the pool (`among: 'all'`) or where an override comes afterwards.
 * - The cut is also made with nobody barred. Whom the bar kept from the grade, or from the border, keeps the bar's rule
 *   as the reason of the grade that a later cut or rest gives.
 * - A block with some places inside and some outside is undecided as a whole; the places that its first members would
 *   have had are given to nobody. With `undecided: 'better'` it takes the better side instead.
 *
 * Worked (county §6): ten units, 30% 优秀 is three places. First to fourth stand at 95, 93, 90, 88; the second has a veto.
 * The first, third and fourth are 优秀 by quota, the second 良好, and the rule named is the veto.
 *
 * At the edge: no places, nobody; more places than people, everybody; everybody equal and fewer places than people,
 * everybody undecided; places unknown, everybody in the pool is undecided, without the mark of a tie.
 */
import { assert } from '../number/assert.ts';
import type { RowOrder } from './order.ts';
import { placesUnknown } from './quota.ts';

/** Why a row is undecided. Only a tie on a border carries the flag of a boundary tie. */
export const undecided = { no: 0, boundaryTie: 1, placesUnknown: 2 } as const;

/** What a step did with a row. */
export const effect = {
  /** The row is not ranked; no step speaks of it. */
  notRanked: 0,
  /** The step reached the row and changed nothing: outside the places, or the condition does not hold. */
  none: 1,
  given: 2,
  /** In the block that straddles the border. */
  undecided: 3,
  /** Removed by a bar; outside the places also if nobody were barred. */
  barred: 4,
  /** Removed by a bar; inside the places if nobody were barred. */
  barredInside: 5,
  /** Removed by a bar; in the straddling block if nobody were barred. */
  barredStraddling: 6,
  /** Has a grade or is undecided since an earlier step; uses up no place. */
  alreadyGraded: 7,
  /** Has a grade or is undecided since an earlier step, stands inside the places and uses one up. */
  alreadyGradedInside: 8,
  /** The number of places is unknown: undecided without a tie. */
  placesUnknown: 9,
  /** The override replaced a grade. */
  replaced: 10,
  /** The override replaced the undecided state. */
  settled: 11,
} as const;

export const noGrade = -1;
export const noRule = -1;

/** The state that the steps write on. Grades and rules are codes of the scheme. */
export interface GradeSheet {
  readonly order: RowOrder;
  /** Grade code per row; `noGrade` where none is given, also where undecided. */
  readonly grade: Int32Array;
  /** Rule that gave the grade or the undecided state; `noRule` where there is none. */
  readonly rule: Int32Array;
  /** One of `undecided` per row. */
  readonly undecided: Uint8Array;
  /** Rule of the bar that kept the row from a grade, for the grade that it gets later; `noRule` where there is none. */
  readonly keptReason: Int32Array;
}

interface Bar {
  /** 1 where the condition holds. Anything else (no, unknown) does not bar. */
  readonly applies: Uint8Array;
  /** `noRule`: a plain condition, which leaves no reason. */
  readonly rule: number;
}

export interface CutStep {
  readonly from: 'top' | 'bottom';
  /** Whether the pool is everybody ranked or only those without a grade. */
  readonly among: 'all' | 'ungraded';
  readonly grade: number;
  /** Places per group; `placesUnknown` where they cannot be known. */
  readonly places: Int32Array;
  /** Tried in order: the first that applies bars. */
  readonly bars: readonly Bar[];
  readonly rule: number;
  /** What becomes of the straddling block: undecided under this rule, or it takes the better side. */
  readonly undecided: { readonly rule: number } | 'better';
}

export interface AssignStep {
  readonly grade: number;
  /** 1 where the condition holds. Anything else (no, unknown) assigns nothing. */
  readonly applies: Uint8Array;
  readonly rule: number;
  /** Whether grades given before, and undecided states, are replaced. */
  readonly override: boolean;
}

export interface RestStep {
  readonly grade: number;
  readonly rule: number;
}

export interface StepTrace {
  /** One of `effect` per row. */
  readonly effect: Uint8Array;
  /** Rows of each group that got the grade in this step, by override too. */
  readonly given: Int32Array;
}

export interface CutTrace extends StepTrace {
  /**
   * Competition position of the row in the pool, counted from the end that is cut, tie blocks sharing one; 0 where the
   * row is not in the pool. A barred row, and a row where the places are unknown, has the position with nobody barred.
   */
  readonly position: Int32Array;
  /** Index of the bar that applies to the row, −1 where none does or where the row is not in the pool. */
  readonly bar: Int16Array;
  /** Rows in the pool of each group, the barred removed (where the places are unknown: not removed). */
  readonly poolSize: Int32Array;
  /** Places of each group, as given to the step. */
  readonly places: Int32Array;
  /** Places used up by blocks inside, by rows that keep an earlier grade too. Above `places` only with 'better'. */
  readonly used: Int32Array;
  /** Rows in the straddling block of each group, 0 where no block straddles. */
  readonly straddling: Int32Array;
}

export function createGradeSheet(order: RowOrder): GradeSheet {
  return {
    order,
    grade: new Int32Array(order.rowCount).fill(noGrade),
    rule: new Int32Array(order.rowCount).fill(noRule),
    undecided: new Uint8Array(order.rowCount),
    keptReason: new Int32Array(order.rowCount).fill(noRule),
  };
}

/** Cuts the first or last places. Writes on the sheet. */
export function cut(sheet: GradeSheet, step: CutStep): CutTrace {
  const { order } = sheet;
  assert(step.places.length === order.groupCount, 'every ranking group has its places');
  assert(
    step.bars.every((bar) => bar.applies.length === order.rowCount),
    'columns of one frame have one length',
  );
  const trace: CutTrace = {
    effect: new Uint8Array(order.rowCount),
    given: new Int32Array(order.groupCount),
    position: new Int32Array(order.rowCount),
    bar: new Int16Array(order.rowCount).fill(-1),
    poolSize: new Int32Array(order.groupCount),
    places: step.places.slice(),
    used: new Int32Array(order.groupCount),
    straddling: new Int32Array(order.groupCount),
  };
  sortIntoPool(sheet, step, trace);
  for (let group = 0; group < order.groupCount; group++) {
    assert(step.places[group]! >= placesUnknown, 'a number of places is not negative');
    if (step.places[group] === placesUnknown) leaveGroupUndecided(sheet, step, trace, group);
    else cutGroup(sheet, step, trace, group);
  }
  return trace;
}

/** Who is barred and who has a grade, as the effect that holds unless the cut reaches the row. */
function sortIntoPool(sheet: GradeSheet, step: CutStep, trace: CutTrace): void {
  const { group, rowCount } = sheet.order;
  for (let row = 0; row < rowCount; row++) {
    if (group[row]! < 0) continue;
    const graded = isGraded(sheet, row);
    const inPool = step.among === 'all' || !graded;
    if (inPool) trace.bar[row] = firstBar(step.bars, row);
    if (trace.bar[row]! >= 0) trace.effect[row] = effect.barred;
    else trace.effect[row] = graded ? effect.alreadyGraded : effect.none;
  }
}

type Side = 'inside' | 'straddling' | 'outside';

const barredEffect = {
  inside: effect.barredInside,
  straddling: effect.barredStraddling,
  outside: effect.barred,
} as const satisfies Record<Side, number>;

function cutGroup(sheet: GradeSheet, step: CutStep, trace: CutTrace, group: number): void {
  const { members, blockStart, groupBlockStart } = sheet.order;
  const blockCount = groupBlockStart[group + 1]! - groupBlockStart[group]!;
  const places = step.places[group]!;
  /** Places gone, with the barred removed and with nobody barred. */
  let taken = 0;
  let takenOpen = 0;
  for (let index = 0; index < blockCount; index++) {
    const block = blockAt(sheet.order, step.from, group, index);
    const start = blockStart[block]!;
    const end = blockStart[block + 1]!;
    let size = 0;
    let sizeBarred = 0;
    for (let place = start; place < end; place++) {
      const now = trace.effect[members[place]!]!;
      if (now === effect.barred) sizeBarred++;
      else if (now === effect.none || step.among === 'all') size++;
    }

    const border = sideOf(taken, size, places);
    const side = settle(border, step);
    const sideOpen = settle(sideOf(takenOpen, size + sizeBarred, places), step);
    if (border === 'straddling') trace.straddling[group] = size;
    if (side === 'inside') trace.used[group]! += size;

    for (let place = start; place < end; place++) {
      const row = members[place]!;
      switch (trace.effect[row]) {
        case effect.barred: {
          trace.position[row] = takenOpen + 1;
          trace.effect[row] = barredEffect[sideOpen];
          const reason = step.bars[trace.bar[row]!]!.rule;
          if (sideOpen !== 'outside' && reason !== noRule && !isGraded(sheet, row)) sheet.keptReason[row] = reason;
          break;
        }
        case effect.alreadyGraded:
          if (step.among === 'ungraded') break;
          trace.position[row] = taken + 1;
          if (side === 'inside') trace.effect[row] = effect.alreadyGradedInside;
          break;
        default:
          trace.position[row] = taken + 1;
          if (side === 'inside') {
            trace.effect[row] = effect.given;
            trace.given[group]!++;
            give(sheet, row, step);
          } else if (side === 'straddling') {
            trace.effect[row] = effect.undecided;
            leaveUndecided(sheet, row, undecided.boundaryTie, step);
          }
      }
    }
    taken += size;
    takenOpen += size + sizeBarred;
  }
  trace.poolSize[group] = taken;
}

/** Where a block of `size` rows stands when `taken` of the places are gone. */
function sideOf(taken: number, size: number, places: number): Side {
  if (taken + size <= places) return 'inside';
  return taken < places ? 'straddling' : 'outside';
}

/** A straddling block that takes the better side: into the places at the top, out of them at the bottom. */
function settle(side: Side, step: CutStep): Side {
  if (side !== 'straddling' || step.undecided !== 'better') return side;
  return step.from === 'top' ? 'inside' : 'outside';
}

/** Nobody can be told inside or outside, the barred neither: all who have no grade wait. */
function leaveGroupUndecided(sheet: GradeSheet, step: CutStep, trace: CutTrace, group: number): void {
  const { members, blockStart, groupBlockStart } = sheet.order;
  const blockCount = groupBlockStart[group + 1]! - groupBlockStart[group]!;
  let taken = 0;
  for (let index = 0; index < blockCount; index++) {
    const block = blockAt(sheet.order, step.from, group, index);
    let size = 0;
    for (let place = blockStart[block]!; place < blockStart[block + 1]!; place++) {
      const row = members[place]!;
      const graded = isGraded(sheet, row);
      if (graded && step.among === 'ungraded') continue;
      size++;
      trace.position[row] = taken + 1;
      trace.effect[row] = graded ? effect.alreadyGraded : effect.placesUnknown;
      if (!graded) leaveUndecided(sheet, row, undecided.placesUnknown, step);
    }
    taken += size;
  }
  trace.poolSize[group] = taken;
}

/** The tie block of the group at `index`, counted from the end that is cut. */
function blockAt(order: RowOrder, from: 'top' | 'bottom', group: number, index: number): number {
  return from === 'top' ? order.groupBlockStart[group]! + index : order.groupBlockStart[group + 1]! - 1 - index;
}

/** Gives the grade to everybody for whom the condition holds. Writes on the sheet. */
export function assign(sheet: GradeSheet, step: AssignStep): StepTrace {
  const { order } = sheet;
  assert(step.applies.length === order.rowCount, 'columns of one frame have one length');
  const trace: StepTrace = { effect: new Uint8Array(order.rowCount), given: new Int32Array(order.groupCount) };
  for (let row = 0; row < order.rowCount; row++) {
    const group = order.group[row]!;
    if (group < 0) continue;
    if (step.applies[row] !== 1) {
      trace.effect[row] = effect.none;
    } else if (isGraded(sheet, row) && !step.override) {
      trace.effect[row] = effect.alreadyGraded;
    } else {
      if (sheet.undecided[row] !== undecided.no) trace.effect[row] = effect.settled;
      else trace.effect[row] = sheet.grade[row] === noGrade ? effect.given : effect.replaced;
      trace.given[group]!++;
      sheet.grade[row] = step.grade;
      sheet.rule[row] = step.rule;
      sheet.undecided[row] = undecided.no;
    }
  }
  return trace;
}

/** Gives the grade to everybody who has none and is not undecided. Writes on the sheet. */
export function rest(sheet: GradeSheet, step: RestStep): StepTrace {
  const { order } = sheet;
  const trace: StepTrace = { effect: new Uint8Array(order.rowCount), given: new Int32Array(order.groupCount) };
  for (let row = 0; row < order.rowCount; row++) {
    const group = order.group[row]!;
    if (group < 0) continue;
    if (isGraded(sheet, row)) {
      trace.effect[row] = effect.alreadyGraded;
    } else {
      trace.effect[row] = effect.given;
      trace.given[group]!++;
      give(sheet, row, step);
    }
  }
  return trace;
}

export interface GradeCounts {
  /** Rows of each group and grade, at `group * gradeCount + grade`; the undecided are not among them. */
  readonly counts: Int32Array;
  readonly undecided: Int32Array;
  /** Ranked rows of each group that no step has graded or left undecided. */
  readonly ungraded: Int32Array;
}

/** How many rows hold each grade so far (已定). */
export function countByGrade(sheet: GradeSheet, gradeCount: number): GradeCounts {
  const { order } = sheet;
  const counts = new Int32Array(order.groupCount * gradeCount);
  const undecidedCount = new Int32Array(order.groupCount);
  const ungraded = new Int32Array(order.groupCount);
  for (let row = 0; row < order.rowCount; row++) {
    const group = order.group[row]!;
    if (group < 0) continue;
    const grade = sheet.grade[row]!;
    assert(grade < gradeCount, 'a grade given is a grade of the scale');
    if (grade !== noGrade) counts[group * gradeCount + grade]!++;
    else if (sheet.undecided[row] !== undecided.no) undecidedCount[group]!++;
    else ungraded[group]!++;
  }
  return { counts, undecided: undecidedCount, ungraded };
}

/** Index of the first bar that applies to the row, −1 where none does. */
function firstBar(bars: readonly Bar[], row: number): number {
  for (let index = 0; index < bars.length; index++) {
    if (bars[index]!.applies[row] === 1) return index;
  }
  return -1;
}

/** Undecided counts as graded for later steps. */
function isGraded(sheet: GradeSheet, row: number): boolean {
  return sheet.grade[row] !== noGrade || sheet.undecided[row] !== undecided.no;
}

function give(sheet: GradeSheet, row: number, { grade, rule }: { readonly grade: number; readonly rule: number }): void {
  const reason = sheet.keptReason[row]!;
  sheet.grade[row] = grade;
  sheet.rule[row] = reason === noRule ? rule : reason;
}

function leaveUndecided(sheet: GradeSheet, row: number, why: number, step: CutStep): void {
  sheet.undecided[row] = why;
  // Under 'better' nobody waits for a decision and the scheme has no rule for it; only unknown places lead here.
  sheet.rule[row] = step.undecided === 'better' ? noRule : step.undecided.rule;
}
