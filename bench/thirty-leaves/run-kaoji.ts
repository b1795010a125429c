import { decimalText } from './data.ts';
import { codedColumn, runKaoji } from './kaoji.ts';
import { LEAF_HUNDREDTHS_MAX, LEAF_HUNDREDTHS_MIN } from './problem.ts';

/** A wide workbook: one row per subject with thirty scores. */
await runKaoji({
  peer: 'kaoji',
  note: 'scheme document, thirty columns of scores on the table of subjects, one thread',
  schemeFile: 'scheme-wide.yaml',
  factsOf: ({ leavesHundredths }) => {
    const leaves = leavesHundredths.map((numbers, leaf) => {
      const column = codedColumn({ numbers, least: LEAF_HUNDREDTHS_MIN, most: LEAF_HUNDREDTHS_MAX, textOf: decimalText });
      return [`leaf_${String(leaf + 1).padStart(2, '0')}`, column] as const;
    });
    return { leaves: new Map(leaves), others: [] };
  },
});
