import { randomGrading, randomScale, type GradingDraft } from './random-grading.ts';
import { factWriters } from './random-fact-rows.ts';
import { measureKeywords, plainScores, randomIndicator, type IndicatorEntry } from './random-indicator.ts';
import type { Layer, NodeDraft, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';
import { oneOrMany } from './random-vocabulary.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

const derivedKeywords =
  'formula formula formula table table weighted weighted mean sum step relative ledger ledger grading if deadline'.split(' ');

/** One stage: indicators, an order with grades, flags, outcomes, results of the ranking groups. */
export function randomStage(draft: SchemeDraft, index: number): [name: string, tree: Tree] {
  const { dice } = draft;
  const classes = index === 0 ? dice.some(draft.classes, 1, 2) : dice.some(draft.classes, 1, draft.classes.length);
  const scale = dice.chance(85) ? randomScale(draft) : null;
  const stage: StageDraft = { index, name: draft.freshName(), classes, nodes: [], grading: scale };
  draft.stages.push(stage);
  const write = (layer: Layer, section: NodeDraft['section'], keyword: string): IndicatorEntry | null =>
    randomIndicator({ draft, stage, layer, section }, keyword);

  const indicators: IndicatorEntry[] = [];
  const push = (entries: IndicatorEntry[], entry: IndicatorEntry | null): void => {
    if (entry !== null) entries.push(entry);
  };
  if (scale !== null) indicators.push(...plainScores({ draft, stage, layer: layers.value, section: 'indicator' }));
  for (let more = dice.between(1, 6); more > 0; more--) {
    const keyword = dice.chance(55) ? dice.pick(measureKeywords) : dice.pick(derivedKeywords);
    push(indicators, write(layers.value, 'indicator', keyword));
  }
  const flags: IndicatorEntry[] = [];
  const early: Layer = scale === null ? layers.value : layers.order;
  for (let more = dice.below(3); more > 0; more--) push(flags, write(early, 'flag', dice.pick(['if', 'if', 'lowest', 'vetoes'])));
  const setByLines = scale === null ? [] : Array.from({ length: dice.below(3) }, () => stepFlag(draft, stage));
  const grading = gradingOf(
    draft,
    stage,
    scale,
    [...setByLines, ...flags].map(({ node }) => node.name),
  );
  const late: Layer = scale === null ? layers.value : layers.grade;
  for (let more = dice.below(3); more > 0; more--) push(flags, write(late, 'flag', 'if'));
  flags.push(...setByLines);
  const outcomes: IndicatorEntry[] = [];
  for (let more = dice.below(4); more > 0; more--) {
    push(
      outcomes,
      write(late, 'outcome', dice.pick(['formula', 'formula', 'table', 'fund', 'fund', 'journal', 'weighted', 'if', 'deadline'])),
    );
  }
  return [
    stage.name,
    treeOf({
      for: oneOrMany(classes.map(({ name }) => name)),
      indicators: sectionOf(draft, indicators),
      grading: grading?.tree,
      flags: sectionOf(draft, flags),
      outcomes: sectionOf(draft, [...outcomes, ...republished(draft, stage)]),
      'category-outcomes': grading === null ? null : groupOutcomes(draft, stage, scale!.grades),
    }),
  ];
}

/** In any order: a name is found wherever it stands. */
function sectionOf(draft: SchemeDraft, entries: readonly IndicatorEntry[]): Tree | null {
  if (entries.length === 0) return null;
  const mixed = draft.dice.chance(30) ? draft.dice.shuffled(entries) : entries;
  return new Map(mixed.map(({ node, tree }) => [node.name, tree]));
}

/** A flag without a condition of its own: lines of the grading set it. */
function stepFlag(draft: SchemeDraft, stage: StageDraft): IndicatorEntry {
  const node: NodeDraft = {
    name: draft.freshName(),
    stage,
    type: { kind: 'truth' },
    lists: [],
    countLists: null,
    keyword: 'step-flag',
    section: 'flag',
    layer: layers.grade,
  };
  stage.nodes.push(node);
  return { node, tree: treeOf({ key: draft.freshKey('f') }) };
}

function gradingOf(
  draft: SchemeDraft,
  stage: StageDraft,
  scale: ReturnType<typeof randomScale> | null,
  flags: readonly string[],
): GradingDraft | null {
  if (scale === null) return null;
  const found = randomGrading(draft, stage, { layer: layers.order, isNested: false, flags, known: scale });
  if (found === null) throw new TypeError('a stage with a scale has a number to rank by');
  draft.rowWriters.push(factWriters.decisions(draft, stage));
  return found;
}

/** An outcome of the same name publishes an indicator once more. */
function republished(draft: SchemeDraft, stage: StageDraft): IndicatorEntry[] {
  const indicators = stage.nodes.filter((node) => node.section === 'indicator' && node.keyword !== 'grading');
  const node = draft.dice.chance(30) ? draft.dice.pickOrNull(indicators) : null;
  if (node === null) return [];
  const each = node.lists.length < 2 ? null : node.lists.map(({ name }) => name);
  return [{ node, tree: treeOf({ key: draft.freshKey('o'), each }) }];
}

function groupOutcomes(draft: SchemeDraft, stage: StageDraft, grades: readonly string[]): Tree | null {
  const { dice } = draft;
  const numbers = stage.nodes.filter((node) => node.type.kind === 'number' && node.lists.length === 0).map(({ name }) => name);
  const lists = stage.nodes.filter((node) => node.keyword === 'lowest').map(({ name }) => name);
  const formula = (): string => {
    const choices = ['参评数', '6800元 × 参评数', `名额（${dice.pick(grades)}）`, `已定（${dice.pick(grades)}）`];
    for (const word of ['最高', '最低', '平均', '标准差', '合计']) if (numbers.length > 0) choices.push(`${word}（${dice.pick(numbers)}）`);
    if (lists.length > 0) choices.push(`名额（${dice.pick(lists)}）`);
    return dice.pick(choices);
  };
  const tree = new Map<string, Tree>();
  for (let more = dice.below(3); more > 0; more--) {
    const values = new Map<string, Tree>(Array.from({ length: dice.between(1, 3) }, () => [draft.freshKey('v'), formula()]));
    const content = dice.chance(60) ? { formula: formula() } : { values };
    tree.set(draft.freshName(), treeOf({ key: draft.freshKey('co'), ...content, show: dice.chance(30) ? treeOf({ digits: '3' }) : null }));
  }
  return tree.size === 0 ? null : tree;
}

export function randomTotals(draft: SchemeDraft): Tree | null {
  const { dice } = draft;
  const last = draft.stages.at(-1)!;
  const numbers = last.nodes.filter((node) => node.type.kind === 'number' && node.lists.length === 0);
  const tree = new Map<string, Tree>();
  for (const node of dice.some(numbers, 0, 2))
    tree.set(draft.freshKey('s'), `${dice.pick(['合计', '平均', '最高', '最低'])}（${node.name}）`);
  return tree.size === 0 ? null : tree;
}
