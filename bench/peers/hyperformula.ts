import { HyperFormula } from 'hyperformula';
import { emptyAnswer } from '../thirty-leaves/answer.ts';
import type { SubjectColumns } from '../thirty-leaves/data.ts';
import { runEntry, type Measurement } from '../thirty-leaves/entry.ts';
import { ANSWER_COLUMNS, buildWorkbook, totalHundredths, type NumberForm } from './workbook.ts';

/** Building the workbook parses, links and evaluates in one call; its own statistics tell how long the evaluation took. */
export async function runHyperFormulaEntry({
  peer,
  note,
  numberForm,
}: {
  peer: string;
  note: string;
  numberForm: NumberForm;
}): Promise<void> {
  await runEntry({ peer, note, warmUpSubjects: 500, measure: (columns) => measure({ columns, numberForm }) });
}

function measure({ columns, numberForm }: { columns: SubjectColumns; numberForm: NumberForm }): Measurement {
  const startedAt = performance.now();
  const workbook = buildWorkbook({ columns, numberForm, rankFormula: 'COUNTIF' });
  const sheets = Object.fromEntries(workbook.sheets.map(({ name, rows }) => [name, rows]));
  const engine = HyperFormula.buildFromSheets(sheets, {
    licenseKey: 'gpl-v3',
    useStats: true,
    maxRows: columns.subjectCount + 1,
  });

  const answer = emptyAnswer(columns.subjectCount);
  const values = engine.getSheetValues(engine.getSheetId('answer')!) as number[][];
  for (const [row, subject] of workbook.subjectOfRow.entries()) {
    const cells = values[row]!;
    answer.totalsHundredths[subject] = totalHundredths({ value: cells[ANSWER_COLUMNS.total]!, numberForm });
    answer.ranks[subject] = cells[ANSWER_COLUMNS.rank]!;
    answer.grades[subject] = cells[ANSWER_COLUMNS.grade]!;
  }
  const secondsWithLoad = (performance.now() - startedAt) / 1000;

  const evaluation = [...engine.getStats()].find(([statistic]) => (statistic as string) === 'EVALUATION');
  if (evaluation === undefined) throw new Error('hyperformula reports no evaluation time');
  engine.destroy();
  return { answer, seconds: evaluation[1] / 1000, secondsWithLoad };
}
