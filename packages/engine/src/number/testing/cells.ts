import { stateAt, type Arithmetic, type NumberColumn } from '../arithmetic.ts';
import { assert } from '../assert.ts';
import { missing } from '../missing.ts';
import { formatFraction, parseDecimal, rational, type Rational } from '../rational.ts';

/**
 * A cell of a test table: a decimal (`1.5`), a fraction (`-1/3`) or the name of a reason (`excused`). Results are compared
 * in the same notation, where a number is a fraction in lowest terms.
 */
export type CellText = string;

export function valueOf(text: CellText): Rational | null {
  const [num, den] = text.split('/');
  if (den !== undefined) return rational(BigInt(num!), BigInt(den));
  return parseDecimal(text);
}

export function columnOf(arithmetic: Arithmetic, cells: readonly CellText[]): NumberColumn {
  const reasons = Uint8Array.from(cells, (cell) => (missing as Readonly<Record<string, number>>)[cell] ?? 0);
  return arithmetic.fromDictionary(Int32Array.from(cells.keys()), cells.map(valueOf), reasons);
}

export function cellsOf(arithmetic: Arithmetic, column: NumberColumn): CellText[] {
  return Array.from({ length: column.length }, (_, row) => {
    const state = stateAt(column, row);
    const value = arithmetic.valueAt(column, row);
    assert((value === null) === (state !== missing.present), 'the value and the state of a row agree');
    return value === null ? Object.keys(missing)[state]! : formatFraction(value);
  });
}
