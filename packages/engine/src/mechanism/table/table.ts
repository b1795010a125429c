import { bilingual } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import type { Expression } from '../../formula/expression.ts';
import { numberType, type ValueType } from '../../formula/type.ts';
import { ordering } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import type { Rational } from '../../number/rational.ts';
import { field, mapOf, object, requiredField, text, type Infer, type Shape } from '../../scheme/shape.ts';
import { formula, writtenNumber, type WrittenNumber } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { complete, missingMask, numberCell, numbersOf, type Cell } from '../../score/value.ts';
import type { Mechanism, SourceResult } from '../mechanism.ts';
import { checkBands, parseBand, type Band } from './bands.ts';

const number = writtenNumber({ negative: true });
type Entry = { readonly kind: 'number'; readonly written: WrittenNumber } | { readonly kind: 'word'; readonly word: string };
const entryShape: Shape<Entry> = {
  read(node, reader) {
    if (node.kind === 'text' && !/^[−-]?\d/.test(node.text)) return { kind: 'word', word: node.text };
    const written = number.read(node, reader);
    return written === undefined ? undefined : { kind: 'number', written };
  },
  schema: { type: ['string', 'number'] },
};

const shape = object({
  of: requiredField(formula, '查什么', 'what is looked up'),
  rows: requiredField(mapOf(entryShape), '各档及其值', 'bands or words, and what they give'),
  none: field(entryShape, '缺值或不在表内时', 'where the operand is missing or no row fits'),
  reading: field(text(), '约定', 'reading'),
});

/**
 * A table (查表): a value by bands (`≥90: 优秀`) or by words (`优秀: 25%`). Bands may not overlap, and between the lowest
 * and the highest end nothing may be left out unless `none` says what it gives. Tiers, escalating counts and coefficients
 * of grades are tables. S1-15, S2-18.
 *
 * With ≥90 优秀, ≥80 良好, ≥60 一般, <60 较差, 80.00 is 良好 and 79.99 is 一般: bands are tried in order.
 */
export const table: Mechanism<Infer<typeof shape>> = {
  keyword: 'table',
  title: { zh: '查表', en: 'table' },
  shape,
  modifiers: [],
  explain(detail, words) {
    const operand = detail.expression === undefined ? '' : words.expression(detail.expression);
    const { row } = detail.parameters;
    return row === null ? bilingual(`查表：${operand}，不在表内`, `table: ${operand}, no row fits`) : bilingual(`查表：${operand}，按“${row}”`, `table: ${operand}, row ${row}`);
  },
  compile({ parameters, compiler, document, place }) {
    const of = compiler.subjectFormula(parameters.of, compiler.loops);
    if (of === null) return null;
    const results = [...parameters.rows.map((row) => row.value), ...(parameters.none === undefined ? [] : [parameters.none])];
    const isWords = results.every((each) => each.kind === 'word');
    if (!isWords && results.some((each) => each.kind === 'word')) return compiler.report('mixed-units', place, { name: document.name });
    const percent = results.some((each) => each.kind === 'number' && each.written.percent);
    const words = [...new Set(results.flatMap((each) => (each.kind === 'word' ? [each.word] : [])))];
    const type: ValueType = isWords ? { kind: 'grade', scale: { grades: words, words } } : numberType(percent ? 'ratio' : 'number');
    const plan: TablePlan = { of, bands: null, words: new Map(), entries: parameters.rows.map((row) => row.value), none: parameters.none ?? null, resultWords: isWords ? words : null };
    if (of.type.kind === 'number') {
      const bands = parameters.rows.flatMap((row): Band[] => {
        const band = parseBand(row.name);
        if (band === null) compiler.report('wrong-band', row.place, { band: row.name });
        return band === null ? [] : [{ ...band, place: row.place, text: row.name }];
      });
      if (bands.length < parameters.rows.length) return null;
      checkBands(bands, parameters.none !== undefined, compiler, document.namePlace);
      return { mechanism: 'table', type, lists: [], uses: [{ expression: of, classes: null }], evaluate: (run) => lookUp(run, { ...plan, bands }) };
    }
    const known = of.type.kind === 'grade' ? of.type.scale.words : null;
    for (const row of parameters.rows) {
      if (known !== null && !known.includes(row.name)) compiler.report('unknown-grade', row.place, { name: row.name, nearest: '', scale: known.join('、') });
    }
    const position = new Map(parameters.rows.map((row, i) => [row.name, i]));
    return { mechanism: 'table', type, lists: [], uses: [{ expression: of, classes: null }], evaluate: (run) => lookUp(run, { ...plan, words: position }) };
  },
};

interface TablePlan {
  readonly of: Expression;
  readonly bands: readonly Band[] | null;
  readonly words: ReadonlyMap<string, number>;
  readonly entries: readonly Entry[];
  readonly none: Entry | null;
  /** Words the table gives; null where it gives numbers. */
  readonly resultWords: readonly string[] | null;
}

function lookUp(run: StageRun, plan: TablePlan): SourceResult {
  const operand = evaluate(plan.of, populationFrame(run));
  const rowOf = plan.bands === null ? wordRows(operand, plan) : bandRows(run, operand, plan.bands);
  const cell: Cell = { ...resultCell(run, plan, rowOf), incomplete: operand.incomplete, dropped: null };
  const names = plan.bands?.map((band) => band.text) ?? [...plan.words.keys()];
  const detail = (_cell: number, row: number): Detail => ({
    rule: 'table',
    operands: [],
    facts: [],
    parameters: { row: names[rowOf[row]!] ?? null },
    expression: plan.of,
  });
  return { cells: [cell], detail };
}

function bandRows(run: StageRun, operand: Cell, bands: readonly Band[]): Int32Array {
  const column = numbersOf(operand.value);
  const rowOf = new Int32Array(column.length).fill(-1);
  const { arithmetic } = run.run;
  for (let band = bands.length - 1; band >= 0; band--) {
    const { low, lowIncluded, high, highIncluded } = bands[band]!;
    const below = low === null ? null : arithmetic.compareTo(column, low);
    const above = high === null ? null : arithmetic.compareTo(column, high);
    for (let row = 0; row < rowOf.length; row++) {
      const inLow = below === null || below[row] === ordering.greater || (lowIncluded && below[row] === ordering.equal);
      const inHigh = above === null || above[row] === ordering.less || (highIncluded && above[row] === ordering.equal);
      if (inLow && inHigh && (below?.[row] ?? above![row]) !== ordering.unknown) rowOf[row] = band;
    }
  }
  return rowOf;
}

function wordRows(operand: Cell, plan: TablePlan): Int32Array {
  const { value } = operand;
  if (value.kind === 'word') {
    const positionOf = Int32Array.from(value.words, (word) => plan.words.get(word) ?? -1);
    return value.codes.map((code) => (code < 0 ? -1 : positionOf[code]!));
  }
  if (value.kind !== 'truth') throw new TypeError('a word was checked for');
  const absent = missingMask(value);
  return Int32Array.from(value.truth, (each, row) => (absent[row] === 1 ? -1 : (plan.words.get(each === 1 ? '是' : '否') ?? -1)));
}

function resultCell(run: StageRun, plan: TablePlan, rowOf: Int32Array): Cell {
  const entryOf = (row: number): Entry | null => (row < 0 ? plan.none : plan.entries[row]!);
  if (plan.resultWords !== null) {
    const words = plan.resultWords;
    const codeOf = (entry: Entry | null): number => (entry?.kind === 'word' ? words.indexOf(entry.word) : -1);
    return complete({ kind: 'word', codes: rowOf.map((row) => codeOf(entryOf(row))), words });
  }
  const values: (Rational | null)[] = [...plan.entries, plan.none].map((entry) => (entry?.kind === 'number' ? entry.written.value : null));
  const codes = rowOf.map((row) => (row < 0 ? plan.entries.length : row));
  const reasons = new Uint8Array(values.length).fill(missing.operand);
  return numberCell(run.run.arithmetic.fromDictionary(codes, values, reasons));
}
