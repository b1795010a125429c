import { FormulaWriter, noScope, type FormulaScope } from './random-formula.ts';
import type { AttributeDraft, Layer, NodeDraft, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';
import { gradeNames, undecidedWords } from './words.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

/** Ranking and grade steps, of a stage or of an indicator. */
export interface GradingDraft {
  readonly tree: Tree;
  readonly grades: readonly string[];
  readonly words: readonly string[];
  readonly within: AttributeDraft | null;
  /** Flags that its lines set. */
  readonly flags: readonly string[];
}

interface Options {
  readonly layer: Layer;
  readonly isNested: boolean;
  /** Flags that its lines may set. */
  readonly flags: readonly string[];
  /** Scale and ranking group, where they were settled before. */
  readonly known: Pick<GradingDraft, 'grades' | 'words' | 'within'> | null;
}

const modes = ['half-up', 'half-even', 'floor', 'ceil'];

/** The words of a scale and the ranking group, before anything else is known. */
export function randomScale(draft: SchemeDraft): Pick<GradingDraft, 'grades' | 'words' | 'within'> {
  const { dice } = draft;
  const grades = dice.shuffled(dice.some(gradeNames, 2, 4));
  const within = dice.pickOrNull(draft.attributes.filter(({ kind }) => kind === 'text' || kind === 'subject' || kind === 'yes-no'));
  return { grades, words: [...grades, undecidedWords[0]!], within: dice.chance(40) ? within : null };
}

export function randomGrading(draft: SchemeDraft, stage: StageDraft, options: Options): GradingDraft | null {
  const { dice } = draft;
  const scope: FormulaScope = { ...noScope, stage, layer: layers.value, subject: true };
  const readable = new FormulaWriter(draft, scope).nodes().filter((node) => node.stage === stage && node.lists.length === 0);
  const orderable = readable.filter((node) => node.type.kind !== 'date');
  const numbers = orderable.filter((node) => node.type.kind === 'number');
  const of = dice.chance(90) ? dice.pickOrNull(numbers) : dice.pickOrNull(orderable);
  if (of === null) return null;
  const scale = options.known ?? randomScale(draft);
  const isBetter = options.isNested && dice.chance(60);
  const used = new Set<string>();
  const flag = (): string | null => {
    const name = dice.chance(50) ? dice.pickOrNull(options.flags) : null;
    if (name !== null) used.add(name);
    return name;
  };
  const input: StepInput = {
    draft,
    stage,
    scale,
    numbers,
    flag,
    steps: { ...scope, layer: options.isNested ? layers.value : layers.order },
  };
  const quota = quotaLines(input);
  const tree = treeOf({
    of: of.name,
    within: scale.within === null ? dice.pick([null, '类别']) : scale.within.name,
    // Two stages that rank the same class need labels of their own.
    label: stage.index > 0 ? `${stage.index}/<组>` : dice.chance(30) ? 'g/<组>' : null,
    compare: dice.chance(15) ? dice.pick(['exact', 'published']) : null,
    merge: dice.chance(20) ? treeOf({ least: dice.pick(['2', '3', '5']), key: draft.freshKey('joint') }) : null,
    ties: ties(draft, orderable),
    outside: outsideLines(input, of),
    undecided: isBetter ? 'better' : treeOf({ grade: undecidedWords[0]!, rule: 'decision', flag: flag() }),
    scale: [...scale.grades],
    quota: quota.tree,
    steps: gradeSteps(input, quota.grades),
    clause: '五',
  });
  // The words of a scale are those that its lines use.
  const outsideWords = wordsOfLines(tree.get('outside'));
  const words = [...new Set([...scale.grades, ...(isBetter ? [] : [undecidedWords[0]!]), ...outsideWords])];
  return { tree, grades: scale.grades, words, within: scale.within, flags: [...used] };
}

function wordsOfLines(lines: Tree | undefined): string[] {
  if (!Array.isArray(lines)) return [];
  return (lines as ReadonlyMap<string, Tree>[]).flatMap((line) => (line.has('grade') ? [line.get('grade') as string] : []));
}

interface StepInput {
  readonly draft: SchemeDraft;
  readonly stage: StageDraft;
  readonly scale: Pick<GradingDraft, 'grades' | 'words' | 'within'>;
  readonly numbers: readonly NodeDraft[];
  readonly flag: () => string | null;
  readonly steps: FormulaScope;
}

function ties(draft: SchemeDraft, orderable: readonly NodeDraft[]): Tree | null {
  const { dice } = draft;
  const chain = dice.some(orderable, 0, 3).map((node): Tree => (dice.chance(30) ? treeOf({ least: node.name }) : node.name));
  return chain.length === 0 ? null : dice.shuffled(chain);
}

function outsideLines({ draft, stage, flag }: StepInput, of: NodeDraft): Tree | null {
  const { dice } = draft;
  const writer = new FormulaWriter(draft, { ...noScope, stage, subject: true });
  const lines: Tree[] = [];
  if (dice.chance(70)) lines.push(treeOf({ if: `缺（${of.name}）`, rule: 'not-rated', flag: flag() }));
  if (dice.chance(30)) {
    const grade = dice.chance(60) ? undecidedWords[1]! : null;
    lines.push(treeOf({ if: writer.condition(1), grade, rule: dice.pick([null, 'no-grade']), flag: flag() }));
  }
  return lines.length === 0 ? null : lines;
}

/** Ratios that leave nobody over, whatever n is: no more than the whole together, all rounded down where it is close. */
function quotaLines(input: StepInput): { readonly tree: Tree | null; readonly grades: readonly string[] } {
  const { draft, scale } = input;
  const { dice } = draft;
  if (dice.chance(8)) return { tree: null, grades: [] };
  const chosen = dice.some(scale.grades, 1, scale.grades.length);
  const tree = new Map<string, Tree>();
  const ratios = dice.parts(20, chosen.length + 1);
  chosen.forEach((grade, i) => {
    if (i > 0 && i === chosen.length - 1 && dice.chance(40)) tree.set(grade, 'rest');
    else tree.set(grade, quotaLine(input, ratios[i]! * 5));
  });
  return { tree, grades: chosen };
}

function quotaLine(input: StepInput, percent: number): Tree {
  const { draft, numbers } = input;
  const { dice } = draft;
  const node = dice.pickOrNull(numbers);
  const best = node === null ? '1' : `若 最高（${node.name}） ≥ 80 则 1 否则 0`;
  const ratio = dice.chance(25) ? parentRatio(input) : null;
  return treeOf({
    ratio: ratio ?? `${percent}%`,
    mode: dice.pick(modes),
    'at-least': dice.pick([null, null, null, '1', best]),
    'at-most': dice.pick([null, null, null, '2', '参评数']),
    when: dice.pick([null, null, null, '参评数 ≥ 3', node === null ? null : `最低（${node.name}） < 90`]),
  });
}

/** A ratio that the group's own class or attribute tells. */
function parentRatio({ draft, stage, scale }: StepInput): string | null {
  const { dice } = draft;
  const { within } = scale;
  if (within === null) return `若 类别 = ${dice.pick(stage.classes).name} 则 40% 否则 10%`;
  if (within.kind === 'text') return `若 ${within.name} = ${within.words[0]!} 则 50% 否则 20%`;
  if (within.kind === 'yes-no') return `若 ${within.name} 则 50% 否则 20%`;
  const earlier = draft.stages
    .slice(0, stage.index)
    .filter((each) => each.classes.some((own) => within.targets.includes(own)))
    .flatMap((each) => each.nodes);
  const grade = dice.pickOrNull(
    earlier.filter((node) => node.type.kind === 'grade' && node.lists.length === 0 && node.type.words.length > 0),
  );
  if (grade?.type.kind === 'grade') return `若 ${within.name}.${grade.name} = ${grade.type.words[0]!} 则 40% 否则 20%`;
  return `若 ${within.name}.类别 = ${dice.pick(within.targets).name} 则 40% 否则 20%`;
}

function gradeSteps(input: StepInput, withQuota: readonly string[]): Tree {
  const { draft, scale } = input;
  const { dice } = draft;
  const steps: Tree[] = [];
  const last = dice.pick(scale.grades);
  for (const grade of dice.shuffled(scale.grades)) if (grade !== last) steps.push(randomStep(input, grade, withQuota));
  for (let more = dice.below(2); more > 0; more--) steps.push(randomStep(input, dice.pick(scale.grades), withQuota));
  steps.push(treeOf({ rest: last, rule: dice.pick([null, 'others']) }));
  if (dice.chance(40)) steps.push(assignStep(input, dice.pick(scale.grades), true));
  return steps;
}

function assignStep({ draft, steps }: StepInput, grade: string, override: boolean): Tree {
  const { dice } = draft;
  return treeOf({
    assign: grade,
    if: new FormulaWriter(draft, steps).condition(2),
    rule: dice.pick([null, 'hard-score', 'mandatory']),
    override: override ? 'yes' : dice.pick([null, 'no', 'yes']),
  });
}

function randomStep(input: StepInput, grade: string, withQuota: readonly string[]): Tree {
  const { draft, steps, flag } = input;
  const { dice } = draft;
  if (dice.chance(30)) return assignStep(input, grade, false);
  const hasQuota = withQuota.includes(grade);
  const places =
    hasQuota && dice.chance(75)
      ? null
      : dice.pick(['1', '参评数 − 1', '进一（参评数 × 30%）', hasQuota ? `名额（${grade}） − 已定（${grade}）` : '2']);
  const writer = new FormulaWriter(draft, steps);
  const bars = Array.from({ length: dice.pick([0, 0, 1, 2]) }, () =>
    treeOf({ if: writer.condition(1), rule: dice.pick([null, 'veto', 'eligibility']), flag: flag() }),
  );
  return treeOf({
    [dice.pick(['first', 'first', 'last'])]: grade,
    among: dice.pick([null, 'all', 'ungraded']),
    places,
    bar: bars.length === 0 ? null : bars,
    rule: dice.pick([null, null, 'quota', 'special']),
    clause: dice.pick([null, '五3']),
  });
}
