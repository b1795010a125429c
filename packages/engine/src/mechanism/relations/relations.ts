import { evaluate } from '../../formula/evaluate.ts';
import { told, type Detail } from '../../explain/detail.ts';
import { bilingual, plainNumber, termsWrittenMax } from '../../explain/words.ts';
import type { Expression } from '../../formula/expression.ts';
import { numberType, type ValueType } from '../../formula/type.ts';
import { isBackwards, relationsInForce, type Span } from '../../facts/relation-rows.ts';
import { stateAt, type NumberColumn } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { add, one, zero } from '../../number/rational.ts';
import { choice, field, integer, object, oneOrMany, requiredField, text, type Infer, type LocatedText } from '../../scheme/shape.ts';
import { day, formula, fullDay, yesNo } from '../../scheme/values.ts';
import { populationFrame, rowsFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf } from '../../score/value.ts';
import type { CompileInput, Mechanism, SourceResult } from '../mechanism.ts';
import { unnamed, wordsRead } from '../reads.ts';
import { countRows, drop, rowFate, rowsByOwner, selectRows, type SelectedRows } from '../rows.ts';
import { timeInForce } from './time-in-force.ts';

const shape = object({
  relation: requiredField(oneOrMany(text()), '哪种关系，用数据中的写法', 'which relation, as the data writes it'),
  reverse: field(yesNo, '看哪些行的相关方是本对象', 'rows whose other side is this subject'),
  value: field(formula, '每行取什么值', 'value of a row'),
  weight: field(formula, '每行的权重', 'weight of a row'),
  at: field(day, '以哪一天为准', 'the day that counts'),
  from: field(day, '从哪一天起（默认年初）', 'first day that counts (default: start of the year)'),
  to: field(day, '到哪一天止（默认年末）', 'last day that counts (default: end of the year)'),
  time: field(choice('months', 'days'), '按在期的月数或天数加权', 'weighted by the months or days in force'),
  'month-day': field(integer(1, 28), '当月哪一天在期，这个月就算', 'a month counts if the relation holds on this day of it'),
});

/**
 * Related subjects (相关对象): one value per row of `relations`, added up, averaged by weight, counted, or the least or
 * largest of them. Several leaders in charge, supervised units, a change of team within the year. S1-24, S4-10, S4-11.
 *
 * 1月至5月在甲班子（88.00），6月至12月在乙班子（91.00），按月: (88 × 5 + 91 × 7) ÷ 12 = 89.75. A month belongs to the relation
 * that holds on its `month-day`, so that months add up to twelve. A row whose value is missing is left out with its weight;
 * no row in force gives `none`.
 */
export const relations: Mechanism<Infer<typeof shape>> = {
  keyword: 'relations',
  title: { zh: '相关对象', en: 'related subjects' },
  summary: {
    zh: '读关系表，在期的每个相关对象取一个值，相加、平均、取最高最低或计数。1月至5月在88.00分的班子，6月至12月在91.00分的班子，按月折算得89.75。一个月归当月指定日在期的那一个；没有在期的，取 none 写明的值。',
    en: 'Reads relations: one value of each related subject in force, added up, averaged, the least or largest, or counted. January to May with a team of 88.00 and the rest of the year with one of 91.00 give 89.75 by months. A month belongs to the relation in force on a stated day of it; without any the value is what `none` says.',
  },
  shape,
  modifiers: ['rows', 'none'],
  explain(detail, words) {
    const counted = detail.facts.filter(({ fate }) => fate === rowFate.counted);
    const left = detail.facts.filter(({ fate }) => fate === rowFate.noValue).length;
    if (told(detail, 'rows') === 0) {
      const isSaid = told(detail, 'none') === 1;
      return bilingual(
        `没有在期的关系${isSaid ? '，取规定的值' : ''}`,
        `no relation in force${isSaid ? ': the value laid down for that' : ''}`,
      );
    }
    const fold = told(detail, 'fold');
    const terms = counted.map(({ value, weight }) => {
      const parts = [value === null ? null : words.number(value), weight === null ? null : plainNumber(weight)];
      return parts.filter((part) => part !== null).join('×');
    });
    const few = terms.length <= termsWrittenMax ? terms.join(' + ') : `${terms.slice(0, termsWrittenMax).join(' + ')} + …`;
    const whole = counted.reduce((total, { weight }) => add(total, weight ?? one), zero);
    const notZh = left === 0 ? '' : `，另有${left}个没有值，不计`;
    const notEn = left === 0 ? '' : `, ${left} without a value left out`;
    switch (fold) {
      case 'count':
        return bilingual(`${counted.length}个相关对象${notZh}`, `${counted.length} related subjects${notEn}`);
      case 'mean': {
        const mean = counted.length === 1 ? words.number(counted[0]!.value) : `(${few}) ÷ ${plainNumber(whole)}`;
        return bilingual(`${mean}${notZh}`, `${mean}${notEn}`);
      }
      case 'sum':
        return bilingual(`${few}${notZh}`, `${few}${notEn}`);
      default:
        return bilingual(`${terms.join('、')}中${fold === 'min' ? '最低' : '最高'}${notZh}`, `${fold} of ${terms.join(', ')}${notEn}`);
    }
  },
  compile(input) {
    const { parameters, document, compiler, place } = input;
    const formulaOf = (written: LocatedText | undefined): Expression | null | undefined =>
      written === undefined ? undefined : compiler.rowFormula(written, 'relations');
    const value = formulaOf(parameters.value);
    const weight = formulaOf(parameters.weight);
    const none = document.common.none === undefined ? undefined : compiler.subjectFormula(document.common.none, []);
    const fold = foldOf(input);
    const span = spanOf(input);
    if (value === null || weight === null || none === null || fold === null || span === null) return null;
    for (const [key, expression, written] of [
      ['value', value, parameters.value],
      ['weight', weight, parameters.weight],
      ['none', none, document.common.none],
    ] as const) {
      if (expression !== undefined && expression.type.kind !== 'number')
        return compiler.report('number-expected', written!.place, { name: document.name, key });
    }
    if (value === undefined && fold !== 'sum' && fold !== 'count') return compiler.report('missing-key', place, { key: 'value' });
    const weighs = weight !== undefined || parameters.time !== undefined;
    if (weighs && fold !== 'sum' && fold !== 'mean') {
      const key = weight === undefined ? 'time' : 'weight';
      compiler.report('key-without-effect', parameters.keyPlaces.get(key)!, { key, name: fold });
    }
    const plan: RelationsPlan = {
      kinds: parameters.relation.map((each) => each.value),
      side: parameters.reverse?.value === true ? 'other' : 'subject',
      value: value ?? null,
      weight: weight ?? null,
      none: none ?? null,
      fold,
      span,
      time: parameters.time?.value ?? null,
      monthDay: parameters['month-day']?.value ?? 15,
    };
    return {
      mechanism: 'relations',
      type: typeOf(fold, value, weighs),
      lists: [],
      uses: [value, weight, none].flatMap((expression) => (expression === undefined ? [] : [{ expression, classes: null }])),
      reads: [{ table: 'relations', keys: [wordsRead('relation', plan.kinds.map(unnamed))] }],
      evaluate: (run) => evaluateRelations(run, plan),
    };
  },
};

type Input = CompileInput<Infer<typeof shape>>;
type Fold = 'sum' | 'mean' | 'count' | 'min' | 'max';

interface RelationsPlan {
  readonly kinds: readonly string[];
  /** The column in which this subject stands. */
  readonly side: 'subject' | 'other';
  readonly value: Expression | null;
  readonly weight: Expression | null;
  readonly none: Expression | null;
  readonly fold: Fold;
  readonly span: Span;
  readonly time: 'months' | 'days' | null;
  readonly monthDay: number;
}

function foldOf({ document, compiler, place }: Input): Fold | null {
  const { rows } = document.common;
  const kind = rows !== undefined && !('keyPlaces' in rows) ? rows.value : null;
  if (kind === 'sum' || kind === 'mean' || kind === 'count' || kind === 'min' || kind === 'max') return kind;
  return compiler.report('rows-not-said', rows === undefined ? place : document.common.keyPlaces.get('rows')!, {
    wanted: 'sum / mean / count / min / max',
  });
}

/** One day, or a span; by default the year of the appraisal. */
function spanOf({ parameters, document, compiler }: Input): Span | null {
  const dayOf = (written: LocatedText | undefined, otherwise: string): string | null => {
    if (written === undefined) return otherwise;
    const full = fullDay(written.value, compiler.year);
    return full ?? compiler.report('no-such-day', written.place, { day: written.value });
  };
  const { at, from, to, time } = parameters;
  const byMonths = time?.value === 'months';
  if (parameters['month-day'] !== undefined && !byMonths) {
    return compiler.report('key-without-effect', parameters['month-day'].place, { key: 'month-day', name: document.name });
  }
  if (parameters['month-day'] === undefined && byMonths) return compiler.report('missing-key', time.place, { key: 'month-day' });
  const other = from ?? to ?? time;
  if (at !== undefined && other !== undefined)
    return compiler.report('key-without-effect', other.place, {
      key: from !== undefined ? 'from' : to !== undefined ? 'to' : 'time',
      name: 'at',
    });
  const [first, last] =
    at === undefined ? [dayOf(from, `${compiler.year}-01-01`), dayOf(to, `${compiler.year}-12-31`)] : [dayOf(at, ''), dayOf(at, '')];
  if (first === null || last === null) return null;
  return first <= last
    ? { from: first, to: last }
    : compiler.report('empty-range', from?.place ?? to!.place, { range: `${first}..${last}` });
}

/** A mean or a weighted sum of counts is no count any more. */
function typeOf(fold: Fold, value: Expression | undefined, weighs: boolean): ValueType {
  if (fold === 'count') return numberType('count');
  if (value === undefined) return numberType('number');
  const isCount = value.type.kind === 'number' && value.type.unit === 'count';
  return isCount && (fold === 'mean' || weighs) ? numberType('number') : value.type;
}

function evaluateRelations(run: StageRun, plan: RelationsPlan): SourceResult {
  const { arithmetic, facts } = run.run;
  const rows = selectRows(run, 'relations', [], plan.side);
  const inForce = relationsInForce(facts, plan.kinds, plan.span);
  const owned = ofKind(run, rows, plan);
  for (let row = 0; row < inForce.length; row++) {
    if (inForce[row] === 1 || rows.owner[row]! < 0) continue;
    if (isBackwards(facts, row)) run.run.findings.push({ code: 'relation-backwards', table: 'relations', row, parameters: {} });
    drop(rows, row, rowFate.notInForce);
  }
  const held = countRows(rows);
  const length = rows.owner.length;
  const frame = rowsFrame(run.run, rows.table, facts.subjectRows('relations', 'subject'), run.plan);
  const read = plan.value === null ? null : evaluate(plan.value, frame);
  const values = read === null ? arithmetic.constant(one, length) : numbersOf(read.value);
  const weights = weightsOf(run, plan, rows, plan.weight === null ? null : numbersOf(evaluate(plan.weight, frame).value));
  for (let row = 0; row < length; row++) {
    const lacks = stateAt(values, row) !== 0 || (weights !== null && stateAt(weights, row) !== 0);
    if (lacks) drop(rows, row, rowFate.noValue);
  }
  const counted = countRows(rows);
  const folded = foldOwners(run, plan.fold, rows, values, weights);
  const state = Uint8Array.from(held, (count, row) =>
    count === 0 ? missing.noRecord : counted[row] === 0 && plan.fold !== 'count' ? missing.operand : 0,
  );
  const column = arithmetic.withState(folded, state);
  const other = plan.none === null ? null : numbersOf(evaluate(plan.none, populationFrame(run)).value);
  const value =
    other === null
      ? column
      : arithmetic.select(
          Uint8Array.from(held, (count) => (count > 0 ? 1 : 0)),
          column,
          other,
        );
  const rowsOf = rowsByOwner(owned, rows.length);
  const detail = (_cell: number, row: number): Detail => {
    const used = Array.from(rowsOf(row), (index) => ({
      table: 'relations',
      row: index,
      fate: rows.fate[index]!,
      value: plan.value === null ? null : arithmetic.valueAt(values, index),
      weight: weights === null ? null : arithmetic.valueAt(weights, index),
    }));
    return {
      rule: 'relations',
      operands: [],
      facts: used,
      parameters: { fold: plan.fold, rows: held[row]!, none: plan.none === null ? 0 : 1 },
    };
  };
  return { cells: [{ ...numberCell(value), incomplete: incompleteOwners(rows, read?.incomplete ?? null) }], detail };
}

/** What is incomplete at a related subject of the same stage is incomplete here; nothing crosses the seal of an earlier one. */
function incompleteOwners({ owner, length }: SelectedRows, mask: Uint8Array | null): Uint8Array | null {
  if (mask === null) return null;
  const incomplete = new Uint8Array(length);
  owner.forEach((each, row) => {
    if (each >= 0) incomplete[each]! |= mask[row]!;
  });
  return incomplete;
}

/** Owner of the rows of the relation asked for, in force or not; the others are no rows of this measure. */
function ofKind(run: StageRun, rows: SelectedRows, { kinds }: RelationsPlan): Int32Array {
  const { codes, values } = run.run.facts.column('relations', 'relation');
  const isKind = Uint8Array.from(values, (kind) => (kinds.includes(kind) ? 1 : 0));
  for (let row = 0; row < codes.length; row++) if (isKind[codes[row]!] === 0) drop(rows, row, rowFate.foreign);
  return rows.owner.slice();
}

/** Weight × time in force; null where every row weighs the same. */
function weightsOf(run: StageRun, plan: RelationsPlan, rows: SelectedRows, written: NumberColumn | null): NumberColumn | null {
  const { arithmetic, facts } = run.run;
  if (plan.time === null) return written;
  const { time } = plan;
  const lengths = Int32Array.from(rows.owner, (owner, row) => (owner < 0 ? 0 : timeInForce(facts, row, plan.span, time, plan.monthDay)));
  const column = arithmetic.fromIntegers(lengths);
  return written === null ? column : arithmetic.multiply(written, column);
}

function foldOwners(run: StageRun, fold: Fold, rows: SelectedRows, values: NumberColumn, weights: NumberColumn | null): NumberColumn {
  const { arithmetic } = run.run;
  const { owner, length } = rows;
  if (fold === 'count') return arithmetic.fromIntegers(countRows(rows));
  if (fold === 'min') return arithmetic.minimumBy(values, owner, length);
  if (fold === 'max') return arithmetic.maximumBy(values, owner, length);
  const sum = arithmetic.sumBy(weights === null ? values : arithmetic.multiply(values, weights), owner, length);
  if (fold === 'sum') return sum;
  return arithmetic.divide(sum, weights === null ? arithmetic.fromIntegers(countRows(rows)) : arithmetic.sumBy(weights, owner, length));
}
