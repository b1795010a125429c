import type { SubjectColumns } from '../thirty-leaves/data.ts';
import {
  EXCELLENT_PERCENT,
  FAIR_PERCENT,
  GRADE_CODE,
  GROUP_WEIGHTS_PERCENT,
  LEAF_COUNT,
  LEAF_WEIGHTS_PERCENT,
  LEAVES_PER_GROUP,
} from '../thirty-leaves/problem.ts';

/**
 * The problem as a workbook. Rows are sorted by category, so that ranking and counting look at one block instead of the whole
 * column: the kindest layout for a spreadsheet.
 *
 * `points` writes what an office writes, `ROUND(Σ score × 0.30, 2)`, in binary floating point. `hundredths` tells the
 * spreadsheet how to round: integer scores, integer weights and `INT((Σ + 50) / 100)`, exact in floating point too.
 */
export type Cell = number | `=${string}`;
export type NumberForm = 'points' | 'hundredths';
export type RankFormula = 'RANK' | 'COUNTIF' | 'none';

export interface Workbook {
  /** The first sheet holds total, rank, size of the tie group and grade of each row; only the total with `none`. */
  readonly sheets: readonly { readonly name: string; readonly rows: Cell[][] }[];
  readonly subjectOfRow: Int32Array;
  readonly numberForm: NumberForm;
}

export const ANSWER_COLUMNS = { total: 0, rank: 1, grade: 3 } as const;

export function buildWorkbook({
  columns,
  numberForm,
  rankFormula,
}: {
  columns: SubjectColumns;
  numberForm: NumberForm;
  rankFormula: RankFormula;
}): Workbook {
  const { categories, leavesHundredths, subjectCount } = columns;
  const subjectOfRow = Int32Array.from({ length: subjectCount }, (_, subject) => subject).sort(
    (left, right) => categories[left]! - categories[right]! || left - right,
  );

  const answerRows: Cell[][] = [];
  const scoreRows: Cell[][] = [];
  const quotaRows: Cell[][] = [];
  let block = '';
  for (const [index, subject] of subjectOfRow.entries()) {
    const row = index + 1;
    const opensCategory = index === 0 || categories[subject] !== categories[subjectOfRow[index - 1]!];
    if (opensCategory) {
      let end = index;
      while (end < subjectCount && categories[subjectOfRow[end]!] === categories[subject]) end++;
      block = `A$${row}:A$${end}`;
      const members = `COUNT(answer!${block})`;
      quotaRows.push([`=ROUND(${members}*${EXCELLENT_PERCENT}/100,0)`, `=${members}-ROUND(${members}*${FAIR_PERCENT}/100,0)`]);
    }

    const scores: Cell[] = leavesHundredths.map((leaves) => (numberForm === 'hundredths' ? leaves[subject]! : leaves[subject]! / 100));
    for (const [group, weights] of LEAF_WEIGHTS_PERCENT.entries()) {
      const cells = weights.map((_, leaf) => `${columnName(group * LEAVES_PER_GROUP + leaf)}${row}`);
      scores.push(weightedMean({ cells, weights, numberForm }));
    }
    scoreRows.push(scores);

    const groupCells = GROUP_WEIGHTS_PERCENT.map((_, group) => `scores!${columnName(LEAF_COUNT + group)}${row}`);
    const answer: Cell[] = [weightedMean({ cells: groupCells, weights: GROUP_WEIGHTS_PERCENT, numberForm })];
    if (rankFormula !== 'none') {
      answer.push(rankFormula === 'RANK' ? `=RANK(A${row},${block})` : `=COUNTIF(${block},">"&A${row})+1`);
      answer.push(`=COUNTIF(${block},A${row})`);
      answer.push(gradeFormula({ row, quotaRow: quotaRows.length }));
    }
    answerRows.push(answer);
  }

  return {
    sheets: [
      { name: 'answer', rows: answerRows },
      { name: 'scores', rows: scoreRows },
      { name: 'quota', rows: quotaRows },
    ],
    subjectOfRow,
    numberForm,
  };
}

/** A total as the spreadsheet gives it, in hundredths; the nearest integer, since 71.12 × 100 is not exact in binary. */
export function totalHundredths({ value, numberForm }: { value: number; numberForm: NumberForm }): number {
  return numberForm === 'hundredths' ? value : Math.round(value * 100);
}

function weightedMean({
  cells,
  weights,
  numberForm,
}: {
  cells: readonly string[];
  weights: readonly number[];
  numberForm: NumberForm;
}): Cell {
  if (numberForm === 'hundredths') {
    return `=INT((${cells.map((cell, index) => `${cell}*${weights[index]}`).join('+')}+50)/100)`;
  }
  return `=ROUND(${cells.map((cell, index) => `${cell}*0.${String(weights[index]).padStart(2, '0')}`).join('+')},2)`;
}

/** B is the rank, C the size of the tie group, so B + C - 1 is the last place the group takes. */
function gradeFormula({ row, quotaRow }: { row: number; quotaRow: number }): Cell {
  const lastPlace = `B${row}+C${row}-1`;
  const excellentPlaces = `quota!A$${quotaRow}`;
  const beforeFair = `quota!B$${quotaRow}`;
  const straddles = `OR(B${row}<=${excellentPlaces},${lastPlace}>${beforeFair})`;
  return `=IF(${lastPlace}<=${excellentPlaces},${GRADE_CODE.excellent},IF(B${row}>${beforeFair},${GRADE_CODE.fair},IF(${straddles},${GRADE_CODE.undecided},${GRADE_CODE.good})))`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(column: number): string {
  const letterCount = 26;
  const last = String.fromCharCode('A'.charCodeAt(0) + (column % letterCount));
  return column < letterCount ? last : columnName(Math.floor(column / letterCount) - 1) + last;
}
