import { ballots, survey } from './ballots/ballots.ts';
import { condition } from './condition/condition.ts';
import { deadline } from './deadline/deadline.ts';
import { entries } from './entries/entries.ts';
import { formula } from './formula/formula.ts';
import { fund } from './fund/fund.ts';
import { grading } from './grading/grading.ts';
import { history } from './history/history.ts';
import { journal } from './journal/journal.ts';
import { ledger } from './ledger/ledger.ts';
import { lowest } from './lowest/lowest.ts';
import { measures } from './measures/measures.ts';
import type { Mechanism } from './mechanism.ts';
import { relations } from './relations/relations.ts';
import { relative } from './relative/relative.ts';
import { scores } from './scores/scores.ts';
import { service } from './service/service.ts';
import { step } from './step/step.ts';
import { sum } from './sum/sum.ts';
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
  relations,
  history,
  vetoes,
  measures,
  sum,
  formula,
  table,
  step,
  relative,
  ledger,
  grading,
  fund,
  deadline,
  condition,
  lowest,
];

export function mechanismOf(keyword: string): Mechanism {
  const found = mechanisms.find((mechanism) => mechanism.keyword === keyword);
  if (found === undefined) throw new TypeError(`no such mechanism: ${keyword}`);
  return found;
}
