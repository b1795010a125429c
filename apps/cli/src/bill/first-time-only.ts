import type { BillLine, SubjectExplanation } from '@kaoji/engine';

/**
 * An explanation in which each value is opened once, where it first stands: a value that the total and three outcomes
 * share would fill the page four times. A line further down that has been opened already keeps its sum and its sentence.
 */
export function firstTimeOnly(explanation: SubjectExplanation): SubjectExplanation {
  const opened = new Set<string>();
  const root = (line: BillLine): BillLine => (isOpened(line) ? { ...line, lines: [], facts: [] } : below(line));
  const isOpened = ({ section, name }: BillLine): boolean => opened.has(`${section} ${name}`);
  const below = (line: BillLine): BillLine => {
    if (line.section === 'part') return line;
    opened.add(`${line.section} ${line.name}`);
    return { ...line, lines: line.lines.flatMap((each) => (isOpened(each) ? [] : [below(each)])) };
  };
  const total = explanation.total === null ? null : root(explanation.total);
  return { ...explanation, total, outcomes: explanation.outcomes.map(root), others: explanation.others.map(root) };
}
