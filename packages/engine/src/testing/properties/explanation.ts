import { explainSubject } from '../../explain/explain-subject.ts';
import type { BillLine } from '../../explain/bill.ts';
import type { Detail } from '../../explain/detail.ts';
import { rowFate } from '../../mechanism/rows.ts';
import { add, divide, equals, fromInteger, min, multiply, one, zero, type Rational } from '../../number/rational.ts';
import { existenceOf } from '../../scheme/existence.ts';
import { cellMembers, type NodePlan, type StagePlan } from '../../scheme/model.ts';
import type { PublishedTree, SubjectResult } from '../../score/result.ts';
import type { Check } from '../checks.ts';
import { holds, type Situation } from '../situation.ts';

/** What the bill and the waterfall say is what the result says, and the sums that they show can be done again. */

export function explanationIsTheResult(situation: Situation): void {
  const { base, facts, dice } = situation;
  const places = publishedPlaces(base.run.scheme.stages);
  for (const id of dice.some(facts.subjectIds, 1, 4)) {
    const result = base.result.subjects[id];
    const explained = explainSubject(base, id, dice.pick(['full', 'person']));
    for (const { total, others, outcomes, waterfall } of explained) {
      for (const line of [...(total === null ? [] : [total]), ...others, ...outcomes])
        checkLine({ situation, result: result!, places, id }, line);
      const graded = explained.filter((each) => each.waterfall !== null);
      if (waterfall === null || graded.length > 1) continue;
      const told = [waterfall.total, waterfall.final, waterfall.rank, waterfall.ranked];
      const published = [result!.total, result!.grade, result!.rank, result!.ranked];
      holds(
        situation,
        'the waterfall tells the result',
        JSON.stringify(told) === JSON.stringify(published),
        () => `${id}: the waterfall tells ${told.join(' ')}, the result ${published.join(' ')}`,
      );
      if (total !== null)
        holds(
          situation,
          'the bill is of the total',
          total.published === result!.total,
          () => `${id}: the bill is of ${total.published}, the total is ${result!.total}`,
        );
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

interface Explained {
  readonly situation: Situation;
  readonly result: SubjectResult;
  readonly places: Places;
  readonly id: string;
}

function checkLine(explained: Explained, line: BillLine): void {
  const { situation, result, places, id } = explained;
  const place = places.get(`${line.section}/${line.name}`);
  if (place !== undefined && line.section !== 'flag') {
    const published = publishedAt(result, line.section, place.path);
    const isOmitted = published === undefined && place.mayBeLeftOut;
    holds(
      situation,
      'a line of the bill is published',
      isOmitted || published === line.published,
      () => `${id}: the bill says ${line.name} is ${line.published}, published is ${JSON.stringify(published)} at ${place.path.join('.')}`,
    );
  }
  for (const below of line.lines) checkLine(explained, below);
}

function publishedAt(result: SubjectResult, section: BillLine['section'], path: readonly string[]): PublishedTree | undefined {
  if (section === 'indicator') return result.indicators[path.join('.')];
  return path.reduce<PublishedTree | undefined>(
    (tree, key) => (typeof tree === 'object' && tree !== null ? tree[key] : undefined),
    result.outcomes,
  );
}

/** Weighted means, means, task completion and adjustments are worked out again from the operands and facts that the bill lists. */
export function sumsCanBeDoneAgain(situation: Situation): void {
  const { base } = situation;
  for (const plan of base.run.scheme.stages) {
    const stage = base.run.stageRun(plan);
    for (const node of plan.nodes) {
      const result = stage.node(node);
      result.cells.forEach((cell, index) => {
        const raw = cell.raw ?? (cell.value.kind === 'number' ? cell.value.column : null);
        if (raw === null || node.needs.length > 0 || node.source.mechanism === 'republish') return;
        for (let row = 0; row < raw.length; row++) {
          const detail = result.detail(index, row);
          const again = workedOut(detail);
          if (again === null) continue;
          const value = stage.run.arithmetic.valueAt(raw, row);
          const isEqual = value === null || again.value === null ? value === again.value : equals(again.value, value);
          const equal = isEqual || (again.mayBeMissing && value === null);
          holds(situation, again.check, equal, () => {
            const subject = stage.run.facts.subjectIds[stage.population[row]!]!;
            return `${node.name} of ${subject} is ${fraction(value)}, worked out again ${fraction(again.value)}`;
          });
          if (detail.rule === 'entries')
            for (const { fate, value: brought } of detail.facts)
              if (fate !== rowFate.counted && fate !== rowFate.capped)
                holds(situation, 'an entry that does not count brings nothing', brought?.num === 0n, () => node.name);
        }
      });
    }
  }
}

function fraction(value: Rational | null): string {
  return value === null ? 'missing' : `${value.num}/${value.den}`;
}

interface Worked {
  readonly check: Check;
  /** null: missing. */
  readonly value: Rational | null;
  /** What is shown does not tell whether the value is withheld. */
  readonly mayBeMissing: boolean;
}

/** null: nothing to be worked out here. */
function workedOut(detail: Detail): Worked | null {
  switch (detail.rule) {
    case 'weighted':
    case 'mean':
      return { check: 'a weighted value can be worked out again', value: weightedAgain(detail), mayBeMissing: false };
    case 'tasks': {
      // A row in a state may be left out, or make the whole value missing, as the scheme says.
      const mayBeMissing = detail.facts.some(({ fate, value }) => statesLeftOut.has(fate) && value === null);
      return { check: 'a value of tasks can be worked out again', value: tasksAgain(detail), mayBeMissing };
    }
    case 'entries':
      return { check: 'a value of entries can be worked out again', value: entriesAgain(detail), mayBeMissing: false };
    default:
      return null;
  }
}

const statesLeftOut: ReadonlySet<number> = new Set([rowFate.notYet, rowFate.excused, rowFate.notApplicable, rowFate.notSubmitted]);

function weightedAgain({ operands, parameters }: Detail): Rational | null {
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

/** Σ weight × value, over the weights or over 100; missing where the weights do not come to the full mark or a value is missing. */
function tasksAgain({ facts, parameters, numbers }: Detail): Rational | null {
  const counted = facts.filter(({ fate, value }) => fate === rowFate.counted || (fate === rowFate.notSubmitted && value !== null));
  const { full, declared } = numbers ?? {};
  if (counted.length === 0 || counted.some(({ value }) => value === null)) return null;
  if (full !== undefined && !equals(full, declared!)) return null;
  const sum = counted.reduce((total, { weight, value }) => add(total, multiply(weight!, value!)), zero);
  const divisor = parameters['fold'] === 'sum' ? fromInteger(100) : counted.reduce((total, { weight }) => add(total, weight!), zero);
  return divisor.num === 0n ? null : divide(sum, divisor);
}

function entriesAgain({ facts, numbers }: Detail): Rational {
  const sum = facts.reduce((total, { value }) => add(total, value!), zero);
  const cap = numbers?.['cap'];
  return cap === undefined ? sum : min(sum, cap);
}
