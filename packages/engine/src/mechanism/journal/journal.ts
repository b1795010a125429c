import { bilingual, termsWrittenMax } from '../../explain/words.ts';
import { told, type Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { rowsFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, truth, truthOf, type Cell } from '../../score/value.ts';
import { field, object, type Infer } from '../../scheme/shape.ts';
import { formula } from '../../scheme/values.ts';
import { countOf } from '../explain-rows.ts';
import type { Mechanism } from '../mechanism.ts';
import { periodKey } from '../period-key.ts';
import { tableRead } from '../reads.ts';
import { countRows, rowFate, rowsByOwner, selectRows, type RowKey, type SelectedRows } from '../rows.ts';

const shape = object({ where: field(formula, '看哪些记录', 'which records') });

/**
 * Work records (工作记录): how many there are, or how many runs of a kind of record in date order. A run that has reached
 * its length is a case, and the next run starts again: cases do not overlap (S0-10). Rows outside `where` (leave, days
 * off) are passed over and break no run. With `period` each period is counted by itself, and no run goes across its end.
 *
 * With `runs: 2, of: 非 已填`: missed, missed, filed, missed is one case; four misses in a row are two, five are two.
 */
export const journal: Mechanism<Infer<typeof shape>> = {
  keyword: 'journal',
  title: { zh: '工作记录', en: 'work records' },
  summary: {
    zh: '读工作记录，数符合条件的有几条，或连续几次算一例。连续2次未填算1例：未填、未填、已填、未填是1例，连着4次未填是2例。不看的日子（请假、休息）跳过，不打断连续。',
    en: 'Reads work records and counts them, or counts runs. With 2 misses in a row as a case, missed, missed, filed, missed is 1 case and 4 misses in a row are 2. Days that are not looked at are passed over and break no run.',
  },
  shape,
  modifiers: ['rows', 'period'],
  explain(detail, words) {
    const count = told(detail, 'count');
    const length = told(detail, 'length');
    if (detail.facts.length === 0) return countOf(Number(count), bilingual('条', 'records'));
    const dates = detail.facts.map((use) => words.cell(use, 'date')).toSorted();
    const listed = dates.length <= termsWrittenMax ? bilingual(`（${dates.join('、')}）`, ` (${dates.join(', ')})`) : bilingual('', '');
    const runs = countOf(Number(count), bilingual('例', 'runs'));
    return bilingual(`连续${length}次为一例，共${runs.zh}${listed.zh}`, `${runs.en} of ${length} in a row${listed.en}`);
  },
  compile({ parameters, document, compiler, place }) {
    const where = parameters.where === undefined ? null : compiler.rowFormula(parameters.where, 'journal');
    if (where !== null && where.type.kind !== 'truth') return compiler.report('condition-expected', parameters.where!.place);
    const { rows: fold } = document.common;
    const isRun = fold !== undefined && 'keyPlaces' in fold && fold.runs !== undefined;
    const isCount = fold !== undefined && !('keyPlaces' in fold) && fold.value === 'count';
    if (!isRun && !isCount)
      return compiler.report('rows-not-said', fold === undefined ? place : document.common.keyPlaces.get('rows')!, {
        wanted: 'count / { runs, of }',
      });
    const length = isRun ? fold.runs.value : 0;
    if (isRun && fold.of === undefined) return compiler.report('missing-key', fold.place, { key: 'of' });
    const of = isRun ? compiler.rowFormula(fold.of!, 'journal') : null;
    if (isRun && of === null) return null;
    if (isRun && document.common.compliance === undefined) compiler.report('missed-records', document.namePlace, { name: document.name });
    const period = periodKey(document, compiler, 'journal');
    if (period === undefined) return null;
    const keys: readonly RowKey[] = period === null ? [] : [{ column: period.column, by: { kind: 'list', list: period.list } }];
    return {
      mechanism: 'journal',
      type: numberType('count'),
      lists: period === null ? [] : [period.list],
      uses: [where, of].flatMap((expression) => (expression === null ? [] : [{ expression, classes: null }])),
      reads: [tableRead('journal', keys)],
      evaluate(run) {
        const rows = selectRows(run, 'journal', keys);
        const frame = rowsFrame(run.run, rows.table, run.run.facts.subjectRows('journal', 'subject'), run.plan);
        if (where !== null) {
          const held = truthOf(evaluate(where, frame).value);
          for (let row = 0; row < held.length; row++) if (held[row] !== truth.yes && rows.owner[row]! >= 0) rows.owner[row] = -1;
        }
        const isCase = of === null ? null : truthOf(evaluate(of, frame).value);
        const counts = isCase === null ? countRows(rows) : countRuns(run, rows, isCase, length);
        const rowsOf = rowsByOwner(rows.owner, rows.cellCount * rows.length);
        const detail = (cell: number, row: number): Detail => {
          const owner = cell * rows.length + row;
          const cases = isCase === null ? [] : Array.from(rowsOf(owner)).filter((index) => isCase[index] === truth.yes);
          const facts = cases.map((index) => ({ table: 'journal', row: index, fate: rowFate.counted, value: null, weight: null }));
          return { rule: 'journal', operands: [], facts, parameters: { count: counts[owner]!, length } };
        };
        return { cells: cellsOf(run, rows, counts), detail };
      },
    };
  },
};

function cellsOf(run: StageRun, { cellCount, length }: SelectedRows, counts: Int32Array): Cell[] {
  return Array.from({ length: cellCount }, (_, cell) =>
    numberCell(run.run.arithmetic.fromIntegers(counts.slice(cell * length, (cell + 1) * length))),
  );
}

function countRuns(run: StageRun, rows: SelectedRows, isCase: Uint8Array, length: number): Int32Array {
  const { codes, values } = run.run.facts.column('journal', 'date');
  // Dates are written YYYY-MM-DD, which sorts as text; one row a day is part of the table's form.
  const order = Array.from(values.keys()).toSorted((a, b) => (values[a]! < values[b]! ? -1 : 1));
  const placeOfDate = new Int32Array(values.length);
  order.forEach((code, place) => (placeOfDate[code] = place));
  const selected = Array.from(rows.owner.keys()).filter((row) => rows.owner[row]! >= 0);
  selected.sort((a, b) => rows.owner[a]! - rows.owner[b]! || placeOfDate[codes[a]!]! - placeOfDate[codes[b]!]!);
  const cases = new Int32Array(rows.cellCount * rows.length);
  let owner = -1;
  let running = 0;
  for (const row of selected) {
    if (rows.owner[row] !== owner) running = 0;
    owner = rows.owner[row]!;
    running = isCase[row] === truth.yes ? running + 1 : 0;
    if (running === length) {
      cases[owner]!++;
      running = 0;
    }
  }
  return cases;
}
