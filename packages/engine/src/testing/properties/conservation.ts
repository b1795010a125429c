import { effect, type CutTrace } from '../../grade/steps.ts';
import { add, compare, equals, fromInteger, isInteger, multiply, parseDecimal, zero, type Rational } from '../../number/rational.ts';
import type { NodePlan } from '../../scheme/model.ts';
import type { StageRun } from '../../score/run.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { cellOf } from '../fact-rows.ts';
import { holds, type Situation } from '../situation.ts';

/** Places, money, caps and decisions: what may not be exceeded is not, and what is handed out is what there was. */

export function placesAreKept({ base }: Situation): void {
  for (const plan of base.run.scheme.stages) {
    if (plan.grading === null) continue;
    const stage = base.run.stageRun(plan);
    const { traces } = stage.grades();
    for (const { step, trace: left } of traces) {
      if (step.kind !== 'cut') continue;
      const trace = left as CutTrace; // a cut step leaves a cut trace
      const isBetter = plan.grading.undecided === 'better' && step.from === 'top';
      trace.places.forEach((places, group) => {
        const used = usedPlaces(stage, trace.effect, group);
        holds(places < 0 || used === trace.used[group], () => `${used} used of ${places}, the trace says ${trace.used[group]!}`);
        holds(places < 0 || isBetter || used <= places, () => `${used} given of ${places} places (${step.from} of ${plan.name})`);
      });
    }
    everybodyHasOneGrade(stage);
  }
}

function usedPlaces(stage: StageRun, effects: Uint8Array, group: number): number {
  const { order } = stage.ranking();
  const members = order.members.subarray(order.groupStart[group], order.groupStart[group + 1]);
  return members.filter((row) => effects[row] === effect.given || effects[row] === effect.alreadyGradedInside).length;
}

/** With a `rest` step nobody who is ranked is left without a grade or the word for undecided. */
function everybodyHasOneGrade(stage: StageRun): void {
  const { order } = stage.ranking();
  const grades = stage.grades();
  if (!grades.traces.some(({ step }) => step.kind === 'rest') || stage.plan.grading!.undecided === 'better') return;
  for (const row of order.members) holds(grades.proposed[row]! >= 0, () => `row ${row} of ${stage.plan.name} is ranked and has no grade`);
}

/** The parts of a fund sum to it, or to less where the odd units are kept; nobody gets less than nothing. */
export function fundsAreKept({ base }: Situation): void {
  for (const plan of base.run.scheme.stages) {
    const stage = base.run.stageRun(plan);
    for (const node of plan.nodes) if (node.source.mechanism === 'fund') checkFund(stage, node);
  }
}

function checkFund(stage: StageRun, node: NodePlan): void {
  const { order } = stage.ranking();
  const result = stage.node(node);
  const column = evaluate({ kind: 'node', node, selectors: [], type: node.type, range: { from: 0, to: 0 } }, stage.frame()).value;
  if (column.kind !== 'number' || node.publish !== null || node.needs.length > 0) return;
  for (let group = 0; group < order.groupCount; group++) {
    const members = [...order.members.subarray(order.groupStart[group], order.groupStart[group + 1])];
    const parts = members.map((row) => stage.run.arithmetic.valueAt(column.column, row)).filter((part) => part !== null);
    if (parts.length === 0) continue;
    const { amount } = result.detail(0, members[0]!).parameters;
    if (typeof amount !== 'object' || amount === null) continue;
    const sum = parts.reduce(add, zero);
    holds(
      parts.every((part) => part.num >= 0n),
      () => `${node.name} pays less than nothing`,
    );
    holds(compare(sum, amount) <= 0, () => `${node.name} pays ${text(sum)} of ${text(amount)}`);
    const inFen = parts.every((part) => isInteger(multiply(part, fromInteger(100))));
    holds(inFen, () => `${node.name} pays a fraction of a fen`);
    if (isWholeSplit(stage, node)) holds(equals(sum, amount), () => `${node.name} pays ${text(sum)} of ${text(amount)}`);
  }
}

/** Paid to the fen with the odd ones to the largest fractions: nothing may be left. */
function isWholeSplit(stage: StageRun, node: NodePlan): boolean {
  const { parameters } = stage.node(node).detail(0, 0);
  return parameters['remainder'] === 'largest-fraction' && parameters['unit'] === '分';
}

function text({ num, den }: Rational): string {
  return `${num}/${den}`;
}

/** Caps, ranges and clamps hold for every value, before it is rounded for publication. */
export function boundsAreKept({ base, written }: Situation): void {
  for (const { stage: index, name, least, most } of written.bounds) {
    const stage = base.run.stageRunAt(index);
    const node = stage.plan.nodes.find((each) => each.name === name && each.section === 'indicator');
    if (node === undefined) continue;
    for (const cell of stage.node(node).cells) {
      const column = cell.raw ?? (cell.value.kind === 'number' ? cell.value.column : null);
      if (column === null) continue;
      for (let row = 0; row < column.length; row++) {
        const value = stage.run.arithmetic.valueAt(column, row);
        if (value === null) continue;
        const isAbove = most !== undefined && compare(value, parseDecimal(most)!) > 0;
        const isBelow = least !== undefined && compare(value, parseDecimal(least)!) < 0;
        holds(!isAbove && !isBelow, () => `${name} is ${text(value)}, outside ${least ?? ''}..${most ?? ''}`);
      }
    }
  }
}

/** Final is the decided grade where there is one that the scale knows, else the proposal. */
export function decisionsAreFinal({ base, written, facts }: Situation): void {
  const rows = written.tables.find(({ name }) => name === 'decisions')?.rows ?? [];
  for (const plan of base.run.scheme.stages) {
    if (plan.grading === null) continue;
    const { words } = plan.grading.scale;
    const stage = base.run.stageRun(plan);
    const { final, proposed } = stage.grades();
    const wordOf = (code: number): string | null => (code < 0 ? null : words[code]!);
    stage.population.forEach((subject, row) => {
      const id = facts.subjectIds[subject]!;
      const decision = rows.find((each) => cellOf(each, 'subject') === id && cellOf(each, 'stage') === plan.name);
      const decided = decision === undefined ? null : cellOf(decision, 'grade');
      const wanted = decided !== null && words.includes(decided) ? decided : wordOf(proposed[row]!);
      holds(
        wordOf(final[row]!) === wanted,
        () => `${id} is ${wordOf(final[row]!) ?? 'without grade'}, decided or proposed is ${wanted ?? 'none'}`,
      );
    });
  }
}
