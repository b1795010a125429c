import type { Facts } from './facts.ts';

/** A span of days, both ends included; `YYYY-MM-DD` sorts as text. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Rows of `relations` that are of one of the kinds and hold on some day of the span. An empty end is open. */
export function relationsInForce(facts: Facts, kinds: readonly string[], span: Span): Uint8Array {
  const { codes, values } = facts.column('relations', 'relation');
  const isKind = Uint8Array.from(values, (kind) => (kinds.includes(kind) ? 1 : 0));
  return Uint8Array.from(codes, (code, row) => (isKind[code] === 1 && overlap(facts, row, span) !== null ? 1 : 0));
}

/** The part of a span in which a row of `relations` holds; null where it never does. */
export function overlap(facts: Facts, row: number, span: Span): Span | null {
  const ownFrom = facts.cell('relations', 'from', row);
  const ownTo = facts.cell('relations', 'to', row);
  const from = ownFrom > span.from ? ownFrom : span.from;
  const to = ownTo !== '' && ownTo < span.to ? ownTo : span.to;
  return from <= to ? { from, to } : null;
}

/** Ends before it begins: it holds on no day. */
export function isBackwards(facts: Facts, row: number): boolean {
  const to = facts.cell('relations', 'to', row);
  return to !== '' && facts.cell('relations', 'from', row) > to;
}
