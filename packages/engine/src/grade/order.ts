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

  const placed = placeByCounting(rankedGroup, groupStart, keys) ?? placeByComparing(rankedGroup, groupStart, keys);
  return { rowCount, groupCount, group: rankedGroup, groupSize, groupStart, ...placed, block: blockOfRows(rowCount, placed) };
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

type Placed = Pick<RowOrder, 'members' | 'blockStart' | 'groupBlockStart' | 'rank'>;

function blockOfRows(rowCount: number, { members, blockStart }: Placed): Int32Array {
  const blockOf = new Int32Array(rowCount).fill(-1);
  for (let block = 0; block + 1 < blockStart.length; block++) {
    for (let place = blockStart[block]!; place < blockStart[block + 1]!; place++) blockOf[members[place]!] = block;
  }
  return blockOf;
}

/** So many cells to count in may there be for each row: beyond, going through the cells costs more than comparing. */
const cellsPerRowMax = 4;

/**
 * Published totals are whole numbers of hundredths (or the like) close to each other, so the rows of every group and total can
 * be counted in cells, and the counts say where each row stands. Only ties are then compared, on the keys after the total.
 * Null where totals are fractions, or far apart for the number of rows.
 */
function placeByCounting(rankedGroup: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]): Placed | null {
  const [total, ...chain] = keys as [Float64Array, ...Float64Array[]];
  const range = wholeRange(rankedGroup, total);
  if (range === null) return null;
  const stride = range.most - range.least + 1;
  const groupCount = groupStart.length - 1;
  if (!(stride * groupCount <= cellsPerRowMax * total.length)) return null;
  for (const key of chain) for (let row = 0; row < key.length; row++) if (rankedGroup[row]! >= 0) assertKey(key[row]!);

  const cellOf = new Int32Array(total.length).fill(-1);
  const cellStart = new Int32Array(stride * groupCount + 1);
  for (let row = 0; row < cellOf.length; row++) {
    if (rankedGroup[row]! < 0) continue;
    const cell = rankedGroup[row]! * stride + (range.most - total[row]!);
    cellOf[row] = cell;
    cellStart[cell + 1]!++;
  }
  for (let cell = 0; cell + 1 < cellStart.length; cell++) cellStart[cell + 1]! += cellStart[cell]!;

  const members = new Int32Array(groupStart.at(-1)!);
  const next = cellStart.slice();
  for (let row = 0; row < cellOf.length; row++) if (cellOf[row]! >= 0) members[next[cellOf[row]!]!++] = row;
  if (chain.length > 0) sortRanges(members, cellStart, chain);

  const rankOfCell = new Int32Array(stride * groupCount);
  const blockStart = new Int32Array(members.length + 1);
  const groupBlockStart = new Int32Array(groupCount + 1);
  let blockCount = 0;
  for (let group = 0; group < groupCount; group++) {
    for (let cell = group * stride; cell < (group + 1) * stride; cell++) {
      const start = cellStart[cell]!;
      if (start === cellStart[cell + 1]!) continue;
      rankOfCell[cell] = start - groupStart[group]! + 1;
      blockStart[blockCount++] = start;
      for (let place = start + 1; chain.length > 0 && place < cellStart[cell + 1]!; place++) {
        if (precedes(members[place - 1]!, members[place]!, chain, 0)) blockStart[blockCount++] = place;
      }
    }
    groupBlockStart[group + 1] = blockCount;
  }
  blockStart[blockCount] = members.length;
  const rank = new Int32Array(cellOf.length);
  for (let row = 0; row < rank.length; row++) if (cellOf[row]! >= 0) rank[row] = rankOfCell[cellOf[row]!]!;
  return { members, blockStart: blockStart.slice(0, blockCount + 1), groupBlockStart, rank };
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

function placeByComparing(rankedGroup: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]): Placed {
  const { rows, columns } = layOutByGroup(rankedGroup, groupStart, keys);
  const sorted = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) sorted[place] = place;
  sortRanges(sorted, groupStart, columns);

  const members = new Int32Array(rows.length);
  for (let place = 0; place < rows.length; place++) members[place] = rows[sorted[place]!]!;
  const { blockStart, groupBlockStart, rankOfPlace } = blocksAndRanks(sorted, groupStart, columns);
  const rank = new Int32Array(rankedGroup.length);
  for (let place = 0; place < rows.length; place++) rank[members[place]!] = rankOfPlace[place]!;
  return { members, blockStart, groupBlockStart, rank };
}

function assertKey(key: number): void {
  assert(!Number.isNaN(key), 'a sort key is a number or −Infinity');
}

/**
 * Ranked rows group by group, ascending row number inside a group, and their keys in the same places: sorting a group then
 * stays inside a small piece of memory.
 */
function layOutByGroup(rankedGroup: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]) {
  const count = groupStart.at(-1)!;
  const rows = new Int32Array(count);
  const placeOf = new Int32Array(rankedGroup.length).fill(-1);
  const next = groupStart.slice();
  for (let row = 0; row < rankedGroup.length; row++) {
    const code = rankedGroup[row]!;
    if (code < 0) continue;
    const place = next[code]!++;
    rows[place] = row;
    placeOf[row] = place;
  }
  const columns = keys.map((key) => {
    const column = new Float64Array(count);
    for (let row = 0; row < placeOf.length; row++) {
      const place = placeOf[row]!;
      if (place < 0) continue;
      assertKey(key[row]!);
      column[place] = key[row]!;
    }
    return column;
  });
  return { rows, columns };
}

/** From this size on the fixed cost of counting digits is repaid. */
const radixSizeMin = 1024;
/** Up to this size insertion beats merging. */
const insertionSizeMax = 8;

/**
 * Sorts every range between two starts. A large range is sorted by one key at a time with a radix sort over the bits of the numbers, and the
 * next key is looked at only inside the blocks that came out equal; a small range is merge-sorted on all keys at once.
 * Both are stable, so that a tie block keeps ascending row numbers.
 */
function sortRanges(sorted: Int32Array, starts: Int32Array, keys: readonly Float64Array[]): void {
  const scratch = new Int32Array(sorted.length);
  const radix = new RadixSort();

  function sortRange(from: number, to: number, keyIndex: number): void {
    if (to - from < 2) return;
    if (to - from < radixSizeMin) {
      mergeSort(sorted, scratch, from, to, keys, keyIndex);
      return;
    }
    const key = keys[keyIndex]!;
    radix.sortDescending(sorted, from, to, key);
    if (keyIndex + 1 === keys.length) return;
    for (let start = from; start < to;) {
      const value = key[sorted[start]!];
      let end = start + 1;
      while (end < to && key[sorted[end]!] === value) end++;
      sortRange(start, end, keyIndex + 1);
      start = end;
    }
  }

  for (let range = 0; range + 1 < starts.length; range++) sortRange(starts[range]!, starts[range + 1]!, 0);
}

/** Whether `row` stands before `other` on the keys from `keyIndex` on; false where they are equal. */
function precedes(row: number, other: number, keys: readonly Float64Array[], keyIndex: number): boolean {
  for (let index = keyIndex; index < keys.length; index++) {
    const key = keys[index]!;
    const value = key[row]!;
    const otherValue = key[other]!;
    if (value !== otherValue) return value > otherValue;
  }
  return false;
}

function mergeSort(rows: Int32Array, scratch: Int32Array, from: number, to: number, keys: readonly Float64Array[], keyIndex: number): void {
  if (to - from <= insertionSizeMax) {
    for (let place = from + 1; place < to; place++) {
      const row = rows[place]!;
      let hole = place;
      while (hole > from && precedes(row, rows[hole - 1]!, keys, keyIndex)) {
        rows[hole] = rows[hole - 1]!;
        hole--;
      }
      rows[hole] = row;
    }
    return;
  }
  const middle = (from + to) >>> 1;
  mergeSort(rows, scratch, from, middle, keys, keyIndex);
  mergeSort(rows, scratch, middle, to, keys, keyIndex);
  scratch.set(rows.subarray(from, middle), from);
  let left = from;
  let right = middle;
  for (let place = from; left < middle; place++) {
    const takeRight = right < to && precedes(rows[right]!, scratch[left]!, keys, keyIndex);
    rows[place] = takeRight ? rows[right++]! : scratch[left++]!;
  }
}

const digitBits = 11;
const digitValues = 1 << digitBits;
const digitMask = digitValues - 1;
/** Shift of each digit inside its 32-bit half: three digits a half, so that none spans both. */
const digitShifts = [0, digitBits, 2 * digitBits] as const;

/**
 * Stable radix sort by a column of numbers, high first. A number is read as its 64 bits, turned so that unsigned
 * comparison of the bits is comparison of the numbers; digits that are the same in all rows (most of them, when the
 * numbers are published scores) cost nothing. Holds working memory for the largest range it has met.
 */
class RadixSort {
  private high = new Uint32Array(0);
  private low = new Uint32Array(0);
  private nextHigh = new Uint32Array(0);
  private nextLow = new Uint32Array(0);
  private next = new Int32Array(0);
  private readonly counts = new Int32Array(digitValues);
  private readonly bits = new DataView(new ArrayBuffer(8));

  sortDescending(rows: Int32Array, from: number, to: number, key: Float64Array): void {
    const size = to - from;
    if (this.next.length < size) this.grow(size);
    const varying = this.readWords(rows, from, size, key);
    for (const shift of digitShifts) {
      if (((varying.low >>> shift) & digitMask) !== 0) this.sortByDigit(rows, from, size, 'low', shift, true);
    }
    // What the low halves had to say is now in the order; only the high ones move on.
    for (const shift of digitShifts) {
      if (((varying.high >>> shift) & digitMask) !== 0) this.sortByDigit(rows, from, size, 'high', shift, false);
    }
  }

  private grow(size: number): void {
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.nextHigh = new Uint32Array(size);
    this.nextLow = new Uint32Array(size);
    this.next = new Int32Array(size);
  }

  /** Reads the turned bits of every key; returns the bits in which any two differ. */
  private readWords(rows: Int32Array, from: number, size: number, key: Float64Array): { readonly high: number; readonly low: number } {
    const { high, low, bits } = this;
    let highVaries = 0;
    let lowVaries = 0;
    for (let place = 0; place < size; place++) {
      // + 0 turns −0 into 0: they are the same score and must have the same bits.
      bits.setFloat64(0, key[rows[from + place]!]! + 0);
      // Negative numbers fall with rising magnitude, so all their bits turn; a descending order turns all bits once more.
      const negative = bits.getInt32(0) >> 31;
      high[place] = ~(bits.getInt32(0) ^ (negative | 0x80000000));
      low[place] = ~(bits.getInt32(4) ^ negative);
      highVaries |= high[place]! ^ high[0]!;
      lowVaries |= low[place]! ^ low[0]!;
    }
    return { high: highVaries, low: lowVaries };
  }

  private sortByDigit(rows: Int32Array, from: number, size: number, half: 'high' | 'low', shift: number, moveLow: boolean): void {
    const { high, low, nextHigh, nextLow, next, counts } = this;
    const words = half === 'high' ? high : low;
    counts.fill(0);
    for (let place = 0; place < size; place++) counts[(words[place]! >>> shift) & digitMask]!++;
    let offset = 0;
    for (let value = 0; value < digitValues; value++) {
      const here = counts[value]!;
      counts[value] = offset;
      offset += here;
    }
    for (let place = 0; place < size; place++) {
      const target = counts[(words[place]! >>> shift) & digitMask]!++;
      next[target] = rows[from + place]!;
      nextHigh[target] = high[place]!;
      if (moveLow) nextLow[target] = low[place]!;
    }
    rows.set(next.subarray(0, size), from);
    this.high = nextHigh;
    this.nextHigh = high;
    if (moveLow) {
      this.low = nextLow;
      this.nextLow = low;
    }
  }
}

function blocksAndRanks(sorted: Int32Array, groupStart: Int32Array, keys: readonly Float64Array[]) {
  const total = keys[0]!;
  const groupCount = groupStart.length - 1;
  const blockStart = new Int32Array(sorted.length + 1);
  const groupBlockStart = new Int32Array(groupCount + 1);
  const rankOfPlace = new Int32Array(sorted.length);
  let blockCount = 0;
  for (let code = 0; code < groupCount; code++) {
    const start = groupStart[code]!;
    groupBlockStart[code] = blockCount;
    const end = groupStart[code + 1]!;
    if (start === end) continue;
    blockStart[blockCount++] = start;
    rankOfPlace[start] = 1;
    for (let place = start + 1; place < end; place++) {
      const here = sorted[place]!;
      const before = sorted[place - 1]!;
      const equalTotal = total[before] === total[here];
      rankOfPlace[place] = equalTotal ? rankOfPlace[place - 1]! : place - start + 1;
      if (!equalTotal || precedes(before, here, keys, 1)) blockStart[blockCount++] = place;
    }
  }
  groupBlockStart[groupCount] = blockCount;
  blockStart[blockCount] = sorted.length;
  return { blockStart: blockStart.slice(0, blockCount + 1), groupBlockStart, rankOfPlace };
}
