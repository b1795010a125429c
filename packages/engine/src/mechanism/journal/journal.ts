import { bilingual, termsWrittenMax } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import { numberType } from '../../formula/type.ts';
import { rowsFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, truth, truthOf } from '../../score/value.ts';
import { field, object, type Infer } from '../../scheme/shape.ts';
import { formula } from '../../scheme/values.ts';
import type { Mechanism } from '../mechanism.ts';
import { rowFate, selectRows, type SelectedRows } from '../rows.ts';

const shape = object({ where: field(formula, '看哪些记录', 'which records') });

/**
 * Work records (工作记录): how many there are, or how many runs of a kind of record in date order. A run that has reached
 * its length is a case, and the next run starts again: cases do not overlap (S0-10). Rows outside `where` (leave, days
 * off) are passed over and break no run.
 *
 * With `runs: 2, of: 非 已填`: missed, missed, filed, missed is one case; four misses in a row are two, five are two.
 */
export const journal: Mechanism<Infer<typeof shape>> = {
  keyword: 'journal',
  title: { zh: '工作记录', en: 'work records' },
  shape,
  modifiers: ['rows'],
  explain(detail, words) {
    const { count, length } = detail.parameters;
    if (detail.facts.length === 0) return bilingual(`${count}条`, `${count} records`);
    const dates = detail.facts.map((use) => words.cell(use, 'date')).toSorted();
    const listed = dates.length <= termsWrittenMax ? `（${dates.join('、')}）` : '';
    return bilingual(`连续${length}次为一例，共${count}例${listed}`, `${count} runs of ${length} ${listed}`.trim());
  },
  compile({ parameters, document, compiler, place }) {
    const where = parameters.where === undefined ? null : compiler.rowFormula(parameters.where, 'journal');
    if (where !== null && where.type.kind !== 'truth') return compiler.report('condition-expected', parameters.where!.place);
    const { rows: fold } = document.common;
    const isRun = fold !== undefined && 'keyPlaces' in fold && fold.runs !== undefined;
    const isCount = fold !== undefined && !('keyPlaces' in fold) && fold.value === 'count';
    if (!isRun && !isCount) return compiler.report('rows-not-said', fold === undefined ? place : document.common.keyPlaces.get('rows')!, { wanted: 'count / { runs, of }' });
    const length = isRun ? fold.runs!.value : 0;
    if (isRun && fold.of === undefined) return compiler.report('missing-key', fold.place, { key: 'of' });
    const of = isRun ? compiler.rowFormula(fold.of!, 'journal') : null;
    if (isRun && of === null) return null;
    if (isRun && document.common.compliance === undefined) compiler.report('missed-records', document.namePlace, { name: document.name });
    return {
      mechanism: 'journal',
      type: numberType('count'),
      lists: [],
      uses: [where, of].flatMap((expression) => (expression === null ? [] : [{ expression, classes: null }])),
      evaluate(run) {
        const rows = selectRows(run, 'journal', []);
        const frame = rowsFrame(run.run, rows.table, run.run.facts.subjectRows('journal', 'subject'), run.plan);
        if (where !== null) {
          const held = truthOf(evaluate(where, frame).value);
          for (let row = 0; row < held.length; row++) if (held[row] !== truth.yes && rows.owner[row]! >= 0) rows.owner[row] = -1;
        }
        const isCase = of === null ? null : truthOf(evaluate(of, frame).value);
        const counts = isCase === null ? countOwned(rows) : countRuns(run, rows, isCase, length);
        const detail = (_cell: number, row: number): Detail => {
          const facts = Array.from(rows.owner.keys())
            .filter((index) => rows.owner[index] === row && (isCase === null || isCase[index] === truth.yes))
            .map((index) => ({ table: 'journal', row: index, fate: rowFate.counted, value: null, weight: null }));
          return { rule: 'journal', operands: [], facts: isCase === null ? [] : facts, parameters: { count: counts[row]!, length } };
        };
        return { cells: [numberCell(run.run.arithmetic.fromIntegers(counts))], detail };
      },
    };
  },
};

function countOwned(rows: SelectedRows): Int32Array {
  const counts = new Int32Array(rows.length);
  for (const owner of rows.owner) if (owner >= 0) counts[owner]!++;
  return counts;
}

function countRuns(run: StageRun, rows: SelectedRows, isCase: Uint8Array, length: number): Int32Array {
  const { codes, values } = run.run.facts.column('journal', 'date');
  // Dates are written YYYY-MM-DD, which sorts as text; one row a day is part of the table's form.
  const order = Array.from(values.keys()).toSorted((a, b) => (values[a]! < values[b]! ? -1 : 1));
  const placeOfDate = new Int32Array(values.length);
  order.forEach((code, place) => (placeOfDate[code] = place));
  const selected = Array.from(rows.owner.keys()).filter((row) => rows.owner[row]! >= 0);
  selected.sort((a, b) => rows.owner[a]! - rows.owner[b]! || placeOfDate[codes[a]!]! - placeOfDate[codes[b]!]!);
  const cases = new Int32Array(rows.length);
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
