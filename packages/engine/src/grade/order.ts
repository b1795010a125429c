/**
 * The order of a ranking group (位次, 同分排序): who stands before whom, who is equal in everything, and the rank that is
 * published. Conventions 5 and 6 of the worked examples: rank is competition rank on the published total alone; quotas
 * are cut along the total and then the tie chain.
 *
 * Worked: totals 95.21, 95.21, 90, 90 with fourth quarters 88.50, 87.75, 80, 80 give the ranks 1, 1, 3, 3 and three tie
 * blocks: the first row, the second row, and the last two together.
 *
 * At the edge: rows equal in every key are one block and stay in row order inside it, which decides nothing; a missing
 * key (−Infinity) is lowest; a row outside the population has rank 0; a group without rows has no block.
 */
import { assert } from '../number/assert.ts';

export interface OrderInput {
  /** 1 where the row is ranked. */
  readonly inPopulation: Uint8Array;
  /** Ranking group of each row, 0 to groupCount − 1; a row below zero is not ranked. */
  readonly group: Int32Array;
  readonly groupCount: number;
  /**
   * The published total, then the tie chain, high before low. A key of which the least goes first is negated by
   * the caller, except that missing stays −Infinity: missing is lowest either way. No NaN.
   */
  readonly keys: readonly Float64Array[];
}

export interface RowOrder {
  readonly rowCount: number;
  readonly groupCount: number;
  /** Ranking group of each ranked row, −1 for all others. */
  readonly group: Int32Array;
  /** n of each group. */
  readonly groupSize: Int32Array;
  /** groupCount + 1 offsets into `members`. */
  readonly groupStart: Int32Array;
  /** Ranked rows, group by group, best first. */
  readonly members: Int32Array;
  /** Offsets into `members` at which a tie block begins, and `members.length` at the end. No block spans two groups. */
  readonly blockStart: Int32Array;
  /** groupCount + 1 offsets into `blockStart`. */
  readonly groupBlockStart: Int32Array;
  /** Tie block of each ranked row, −1 for all others. */
  readonly block: Int32Array;
  /** Competition rank (1, 2, 2, 4) inside the group on the total alone; 0 where not ranked. */
  readonly rank: Int32Array;
}

export function orderRows({ inPopulation, group, groupCount, keys }: OrderInput): RowOrder {
  const rowCount = inPopulation.length;
  assert(keys.length > 0, 'an order needs the published total');
  assert(group.length === rowCount && keys.every((key) => key.length === rowCount), 'columns of one frame have one length');

  const rankedGroup = new Int32Array(rowCount).fill(-1);
  const groupSize = new Int32Array(groupCount);
  for (let row = 0; row < rowCount; row++) {
    const code = group[row]!;
    if (inPopulation[row] !== 1 || code < 0) continue;
    assert(code < groupCount, 'a ranking group has a code below the number of groups');
    rankedGroup[row] = code;
    groupSize[code]!++;
  }
  const groupStart = new Int32Array(groupCount + 1);
  for (let code = 0; code < groupCount; code++) groupStart[code + 1] = groupStart[code]! + groupSize[code]!;

  for (const key of keys) {
    for (let row = 0; row < rowCount; row++)
      assert(rankedGroup[row]! < 0 || !Number.isNaN(key[row]!), 'a sort key is a number or −Infinity');
  }
  const members = sortByCounting(rankedGroup, groupStart, keys) ?? sortByComparing(rankedGroup, groupStart, keys);
  return {
    rowCount,
    groupCount,
    group: rankedGroup,
    groupSize,
    groupStart,
    members,
    ...blocksAndRanks(members, rankedGroup, groupStart, keys),
  };
}

/**
 * The last of each group (末位): 1 for every row of the group's last tie block. Several rows equal in everything are all
 * last; the only row of a group is last (and first).
 */
export function lastInOrder(order: RowOrder): Uint8Array {
  const last = new Uint8Array(order.rowCount);
  for (let code = 0; code < order.groupCount; code++) {
    const end = order.groupStart[code + 1]!;
    if (end === order.groupStart[code]!) continue;
    const start = order.blockStart[order.groupBlockStart[code + 1]! - 1]!;
    for (let place = start; place < end; place++) last[order.members[place]!] = 1;
  }
  return last;
}

/** So many cells to count in may there be for each row: beyond, going through the cells costs more than comparing. */
const cellsPerRowMax = 4;

/**
 * Published totals are whole numbers of hundredths (or the like) close to each other, so the rows of every group and total can
 * be counted in cells, and the counts say where each row stands. Only ties are then compared, on the keys after the total.
 * Null where totals are fractions, or far apart for the number of rows.
 */
function sortByCounting(rankedGroup: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]): Int32Array | null {
  const [total, ...chain] = keys as [Float64Array, ...Float64Array[]];
  const range = wholeRange(rankedGroup, total);
  if (range === null) return null;
  const stride = range.most - range.least + 1;
  const cellCount = stride * (groupStart.length - 1);
  if (!(cellCount <= cellsPerRowMax * total.length)) return null;

  const cellOf = new Int32Array(total.length).fill(-1);
  const cellStart = new Int32Array(cellCount + 1);
  for (let row = 0; row < cellOf.length; row++) {
    if (rankedGroup[row]! < 0) continue;
    const cell = rankedGroup[row]! * stride + (range.most - total[row]!);
    cellOf[row] = cell;
    cellStart[cell + 1]!++;
  }
  for (let cell = 0; cell < cellCount; cell++) cellStart[cell + 1]! += cellStart[cell]!;
  const members = placeRows(cellOf, cellStart);
  if (chain.length > 0) sortRanges(members, cellStart, chain);
  return members;
}

/** The least and largest key of the ranked rows; null where one is no whole number, or nobody is ranked. */
function wholeRange(rankedGroup: Int32Array, key: Float64Array): { readonly least: number; readonly most: number } | null {
  let least = Infinity;
  let most = -Infinity;
  for (let row = 0; row < key.length; row++) {
    const value = key[row]!;
    if (rankedGroup[row]! < 0) continue;
    if (Math.floor(value) !== value) return null;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least === Infinity ? null : { least, most };
}

function sortByComparing(rankedGroup: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]): Int32Array {
  const members = placeRows(rankedGroup, groupStart);
  sortRanges(members, groupStart, keys);
  return members;
}

/** Rows by cell (−1: none), ascending row number inside a cell. */
function placeRows(cellOf: Int32Array, cellStart: Int32Array): Int32Array {
  const rows = new Int32Array(cellStart.at(-1)!);
  const next = cellStart.slice();
  for (let row = 0; row < cellOf.length; row++) if (cellOf[row]! >= 0) rows[next[cellOf[row]!]!++] = row;
  return rows;
}

/** Sorts the rows between every two starts; stable, so that a tie block keeps ascending row numbers. */
function sortRanges(rows: Int32Array, starts: Int32Array, keys: readonly Float64Array[]): void {
  const scratch = new Int32Array(rows.length);
  for (let range = 0; range + 1 < starts.length; range++) mergeSort(rows, scratch, starts[range]!, starts[range + 1]!, keys);
}

/** Up to this size insertion beats merging. */
const insertionSizeMax = 8;

function mergeSort(rows: Int32Array, scratch: Int32Array, from: number, to: number, keys: readonly Float64Array[]): void {
  if (to - from <= insertionSizeMax) {
    for (let place = from + 1; place < to; place++) {
      const row = rows[place]!;
      let hole = place;
      while (hole > from && precedes(row, rows[hole - 1]!, keys)) {
        rows[hole] = rows[hole - 1]!;
        hole--;
      }
      rows[hole] = row;
    }
    return;
  }
  const middle = (from + to) >>> 1;
  mergeSort(rows, scratch, from, middle, keys);
  mergeSort(rows, scratch, middle, to, keys);
  scratch.set(rows.subarray(from, middle), from);
  let left = from;
  let right = middle;
  for (let place = from; left < middle; place++) {
    const takeRight = right < to && precedes(rows[right]!, scratch[left]!, keys);
    rows[place] = takeRight ? rows[right++]! : scratch[left++]!;
  }
}

/** Whether `row` stands before `other`; false where they are equal in every key. */
function precedes(row: number, other: number, keys: readonly Float64Array[]): boolean {
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const value = key[row]!;
    const otherValue = key[other]!;
    if (value !== otherValue) return value > otherValue;
  }
  return false;
}

type BlocksAndRanks = Pick<RowOrder, 'blockStart' | 'groupBlockStart' | 'block' | 'rank'>;

function blocksAndRanks(
  members: Int32Array,
  rankedGroup: Int32Array,
  groupStart: Int32Array,
  keys: readonly Float64Array[],
): BlocksAndRanks {
  const total = keys[0]!;
  const groupCount = groupStart.length - 1;
  const blockStart = new Int32Array(members.length + 1);
  const groupBlockStart = new Int32Array(groupCount + 1);
  const block = new Int32Array(rankedGroup.length).fill(-1);
  const rank = new Int32Array(rankedGroup.length);
  let blockCount = 0;
  for (let group = 0; group < groupCount; group++) {
    let before = -1;
    let rankNow = 0;
    for (let place = groupStart[group]!; place < groupStart[group + 1]!; place++) {
      const row = members[place]!;
      if (before < 0 || total[before] !== total[row]) rankNow = place - groupStart[group]! + 1;
      if (before < 0 || precedes(before, row, keys)) blockStart[blockCount++] = place;
      rank[row] = rankNow;
      block[row] = blockCount - 1;
      before = row;
    }
    groupBlockStart[group + 1] = blockCount;
  }
  blockStart[blockCount] = members.length;
  return { blockStart: blockStart.slice(0, blockCount + 1), groupBlockStart, block, rank };
}
