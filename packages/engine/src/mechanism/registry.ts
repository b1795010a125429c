import { ballots, survey } from './ballots/ballots.ts';
import { condition } from './condition/condition.ts';
import { entries } from './entries/entries.ts';
import { formula } from './formula/formula.ts';
import { fund } from './fund/fund.ts';
import { grading } from './grading/grading.ts';
import { history } from './history/history.ts';
import { journal } from './journal/journal.ts';
import { lowest } from './lowest/lowest.ts';
import type { Mechanism } from './mechanism.ts';
import { scores } from './scores/scores.ts';
import { service } from './service/service.ts';
import { table } from './table/table.ts';
import { targets } from './targets/targets.ts';
import { tasks } from './tasks/tasks.ts';
import { vetoes } from './vetoes/vetoes.ts';

/** All mechanisms, by hand and in the order of the reference pages. */
export const mechanisms: readonly Mechanism[] = [
  tasks,
  scores,
  targets,
  ballots,
  survey,
  entries,
  journal,
  service,
  history,
  vetoes,
  formula,
  table,
  grading,
  fund,
  condition,
  lowest,
];

export function mechanismOf(keyword: string): Mechanism {
  const found = mechanisms.find((mechanism) => mechanism.keyword === keyword);
  if (found === undefined) throw new TypeError(`no such mechanism: ${keyword}`);
  return found;
}
