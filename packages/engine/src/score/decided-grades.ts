import type { GradingPlan } from '../scheme/grading-plan.ts';
import type { StageRun } from './run.ts';

/** Final is the decided grade where there is a decision, else the proposal. */
export function decidedGrades(stage: StageRun, plan: GradingPlan, proposed: Int32Array): { final: Int32Array; decision: Int32Array } {
  const { facts } = stage.run;
  const final = proposed.slice();
  const decision = new Int32Array(proposed.length).fill(-1);
  // A body decides the grades of the stage; a grade that is only an indicator follows from its steps.
  if (plan !== stage.plan.grading) return { final, decision };
  const table = facts.table('decisions');
  const local = stage.localRows(facts.subjectRows('decisions', 'subject'));
  for (let row = 0; row < table.rowCount; row++) {
    const subject = local[row]!;
    if (subject < 0 || facts.cell('decisions', 'stage', row) !== stage.plan.name) continue;
    const code = plan.scale.words.indexOf(facts.cell('decisions', 'grade', row));
    if (code < 0 || isUndecidedWord(plan, code)) continue;
    final[subject] = code;
    decision[subject] = row;
  }
  return { final, decision };
}

/** The word for undecided (待定) is what waits for a decision, and no decision. */
export function isUndecidedWord({ scale, undecided }: GradingPlan, code: number): boolean {
  return undecided !== 'better' && code === undecided.grade && code >= scale.grades.length;
}
