import { bilingual, plainNumber } from '../../explain/words.ts';
import { formulaText } from '../../explain/expression-text.ts';
import { numbersThere, told } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { allocate, type AllocatedFund } from '../../fund/allocate.ts';
import { missing } from '../../number/missing.ts';
import { add, divide, fromInteger, isInteger, multiply, rational, zero, type Rational } from '../../number/rational.ts';
import { choice, field, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula, name } from '../../scheme/values.ts';
import { groupsFrame, populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf } from '../../score/value.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';
import type { Expression } from '../../formula/expression.ts';

const shape = object({
  within: field(name, '在什么范围内分配（与排名范围相同）', 'within what; the ranking group'),
  amount: requiredField(formula, '资金总额', 'amount of a group'),
  share: requiredField(formula, '分配系数', 'share of a person'),
  unit: requiredField(choice('分', '元'), '分配到分或元', 'smallest unit paid'),
  remainder: requiredField(choice('largest-fraction', 'keep'), '余数给小数最大的，或留存', 'what becomes of the units left over'),
  then: field(choice('编号', '名次'), '小数相等时的先后', 'order of equal fractions: by id, or by rank then id'),
  undecided: requiredField(
    choice('withhold', 'skip'),
    '有待定人员时：暂不分配，或不计待定的',
    'with undecided persons: split nothing, or leave them out',
  ),
  outside: field(formula, '不参加排名的人所得', 'what those not ranked receive'),
});

/** Formulas that need brackets as a factor. */
const looseKinds: ReadonlySet<Expression['kind']> = new Set(['add', 'subtract', 'if']);

/**
 * Split of a fund (激励资金): amount × c ÷ Σc among the ranked of a group, exact to the unit; the units left over go one each
 * to the largest fractions, so that the parts sum to the whole. S0-22.
 *
 * 100.00 yuan among three equal shares: 33.34, 33.33, 33.33. One undecided person: with `withhold` nobody of the group is
 * paid yet. All shares zero: nobody is.
 */
export const fund: Mechanism<Infer<typeof shape>> = {
  keyword: 'fund',
  title: { zh: '资金分配', en: 'split of a fund' },
  summary: {
    zh: '把一笔资金按系数分给参加排名的人，精确到分，各人之和等于总额。100元三个人等分，得33.34、33.33、33.33元。有人待定时全范围暂不分配，或不计待定的人。',
    en: 'Splits a fund among the ranked by share, exact to the fen, so that the parts sum to the whole. 100 yuan among three equal shares: 33.34, 33.33 and 33.33. While somebody is undecided nothing is split in the group, or the undecided are left out.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const { amount, sum, exact } = detail.numbers ?? {};
    if (told(detail, 'part') === 'outside') return bilingual('不参加排名，按方案另定', 'not ranked: what the scheme lays down for that');
    if (told(detail, 'part') === 'none') return bilingual('不参加分配', 'takes no part');
    if (amount === undefined) return bilingual('总额未定，暂不分配', 'the fund is not known, not split yet');
    const number = plainNumber(amount);
    const written = String(told(detail, 'formula'));
    // A fund that is simply a number needs no word about where it comes from.
    const source = written === `${number}元` ? '' : written;
    const whole = bilingual(`${number}元${source === '' ? '' : `（${source}）`}`, `${number} yuan${source === '' ? '' : ` (${source})`}`);
    if (sum === undefined || exact === undefined || detail.expression === undefined)
      return bilingual(`总额 ${whole.zh}，暂不分配`, `fund ${whole.en}, not split yet`);
    const own = words.expression(detail.expression);
    const share = looseKinds.has(detail.expression.kind) ? `（${own}）` : own;
    const split = bilingual(`${whole.zh} × ${share} ÷ ${plainNumber(sum)}`, `${whole.en} × ${share} ÷ ${plainNumber(sum)}`);
    const isByFen = told(detail, 'unit') === 'fen';
    if (isInteger(multiply(exact, fromInteger(isByFen ? 100 : 1)))) return split;
    const extra = told(detail, 'extra') === 1;
    const unit = isByFen ? bilingual('分', 'fen') : bilingual('元', 'yuan');
    return bilingual(
      `${split.zh} = ${plainNumber(exact)}元，舍到${unit.zh}${extra ? `，再得余下的1${unit.zh}` : ''}`,
      `${split.en} = ${plainNumber(exact)} yuan, cut to ${unit.en}${extra ? `, and one ${unit.en} of what was left over` : ''}`,
    );
  },
  compile({ parameters, document, compiler, place }) {
    const amount = compiler.groupFormula(parameters.amount);
    const share = compiler.subjectFormula(parameters.share, []);
    const outside = parameters.outside === undefined ? null : compiler.subjectFormula(parameters.outside, []);
    if (amount === null || share === null || (parameters.outside !== undefined && outside === null)) return null;
    if (amount.type.kind !== 'number' || amount.type.unit !== 'money')
      return compiler.report('money-expected', parameters.amount.place, { name: document.name });
    if (share.type.kind !== 'number' || share.type.unit === 'money')
      return compiler.report('number-expected', parameters.share.place, { name: document.name, key: 'share' });
    if (outside !== null && outside.type.kind !== 'number')
      return compiler.report('number-expected', parameters.outside!.place, { name: document.name, key: 'outside' });
    if (compiler.gradingScope().document.grading === undefined) return compiler.report('no-grading', place, { name: document.name });
    const plan: FundPlan = {
      amount,
      share,
      outside,
      unitFen: parameters.unit.value === '分' ? 1n : 100n,
      remainder: parameters.remainder.value,
      byRank: parameters.then?.value === '名次',
      undecided: parameters.undecided.value,
    };
    return {
      mechanism: 'fund',
      type: numberType('money'),
      lists: [],
      uses: [share, ...(outside === null ? [] : [outside])].map((expression) => ({ expression, classes: null })),
      readsGrades: true,
      evaluate: (run) => evaluateFund(run, plan),
    };
  },
};

interface FundPlan {
  readonly amount: Expression;
  readonly share: Expression;
  readonly outside: Expression | null;
  readonly unitFen: bigint;
  readonly remainder: 'largest-fraction' | 'keep';
  readonly byRank: boolean;
  readonly undecided: 'withhold' | 'skip';
}

function evaluateFund(run: StageRun, plan: FundPlan): SourceResult {
  const { arithmetic } = run.run;
  const ranking = run.ranking();
  const { final } = run.grades();
  const { order } = ranking;
  const gradeCount = ranking.plan.scale.grades.length;
  const amounts = numbersOf(evaluate(plan.amount, groupsFrame(run, ranking)).value);
  const shares = numbersOf(evaluate(plan.share, populationFrame(run)).value);
  const values: (Rational | null)[] = [null, null];
  const reasons: number[] = [missing.withheld, missing.notApplicable];
  const codes = order.group.map((group) => (group < 0 ? 1 : 0));
  const funds: (AllocatedFund | null)[] = [];
  const sums: (Rational | null)[] = [];
  const placeOf = new Int32Array(run.population.length).fill(-1);
  for (let group = 0; group < order.groupCount; group++) {
    const everybody = Array.from(order.members.subarray(order.groupStart[group], order.groupStart[group + 1]));
    // A person is undecided as long as the final grade is no grade of the scale.
    const isUndecided = (row: number): boolean => final[row]! < 0 || final[row]! >= gradeCount;
    const members = plan.undecided === 'skip' ? everybody.filter((row) => !isUndecided(row)) : everybody;
    const parts = members.map((row) => arithmetic.valueAt(shares, row));
    const amount = arithmetic.valueAt(amounts, group);
    const withheld = amount === null || parts.includes(null) || members.some(isUndecided);
    const split = withheld
      ? null
      : allocateGroup(run, plan, { members, shares: parts.filter((part) => part !== null), amount, rank: ranking.rank });
    funds.push(split);
    sums.push(split === null ? null : parts.reduce<Rational>((sum, part) => add(sum, part ?? zero), zero));
    if (split === null) continue;
    members.forEach((row, i) => {
      placeOf[row] = i;
      codes[row] = values.push(rational(split.partsFen[i]!, 100n)) - 1;
      reasons.push(0);
    });
  }
  const paid = arithmetic.fromDictionary(codes, values, Uint8Array.from(reasons));
  const column = plan.outside === null ? paid : payOutside(run, plan.outside, paid, ranking.notRanked);
  /** What the share comes to before it is cut to whole units. */
  const exactShare = (row: number, group: number): Rational =>
    divide(multiply(arithmetic.valueAt(amounts, group)!, arithmetic.valueAt(shares, row)!), sums[group]!);
  return {
    cells: [numberCell(column)],
    detail(_cell, row) {
      const group = order.group[row]!;
      const split = group < 0 ? null : funds[group]!;
      const amount = group < 0 ? null : arithmetic.valueAt(amounts, group);
      const numbers = numbersThere({
        amount,
        sum: placeOf[row]! < 0 ? null : sums[group]!,
        exact: placeOf[row]! < 0 || sums[group]!.num === 0n ? null : exactShare(row, group),
      });
      const part = group >= 0 ? 'ranked' : plan.outside === null ? 'none' : 'outside';
      const parameters = {
        part,
        formula: formulaText(plan.amount),
        unit: plan.unitFen === 1n ? 'fen' : 'yuan',
        extra: split?.extraUnit[placeOf[row]!] ?? 0,
      };
      return { rule: 'fund', operands: [], facts: [], parameters, expression: plan.share, ...numbers };
    },
  };
}

interface GroupShares {
  readonly members: readonly number[];
  readonly shares: readonly Rational[];
  readonly amount: Rational;
  readonly rank: Int32Array;
}

function allocateGroup(run: StageRun, plan: FundPlan, { members, shares, amount, rank }: GroupShares): AllocatedFund | null {
  const fen = multiply(amount, fromInteger(100));
  if (!isInteger(fen) || shares.length === 0) return null;
  const ids = members.map((row) => run.run.facts.subjectIds[run.population[row]!]!);
  const byOrder = Array.from(members.keys()).toSorted(
    (a, b) => (plan.byRank ? rank[members[a]!]! - rank[members[b]!]! : 0) || (ids[a]! < ids[b]! ? -1 : 1),
  );
  const tieOrder = new Array<number>(members.length);
  byOrder.forEach((member, place) => (tieOrder[member] = place));
  const split = allocate({ amountFen: fen.num, shares, tieOrder, unitFen: plan.unitFen, remainder: plan.remainder });
  return split.ok ? split : null;
}

function payOutside(
  run: StageRun,
  outside: Expression,
  paid: ReturnType<typeof numbersOf>,
  notRanked: Uint8Array,
): ReturnType<typeof numbersOf> {
  const other = numbersOf(evaluate(outside, populationFrame(run)).value);
  return run.run.arithmetic.select(
    notRanked.map((state) => (state === 0 ? 0 : 1)),
    other,
    paid,
  );
}
