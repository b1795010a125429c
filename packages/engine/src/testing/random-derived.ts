import { unitOfSum, type NumberUnit } from '../formula/type.ts';
import { FormulaWriter, noScope, type FormulaScope } from './random-formula.ts';
import { randomGrading, type GradingDraft } from './random-grading.ts';
import type { SourceDraft } from './random-measures.ts';
import { byClass, byMember } from './random-switch.ts';
import type { Layer, ListDraft, NodeDraft, NodeType, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';
import { treeOf, type Tree } from './yaml-tree.ts';

/** Indicators that read other values. Null where there is nothing yet that they could read. */

export interface DerivedInput {
  readonly draft: SchemeDraft;
  readonly stage: StageDraft;
  readonly layer: Layer;
  /** Flags are yes or no, outcomes may be money. */
  readonly section: 'indicator' | 'flag' | 'outcome';
}

export type DerivedWriter = (input: DerivedInput) => (SourceDraft & { readonly loops?: readonly ListDraft[] }) | null;

function scopeOf({ stage, layer }: DerivedInput, loops: readonly ListDraft[] = []): FormulaScope {
  return { ...noScope, stage, layer, loops, subject: true };
}

/** Readable indicators of the subject. */
function readable(input: DerivedInput): NodeDraft[] {
  return new FormulaWriter(input.draft, scopeOf(input)).nodes();
}

const formula: DerivedWriter = (input) => {
  const { draft, stage, section } = input;
  const { dice } = draft;
  const indexed = readable(input).filter((node) => node.lists.length > 0 && node.type.kind === 'number');
  const over = dice.chance(40) ? dice.pickOrNull(indexed) : null;
  if (over !== null) return loopedFormula(input, over);
  const writer = new FormulaWriter(draft, scopeOf(input));
  if (section === 'indicator' && dice.chance(25)) return { entries: { formula: writer.condition(3) }, type: { kind: 'truth' }, lists: [] };
  const first = writer.number(3, section === 'outcome');
  if (first.text === '缺') return { entries: { formula: '0' }, type: { kind: 'number', unit: 'number' }, lists: [] };
  if (!dice.chance(25)) {
    return { entries: { formula: first.text }, type: { kind: 'number', unit: first.unit }, lists: [], ...clampOf(first.text) };
  }
  let unit: NumberUnit | null = null;
  const tree = byClass(draft, stage, () => {
    const part = unit === null ? first : writer.number(2, section === 'outcome');
    const common: NumberUnit | null = unitOfSum(unit ?? part.unit, part.unit);
    if (common === null || part.text === '缺') return first.text;
    unit = common;
    return part.text;
  });
  if (unit === null) throw new TypeError('a stage has a class');
  return { entries: { formula: tree }, type: { kind: 'number', unit }, lists: [] };
};

/** A clamp at the top of a formula says what the value may be. */
function clampOf(text: string): Pick<SourceDraft, 'bounds'> {
  const ends = /^限幅（[^（）]*，(\d+)，(\d+)）$/.exec(text);
  return ends === null ? {} : { bounds: { least: ends[1]!, most: ends[2]! } };
}

/** For each member of a list: every loop is read by the formula, or it would have no effect. */
function loopedFormula(input: DerivedInput, over: NodeDraft): ReturnType<DerivedWriter> {
  const { draft } = input;
  const { dice } = draft;
  const loops = over.lists;
  const writer = new FormulaWriter(draft, scopeOf(input, loops));
  const part = writer.number(2);
  const own = over.type.kind === 'number' ? over.type.unit : 'number';
  const unit = unitOfSum(own, part.unit);
  const text =
    unit === null || part.text === '缺' ? over.name : dice.pick([`${over.name} + （${part.text}）`, `最小（${over.name}，${part.text}）`]);
  const tree: Tree = dice.chance(25) ? byMember(draft, loops[0]!, () => text) : text;
  return { entries: { formula: tree }, type: { kind: 'number', unit: text === over.name ? own : unit! }, lists: loops, loops };
}

const ladders = [
  ['≥90', '≥80', '≥60', '<60'],
  ['80..100', '60..<80', '<60', '>100'],
  ['>=85', '<85'],
];
const ratioLadders = [
  ['<0%', '0%..<50%', '50%..100%', '>100%'],
  ['≥90%', '<90%'],
];
/** Something falls through these. */
const openLadders = [
  ['90..100', '80..<90'],
  ['=60', '>95'],
  ['100', '0'],
];
const openRatioLadders = [['90%..100%', '80%..<90%'], ['=60%']];

const table: DerivedWriter = (input) => {
  const { draft } = input;
  const { dice } = draft;
  const grades = readable(input).filter((node) => node.type.kind === 'grade' && node.lists.length === 0 && node.type.words.length > 0);
  const result = tableResults(draft);
  const node = dice.pickOrNull(grades);
  if (node !== null && node.type.kind === 'grade' && dice.chance(60)) {
    const words = dice.some(node.type.words, 1, node.type.words.length);
    const rows = new Map<string, Tree>(words.map((word) => [word, result.value()]));
    const none = words.length < node.type.words.length && dice.chance(60) ? result.value() : null;
    return { entries: { table: treeOf({ of: node.name, rows, none }) }, type: result.type(), lists: [] };
  }
  const { text, unit } = new FormulaWriter(draft, scopeOf(input)).number(1);
  if (text === '缺') return null;
  const ladder = dice.pick(unit === 'ratio' ? ratioLadders : ladders);
  const open = dice.pick(unit === 'ratio' ? openRatioLadders : openLadders);
  const isOpen = dice.chance(35);
  const rows = new Map<string, Tree>((isOpen ? open : ladder).map((band) => [band, result.value()]));
  return {
    entries: { table: treeOf({ of: text, rows, none: isOpen || dice.chance(30) ? result.value() : null }) },
    type: result.type(),
    lists: [],
  };
};

/** What a table gives: words, or numbers. Its type is known when all rows are written. */
function tableResults(draft: SchemeDraft): { value: () => string; type: () => NodeType } {
  const { dice } = draft;
  const words = new Set<string>();
  if (dice.chance(40)) {
    const some = [draft.freshName(), draft.freshName(), '甲等', '乙等'];
    const value = (): string => {
      const word = dice.pick(some);
      words.add(word);
      return word;
    };
    return { value, type: () => ({ kind: 'grade', words: [...words] }) };
  }
  let isRatio = false;
  const value = (): string => {
    const number = dice.pick(['0', '1', '1.5', '-2', '100', '25%', '0.2']);
    isRatio ||= number.endsWith('%');
    return number;
  };
  return { value, type: () => ({ kind: 'number', unit: isRatio ? 'ratio' : 'number' }) };
}

/** References whose units go together, written as a weighted mean names them. */
export function summable(input: DerivedInput, loops: readonly ListDraft[]): { readonly text: string; readonly unit: NumberUnit }[] {
  const { draft } = input;
  const writer = new FormulaWriter(draft, scopeOf(input, loops));
  const parts = writer.nodes().flatMap((node) => {
    if (node.type.kind !== 'number' || node.type.unit === 'money' || node.type.unit === 'ratio') return [];
    const fixed = node.lists.filter((list) => !loops.includes(list)).map((list) => draft.dice.pick(list.members).name);
    return [{ text: fixed.length === 0 ? node.name : `${node.name}（${fixed.join('，')}）`, unit: node.type.unit }];
  });
  return draft.dice.some(parts, 1, 4);
}

function weights(draft: SchemeDraft, names: readonly string[]): { readonly tree: Tree; readonly full: string | null } {
  const { dice } = draft;
  const isPercent = dice.chance(60);
  const full = isPercent || dice.chance(60) ? null : '50';
  const parts = dice.parts(full === null ? 1000 : 500, names.length);
  return { tree: new Map(names.map((name, i) => [name, `${parts[i]! / 10}${isPercent ? '%' : ''}`])), full };
}

const missingWords = ['skip', 'withhold', 'zero'];

const weighted: DerivedWriter = (input) => {
  const { draft, stage } = input;
  const { dice } = draft;
  const indexed = readable(input).filter((node) => node.lists.length === 1 && node.type.kind === 'number');
  const of = dice.chance(30) ? dice.pickOrNull(indexed) : null;
  const over = of === null && dice.chance(20) ? dice.pickOrNull(indexed) : null;
  const loops = over?.lists ?? [];
  const names =
    of === null ? summable(input, loops).map(({ text }) => text) : dice.some(of.lists[0]!.members, 1, 4).map(({ name }) => name);
  // A loop without a term that reads its member would have no effect.
  if (over !== null && !names.includes(over.name)) return null;
  if (names.length === 0) return null;
  const isByClass = over === null && dice.chance(30);
  const full = isByClass ? null : weights(draft, names);
  const tree = full?.tree ?? byClass(draft, stage, () => percentages(draft, dice.some(names, 1, names.length)));
  const unit = of?.type.kind === 'number' && (of.type.unit === 'money' || of.type.unit === 'ratio') ? of.type.unit : 'score';
  return {
    entries: { weighted: tree, full: full?.full ?? null, of: of?.name ?? null, missing: dice.pick(missingWords) },
    type: { kind: 'number', unit },
    lists: loops,
    ...(over === null ? {} : { loops }),
  };
};

/** Percentages of the names, 100 together. */
export function percentages(draft: SchemeDraft, names: readonly string[]): Tree {
  const parts = draft.dice.parts(100, names.length);
  return new Map(names.map((name, i) => [name, `${parts[i]!}%`]));
}

const mean: DerivedWriter = (input) => {
  const { draft } = input;
  const { dice } = draft;
  const indexed = readable(input).filter(
    (node) => node.lists.length === 1 && node.type.kind === 'number' && node.type.unit !== 'money' && node.type.unit !== 'ratio',
  );
  const over = dice.chance(50) ? dice.pickOrNull(indexed) : null;
  const writer = new FormulaWriter(draft, scopeOf(input));
  const names = over === null ? summable(input, []).map(({ text }) => text) : [`${over.name}（${writer.run(over.lists[0]!)}）`];
  if (names.length === 0) return null;
  return {
    entries: { mean: names.length === 1 ? names[0]! : names, missing: dice.pick(missingWords) },
    type: { kind: 'number', unit: 'score' },
    lists: [],
  };
};

const grading: DerivedWriter = (input) => {
  const { draft, stage, layer } = input;
  const found: GradingDraft | null = randomGrading(draft, stage, { layer, isNested: true, flags: [], known: null });
  return found === null ? null : { entries: { grading: found.tree }, type: { kind: 'grade', words: found.words }, lists: [] };
};

/** One that may have a part of the unit must say how it is rounded; one that cannot must not. */
const fundAmounts = [
  { amount: '6800元 × 参评数', wholeIn: '分元' },
  { amount: '100元', wholeIn: '分元' },
  { amount: '0.07元 × 参评数', wholeIn: '分' },
  { amount: '33.33元 × 参评数', wholeIn: '分' },
  { amount: '60元 − 20元 × 参评数', wholeIn: '分元' },
  { amount: '1000.005元', wholeIn: '' },
  { amount: '100000元 ÷ 3', wholeIn: '' },
];

const fund: DerivedWriter = (input) => {
  const { draft, stage, layer } = input;
  const { dice } = draft;
  if (stage.grading === null || layer < layers.grade) return null;
  const writer = new FormulaWriter(draft, scopeOf(input));
  const share = dice.chance(50) ? writer.number(0) : writer.number(2);
  const unit = dice.pick(['分', '元']);
  const { amount, wholeIn } = dice.pick(fundAmounts);
  const tree = treeOf({
    within: dice.chance(50) ? (stage.grading.within?.name ?? '类别') : null,
    amount,
    mode: wholeIn.includes(unit) ? null : dice.pick(['floor', 'ceil', 'half-up', 'half-even']),
    share: share.unit === 'money' || share.text === '缺' ? '1' : share.text,
    unit,
    remainder: dice.pick(['largest-fraction', 'keep']),
    then: dice.pick([null, '编号', '名次']),
    undecided: dice.pick(['withhold', 'skip']),
    outside: dice.pick([null, '0元', '5.55元']),
  });
  return { entries: { fund: tree }, type: { kind: 'number', unit: 'money' }, lists: [] };
};

const condition: DerivedWriter = (input) => {
  const { draft, stage, layer } = input;
  const { dice } = draft;
  const writer = new FormulaWriter(draft, scopeOf(input));
  const text = (): string => writer.condition(3);
  const isRankedOnly = stage.grading !== null && layer >= layers.order && dice.chance(25);
  return {
    entries: { if: dice.chance(25) ? byClass(draft, stage, text) : text(), among: isRankedOnly ? 'ranked' : null },
    type: { kind: 'truth' },
    lists: [],
  };
};

const lowest: DerivedWriter = (input) => {
  const { draft, stage, layer } = input;
  const { dice } = draft;
  if (stage.grading === null || layer < layers.order) return null;
  const numbers = readable(input).filter((node) => node.type.kind === 'number' && node.lists.length === 0);
  const of = dice.pickOrNull(numbers);
  if (of === null) return null;
  const tree = treeOf({
    of: of.name,
    ratio: dice.pick(['5%', '20%', '1/3', '0%', '100%']),
    mode: dice.pick(['half-up', 'half-even', 'floor', 'ceil']),
  });
  return { entries: { lowest: tree }, type: { kind: 'truth' }, lists: [] };
};

export const derived: Readonly<Record<string, DerivedWriter>> = { formula, table, weighted, mean, grading, fund, if: condition, lowest };
