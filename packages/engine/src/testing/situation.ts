import type { Facts } from '../facts/facts.ts';
import type { Arithmetic } from '../number/arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import { problemSentence, severityOf } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { compileScheme } from '../scheme/compile.ts';
import type { Scheme } from '../scheme/model.ts';
import { compute, type Computation } from '../score/compute.ts';
import { prepareSchemeFacts } from '../score/scheme-facts.ts';
import type { Check } from './checks.ts';
import { Dice } from './dice.ts';
import { factTables, type RowTable } from './fact-rows.ts';
import type { RandomCase } from './random-case.ts';
import { yamlText } from './yaml-tree.ts';

/** A case compiled and computed once; every property looks at the same. */
export interface Situation {
  readonly written: RandomCase;
  readonly scheme: Scheme;
  readonly schemeProblems: readonly Problem[];
  readonly facts: Facts;
  readonly base: Computation;
  /** Choices of the property itself; the same for the same seed. */
  readonly dice: Dice;
  /** How often each check was made: a check that is never reached holds of everything. */
  readonly made: Map<Check, number>;
}

export function situationOf(written: RandomCase): Situation {
  const compiled = compileScheme(yamlText(written.scheme, null));
  if (!compiled.ok) throw new Error(`the scheme is refused: ${sentences(compiled.problems)}`);
  const facts = factsOf(written, compiled.value, written.tables);
  const base = compute(compiled.value, facts);
  return {
    written,
    scheme: compiled.value,
    schemeProblems: compiled.problems,
    facts,
    base,
    dice: new Dice(written.seed ^ 0x5eed),
    made: new Map(),
  };
}

export function factsOf({ openPeriods }: RandomCase, scheme: Scheme, tables: readonly RowTable[]): Facts {
  const prepared = prepareSchemeFacts(scheme, factTables(tables), { openPeriods });
  if (!prepared.ok) throw new Error(`the facts are refused: ${sentences(prepared.problems)}`);
  return prepared.value;
}

/** The same scheme over other tables. */
export function recompute(
  { written, scheme }: Situation,
  tables: readonly RowTable[],
  arithmetic: Arithmetic = scaledArithmetic,
): Computation {
  return compute(scheme, factsOf(written, scheme, tables), arithmetic);
}

function sentences(problems: readonly Problem[]): string {
  const errors = problems.filter(({ code }) => severityOf(code) === 'error');
  return errors.map((problem) => `${problem.code} ${JSON.stringify(problem.place)} ${problemSentence(problem, 'en')}`).join('\n');
}

export function bytesOf({ result }: Computation): string {
  return JSON.stringify(result);
}

/** What was flagged, in no order; with the rows named where they are the same rows. */
export function findingsOf({ findings }: Computation, withRows: boolean): string {
  const texts = findings.map(({ code, parameters, place }) => JSON.stringify([code, parameters, withRows ? place : null]));
  return texts.toSorted().join('\n');
}

export function same(situation: Situation, check: Check, found: string, wanted: string): void {
  make(situation, check);
  if (found === wanted) return;
  const at = [...found].findIndex((character, i) => character !== wanted[i]);
  const near = (text: string): string => text.slice(Math.max(0, at - 120), at + 120);
  throw new Error(`not so: ${check}, at character ${at}:\n  found  …${near(found)}…\n  wanted …${near(wanted)}…`);
}

export function holds(situation: Situation, check: Check, condition: boolean, message: () => string): void {
  make(situation, check);
  if (!condition) throw new Error(`not so: ${check}: ${message()}`);
}

function make({ made }: Situation, check: Check): void {
  made.set(check, (made.get(check) ?? 0) + 1);
}
