/**
 * Finds rows that are equal in all given code columns, in one pass over typed arrays: three million rows need a table of
 * eight million integers and no string at all. Calls back in row order with the row and the first row equal to it.
 */
export function firstRowOfEach(columns: readonly Int32Array[], rowCount: number, onDuplicate: (row: number, first: number) => void): void {
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(rowCount, 8) * 2));
  const mask = slotCount - 1;
  /** Row number + 1; 0 is a free slot. */
  const slots = new Int32Array(slotCount);
  const keys = combined(columns, rowCount);
  for (let row = 0; row < rowCount; row++) {
    let hash = 0;
    for (let c = 0; c < keys.length; c++) {
      hash = Math.imul(hash ^ keys[c]![row]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & mask;
    for (;;) {
      const taken = slots[slot]!;
      if (taken === 0) {
        slots[slot] = row + 1;
        break;
      }
      if (equalRows(keys, row, taken - 1)) {
        onDuplicate(row, taken - 1);
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
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
