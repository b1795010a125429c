import { FormulaWriter, noScope, type FormulaScope, type NumberPart } from './random-formula.ts';
import { factWriters } from './random-fact-rows.ts';
import type { Axis, ListDraft, NodeType, RowWriter, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

/** Indicators that read one table of facts. */

/** What stands under the name of an indicator, before it is given a key, a loop and a fold. */
export interface SourceDraft {
  readonly entries: Record<string, Tree | null>;
  readonly type: NodeType;
  readonly lists: readonly ListDraft[];
  readonly countLists?: readonly ListDraft[];
  readonly write?: RowWriter;
  /** Ends that no value may pass. */
  readonly bounds?: { readonly least?: string; readonly most?: string };
}

export const score: NodeType = { kind: 'number', unit: 'score' };
export const count: NodeType = { kind: 'number', unit: 'count' };

/** A column of the table that is filtered by a key, spread over a list, or not looked at. */
export function axisOf(draft: SchemeDraft, lists: readonly ListDraft[], options: { optional: boolean }): Axis {
  const { dice } = draft;
  if (options.optional && dice.chance(30)) return { text: null, list: null, words: ['p1', 'p2'] };
  if (lists.length > 0 && dice.chance(55)) {
    const list = dice.pick(lists);
    return { text: list.name, list, words: list.members.flatMap((member) => [...member.keys, ...member.keys, member.name]) };
  }
  const key = `i${dice.below(1000)}`;
  return { text: key, list: null, words: [key] };
}

/** Axes of one table; no list stands for two columns. */
function axes(draft: SchemeDraft, optional: readonly boolean[]): Axis[] {
  let left: readonly ListDraft[] = draft.lists.filter(({ isRaters }) => !isRaters);
  return optional.map((each, i) => {
    // More than two lists would make more cells than anybody reads.
    const axis = axisOf(draft, i >= 2 ? [] : left, { optional: each });
    left = left.filter((list) => list !== axis.list);
    return axis;
  });
}

function listsOf(found: readonly Axis[]): ListDraft[] {
  return found.flatMap(({ list }) => (list === null ? [] : [list]));
}

export function rowScope(draft: SchemeDraft, stage: StageDraft, table: string, columns: FormulaScope['columns']): FormulaScope {
  const own = (draft.columns.get(table) ?? []).map(({ name, type }) => ({
    header: name,
    kind: type === 'number' ? ('number' as const) : ('truth' as const),
  }));
  return { ...noScope, stage, layer: layers.value, columns: [...columns!, ...own] };
}

export function states(draft: SchemeDraft, needed: readonly string[]): Tree | null {
  const { dice } = draft;
  const rules: [string, Tree][] = [];
  for (const state of ['not-yet', 'excused', 'not-applicable', 'not-submitted']) {
    if (!needed.includes(state) && !dice.chance(30)) continue;
    rules.push([state, state === 'not-submitted' ? dice.pick(['0', '60', 'skip', 'missing', '33.3']) : dice.pick(['skip', 'missing'])]);
  }
  return rules.length === 0 ? null : new Map(rules);
}

const foldWords = ['one', 'mean', 'sum', 'min', 'max', 'median', 'count'];

function rowsFold(draft: SchemeDraft, words: readonly string[]): Tree | null {
  const { dice } = draft;
  if (dice.chance(30)) return null;
  if (dice.chance(25)) return dice.pick([treeOf({ trimmed: '1', from: dice.pick([null, '3', '4']) }), treeOf({ trimmed: '2', from: '5' })]);
  return dice.pick(words);
}

function tasks(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const found = axes(draft, [false, true]);
  const [indicator, period] = found as [Axis, Axis];
  const scope = rowScope(draft, stage, 'tasks', [
    { header: '权重', kind: 'number' },
    { header: '对象', kind: 'subject' },
  ]);
  const coefficient = dice.chance(25) ? new FormulaWriter(draft, scope).number(2).text : null;
  const cap = dice.chance(50) ? dice.pick(['100', '120', '99.5']) : null;
  return {
    entries: {
      tasks: treeOf({ indicator: indicator.text, period: period.text, cap, coefficient }),
      states: states(draft, ['excused', 'not-applicable', 'not-submitted']),
    },
    type: score,
    lists: listsOf(found),
    write: factWriters.tasks(draft, stage, { indicator, period }),
  };
}

function scores(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const found = axes(draft, [false, true, true]);
  const [indicator, period, scorer] = found as [Axis, Axis, Axis];
  const scope = rowScope(draft, stage, 'scores', [
    { header: '得分', kind: 'number' },
    { header: '对象', kind: 'subject' },
    { header: '评分人', kind: 'subject' },
  ]);
  const range = dice.chance(60) ? dice.pick(['0..100', '60..100', '0..99.995']) : null;
  const rows = rowsFold(draft, foldWords);
  const isBetween = range !== null && rows !== 'sum' && rows !== 'count';
  const [least, most] = range?.split('..') ?? [];
  return {
    entries: {
      scores: treeOf({ indicator: indicator.text, period: period.text, scorer: scorer.text, range }),
      rows,
      recuse: dice.chance(30) ? new FormulaWriter(draft, scope).condition(2) : null,
      states: states(draft, []),
    },
    type: rows === 'count' ? count : score,
    lists: listsOf(found),
    write: factWriters.scores(draft, stage, { indicator, period, scorer }),
    ...(isBetween ? { bounds: { least: least!, most: most! } } : {}),
  };
}

function targets(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const found = axes(draft, [false, true]);
  const [indicator, period] = found as [Axis, Axis];
  const isUnder = dice.chance(40);
  const isAny = !isUnder && indicator.list === null && dice.chance(20);
  const words = isUnder ? indicator.words.flatMap((word) => [`${word}.1`, `${word}.2`, word]) : indicator.words;
  const reverse = dice.chance(50)
    ? dice.some(
        words.filter((word) => word.length < 80),
        1,
        2,
      )
    : null;
  const edge = (): string => dice.pick(['skip', '100', '0', '60']);
  const rows = rowsFold(draft, foldWords);
  const cap = dice.chance(60) ? dice.pick(['100', '120']) : null;
  return {
    entries: {
      targets: treeOf({
        ...(isUnder ? { under: indicator.text } : { indicator: isAny ? 'any' : indicator.text }),
        period: period.text,
        reverse: reverse === null ? null : [...new Set(reverse)],
        cap,
        'target-not-positive': edge(),
        'reverse-actual-not-positive': reverse === null ? null : edge(),
      }),
      rows,
      states: states(draft, ['not-applicable', 'not-submitted']),
    },
    type: rows === 'count' ? count : score,
    lists: listsOf(found),
    write: factWriters.targets(draft, stage, { indicator: { ...indicator, words }, period }),
    ...(cap !== null && rows !== 'sum' && rows !== 'count' ? { bounds: { least: '0', most: cap } } : {}),
  };
}

function entries(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const items = Array.from({ length: dice.between(1, 3) }, () => ({
    name: draft.freshName(),
    key: draft.freshKey('B'),
    points: dice.pick<Tree>(['2', '0.5', '1..5', '0..2.5', treeOf({ 省级: '4', 市级: '3', __proto__x: '1.005' })]),
    per: dice.pick([null, null, 'entry', 'quantity', 'year']),
  }));
  const tree = new Map(
    items.map(({ name, key, points, per }): [string, Tree] => [
      name,
      treeOf({
        key,
        points,
        per,
        layers: per !== 'year' && dice.chance(15) ? ['100%', '50%', '20%'] : null,
        cap: dice.chance(40) ? dice.pick(['4', '10', '0']) : null,
        reading: dice.chance(20) ? '约定如此' : null,
      }),
    ]),
  );
  const pooled = dice.some(items, 0, items.length).map(({ name }) => name);
  const sameMatter = pooled.length > 1 && dice.chance(50) ? [pooled] : pooled;
  const cap = dice.chance(50) ? dice.pick(['5', '8']) : null;
  return {
    entries: { entries: tree, 'same-matter': sameMatter.length === 0 ? null : sameMatter, cap },
    type: score,
    lists: [],
    write: factWriters.adjustments(draft, stage, items),
    ...(cap === null ? {} : { bounds: { most: cap } }),
  };
}

const journalColumns: FormulaScope['columns'] = [
  { header: '值班', kind: 'truth' },
  { header: '已填', kind: 'truth' },
  { header: '已阅', kind: 'truth' },
  { header: '日期', kind: 'date' },
];

function journal(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const writer = new FormulaWriter(draft, rowScope(draft, stage, 'journal', journalColumns));
  const where = dice.chance(60) ? { where: writer.condition(1) } : {};
  const rows: Tree = dice.chance(50)
    ? 'count'
    : treeOf({ runs: dice.pick(['1', '2', '3']), of: dice.pick(['非 已填', writer.condition(1)]) });
  return {
    entries: { journal: treeOf(where), rows, compliance: rows === 'count' ? null : '经批准的办法明文规定' },
    type: count,
    lists: [],
    write: factWriters.journal(draft, stage),
  };
}

function service(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const scope = rowScope(draft, stage, 'service', [
    { header: '月数', kind: 'number' },
    { header: '任职单位', kind: 'subject' },
    { header: '对象', kind: 'subject' },
  ]);
  const writer = new FormulaWriter(draft, scope);
  const drawn = dice.chance(50) ? writer.number(0) : writer.number(2);
  const value = drawn.text === '缺' ? { ...drawn, text: '月数', unit: 'number' as const } : drawn;
  // A missing value alone is no number.
  const numberOr = (sure: string, { text }: NumberPart): string => (text === '缺' ? sure : dice.pick([sure, text]));
  const weight = dice.chance(50) ? numberOr('月数', writer.number(1)) : null;
  const subject = new FormulaWriter(draft, { ...noScope, stage, subject: true });
  const none = dice.chance(50) ? numberOr('12', subject.number(1)) : null;
  return {
    entries: { service: treeOf({ value: value.text, weight }), rows: dice.pick(['sum', 'mean']), none },
    type: { kind: 'number', unit: value.unit },
    lists: [],
    write: factWriters.service(draft, stage),
  };
}

function history(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  const take = dice.pick(['rank', 'total', 'last', ...(stage.grading === null ? [] : ['grade'])] as const);
  const types: Record<string, NodeType> = {
    rank: count,
    total: score,
    last: { kind: 'truth' },
    grade: { kind: 'grade', words: stage.grading?.words ?? [] },
  };
  const rankedMin = take === 'last' && dice.chance(50) ? dice.pick(['3', '5']) : null;
  return {
    entries: {
      history: treeOf({ cycle: dice.pick(['-1', '-1', '-2']), take, 'ranked-min': rankedMin, successor: dice.chance(30) ? '领导' : null }),
    },
    type: types[take]!,
    lists: [],
    write: factWriters.history(draft, stage),
  };
}

function vetoes(draft: SchemeDraft, stage: StageDraft): SourceDraft {
  const { dice } = draft;
  return {
    entries: { vetoes: dice.chance(50) ? 'any' : dice.some(['安全', '廉政', '__proto__'], 1, 2) },
    type: { kind: 'truth' },
    lists: [],
    write: factWriters.vetoes(draft, stage),
  };
}

export const measures = { tasks, scores, targets, entries, journal, service, history, vetoes };
