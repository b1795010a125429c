import { unitOfProduct, unitOfQuotient, unitOfSum, type NumberUnit } from '../formula/type.ts';
import type { AttributeDraft, ClassDraft, Layer, ListDraft, NodeDraft, SchemeDraft, StageDraft } from './scheme-draft.ts';
import { layers } from './scheme-draft.ts';

/** Where a formula stands, and so what may be named in it. */
export interface FormulaScope {
  /** The stage that asks; null: none, as in the table of evidence. */
  readonly stage: StageDraft | null;
  /** A formula reads this layer and those below. */
  readonly layer: Layer;
  /** Lists that a loop around the formula goes through. */
  readonly loops: readonly ListDraft[];
  /** Names of the subject: its attributes and indicators. */
  readonly subject: boolean;
  /**
   * Another subject, reached by a reference: nothing is told of its order or of others of its class. Where its classes are
   * known, only the stages that appraise them speak of it.
   */
  readonly other: boolean;
  readonly classes: readonly ClassDraft[] | null;
  /** A pair of rater and subject. */
  readonly pair: boolean;
  /** Columns of a row of facts by header. */
  readonly columns: readonly { readonly header: string; readonly kind: 'number' | 'truth' | 'subject' | 'date' }[] | null;
}

export const noScope: FormulaScope = {
  stage: null,
  layer: layers.value,
  loops: [],
  subject: false,
  other: false,
  classes: null,
  pair: false,
  columns: null,
};

/** A part of a formula; a compound part is put in brackets where it stands inside another. */
interface Part {
  readonly text: string;
  readonly isCompound: boolean;
}

export interface NumberPart extends Part {
  readonly unit: NumberUnit;
}

const literals = '0 1 2 3 10 60 80 100 0.5 1.005 33.333'.split(' ');
const percents = '0% 10% 33.3% 50% 100%'.split(' ');

/** Writes formulas that are typed right, of everything that can be named where they stand. */
export class FormulaWriter {
  private readonly draft: SchemeDraft;
  private readonly scope: FormulaScope;

  constructor(draft: SchemeDraft, scope: FormulaScope) {
    this.draft = draft;
    this.scope = scope;
  }

  condition(depth: number): string {
    return this.truth(depth).text;
  }

  number(depth: number, money = false): NumberPart {
    const { dice } = this.draft;
    if (depth <= 0 || dice.chance(20)) return this.numberLeaf(money);
    const a = this.number(depth - 1, money);
    const compound = (text: string, unit: NumberUnit): NumberPart => ({ text, unit, isCompound: true });
    const call = (text: string, unit: NumberUnit): NumberPart => ({ text, unit, isCompound: false });
    switch (dice.below(9)) {
      case 0:
      case 1: {
        const b = this.number(depth - 1, money);
        const unit = unitOfSum(a.unit, b.unit);
        return unit === null ? a : compound(`${inner(a)} ${dice.pick(['+', '−', '-'])} ${inner(b)}`, unit);
      }
      case 2: {
        const b = this.number(depth - 1);
        const unit = unitOfProduct(a.unit, b.unit);
        return unit === null ? a : compound(`${inner(a)} ${dice.pick(['×', '*'])} ${inner(b)}`, unit);
      }
      case 3: {
        const b = this.number(depth - 1, money);
        const unit = unitOfQuotient(a.unit, b.unit);
        const isZero = /^0(?:%|元)?$/.test(b.text);
        return unit === null || isZero ? a : compound(`${inner(a)} ${dice.pick(['÷', '/'])} ${inner(b)}`, unit);
      }
      case 4:
        return compound(`${dice.pick(['−', '-'])}${inner(a)}`, a.unit);
      case 5: {
        const [low, high] = a.unit === 'money' ? ['0元', '10000元'] : a.unit === 'ratio' ? ['0%', '100%'] : ['0', '100'];
        return call(`限幅（${a.text}，${low}，${high}）`, a.unit);
      }
      case 6: {
        const b = this.number(depth - 1, money);
        const unit = unitOfSum(a.unit, b.unit);
        return unit === null ? a : call(`${dice.pick(['最大', '最小'])}（${a.text}，${b.text}）`, unit);
      }
      case 7:
        // Money is rounded at a publishing point, not in a formula.
        return a.unit === 'money' ? a : call(`${dice.pick(['取整', '进一'])}（${a.text}）`, 'count');
      default: {
        const b = this.number(depth - 1, money);
        const unit = unitOfSum(a.unit, b.unit);
        const isNothing = a.text === '缺' && b.text === '缺';
        return unit === null || isNothing ? a : compound(`若 ${inner(this.truth(depth - 1))} 则 ${inner(a)} 否则 ${inner(b)}`, unit);
      }
    }
  }

  truth(depth: number): Part {
    const { dice } = this.draft;
    if (depth > 0 && dice.chance(35)) {
      const a = inner(this.truth(depth - 1));
      if (dice.chance(30)) return { text: `非 ${a}`, isCompound: true };
      return { text: `${a} ${dice.pick(['且', '或'])} ${inner(this.truth(depth - 1))}`, isCompound: true };
    }
    for (;;) {
      const found = dice.pick(this.truths())(depth - 1);
      if (found !== null) return found;
    }
  }

  /** Numeric values by name that can stand here, without arithmetic. */
  numbers(): NumberPart[] {
    const leaf = (text: string, unit: NumberUnit): NumberPart => ({ text, unit, isCompound: false });
    const { subject, columns, stage, other } = this.scope;
    const found: NumberPart[] = [];
    for (const { header, kind } of columns ?? []) {
      if (kind === 'number') found.push(leaf(header, 'number'));
      if (kind === 'date') found.push(leaf(`年（${header}）`, 'count'));
    }
    for (const node of this.nodes()) if (node.type.kind === 'number') found.push(leaf(this.reference(node), node.type.unit));
    for (const attribute of this.attributes()) {
      if (attribute.kind === 'number' || attribute.kind === 'money') found.push(leaf(attribute.name, attribute.kind));
    }
    if (!other) for (const date of this.dates()) found.push(leaf(`年（${date}）`, 'count'));
    if (subject && !other && stage !== null) found.push(...this.counts(stage), ...this.populations(stage));
    return found;
  }

  /** Dates by name that can stand here. */
  dates(): string[] {
    const attributes = this.attributes().filter(({ kind }) => kind === 'date');
    const nodes = this.nodes().filter(({ type }) => type.kind === 'date');
    return [...attributes.map(({ name }) => name), ...nodes.map((node) => this.reference(node))];
  }

  private numberLeaf(money: boolean): NumberPart {
    const { dice } = this.draft;
    const leaf = (text: string, unit: NumberUnit): NumberPart => ({ text, unit, isCompound: false });
    const named = this.numbers();
    if (named.length > 0 && dice.chance(65)) return dice.pick(named);
    const chained = this.chained((writer) => dice.pickOrNull(writer.numbers()));
    if (chained !== null && dice.chance(60)) return leaf(`${chained.path}.${chained.found.text}`, chained.found.unit);
    if (money && dice.chance(50)) return leaf(dice.pick(['1000元', '6800元', '0.01元', '0元']), 'money');
    if (dice.chance(4)) return leaf('缺', 'number');
    return dice.chance(20) ? leaf(dice.pick(percents), 'ratio') : leaf(dice.pick(literals), 'number');
  }

  private counts(stage: StageDraft): NumberPart[] {
    const { dice } = this.draft;
    const leaf = (text: string, unit: NumberUnit = 'count'): NumberPart => ({ text, unit, isCompound: false });
    const found = [leaf('年度')];
    if (this.scope.layer >= layers.order && stage.grading !== null) found.push(leaf('名次'), leaf('参评数'));
    if (dice.chance(20)) found.push(leaf('被拒条目'));
    for (const node of this.nodes()) {
      if (dice.chance(30) && !node.lists.some((list) => !this.scope.loops.includes(list)))
        found.push(leaf(`缺项（${this.reference(node)}）`));
      if (node.countLists !== null) {
        const fixed = dice.some(node.countLists, 0, 2).map((list) => dice.pick(list.members).name);
        const argument = fixed.length === 0 ? node.name : `${node.name}（${fixed.join('，')}）`;
        found.push(leaf(`${dice.pick(['有效票', '收回票', '应发票'])}（${argument}）`));
      }
      const free = node.lists.filter((list) => !this.scope.loops.includes(list));
      if (node.type.kind === 'number' && free.length > 0) {
        const run = free.length === 1 && dice.chance(40) ? `（${this.run(free[0]!)}）` : '';
        found.push(leaf(`${dice.pick(['最高', '最低', '平均', '合计'])}（${node.name}${run}）`, node.type.unit));
      }
    }
    return found;
  }

  run(list: ListDraft): string {
    const from = this.draft.dice.below(list.members.length);
    const to = this.draft.dice.between(from, list.members.length - 1);
    return `${list.members[from]!.name}..${list.members[to]!.name}`;
  }

  /** Over those of the class (or of the ranking group) who have a value. */
  private populations(stage: StageDraft): NumberPart[] {
    const { dice } = this.draft;
    return this.nodes().flatMap((node) => {
      if (node.type.kind !== 'number' || node.lists.length > 0 || node.stage !== stage || !dice.chance(30)) return [];
      return [{ text: `${dice.pick(['最高', '最低', '平均', '合计'])}（${node.name}）`, unit: node.type.unit, isCompound: false }];
    });
  }

  private truths(): ((depth: number) => Part | null)[] {
    const { dice } = this.draft;
    const plain = (text: string, isCompound = false): Part => ({ text, isCompound });
    const { subject, columns, pair, stage, layer, other } = this.scope;
    const choices: ((depth: number) => Part | null)[] = [];
    const compare = (depth: number): Part | null => {
      const a = this.number(depth);
      const b = this.number(depth);
      // What is always missing has no type to compare with.
      if (unitOfSum(a.unit, b.unit) === null || a.text === '缺' || b.text === '缺') return null;
      return plain(`${inner(a)} ${dice.pick(['<', '≤', '<=', '=', '≠', '!=', '≥', '>'])} ${inner(b)}`, true);
    };
    if (!pair) choices.push(compare, compare);
    choices.push(() => (dice.chance(20) ? plain(dice.pick(['是', '否'])) : null));
    if (!pair) choices.push((depth) => plain(`${dice.pick(['有', '缺'])}（${this.number(Math.min(depth, 1)).text}）`));
    for (const column of columns ?? []) if (column.kind === 'truth') choices.push(() => plain(column.header));
    if (subject) {
      choices.push(() => plain(`类别 ${dice.pick(['=', '≠'])} ${this.className()}`, true));
      choices.push(() => plain(`${this.className()} = 类别`, true));
      if (!other) choices.push(() => plain(`对象 属于 ${this.className()}`, true));
      for (const attribute of this.attributes()) choices.push((depth) => this.ofAttribute(attribute, depth));
      for (const node of this.nodes()) choices.push(() => this.ofNode(node));
      if (!other && stage?.grading != null && layer >= layers.order) choices.push(() => plain('末位'));
      if (!other && stage?.grading != null && layer >= layers.grade) choices.push(() => this.ofGrade('等次', stage.grading!.words));
    }
    choices.push((depth) => this.chainedTruth(depth));
    return choices;
  }

  private className(): string {
    return this.draft.dice.pick([...this.draft.classes, ...this.draft.unions]).name;
  }

  private ofGrade(text: string, words: readonly string[]): Part | null {
    const { dice } = this.draft;
    if (words.length === 0) return null;
    const word = dice.pick(words);
    const operator = dice.pick(['=', '≠', '高于', '低于']);
    return {
      text: dice.chance(25) && operator.length === 1 ? `${word} ${operator} ${text}` : `${text} ${operator} ${word}`,
      isCompound: true,
    };
  }

  private ofNode(node: NodeDraft): Part | null {
    const { dice } = this.draft;
    const text = this.reference(node);
    if (dice.chance(15) && !this.scope.other) return { text: `${dice.pick(['有', '缺', '不全'])}（${text}）`, isCompound: false };
    if (node.type.kind === 'truth') return { text, isCompound: false };
    return node.type.kind === 'grade' ? this.ofGrade(text, node.type.words) : null;
  }

  private ofAttribute(attribute: AttributeDraft, depth: number): Part | null {
    const { dice } = this.draft;
    const { name } = attribute;
    switch (attribute.kind) {
      case 'yes-no':
        return { text: name, isCompound: false };
      case 'text':
        return { text: `${name} ${dice.pick(['=', '≠'])} ${dice.pick([...attribute.words, name])}`, isCompound: true };
      case 'subject':
        return { text: dice.chance(30) ? `有（${name}）` : `${name} 属于 ${this.className()}`, isCompound: true };
      case 'set': {
        const condition = new FormulaWriter(this.draft, this.atOther(attribute.targets)).truth(Math.min(depth, 1));
        return { text: `任一（${name}，${condition.text}）`, isCompound: false };
      }
      default:
        return null;
    }
  }

  private chainedTruth(depth: number): Part | null {
    const { dice } = this.draft;
    const chained = this.chained((writer) => dice.pickOrNull(writer.plainTruths(depth)));
    if (chained === null) return null;
    const references = this.references();
    if (references.length > 1 && dice.chance(30)) {
      const [a, b] = dice.some(references, 2, 2);
      return { text: `${a!.path} ${dice.pick(['=', '≠'])} ${b!.path}`, isCompound: true };
    }
    if (dice.chance(30)) return { text: `${chained.path}.类别 = ${this.className()}`, isCompound: true };
    return { text: `${chained.path}.${chained.found.text}`, isCompound: chained.found.isCompound };
  }

  /** Truths that are one name, so that a reference can stand before them. */
  private plainTruths(depth: number): Part[] {
    const found: Part[] = [];
    for (const attribute of this.attributes()) if (attribute.kind === 'yes-no') found.push({ text: attribute.name, isCompound: false });
    for (const attribute of this.attributes()) {
      const part = attribute.kind === 'text' ? this.ofAttribute(attribute, depth) : null;
      if (part !== null) found.push(part);
    }
    for (const node of this.nodes()) if (node.type.kind === 'truth') found.push({ text: node.name, isCompound: false });
    found.push({ text: `类别 = ${this.className()}`, isCompound: true });
    return found;
  }

  private chained<T>(pick: (writer: FormulaWriter) => T | null): { path: string; found: T } | null {
    const reference = this.draft.dice.pickOrNull(this.references());
    if (reference === null) return null;
    const found = pick(new FormulaWriter(this.draft, this.atOther(reference.classes)));
    return found === null ? null : { path: reference.path, found };
  }

  /** Names of other subjects, and their classes where they are known. */
  private references(): { readonly path: string; readonly classes: readonly ClassDraft[] | null }[] {
    if (this.scope.other) return [];
    if (this.scope.pair) return ['评分人', '对象'].map((path) => ({ path, classes: null }));
    if (this.scope.columns !== null) {
      return this.scope.columns.filter(({ kind }) => kind === 'subject').map(({ header }) => ({ path: header, classes: null }));
    }
    return this.attributes().flatMap(({ kind, name, targets }) => (kind === 'subject' ? [{ path: name, classes: targets }] : []));
  }

  private atOther(classes: readonly ClassDraft[] | null): FormulaScope {
    return { ...noScope, stage: this.scope.stage, layer: this.scope.layer, subject: true, other: true, classes };
  }

  private attributes(): readonly AttributeDraft[] {
    return this.scope.subject ? this.draft.attributes : [];
  }

  /** Indicators that can be read: of this stage up to the layer, of earlier stages all. At another subject none that is indexed. */
  nodes(): NodeDraft[] {
    const { stage, layer, subject, other, classes } = this.scope;
    if (!subject || stage === null) return [];
    return this.draft.stages.flatMap((each) => {
      if (each.index > stage.index) return [];
      if (classes !== null && !classes.some((own) => each.classes.includes(own))) return [];
      return each.nodes.filter((node) => (each !== stage || node.layer <= layer) && (!other || node.lists.length === 0));
    });
  }

  /** The indicator at the subject: lists of the loops are at hand, the others get a member, in any order. */
  private reference(node: NodeDraft): string {
    const { dice } = this.draft;
    const fixed = node.lists.filter((list) => !this.scope.loops.includes(list) || dice.chance(20));
    if (fixed.length === 0) return node.name;
    return `${node.name}（${dice
      .shuffled(fixed)
      .map((list) => dice.pick(list.members).name)
      .join('，')}）`;
  }
}

function inner({ text, isCompound }: Part): string {
  return isCompound ? `（${text}）` : text;
}
