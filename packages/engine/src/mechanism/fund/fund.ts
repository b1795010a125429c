import { bilingual, plainNumber } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { allocate, type AllocatedFund } from '../../fund/allocate.ts';
import { missing } from '../../number/missing.ts';
import { fromInteger, isInteger, multiply, rational, type Rational } from '../../number/rational.ts';
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
  undecided: requiredField(choice('withhold', 'skip'), '有待定人员时：暂不分配，或不计待定的', 'with undecided persons: split nothing, or leave them out'),
  outside: field(formula, '不参加排名的人所得', 'what those not ranked receive'),
});

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
  shape,
  modifiers: [],
  explain(detail) {
    const { amount, share, sum, extra } = detail.parameters;
    const number = (value: typeof amount): string => (typeof value === 'object' && value !== null ? plainNumber(value) : '');
    if (amount === null) return bilingual('不参加分配', 'takes no part');
    if (sum === null) return bilingual(`总额 ${number(amount)}元，暂不分配`, `fund ${number(amount)} yuan, not split yet`);
    const zh = `${number(amount)}元 × ${number(share)} ÷ ${number(sum)}${extra === 1 ? '，并得余数一个单位' : ''}`;
    return bilingual(zh, `${number(amount)} yuan × ${number(share)} ÷ ${number(sum)}${extra === 1 ? ', and one unit of the remainder' : ''}`);
  },
  compile({ parameters, document, compiler, place }) {
    const amount = compiler.groupFormula(parameters.amount);
    const share = compiler.subjectFormula(parameters.share, []);
    const outside = parameters.outside === undefined ? null : compiler.subjectFormula(parameters.outside, []);
    if (amount === null || share === null || (parameters.outside !== undefined && outside === null)) return null;
    if (amount.type.kind !== 'number' || amount.type.unit !== 'money') return compiler.report('money-expected', parameters.amount.place, { name: document.name });
    if (share.type.kind !== 'number' || share.type.unit === 'money') return compiler.report('number-expected', parameters.share.place, { name: document.name, key: 'share' });
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
  const values: (Rational | null)[] = [null];
  const reasons: number[] = [missing.withheld];
  const codes = new Int32Array(run.population.length);
  const funds: (AllocatedFund | null)[] = [];
  const placeOf = new Int32Array(run.population.length).fill(-1);
  for (let group = 0; group < order.groupCount; group++) {
    const everybody = Array.from(order.members.subarray(order.groupStart[group], order.groupStart[group + 1]));
    // A person is undecided as long as the final grade is no grade of the scale.
    const isUndecided = (row: number): boolean => final[row]! < 0 || final[row]! >= gradeCount;
    const members = plan.undecided === 'skip' ? everybody.filter((row) => !isUndecided(row)) : everybody;
    const parts = members.map((row) => arithmetic.valueAt(shares, row));
    const amount = arithmetic.valueAt(amounts, group);
    const withheld = amount === null || parts.includes(null) || members.some(isUndecided);
    const split = withheld ? null : allocateGroup(run, plan, { members, shares: parts.filter((part) => part !== null), amount, rank: ranking.rank });
    funds.push(split);
    if (split === null) continue;
    members.forEach((row, i) => {
      placeOf[row] = i;
      codes[row] = values.push(rational(split.partsFen[i]!, 100n)) - 1;
      reasons.push(0);
    });
  }
  const paid = arithmetic.fromDictionary(codes, values, Uint8Array.from(reasons));
  const column = plan.outside === null ? paid : payOutside(run, plan.outside, paid, ranking.notRanked);
  return {
    cells: [numberCell(column)],
    detail(_cell, row) {
      const group = order.group[row]!;
      const split = group < 0 ? null : funds[group]!;
      const amount = group < 0 ? null : arithmetic.valueAt(amounts, group);
      const parameters = { amount, share: arithmetic.valueAt(shares, row), sum: split === null ? null : shareSum(arithmetic, shares, order, group), extra: split?.extraUnit[placeOf[row]!] ?? 0 };
      return { rule: 'fund', operands: [], facts: [], parameters };
    },
  };
}

function shareSum(arithmetic: StageRun['run']['arithmetic'], shares: ReturnType<typeof numbersOf>, order: ReturnType<StageRun['ranking']>['order'], group: number): Rational | null {
  return arithmetic.valueAt(arithmetic.sumBy(shares, order.group, order.groupCount), group);
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
  const byOrder = Array.from(members.keys()).toSorted((a, b) => (plan.byRank ? rank[members[a]!]! - rank[members[b]!]! : 0) || (ids[a]! < ids[b]! ? -1 : 1));
  const tieOrder = new Array<number>(members.length);
  byOrder.forEach((member, place) => (tieOrder[member] = place));
  const split = allocate({ amountFen: fen.num, shares, tieOrder, unitFen: plan.unitFen, remainder: plan.remainder });
  return split.ok ? split : null;
}

function payOutside(run: StageRun, outside: Expression, paid: ReturnType<typeof numbersOf>, notRanked: Uint8Array): ReturnType<typeof numbersOf> {
  const other = numbersOf(evaluate(outside, populationFrame(run)).value);
  return run.run.arithmetic.select(notRanked.map((state) => (state === 0 ? 0 : 1)), other, paid);
}

