import { explainIndicators, type BillFact, type BillLine, type Computation } from '@kaoji/engine';
import type { SheetCell, SheetColumn, WorkbookSheet } from '@kaoji/tables';
import type { Context } from '../context.ts';

/** Every entry of a bonus or deduction: what it is, what it counts, and why it counts no more; null where there are none. */
export function adjustmentSheet(computation: Computation, { messages, language }: Context): Omit<WorkbookSheet, 'name'> | null {
  const { run, result } = computation;
  const { sheets, score } = messages;
  const isScored = run.scheme.stages.some(({ nodes }) => nodes.some(({ source }) => source.mechanism === 'entries'));
  if (!isScored || run.facts.table('adjustments').rowCount === 0) return null;
  const columns: SheetColumn[] = [
    { header: score.id, type: 'text', width: 12 },
    { header: score.name, type: 'text', width: 24 },
    { header: sheets.indicator, type: 'text', width: 14 },
    { header: sheets.entry, type: 'text', width: 16 },
    { header: sheets.level, type: 'text', width: 12 },
    { header: sheets.matter, type: 'text', width: 16 },
    { header: sheets.quantity, type: 'number', width: 8 },
    { header: sheets.decidedPoints, type: 'number', width: 10 },
    { header: sheets.date, type: 'date', width: 12 },
    { header: sheets.document, type: 'text', width: 28 },
    { header: sheets.points, type: 'number', width: 10 },
    { header: sheets.fate, type: 'text', width: 24 },
    { header: sheets.source, type: 'text', width: 22 },
  ];
  const concerned = new Set(Array.from(run.facts.subjectRows('adjustments', 'subject'), (row) => run.facts.subjectIds[row]));
  const rows = run.facts.subjectIds
    .filter((id) => concerned.has(id) && Object.hasOwn(result.subjects, id))
    .flatMap((id) => {
      const lines = explainIndicators(computation, id, 'entries');
      return entriesIn(lines).map(({ line, fact }): SheetCell[] => {
        const cell = (key: string): string => fact.cells[key] ?? '';
        const look = fact.counted ? 'plain' : 'muted';
        return [
          id,
          result.subjects[id]!.name,
          line.name,
          fact.label ?? cell('rule'),
          cell('level'),
          cell('matter'),
          cell('quantity'),
          cell('points'),
          cell('date'),
          cell('decision'),
          { text: fact.value ?? '', look },
          { text: fact.fate[language], look },
          `${fact.source}:${fact.row}`,
        ];
      });
    });
  return { columns, rows };
}

function entriesIn(lines: readonly BillLine[]): { readonly line: BillLine; readonly fact: BillFact }[] {
  const seen = new Set<string>();
  const found: { line: BillLine; fact: BillFact }[] = [];
  const visit = (line: BillLine): void => {
    if (line.rule === 'entries' && !seen.has(line.name)) {
      seen.add(line.name);
      for (const fact of line.facts) found.push({ line, fact });
    }
    line.lines.forEach(visit);
  };
  lines.forEach(visit);
  return found;
}
