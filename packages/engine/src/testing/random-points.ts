import { FormulaWriter, noScope, type FormulaScope } from './random-formula.ts';
import { factWriters } from './random-fact-rows.ts';
import { axisOf, count, rowScope, score, states, type SourceDraft } from './random-measures.ts';
import { summable, type DerivedInput, type DerivedWriter } from './random-derived.ts';
import { byClass } from './random-switch.ts';
import type { NodeType } from './scheme-draft.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

/** Points by steps, by comparison, by account; plain sums; deadlines; general data and relations. */

function writerOf({ draft, stage, layer }: DerivedInput, loops: FormulaScope['loops'] = []): FormulaWriter {
  return new FormulaWriter(draft, { ...noScope, stage, layer, loops, subject: true });
}

const step: DerivedWriter = (input) => {
  const { dice } = input.draft;
  const of = writerOf(input).number(2);
  if (of.text === '缺' || of.unit === 'money') return null;
  const isRatio = of.unit === 'ratio';
  const every = (): string => (isRatio ? dice.pick(['1%', '0.5%', '10%']) : dice.pick(['1', '0.5', '10', '1/3']));
  const side = (points: readonly string[]): Tree => treeOf({ every: every(), points: dice.pick(points) });
  const sides = dice.pick(['below', 'above', 'both']);
  const least = dice.pick(['0', '-10', '5']);
  const most = dice.pick(['20', '100.5']);
  const tree = treeOf({
    of: of.text,
    from: isRatio ? dice.pick(['95%', '100%']) : dice.pick(['95', '60', '0.5']),
    base: dice.pick(['10', '5', '20']),
    below: sides === 'above' ? null : side(['-0.5', '-1', '2']),
    above: sides === 'below' ? null : side(['1', '0.25', '-1']),
    part: dice.pick(['whole', 'drop', 'share']),
    least,
    most,
  });
  return { entries: { step: tree }, type: score, lists: [], bounds: { least, most } };
};

const relative: DerivedWriter = (input) => {
  const { draft } = input;
  const { dice } = draft;
  const of = writerOf(input).number(1);
  if (of.text === '缺') return null;
  const by = dice.pick(['rank', 'best', 'range']);
  const within = dice.pickOrNull(draft.attributes.filter(({ kind }) => kind === 'text' || kind === 'subject' || kind === 'yes-no'));
  const points = by === 'rank' && dice.chance(30) ? null : dice.pick(['20', '60..100', '0..1.5']);
  const tree = treeOf({
    of: of.text,
    by,
    within: dice.pick([null, '类别', '全体', within?.name ?? null]),
    reverse: dice.pick([null, 'yes', 'no']),
    points,
    equal: by === 'range' ? dice.pick(['0', '50']) : null,
    compare: by === 'rank' ? dice.pick([null, 'exact', 'published']) : null,
  });
  return { entries: { relative: tree }, type: points === null ? count : score, lists: [] };
};

const ledger: DerivedWriter = (input) => {
  const { draft, stage } = input;
  const { dice } = draft;
  const indexed = writerOf(input)
    .nodes()
    .filter((node) => node.lists.length === 1 && node.type.kind === 'number' && node.stage === stage);
  const of = dice.pickOrNull(indexed);
  if (of === null) return null;
  const opening = writerOf(input).number(1);
  const tree = treeOf({
    of: of.name,
    opening: opening.text === '缺' ? '12' : opening.text,
    carry: dice.pick([null, '50%', '1', '0']),
    'carry-most': dice.pick([null, '5']),
    least: dice.pick([null, '0', '-3']),
    most: dice.pick([null, '200']),
  });
  return { entries: { ledger: tree, missing: dice.pick(['zero', 'withhold']) }, type: score, lists: of.lists };
};

const sum: DerivedWriter = (input) => {
  const { draft, stage } = input;
  const { dice } = draft;
  const missing = dice.pick(['skip', 'withhold', 'zero']);
  const indexed = writerOf(input)
    .nodes()
    .filter((node) => node.lists.length === 1 && node.type.kind === 'number');
  const over = dice.chance(30) ? dice.pickOrNull(indexed) : null;
  if (over?.type.kind === 'number') {
    const unit = over.type.unit === 'number' ? 'score' : over.type.unit;
    return { entries: { sum: over.name, missing }, type: { kind: 'number', unit }, lists: [] };
  }
  const parts = summable(input, []).filter(({ unit }) => unit !== 'count');
  if (parts.length === 0) return null;
  if (dice.chance(40)) return { entries: { sum: parts.map(({ text }) => text), missing }, type: score, lists: [] };
  const shares = dice.parts(100 - parts.length, parts.length);
  // No part has a full mark of nothing.
  const marks = new Map<string, Tree>(parts.map(({ text }, i) => [text, String(shares[i]! + 1)]));
  return {
    entries: { sum: dice.chance(70) ? marks : byClass(draft, stage, () => fixedMarks(parts.map(({ text }) => text))), missing },
    type: score,
    lists: [],
  };
};

function fixedMarks(names: readonly string[]): Tree {
  return new Map(names.map((name, i) => [name, i === 0 ? String(101 - names.length) : '1']));
}

function measures({ draft, stage }: DerivedInput): SourceDraft {
  const { dice } = draft;
  const plain = draft.lists.filter(({ isRaters }) => !isRaters);
  const measure = axisOf(draft, plain, { optional: false });
  const period = axisOf(
    draft,
    plain.filter((list) => list !== measure.list),
    { optional: true },
  );
  const axes = { measure, period, part: { text: null, list: null, words: ['', 'A', 'B'] } };
  const lists = [measure, period].flatMap(({ list }) => (list === null ? [] : [list]));
  const keys = { measure: measure.text, period: period.text };
  if (lists.length === 0 && dice.chance(25)) {
    const words = ['优', '良', '差'];
    return {
      entries: { measures: treeOf({ ...keys, words }) },
      type: { kind: 'grade', words },
      lists,
      write: factWriters.measures(draft, stage, { ...axes, texts: [...words, '没有', '3'] }),
    };
  }
  const rows = dice.pick([null, 'sum', 'mean', 'min', 'max', 'median', 'count', 'one']);
  const type = dice.pick([null, 'number', 'count', 'money', 'percent'] as const);
  const unit = rows === 'count' ? 'count' : type === 'percent' ? 'ratio' : (type ?? 'number');
  return {
    entries: {
      measures: treeOf({ ...keys, type, range: dice.pick([null, '0..100']) }),
      rows,
      states: states(draft, ['not-applicable', 'not-submitted']),
    },
    type: { kind: 'number', unit },
    lists,
    write: factWriters.measures(draft, stage, { ...axes, texts: ['12', '8', '0', '92.5', '-1', '101', '一个词'] }),
  };
}

function relations({ draft, stage }: DerivedInput): SourceDraft {
  const { dice } = draft;
  const scope = rowScope(draft, stage, 'relations', [
    { header: '权重', kind: 'number' },
    { header: '相关方', kind: 'subject' },
    { header: '对象', kind: 'subject' },
    { header: '起', kind: 'date' },
  ]);
  const writer = new FormulaWriter(draft, scope);
  const rows = dice.pick(['sum', 'mean', 'count', 'min', 'max']);
  const value = writer.number(2);
  const weighs = rows === 'sum' || rows === 'mean';
  const isDay = dice.chance(25);
  const time = weighs && !isDay && dice.chance(50) ? dice.pick(['months', 'days']) : null;
  const isSpan = !isDay && dice.chance(30);
  const hasValue = value.text !== '缺';
  const type: NodeType = rows === 'count' ? count : { kind: 'number', unit: hasValue ? value.unit : 'number' };
  return {
    entries: {
      relations: treeOf({
        relation: dice.pick<Tree>(['领导', ['领导', '__proto__']]),
        reverse: dice.pick([null, 'yes', 'no']),
        value: hasValue ? value.text : '权重',
        weight: weighs && dice.chance(40) ? '权重' : null,
        at: isDay ? dice.pick(['06-30', '2024-02-29', '2023-12-31']) : null,
        from: isSpan ? '02-29' : null,
        to: isSpan ? '2024-11-30' : null,
        time,
        'month-day': time === 'months' ? dice.pick(['1', '15', '28']) : null,
      }),
      rows,
      none: dice.pick([null, '12']),
    },
    type,
    lists: [],
    write: factWriters.relations(draft, stage),
  };
}

const deadline: DerivedWriter = (input) => {
  const { draft } = input;
  const { dice } = draft;
  const writer = writerOf(input);
  const dates = writer.dates();
  const [from, other] = [dice.pickOrNull(dates), dice.pickOrNull(dates)];
  if (from === null || other === null) return null;
  const tree = treeOf({
    from: dice.chance(25) ? `若 ${writer.condition(1)} 则 ${from} 否则 ${other}` : from,
    'working-days': dice.pick(['1', '3', '5', '20', '250']),
  });
  return { entries: { deadline: tree }, type: { kind: 'date' }, lists: [], write: factWriters.calendar };
};

export const pointSources: Readonly<Record<string, DerivedWriter>> = { step, relative, ledger, sum, deadline };
export const generalMeasures: Readonly<Record<string, (input: DerivedInput) => SourceDraft>> = { measures, relations };
