import { runZenEntry, weightedMean } from './zen.ts';
import { GROUP_WEIGHTS_PERCENT, LEAF_WEIGHTS_PERCENT, LEAVES_PER_GROUP } from '../thirty-leaves/problem.ts';

/** The rule as an author writes it: named leaves, one expression per group, one for the total; a batch is looped over inside. */
const expressions = [
  ...LEAF_WEIGHTS_PERCENT.map((weights, group) => ({
    id: `group-${group}`,
    key: `group_${group}`,
    value: weightedMean({ names: weights.map((_, index) => `leaf_${group * LEAVES_PER_GROUP + index}`), weights }),
  })),
  {
    id: 'total',
    key: 'total',
    value: weightedMean({
      names: GROUP_WEIGHTS_PERCENT.map((_, group) => `$.group_${group}`),
      weights: GROUP_WEIGHTS_PERCENT,
    }),
  },
];

await runZenEntry({
  peer: 'zen-engine',
  note: 'graph with groups and total, looped in batches',
  expressionNode: { expressions, executionMode: 'loop', inputField: 'subjects', outputPath: 'scored' },
  toInput: (leaves) => Object.fromEntries(leaves.map((leaf, index) => [`leaf_${index}`, leaf])),
  totalOf: (scored) => (scored as { total: number }).total,
});
