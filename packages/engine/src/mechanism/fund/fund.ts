import { bilingual, plainNumber, roundingWords, type Bilingual } from '../../explain/words.ts';
import { formulaText } from '../../explain/expression-text.ts';
import { numbersThere, told, type Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { allocate, type AllocatedFund, type Allocation } from '../../fund/allocate.ts';
import { missing } from '../../number/missing.ts';
import { add, divide, fromInteger, isInteger, multiply, rational, zero, type Rational, type RoundingMode } from '../../number/rational.ts';
import { choice, field, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula, name, roundingMode } from '../../scheme/values.ts';
import { groupsFrame, populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf } from '../../score/value.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';
import type { Expression } from '../../formula/expression.ts';
import { grainOf } from './grain.ts';

const shape = object({
  within: field(name, '在什么范围内分配（与排名范围相同）', 'within what; the ranking group'),
  amount: requiredField(formula, '资金总额', 'amount of a group'),
  mode: field(roundingMode, '总额不是整分（分到元的，不是整元）时怎样取整', 'how an amount is rounded that is not whole in the unit'),
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
 * paid yet. An amount that need not be whole in the unit says how it is rounded, or the scheme is refused. Where the facts
 * make a split impossible (all shares zero, a share or the amount below zero) nobody of the group is paid, and it is flagged.
 */
export const fund: Mechanism<Infer<typeof shape>> = {
  keyword: 'fund',
  title: { zh: '资金分配', en: 'split of a fund' },
  summary: {
    zh: '把一笔资金按系数分给参加排名的人，精确到分，各人之和等于总额。100元三个人等分，得33.34、33.33、33.33元。有人待定时全范围暂不分配，或不计待定的人。总额可能除不尽的，用 mode 写明怎样取整。',
    en: 'Splits a fund among the ranked by share, exact to the fen, so that the parts sum to the whole. 100 yuan among three equal shares: 33.34, 33.33 and 33.33. While somebody is undecided nothing is split in the group, or the undecided are left out. An amount that may have a fraction of a fen says under mode how it is rounded.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const { amount, sum, exact } = detail.numbers ?? {};
    if (told(detail, 'part') === 'outside') return bilingual('不参加排名，按方案另定', 'not ranked: what the scheme lays down for that');
    if (told(detail, 'part') === 'unranked') return bilingual('没有排名，暂不分配', 'not ranked yet, not paid yet');
    if (told(detail, 'part') === 'none') return bilingual('不参加分配', 'takes no part');
    if (amount === undefined) return bilingual('总额未定，暂不分配', 'the fund is not known, not split yet');
    const isByFen = told(detail, 'unit') === 'fen';
    const unit = isByFen ? bilingual('分', 'fen') : bilingual('元', 'yuan');
    const whole = amountText(detail, amount, unit);
    if (detail.parameters['refused'] !== undefined) {
      const reason = refusalWords(told(detail, 'refused') as Refusal, unit); // what the detail tells is one of them
      return bilingual(`总额 ${whole.zh}，${reason.zh}，不能分配`, `fund ${whole.en}, cannot be split: ${reason.en}`);
    }
    if (sum === undefined || exact === undefined || detail.expression === undefined)
      return bilingual(`总额 ${whole.zh}，暂不分配`, `fund ${whole.en}, not split yet`);
    const own = words.expression(detail.expression);
    const share = looseKinds.has(detail.expression.kind) ? `（${own}）` : own;
    const split = bilingual(`${whole.zh} × ${share} ÷ ${plainNumber(sum)}`, `${whole.en} × ${share} ÷ ${plainNumber(sum)}`);
    if (isInteger(multiply(exact, fromInteger(isByFen ? 100 : 1)))) return split;
    const extra = told(detail, 'extra') === 1;
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
    const unitFen = parameters.unit.value === '分' ? 1n : 100n;
    const grain = grainOf(amount);
    const isWhole = grain !== null && isWholeIn(unitFen, grain);
    if (isWhole && parameters.mode !== undefined)
      return compiler.report('key-without-effect', parameters.keyPlaces.get('mode')!, { key: 'mode', name: document.name });
    if (!isWhole && parameters.mode === undefined)
      return compiler.report('fund-not-whole', parameters.amount.place, { name: document.name, unit: parameters.unit.value });
    const plan: FundPlan = {
      name: document.name,
      amount,
      mode: parameters.mode?.value ?? null,
      share,
      outside,
      unitFen,
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

/** `33333.33元（100000元 ÷ 3，四舍五入到分）` */
function amountText(detail: Detail, amount: Rational, unit: Bilingual): Bilingual {
  const number = plainNumber(amount);
  const written = String(told(detail, 'formula'));
  const { mode } = detail.parameters;
  const rounding = mode === undefined ? null : roundingWords[mode as RoundingMode]; // a mode is told as it stands in the plan
  // A fund that is simply a number needs no word about where it comes from.
  if (rounding === null)
    return written === `${number}元`
      ? bilingual(`${number}元`, `${number} yuan`)
      : bilingual(`${number}元（${written}）`, `${number} yuan (${written})`);
  return bilingual(`${number}元（${written}，${rounding.zh}到${unit.zh}）`, `${number} yuan (${written}, ${rounding.en} to ${unit.en})`);
}

/** Why a fund whose parts are all known cannot be split. */
type Refusal = 'amount-not-whole' | Extract<Allocation, { ok: false }>['reason'];

const refusalFindings = {
  'amount-not-whole': 'fund-amount-not-whole',
  'amount-negative': 'fund-amount-negative',
  'share-negative': 'fund-share-negative',
  'shares-sum-to-zero': 'fund-shares-zero',
} as const satisfies Record<Refusal, string>;

function refusalWords(refused: Refusal, unit: Bilingual): Bilingual {
  const words: Readonly<Record<Refusal, Bilingual>> = {
    'amount-not-whole': bilingual(`总额不是整${unit.zh}`, `it is no whole number of ${unit.en}`),
    'amount-negative': bilingual('总额小于0', 'it is below zero'),
    'share-negative': bilingual('有人的系数小于0', 'somebody has a share below zero'),
    'shares-sum-to-zero': bilingual('系数合计为0', 'the shares add up to 0'),
  };
  return words[refused];
}

interface FundPlan {
  readonly name: string;
  readonly amount: Expression;
  /** How the amount becomes whole in the unit; null where its form says that it is. */
  readonly mode: RoundingMode | null;
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
  const written = numbersOf(evaluate(plan.amount, groupsFrame(run, ranking)).value);
  const amounts = plan.mode === null ? written : arithmetic.round(written, plan.unitFen === 1n ? 2 : 0, plan.mode);
  const shares = numbersOf(evaluate(plan.share, populationFrame(run)).value);
  const values: (Rational | null)[] = [null, null, null];
  const reasons: number[] = [missing.withheld, missing.notApplicable, missing.operand];
  const codes = Int32Array.from(ranking.notRanked, (state) => (state === 0 ? 0 : state === missing.notApplicable ? 1 : 2));
  const funds: (AllocatedFund | null)[] = [];
  const refusals: (Refusal | null)[] = [];
  const sums: (Rational | null)[] = [];
  const placeOf = new Int32Array(run.population.length).fill(-1);
  // Who has no total yet, and no decided grade, may still come to share in the fund.
  const lacksRank = (row: number): boolean => ranking.notRanked[row] === missing.operand;
  const isWaited = new Uint8Array(order.groupCount);
  ranking.groupOf.forEach((group, row) => {
    if (group >= 0 && lacksRank(row) && final[row]! < 0) isWaited[group] = 1;
  });
  for (let group = 0; group < order.groupCount; group++) {
    const everybody = Array.from(order.members.subarray(order.groupStart[group], order.groupStart[group + 1]));
    // A person is undecided as long as the final grade is no grade of the scale.
    const isUndecided = (row: number): boolean => final[row]! < 0 || final[row]! >= gradeCount;
    const members = plan.undecided === 'skip' ? everybody.filter((row) => !isUndecided(row)) : everybody;
    const parts = members.map((row) => arithmetic.valueAt(shares, row));
    const amount = arithmetic.valueAt(amounts, group);
    const waits = members.some(isUndecided) || (plan.undecided === 'withhold' && isWaited[group] === 1);
    const withheld = amount === null || parts.includes(null) || waits;
    const split = withheld
      ? null
      : allocateGroup(run, plan, { group, members, shares: parts.filter((part) => part !== null), amount, rank: ranking.rank });
    refusals.push(typeof split === 'string' ? split : null);
    const allocated = typeof split === 'string' ? null : split;
    funds.push(allocated);
    sums.push(allocated === null ? null : parts.reduce<Rational>((sum, part) => add(sum, part ?? zero), zero));
    if (allocated === null) continue;
    members.forEach((row, i) => {
      placeOf[row] = i;
      codes[row] = values.push(rational(allocated.partsFen[i]!, 100n)) - 1;
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
      const refused = group < 0 ? null : refusals[group]!;
      const amount = group < 0 ? null : arithmetic.valueAt(amounts, group);
      const numbers = numbersThere({
        amount,
        sum: placeOf[row]! < 0 ? null : sums[group]!,
        exact: placeOf[row]! < 0 || sums[group]!.num === 0n ? null : exactShare(row, group),
      });
      const part = group >= 0 ? 'ranked' : lacksRank(row) ? 'unranked' : plan.outside === null ? 'none' : 'outside';
      const parameters = {
        part,
        formula: formulaText(plan.amount),
        unit: plan.unitFen === 1n ? 'fen' : 'yuan',
        extra: split?.extraUnit[placeOf[row]!] ?? 0,
        remainder: plan.remainder,
        ...(plan.mode === null ? {} : { mode: plan.mode }),
        ...(refused === null ? {} : { refused }),
      };
      return { rule: 'fund', operands: [], facts: [], parameters, expression: plan.share, ...numbers };
    },
  };
}

function isWholeIn(unitFen: bigint, amount: Rational): boolean {
  return isInteger(multiply(amount, rational(100n, unitFen)));
}

interface GroupShares {
  readonly group: number;
  readonly members: readonly number[];
  readonly shares: readonly Rational[];
  readonly amount: Rational;
  readonly rank: Int32Array;
}

/** The split of a group's fund, or why there is none; null where nobody is left among whom to split. */
function allocateGroup(
  run: StageRun,
  plan: FundPlan,
  { group, members, shares, amount, rank }: GroupShares,
): AllocatedFund | Refusal | null {
  if (shares.length === 0) return null;
  const refuse = (reason: Refusal, concerned: readonly number[]): Refusal => {
    const parameters = { name: plan.name, group: run.ranking().labels[group]!, amount: plainNumber(amount) };
    run.run.findings.push({ code: refusalFindings[reason], table: 'subjects', row: firstInTable(run, concerned), parameters });
    return reason;
  };
  if (!isWholeIn(plan.unitFen, amount)) return refuse('amount-not-whole', members);
  const ids = members.map((row) => run.run.facts.subjectIds[run.population[row]!]!);
  const byOrder = Array.from(members.keys()).toSorted(
    (a, b) => (plan.byRank ? rank[members[a]!]! - rank[members[b]!]! : 0) || (ids[a]! < ids[b]! ? -1 : 1),
  );
  const tieOrder = new Array<number>(members.length);
  byOrder.forEach((member, place) => (tieOrder[member] = place));
  const amountFen = multiply(amount, fromInteger(100)).num;
  const split = allocate({ amountFen, shares, tieOrder, unitFen: plan.unitFen, remainder: plan.remainder });
  if (split.ok) return split;
  const below = members.filter((_, i) => shares[i]!.num < 0n);
  return refuse(split.reason, split.reason === 'share-negative' ? below : members);
}

/** The row of the subjects table that stands first, whatever the order in which the rows were given. */
function firstInTable(run: StageRun, members: readonly number[]): number {
  const { facts } = run.run;
  const rows = members.map((row) => run.population[row]!);
  const placeOf = (row: number): number => facts.place('subjects', row, '').row;
  return rows.reduce((first, row) => (placeOf(row) < placeOf(first) ? row : first));
}

function payOutside(
  run: StageRun,
  outside: Expression,
  paid: ReturnType<typeof numbersOf>,
  notRanked: Uint8Array,
): ReturnType<typeof numbersOf> {
  const other = numbersOf(evaluate(outside, populationFrame(run)).value);
  return run.run.arithmetic.select(
    notRanked.map((state) => (state === missing.notApplicable ? 1 : 0)),
    other,
    paid,
  );
}
