import { nearestName } from '../problem/nearest-name.ts';
import type { Scheme, StagePlan } from '../scheme/model.ts';
import type { Finding, Run } from './run.ts';

/** Decisions that have no effect: of a stage that gives no grades, about somebody whom it does not appraise, or with a grade that it does not have. */
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
  const { words } = stage.grading!.scale;
  if (words.includes(grade)) return null;
  const parameters = { grade, scale: words.join('、'), nearest: nearestName(grade, words) ?? '' };
  return { code: 'decision-unknown-grade', column: 'grade', parameters };
}
