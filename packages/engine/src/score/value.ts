import { stateAt, type NumberColumn } from '../number/arithmetic.ts';

/** A column of values over the rows of a frame. */
export type Value =
  | { readonly kind: 'number'; readonly column: NumberColumn }
  /** Three-valued: 0 no, 1 yes, 2 missing. */
  | { readonly kind: 'truth'; readonly truth: Uint8Array }
  /** Codes into `words`; −1 missing. */
  | { readonly kind: 'word'; readonly codes: Int32Array; readonly words: readonly string[] }
  /** Rows of the subjects table; −1 missing. */
  | { readonly kind: 'subject'; readonly rows: Int32Array }
  /** Rows of the subjects table: `members[starts[i] .. starts[i + 1])`. */
  | { readonly kind: 'set'; readonly starts: Int32Array; readonly members: Int32Array };

/** A value with what was left out below it. Masks are null where nothing was. */
export interface Cell {
  readonly value: Value;
  /** 1 where the value, present or missing, stands on missing inputs. */
  readonly incomplete: Uint8Array | null;
  /** How many parts its own fold left out. */
  readonly dropped: Uint8Array | null;
  /** The value before the publishing point, for the explanation. */
  readonly raw?: NumberColumn;
}

export const truth = { no: 0, yes: 1, missing: 2 } as const;

export function complete(value: Value): Cell {
  return { value, incomplete: null, dropped: null };
}

export function numberCell(column: NumberColumn): Cell {
  return complete({ kind: 'number', column });
}

export function numbersOf(value: Value): NumberColumn {
  if (value.kind !== 'number') throw new TypeError(`a number was checked for, found ${value.kind}`);
  return value.column;
}

export function truthOf(value: Value): Uint8Array {
  if (value.kind !== 'truth') throw new TypeError(`yes or no was checked for, found ${value.kind}`);
  return value.truth;
}

function lengthOf(value: Value): number {
  switch (value.kind) {
    case 'number':
      return value.column.length;
    case 'truth':
      return value.truth.length;
    case 'word':
      return value.codes.length;
    case 'subject':
      return value.rows.length;
    case 'set':
      return value.starts.length - 1;
  }
}

/** Whether a row has no value. A set always has one, though it may be empty. */
export function isMissing(value: Value, row: number): boolean {
  switch (value.kind) {
    case 'number':
      return stateAt(value.column, row) !== 0;
    case 'truth':
      return value.truth[row] === truth.missing;
    case 'word':
      return value.codes[row]! < 0;
    case 'subject':
      return value.rows[row]! < 0;
    case 'set':
      return false;
  }
}

/** 1 where a row has no value. */
export function missingMask(value: Value): Uint8Array {
  const mask = new Uint8Array(lengthOf(value));
  for (let row = 0; row < mask.length; row++) if (isMissing(value, row)) mask[row] = 1;
  return mask;
}

/** The union of masks; null where none marks anything. */
export function unionMask(masks: readonly (Uint8Array | null)[]): Uint8Array | null {
  let union: Uint8Array | null = null;
  for (const mask of masks) {
    if (mask === null) continue;
    if (union === null) union = mask.slice();
    else for (let i = 0; i < mask.length; i++) union[i]! |= mask[i]!;
  }
  return union;
}
