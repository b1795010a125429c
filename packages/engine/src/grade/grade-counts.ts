import { assert } from '../number/assert.ts';
import { noGrade, undecided, type GradeSheet } from './steps.ts';

interface GradeCounts {
  /** Rows of each group and grade, at `group * gradeCount + grade`; the undecided are not among them. */
  readonly counts: Int32Array;
  readonly undecided: Int32Array;
  /** Ranked rows of each group that no step has graded or left undecided. */
  readonly ungraded: Int32Array;
}

/** How many rows hold each grade so far (已定). */
export function countByGrade(sheet: GradeSheet, gradeCount: number): GradeCounts {
  const { order } = sheet;
  const counts = new Int32Array(order.groupCount * gradeCount);
  const undecidedCount = new Int32Array(order.groupCount);
  const ungraded = new Int32Array(order.groupCount);
  for (let row = 0; row < order.rowCount; row++) {
    const group = order.group[row]!;
    if (group < 0) continue;
    const grade = sheet.grade[row]!;
    assert(grade < gradeCount, 'a grade given is a grade of the scale');
    if (grade !== noGrade) counts[group * gradeCount + grade]!++;
    else if (sheet.undecided[row] !== undecided.no) undecidedCount[group]!++;
    else ungraded[group]!++;
  }
  return { counts, undecided: undecidedCount, ungraded };
}
