import type { Facts } from '../facts/facts.ts';
import type { Arithmetic } from '../number/arithmetic.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import type { Problem } from '../problem/problem.ts';
import type { Scheme } from '../scheme/model.ts';
import { resultOf, type ResultDocument } from './result.ts';
import { Run } from './run.ts';

/** A result with the run that made it, which is what explains it. */
export interface Computation {
  readonly run: Run;
  readonly result: ResultDocument;
  /** Rows that broke a rule of the scheme: kept, counting nothing. */
  readonly findings: readonly Problem[];
}

/** The result of a scheme and its facts. The same two give the same bytes, in either arithmetic. */
export function compute(scheme: Scheme, facts: Facts, arithmetic: Arithmetic = scaledArithmetic): Computation {
  const run = new Run(scheme, facts, arithmetic);
  const result = resultOf(run);
  const findings = run.findings.map(({ code, table, row, parameters }) => ({ code, place: facts.place(table, row, ''), parameters }));
  return { run, result, findings };
}
