import type { NodePlan } from '../scheme/model.ts';
import type { Source } from './mechanism.ts';

/** An outcome without a source of its own publishes the indicator of the same name. */
export function republish(node: NodePlan): Source {
  return {
    mechanism: 'republish',
    type: node.type,
    lists: node.lists,
    uses: [
      {
        expression: {
          kind: 'node',
          node,
          selectors: node.lists.map((list) => ({ list, member: 'current' })),
          type: node.type,
          range: { from: 0, to: 0 },
        },
        classes: null,
      },
    ],
    evaluate: (run) => run.node(node),
  };
}
