import { noDetail } from '../explain/detail.ts';
import { truthType } from '../formula/type.ts';
import { complete } from '../score/value.ts';
import type { Source } from './mechanism.ts';

/** A flag without a condition of its own: grade steps set it. */
export function stepFlag(name: string): Source {
  return {
    mechanism: 'step-flag',
    type: truthType,
    lists: [],
    uses: [],
    readsGrades: true,
    evaluate(run) {
      const truth = run.grades().flags.get(name) ?? new Uint8Array(run.population.length);
      return { cells: [complete({ kind: 'truth', truth })], detail: () => noDetail };
    },
  };
}
