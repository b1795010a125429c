import { bilingual } from '../../explain/words.ts';
import { explainRows } from '../explain-rows.ts';
import type { Detail } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { ordering } from '../../number/arithmetic.ts';
import { field, object, requiredField, text, type Infer } from '../../scheme/shape.ts';
import { writtenRange } from '../../scheme/values.ts';
import { numberCell } from '../../score/value.ts';
import { foldRows, simpleFold } from '../fold-rows.ts';
import type { Mechanism } from '../mechanism.ts';
import { stateRules } from '../parameters.ts';
import { applyStates, countRows, drop, dropWhere, finishCells, rowFate, selectRows, type RowKey, type SelectedRows } from '../rows.ts';
import type { StageRun } from '../../score/run.ts';
import type { NumberColumn } from '../../number/arithmetic.ts';

const shape = object({
  indicator: requiredField(text(), '指标，清单名或代码', 'indicator: a list or a key'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  scorer: field(text(), '评分人，清单名或代码', 'scorer: a list or a key'),
  range: field(writtenRange, '分数的范围', 'range of a score'),
});

/**
 * Direct scores (直接评分): the scores of one cell, by one or several scorers. A scorer who must stand aside is left out
 * (`recuse`, S2-1); `rows: { trimmed: 1, from: 5 }` removes one highest and one lowest where five or more remain; a score
 * outside `range` counts nothing and is flagged. Without `rows` one score is expected, and several are flagged.
 *
 * Scores 70, 85, 86, 88, 99 trimmed by one: (85 + 86 + 88) ÷ 3 = 86.33. Four scores: nothing is removed.
 */
export const scores: Mechanism<Infer<typeof shape>> = {
  keyword: 'scores',
  title: { zh: '直接评分', en: 'direct scores' },
  shape,
  modifiers: ['rows', 'recuse', 'states'],
  explain: (detail) => explainRows(detail, bilingual('个分数', 'scores')),
  compile({ parameters, document, compiler }) {
    const columns = [
      ['indicator', parameters.indicator],
      ['period', parameters.period],
      ['scorer', parameters.scorer],
    ] as const;
    const keys: RowKey[] = [];
    for (const [column, written] of columns) {
      if (written === undefined) continue;
      const by = compiler.listOrKey(written);
      if (by === null) return null;
      keys.push({ column, by });
    }
    const { recuse } = document.common;
    const recused = recuse === undefined ? null : compiler.rowFormula(recuse, 'scores');
    if (recused !== null && recused.type.kind !== 'truth') return compiler.report('condition-expected', recuse!.place);
    const rules = stateRules(document, compiler, [], { notYet: 'missing', excused: 'skip', notApplicable: 'skip', notSubmitted: 'skip' });
    const fold = simpleFold(document.common.rows, 'one');
    return {
      mechanism: 'scores',
      type: numberType('score'),
      lists: keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : [])),
      uses: recused === null ? [] : [{ expression: recused, classes: null }],
      evaluate(run) {
        const { arithmetic } = run.run;
        const rows = selectRows(run, 'scores', keys);
        if (recused !== null) dropWhere(run, rows, recused, rowFate.recused);
        const owned = rows.owner.slice();
        const { values, missingOwners } = applyStates(run, rows, 'value', rules);
        if (parameters.range !== undefined) dropOutOfRange(run, rows, values, parameters.range);
        const folded = foldRows(run, rows, values, fold);
        const counts = countRows(rows);
        const cells = finishCells(run, rows, folded, counts, missingOwners).map(numberCell);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const facts = Array.from(owned.keys())
            .filter((index) => owned[index] === owner)
            .map((index) => ({ table: 'scores', row: index, fate: rows.fate[index]!, value: arithmetic.valueAt(values, index), weight: null }));
          return { rule: 'scores', operands: [], facts, parameters: { fold: fold.kind, count: counts[owner]! } };
        };
        return { cells, detail };
      },
    };
  },
};

export function dropOutOfRange(run: StageRun, rows: SelectedRows, values: NumberColumn, range: Infer<typeof writtenRange>): void {
  const { arithmetic } = run.run;
  const below = arithmetic.compareTo(values, range.least);
  const above = arithmetic.compareTo(values, range.most);
  for (let row = 0; row < below.length; row++) {
    if (rows.owner[row]! < 0 || (below[row] !== ordering.less && above[row] !== ordering.greater)) continue;
    run.run.findings.push({ code: 'score-out-of-range', table: rows.table.name, row, parameters: {} });
    drop(rows, row, rowFate.outOfRange);
  }
}
