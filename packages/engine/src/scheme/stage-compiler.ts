import type { GradeScale } from '../formula/type.ts';
import type { SchemeCompiler } from './compile.ts';
import { numberForm } from './compile.ts';
import type { IndicatorDocument, StageDocument } from './document.ts';
import { compileGrading, scaleOf } from './grading-compiler.ts';
import type { GradingPlan } from './grading-plan.ts';
import { compileIndicator } from './indicator-compiler.ts';
import type { FlagPlan, GroupOutcome, NodePlan, StagePlan } from './model.ts';
import { classCodes } from './resolve.ts';
import { groupScope } from './scopes.ts';
import type { LocatedText, Named } from './shape.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface NodeEntry {
  readonly document: IndicatorDocument;
  readonly section: NodePlan['section'];
}

/** Compiles one stage. Nodes are compiled when first asked for, so that any may read any other. */
export class StageCompiler {
  readonly compiler: SchemeCompiler;
  readonly document: StageDocument;
  readonly plan: Writable<StagePlan>;
  /** Item keys of the adjustment catalogues of this stage. */
  readonly entryRules = new Set<string>();
  private readonly entries = new Map<string, NodeEntry>();
  /** Outcomes and flags that publish an indicator of the same name. */
  private readonly republished: NodeEntry[] = [];
  private readonly compiled = new Map<string, NodePlan | null>();
  private readonly underway: string[] = [];
  private gradeScale: GradeScale | undefined;

  constructor(compiler: SchemeCompiler, entry: Named<StageDocument>, index: number) {
    this.compiler = compiler;
    this.document = entry.value;
    this.plan = {
      index,
      name: entry.name,
      classes: classCodes(compiler, entry.value.for),
      nodes: [],
      grading: null,
      groupOutcomes: [],
      flags: new Map(),
    };
    const sections = [
      ['indicator', entry.value.indicators],
      ['flag', entry.value.flags],
      ['outcome', entry.value.outcomes],
    ] as const;
    for (const [section, documents] of sections) {
      for (const document of documents ?? []) {
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
    this.plan.grading = grading === undefined ? null : compileGrading(this, grading, { place: grading.place });
    this.plan.flags = this.flagPlans();
    this.plan.groupOutcomes = this.compileGroupOutcomes(this.plan.grading);
    this.checkKeys(nodes);
  }

  private flagPlans(): Map<string, FlagPlan> {
    const flags = new Map<string, FlagPlan>();
    for (const document of this.document.flags ?? []) {
      const key = document.common.key;
      if (key === undefined) {
        this.compiler.report('missing-key', document.namePlace, { key: 'key' });
        continue;
      }
      const node = this.compiled.get(document.name) ?? null;
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
    return (this.document['category-outcomes'] ?? []).flatMap(({ name, place, value }) => {
      if (grading === null) {
        this.compiler.report('no-grading', place, { name });
        return [];
      }
      const show = value.show === undefined ? null : numberForm(value.show, this.compiler.show);
      const written = value.values ?? (value.formula === undefined ? [] : [{ name: null, value: value.formula }]);
      const values = written.flatMap((each) => {
        const formula = this.compiler.formula(each.value, groupScope(this, within));
        return formula === null ? [] : [{ key: each.name, formula, show }];
      });
      return [{ name, key: value.key.value, clause: value.clause?.value ?? null, values }];
    });
  }

  private checkKeys(nodes: readonly NodePlan[]): void {
    const seen = new Map<string, string>();
    for (const node of nodes) {
      for (const key of [node.key, node.partKey]) {
        if (key === null) continue;
        const identity = `${node.section}/${key}`;
        const other = seen.get(identity);
        if (other !== undefined) this.compiler.report('key-taken', node.place, { key, name: other });
        seen.set(identity, node.name);
      }
    }
  }
}
