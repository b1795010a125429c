import { bilingual, plainNumber } from '../../explain/words.ts';
import { add, one, zero } from '../../number/rational.ts';
import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { stateAt } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { field, object, requiredField, type Infer } from '../../scheme/shape.ts';
import { formula } from '../../scheme/values.ts';
import { populationFrame, rowsFrame } from '../../score/frame.ts';
import { numberCell, numbersOf } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { addOwnersWithout, countRows, rowFate, rowsByOwner, selectRows } from '../rows.ts';

const shape = object({
  value: requiredField(formula, '每段任职取什么值', 'value of a row of service'),
  weight: field(formula, '每段任职的权重', 'weight of a row of service'),
});

/**
 * Service (任职): one value per row of service, added up or averaged by weight. It gives the months served, and links a
 * person to the sealed results of the units served in, by months (S4-10, S4-11).
 *
 * Five months in a unit of 88.00 and seven in one of 91.00: (88 × 5 + 91 × 7) ÷ 12 = 89.75. A row whose unit was not rated
 * is left out with its weight; without any row the value is `none`.
 */
export const service: Mechanism<Infer<typeof shape>> = {
  keyword: 'service',
  title: { zh: '任职折算', en: 'service' },
  summary: {
    zh: '读任职表，每段任职取一个值，相加或按权重平均。五个月在得88.00分的单位，七个月在得91.00分的单位，按月折算得89.75。未评定的单位连同月数略去；没有任职记录的，取 none 写明的值。',
    en: 'Reads service: one value per row, added up or averaged by weight. Five months in a unit of 88.00 and seven in one of 91.00 give 89.75. A unit that was not rated is left out with its months; without any row the value is what `none` says.',
  },
  shape,
  modifiers: ['rows', 'none'],
  explain(detail, words) {
    const counted = detail.facts.filter(({ fate }) => fate === rowFate.counted);
    if (detail.facts.length === 0) {
      if (detail.parameters['none'] !== 'said') return bilingual('没有任职记录', 'no row of service');
      return bilingual('没有任职记录，取规定的值', 'no row of service: the value laid down for that');
    }
    const terms = counted.map(({ value, weight }) =>
      weight === null ? words.number(value) : `${words.number(value)}×${plainNumber(weight)}`,
    );
    const weights = counted.reduce((sum, { weight }) => add(sum, weight ?? one), zero);
    const left = detail.facts.length - counted.length;
    if (terms.length === 0) return bilingual(`没有计入的任职，${left}段不计`, `no service counted, ${left} left out`);
    const sum = terms.join(' + ');
    const isPlain = detail.parameters['fold'] === 'sum' || (terms.length === 1 && counted[0]!.weight === null);
    const text = isPlain ? sum : `(${sum}) ÷ ${plainNumber(weights)}`;
    return bilingual(`${text}${left > 0 ? `，另有${left}段不计` : ''}`, `${text}${left > 0 ? `, ${left} left out` : ''}`);
  },
  compile({ parameters, document, compiler, place }) {
    const value = compiler.rowFormula(parameters.value, 'service');
    const weight = parameters.weight === undefined ? null : compiler.rowFormula(parameters.weight, 'service');
    const none = document.common.none === undefined ? null : compiler.subjectFormula(document.common.none, []);
    const { rows: fold } = document.common;
    const kind = fold !== undefined && !('keyPlaces' in fold) ? fold.value : null;
    if (kind !== 'sum' && kind !== 'mean') {
      return compiler.report('rows-not-said', fold === undefined ? place : document.common.keyPlaces.get('rows')!, {
        wanted: 'sum / mean',
      });
    }
    if (value === null || (parameters.weight !== undefined && weight === null) || (document.common.none !== undefined && none === null))
      return null;
    for (const [key, expression, written] of [
      ['value', value, parameters.value],
      ['weight', weight, parameters.weight],
      ['none', none, document.common.none],
    ] as const) {
      if (expression !== null && expression.type.kind !== 'number')
        return compiler.report('number-expected', written!.place, { name: document.name, key });
    }
    if (value.type.kind !== 'number') return null;
    return {
      mechanism: 'service',
      type: numberType(value.type.unit),
      lists: [],
      uses: [value, weight, none].flatMap((expression) => (expression === null ? [] : [{ expression, classes: null }])),
      reads: [{ table: 'service', keys: [] }],
      evaluate(run) {
        const { arithmetic, facts } = run.run;
        const rows = selectRows(run, 'service', []);
        const hasRow = countRows(rows);
        const frame = rowsFrame(run.run, rows.table, facts.subjectRows('service', 'subject'), run.plan);
        const values = numbersOf(evaluate(value, frame).value);
        for (let row = 0; row < rows.owner.length; row++) {
          if (rows.owner[row]! >= 0 && stateAt(values, row) !== 0) {
            rows.owner[row] = -1;
            rows.fate[row] = rowFate.noValue;
          }
        }
        const weights = weight === null ? null : numbersOf(evaluate(weight, frame).value);
        const owners = rows.length;
        const weighted = weights === null ? values : arithmetic.multiply(values, weights);
        const sum = arithmetic.sumBy(weighted, rows.owner, owners);
        const divisor = weights === null ? arithmetic.fromIntegers(countRows(rows)) : arithmetic.sumBy(weights, rows.owner, owners);
        const folded = kind === 'mean' ? arithmetic.divide(sum, divisor) : sum;
        const state = Uint8Array.from(hasRow, (count) => (count === 0 && none === null ? missing.noRecord : 0));
        const counted = countRows(rows);
        // Rows there were, and none of them has a value: that is missing, and not the case of no row.
        for (let row = 0; row < owners; row++) if (hasRow[row]! > 0 && counted[row] === 0) state[row] = missing.operand;
        const unweighed = addOwnersWithout(rows, weighted, null);
        if (unweighed !== null) for (let row = 0; row < owners; row++) state[row] = state[row]! || unweighed[row]!;
        const withRows = arithmetic.withState(folded, state);
        const other = none === null ? null : numbersOf(evaluate(none, populationFrame(run)).value);
        const column =
          other === null
            ? withRows
            : arithmetic.select(
                Uint8Array.from(hasRow, (count) => (count > 0 ? 1 : 0)),
                withRows,
                other,
              );
        const rowsOf = rowsByOwner(run.localRows(facts.subjectRows('service', 'subject')), rows.length);
        const detail = (_cell: number, row: number): Detail => {
          const used = Array.from(rowsOf(row), (index) => ({
            table: 'service',
            row: index,
            fate: rows.fate[index]!,
            value: arithmetic.valueAt(values, index),
            weight: weights === null ? null : arithmetic.valueAt(weights, index),
          }));
          return {
            rule: 'service',
            operands: [],
            facts: used,
            parameters: { fold: kind, ...(none === null ? {} : { none: 'said' }) },
          };
        };
        return { cells: [numberCell(column)], detail };
      },
    };
  },
};
