import { compileFold } from '../mechanism/weighted/fold.ts';
import type { IndicatorCompiler, ListOrKey, Source, SwitchPlan } from '../mechanism/mechanism.ts';
import { refuseReference } from '../formula/check-context.ts';
import { mechanismOf, mechanisms } from '../mechanism/registry.ts';
import { republish } from '../mechanism/republish.ts';
import { stepFlag } from '../mechanism/step-flag.ts';
import { numberForm } from './number-form.ts';
import type { IndicatorDocument } from './document.ts';
import { indicatorFields, type IndicatorField } from './indicator-fields.ts';
import { comparedPoints } from './compared-points.ts';
import { cellCount, type ByClass, type ListPlan, type NodePlan, type NumberForm, type PublishPoint } from './model.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { groupScope, subjectScope } from './scopes.ts';
import type { LocatedText, Switched } from './shape.ts';
import type { StageCompiler } from './stage-compiler.ts';
import type { PublishForm } from './values.ts';

/** Keys that say what an indicator is called, based on and shown as; every mechanism allows them. */
const generalFields: ReadonlySet<IndicatorField> = new Set([
  'key',
  'part-key',
  'clause',
  'reading',
  'each',
  'publish',
  'show',
  'needs',
  'uncapped',
  'compliance',
  'omit',
]);
/** A fold of its own, which any measure may carry. */
const foldFields: ReadonlySet<IndicatorField> = new Set(['weighted', 'mean', 'missing', 'full']);

/** One column each, over all subjects: quarters by voter groups by items are some hundred. */
const cellCountMax = 10_000;

export function compileIndicator(stage: StageCompiler, document: IndicatorDocument, section: NodePlan['section']): NodePlan | null {
  const { compiler } = stage;
  const { common } = document;
  const loops = (common.each ?? []).flatMap((name) => {
    const list = findList(stage, name);
    return list === null ? [] : [list];
  });
  compiler.read(document.name, common.clause, common.reading);
  const services = indicatorCompiler(stage, document, loops);
  const source = compileSource(stage, document, section, services);
  // What has not been read may be what settles the lists.
  if (source === null || compiler.isIncomplete(common)) return null;
  if (!listsAreSettled(stage, document, source, loops)) return null;
  const { foldedList } = source;
  const cells = cellCount(foldedList === undefined ? source.lists : [...source.lists, foldedList]);
  if (cells > cellCountMax) {
    return compiler.report('too-many-cells', document.namePlace, { name: document.name, count: String(cells), most: String(cellCountMax) });
  }
  if (common['part-key'] !== undefined && foldedList === undefined) {
    compiler.report('key-without-effect', common['part-key'].place, { key: 'part-key', name: document.name });
  }

  const form = common.show === undefined ? null : byClass(stage, 'show', common.show, (written) => numberForm(written, compiler.show));
  const needs = (common.needs ?? []).flatMap((name) => services.subjectFormula(name, source.lists) ?? []);
  const isNumber = source.type.kind === 'number';
  if (!isNumber && (common.publish !== undefined || needs.length > 0)) {
    return compiler.report('number-expected', document.namePlace, {
      name: document.name,
      key: common.publish === undefined ? 'needs' : 'publish',
    });
  }
  return {
    stage: stage.plan,
    name: document.name,
    section,
    key: common.key?.value ?? null,
    partKey: common['part-key']?.value ?? null,
    clause: common.clause?.value ?? null,
    reading: common.reading?.value ?? null,
    type: source.type,
    lists: source.lists,
    source,
    publish: publishPoints(stage, document, form),
    show: form,
    needs,
    omitZero: common.omit !== undefined,
    place: document.namePlace,
  };
}

/** What holds for each basic class; null where the scheme does not say it, which is reported. */
function byClass<W, T>(
  stage: StageCompiler,
  key: string,
  written: Switched<W>,
  turn: (value: W | undefined, code: number) => T,
): ByClass<T> | null {
  const { compiler } = stage;
  // A value is published to somebody: it is known of what class, and not always of which member of a list.
  if (written.kind === 'by' && written.table.by.value !== '类别') {
    return compiler.report('switch-by-class', written.table.by.place, { key, by: written.table.by.value });
  }
  const plan = switchBy(stage, written);
  if (plan === null) return null;
  return compiler.basicClasses.map(({ code }) =>
    turn(plan.kind === 'plain' ? plan.value : plan.variants[plan.variantOf[code]!]?.value, code),
  );
}

function publishPoints(
  stage: StageCompiler,
  { common: { publish } }: IndicatorDocument,
  forms: ByClass<NumberForm> | null,
): ByClass<PublishPoint> | null {
  if (publish === undefined) return null;
  return byClass(stage, 'publish', publish, (written, code) => publishPoint(written, forms?.[code] ?? stage.compiler.show));
}

/** Money is kept in yuan; a point at 分 is two decimals of it. */
function publishPoint(publish: PublishForm | undefined, form: NumberForm): PublishPoint {
  if (publish === undefined || !('keyPlaces' in publish)) return { digits: form.digits, mode: form.mode };
  const unitDigits = publish.unit === undefined ? form.digits : publish.unit.value === '分' ? 2 : 0;
  return { digits: publish.digits?.value ?? unitDigits, mode: publish.mode?.value ?? form.mode };
}

function compileSource(
  stage: StageCompiler,
  document: IndicatorDocument,
  section: NodePlan['section'],
  services: IndicatorCompiler,
): Source | null {
  const { compiler } = stage;
  const { common } = document;
  const [first, second] = document.sources;
  if (second !== undefined) return compiler.report('two-sources', second.place, { first: first!.keyword, second: second.keyword });
  const folds = common.keyPlaces.has('weighted') || common.keyPlaces.has('mean');
  const isFoldRead = common.weighted !== undefined || common.mean !== undefined;
  // A source that stands there and could not be read has been reported already.
  const isUnread = compiler.isIncomplete(common) || mechanisms.some(({ keyword }) => common.keyPlaces.has(keyword));
  if (first === undefined && (isUnread || (folds && !isFoldRead))) return null;
  if (first === undefined && isFoldRead) {
    checkModifiers(stage, document, new Set(common.weighted === undefined ? [] : ['of']), folds);
    return compileFold({ document, compiler: services, base: null });
  }
  if (first === undefined) return compileWithoutSource(stage, document, section);
  const mechanism = mechanismOf(first.keyword);
  checkModifiers(stage, document, new Set(mechanism.modifiers), folds);
  const source = mechanism.compile({ parameters: first.parameters, document, place: first.place, compiler: services });
  if (source === null || (typeof first.parameters === 'object' && compiler.isIncomplete(first.parameters!))) return null;
  if (!folds) return source;
  return isFoldRead ? compileFold({ document, compiler: services, base: source }) : null;
}

function compileWithoutSource(stage: StageCompiler, document: IndicatorDocument, section: NodePlan['section']): Source | null {
  if (section === 'flag')
    return stage.document.grading === undefined
      ? stage.compiler.report('no-grading', document.namePlace, { name: document.name })
      : stepFlag(document.name);
  if (section === 'outcome') {
    const published = stage.node(document.name);
    if (published === null) return null;
    if (published !== undefined && published.place !== document.namePlace) return republish(published);
  }
  return stage.compiler.report('no-source', document.namePlace, { name: document.name });
}

function checkModifiers(stage: StageCompiler, document: IndicatorDocument, allowed: ReadonlySet<IndicatorField>, folds: boolean): void {
  for (const [key, place] of document.common.keyPlaces) {
    const name = key as IndicatorField;
    if (!Object.hasOwn(indicatorFields, name) || generalFields.has(name) || allowed.has(name)) continue;
    if (foldFields.has(name) && folds) continue;
    stage.compiler.report('key-without-effect', place, { key, name: document.name });
  }
}

/** At most one list may be left without a word; two need `each` or a fold. */
function listsAreSettled(stage: StageCompiler, document: IndicatorDocument, source: Source, loops: readonly ListPlan[]): boolean {
  const left = source.lists.filter((list) => !loops.includes(list));
  const settled = loops.length > 0 || source.foldedList !== undefined ? left.length === 0 : left.length <= 1;
  if (!settled) {
    const code = left.length === 1 ? 'list-left' : 'lists-left';
    stage.compiler.report(code, document.namePlace, { name: document.name, lists: left.map((list) => list.name).join('、') });
  }
  for (const loop of loops) {
    if (!source.lists.includes(loop))
      stage.compiler.report('loop-without-effect', document.common.keyPlaces.get('each')!, { list: loop.name, name: document.name });
  }
  return settled;
}

function findList(stage: StageCompiler, name: LocatedText): ListPlan | null {
  const { compiler } = stage;
  const list = compiler.lists.get(name.value);
  return (
    list ?? compiler.report('unknown-list', name.place, { name: name.value, nearest: nearestName(name.value, compiler.lists.keys()) ?? '' })
  );
}

function indicatorCompiler(stage: StageCompiler, document: IndicatorDocument, loops: readonly ListPlan[]): IndicatorCompiler {
  const { compiler, plan } = stage;
  const scope = (lists: readonly ListPlan[]): ReturnType<typeof subjectScope> =>
    subjectScope({ compiler, stage, classes: plan.classes, loops: lists, population: 'class' });
  return {
    report: (code, place, parameters) => compiler.report(code, place, parameters),
    list: (name) => findList(stage, name),
    listOrKey: (text) => listOrKey(stage, text),
    subjectFormula: (text, lists) => compiler.formula(text, scope(lists)),
    rowFormula: (text, table) => compiler.rowFormula(text, table, stage),
    groupFormula: (text) => compiler.formula(text, groupScope(stage, null)),
    reference(text, lists) {
      const parsed = compiler.parse(text);
      if (parsed === null) return null;
      const context = compiler.checkContext(text, scope(lists));
      const reference = context.scope.resolveReference(parsed, context);
      return reference === undefined ? refuseReference(parsed, context) : reference;
    },
    parse: (text) => compiler.parse(text),
    subjectClass(name) {
      const found = compiler.classes.get(name.value);
      return (
        found ??
        compiler.report('unknown-class', name.place, { name: name.value, nearest: nearestName(name.value, compiler.classes.keys()) ?? '' })
      );
    },
    stageClasses: plan.classes,
    switchBy: (value) => switchBy(stage, value),
    evidence: (table) => compiler.evidence.get(table)?.where ?? null,
    year: compiler.year,
    comparedPoints: (compared) => comparedPoints(stage, compared),
    loops,
    stage: plan,
    gradingScope: () => stage,
    documentName: document.name,
    isIncomplete: (read) => compiler.isIncomplete(read),
    noteReading: (name, clause, reading) => compiler.read(name, clause, reading),
  };
}

function listOrKey(stage: StageCompiler, text: LocatedText): ListOrKey | null {
  const { lists } = stage.compiler;
  const list = lists.get(text.value);
  if (list !== undefined) return { kind: 'list', list };
  if (/^[\x21-\x7e]+$/.test(text.value)) return { kind: 'key', key: text.value };
  return stage.compiler.report('unknown-list', text.place, { name: text.value, nearest: nearestName(text.value, lists.keys()) ?? '' });
}

function switchBy<T>(stage: StageCompiler, value: Switched<T>): SwitchPlan<T> | null {
  if (value.kind === 'plain') return value;
  const { compiler, plan } = stage;
  const { table } = value;
  if (table.by.value !== '类别') return switchByList(stage, value);
  const classCount = Math.max(0, ...[...compiler.classes.values()].map(({ code }) => code + 1));
  const variantOf = new Int32Array(classCount).fill(-1);
  const variants: { name: string; place: typeof table.place; value: T; classes: ReadonlySet<number> | null }[] = [];
  for (const row of table.rows) {
    const found = compiler.classes.get(row.name);
    if (found === undefined) {
      compiler.report('unknown-class', row.place, { name: row.name, nearest: nearestName(row.name, compiler.classes.keys()) ?? '' });
      continue;
    }
    const codes = found.members.filter((code) => plan.classes.has(code));
    if (codes.length === 0) compiler.report('class-not-here', row.place, { name: row.name, stage: plan.name });
    for (const code of codes) {
      if (variantOf[code] !== -1) compiler.report('class-twice', row.place, { name: row.name });
      variantOf[code] = variants.length;
    }
    variants.push({ name: row.name, place: row.place, value: row.value, classes: new Set(codes) });
  }
  const uncovered = [...compiler.classes.values()].filter(({ code }) => code >= 0 && plan.classes.has(code) && variantOf[code] === -1);
  if (table.others !== undefined) {
    for (const { code } of uncovered) variantOf[code] = variants.length;
    variants.push({ name: 'others', place: table.place, value: table.others, classes: new Set(uncovered.map(({ code }) => code)) });
  } else if (uncovered.length > 0) {
    // A row that names no class was probably meant for one of them.
    const isMeant = compiler.isIncomplete(table.rows) || table.rows.some((row) => !compiler.classes.has(row.name));
    if (isMeant) return null;
    return compiler.report('class-not-covered', table.place, { classes: uncovered.map(({ name }) => name).join('、') });
  }
  return { kind: 'class', variants, variantOf };
}

function switchByList<T>(stage: StageCompiler, value: Extract<Switched<T>, { kind: 'by' }>): SwitchPlan<T> | null {
  const { table } = value;
  const list = findList(stage, table.by);
  if (list === null) return null;
  const variants: { name: string; place: typeof table.place; value: T; classes: null }[] = table.rows.map((row) => ({
    ...row,
    classes: null,
  }));
  for (const row of table.rows) {
    const names = list.members.map((member) => member.name);
    if (!names.includes(row.name))
      stage.compiler.report('unknown-member', row.place, { name: row.name, list: list.name, nearest: nearestName(row.name, names) ?? '' });
  }
  if (table.others !== undefined) variants.push({ name: 'others', place: table.place, value: table.others, classes: null });
  const variantOf = list.members.map((member) => {
    const own = variants.findIndex((variant) => variant.name === member.name);
    return own >= 0 ? own : table.others === undefined ? -1 : variants.length - 1;
  });
  const uncovered = list.members.filter((_, i) => variantOf[i] === -1);
  const isMeant = table.rows.some((row) => !list.members.some((member) => member.name === row.name));
  if (uncovered.length > 0 && isMeant) return null;
  if (uncovered.length > 0)
    return stage.compiler.report('member-not-covered', table.place, { members: uncovered.map(({ name }) => name).join('、') });
  return { kind: 'list', list, variants, variantOf };
}
