import { evaluate } from '../formula/evaluate.ts';
import type { Detail } from '../explain/detail.ts';
import { bilingual, plainNumber, termsWrittenMax, type Bilingual } from '../explain/words.ts';
import type { Expression } from '../formula/expression.ts';
import { stateAt, type NumberColumn } from '../number/arithmetic.ts';
import { missing } from '../number/missing.ts';
import { add, compare, one, zero, type Rational } from '../number/rational.ts';
import type { IndicatorDocument } from '../scheme/document.ts';
import type { LocatedText } from '../scheme/shape.ts';
import type { WrittenNumber } from '../scheme/values.ts';
import { rowsFrame } from '../score/frame.ts';
import type { StageRun } from '../score/run.ts';
import { numbersOf } from '../score/value.ts';
import type { IndicatorCompiler } from './mechanism.ts';
import { drop, rowFate, type SelectedRows } from './rows.ts';

/** Weights of the rows themselves, and what they must come to. */
export interface RowWeighing {
  readonly weight: Expression;
  readonly full: Rational | null;
}

interface WrittenWeighing {
  readonly weight?: LocatedText | undefined;
  readonly full?: WrittenNumber | undefined;
}

/** undefined where what is written has problems; null where nothing is. */
export function compileWeighing(
  { weight, full }: WrittenWeighing,
  table: string,
  document: IndicatorDocument,
  compiler: IndicatorCompiler,
): RowWeighing | null | undefined {
  const { rows } = document.common;
  if (weight === undefined) {
    if (full !== undefined) compiler.report('key-without-effect', full.place, { key: 'full', name: document.name });
    return null;
  }
  if (rows !== undefined && ('keyPlaces' in rows || rows.value !== 'mean')) {
    compiler.report('key-without-effect', document.common.keyPlaces.get('rows')!, { key: 'rows', name: 'weight' });
  }
  const expression = compiler.rowFormula(weight, table);
  if (expression === null) return undefined;
  if (expression.type.kind === 'number') return { weight: expression, full: full?.value ?? null };
  compiler.report('number-expected', weight.place, { name: document.name, key: 'weight' });
  return undefined;
}

export interface WeighedRows {
  readonly folded: NumberColumn;
  readonly weights: NumberColumn;
  /** Sum of the declared weights of each owner. */
  readonly declared: NumberColumn;
  readonly missingOwners: Uint8Array | null;
}

/**
 * Parts whose weights come from the facts (自设指标): each subject declares indicators of its own with their weights, and the
 * weights of one subject must come to the full mark, or nothing is counted for it until they do. S3-8.
 *
 * 个性指标满分60：甲20、乙40，得90和75: (90 × 20 + 75 × 40) ÷ 60 = 80. Declared as 20 and 35 they come to 55: withheld, flagged.
 */
export function weighOwned(
  run: StageRun,
  rows: SelectedRows,
  owned: Int32Array,
  values: NumberColumn,
  { weight, full }: RowWeighing,
): WeighedRows {
  const weights = rowWeights(run, rows, weight);
  const declared = run.run.arithmetic.sumBy(weights, owned, rows.cellCount * rows.length);
  const missingOwners = full === null ? null : withoutFullMark(run, rows, owned, declared, full);
  return { folded: weighRows(run, rows, values, weights), weights, declared, missingOwners };
}

function rowWeights(run: StageRun, rows: SelectedRows, weight: Expression): NumberColumn {
  const subjects = run.run.facts.subjectRows(rows.table.name, 'subject');
  const column = numbersOf(evaluate(weight, rowsFrame(run.run, rows.table, subjects, run.plan)).value);
  dropWithoutWeight(run, rows, column);
  return column;
}

/** A row without a weight, or with one below zero, counts nothing and is flagged. */
function dropWithoutWeight(run: StageRun, rows: SelectedRows, column: NumberColumn): void {
  const { arithmetic, findings } = run.run;
  const order = arithmetic.compareTo(column, zero);
  for (let row = 0; row < rows.owner.length; row++) {
    if (rows.owner[row]! < 0 || (stateAt(column, row) === 0 && order[row]! >= 0)) continue;
    findings.push({ code: 'weight-wanted', table: rows.table.name, row, parameters: {} });
    drop(rows, row, rowFate.rejected);
  }
}

/** Σ weight × value ÷ Σ weight of each owner. */
function weighRows(run: StageRun, rows: SelectedRows, values: NumberColumn, weights: NumberColumn): NumberColumn {
  const { arithmetic } = run.run;
  const owners = rows.cellCount * rows.length;
  return arithmetic.divide(
    arithmetic.sumBy(arithmetic.multiply(values, weights), rows.owner, owners),
    arithmetic.sumBy(weights, rows.owner, owners),
  );
}

/**
 * The owners whose declared weights do not come to the full mark, with the state `withheld`; null where all do. `owned` are
 * all the rows declared, excused and missing ones too.
 */
export function withoutFullMark(
  run: StageRun,
  rows: SelectedRows,
  owned: Int32Array,
  declared: NumberColumn,
  full: Rational,
): Uint8Array | null {
  const { arithmetic, facts, findings } = run.run;
  const order = arithmetic.compareTo(declared, full);
  const firstRow = new Map<number, number>();
  owned.forEach((owner, row) => {
    if (owner < 0 || order[owner] === 0) return;
    const known = firstRow.get(owner);
    const isEarlier = known === undefined || facts.place(rows.table.name, row, '').row < facts.place(rows.table.name, known, '').row;
    if (isEarlier) firstRow.set(owner, row);
  });
  if (firstRow.size === 0) return null;
  const state = new Uint8Array(rows.cellCount * rows.length);
  for (const [owner, row] of firstRow) {
    state[owner] = missing.withheld;
    const parameters = { sum: plainNumber(arithmetic.valueAt(declared, owner)!), full: plainNumber(full) };
    findings.push({ code: 'weights-not-full', table: rows.table.name, row, parameters });
  }
  return state;
}

/** `(90×20 + 75×40) ÷ 60，2项`. */
export function explainWeighed(detail: Detail, unit: Bilingual): Bilingual {
  const counted = detail.facts.filter(({ fate, value }) => value !== null && (fate === rowFate.counted || fate === rowFate.notSubmitted));
  const others = detail.facts.length - counted.length;
  const weights = counted.reduce((sum, { weight }) => add(sum, weight ?? one), zero);
  const { full, declared } = detail.numbers ?? {};
  if (full !== undefined && declared !== undefined && compare(full, declared) !== 0) {
    return bilingual(
      `各项权重合计${plainNumber(declared)}，应为${plainNumber(full)}，暂不计`,
      `weights add up to ${plainNumber(declared)}, not ${plainNumber(full)}: withheld`,
    );
  }
  const terms = counted.map(({ value, weight }) => `${plainNumber(value!)}×${plainNumber(weight ?? one)}`);
  const written = terms.length <= termsWrittenMax ? terms.join(' + ') : `${terms.slice(0, termsWrittenMax).join(' + ')} + …`;
  const [zh, en] = others > 0 ? [`，另有${others}项不计`, `, ${others} left out`] : ['', ''];
  if (counted.length === 0) return bilingual(`没有计入的${unit.zh}${zh}`, `no ${unit.en} counted${en}`);
  const mean = counted.length === 1 ? plainNumber(counted[0]!.value!) : `(${written}) ÷ ${plainNumber(weights)}`;
  return bilingual(`${mean}${zh}`, `${mean}${en}`);
}
