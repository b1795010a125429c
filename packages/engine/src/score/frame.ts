import type { FactTable } from '../facts/table.ts';
import type { ListPlan, StagePlan } from '../scheme/model.ts';
import type { RankingRun } from './ranking.ts';
import type { Run, StageRun } from './run.ts';

/** The rows over which an expression is evaluated at once: subjects, fact rows, ranking groups, or everybody. */
export interface Frame {
  readonly run: Run;
  readonly length: number;
  /** The subject of each row, as a row of the subjects table (−1 none); null where the rows have no subject. */
  readonly subjects: Int32Array | null;
  /** Set where `subjects` is exactly the population of this stage, in order: values of the stage are read without a detour. */
  readonly population: StageRun | null;
  /** The stage that asks. Incompleteness does not cross the seal of an earlier stage. */
  readonly origin: StagePlan | null;
  /** Set where the rows are rows of facts. */
  readonly table: FactTable | null;
  /** Set where the rows are pairs: the rater of each. */
  readonly raters: Int32Array | null;
  /** Set where the rows are the ranking groups of this ranking; `subjects` then holds one member of each. */
  readonly groups: RankingRun | null;
  /** The member at hand of each loop. */
  readonly cursor: ReadonlyMap<ListPlan, number>;
}

const noCursor: ReadonlyMap<ListPlan, number> = new Map();

export function populationFrame(stage: StageRun, cursor = noCursor): Frame {
  return {
    run: stage.run,
    length: stage.population.length,
    subjects: stage.population,
    population: stage,
    origin: stage.plan,
    table: null,
    raters: null,
    groups: null,
    cursor,
  };
}

/** The same loops at other subjects. */
export function subjectsFrame(frame: Frame, subjects: Int32Array): Frame {
  return { ...frame, length: subjects.length, subjects, population: null, table: null, raters: null, groups: null };
}

export function rowsFrame(run: Run, table: FactTable, subjects: Int32Array, origin: StagePlan | null): Frame {
  return { run, length: table.rowCount, subjects, population: null, origin, table, raters: null, groups: null, cursor: noCursor };
}

export function pairsFrame(run: Run, subjects: Int32Array, raters: Int32Array): Frame {
  return { run, length: raters.length, subjects, population: null, origin: null, table: null, raters, groups: null, cursor: noCursor };
}

export function groupsFrame(stage: StageRun, ranking: RankingRun): Frame {
  return { ...populationFrame(stage), length: ranking.groupCount, subjects: ranking.representatives, population: null, groups: ranking };
}

export function totalFrame(run: Run): Frame {
  return { run, length: 1, subjects: null, population: null, origin: null, table: null, raters: null, groups: null, cursor: noCursor };
}
