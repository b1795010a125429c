/**
 * A refused input is data (STYLE "Errors"): a code, a place and parameters. The Chinese and English sentences are made
 * from the catalogue at the edge.
 */
export type Severity = 'error' | 'warning' | 'notice';

/** A place in a document: 1-based line and column, length in characters. */
export interface DocumentPlace {
  readonly kind: 'document';
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A place in a table of facts. `row` is the row number in the source, 1-based with the header; 0 where the whole table is meant. */
export interface CellPlace {
  readonly kind: 'cell';
  readonly table: string;
  /** File or sheet name as the office knows it. */
  readonly source: string;
  readonly row: number;
  /** Header as it stands in the source; '' where the whole row is meant. */
  readonly column: string;
  readonly value: string;
}

export type Place = DocumentPlace | CellPlace;

export interface Problem {
  readonly code: string;
  readonly place: Place | null;
  readonly parameters: Readonly<Record<string, string>>;
}

/** One entry of a catalogue. Sentences hold `{name}` for parameters and say what is wrong and what to do. */
export interface ProblemText {
  readonly severity: Severity;
  readonly zh: string;
  readonly en: string;
}

export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;

/** The result of something that may be refused. Problems of lower severity may accompany a value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
