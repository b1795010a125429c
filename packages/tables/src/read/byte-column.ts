/**
 * A column under construction whose cells are bytes. Each distinct sequence of bytes gets a code; what the bytes mean is
 * decided when the whole file has been seen, because only then is its encoding known. Nothing is allocated per cell.
 */
export class ByteColumn {
  codes: Int32Array;
  /** Bytes of all distinct cells, one after the other; entry `code` ends at `ends[code]`. Code 0 is the empty cell. */
  private bytes = new Uint8Array(4096);
  private byteCount = 0;
  private ends = new Int32Array(256);
  private hashes = new Int32Array(256);
  private firstRows = new Int32Array(256);
  private firstOffsets = new Float64Array(256);
  private count = 1;
  private slots = new Int32Array(1024);
  private mask = 1023;

  constructor(capacity: number) {
    this.codes = new Int32Array(capacity);
  }

  get distinctCount(): number {
    return this.count;
  }

  get textByteCount(): number {
    return this.byteCount;
  }

  /**
   * Code of the bytes `from..to` of a buffer. The hash is the caller's, computed while it looked for the end of the
   * cell. Row and offset are kept for the first cell of each distinct content, to say later where it stands.
   */
  codeOf(buffer: Uint8Array, from: number, to: number, hash: number, row: number, offset: number): number {
    const length = to - from;
    if (length === 0) return 0;
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    for (;;) {
      const code = this.slots[slot]!;
      if (code === 0) break;
      if (this.hashes[code] === hash) {
        const start = this.ends[code - 1]!;
        if (this.ends[code]! - start === length) {
          let i = 0;
          while (i < length && this.bytes[start + i] === buffer[from + i]) i++;
          if (i === length) return code;
        }
      }
      slot = (slot + 1) & this.mask;
    }
    const code = this.add(buffer, from, to, hash, row, offset);
    this.slots[slot] = code;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return code;
  }

  private add(buffer: Uint8Array, from: number, to: number, hash: number, row: number, offset: number): number {
    const length = to - from;
    if (this.byteCount + length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.byteCount + length));
      larger.set(this.bytes.subarray(0, this.byteCount));
      this.bytes = larger;
    }
    this.bytes.set(buffer.subarray(from, to), this.byteCount);
    this.byteCount += length;
    if (this.count === this.ends.length) this.growEntries();
    const code = this.count++;
    this.ends[code] = this.byteCount;
    this.hashes[code] = hash;
    this.firstRows[code] = row;
    this.firstOffsets[code] = offset;
    return code;
  }

  private growEntries(): void {
    const size = this.ends.length * 2;
    const ends = new Int32Array(size);
    ends.set(this.ends);
    this.ends = ends;
    const hashes = new Int32Array(size);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const firstRows = new Int32Array(size);
    firstRows.set(this.firstRows);
    this.firstRows = firstRows;
    const firstOffsets = new Float64Array(size);
    firstOffsets.set(this.firstOffsets);
    this.firstOffsets = firstOffsets;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.count; code++) {
      const hash = this.hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
    this.mask = mask;
  }

  /** Bytes of a distinct cell. */
  entry(code: number): Uint8Array {
    return this.bytes.subarray(code === 0 ? 0 : this.ends[code - 1]!, code === 0 ? 0 : this.ends[code]!);
  }

  firstRow(code: number): number {
    return this.firstRows[code]!;
  }

  firstOffset(code: number): number {
    return this.firstOffsets[code]!;
  }

  /** The hash table is of no use once the file has been read. */
  seal(): void {
    this.slots = new Int32Array(0);
    this.hashes = new Int32Array(0);
  }
}
