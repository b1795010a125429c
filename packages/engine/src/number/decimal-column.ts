import { parseDecimal, type Rational } from './rational.ts';

/**
 * The distinct texts of a dictionary-coded column as numbers, null where the text is none (the empty cell among them).
 * Together with the codes this is what `Arithmetic.fromDictionary` takes: each distinct text is parsed once.
 */
export function parseDecimals(values: readonly string[]): (Rational | null)[] {
  return values.map(parseDecimal);
}
