import type { Detail } from '../../explain/detail.ts';
import { effect, type CutTrace } from '../../grade/steps.ts';
import {
  absolute,
  add,
  compare,
  divide,
  equals,
  fromInteger,
  isInteger,
  multiply,
  one,
  parseDecimal,
  rational,
  subtract,
  zero,
  type Rational,
} from '../../number/rational.ts';
import type { NodePlan } from '../../scheme/model.ts';
import type { StageRun } from '../../score/run.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { isUndecidedWord } from '../../score/decided-grades.ts';
import { cellOf } from '../fact-rows.ts';
import { holds, type Situation } from '../situation.ts';

/** Places, money, caps and decisions: what may not be exceeded is not, and what is handed out is what there was. */

export function placesAreKept(situation: Situation): void {
  const { base } = situation;
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
        if (places < 0) return;
        holds(
          situation,
          'the places used are those of the trace',
          used === trace.used[group],
          () => `${used} used of ${places}, the trace says ${trace.used[group]!}`,
        );
        if (isBetter) return;
        holds(
          situation,
          'no more places are given than there are',
          used <= places,
          () => `${used} given of ${places} places (${step.from} of ${plan.name})`,
        );
      });
    }
    everybodyHasOneGrade(situation, stage);
  }
}

function usedPlaces(stage: StageRun, effects: Uint8Array, group: number): number {
  const { order } = stage.ranking();
  const members = order.members.subarray(order.groupStart[group], order.groupStart[group + 1]);
  return members.filter((row) => effects[row] === effect.given || effects[row] === effect.alreadyGradedInside).length;
}

/** With a `rest` step nobody who is ranked is left without a grade or the word for undecided. */
function everybodyHasOneGrade(situation: Situation, stage: StageRun): void {
  const { order } = stage.ranking();
  const grades = stage.grades();
  if (!grades.traces.some(({ step }) => step.kind === 'rest') || stage.plan.grading!.undecided === 'better') return;
  for (const row of order.members)
    holds(situation, 'who is ranked has a grade', grades.proposed[row]! >= 0, () => `row ${row} of ${stage.plan.name}`);
}

/** The parts of a fund sum to it, or to less where the odd units are kept; nobody gets less than nothing. */
export function fundsAreKept(situation: Situation): void {
  const { run } = situation.base;
  for (const plan of run.scheme.stages) {
    const stage = run.stageRun(plan);
    for (const node of plan.nodes) if (node.source.mechanism === 'fund') checkFund(situation, stage, node);
  }
}

function checkFund(situation: Situation, stage: StageRun, node: NodePlan): void {
  const { order } = stage.ranking();
  const result = stage.node(node);
  const column = evaluate({ kind: 'node', node, selectors: [], type: node.type, range: { from: 0, to: 0 } }, stage.frame()).value;
  if (column.kind !== 'number' || node.publish !== null || node.needs.length > 0) return;
  for (let group = 0; group < order.groupCount; group++) {
    const members = [...order.members.subarray(order.groupStart[group], order.groupStart[group + 1])];
    if (members.length === 0) continue;
    const paid = members.flatMap((row) => {
      const part = stage.run.arithmetic.valueAt(column.column, row);
      return part === null ? [] : [{ part, detail: result.detail(0, row) }];
    });
    const detail = result.detail(0, members[0]!);
    if (detail.parameters['refused'] !== undefined) {
      // Those of the run: a fund that nothing reads is computed, and flagged, only when it is asked for.
      const isFlagged = stage.run.findings.some(({ code, parameters }) => code.startsWith('fund-') && parameters['name'] === node.name);
      holds(situation, 'a fund that is not paid says why', paid.length === 0 && isFlagged, () => node.name);
    }
    if (paid.length > 0) checkParts(situation, node, detail, paid);
  }
}

function checkParts(
  situation: Situation,
  { name }: NodePlan,
  { parameters, numbers }: Detail,
  paid: readonly { readonly part: Rational; readonly detail: Detail }[],
): void {
  const amount = numbers!['amount']!;
  const unit = parameters['unit'] === 'fen' ? rational(1n, 100n) : one;
  const sum = paid.reduce((total, { part }) => add(total, part), zero);
  const told = (): string => `${name} pays ${paid.map(({ part }) => text(part)).join(' + ')} of ${text(amount)}`;
  const isEvery = (holdsOf: (each: (typeof paid)[number]) => boolean): boolean => paid.every(holdsOf);
  holds(
    situation,
    'a fund pays nobody less than nothing',
    isEvery(({ part }) => part.num >= 0n),
    told,
  );
  holds(
    situation,
    'a fund pays whole units',
    isEvery(({ part }) => isInteger(divide(part, unit))),
    told,
  );
  holds(situation, 'a fund pays no more than there is', compare(sum, amount) <= 0, told);
  holds(
    situation,
    'a fund pays each his share but for a part of a unit',
    isEvery(({ part, detail }) => compare(absolute(subtract(part, detail.numbers!['exact']!)), unit) < 0),
    told,
  );
  if (parameters['remainder'] === 'largest-fraction') holds(situation, 'a fund is paid in full', equals(sum, amount), told);
  else {
    const most = multiply(unit, fromInteger(paid.length));
    holds(situation, 'what a fund keeps is less than a unit each', compare(subtract(amount, sum), most) < 0, told);
  }
}

function text({ num, den }: Rational): string {
  return `${num}/${den}`;
}

/** Caps, ranges and clamps hold for every value, before it is rounded for publication. */
export function boundsAreKept(situation: Situation): void {
  const { base, written } = situation;
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
        holds(
          situation,
          'a value stays within its bounds',
          !isAbove && !isBelow,
          () => `${name} is ${text(value)}, outside ${least ?? ''}..${most ?? ''}`,
        );
      }
    }
  }
}

/** Final is the decided grade where there is one that the scale knows, else the proposal. */
export function decisionsAreFinal(situation: Situation): void {
  const { base, written, facts } = situation;
  const rows = written.tables.find(({ name }) => name === 'decisions')?.rows ?? [];
  for (const plan of base.run.scheme.stages) {
    if (plan.grading === null) continue;
    const { grading } = plan;
    const { words } = grading.scale;
    const decidable = words.filter((_, code) => !isUndecidedWord(grading, code));
    const stage = base.run.stageRun(plan);
    const { final, proposed } = stage.grades();
    const wordOf = (code: number): string | null => (code < 0 ? null : words[code]!);
    stage.population.forEach((subject, row) => {
      const id = facts.subjectIds[subject]!;
      const decision = rows.find((each) => cellOf(each, 'subject') === id && cellOf(each, 'stage') === plan.name);
      const decided = decision === undefined ? null : cellOf(decision, 'grade');
      const wanted = decided !== null && decidable.includes(decided) ? decided : wordOf(proposed[row]!);
      holds(
        situation,
        'the final grade is the decided one or the proposal',
        wordOf(final[row]!) === wanted,
        () => `${id} is ${wordOf(final[row]!) ?? 'without grade'}, decided or proposed is ${wanted ?? 'none'}`,
      );
    });
  }
}
