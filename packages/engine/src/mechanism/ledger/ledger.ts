import { evaluate } from '../../formula/evaluate.ts';
import { numbersThere, told, type Detail } from '../../explain/detail.ts';
import { bilingual, plainNumber } from '../../explain/words.ts';
import type { Expression } from '../../formula/expression.ts';
import { expandReference } from '../../formula/functions.ts';
import { numberType } from '../../formula/type.ts';
import { stateAt, type NumberColumn } from '../../number/arithmetic.ts';
import { zero, type Rational } from '../../number/rational.ts';
import type { ListPlan } from '../../scheme/model.ts';
import { field, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula, name, writtenNumber } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, unionMask } from '../../score/value.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';

const signed = writtenNumber({ negative: true });
const shape = object({
  of: requiredField(name, '每期的积分：按时期分项的指标', 'points of each period: an indicator indexed by the periods'),
  opening: requiredField(formula, '期初积分', 'opening balance'),
  carry: field(writtenNumber(), '上期余额结转的比例', 'share of a balance that is carried over'),
  'carry-most': field(writtenNumber(), '结转至多多少', 'at most so much is carried over'),
  least: field(signed, '余额不低于', 'a balance is not below'),
  most: field(signed, '余额不高于', 'a balance is not above'),
});

/**
 * A points account (积分账户): period after period, what is carried over from the balance before, and the points of the
 * period. The first period carries over the opening balance. S0-4, S1-14.
 *
 * 期初12，结转50%，至多5分；本期8、−3、10: 5 + 8 = 13, 5 − 3 = 2, 1 + 10 = 11. A period without points counts nothing with
 * `missing: zero`; with `withhold` there is no balance from there on, as there is none without an opening balance.
 */
export const ledger: Mechanism<Infer<typeof shape>> = {
  keyword: 'ledger',
  title: { zh: '积分账户', en: 'points account' },
  summary: {
    zh: '积分账户：每期余额等于上期结转加本期积分，可以打折结转、封顶、设余额的上下限。期初12，结转50%、至多5分，本期8、−3、10：余额13、2、11。',
    en: 'A points account: the balance of a period is what is carried over plus the points of the period; the carry-over can be a share and be capped. Opening 12, half carried over, at most 5, points 8, −3 and 10: balances 13, 2 and 11.',
  },
  shape,
  modifiers: ['missing'],
  explain(detail) {
    const { carried, points, least, most } = detail.numbers ?? {};
    if (carried === undefined) return bilingual('没有上期余额', 'no balance to carry over');
    const from = told(detail, 'first') === 1 ? ['期初结转', 'carried over from the opening balance'] : ['上期结转', 'carried over'];
    const own = points === undefined ? ['缺', 'missing'] : [plainNumber(points), plainNumber(points)];
    const zh = [`${from[0]} ${plainNumber(carried)} + 本期 ${own[0]}`];
    const en = [`${from[1]} ${plainNumber(carried)} + this period ${own[1]}`];
    if (least !== undefined) [zh, en].forEach((text, i) => text.push(`${i === 0 ? '不低于' : 'not below '}${plainNumber(least)}`));
    if (most !== undefined) [zh, en].forEach((text, i) => text.push(`${i === 0 ? '不高于' : 'not above '}${plainNumber(most)}`));
    return bilingual(zh.join('，'), en.join(', '));
  },
  compile({ parameters, document, compiler }) {
    const reference = compiler.reference(parameters.of, []);
    const opening = compiler.subjectFormula(parameters.opening, []);
    if (reference === null || opening === null) return null;
    const [list, ...others] = reference.free;
    if (list === undefined || others.length > 0)
      return compiler.report('ledger-periods', parameters.of.place, { name: parameters.of.value });
    const points = expandReference(reference, { from: 0, to: 0 });
    for (const [key, { type }, place] of [
      ['of', points[0]!, parameters.of.place],
      ['opening', opening, parameters.opening.place],
    ] as const) {
      if (type.kind !== 'number') return compiler.report('number-expected', place, { name: document.name, key });
    }
    const policy = document.common.missing?.value;
    if (policy === undefined || policy === 'skip') {
      compiler.report('ledger-missing', document.common.missing?.place ?? document.namePlace, { name: document.name });
    }
    const plan: LedgerPlan = {
      list,
      points,
      opening,
      carry: parameters.carry?.value ?? null,
      carryMost: parameters['carry-most']?.value ?? null,
      least: parameters.least?.value ?? null,
      most: parameters.most?.value ?? null,
      isZero: policy === 'zero',
    };
    return {
      mechanism: 'ledger',
      type: numberType('score'),
      lists: [list],
      uses: [...points, opening].map((expression) => ({ expression, classes: null })),
      evaluate: (run) => runLedger(run, plan),
    };
  },
};

interface LedgerPlan {
  readonly list: ListPlan;
  /** One per member of the list. */
  readonly points: readonly Expression[];
  readonly opening: Expression;
  readonly carry: Rational | null;
  readonly carryMost: Rational | null;
  readonly least: Rational | null;
  readonly most: Rational | null;
  /** A period without points counts nothing; otherwise there is no balance from there on. */
  readonly isZero: boolean;
}

function runLedger(run: StageRun, plan: LedgerPlan): SourceResult {
  const { arithmetic } = run.run;
  const frame = populationFrame(run);
  const limited = (column: NumberColumn, least: Rational | null, most: Rational | null): NumberColumn => {
    const raised = least === null ? column : arithmetic.maximum(column, arithmetic.constant(least, column.length));
    return most === null ? raised : arithmetic.minimum(raised, arithmetic.constant(most, column.length));
  };
  const opening = evaluate(plan.opening, frame);
  let balance = numbersOf(opening.value);
  let { incomplete } = opening;
  const periods = plan.points.map((expression) => {
    const own = evaluate(expression, frame);
    const points = numbersOf(own.value);
    const lacks = Uint8Array.from({ length: points.length }, (_, row) => (stateAt(points, row) === 0 ? 0 : 1));
    incomplete = unionMask([incomplete, own.incomplete, lacks]);
    const carried = limited(plan.carry === null ? balance : arithmetic.scaleBy(balance, plan.carry), null, plan.carryMost);
    balance = limited(arithmetic.add(carried, plan.isZero ? arithmetic.fillMissing(points, zero) : points), plan.least, plan.most);
    return { carried, points, cell: { ...numberCell(balance), incomplete } };
  });
  const detail = (cell: number, row: number): Detail => {
    const { carried, points } = periods[cell]!;
    const expression = plan.points[cell]!;
    return {
      rule: 'ledger',
      operands: [],
      facts: [],
      parameters: { first: cell === 0 ? 1 : 0 },
      ...numbersThere({
        carried: arithmetic.valueAt(carried, row),
        points: arithmetic.valueAt(points, row),
        least: plan.least,
        most: plan.most,
      }),
      expression,
    };
  };
  return { cells: periods.map(({ cell }) => cell), detail };
}
