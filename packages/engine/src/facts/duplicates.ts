/** So many rows share a hash table, which then stays in the processor's cache: ten times faster than one table for all. */
const partRowCount = 8192;

/**
 * Finds rows that are equal in all given code columns, on typed arrays: three million rows need two arrays of three million
 * integers and no string at all. Calls back in row order with the row and the first row equal to it.
 */
export function firstRowOfEach(columns: readonly Int32Array[], rowCount: number, onDuplicate: (row: number, first: number) => void): void {
  const keys = combined(columns, rowCount);
  const { starts, rows, hashes } = partedByHash(keys, rowCount);
  const mask = 2 ** Math.ceil(Math.log2(Math.max(largestPart(starts), 8) * 2)) - 1;
  /** Place in the part + 1; 0 is a free slot. */
  const slots = new Int32Array(mask + 1);
  const found: { readonly row: number; readonly first: number }[] = [];
  for (let part = 0; part + 1 < starts.length; part++) {
    slots.fill(0);
    const start = starts[part]!;
    for (let place = start; place < starts[part + 1]!; place++) {
      let slot = hashes[place]! & mask;
      for (;;) {
        const taken = slots[slot]! + start - 1;
        if (taken < start) {
          slots[slot] = place - start + 1;
          break;
        }
        if (hashes[taken] === hashes[place] && equalRows(keys, rows[place]!, rows[taken]!)) {
          found.push({ row: rows[place]!, first: rows[taken]! });
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
  }
  for (const { row, first } of found.sort((a, b) => a.row - b.row)) onDuplicate(row, first);
}

interface Parts {
  /** Offsets of the parts, and the number of rows at the end. */
  readonly starts: Int32Array;
  /** Rows part by part, ascending in each. */
  readonly rows: Int32Array;
  /** Hash of the row in the same place. */
  readonly hashes: Int32Array;
}

/** Equal rows have equal hashes and so are in one part. The parts go by the upper bits, which the tables leave aside. */
function partedByHash(keys: readonly Int32Array[], rowCount: number): Parts {
  const bits = Math.max(0, Math.ceil(Math.log2(rowCount / partRowCount)));
  const shift = 31 - bits;
  const starts = new Int32Array(2 ** bits + 1);
  for (let row = 0; row < rowCount; row++) starts[((hashOf(keys, row) >>> 1) >>> shift) + 1]!++;
  for (let part = 0; part + 1 < starts.length; part++) starts[part + 1]! += starts[part]!;
  const next = starts.slice();
  const rows = new Int32Array(rowCount);
  const hashes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const hash = hashOf(keys, row);
    const place = next[(hash >>> 1) >>> shift]!++;
    rows[place] = row;
    hashes[place] = hash;
  }
  return { starts, rows, hashes };
}

function largestPart(starts: Int32Array): number {
  let most = 0;
  for (let part = 0; part + 1 < starts.length; part++) most = Math.max(most, starts[part + 1]! - starts[part]!);
  return most;
}

function hashOf(keys: readonly Int32Array[], row: number): number {
  let hash = 0;
  for (let c = 0; c < keys.length; c++) {
    hash = Math.imul(hash ^ keys[c]![row]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function equalRows(columns: readonly Int32Array[], a: number, b: number): boolean {
  for (let c = 0; c < columns.length; c++) if (columns[c]![a] !== columns[c]![b]) return false;
  return true;
}

/**
 * Neighbouring columns become one wherever their codes fit into one integer together: most keys have a few small columns
 * (round, group, item) beside a large one, and every column less saves a random access a row.
 */
function combined(columns: readonly Int32Array[], rowCount: number): readonly Int32Array[] {
  const sorted = columns.map((codes) => ({ codes, size: largest(codes) + 1 })).sort((a, b) => a.size - b.size);
  const result: { codes: Int32Array; size: number }[] = [];
  for (const column of sorted) {
    const last = result.at(-1);
    if (last === undefined || last.size * column.size > 2 ** 31) {
      result.push(column);
      continue;
    }
    const codes = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row++) codes[row] = last.codes[row]! * column.size + column.codes[row]!;
    result[result.length - 1] = { codes, size: last.size * column.size };
  }
  return result.map((column) => column.codes);
}

function largest(codes: Int32Array): number {
  let most = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i]! > most) most = codes[i]!;
  return most;
}
