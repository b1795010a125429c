import { bilingual, plainNumber, termsWrittenMax } from '../../explain/words.ts';
import type { Detail, FactUse } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { add, fromInteger, multiply, zero } from '../../number/rational.ts';
import { field, object, requiredField, text, type Infer } from '../../scheme/shape.ts';
import { formula, writtenNumber } from '../../scheme/values.ts';
import { numberCell } from '../../score/value.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { rowsFrame } from '../../score/frame.ts';
import { numbersOf } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { stateRules } from '../parameters.ts';
import { applyStates, countRows, finishCells, rowFate, selectRows, type RowKey } from '../rows.ts';

const shape = object({
  indicator: requiredField(text(), '任务所属指标，清单名或代码', 'indicator of the tasks: a list or a key'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  cap: field(writtenNumber(), '完成率的上限', 'cap of a completion rate'),
  coefficient: field(formula, '每项任务的难度系数', 'difficulty coefficient of each task'),
});

/**
 * Task completion (任务完成): Σ weight × min(completion, cap) ÷ Σ weight, on a scale of 100. A coefficient, where there is
 * one, multiplies the completion of its task and not the weight. S1-5, S1-6.
 *
 * 100 × 60% and 80 × 40% give 92.00. An excused row is left out with its weight; a row not submitted counts what
 * `states` says. No row left: missing. Weights of zero only: missing (division by zero).
 */
export const tasks: Mechanism<Infer<typeof shape>> = {
  keyword: 'tasks',
  title: { zh: '任务完成', en: 'task completion' },
  shape,
  modifiers: ['states'],
  explain(detail) {
    const counted = detail.facts.filter(({ fate }) => fate !== rowFate.excused && fate !== rowFate.notApplicable && fate !== rowFate.notYet);
    const left = detail.facts.length - counted.length;
    const weights = counted.reduce((sum, { weight }) => add(sum, weight ?? zero), zero);
    const terms = counted.map(({ weight, value }) => `${plainNumber(weight ?? zero)}×${plainNumber(value ?? zero)}`);
    const sum = counted.reduce((total, { weight, value }) => add(total, multiply(weight ?? zero, value ?? zero)), zero);
    const written = terms.length <= termsWrittenMax ? `(${terms.join(' + ')}) ÷ ${plainNumber(weights)}` : `${plainNumber(sum)} ÷ ${plainNumber(weights)}`;
    return bilingual(
      `${written}，${counted.length}项任务${left > 0 ? `，另有${left}项不计` : ''}`,
      `${written}, ${counted.length} tasks${left > 0 ? `, ${left} left out` : ''}`,
    );
  },
  compile({ parameters, document, compiler }) {
    const indicator = compiler.listOrKey(parameters.indicator);
    const period = parameters.period === undefined ? null : compiler.listOrKey(parameters.period);
    const coefficient = parameters.coefficient === undefined ? null : compiler.rowFormula(parameters.coefficient, 'tasks');
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
    return {
      mechanism: 'tasks',
      type: numberType('score'),
      lists,
      uses: coefficient === null ? [] : [{ expression: coefficient, classes: null }],
      evaluate(run) {
        const { arithmetic } = run.run;
        const rows = selectRows(run, 'tasks', keys);
        const { values, missingOwners } = applyStates(run, rows, 'completion', rules);
        const completion = cap === null ? values : arithmetic.minimum(values, arithmetic.constant(cap, values.length));
        const subjects = run.run.facts.subjectRows('tasks', 'subject');
        const factor = coefficient === null ? null : numbersOf(evaluate(coefficient, rowsFrame(run.run, rows.table, subjects, run.plan)).value);
        const effective = factor === null ? completion : arithmetic.multiply(completion, factor);
        const { codes } = run.run.facts.column('tasks', 'weight');
        const weight = arithmetic.fromDictionary(codes, run.run.decimals('tasks', 'weight'));
        const owners = rows.cellCount * rows.length;
        const sum = arithmetic.sumBy(arithmetic.multiply(effective, weight), rows.owner, owners);
        const weights = arithmetic.sumBy(weight, rows.owner, owners);
        const counts = countRows(rows);
        const cells = finishCells(run, rows, arithmetic.divide(sum, weights), counts, missingOwners).map(numberCell);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const facts: FactUse[] = [];
          rows.owner.forEach((each, index) => {
            if (each === owner) facts.push({ table: 'tasks', row: index, fate: rows.fate[index]!, value: arithmetic.valueAt(effective, index), weight: arithmetic.valueAt(weight, index) });
          });
          return { rule: 'tasks', operands: [], facts, parameters: { cap, count: counts[owner]! } };
        };
        return { cells, detail };
      },
    };
  },
};

