import { problemSentence, problemText, type Computation } from '@kaoji/engine';
import { problemSentence as factSentence, problemText as factText, type SheetCell, type WorkbookSheet } from '@kaoji/tables';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { incompleteRows, type StageView } from '../ranking/view.ts';

/** Facts that count nothing and why, and whose result stands on missing inputs. */
export function problemsSheet(
  given: Case,
  { findings }: Computation,
  stages: readonly StageView[],
  { messages, language }: Context,
): Omit<WorkbookSheet, 'name'> {
  const { score, sheets, severities } = messages;
  const all = [
    ...findings.map((problem) => ({ problem, severity: problemText(problem.code).severity, sentence: problemSentence(problem, language) })),
    ...given.factProblems.map((problem) => ({
      problem,
      severity: factText(problem.code).severity,
      sentence: factSentence(problem, language),
    })),
  ];
  const problems = all.map(({ problem: { place }, severity, sentence }): SheetCell[] => {
    const cell = place?.kind === 'cell' ? place : null;
    return [
      severities[severity],
      cell?.source ?? '',
      cell === null || cell.row === 0 ? '' : String(cell.row),
      cell?.column ?? '',
      cell?.value ?? '',
      sentence,
    ];
  });
  const rows = stages.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
  const incomplete = incompleteRows(rows).map(({ id, name, missing }): SheetCell[] => [
    sheets.incomplete,
    '',
    '',
    '',
    `${name} ${id}`,
    missing.length === 0 ? score.missingBelow : score.missingValues(missing),
  ]);
  const nothing: SheetCell[][] = problems.length + incomplete.length === 0 ? [['', '', '', '', '', messages.counts(0, 0, 0)]] : [];
  return {
    columns: [
      { header: sheets.kind, type: 'text', width: 12 },
      { header: sheets.source, type: 'text', width: 20 },
      { header: sheets.row, type: 'number', width: 8 },
      { header: sheets.column, type: 'text', width: 14 },
      { header: sheets.content, type: 'text', width: 28 },
      { header: sheets.sentence, type: 'text', width: 90 },
    ],
    rows: [...problems, ...incomplete, ...nothing],
  };
}
