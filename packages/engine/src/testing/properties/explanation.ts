import { explainSubject } from '../../explain/explain-subject.ts';
import type { BillLine } from '../../explain/bill.ts';
import type { Detail } from '../../explain/detail.ts';
import { add, divide, equals, multiply, one, zero, type Rational } from '../../number/rational.ts';
import { existenceOf } from '../../scheme/existence.ts';
import { cellMembers, type NodePlan, type StagePlan } from '../../scheme/model.ts';
import type { PublishedTree, SubjectResult } from '../../score/result.ts';
import type { StageRun } from '../../score/run.ts';
import { holds, type Situation } from '../situation.ts';

/** What the bill and the waterfall say is what the result says, and the sums that they show can be done again. */

export function explanationIsTheResult({ base, facts, dice }: Situation): void {
  const places = publishedPlaces(base.run.scheme.stages);
  for (const id of dice.some(facts.subjectIds, 1, 4)) {
    const result = base.result.subjects[id];
    const explained = explainSubject(base, id, dice.pick(['full', 'person']));
    for (const { total, others, outcomes, waterfall } of explained) {
      for (const line of [...(total === null ? [] : [total]), ...others, ...outcomes]) checkLine(line, result!, places, id);
      const graded = explained.filter((each) => each.waterfall !== null);
      if (waterfall === null || graded.length > 1) continue;
      const told = [waterfall.total, waterfall.final, waterfall.rank, waterfall.ranked];
      const published = [result!.total, result!.grade, result!.rank, result!.ranked];
      holds(
        JSON.stringify(told) === JSON.stringify(published),
        () => `${id}: the waterfall tells ${told.join(' ')}, the result ${published.join(' ')}`,
      );
      if (total !== null)
        holds(total.published === result!.total, () => `${id}: the bill is of ${total.published}, the total is ${result!.total}`);
    }
  }
}

interface PublishedPlace {
  readonly path: readonly string[];
  readonly node: NodePlan;
  /** Whether it is published for some classes only, or not when it is zero. */
  readonly mayBeLeftOut: boolean;
}

type Places = ReadonlyMap<string, PublishedPlace>;

/** Where the value of each line of a bill is published. */
function publishedPlaces(stages: readonly StagePlan[]): Places {
  const places = new Map<string, PublishedPlace>();
  for (const node of stages.flatMap(({ nodes }) => nodes)) {
    if (node.key === null) continue;
    const existence = existenceOf(node.stage).get(node)!;
    const cells = node.lists.reduce((count, list) => count * list.members.length, 1);
    for (let cell = 0; cell < cells; cell++) {
      const members = cellMembers(node.lists, cell).map((member, i) => node.lists[i]!.members[member]!);
      const name = members.length === 0 ? node.name : `${node.name}（${members.map((member) => member.name).join('，')}）`;
      const slots = node.lists.map((list) => `<${list.name}>`);
      const own = slots.reduce((key, slot, i) => key.replaceAll(slot, members[i]!.key), node.key);
      const further = members.filter((_, i) => !node.key!.includes(slots[i]!)).map((member) => member.key);
      const mayBeLeftOut = node.omitZero || existence[cell] !== null;
      places.set(`${node.section}/${name}`, { path: [own, ...further], node, mayBeLeftOut });
    }
  }
  return places;
}

function checkLine(line: BillLine, result: SubjectResult, places: Places, id: string): void {
  const place = places.get(`${line.section}/${line.name}`);
  if (place !== undefined && line.section !== 'flag') {
    const published = publishedAt(result, line.section, place.path);
    const isOmitted = published === undefined && place.mayBeLeftOut;
    holds(
      isOmitted || published === line.published,
      () => `${id}: the bill says ${line.name} is ${line.published}, published is ${JSON.stringify(published)} at ${place.path.join('.')}`,
    );
  }
  for (const below of line.lines) checkLine(below, result, places, id);
}

function publishedAt(result: SubjectResult, section: BillLine['section'], path: readonly string[]): PublishedTree | undefined {
  if (section === 'indicator') return result.indicators[path.join('.')];
  return path.reduce<PublishedTree | undefined>(
    (tree, key) => (typeof tree === 'object' && tree !== null ? tree[key] : undefined),
    result.outcomes,
  );
}

/** Weighted means, means and task completion are worked out again from the operands and facts that the bill lists. */
export function sumsCanBeDoneAgain({ base }: Situation): void {
  for (const plan of base.run.scheme.stages) {
    const stage = base.run.stageRun(plan);
    for (const node of plan.nodes) {
      const result = stage.node(node);
      result.cells.forEach((cell, index) => {
        const raw = cell.raw ?? (cell.value.kind === 'number' ? cell.value.column : null);
        if (raw === null || node.needs.length > 0 || node.source.mechanism === 'republish') return;
        for (let row = 0; row < raw.length; row++) {
          const again = workedOut(result.detail(index, row));
          if (again === undefined) continue;
          const value = stage.run.arithmetic.valueAt(raw, row);
          const equal = again === null || value === null ? again === value : equals(again, value);
          holds(equal, () => `${describe(stage, node, row)} is ${fraction(value)}, worked out again ${fraction(again)}`);
        }
      });
    }
  }
}

function fraction(value: Rational | null): string {
  return value === null ? 'missing' : `${value.num}/${value.den}`;
}

function describe(stage: StageRun, node: NodePlan, row: number): string {
  return `${node.name} of ${stage.run.facts.subjectIds[stage.population[row]!]!}`;
}

/** undefined: nothing to be worked out here; null: missing. */
function workedOut({ rule, operands, facts, parameters }: Detail): Rational | null | undefined {
  if (rule === 'weighted' || rule === 'mean') {
    const weighed = operands.filter(({ weight }) => weight!.num > 0n);
    const present = weighed.filter(({ state }) => state === 0);
    const { policy } = parameters;
    if (present.length === 0 || (policy === 'withhold' && present.length < weighed.length)) return null;
    const whole = (policy === 'zero' ? weighed : present).reduce((sum, { weight }) => add(sum, weight ?? one), zero);
    return divide(
      present.reduce((sum, { weight, value }) => add(sum, multiply(weight ?? one, value!)), zero),
      whole,
    );
  }
  if (rule === 'entries' && parameters['cap'] === null && facts.length === 0) return zero;
  return undefined;
}
