import type { StageRun } from '../../score/run.ts';
import { rowFate } from '../rows.ts';
import type { BallotPlan } from './evaluate.ts';
import { sheetIdentities, type Sheets } from './sheets.ts';

/**
 * Rules for the whole paper (整张票): one rater's answers about several subjects, such as at most three 优秀 among all. A paper
 * that breaks one is invalid for every subject on it. S3-13.
 */
export function judgeWholeBallots(run: StageRun, plan: BallotPlan, sheets: Sheets, isValid: Uint8Array): void {
  const whole = plan.valid?.whole;
  if (whole === undefined) return;
  const { paperOf, paperCount } = numberPapers(run, plan, sheets);
  const column = run.run.facts.column(plan.table, 'value');
  const isBroken = new Uint8Array(paperCount);
  const bounds = [
    ...(whole['at-most'] ?? []).map(({ name, value }) => ({ name, holds: (count: number) => count <= value.value })),
    ...(whole['at-least'] ?? []).map(({ name, value }) => ({ name, holds: (count: number) => count >= value.value })),
  ];
  for (const { name, holds } of bounds) {
    const counts = new Int32Array(paperCount);
    const wanted = column.values.indexOf(name);
    for (let row = 0; row < paperOf.length; row++) if (paperOf[row]! >= 0 && column.codes[row] === wanted) counts[paperOf[row]!]!++;
    counts.forEach((count, paper) => {
      if (!holds(count)) isBroken[paper] = 1;
    });
  }
  if (whole['not-all-equal']?.value === true) markAllEqual(paperOf, sheets, isBroken);
  for (let row = 0; row < paperOf.length; row++) {
    if (paperOf[row]! < 0 || isBroken[paperOf[row]!] === 0) continue;
    isValid[sheets.sheetOf[row]!] = 0;
    sheets.rows.fate[row] = rowFate.invalidSheet;
  }
}

/** Paper of each row: the sheets of one number in one cell, whomever they are about. */
function numberPapers(run: StageRun, plan: BallotPlan, sheets: Sheets): { readonly paperOf: Int32Array; readonly paperCount: number } {
  const identities = sheetIdentities(run, plan, sheets.rows);
  const known = new Map<number, number>();
  const paperOf = sheets.sheetOf.map((sheet, row) => {
    if (sheet < 0) return -1;
    const cell = Math.floor(sheets.owner[sheet]! / sheets.rows.length);
    const key = cell * identities.size + identities.codes[row]!;
    const paper = known.get(key) ?? known.size;
    known.set(key, paper);
    return paper;
  });
  return { paperOf, paperCount: known.size };
}

/** Two answers or more, and all of them alike. */
function markAllEqual(paperOf: Int32Array, sheets: Sheets, isBroken: Uint8Array): void {
  const first = new Map<number, number>();
  const answers = new Map<number, number>();
  const differs = new Set<number>();
  for (let row = 0; row < paperOf.length; row++) {
    const paper = paperOf[row]!;
    if (paper < 0 || sheets.answered[row] === 0) continue;
    answers.set(paper, (answers.get(paper) ?? 0) + 1);
    const code = first.get(paper);
    if (code === undefined) first.set(paper, sheets.codes[row]!);
    else if (code !== sheets.codes[row]) differs.add(paper);
  }
  for (const [paper, count] of answers) if (count > 1 && !differs.has(paper)) isBroken[paper] = 1;
}
