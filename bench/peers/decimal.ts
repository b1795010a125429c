import { Decimal } from 'decimal.js';
import { emptyAnswer, type Answer } from '../thirty-leaves/answer.ts';
import { decimalText, type SubjectColumns } from '../thirty-leaves/data.ts';
import { inStages, runEntry } from '../thirty-leaves/entry.ts';
import { GROUP_WEIGHTS_PERCENT, LEAF_WEIGHTS_PERCENT, LEAVES_PER_GROUP } from '../thirty-leaves/problem.ts';
import { gradeTotals } from '../thirty-leaves/reference.ts';

/** Exact decimal objects, one operation at a time. It has no ranking: the reference's serves here. */
const LEAF_WEIGHTS = LEAF_WEIGHTS_PERCENT.map((weights) => weights.map((weight) => new Decimal(weight).div(100)));
const GROUP_WEIGHTS = GROUP_WEIGHTS_PERCENT.map((weight) => new Decimal(weight).div(100));

interface DecimalSubjects {
  readonly categories: Int32Array;
  readonly leavesBySubject: readonly (readonly Decimal[])[];
}

await runEntry({
  peer: 'decimal.js',
  note: 'ranks by the reference',
  warmUpSubjects: 5_000,
  measure: inStages({ load, compute, read: (answer) => answer }),
});

function load(columns: SubjectColumns): DecimalSubjects {
  const leavesBySubject = Array.from({ length: columns.subjectCount }, (_, subject) =>
    columns.leavesHundredths.map((leaves) => new Decimal(decimalText(leaves[subject]!))),
  );
  return { categories: columns.categories, leavesBySubject };
}

function compute({ categories, leavesBySubject }: DecimalSubjects): Answer {
  const answer = emptyAnswer(categories.length);
  for (const [subject, leaves] of leavesBySubject.entries()) {
    let weightedTotal = new Decimal(0);
    for (const [group, weights] of LEAF_WEIGHTS.entries()) {
      let weighted = new Decimal(0);
      for (const [index, weight] of weights.entries()) {
        weighted = weighted.plus(leaves[group * LEAVES_PER_GROUP + index]!.times(weight));
      }
      const groupValue = weighted.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
      weightedTotal = weightedTotal.plus(groupValue.times(GROUP_WEIGHTS[group]!));
    }
    answer.totalsHundredths[subject] = weightedTotal.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).times(100).toNumber();
  }
  gradeTotals({ categories, answer });
  return answer;
}
