import { nearestName } from '../problem/nearest-name.ts';
import type { Scheme, StagePlan } from '../scheme/model.ts';
import { isUndecidedWord } from './decided-grades.ts';
import type { Finding, Run } from './run.ts';

/**
 * Decisions that have no effect: of a stage that gives no grades, about somebody whom it does not appraise, or with a grade
 * that it does not have; and those that lack their document, the reason for departing from the proposal, or a likely day.
 */
export function flagVainDecisions(run: Run): void {
  const { facts, findings } = run;
  if (!givesGrades(run.scheme)) return;
  const { rowCount } = facts.table('decisions');
  for (let row = 0; row < rowCount; row++) {
    const finding = faultOf(run, row);
    if (finding !== null) findings.push({ table: 'decisions', row, ...finding });
  }
}

/** Without any grade the table of decisions is one that nothing reads. */
export function givesGrades({ stages }: Scheme): boolean {
  return stages.some(({ grading }) => grading !== null);
}

function faultOf(run: Run, row: number): Pick<Finding, 'code' | 'column' | 'parameters'> | null {
  const { facts, scheme } = run;
  const read = (column: string): string => facts.cell('decisions', column, row);
  const [named, subject, grade] = [read('stage'), read('subject'), read('grade')];
  const graded = scheme.stages.filter(({ grading }) => grading !== null);
  const stage = graded.find(({ name }) => name === named);
  if (stage === undefined) {
    const names = graded.map(({ name }) => name);
    const parameters = { stage: named, stages: names.join('、'), nearest: nearestName(named, names) ?? '' };
    return { code: 'decision-unknown-stage', column: 'stage', parameters };
  }
  const classCode = run.classOf[facts.subjectRows('decisions', 'subject')[row]!]!;
  const appraises = ({ classes }: StagePlan): boolean => classes.has(classCode);
  if (!appraises(stage)) {
    const own = graded.find(appraises)?.name ?? '';
    return { code: 'decision-not-appraised', column: 'subject', parameters: { subject, stage: named, own } };
  }
  const plan = stage.grading!;
  const words = plan.scale.words.filter((_, code) => !isUndecidedWord(plan, code));
  if (words.includes(grade)) return formFaultOf(run, stage, row);
  if (plan.scale.words.includes(grade)) return { code: 'decision-undecided', column: 'grade', parameters: { grade } };
  const parameters = { grade, scale: words.join('、'), nearest: nearestName(grade, words) ?? '' };
  return { code: 'decision-unknown-grade', column: 'grade', parameters };
}

/** A decision that has its effect, and does not say on what authority, why it departs from the proposal, or a likely day. */
function formFaultOf(run: Run, plan: StagePlan, row: number): Pick<Finding, 'code' | 'column' | 'parameters'> | null {
  const { facts, scheme } = run;
  const read = (column: string): string => facts.cell('decisions', column, row);
  if (read('document') === '') return { code: 'decision-without-document', column: 'document', parameters: {} };
  const stage = run.stageRun(plan);
  const { proposed, final } = stage.grades();
  const [subject] = stage.localRows(Int32Array.of(facts.subjectRows('decisions', 'subject')[row]!));
  const proposal = plan.grading!.scale.words[proposed[subject!]!] ?? '';
  if (read('reason') === '' && proposed[subject!] !== final[subject!])
    return { code: 'decision-without-reason', column: 'reason', parameters: { grade: read('grade'), proposal } };
  // Dates are written YYYY-MM-DD, which sorts as text.
  if (read('date') >= `${scheme.year}-01-01`) return null;
  return { code: 'decision-too-early', column: 'date', parameters: { date: read('date'), year: String(scheme.year) } };
}
