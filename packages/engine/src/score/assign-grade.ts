import { assign, effect, noGrade, type GradeSheet, type StepTrace } from '../grade/steps.ts';
import type { GradeStepPlan } from '../scheme/grading-plan.ts';
import { truth } from './value.ts';

/** Grades are best first. Who is within the limit already, or has no grade, keeps what he has. */
export function assignGrade(sheet: GradeSheet, step: Extract<GradeStepPlan, { kind: 'assign' }>, held: Uint8Array): StepTrace {
  const { limit, grade } = step;
  if (limit === null) return assign(sheet, { ...step, applies: held });
  const isBeyond = (own: number): boolean => own !== noGrade && (limit === 'at-most' ? own < grade : own > grade);
  const within = held.map((each, row) => (each === truth.yes && !isBeyond(sheet.grade[row]!) ? 1 : 0));
  const trace = assign(sheet, { ...step, applies: held.map((each, row) => (within[row] === 1 ? truth.no : each)) });
  for (let row = 0; row < within.length; row++)
    if (within[row] === 1 && trace.effect[row] === effect.none) trace.effect[row] = effect.alreadyGraded;
  return trace;
}
