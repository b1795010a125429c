import { bilingual } from '../../explain/words.ts';
import { explainRows } from '../explain-rows.ts';
import { numbersThere, type Detail } from '../../explain/detail.ts';
import { numberType } from '../../formula/type.ts';
import { field, object, requiredField, text, type Infer } from '../../scheme/shape.ts';
import { formula, writtenNumber, writtenRange } from '../../scheme/values.ts';
import { numberCell } from '../../score/value.ts';
import { foldRows, simpleFold } from '../fold-rows.ts';
import type { Mechanism } from '../mechanism.ts';
import { dropOutOfRange } from '../out-of-range.ts';
import { stateRules } from '../parameters.ts';
import { tableRead } from '../reads.ts';
import { applyStates, countRows, dropWhere, eitherState, finishCells, rowFate, rowsByOwner, selectRows, type RowKey } from '../rows.ts';
import { compileWeighing, explainWeighed, weighOwned } from '../weigh-rows.ts';

const shape = object({
  indicator: requiredField(text(), '指标，清单名或代码', 'indicator: a list or a key'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  scorer: field(text(), '评分人，清单名或代码', 'scorer: a list or a key'),
  range: field(writtenRange, '分数的范围', 'range of a score'),
  weight: field(formula, '各行自带的权重（自设指标）', 'weight that each row brings along: indicators of one’s own'),
  full: field(writtenNumber(), '各对象的权重应合计多少', 'what the weights of a subject must come to'),
});

/**
 * Direct scores (直接评分): the scores of one cell, by one or several scorers. A scorer who must stand aside is left out
 * (`recuse`, S2-1); `rows: { trimmed: 1, from: 5 }` removes one highest and one lowest where five or more remain; a score
 * outside `range` counts nothing and is flagged. Without `rows` one score is expected, and several are flagged. With `weight`
 * the rows are indicators of the subject's own, which bring their weights along (S3-8).
 *
 * Scores 70, 85, 86, 88, 99 trimmed by one: (85 + 86 + 88) ÷ 3 = 86.33. Four scores: nothing is removed.
 */
export const scores: Mechanism<Infer<typeof shape>> = {
  keyword: 'scores',
  title: { zh: '直接评分', en: 'direct scores' },
  summary: {
    zh: '读评分表，一个或几个评分人直接给的分数。五个分数70、85、86、88、99去掉一个最高、一个最低，得86.33。应回避的评分人和超出范围的分数不计；不写 rows 的，一格应有一个分数。',
    en: 'Reads scores given directly, by one or several scorers. Of 70, 85, 86, 88 and 99 the highest and the lowest are removed: 86.33. A scorer who must stand aside and a score out of range do not count; without `rows` one score is expected in a cell.',
  },
  shape,
  modifiers: ['rows', 'recuse', 'states'],
  explain: (detail) => (detail.parameters['fold'] === 'weighed' ? explainWeighed : explainRows)(detail, bilingual('个分数', 'scores')),
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
    const fold = simpleFold(document, compiler, 'one');
    const weighing = compileWeighing(parameters, 'scores', document, compiler);
    if (weighing === undefined) return null;
    return {
      mechanism: 'scores',
      type: numberType(fold.kind === 'count' ? 'count' : 'score'),
      lists: keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : [])),
      uses: [recused, weighing?.weight ?? null].flatMap((expression) => (expression === null ? [] : [{ expression, classes: null }])),
      reads: [tableRead('scores', keys)],
      evaluate(run) {
        const { arithmetic } = run.run;
        const rows = selectRows(run, 'scores', keys);
        const owned = rows.owner.slice();
        if (recused !== null) dropWhere(run, rows, recused, rowFate.recused);
        const { values, missingOwners } = applyStates(run, rows, 'value', rules);
        if (parameters.range !== undefined) dropOutOfRange(run, rows, values, parameters.range);
        const weighed = weighing === null ? null : weighOwned(run, rows, owned, values, weighing);
        const folded = weighed?.folded ?? foldRows(run, rows, values, fold);
        const counts = countRows(rows);
        const cells = finishCells(run, rows, folded, counts, eitherState(missingOwners, weighed?.missingOwners ?? null)).map(numberCell);
        const rowsOf = rowsByOwner(owned, rows.cellCount * rows.length);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const facts = Array.from(rowsOf(owner), (index) => ({
            table: 'scores',
            row: index,
            fate: rows.fate[index]!,
            value: arithmetic.valueAt(values, index),
            weight: weighed === null ? null : arithmetic.valueAt(weighed.weights, index),
          }));
          if (weighed === null) return { rule: 'scores', operands: [], facts, parameters: { fold: fold.kind } };
          const numbers = numbersThere({ full: weighing!.full, declared: arithmetic.valueAt(weighed.declared, owner) });
          return { rule: 'scores', operands: [], facts, parameters: { fold: 'weighed' }, ...numbers };
        };
        return { cells, detail };
      },
    };
  },
};
