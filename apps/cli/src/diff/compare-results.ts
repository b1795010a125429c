import type { Computation, SubjectResult } from '@kaoji/engine';
import { rankingView } from '../ranking/ranking-view.ts';
import type { RowView } from '../ranking/view.ts';
import type { TotalPart } from '../ranking/total-parts.ts';
import { formatDecimal, parseDecimal, subtract } from '../text/decimal.ts';

/** A value on both sides; null where it is missing, or where the subject is not there. */
export interface Change<T> {
  readonly a: T | null;
  readonly b: T | null;
}

export interface NumberChange extends Change<string> {
  /** Exact difference, `b` minus `a`; null where one side has no number. */
  readonly delta: string | null;
}

export interface PartChange extends NumberChange {
  readonly name: string;
  readonly key: string;
  /** Weight in the total on both sides, where it changed; null where it did not. */
  readonly weight: Change<string> | null;
}

export interface SubjectChange {
  readonly id: string;
  readonly name: string;
  /** The side on which the subject stands alone; null where it stands on both. */
  readonly only: 'a' | 'b' | null;
  readonly group: Change<string>;
  readonly total: NumberChange;
  readonly rank: Change<number>;
  readonly grade: Change<string>;
  /** Parts of the total that changed, or whose weight did. */
  readonly parts: readonly PartChange[];
  readonly flags: { readonly gained: readonly string[]; readonly lost: readonly string[] };
  readonly outcomes: readonly (Change<string> & { readonly key: string })[];
}

export interface ResultComparison {
  readonly compared: number;
  readonly changed: readonly SubjectChange[];
  readonly counts: { readonly scores: number; readonly ranks: number; readonly grades: number };
  readonly totals: readonly (Change<string> & { readonly key: string })[];
}

/** Whose result differs between two computations, the largest effect first: grades, then points, then ranks. */
export function compareResults(a: Computation, b: Computation): ResultComparison {
  const [sideA, sideB] = [sideOf(a), sideOf(b)];
  const ids = [...new Set([...a.run.facts.subjectIds, ...b.run.facts.subjectIds])];
  const changed = ids.flatMap((id) => subjectChange(id, sideA, sideB) ?? []).toSorted(byEffect);
  return {
    compared: ids.length,
    changed,
    counts: {
      scores: changed.filter(({ total }) => total.a !== total.b).length,
      ranks: changed.filter(({ rank }) => rank.a !== rank.b).length,
      grades: changed.filter(({ grade }) => grade.a !== grade.b).length,
    },
    totals: leafChanges(a.result.totals, b.result.totals),
  };
}

interface Side {
  readonly result: Computation['result'];
  readonly rows: ReadonlyMap<string, { readonly row: RowView; readonly parts: readonly TotalPart[]; readonly group: string }>;
}

function sideOf(computation: Computation): Side {
  const rows = new Map<string, { row: RowView; parts: readonly TotalPart[]; group: string }>();
  for (const { groups } of rankingView(computation)) {
    for (const group of groups) for (const row of group.rows) rows.set(row.id, { row, parts: group.parts, group: group.title });
  }
  return { result: computation.result, rows };
}

function subjectChange(id: string, a: Side, b: Side): SubjectChange | null {
  const [before, after] = [a.result.subjects[id], b.result.subjects[id]];
  if (before === undefined && after === undefined) return null;
  if (
    before !== undefined &&
    after !== undefined &&
    JSON.stringify(before) === JSON.stringify(after) &&
    weightsOf(a, id) === weightsOf(b, id)
  )
    return null;
  const change: SubjectChange = {
    id,
    name: (after ?? before)!.name,
    only: before === undefined ? 'b' : after === undefined ? 'a' : null,
    group: { a: a.rows.get(id)?.group ?? null, b: b.rows.get(id)?.group ?? null },
    total: numberChange(text(before?.total), text(after?.total)),
    rank: { a: before?.rank ?? null, b: after?.rank ?? null },
    grade: { a: before?.grade ?? null, b: after?.grade ?? null },
    parts: partChanges(id, a, b),
    flags: { gained: without(after, before), lost: without(before, after) },
    outcomes: leafChanges(before?.outcomes ?? {}, after?.outcomes ?? {}),
  };
  return change;
}

function weightsOf({ rows }: Side, id: string): string {
  return (rows.get(id)?.parts ?? []).map(({ weight }) => weight ?? '').join(' ');
}

function without(one: SubjectResult | undefined, other: SubjectResult | undefined): readonly string[] {
  return (one?.flags ?? []).filter((flag) => other?.flags.includes(flag) !== true);
}

function text(value: string | number | boolean | null | undefined): string | null {
  return value == null ? null : String(value);
}

function numberChange(a: string | null, b: string | null): NumberChange {
  const [before, after] = [a === null ? null : parseDecimal(a), b === null ? null : parseDecimal(b)];
  return { a, b, delta: before === null || after === null ? null : formatDecimal(subtract(after, before)) };
}

function partChanges(id: string, a: Side, b: Side): readonly PartChange[] {
  const [before, after] = [a.rows.get(id), b.rows.get(id)];
  const named = new Map<string, string>();
  for (const side of [before, after]) for (const { column } of side?.parts ?? []) named.set(column.path.join('.'), column.name);
  return [...named].flatMap(([key, name]): PartChange[] => {
    const value = (side: Side): string | null => text(side.result.subjects[id]?.indicators[key]);
    const weight = (side: typeof before): string | null => side?.parts.find(({ column }) => column.path.join('.') === key)?.weight ?? null;
    const change = numberChange(value(a), value(b));
    const [wasWeight, isWeight] = [weight(before), weight(after)];
    const isReweighted = wasWeight !== isWeight && before !== undefined && after !== undefined;
    if (change.a === change.b && !isReweighted) return [];
    return [{ name, key, ...change, weight: isReweighted ? { a: wasWeight, b: isWeight } : null }];
  });
}

function leafChanges(a: object, b: object): readonly (Change<string> & { readonly key: string })[] {
  const [before, after] = [leaves(a), leaves(b)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({ key, a: before.get(key) ?? null, b: after.get(key) ?? null }));
}

type Leaf = string | number | boolean | null;

function leaves(tree: object, path: readonly string[] = []): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const [key, value] of Object.entries(tree) as [string, Leaf | object][]) {
    if (typeof value === 'object' && value !== null) for (const [inner, leaf] of leaves(value, [...path, key])) found.set(inner, leaf);
    else found.set([...path, key].join('.'), value === null ? null : String(value));
  }
  return found;
}

function byEffect(x: SubjectChange, y: SubjectChange): number {
  const graded = (change: SubjectChange): number => (change.only !== null ? 0 : change.grade.a !== change.grade.b ? 1 : 2);
  const size = ({ total }: SubjectChange): number => Math.abs(Number(total.delta ?? 0));
  const moved = ({ rank }: SubjectChange): number => Math.abs((rank.a ?? 0) - (rank.b ?? 0));
  return graded(x) - graded(y) || size(y) - size(x) || moved(y) - moved(x) || (x.id < y.id ? -1 : 1);
}
