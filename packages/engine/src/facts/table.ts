/**
 * A table of facts as the engine reads it: text cells in columns, each column dictionary-coded, so that ten million rows
 * stay small and a value is parsed once per distinct text instead of once per row.
 */
export interface TextColumn {
  /** One code per row; code 0 is the empty cell. */
  readonly codes: Int32Array;
  /** The distinct texts; `values[0]` is always ''. */
  readonly values: readonly string[];
}

export interface FactTable {
  /** English key of the table, such as `ballots`. */
  readonly name: string;
  /** Where it came from, for people: a file or sheet name. */
  readonly source: string;
  readonly rowCount: number;
  /**
   * By English column key, in the order of the source. A column that the source does not have is absent; a column whose
   * header no definition knows stands under that header.
   */
  readonly columns: ReadonlyMap<string, TextColumn>;
  /** The header of each column as it stands in the source, for people. Absent: the Chinese header of the definition. */
  readonly headers?: ReadonlyMap<string, string>;
  /** Row number in the source (1-based, the header counts) of each row; null means row i stands in source row i + 2. */
  readonly rowNumbers: Int32Array | null;
}

export type FactTables = ReadonlyMap<string, FactTable>;

/** Builds a dictionary-coded column. */
export class TextColumnBuilder {
  private codes: Int32Array;
  private count = 0;
  private readonly values: string[] = [''];
  private readonly codeOf = new Map<string, number>([['', 0]]);

  constructor(capacity = 1024) {
    this.codes = new Int32Array(capacity);
  }

  push(text: string): void {
    let code = this.codeOf.get(text);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(text);
      this.codeOf.set(text, code);
    }
    if (this.count === this.codes.length) {
      const larger = new Int32Array(this.codes.length * 2);
      larger.set(this.codes);
      this.codes = larger;
    }
    this.codes[this.count++] = code;
  }

  build(): TextColumn {
    return { codes: this.codes.slice(0, this.count), values: this.values };
  }
}

/** A column of the same text in every row. */
export function constantColumn(text: string, rowCount: number): TextColumn {
  return text === '' ? { codes: new Int32Array(rowCount), values: [''] } : { codes: new Int32Array(rowCount).fill(1), values: ['', text] };
}
