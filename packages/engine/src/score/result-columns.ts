import { evaluate } from '../formula/evaluate.ts';
import { existenceOf, type Existence } from '../scheme/existence.ts';
import type { NodePlan } from '../scheme/model.ts';
import { publishedPath } from '../scheme/published-path.ts';
import type { GradeRun, RankingRun } from './ranking.ts';
import type { Run, StageRun } from './run.ts';
import { truth, truthOf, type Value } from './value.ts';

/**
 * The result as columns, one row per subject of a stage: what the document is written from, and what somebody takes who needs
 * a million rows and no objects (a server, a worker, a chart). Everything published has been computed when they exist.
 */
export interface ResultColumns {
  readonly run: Run;
  readonly stages: readonly StageColumns[];
}

export interface StageColumns {
  /** Says which subject a row is: `stage.population[row]` is its row in the table of subjects. */
  readonly stage: StageRun;
  /** Indicators and outcomes, in the order of the scheme. */
  readonly published: readonly PublishedColumn[];
  readonly flags: readonly FlagColumn[];
  /** Null where the stage ranks nobody. */
  readonly grading: GradingColumns | null;
}

export interface PublishedColumn {
  readonly node: NodePlan;
  /** Its key, with further keys where a list makes a level of its own. */
  readonly path: readonly string[];
  readonly value: Value;
  /** Classes (codes) for which it exists; null: all. */
  readonly classes: ReadonlySet<number> | null;
}

export interface FlagColumn {
  readonly key: string;
  /** 1 where the flag is set. */
  readonly mask: Uint8Array;
}

export interface GradingColumns {
  readonly ranking: RankingRun;
  readonly grades: GradeRun;
  readonly total: Value;
}

export function resultColumns(run: Run): ResultColumns {
  return { run, stages: run.scheme.stages.map((plan) => stageColumns(run.stageRun(plan))) };
}

function stageColumns(stage: StageRun): StageColumns {
  const { plan } = stage;
  const existence = existenceOf(plan);
  const published = plan.nodes.flatMap((node) => publishedColumns(stage, node, existence));
  const grading: GradingColumns | null =
    plan.grading === null
      ? null
      : { ranking: stage.ranking(), grades: stage.grades(), total: evaluate(plan.grading.of, stage.frame()).value };
  const flags = [...plan.flags.values()].map(({ key, name, node }) => ({
    key,
    mask: flagMask(stage, node, grading?.grades.flags.get(name) ?? null),
  }));
  return { stage, published, flags, grading };
}

/** A flag holds by its own condition, or because a grade step set it. */
function flagMask(stage: StageRun, node: NodePlan | null, set: Uint8Array | null): Uint8Array {
  const mask = set === null ? new Uint8Array(stage.population.length) : set.slice();
  if (node === null) return mask;
  const held = truthOf(stage.node(node).cells[0]!.value);
  for (let row = 0; row < mask.length; row++) if (held[row] === truth.yes) mask[row] = 1;
  return mask;
}

function publishedColumns(stage: StageRun, node: NodePlan, existenceOfNodes: Existence): PublishedColumn[] {
  if (node.key === null && node.partKey === null) return [];
  const existence = existenceOfNodes.get(node)!;
  const result = stage.node(node);
  if (node.section === 'flag') return [];
  const columns: PublishedColumn[] = [];
  if (node.key !== null) {
    result.cells.forEach(({ value }, index) => {
      columns.push({ node, path: publishedPath(node.key!, node.lists, index), value, classes: existence[index] ?? null });
    });
  }
  const folded = node.source.foldedList;
  if (node.partKey !== null && folded !== undefined && result.parts !== undefined) {
    const lists = [...node.lists, folded];
    result.parts.forEach(({ value }, index) => {
      const member = index % folded.members.length;
      const outer = existence[(index - member) / folded.members.length] ?? null;
      const own = result.partClasses?.[member] ?? null;
      const classes = own === null || outer === null ? (own ?? outer) : new Set([...own].filter((code) => outer.has(code)));
      columns.push({ node, path: publishedPath(node.partKey!, lists, index), value, classes });
    });
  }
  return columns;
}
