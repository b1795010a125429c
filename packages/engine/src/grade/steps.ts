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
  const blocks = sortIntoPool(sheet, step, trace);
  for (let group = 0; group < order.groupCount; group++) {
    assert(step.places[group]! >= placesUnknown, 'a number of places is not negative');
    if (step.places[group] === placesUnknown) leaveGroupUndecided(sheet, step, trace, group);
    else cutGroup(order, step, trace, blocks, group);
  }
  giveByBlock(sheet, step, trace, blocks);
  return trace;
}

/** The tie blocks under the cut, by block of the order: a block stays whole, so all is decided here and then read by row. */
interface CutBlocks {
  /** Rows in the pool, and rows barred from it. */
  readonly size: Int32Array;
  readonly sizeBarred: Int32Array;
  /** One more than the places gone before the block, with the barred removed and with nobody barred; 0 where places are unknown. */
  readonly position: Int32Array;
  readonly positionOpen: Int32Array;
  /** One of `side`, in the same two ways. */
  readonly side: Uint8Array;
  readonly sideOpen: Uint8Array;
}

/** Who is barred and who has a grade, as the effect that holds unless the cut reaches the row. Counts the blocks. */
function sortIntoPool(sheet: GradeSheet, step: CutStep, trace: CutTrace): CutBlocks {
  const { block, blockStart, rowCount } = sheet.order;
  const size = new Int32Array(blockStart.length - 1);
  const sizeBarred = new Int32Array(size.length);
  const { effect: effects, bar } = trace;
  const { grade, undecided: waiting } = sheet;
  const isAmongAll = step.among === 'all';
  const mayBeBarred = step.bars.length > 0;
  for (let row = 0; row < rowCount; row++) {
    const own = block[row]!;
    if (own < 0) continue;
    const graded = grade[row] !== noGrade || waiting[row] !== undecided.no;
    if (mayBeBarred && (isAmongAll || !graded)) bar[row] = firstBar(step.bars, row);
    if (bar[row]! >= 0) {
      effects[row] = effect.barred;
      sizeBarred[own]!++;
    } else {
      effects[row] = graded ? effect.alreadyGraded : effect.none;
      if (isAmongAll || !graded) size[own]!++;
    }
  }
  const [position, positionOpen] = [new Int32Array(size.length), new Int32Array(size.length)];
  return { size, sizeBarred, position, positionOpen, side: new Uint8Array(size.length), sideOpen: new Uint8Array(size.length) };
}

const side = { outside: 0, straddling: 1, inside: 2 } as const;

/** By side with nobody barred. */
const barredEffect = [effect.barred, effect.barredStraddling, effect.barredInside] as const;

function cutGroup(order: RowOrder, step: CutStep, trace: CutTrace, blocks: CutBlocks, group: number): void {
  const blockCount = order.groupBlockStart[group + 1]! - order.groupBlockStart[group]!;
  const places = step.places[group]!;
  /** Places gone, with the barred removed and with nobody barred. */
  let taken = 0;
  let takenOpen = 0;
  for (let index = 0; index < blockCount; index++) {
    const block = blockAt(order, step.from, group, index);
    const size = blocks.size[block]!;
    const sizeOpen = size + blocks.sizeBarred[block]!;
    const border = sideOf(taken, size, places);
    const settled = settle(border, step);
    blocks.position[block] = taken + 1;
    blocks.positionOpen[block] = takenOpen + 1;
    blocks.side[block] = settled;
    blocks.sideOpen[block] = settle(sideOf(takenOpen, sizeOpen, places), step);
    if (border === side.straddling) trace.straddling[group] = size;
    if (settled === side.inside) trace.used[group]! += size;
    taken += size;
    takenOpen += sizeOpen;
  }
  trace.poolSize[group] = taken;
}

function giveByBlock(sheet: GradeSheet, step: CutStep, trace: CutTrace, blocks: CutBlocks): void {
  const { block, group, rowCount } = sheet.order;
  const { effect: effects, position } = trace;
  const { position: positions, side: sides } = blocks;
  const isAmongAll = step.among === 'all';
  for (let row = 0; row < rowCount; row++) {
    const own = block[row]!;
    if (own < 0 || positions[own] === 0) continue;
    const now = effects[row]!;
    if (now === effect.barred) {
      const sideOpen = blocks.sideOpen[own]!;
      position[row] = blocks.positionOpen[own]!;
      effects[row] = barredEffect[sideOpen]!;
      const reason = step.bars[trace.bar[row]!]!.rule;
      if (sideOpen !== side.outside && reason !== noRule && !isGraded(sheet, row)) sheet.keptReason[row] = reason;
    } else if (now === effect.alreadyGraded) {
      if (!isAmongAll) continue;
      position[row] = positions[own]!;
      if (sides[own] === side.inside) effects[row] = effect.alreadyGradedInside;
    } else {
      position[row] = positions[own]!;
      if (sides[own] === side.inside) {
        effects[row] = effect.given;
        trace.given[group[row]!]!++;
        give(sheet, row, step);
      } else if (sides[own] === side.straddling) {
        effects[row] = effect.undecided;
        leaveUndecided(sheet, row, undecided.boundaryTie, step);
      }
    }
  }
}

/** Where a block of `size` rows stands when `taken` of the places are gone. */
function sideOf(taken: number, size: number, places: number): number {
  if (taken + size <= places) return side.inside;
  return taken < places ? side.straddling : side.outside;
}

/** A straddling block that takes the better side: into the places at the top, out of them at the bottom. */
function settle(border: number, step: CutStep): number {
  if (border !== side.straddling || step.undecided !== 'better') return border;
  return step.from === 'top' ? side.inside : side.outside;
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
  const { group, rowCount } = order;
  const { grade, undecided: waiting } = sheet;
  const effects = new Uint8Array(rowCount);
  const given = new Int32Array(order.groupCount);
  for (let row = 0; row < rowCount; row++) {
    if (group[row]! < 0) continue;
    if (grade[row] !== noGrade || waiting[row] !== undecided.no) {
      effects[row] = effect.alreadyGraded;
    } else {
      effects[row] = effect.given;
      given[group[row]!]!++;
      give(sheet, row, step);
    }
  }
  return { effect: effects, given };
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
