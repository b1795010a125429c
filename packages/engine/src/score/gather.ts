/*
 * Reading a column at other rows. Plain loops: over a million rows a callback per row costs more than the reading.
 */

/** Row i is `source[index[i]]`; `otherwise` where the index is below zero. */
export function gatherIntegers(source: Int32Array, index: Int32Array, otherwise: number): Int32Array {
  const gathered = new Int32Array(index.length);
  for (let i = 0; i < gathered.length; i++) {
    const row = index[i]!;
    gathered[i] = row < 0 ? otherwise : source[row]!;
  }
  return gathered;
}

/** The same for a mask or a column of truths. */
export function gatherBytes(source: Uint8Array, index: Int32Array, otherwise: number): Uint8Array {
  const gathered = new Uint8Array(index.length);
  for (let i = 0; i < gathered.length; i++) {
    const row = index[i]!;
    gathered[i] = row < 0 ? otherwise : source[row]!;
  }
  return gathered;
}
