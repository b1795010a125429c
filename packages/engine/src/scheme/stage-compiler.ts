import type { GradeScale } from '../formula/type.ts';
import type { SchemeCompiler } from './compile.ts';
import { numberForm } from './number-form.ts';
import type { IndicatorDocument, StageDocument } from './document.ts';
import { chainLengthMax } from './evaluation-order.ts';
import { compileGrading, scaleOf } from './grading-compiler.ts';
import type { GradingPlan } from './grading-plan.ts';
import { compileIndicator } from './indicator-compiler.ts';
import { cellCount, type FlagPlan, type GroupOutcome, type ListPlan, type NodePlan, type StagePlan } from './model.ts';
import { publishedPath } from './published-path.ts';
import { classCodes } from './resolve.ts';
import { groupScope } from './scopes.ts';
import { checkValueLength } from './value-length.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import type { LocatedText, Named } from './shape.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface NodeEntry {
  readonly document: IndicatorDocument;
  readonly section: NodePlan['section'];
}

/** A formula that names these means something else; a value of such a name would never be read, and nobody would notice. */
const constants: ReadonlySet<string> = new Set(['是', '否', '年度']);
const rankingWords: ReadonlySet<string> = new Set(['名次', '参评数', '末位', '等次']);

/** Keys under which every ranking group publishes something of its own, and what that is. */
const groupKeys: readonly (readonly [key: string, Record<string, string>])[] = [
  ['actual', { name: '各等次实有数', nameEn: 'the number given each grade' }],
  ['quota', { name: '各等次名额', nameEn: 'the places of each grade' }],
  ['ranked', { name: '参评数', nameEn: 'the number ranked' }],
];

/** Compiles one stage. Nodes are compiled when first asked for, so that any may read any other. */
export class StageCompiler {
  readonly compiler: SchemeCompiler;
  readonly document: StageDocument;
  readonly plan: Writable<StagePlan>;
  private readonly entries = new Map<string, NodeEntry>();
  /** Outcomes and flags that publish an indicator of the same name. */
  private readonly republished: NodeEntry[] = [];
  private readonly compiled = new Map<string, NodePlan | null>();
  private readonly publishedKeys = new Map<string, { readonly key: string; readonly name: string; readonly place: DocumentPlace }>();
  private readonly underway: string[] = [];
  private gradeScale: GradeScale | undefined;

  constructor(compiler: SchemeCompiler, entry: Named<StageDocument>, index: number) {
    this.compiler = compiler;
    this.document = entry.value;
    this.plan = {
      index,
      name: entry.name,
      classes: stageClasses(compiler, entry.value.for),
      nodes: [],
      grading: null,
      groupOutcomes: [],
      flags: new Map(),
    };
    const isRanked = entry.value.grading !== undefined;
    if (!isRanked && compiler.isBroken('grading')) for (const word of rankingWords) compiler.breakName(word);
    const sections = [
      ['indicator', entry.value.indicators],
      ['flag', entry.value.flags],
      ['outcome', entry.value.outcomes],
    ] as const;
    for (const [section, documents] of sections) {
      for (const document of documents ?? []) {
        const isShadowed = constants.has(document.name) || (section !== 'outcome' && isRanked && rankingWords.has(document.name));
        if (isShadowed) compiler.report('name-taken', document.namePlace, { name: document.name });
        const node = { document, section };
        const earlier = this.entries.get(document.name);
        if (earlier === undefined) this.entries.set(document.name, node);
        else if (section === 'outcome' && document.sources.length === 0) this.republished.push(node);
        else compiler.report('name-taken', document.namePlace, { name: document.name });
      }
    }
  }

  names(): Iterable<string> {
    return this.entries.keys();
  }

  scale(): GradeScale {
    return (this.gradeScale ??= scaleOf(this.document.grading));
  }

  /** undefined: no such name; null: there is one, but it has problems of its own. */
  node(name: string): NodePlan | null | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    const known = this.compiled.get(name);
    if (known !== undefined) return known;
    const start = this.underway.indexOf(name);
    if (start >= 0) {
      const path = [...this.underway.slice(start), name].join(' → ');
      return this.compiler.report('cycle', entry.document.namePlace, { path });
    }
    if (this.underway.length === chainLengthMax) {
      return this.compiler.report('chain-too-long', entry.document.namePlace, { name, most: String(chainLengthMax) });
    }
    this.underway.push(name);
    const node = compileIndicator(this, entry.document, entry.section);
    this.underway.pop();
    this.compiled.set(name, node);
    return node;
  }

  compile(): void {
    const nodes: NodePlan[] = [];
    for (const name of this.entries.keys()) {
      const node = this.node(name);
      if (node != null) nodes.push(node);
    }
    for (const { document } of this.republished) {
      const node = compileIndicator(this, document, 'outcome');
      if (node !== null) nodes.push(node);
    }
    this.plan.nodes = nodes;
    const { grading } = this.document;
    this.plan.grading = grading === undefined ? null : compileGrading(this, grading, { place: grading.place, ofStage: true });
    this.plan.flags = this.flagPlans();
    this.plan.groupOutcomes = this.compileGroupOutcomes(this.plan.grading);
    this.checkKeys(nodes);
  }

  private flagPlans(): Map<string, FlagPlan> {
    const flags = new Map<string, FlagPlan>();
    for (const document of this.document.flags ?? []) {
      const key = document.common.key;
      if (key === undefined) {
        if (!this.compiler.isIncomplete(document.common)) this.compiler.report('missing-key', document.namePlace, { key: 'key' });
        continue;
      }
      const node = this.compiled.get(document.name) ?? null;
      if (node !== null && node.type.kind !== 'truth') this.compiler.report('condition-expected', node.place);
      else if (node !== null && node.lists.length > 0) {
        this.compiler.report('list-left', node.place, { name: node.name, lists: node.lists.map((list) => list.name).join('、') });
      }
      flags.set(document.name, { name: document.name, key: key.value, clause: document.common.clause?.value ?? null, node });
    }
    return flags;
  }

  /** A flag that a grade step sets must be declared, so that it has a key. */
  declaredFlag(name: LocatedText | undefined): string | null {
    if (name === undefined) return null;
    const flags = (this.document.flags ?? []).map((flag) => flag.name);
    if (flags.includes(name.value)) return name.value;
    const nearest = this.compiler.checkContext(name, groupScope(this, null)).nearest(name.value, flags);
    return this.compiler.report('flag-not-declared', name.place, { name: name.value, nearest });
  }

  private compileGroupOutcomes(grading: GradingPlan | null): GroupOutcome[] {
    const within = grading?.within.kind === 'attribute' ? grading.within.attribute : null;
    const taken = new Map(groupKeys);
    return (this.document['category-outcomes'] ?? []).flatMap(({ name, place, value }) => {
      if (grading === null) {
        // A grading that is refused has said so itself.
        if (this.document.grading === undefined) this.compiler.report('no-grading', place, { name });
        return [];
      }
      if ((value.formula === undefined) === (value.values === undefined)) {
        this.compiler.report('one-of-keys', place, { keys: 'formula, values' });
      }
      const key = value.key.value;
      const other = taken.get(key);
      if (other !== undefined) this.compiler.report('key-taken', value.key.place, { key, ...other });
      taken.set(key, { name });
      const show = value.show === undefined ? null : numberForm(value.show, this.compiler.show);
      const written = value.values ?? (value.formula === undefined ? [] : [{ name: null, value: value.formula }]);
      const values = written.flatMap((each) => {
        const formula = this.compiler.printedFormula(each.value, groupScope(this, within));
        if (formula !== null) {
          checkValueLength(formula, { name, place }, (code, at, parameters) => this.compiler.report(code, at, parameters));
        }
        return formula === null ? [] : [{ key: each.name, formula, show }];
      });
      return [{ name, key, clause: value.clause?.value ?? null, values }];
    });
  }

  /** Keys as they are written, and as they are published: a list's name in `<…>` stands for each of its members. */
  private checkKeys(nodes: readonly NodePlan[]): void {
    for (const node of nodes) {
      const { section, place, name } = node;
      const folded = node.source.foldedList;
      const own = node.key === null ? [] : keysOf(section, node.key, node.lists);
      const parts = node.partKey === null || folded === undefined ? [] : keysOf(section, node.partKey, [...node.lists, folded]);
      const keys = new Map([...own, ...parts]);
      const taken = [...keys].find(([identity]) => this.publishedKeys.has(identity));
      if (taken !== undefined) this.compiler.report('key-taken', place, { key: taken[1], name: this.publishedKeys.get(taken[0])!.name });
      for (const [identity, key] of keys) if (!this.publishedKeys.has(identity)) this.publishedKeys.set(identity, { key, name, place });
    }
  }

  /** A subject of two stages has one result, in which the values of both stand. */
  checkAgainst(earlier: StageCompiler): void {
    const shared = [...this.plan.classes].filter((code) => earlier.plan.classes.has(code));
    if (shared.length === 0) return;
    for (const [identity, { key, place }] of this.publishedKeys) {
      const other = identity.startsWith('flag/') ? undefined : earlier.publishedKeys.get(identity);
      if (other !== undefined) this.compiler.report('key-taken', place, { key, name: `${earlier.plan.name}·${other.name}` });
    }
    const [own, before] = [this.plan.grading, earlier.plan.grading];
    if (own?.within.kind !== 'class' || before?.within.kind !== 'class') return;
    const classes = this.compiler.classes.values();
    const labels = [...classes].filter(({ code }) => shared.includes(code)).map(({ key }) => `${own.label.before}${key}${own.label.after}`);
    const same = own.label.before === before.label.before && own.label.after === before.label.after;
    if (same) this.compiler.report('label-taken', own.place, { label: labels.join('、'), stage: earlier.plan.name });
  }
}

/** Where the classes cannot be told, which has been said, a stage is taken to appraise all, so that the rest can be checked. */
function stageClasses(compiler: SchemeCompiler, names: readonly LocatedText[]): Set<number> {
  const codes = classCodes(compiler, names);
  const isBroken = codes.size === 0 || names.some((name) => compiler.isBroken(name.value));
  return isBroken ? new Set([...compiler.classes.values()].flatMap(({ members }) => members)) : codes;
}

/** What tells a key, and how people read it. Indicators stand side by side, outcomes in branches. */
function keysOf(section: NodePlan['section'], key: string, lists: readonly ListPlan[]): [identity: string, text: string][] {
  const paths = Array.from({ length: cellCount(lists) }, (_, cell) => publishedPath(key, lists, cell));
  const identity = (path: readonly string[]): string => `${section}/${path.join(section === 'indicator' ? '.' : '\n')}`;
  return [[`${section}/${key}`, key], ...paths.map((path): [string, string] => [identity(path), path.join('.')])];
}
