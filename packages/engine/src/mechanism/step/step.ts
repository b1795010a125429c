import { told, numbersThere, type Detail } from '../../explain/detail.ts';
import { bilingual, plainNumber } from '../../explain/words.ts';
import { evaluate } from '../../formula/evaluate.ts';
import type { Expression } from '../../formula/expression.ts';
import { numberType, unitOfSum, type NumberUnit } from '../../formula/type.ts';
import { stateAt, type NumberColumn } from '../../number/arithmetic.ts';
import { compare, isInteger, zero, type Rational } from '../../number/rational.ts';
import { cellCount, cellMembers, type ListPlan } from '../../scheme/model.ts';
import { choice, field, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula, writtenNumber } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, unionMask } from '../../score/value.ts';
import type { CompileInput, Mechanism, SourceResult } from '../mechanism.ts';
import { partsRead, readTogether } from '../read-together.ts';
import { readsLoop } from '../switched-formula.ts';

const signed = writtenNumber({ negative: true });
const oneSide = object({
  every: requiredField(writtenNumber(), '一步是多少', 'size of one step'),
  points: requiredField(signed, '每步加多少分，减分写负数', 'points of one step; a deduction is negative'),
});

const shape = object({
  of: requiredField(formula, '按什么计', 'what is measured'),
  from: requiredField(formula, '从哪里起计步', 'where steps begin'),
  base: requiredField(formula, '正好在起点得多少分', 'points at that place'),
  below: field(oneSide, '低于起点时', 'below that place'),
  above: field(oneSide, '高于起点时', 'above that place'),
  part: field(
    choice('whole', 'drop', 'share'),
    '不足一步的：按一步、不计，或按比例',
    'a part of a step counts as a whole one, not at all, or in proportion',
  ),
  least: field(signed, '扣到多少为止', 'not below'),
  most: field(signed, '加到多少为止', 'not above'),
});

/**
 * Points by steps (按步增减): so many points at a threshold, and for each step below or above it some more or fewer, down to
 * a floor and up to a ceiling. The threshold that loses points, the increment per unit and the deduction per occurrence
 * of a regulation are this one mechanism. S1-18, S2-9.
 *
 * 达到95%得10分，每低1个百分点扣0.5分，不足1个百分点按1个计，扣完为止: 92.4% is 2.6 below, three steps, 8.50. At 95% exactly
 * it is 10; 70% would lose 12.5 and stops at 0. A missing operand makes the value missing.
 */
export const step: Mechanism<Infer<typeof shape>> = {
  keyword: 'step',
  title: { zh: '按步增减', en: 'points by steps' },
  summary: {
    zh: '在起点得若干分，每高或低一步增减若干分，有下限和上限。达到95%得10分，每低1个百分点扣0.5分，不足1个的按1个计：92.4%低2.6个，扣1.5分，得8.50。',
    en: 'So many points at a threshold, and some more or fewer for each step above or below it, within a floor and a ceiling. 10 points at 95%, 0.5 fewer for each point below, a part of one counting whole: 92.4% gives 8.50.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const [of, from, base] = partsRead(detail).map((each) => words.expression(each));
    const { steps, points, least, most } = detail.numbers ?? {};
    const side = String(told(detail, 'side'));
    if (side === 'unknown') return bilingual(`${of}，起点${from}，缺项`, `${of}, from ${from}, a part is missing`);
    const place = { below: '低于', above: '高于', at: '等于' }[side]!;
    const sum = `${base}${steps === undefined || points === undefined ? '' : ` + ${plainNumber(steps)} × ${plainNumber(points)}`}`;
    const bound = (zh: string, en: string, value: Rational | undefined): readonly [string, string] =>
      value === undefined ? ['', ''] : [`，${zh}${plainNumber(value)}`, `, ${en} ${plainNumber(value)}`];
    const [low, high] = [bound('不低于', 'not below', least), bound('不高于', 'not above', most)];
    return bilingual(`${sum}，${of}${place}${from}${low[0]}${high[0]}`, `${sum}, ${of} is ${side} ${from}${low[1]}${high[1]}`);
  },
  compile(input) {
    const { parameters, compiler } = input;
    const of = compiler.subjectFormula(parameters.of, compiler.loops);
    const from = compiler.subjectFormula(parameters.from, compiler.loops);
    const base = compiler.subjectFormula(parameters.base, compiler.loops);
    if (of === null || from === null || base === null) return null;
    if (!areNumbers(input, { of, from, base })) return null;
    checkUnits(input, of, from);
    checkSides(input, { of, from, base });
    const lists = compiler.loops.filter((loop) => [of, from, base].some((each) => readsLoop(each, loop)));
    const plan: StepPlan = {
      of,
      from,
      base,
      lists,
      below: sideOf(parameters.below),
      above: sideOf(parameters.above),
      part: parameters.part?.value ?? 'share',
      least: parameters.least?.value ?? null,
      most: parameters.most?.value ?? null,
    };
    return {
      mechanism: 'step',
      type: numberType('score'),
      lists,
      uses: [of, from, base].map((expression) => ({ expression, classes: null })),
      evaluate: (run) => evaluateSteps(run, plan),
    };
  },
};

type Input = CompileInput<Infer<typeof shape>>;
type Side = { readonly every: Rational; readonly points: Rational };
type Operands = Readonly<Record<'of' | 'from' | 'base', Expression>>;

interface StepPlan extends Operands {
  readonly lists: readonly ListPlan[];
  readonly below: Side | null;
  readonly above: Side | null;
  readonly part: 'whole' | 'drop' | 'share';
  readonly least: Rational | null;
  readonly most: Rational | null;
}

function sideOf(written: Infer<typeof oneSide> | undefined): Side | null {
  return written === undefined ? null : { every: written.every.value, points: written.points.value };
}

function unitOf({ type }: Expression): NumberUnit | null {
  return type.kind === 'number' ? type.unit : null;
}

function areNumbers({ parameters, document, compiler }: Input, operands: Operands): boolean {
  const wrong = (['of', 'from', 'base'] as const).filter((key) => {
    const unit = unitOf(operands[key]);
    return unit === null || (key === 'base' && (unit === 'money' || unit === 'ratio'));
  });
  for (const key of wrong) compiler.report('number-expected', parameters[key].place, { name: document.name, key });
  return wrong.length === 0;
}

/** Threshold and step are written as the measured value is: 95% and 1% for a ratio, 95 and 1 for a score. */
function checkUnits({ parameters, compiler }: Input, of: Expression, from: Expression): void {
  const unit = unitOf(of)!;
  const isRatio = unit === 'ratio';
  const own = unitOf(from)!;
  const plain = own === 'number' && from.kind !== 'constant';
  const fits = isRatio ? own === 'ratio' || plain : own !== 'ratio' && unitOfSum(unit, own) !== null;
  if (!fits && unit !== 'number') compiler.report('step-unit', parameters.from.place, { value: parameters.from.value });
  for (const { every } of [parameters.below, parameters.above].filter((each) => each !== undefined)) {
    if (every.value.num === 0n) compiler.report('step-empty', every.place);
    else if (unit !== 'number' && every.percent !== isRatio) compiler.report('step-unit', every.place, { value: every.text });
  }
}

function checkSides({ parameters, document, compiler, place }: Input, { of, from, base }: Operands): void {
  const { below, above, part, least, most } = parameters;
  const sides = [below, above].filter((each) => each !== undefined);
  if (sides.length === 0) compiler.report('missing-key', place, { key: 'below / above' });
  const wholeFrom = from.kind === 'constant' && isInteger(from.value);
  const onlyWhole = unitOf(of) === 'count' && wholeFrom && sides.every(({ every }) => isInteger(every.value));
  if (part === undefined && !onlyWhole) compiler.report('step-part-not-said', place, { name: document.name });
  const loses = sides.some(({ points }) => points.value.num < 0n);
  const gains = sides.some(({ points }) => points.value.num > 0n);
  const open = [loses && least === undefined ? 'least' : '', gains && most === undefined ? 'most' : ''].filter((key) => key !== '');
  if (open.length > 0 && document.common.uncapped === undefined)
    compiler.report('step-unbounded', place, { name: document.name, keys: open.join('、') });
  if (base.kind !== 'constant') return;
  const under = least !== undefined && compare(base.value, least.value) < 0;
  const over = most !== undefined && compare(base.value, most.value) > 0;
  if (under || over) compiler.report('step-base-outside', parameters.base.place, { name: document.name, base: parameters.base.value });
}

function evaluateSteps(run: StageRun, plan: StepPlan): SourceResult {
  const { arithmetic } = run.run;
  const cells = Array.from({ length: cellCount(plan.lists) }, (_, cell) => {
    const members = cellMembers(plan.lists, cell);
    const frame = populationFrame(run, new Map(plan.lists.map((list, i) => [list, members[i]!])));
    const operands = [plan.of, plan.from, plan.base].map((expression) => evaluate(expression, frame));
    const [of, from, base] = operands.map(({ value }) => numbersOf(value));
    const distance = arithmetic.subtract(of!, from!);
    const below = stepsOf(run, plan, arithmetic.negate(distance), plan.below);
    const above = stepsOf(run, plan, distance, plan.above);
    let value = base!;
    if (below !== null) value = arithmetic.add(value, arithmetic.scaleBy(below, plan.below!.points));
    if (above !== null) value = arithmetic.add(value, arithmetic.scaleBy(above, plan.above!.points));
    if (plan.least !== null) value = arithmetic.maximum(value, arithmetic.constant(plan.least, value.length));
    if (plan.most !== null) value = arithmetic.minimum(value, arithmetic.constant(plan.most, value.length));
    return { below, above, distance, cell: { ...numberCell(value), incomplete: unionMask(operands.map(({ incomplete }) => incomplete)) } };
  });
  const detail = (cell: number, row: number): Detail => {
    const { distance, below, above } = cells[cell]!;
    const far = stateAt(distance, row) === 0 ? compare(arithmetic.valueAt(distance, row)!, zero) : null;
    const [side, steps, points] =
      far === null
        ? (['unknown', null, null] as const)
        : far < 0
          ? (['below', below, plan.below?.points] as const)
          : far > 0
            ? (['above', above, plan.above?.points] as const)
            : (['at', null, null] as const);
    return {
      rule: 'step',
      operands: [],
      facts: [],
      parameters: { side },
      ...numbersThere({
        steps: steps === null ? null : arithmetic.valueAt(steps, row),
        points: steps === null ? null : (points ?? null),
        least: plan.least,
        most: plan.most,
      }),
      ...readTogether([plan.of, plan.from, plan.base]),
    };
  };
  return { cells: cells.map(({ cell }) => cell), detail };
}

/** How many steps lie in a distance; none where it goes the other way. */
function stepsOf(run: StageRun, plan: StepPlan, distance: NumberColumn, side: Side | null): NumberColumn | null {
  if (side === null) return null;
  const { arithmetic } = run.run;
  const positive = arithmetic.maximum(distance, arithmetic.constant(zero, distance.length));
  const steps = arithmetic.scaleBy(positive, { num: side.every.den, den: side.every.num });
  return plan.part === 'share' ? steps : arithmetic.round(steps, 0, plan.part === 'whole' ? 'ceil' : 'floor');
}
