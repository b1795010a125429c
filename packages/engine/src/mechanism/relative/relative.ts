import { evaluate } from '../../formula/evaluate.ts';
import { numbersThere, told, type Detail } from '../../explain/detail.ts';
import { bilingual, plainNumber } from '../../explain/words.ts';
import type { Expression } from '../../formula/expression.ts';
import { numberType } from '../../formula/type.ts';
import { ordering, stateAt, type NumberColumn } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { one, zero, type Rational } from '../../number/rational.ts';
import { saysFilingAlone } from '../../scheme/filing-rank.ts';
import { cellCount, cellMembers, type AttributePlan, type ByClass, type ListPlan, type PublishPoint } from '../../scheme/model.ts';
import { choice, field, inHalfWidth, map, object, requiredField, type Infer, type Shape } from '../../scheme/shape.ts';
import { formula, name, writtenNumber, writtenRange, yesNo, type WrittenRange } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import { roundByClass } from '../../score/publish.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, type Cell } from '../../score/value.ts';
import type { CompileInput, Mechanism, SourceResult } from '../mechanism.ts';
import { readTogether, partsRead } from '../read-together.ts';
import { readsLoop } from '../switched-formula.ts';
import { groupsOf, ranksIn } from './peers.ts';

/** `20` is 0 to 20. */
const points: Shape<WrittenRange> = inHalfWidth({
  read(node, reader) {
    if (node.kind === 'text' && node.text.includes('..')) return writtenRange.read(node, reader);
    return map(writtenNumber(), ({ value, place }) => ({ least: zero, most: value, place })).read(node, reader);
  },
  schema: { type: ['string', 'number'], description: '60..100, 20' },
});

const shape = object({
  of: requiredField(formula, '比较什么', 'what is compared'),
  by: requiredField(
    choice('rank', 'best', 'range'),
    '按名次、与最好的相比，或在最低与最高之间按比例',
    'by rank, in proportion to the best, or between the lowest and the highest',
  ),
  within: field(name, '在什么范围内比较：类别（默认）、某一属性，或全体', 'among whom: the class (default), an attribute, or 全体'),
  reverse: field(yesNo, '小者为优', 'less is better'),
  points: field(points, '最低分..最高分', 'points of the last and of the first'),
  equal: field(writtenNumber(), '全部相同（或只有一个）时的分', 'points where all are equal or there is only one'),
  compare: field(choice('published', 'exact'), '名次按公布值或精确值', 'ranks compare published forms (default) or exact values'),
});

/**
 * Points by comparison (相对计分): where a value stands among those of the same group. By rank: the first has the most, the
 * last the least, and each rank between an equal step; without `points` the value is the rank. By the best: in proportion
 * to the best value. By range: min–max. S0-15, S4-23.
 *
 * Growth 8, 6, 6, 2 for 60..100: by rank 1, 2, 2, 4 → 100, 86.67, 86.67, 60; by the best 100, 75, 75 and 25 raised to 60; by
 * range 100, 86.67, 86.67, 60. Who has no value, or no group, takes no part; everybody else does, ranked in the stage or
 * not. One alone is first; a range without width gives `equal`; in proportion to a best that is not above zero, everybody
 * but the best has the least.
 */
export const relative: Mechanism<Infer<typeof shape>> = {
  keyword: 'relative',
  title: { zh: '相对计分', en: 'points by comparison' },
  summary: {
    zh: '按在同一范围中的位置计分：按名次均匀递减，与最好的相比，或在最低与最高之间按比例。增长8、6、6、2，分值60至100：按名次得100、86.67、86.67、60。没有数的不参加。',
    en: 'Points by comparison within a group: by rank in equal steps, in proportion to the best, or between the lowest and the highest. Growth of 8, 6, 6 and 2 for 60 to 100 points gives 100, 86.67, 86.67 and 60 by rank. Who has no value takes no part.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const of = partsRead(detail).map((each) => words.expression(each))[0] ?? '';
    const { best, low, least, most } = detail.numbers ?? {};
    const count = told(detail, 'count');
    const among = (zh: string, en: string): ReturnType<typeof bilingual> =>
      bilingual(`${of}，共${count}个，${zh}`, `${of}, of ${count}, ${en}`);
    if (told(detail, 'rank') === 0) return bilingual(`${of}，不参加比较`, `${of}, takes no part`);
    const range = least === undefined || most === undefined ? '' : `${plainNumber(least)}至${plainNumber(most)}分`;
    const rangeEn = least === undefined || most === undefined ? '' : `, ${plainNumber(least)} to ${plainNumber(most)} points`;
    switch (told(detail, 'by')) {
      case 'rank':
        return among(`第${told(detail, 'rank')}名${range === '' ? '' : `，按名次${range}`}`, `rank ${told(detail, 'rank')}${rangeEn}`);
      case 'best':
        return among(`最好${plainNumber(best!)}，按比例${range}`, `best ${plainNumber(best!)}, in proportion${rangeEn}`);
      default:
        return among(
          `最好${plainNumber(best!)}，最差${plainNumber(low!)}，按位置${range}`,
          `best ${plainNumber(best!)}, last ${plainNumber(low!)}${rangeEn}`,
        );
    }
  },
  compile(input) {
    const { parameters, compiler, document, place } = input;
    const of = compiler.subjectFormula(parameters.of, compiler.loops);
    const within = compileWithin(input);
    if (of === null || within === null) return null;
    if (of.type.kind !== 'number') return compiler.report('number-expected', parameters.of.place, { name: document.name, key: 'of' });
    const by = parameters.by.value;
    if (saysFilingAlone(of)) compiler.report('filing-ranked', parameters.of.place, { name: parameters.of.value });
    if (parameters.points === undefined && by !== 'rank') compiler.report('missing-key', place, { key: 'points' });
    if (parameters.equal === undefined && by === 'range') compiler.report('missing-key', place, { key: 'equal' });
    for (const [key, isUsed] of [
      ['equal', by === 'range'],
      ['compare', by === 'rank'],
    ] as const) {
      if (parameters[key] !== undefined && !isUsed) compiler.report('key-without-effect', parameters[key].place, { key, name: by });
    }
    const lists = compiler.loops.filter((loop) => readsLoop(of, loop));
    const plan: RelativePlan = {
      of,
      within,
      lists,
      by,
      reverse: parameters.reverse?.value ?? false,
      points: parameters.points ?? null,
      equal: parameters.equal?.value ?? null,
      compared:
        by !== 'rank' || parameters.compare?.value === 'exact'
          ? null
          : compiler.comparedPoints({ expression: of, name: parameters.of, acrossClasses: within !== 'class' }),
    };
    return {
      mechanism: 'relative',
      type: numberType(plan.points === null ? 'count' : 'score'),
      lists,
      uses: [{ expression: of, classes: null }],
      evaluate: (run) => evaluateRelative(run, plan),
    };
  },
};

interface RelativePlan {
  readonly of: Expression;
  readonly within: AttributePlan | 'class' | 'stage';
  readonly lists: readonly ListPlan[];
  readonly by: 'rank' | 'best' | 'range';
  readonly reverse: boolean;
  readonly points: WrittenRange | null;
  readonly equal: Rational | null;
  /** Where values are rounded before ranks compare them; null: exact. */
  readonly compared: ByClass<PublishPoint> | null;
}

function compileWithin({ parameters: { within }, compiler }: CompileInput<Infer<typeof shape>>): RelativePlan['within'] | null {
  if (within === undefined || within.value === '类别') return 'class';
  if (within.value === '全体') return 'stage';
  const { attributes } = compiler.gradingScope().compiler;
  const attribute = attributes.get(within.value);
  if (attribute !== undefined && attribute.type.kind !== 'set' && attribute.type.kind !== 'number') return attribute;
  return compiler.report('unknown-name', within.place, { name: within.value, nearest: '' });
}

function evaluateRelative(run: StageRun, plan: RelativePlan): SourceResult {
  const { arithmetic } = run.run;
  const groups = groupsOf(run, plan.within);
  const cells = Array.from({ length: cellCount(plan.lists) }, (_, cell) => {
    const members = cellMembers(plan.lists, cell);
    const operand = evaluate(plan.of, populationFrame(run, new Map(plan.lists.map((list, i) => [list, members[i]!]))));
    return compareCell(run, plan, operand, groups);
  });
  const detail = (cell: number, row: number): Detail => {
    const { rank, count, best, low } = cells[cell]!;
    return {
      rule: 'relative',
      operands: [],
      facts: [],
      parameters: { by: plan.by, rank: rank[row]!, count: count[row]! },
      ...numbersThere({
        best: arithmetic.valueAt(best, row),
        low: arithmetic.valueAt(low, row),
        least: plan.points?.least ?? null,
        most: plan.points?.most ?? null,
      }),
      ...readTogether([plan.of]),
    };
  };
  return { cells: cells.map((each) => each.value), detail };
}

interface ComparedCell {
  readonly value: Cell;
  /** Competition rank; 0 where the subject takes no part. */
  readonly rank: Int32Array;
  readonly count: Int32Array;
  readonly best: NumberColumn;
  readonly low: NumberColumn;
}

function compareCell(run: StageRun, plan: RelativePlan, operand: Cell, groups: { owner: Int32Array; count: number }): ComparedCell {
  const { arithmetic } = run.run;
  const unplaced = Uint8Array.from(groups.owner, (group) => (group < 0 ? missing.operand : 0));
  const x = arithmetic.withState(numbersOf(operand.value), unplaced);
  const owner = groups.owner.map((group, row) => (stateAt(x, row) === 0 ? group : -1));
  const shown = plan.compared === null ? x : roundByClass(run, x, plan.compared);
  const { rank, count } = ranksIn(owner, groups.count, arithmetic.sortKeys(shown), plan.reverse);
  const highest = arithmetic.gather(arithmetic.maximumBy(x, owner, groups.count), owner);
  const lowest = arithmetic.gather(arithmetic.minimumBy(x, owner, groups.count), owner);
  const [best, low] = plan.reverse ? [lowest, highest] : [highest, lowest];
  const share =
    plan.by === 'rank'
      ? rankShare(run, rank, count, x)
      : plan.by === 'best'
        ? bestShare(run, plan, x, best)
        : rangeShare(run, x, best, low);
  const pointed = plan.points === null ? arithmetic.fromIntegers(rank, x.state) : pointsOf(run, plan, share, plan.points);
  const value = plan.by === 'range' && plan.equal !== null ? whereEqual(run, pointed, plan.equal, arithmetic.compare(best, low)) : pointed;
  return { value: { ...numberCell(value), incomplete: operand.incomplete }, rank, count, best, low };
}

/** 1 for the first, 0 for the last, equal steps between; one alone is first. */
function rankShare(run: StageRun, rank: Int32Array, count: Int32Array, { state }: NumberColumn): NumberColumn {
  const { arithmetic } = run.run;
  const behind = arithmetic.fromIntegers(
    Int32Array.from(rank, (each, row) => (count[row] === 1 ? 1 : count[row]! - each)),
    state,
  );
  return arithmetic.divide(behind, arithmetic.fromIntegers(Int32Array.from(count, (each) => Math.max(each - 1, 1))));
}

/** x ÷ best, or best ÷ x where less is better. Whoever equals the best has 1; a quotient that cannot be formed is 0. */
function bestShare(run: StageRun, { reverse }: RelativePlan, x: NumberColumn, best: NumberColumn): NumberColumn {
  const { arithmetic } = run.run;
  const [part, whole] = reverse ? [best, x] : [x, best];
  const isAbove = Uint8Array.from(arithmetic.compareTo(whole, zero), (order) => (order === ordering.greater ? 1 : 0));
  const none = arithmetic.scaleBy(x, zero);
  const ratio = arithmetic.select(isAbove, arithmetic.divide(part, whole), none);
  const isBest = Uint8Array.from(arithmetic.compare(x, best), (order) => (order === ordering.equal ? 1 : 0));
  return arithmetic.select(isBest, arithmetic.add(none, arithmetic.constant(one, x.length)), ratio);
}

/** Where x lies between the last and the best; missing where they are equal. */
function rangeShare(run: StageRun, x: NumberColumn, best: NumberColumn, low: NumberColumn): NumberColumn {
  const { arithmetic } = run.run;
  return arithmetic.divide(arithmetic.subtract(x, low), arithmetic.subtract(best, low));
}

function whereEqual(run: StageRun, pointed: NumberColumn, equal: Rational, order: Int8Array): NumberColumn {
  const { arithmetic } = run.run;
  const isEqual = Uint8Array.from(order, (each) => (each === ordering.equal ? 1 : 0));
  return arithmetic.select(isEqual, arithmetic.constant(equal, pointed.length), pointed);
}

function pointsOf(run: StageRun, plan: RelativePlan, share: NumberColumn, { least, most }: WrittenRange): NumberColumn {
  const { arithmetic } = run.run;
  const low = arithmetic.constant(least, share.length);
  const high = arithmetic.constant(most, share.length);
  // In proportion to the best, the most is the whole and the least a floor.
  if (plan.by === 'best') return arithmetic.maximum(arithmetic.multiply(high, share), low);
  return arithmetic.add(low, arithmetic.multiply(arithmetic.subtract(high, low), share));
}
