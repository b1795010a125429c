import type { FactTable } from '@kaoji/engine';
import { KAOJI_LONG } from '../catalogue.ts';
import { decimalText, type SubjectColumns } from './data.ts';
import { codedColumn, numberedColumn, runKaoji, subjectId } from './kaoji.ts';
import { LEAF_COUNT, LEAF_HUNDREDTHS_MAX, LEAF_HUNDREDTHS_MIN } from './problem.ts';

/** One row per score: thirty rows per subject, which the engine has to find, gather and check for doubles. */
await runKaoji({
  peer: KAOJI_LONG,
  note: 'the same with one row per score',
  schemeFile: 'scheme-long.yaml',
  factsOf: (columns) => ({ leaves: new Map(), others: [scoresTable(columns)] }),
});

function scoresTable({ subjectCount, leavesHundredths }: SubjectColumns): FactTable {
  const rowCount = subjectCount * LEAF_COUNT;
  const subjects = new Int32Array(rowCount);
  const indicators = new Int32Array(rowCount);
  const numbers = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const leaf = row % LEAF_COUNT;
    const subject = (row - leaf) / LEAF_COUNT;
    subjects[row] = subject + 1;
    indicators[row] = leaf + 1;
    numbers[row] = leavesHundredths[leaf]![subject]!;
  }
  const leafKeys = numberedColumn({ count: LEAF_COUNT, textOf: (leaf) => `L${String(leaf + 1).padStart(2, '0')}` });
  return {
    name: 'scores',
    source: 'scores.csv',
    rowCount,
    columns: new Map([
      ['subject', { codes: subjects, values: numberedColumn({ count: subjectCount, textOf: subjectId }).values }],
      ['indicator', { codes: indicators, values: leafKeys.values }],
      ['period', { codes: new Int32Array(rowCount).fill(1), values: ['', 'year'] }],
      ['value', codedColumn({ numbers, least: LEAF_HUNDREDTHS_MIN, most: LEAF_HUNDREDTHS_MAX, textOf: decimalText })],
    ]),
    rowNumbers: null,
  };
}
