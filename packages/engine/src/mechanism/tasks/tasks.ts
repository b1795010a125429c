import { bilingual, plainNumber, termsWrittenMax, type Bilingual } from '../../explain/words.ts';
import { numbersThere, told, type Detail, type FactUse } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { add, compare, fromInteger, multiply, rational, zero, type Rational } from '../../number/rational.ts';
import { field, object, requiredField, text, type Infer } from '../../scheme/shape.ts';
import { formula, writtenNumber } from '../../scheme/values.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { rowsFrame } from '../../score/frame.ts';
import { numberCell, numbersOf } from '../../score/value.ts';
import { countOf } from '../explain-rows.ts';
import type { Mechanism } from '../mechanism.ts';
import { stateRules } from '../parameters.ts';
import { tableRead } from '../reads.ts';
import { addOwnersWithout, applyStates, countRows, eitherState, finishCells, rowsByOwner, selectRows, type RowKey } from '../rows.ts';
import { explainWeighed, withoutFullMark } from '../weigh-rows.ts';

const shape = object({
  indicator: requiredField(text(), '任务所属指标，清单名或代码', 'indicator of the tasks: a list or a key'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  cap: field(writtenNumber(), '完成率的上限', 'cap of a completion rate'),
  coefficient: field(formula, '每项任务的难度系数', 'difficulty coefficient of each task'),
  full: field(writtenNumber(), '各对象的权重应合计多少', 'what the weights of a subject must come to'),
});

/**
 * Task completion (任务完成): Σ weight × min(completion, cap) ÷ Σ weight, on a scale of 100. A coefficient, where there is
 * one, multiplies the completion of its task and not the weight. S1-5, S1-6.
 *
 * 100 × 60% and 80 × 40% give 92.00. An excused row is left out with its weight; a row not submitted counts what
 * `states` says. Where the weights must come to `full` and do not, the value is withheld. With `rows: sum` the weights are
 * points and the value is what they come to, 100 × 60% + 80 × 40% being 92. No row left: missing. Weights of zero only:
 * missing (division by zero).
 */
export const tasks: Mechanism<Infer<typeof shape>> = {
  keyword: 'tasks',
  title: { zh: '任务完成', en: 'task completion' },
  summary: {
    zh: '读任务台账，把各项任务的完成率按权重平均成百分制的分数。权重60的完成100%、权重40的完成80%，得92.00。完成率可以封顶，可以乘难度系数；免考的任务连同权重略去。',
    en: 'Reads the task ledger and averages completion rates by weight, on a scale of 100. Weight 60 done to 100% and weight 40 done to 80% give 92.00. Rates can be capped and multiplied by a coefficient; an excused task is left out with its weight.',
  },
  shape,
  modifiers: ['states', 'rows'],
  explain(detail) {
    const { full, declared } = detail.numbers ?? {};
    if (full !== undefined && declared !== undefined && compare(full, declared) !== 0)
      return explainWeighed(detail, bilingual('任务', 'task'));
    const counted = detail.facts.filter(({ value }) => value !== null);
    const left = detail.facts.length - counted.length;
    if (counted.length === 0)
      return bilingual(`没有计入的任务${left > 0 ? `，${left}项不计` : ''}`, `no task counted${left > 0 ? `, ${left} left out` : ''}`);
    const weights = counted.reduce((sum, { weight }) => add(sum, weight ?? zero), zero);
    const terms = counted.map(({ weight, value }) => `${plainNumber(weight ?? zero)}×${plainNumber(value ?? zero)}`);
    const sum = counted.reduce((total, { weight, value }) => add(total, multiply(weight ?? zero, value ?? zero)), zero);
    const divisor = told(detail, 'fold') === 'sum' ? '100' : plainNumber(weights);
    const written = terms.length <= termsWrittenMax ? `(${terms.join(' + ')}) ÷ ${divisor}` : `${plainNumber(sum)} ÷ ${divisor}`;
    return bilingual(
      `${written}，${counted.length}项任务${left > 0 ? `，另有${left}项不计` : ''}`,
      `${written}, ${countOf(counted.length, bilingual('项任务', 'tasks')).en}${left > 0 ? `, ${left} left out` : ''}`,
    );
  },
  compile({ parameters, document, compiler }) {
    const indicator = compiler.listOrKey(parameters.indicator);
    const period = parameters.period === undefined ? null : compiler.listOrKey(parameters.period);
    const coefficient = parameters.coefficient === undefined ? null : compiler.rowFormula(parameters.coefficient, 'tasks');
    if (coefficient !== null && coefficient.type.kind !== 'number' && coefficient.type.kind !== 'missing')
      return compiler.report('number-expected', parameters.coefficient!.place, { name: document.name, key: 'coefficient' });
    const rules = stateRules(document, compiler, ['excused', 'not-applicable', 'not-submitted'], {
      notYet: 'missing',
      excused: 'skip',
      notApplicable: 'skip',
      notSubmitted: fromInteger(0),
    });
    if (indicator === null || (parameters.period !== undefined && period === null)) return null;
    const keys: RowKey[] = [{ column: 'indicator', by: indicator }];
    if (period !== null) keys.push({ column: 'period', by: period });
    const lists = keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : []));
    const cap = parameters.cap?.value ?? null;
    const full = parameters.full?.value ?? null;
    const { rows: fold } = document.common;
    if (fold !== undefined && ('keyPlaces' in fold || (fold.value !== 'sum' && fold.value !== 'mean'))) {
      return compiler.report('rows-not-said', document.common.keyPlaces.get('rows')!, { wanted: 'mean / sum' });
    }
    const adds = fold?.value === 'sum';
    return {
      mechanism: 'tasks',
      type: numberType('score'),
      lists,
      uses: coefficient === null ? [] : [{ expression: coefficient, classes: null }],
      reads: [tableRead('tasks', keys)],
      evaluate(run) {
        const { arithmetic } = run.run;
        const rows = selectRows(run, 'tasks', keys);
        const owned = rows.owner.slice();
        const { values, missingOwners: stated } = applyStates(run, rows, 'completion', rules);
        const completion = cap === null ? values : arithmetic.minimum(values, arithmetic.constant(cap, values.length));
        const subjects = run.run.facts.subjectRows('tasks', 'subject');
        const factor =
          coefficient === null ? null : numbersOf(evaluate(coefficient, rowsFrame(run.run, rows.table, subjects, run.plan)).value);
        const effective = factor === null ? completion : arithmetic.multiply(completion, factor);
        const { codes } = run.run.facts.column('tasks', 'weight');
        const weight = arithmetic.fromDictionary(codes, run.run.decimals('tasks', 'weight'));
        const owners = rows.cellCount * rows.length;
        const declared = full === null ? null : arithmetic.sumBy(weight, owned, owners);
        const unfull = full === null || declared === null ? null : withoutFullMark(run, rows, owned, declared, full);
        const missingOwners = eitherState(addOwnersWithout(rows, effective, stated), unfull);
        const sum = arithmetic.sumBy(arithmetic.multiply(effective, weight), rows.owner, owners);
        const counts = countRows(rows);
        const folded = adds
          ? arithmetic.scaleBy(sum, rational(1n, 100n))
          : arithmetic.divide(sum, arithmetic.sumBy(weight, rows.owner, owners));
        const cells = finishCells(run, rows, folded, counts, missingOwners).map(numberCell);
        const rowsOf = rowsByOwner(owned, owners);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const facts = Array.from(rowsOf(owner), (index): FactUse => {
            const [written, limited, by] = [values, completion, factor].map((column) => column && arithmetic.valueAt(column, index));
            return {
              table: 'tasks',
              row: index,
              how: howCounted(written ?? null, limited ?? null, by ?? null),
              fate: rows.fate[index]!,
              value: arithmetic.valueAt(effective, index),
              weight: arithmetic.valueAt(weight, index),
            };
          });
          return {
            rule: 'tasks',
            operands: [],
            facts,
            parameters: { fold: adds ? 'sum' : 'mean' },
            ...numbersThere({ cap, full, declared: declared === null ? null : arithmetic.valueAt(declared, owner) }),
          };
        };
        return { cells, detail };
      },
    };
  },
};

/** `最高按100计`, `100 × 系数1.2`; null where the rate counts as it was written. */
function howCounted(written: Rational | null, limited: Rational | null, factor: Rational | null): Bilingual | null {
  if (written === null || limited === null) return null;
  const isLimited = compare(written, limited) !== 0;
  const limit = plainNumber(limited);
  if (factor !== null) return bilingual(`${limit} × 系数 ${plainNumber(factor)}`, `${limit} × coefficient ${plainNumber(factor)}`);
  return isLimited ? bilingual(`最高按${limit}计`, `counts ${limit} at most`) : null;
}
