import { bilingual } from '../../explain/words.ts';
import { numberType, type NumberUnit, type ValueType } from '../../formula/type.ts';
import { stateAt, type NumberColumn } from '../../number/arithmetic.ts';
import { rational } from '../../number/rational.ts';
import { choice, field, list, object, requiredField, text, type Infer } from '../../scheme/shape.ts';
import { name, writtenRange } from '../../scheme/values.ts';
import type { StageRun } from '../../score/run.ts';
import { complete, numberCell, type Cell } from '../../score/value.ts';
import { explainRows } from '../explain-rows.ts';
import { foldRows, simpleFold, type RowsFold } from '../fold-rows.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';
import { dropOutOfRange } from '../out-of-range.ts';
import { stateRules } from '../parameters.ts';
import { tableRead } from '../reads.ts';
import {
  applyStates,
  countRows,
  drop,
  fateOfState,
  finishCells,
  rowFate,
  rowsByOwner,
  selectRows,
  type RowKey,
  type SelectedRows,
  type StateRules,
} from '../rows.ts';

const shape = object({
  measure: requiredField(text(), '数据指标，清单名或代码', 'measure: a list or a key'),
  period: field(text(), '时期，清单名或代码', 'period: a list or a key'),
  part: field(text(), '分项，清单名或代码', 'part: a list or a key'),
  type: field(
    choice('number', 'count', 'money', 'percent'),
    '数的种类；percent 表示数据里的 92 是 92%',
    'kind of number; percent: 92 in the data is 92%',
  ),
  words: field(list(name), '数据是这些词之一，由好到差', 'the data is one of these words, best first'),
  range: field(writtenRange, '数值的范围', 'range of a value'),
});

/**
 * General data (数据): quantities, amounts, places, states and short lists that no other table holds. The rows of one cell
 * are folded by `rows`; without it one row is expected, and several are flagged. With `words` the value is a word, such as
 * the grade that somebody else has given, for a `table` to convert. S4-7, S4-15.
 *
 * Parts 12, 8 and 10 with `rows: sum` are 30. A part of a whole is a formula over two measures: 办结数 ÷ 应办数. What is no
 * number, no such word or out of range counts nothing and is flagged; a state leaves no word.
 */
export const measures: Mechanism<Infer<typeof shape>> = {
  keyword: 'measures',
  title: { zh: '数据', en: 'general data' },
  summary: {
    zh: '读数据表：别的表装不下的数量、金额、名次、等级。一格几行的用 rows 合并：12、8、10相加得30。部分与总体之比是两项数据相除的公式；不是数的、超出范围的不计，并提示。',
    en: 'Reads general data: quantities, amounts, places and words that no other table holds. The rows of a cell are folded by `rows`: 12, 8 and 10 added up are 30. A part of a whole is a formula over two measures; what is no number or out of range does not count and is flagged.',
  },
  shape,
  modifiers: ['rows', 'states'],
  explain(detail, words) {
    const fact = detail.facts.find(({ fate }) => fate === rowFate.counted);
    if (detail.parameters['fold'] !== 'word') return explainRows(detail, bilingual('个数据', 'figures'));
    return fact === undefined
      ? bilingual('没有数据', 'no figure')
      : bilingual(`登记为“${words.cell(fact, 'value')}”`, `recorded as ${words.cell(fact, 'value')}`);
  },
  compile({ parameters, document, compiler, place }) {
    const keys: RowKey[] = [];
    for (const column of ['measure', 'period', 'part'] as const) {
      const written = parameters[column];
      if (written === undefined) continue;
      const by = compiler.listOrKey(written);
      if (by === null) return null;
      keys.push({ column, by });
    }
    const words = parameters.words?.map((word) => word.value) ?? null;
    if (words !== null) {
      const misplaced =
        [...document.common.keyPlaces].find(([key]) => key === 'rows' || key === 'states') ??
        [...parameters.keyPlaces].find(([key]) => key === 'type' || key === 'range');
      if (misplaced !== undefined) return compiler.report('key-without-effect', misplaced[1], { key: misplaced[0], name: document.name });
      if (words.length === 0) return compiler.report('empty-list', place);
    }
    const rules = stateRules(document, compiler, words === null ? ['not-applicable', 'not-submitted'] : [], {
      notYet: 'missing',
      excused: 'skip',
      notApplicable: 'skip',
      notSubmitted: 'missing',
    });
    const fold = simpleFold(document, compiler, 'one');
    const type: ValueType =
      words === null ? numberType(unitOf(parameters.type?.value, fold)) : { kind: 'grade', scale: { grades: words, words } };
    return {
      mechanism: 'measures',
      type,
      lists: keys.flatMap(({ by }) => (by.kind === 'list' ? [by.list] : [])),
      uses: [],
      reads: [tableRead('measures', keys)],
      evaluate(run) {
        const rows = selectRows(run, 'measures', keys);
        return words === null ? numbers(run, rows, { rules, fold, parameters }) : wordsOf(run, rows, words);
      },
    };
  },
};

/** A mean of counts is no count any more. */
function unitOf(type: 'number' | 'count' | 'money' | 'percent' | undefined, { kind }: RowsFold): NumberUnit {
  if (kind === 'count') return 'count';
  if (type === 'count' && (kind === 'mean' || kind === 'trimmed' || kind === 'median')) return 'number';
  return type === 'percent' ? 'ratio' : (type ?? 'number');
}

interface NumberPlan {
  readonly rules: StateRules;
  readonly fold: RowsFold;
  readonly parameters: Infer<typeof shape>;
}

function numbers(run: StageRun, rows: SelectedRows, { rules, fold, parameters }: NumberPlan): SourceResult {
  const { arithmetic } = run.run;
  const owned = rows.owner.slice();
  dropWords(run, rows, parameters.type?.value === 'count');
  const { values: written, missingOwners } = applyStates(run, rows, 'value', rules);
  if (parameters.range !== undefined) dropOutOfRange(run, rows, written, parameters.range);
  const values = parameters.type?.value === 'percent' ? arithmetic.scaleBy(written, rational(1n, 100n)) : written;
  const folded = foldRows(run, rows, values, fold);
  const counts = countRows(rows);
  const cells = finishCells(run, rows, folded, counts, missingOwners).map(numberCell);
  return { cells, detail: detailOf(rows, owned, values, run, fold.kind) };
}

/** A word where a number is expected counts nothing, nor does half a case. */
function dropWords(run: StageRun, rows: SelectedRows, isCount: boolean): void {
  const { facts, findings } = run.run;
  const { codes, values } = facts.column('measures', 'value');
  const decimals = run.run.decimals('measures', 'value');
  const states = facts.states('measures', 'value');
  for (let row = 0; row < rows.owner.length; row++) {
    if (rows.owner[row]! < 0 || states[row] !== 0) continue;
    const number = decimals[codes[row]!]!;
    const isWhole = number !== null && number.den === 1n && number.num >= 0n;
    if (number !== null && (isWhole || !isCount)) continue;
    const code = number === null ? 'number-wanted' : 'whole-number-wanted';
    findings.push({ code, table: 'measures', row, parameters: { value: values[codes[row]!]! } });
    drop(rows, row, rowFate.rejected);
  }
}

/** The word of the one row of each cell; a state leaves the cell without a word. */
function wordsOf(run: StageRun, rows: SelectedRows, words: readonly string[]): SourceResult {
  const { facts, findings } = run.run;
  const owned = rows.owner.slice();
  const { codes, values } = facts.column('measures', 'value');
  const states = facts.states('measures', 'value');
  const counts = countRows(rows);
  const found = new Int32Array(counts.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const owner = rows.owner[row]!;
    if (owner < 0) continue;
    const word = words.indexOf(values[codes[row]!]!);
    const several = counts[owner]! > 1;
    if (several || (states[row] === 0 && word < 0)) {
      findings.push({
        code: several ? 'several-rows' : 'unknown-word-in-data',
        table: 'measures',
        row,
        parameters: { value: values[codes[row]!]!, words: words.join('、') },
      });
      drop(rows, row, several ? rowFate.several : rowFate.rejected);
    } else if (states[row] === 0) found[owner] = word;
    else drop(rows, row, fateOfState[states[row]!]!);
  }
  const cells = Array.from({ length: rows.cellCount }, (_, cell): Cell => {
    const own = found.subarray(cell * rows.length, (cell + 1) * rows.length);
    return complete({ kind: 'word', codes: own, words });
  });
  return { cells, detail: detailOf(rows, owned, null, run, 'word') };
}

function detailOf(
  rows: SelectedRows,
  owned: Int32Array,
  values: NumberColumn | null,
  { run }: StageRun,
  fold: string,
): SourceResult['detail'] {
  const rowsOf = rowsByOwner(owned, rows.cellCount * rows.length);
  return (cell, row) => {
    const facts = Array.from(rowsOf(cell * rows.length + row), (index) => ({
      table: 'measures',
      row: index,
      fate: rows.fate[index]!,
      value: values === null || stateAt(values, index) !== 0 ? null : run.arithmetic.valueAt(values, index),
      weight: null,
    }));
    return { rule: 'measures', operands: [], facts, parameters: { fold } };
  };
}
