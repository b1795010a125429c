/**
 * The order of a ranking group, said in the most obvious way and slowly: rank is one more than the number of rows with a
 * higher total. Test code, the standard that the kernels are held to.
 */
export interface OracleRow {
  readonly ranked: boolean;
  readonly group: number;
  readonly keys: readonly number[];
}

export function compareRows(a: OracleRow, b: OracleRow): number {
  const differing = a.keys.findIndex((key, index) => key !== b.keys[index]);
  if (differing < 0) return 0;
  return a.keys[differing]! > b.keys[differing]! ? -1 : 1;
}

export function oracleRank(rows: readonly OracleRow[], row: OracleRow): number {
  if (!row.ranked) return 0;
  return 1 + rows.filter((other) => other.ranked && other.group === row.group && other.keys[0]! > row.keys[0]!).length;
}

/** Tie blocks of one group as lists of row numbers, best first. */
export function oracleBlocks(rows: readonly OracleRow[], group: number): number[][] {
  const members = rows.flatMap((row, index) => (row.ranked && row.group === group ? [index] : []));
  const sorted = members.sort((a, b) => compareRows(rows[a]!, rows[b]!) || a - b);
  const blocks: number[][] = [];
  for (const row of sorted) {
    const block = blocks.at(-1);
    if (block !== undefined && compareRows(rows[block[0]!]!, rows[row]!) === 0) block.push(row);
    else blocks.push([row]);
  }
  return blocks;
}
