import type { Expression } from '../formula/expression.ts';
import { ownOperandsOf } from '../formula/operands.ts';
import type { NodePlan } from './model.ts';

/** What a value tells of a subject: how work records are filed, anything else, or nothing yet (a number of the scheme or roll). */
type Told = 'nothing' | 'filing' | 'more';

/**
 * Whether a value says nothing but how work records are filed: the count of records or misses, or what is computed from such
 * counts alone. Ranking people by it is what 国办函〔2026〕12号 forbids; a total of which it is a part is no such ranking.
 */
export function saysFilingAlone(expression: Expression): boolean {
  return toldBy(expression) === 'filing';
}

function toldBy(expression: Expression): Told {
  switch (expression.kind) {
    case 'node':
      return toldByNode(expression.node);
    case 'constant':
    case 'truth':
    case 'missing':
    case 'word':
    case 'attribute':
      return 'nothing';
    default: {
      const operands = ownOperandsOf(expression);
      return operands.length === 0 ? 'more' : together(operands);
    }
  }
}

/** A plan does not change any more, and is read by many. */
const found = new WeakMap<NodePlan, Told>();

function toldByNode(node: NodePlan): Told {
  const known = found.get(node);
  if (known !== undefined) return known;
  const { mechanism, reads, uses } = node.source;
  const own = reads === undefined ? together(uses.map((use) => use.expression)) : mechanism === 'journal' ? 'filing' : 'more';
  found.set(node, own);
  return own;
}

function together(expressions: readonly Expression[]): Told {
  const told = expressions.map(toldBy);
  if (told.includes('more')) return 'more';
  return told.includes('filing') ? 'filing' : 'nothing';
}
