import type { Computation, Scheme } from '@kaoji/engine';

/** Parts of the engine's plan and run that are shown, named once. */
type Run = Computation['run'];
export type StagePlan = Scheme['stages'][number];
export type NodePlan = StagePlan['nodes'][number];
export type GradingPlan = NonNullable<StagePlan['grading']>;
export type ListPlan = NodePlan['lists'][number];
export type Expression = GradingPlan['of'];
export type StageRun = ReturnType<Run['stageRun']>;
export type RankingRun = ReturnType<StageRun['ranking']>;
