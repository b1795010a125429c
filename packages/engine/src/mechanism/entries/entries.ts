import { bilingual, plainNumber } from '../../explain/words.ts';
import { rowFate } from '../rows.ts';
import { numberType } from '../../formula/type.ts';
import { add, compare, zero, type Rational } from '../../number/rational.ts';
import {
  byKind,
  choice,
  field,
  inHalfWidth,
  map,
  mapOf,
  object,
  requiredField,
  text,
  type Infer,
  type Located,
} from '../../scheme/shape.ts';
import { key, writtenNumber, writtenRange } from '../../scheme/values.ts';
import type { IndicatorCompiler, Mechanism } from '../mechanism.ts';
import { periodKey } from '../period-key.ts';
import { wordsRead } from '../reads.ts';
import { evaluateEntries, type EntryItem, type EntryPlan, type Points } from './evaluate.ts';
import type { IndicatorDocument } from '../../scheme/document.ts';

const number = writtenNumber();
const points = byKind({
  text: inHalfWidth({
    read(node, reader): Points | undefined {
      if (node.kind === 'text' && node.text.includes('..')) {
        const range = writtenRange.read(node, reader);
        return range === undefined ? undefined : { kind: 'range', least: range.least, most: range.most };
      }
      const written = number.read(node, reader);
      return written === undefined ? undefined : { kind: 'fixed', value: written.value };
    },
    schema: { anyOf: [number.schema, writtenRange.schema] },
  }),
  map: map(
    mapOf(
      byKind({
        text: {
          read(node, reader): Located<Rational> | undefined {
            const written = number.read(node, reader);
            return written === undefined ? undefined : { value: written.value, place: written.place };
          },
          schema: number.schema,
        },
      }),
    ),
    (levels): Points => ({ kind: 'levels', levels: new Map(levels.map((level) => [level.name, level.value.value])) }),
  ),
});

const item = object({
  key: requiredField(key, '规则代码', 'key of the rule'),
  points: requiredField(
    points,
    '分值：一个数、按级别的表，或研究决定的范围',
    'points: a number, a table by level, or a range to be decided',
  ),
  per: field(choice('entry', 'quantity', 'year'), '按条、按数量，或每年一次', 'per entry, per quantity, or once a year'),
  layers: field(mapLayers(), '第二次起递减的比例', 'shares of the second, third … entry'),
  cap: field(writtenNumber(), '本项封顶', 'cap of this item'),
  clause: field(text(), '条款', 'clause'),
  reading: field(text(), '约定', 'reading'),
});

/** `[100%, 50%, 20%]`: the first entry of an item counts fully, the second half, the third and all later a fifth. */
function mapLayers() {
  return {
    read(node: Parameters<typeof number.read>[0], reader: Parameters<typeof number.read>[1]): readonly Rational[] | undefined {
      if (node.kind !== 'list') return reader.wrongKind(node, '[100%, 50%]');
      return node.items.flatMap((each) => number.read(each, reader)?.value ?? []);
    },
    schema: { type: 'array', items: number.schema },
  };
}

const shape = mapOf(item);

/**
 * Adjustments (加减分): a catalogue of items, each with points by level, fixed, or decided within a range. Order of work:
 * points × quantity → same matter (the highest counts) → layers → sum of the item, capped → sum of all, capped. S1-14 … S1-19.
 *
 * A 市级 (3) and a 省级 (4) honour for one matter count 4. Six adopted reports at 2 points each, at most 10, count 10. An
 * entry that is evidence and fits no item or level, or whose points lie outside the range, is rejected: worth nothing,
 * and counted in 被拒条目; so is one whose points are a matter of decision where no decision is on record. An empty quantity
 * is 1. An entry without a matter is a matter of its own. With `period` all of this is done period by period.
 */
export const entries: Mechanism<Infer<typeof shape>> = {
  keyword: 'entries',
  title: { zh: '加减分', en: 'adjustments' },
  summary: {
    zh: '加分、扣分的目录：每个项目写明分值（固定、按级别，或研究决定的范围）、按条还是按数量、封顶。同一事项省级4分、市级3分，就高计4分；信息每条2分、最多10分，六条计10分。没有条目是0，不是缺项。',
    en: 'A catalogue of bonus or deduction items: points (fixed, by level, or decided within a range), per entry or per quantity, caps. A matter honoured at 4 and at 3 points counts 4; six reports at 2 points, at most 10, count 10. Without entries the value is 0, and not missing.',
  },
  shape,
  modifiers: ['same-matter', 'cap', 'period'],
  explain(detail) {
    if (detail.facts.length === 0) return bilingual('没有条目', 'no entries');
    const uses = detail.facts.flatMap(({ fate, label, value }) =>
      value !== null && (fate === rowFate.counted || (fate === rowFate.capped && value.num !== 0n))
        ? [{ fate, label: label ?? '', value }]
        : [],
    );
    const others = detail.facts.length - uses.length;
    const terms = (capped: string): string =>
      uses.map(({ fate, label, value }) => `${label} ${plainNumber(value)}${fate === rowFate.capped ? capped : ''}`).join(' + ');
    const sum = uses.reduce((total, { value }) => add(total, value), zero);
    const cap = detail.numbers?.['cap'];
    const isCapped = cap !== undefined && compare(sum, cap) > 0;
    const zh = [
      terms('（封顶）') || '没有计入的条目',
      others > 0 ? `另有${others}条不计` : '',
      isCapped ? `合计${plainNumber(sum)}，封顶${plainNumber(cap)}` : '',
    ];
    const en = [
      terms(' (capped)') || 'nothing counted',
      others > 0 ? `${others} not counted` : '',
      isCapped ? `${plainNumber(sum)} together, capped at ${plainNumber(cap)}` : '',
    ];
    return bilingual(zh.filter((part) => part !== '').join('，'), en.filter((part) => part !== '').join(', '));
  },
  compile({ parameters, document, compiler }) {
    const items = parameters.map(({ name, value }): EntryItem => {
      return {
        name,
        key: value.key.value,
        points: value.points,
        per: value.per?.value ?? 'entry',
        layers: value.layers ?? null,
        cap: value.cap?.value ?? null,
        clause: value.clause?.value ?? null,
      };
    });
    checkItems(parameters, compiler);
    const pools = compilePools(document, items, compiler);
    const cap = document.common.cap?.value ?? null;
    warnUncapped(document, items, cap, compiler);
    const period = periodKey(document, compiler, 'adjustments');
    if (period === undefined) return null;
    const plan: EntryPlan = { items, pools, cap, period };
    const lists = period === null ? [] : [period.list];
    const reads = [{ table: 'adjustments', keys: [wordsRead('rule', items)] }];
    return { mechanism: 'entries', type: numberType('score'), lists, uses: [], reads, evaluate: (run) => evaluateEntries(run, plan) };
  },
};

function checkItems(parameters: Infer<typeof shape>, compiler: IndicatorCompiler): void {
  const seen = new Map<string, string>();
  for (const { name, value } of parameters) {
    const other = seen.get(value.key.value);
    if (other !== undefined) compiler.report('key-taken', value.key.place, { key: value.key.value, name: other });
    seen.set(value.key.value, name);
    if (value.points.kind === 'levels' && value.points.levels.size === 0) compiler.report('empty-list', value.place);
    if (value.per?.value === 'year' && value.layers !== undefined)
      compiler.report('key-without-effect', value.keyPlaces.get('layers')!, { key: 'layers', name });
    compiler.noteReading(name, value.clause, value.reading);
  }
}

/** `same-matter`: each line is a pool, of one item or of several that share the rule. */
function compilePools(document: IndicatorDocument, items: readonly EntryItem[], compiler: IndicatorCompiler): (readonly number[])[] {
  return (document.common['same-matter'] ?? []).map((line) => {
    const names = 'value' in line ? [line] : line;
    return names.flatMap((name) => {
      const index = items.findIndex((each) => each.name === name.value);
      if (index < 0) compiler.report('unknown-member', name.place, { name: name.value, list: document.name, nearest: '' });
      return index < 0 ? [] : [index];
    });
  });
}

/** An item that may go on without end moves a total by any amount: said, capped, or warned of. */
function warnUncapped(document: IndicatorDocument, items: readonly EntryItem[], cap: Rational | null, compiler: IndicatorCompiler): void {
  if (cap !== null || document.common.uncapped !== undefined) return;
  const open = items.filter((each) => each.cap === null && each.per !== 'year');
  if (open.length > 0)
    compiler.report('uncapped', document.namePlace, { name: document.name, items: open.map((each) => each.name).join('、') });
}
