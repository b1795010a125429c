import { ballotMeasures } from './random-ballots.ts';
import { derived, percentages, type DerivedInput } from './random-derived.ts';
import { FormulaWriter, noScope } from './random-formula.ts';
import { generalMeasures, pointSources } from './random-points.ts';
import { measures, score, type SourceDraft } from './random-measures.ts';
import { byClass, byMember } from './random-switch.ts';
import type { ListDraft, NodeDraft, NodeType, SchemeDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

type SourceWriter = (input: DerivedInput) => (SourceDraft & { readonly loops?: readonly ListDraft[] }) | null;

/** Every keyword of an indicator that can be written at random. */
export const sourceWriters: ReadonlyMap<string, SourceWriter> = new Map<string, SourceWriter>([
  ...Object.entries({ ...measures, ...ballotMeasures }).map(([keyword, write]): [string, SourceWriter] => [
    keyword,
    ({ draft, stage }) => write(draft, stage),
  ]),
  ...Object.entries(generalMeasures),
  ...Object.entries({ ...derived, ...pointSources }),
]);

export const measureKeywords: readonly string[] = [
  ...Object.keys(measures),
  ...Object.keys(ballotMeasures),
  ...Object.keys(generalMeasures),
];

export interface IndicatorEntry {
  readonly node: NodeDraft;
  readonly tree: Tree;
}

/** One named value: its source, a loop or a fold for each of its lists, and how it is published. */
export function randomIndicator(input: DerivedInput, keyword: string): IndicatorEntry | null {
  const { draft, stage, layer, section } = input;
  const source = sourceWriters.get(keyword)!(input);
  if (source === null) return null;
  // An account keeps the list of its periods.
  const isAccount = keyword === 'ledger';
  const settled = isAccount
    ? { each: [], fold: null, left: source.lists }
    : source.loops === undefined
      ? settleLists(input, source)
      : { each: source.loops, fold: null, left: source.lists };
  const { each, fold, left } = settled;
  const name = draft.freshName();
  const folded = fold === null ? {} : fold.entries;
  const tree = treeOf({
    ...published(input, source, left),
    each: each.length === 0 ? null : each.length === 1 ? each[0]!.name : each.map((list) => list.name),
    ...source.entries,
    ...folded,
  });
  // A mean of counts is no count.
  const type: NodeType = fold !== null && source.type.kind === 'number' && source.type.unit === 'count' ? score : source.type;
  const node: NodeDraft = { name, stage, type, lists: left, countLists: source.countLists ?? null, keyword, section, layer };
  if (source.write !== undefined) draft.rowWriters.push(source.write);
  if (source.bounds !== undefined) draft.bounds.push({ stage: stage.index, name, ...foldedBounds(source.bounds, fold?.isZero === true) });
  stage.nodes.push(node);
  return { node, tree };
}

function foldedBounds(bounds: NonNullable<SourceDraft['bounds']>, countsZero: boolean): NonNullable<SourceDraft['bounds']> {
  return countsZero ? { ...bounds, least: '0' } : bounds;
}

interface FoldDraft {
  readonly list: ListDraft;
  readonly entries: Record<string, Tree | null>;
  readonly isZero: boolean;
}

/** A list is gone through, folded away, or (the only one) left as it is. */
function settleLists(
  input: DerivedInput,
  source: SourceDraft,
): { readonly each: readonly ListDraft[]; readonly fold: FoldDraft | null; readonly left: readonly ListDraft[] } {
  const { dice } = input.draft;
  const { lists } = source;
  if (lists.length === 0) return { each: [], fold: null, left: [] };
  const folded = dice.chance(55) ? dice.pick(lists) : null;
  const left = lists.filter((list) => list !== folded);
  if (folded === null) return { each: lists.length === 1 && dice.chance(40) ? [] : dice.shuffled(lists), fold: null, left };
  return { each: dice.shuffled(left), fold: foldOf(input, folded, left), left };
}

function foldOf({ draft, stage }: DerivedInput, list: ListDraft, loops: readonly ListDraft[]): FoldDraft {
  const { dice } = draft;
  const missing = dice.pick(['skip', 'withhold', 'zero']);
  const isZero = missing === 'zero';
  const partKey = dice.chance(50) ? `${draft.freshKey('p')}${dice.chance(50) && list.name.length < 40 ? `.<${list.name}>` : ''}` : null;
  if (dice.chance(35)) return { list, entries: { mean: list.name, missing, 'part-key': partKey }, isZero };
  const weights = (): Tree =>
    percentages(
      draft,
      dice.some(list.members, 1, list.members.length).map(({ name }) => name),
    );
  const loop = dice.pickOrNull(loops);
  const tree = dice.chance(60)
    ? weights()
    : loop !== null && dice.chance(50)
      ? byMember(draft, loop, weights)
      : byClass(draft, stage, weights);
  return { list, entries: { weighted: tree, missing, 'part-key': partKey }, isZero };
}

const modes = ['half-up', 'half-even', 'floor', 'ceil'];

function published(
  { draft, stage, layer, section }: DerivedInput,
  source: SourceDraft,
  lists: readonly ListDraft[],
): Record<string, Tree | null> {
  const { dice } = draft;
  const isNumber = source.type.kind === 'number';
  const isKeyed = section === 'flag' || dice.chance(85);
  const list = dice.chance(60) ? dice.pickOrNull(lists) : null;
  const slot = list === null || list.name.length > 40 ? '' : `.<${list.name}>`;
  const point = (): Tree =>
    dice.pick<Tree>([
      'carry',
      'carry',
      treeOf({ digits: dice.pick(['0', '1', '3']), mode: dice.pick(modes) }),
      treeOf({ unit: dice.pick(['分', '元']) }),
    ]);
  // One form for all classes: somebody may be ranked by it with people of another.
  const show = dice.pick<Tree>([
    'percent',
    treeOf({ digits: dice.pick(['0', '1', '2', '4']) }),
    treeOf({ digits: '1', mode: dice.pick(modes), as: 'percent' }),
  ]);
  const publish = dice.chance(30) ? byClass(draft, stage, point) : point();
  return {
    key: isKeyed ? `${draft.freshKey(section[0]!)}${slot}` : null,
    clause: dice.chance(20) ? '一、（二）' : null,
    reading: dice.chance(10) ? '此处条款未写明' : null,
    publish: isNumber && dice.chance(25) ? publish : null,
    show: dice.chance(20) ? show : null,
    needs: isNumber && dice.chance(12) ? needs(draft, stage, layer, lists) : null,
    omit: section === 'outcome' && dice.chance(20) ? 'zero' : null,
  };
}

function needs(draft: SchemeDraft, stage: DerivedInput['stage'], layer: DerivedInput['layer'], lists: readonly ListDraft[]): Tree | null {
  const writer = new FormulaWriter(draft, { ...noScope, stage, layer, loops: lists, subject: true });
  const names = writer
    .nodes()
    .filter((node) => node.lists.every((list) => lists.includes(list)))
    .map(({ name }) => name);
  const some = draft.dice.some(names, 1, 2);
  return some.length === 0 ? null : some.length === 1 ? some[0]! : some;
}

/** What every stage has at least, so that it can be ranked. */
export function plainScores(input: DerivedInput): IndicatorEntry[] {
  const entry = randomIndicator({ ...input, layer: layers.value, section: 'indicator' }, 'scores')!;
  return entry.node.lists.length === 0 ? [entry] : [entry, oneMember(input, entry.node)];
}

/** The indexed value read at one member of each list. */
function oneMember({ draft, stage }: DerivedInput, node: NodeDraft): IndicatorEntry {
  const members = node.lists.map((list) => draft.dice.pick(list.members).name).join('，');
  const name = draft.freshName();
  const own: NodeDraft = { ...node, name, lists: [], countLists: null, keyword: 'formula' };
  stage.nodes.push(own);
  return { node: own, tree: treeOf({ key: draft.freshKey('t'), formula: `${node.name}（${members}）`, publish: 'carry' }) };
}
