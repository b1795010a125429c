import { existenceOf } from '../scheme/existence.ts';
import { cellCount, type NodePlan } from '../scheme/model.ts';
import type { Computation } from '../score/compute.ts';
import type { StageRun } from '../score/run.ts';
import { billLine, type Audience, type BillLine } from './bill.ts';
import { withdrawnFacts, type WithdrawnFact } from './fact-history.ts';
import { waterfallOf, type Waterfall } from './waterfall.ts';

/** Everything about one subject: the bill of its total, the waterfall of its grade, its flags and outcomes. */
export interface SubjectExplanation {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly stage: string;
  readonly total: BillLine | null;
  readonly waterfall: Waterfall | null;
  /** Indicators that the total does not stand on. */
  readonly others: readonly BillLine[];
  readonly flags: readonly { readonly name: string; readonly key: string; readonly clause: string | null }[];
  readonly outcomes: readonly BillLine[];
  /** Facts that were recorded for the subject and withdrawn; in the first stage only, as facts belong to no stage. */
  readonly withdrawn: readonly WithdrawnFact[];
}

/** One per stage in which the subject is appraised; empty where it is in none, or not known. */
export function explainSubject({ run, result }: Computation, subjectId: string, audience: Audience = 'full'): SubjectExplanation[] {
  const subject = run.facts.subjectRowOf.get(subjectId);
  if (subject === undefined) return [];
  const explanations = run.scheme.stages.flatMap((plan): SubjectExplanation[] => {
    const stage = run.stageRun(plan);
    const row = stage.localRows(Int32Array.of(subject))[0]!;
    if (row < 0) return [];
    const of = plan.grading?.of;
    const total = of?.kind === 'node' ? billLine(stage, of.node, 0, row, audience) : null;
    const inTotal = new Set(total === null ? [] : namesIn(total));
    const lines = (section: NodePlan['section']): BillLine[] =>
      plan.nodes.filter((node) => node.section === section).flatMap((node) => linesOf(stage, node, row, audience));
    const flags = new Set(result.subjects[subjectId]?.flags);
    return [
      {
        id: subjectId,
        name: run.facts.cell('subjects', 'name', subject),
        className: run.scheme.basicClasses[stage.classOf[row]!]!.name,
        stage: plan.name,
        total,
        waterfall: waterfallOf(stage, row),
        others: lines('indicator').filter((line) => !inTotal.has(line.name)),
        flags: [...plan.flags.values()].filter((flag) => flags.has(flag.key)).map(({ name, key, clause }) => ({ name, key, clause })),
        outcomes: lines('outcome'),
        withdrawn: [],
      },
    ];
  });
  const [first, ...others] = explanations;
  return first === undefined ? [] : [{ ...first, withdrawn: withdrawnFacts(run.facts, subjectId) }, ...others];
}

/** Bills of the indicators of one mechanism alone: what a list of facts needs, without the bill and the waterfall around them. */
export function explainIndicators({ run }: Computation, subjectId: string, mechanism: string, audience: Audience = 'full'): BillLine[] {
  const subject = run.facts.subjectRowOf.get(subjectId);
  if (subject === undefined) return [];
  return run.scheme.stages.flatMap((plan) => {
    const stage = run.stageRun(plan);
    const row = stage.localRows(Int32Array.of(subject))[0]!;
    const nodes = plan.nodes.filter(({ section, source }) => section === 'indicator' && source.mechanism === mechanism);
    return row < 0 ? [] : nodes.flatMap((node) => linesOf(stage, node, row, audience));
  });
}

function linesOf(stage: StageRun, node: NodePlan, row: number, audience: Audience): BillLine[] {
  const existence = existenceOf(stage.plan).get(node)!;
  const code = stage.classOf[row]!;
  const cells = Array.from({ length: cellCount(node.lists) }, (_, cell) => cell).filter((cell) => existence[cell]?.has(code) ?? true);
  return cells.map((cell) => billLine(stage, node, cell, row, audience));
}

function namesIn(line: BillLine): string[] {
  return [line.name, ...line.lines.flatMap(namesIn)];
}
