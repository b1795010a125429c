import { colours, noColours, type Paint } from './text/paint.ts';

/** One of the two streams a command speaks on, and what it can show. */
export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal, or of the page that a file is taken for. */
  readonly columns: number;
  readonly paint: Paint;
  /** What a horizontal line is drawn with: a file may be read by a program that knows only ASCII. */
  readonly dash: string;
}

/** The part of a Node stream that is needed; tests give their own. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const columnsOfPage = 100;
const columnsMin = 40;

export function streamOf(sink: Sink, environment: Environment): Stream {
  const isTerminal = sink.isTTY === true && environment['TERM'] !== 'dumb';
  const hasColours = isTerminal && (environment['NO_COLOR'] ?? '') === '';
  const wanted = Number(environment['COLUMNS'] ?? '');
  const columns = sink.isTTY === true && sink.columns ? sink.columns : Number.isInteger(wanted) && wanted > 0 ? wanted : columnsOfPage;
  return {
    write: (text) => void sink.write(text),
    isTerminal,
    columns: Math.max(columns, columnsMin),
    paint: hasColours ? colours : noColours,
    dash: isTerminal ? '─' : '-',
  };
}
