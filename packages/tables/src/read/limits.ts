/**
 * How much of a file is read before it is refused. A file is somebody else's data: every buffer that grows with it has a
 * bound, and the bound is checked before the memory is taken.
 */
export interface ReadLimits {
  /** Bytes of the file as handed in. */
  readonly byteCountMax: number;
  /** Rows of one table, header included. */
  readonly rowCountMax: number;
  readonly columnCountMax: number;
  /** Cells of one table. */
  readonly cellCountMax: number;
  /** Bytes of one cell. */
  readonly cellByteCountMax: number;
  /** Bytes of all distinct texts of one table. */
  readonly textByteCountMax: number;
  /** Workbooks: bytes of all parts together after unpacking. */
  readonly unpackedByteCountMax: number;
  /** Workbooks: unpacked ÷ packed bytes of one part. Sheets of real data reach about 30, a zip bomb 1,000. */
  readonly unpackRatioMax: number;
  /** Workbooks: parts in the file. */
  readonly partCountMax: number;
}

const mebibyte = 1024 * 1024;

/** For a command line or server worker with a few gigabytes: ten million ballots as CSV pass. */
export const defaultReadLimits: ReadLimits = {
  byteCountMax: 1024 * mebibyte,
  rowCountMax: 20_000_000,
  columnCountMax: 256,
  cellCountMax: 200_000_000,
  cellByteCountMax: 128 * 1024,
  textByteCountMax: 256 * mebibyte,
  unpackedByteCountMax: 2048 * mebibyte,
  unpackRatioMax: 200,
  partCountMax: 2_000,
};

/** For a browser tab or an upload handled next to other people's requests. */
export const modestReadLimits: ReadLimits = {
  ...defaultReadLimits,
  byteCountMax: 64 * mebibyte,
  rowCountMax: 1_048_576,
  columnCountMax: 128,
  cellCountMax: 20_000_000,
  textByteCountMax: 64 * mebibyte,
  unpackedByteCountMax: 512 * mebibyte,
};

/** For a sentence: `64`. */
export function megabytes(byteCount: number): string {
  return String(Math.round(byteCount / mebibyte));
}
