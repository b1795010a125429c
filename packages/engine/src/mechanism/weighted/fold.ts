import type { Detail, Operand } from '../../explain/detail.ts';
import { evaluate } from '../../formula/evaluate.ts';
import type { Expression } from '../../formula/expression.ts';
import { expandReference } from '../../formula/functions.ts';
import { numberType, unitOfSum, type NumberUnit } from '../../formula/type.ts';
import { stateAt, type MissingPolicy, type WeightedTerm } from '../../number/arithmetic.ts';
import { one, type Rational } from '../../number/rational.ts';
import type { IndicatorDocument } from '../../scheme/document.ts';
import type { WeightMap } from '../../scheme/indicator-fields.ts';
import { cellCount, cellIndex, cellMembers, type ListPlan } from '../../scheme/model.ts';
import type { LocatedText, Named } from '../../scheme/shape.ts';
import type { WrittenNumber } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, unionMask, type Cell } from '../../score/value.ts';
import type { IndicatorCompiler, Source, SourceResult, SwitchPlan, Use } from '../mechanism.ts';
import { selectCells } from './select.ts';
import { checkWeights } from './weights.ts';

/**
 * Weighted mean and plain mean. They stand alone over other indicators (业绩评价 = 前三季度 40% + 四季度 60%), or behind a
 * measure, whose list they fold away in the same breath (履职评价: 五项…, 班子成员 50%…). Weights add up to 100%, or
 * points to the full mark; anything else is refused with the amount. A missing part does what `missing` says.
 */
interface FoldInput {
  readonly document: IndicatorDocument;
  readonly compiler: IndicatorCompiler;
  /** The measure whose list is folded; null where other indicators are. */
  readonly base: Source | null;
}

/** One term: a member of the base's folded list, or another indicator. */
interface Term {
  readonly label: string;
  readonly weight: Rational;
  readonly member: number;
  readonly expression: Expression | null;
}

export function compileFold({ document, compiler, base }: FoldInput): Source | null {
  const { common } = document;
  const place = document.namePlace;
  if (common.weighted !== undefined && common.mean !== undefined) {
    return compiler.report('two-sources', common.keyPlaces.get('mean')!, { first: 'weighted', second: 'mean' });
  }
  if (common.missing === undefined) compiler.report('missing-not-said', place, { name: document.name });
  const policy: MissingPolicy = common.missing?.value ?? 'withhold';
  const rule = common.weighted === undefined ? 'mean' : 'weighted';
  const inner = common.of === undefined ? null : compiler.reference(common.of, compiler.loops);
  if (common.of !== undefined && inner === null) return null;
  if (base !== null) return foldBase({ document, compiler, base }, policy, rule);
  const list = inner?.free[0];
  const terms =
    common.weighted === undefined
      ? meanTerms(common.mean!, compiler)
      : weightedTerms(document, compiler, (entry) => {
          if (inner === null || list === undefined)
            return referenceTerm({ value: entry.name, place: entry.place, offset: offsetOf(entry) }, compiler);
          const member = list.members.findIndex((each) => each.name === entry.name || each.key === entry.name);
          if (member < 0) return compiler.report('unknown-member', entry.place, { name: entry.name, list: list.name, nearest: '' });
          return expandReference({ ...inner, run: [member] }, { from: 0, to: 0 })[0]!;
        });
  if (terms === null) return null;
  const lists = compiler.loops.filter(
    (loop) =>
      (terms.kind === 'list' && terms.list === loop) ||
      allTerms(terms).some(({ expression }) => expression !== null && readsCurrent(expression, loop)),
  );
  if (!switchIsRead(terms, lists, document, compiler)) return null;
  const unit = commonUnit(allTerms(terms).map(({ expression }) => expression!));
  if (unit === null) return compiler.report('mixed-units', place, { name: document.name });
  return {
    mechanism: rule,
    type: numberType(unit),
    lists,
    uses: usesOf(terms),
    evaluate(run) {
      const cells = Array.from({ length: cellCount(lists) }, (_, cell) => {
        const members = cellMembers(lists, cell);
        const cursor = new Map(lists.map((each, i) => [each, members[i]!]));
        return (term: Term) => evaluate(term.expression!, populationFrame(run, cursor));
      });
      return evaluateTerms({ run, terms, policy, rule, lists, readers: cells, parts: undefined });
    },
  };
}

/** A key of a mapping has no offset of its own in the shapes; its place suffices for problems. */
function offsetOf(_entry: Named<unknown>): number {
  return -1;
}

function readsCurrent(expression: Expression, loop: ListPlan): boolean {
  return expression.kind === 'node' && expression.selectors.some((selector) => selector.list === loop && selector.member === 'current');
}

function referenceTerm(text: LocatedText, compiler: IndicatorCompiler): Expression | null {
  const reference = compiler.reference(text, compiler.loops);
  if (reference === null) return null;
  if (reference.free.length > 0)
    return compiler.report('index-missing', text.place, { name: reference.node.name, list: reference.free[0]!.name });
  return expandReference(reference, { from: 0, to: 0 })[0]!;
}

/** `mean: 季度业绩(一季度..三季度)`, or several references. */
function meanTerms(names: readonly LocatedText[], compiler: IndicatorCompiler): SwitchPlan<readonly Term[]> | null {
  const terms: Term[] = [];
  for (const name of names) {
    const reference = compiler.reference(name, compiler.loops);
    if (reference === null) return null;
    for (const expression of expandReference(reference, { from: 0, to: 0 })) {
      terms.push({ label: labelOf(expression), weight: one, member: -1, expression });
    }
  }
  return { kind: 'plain', value: terms };
}

function labelOf(expression: Expression): string {
  if (expression.kind !== 'node') return '';
  const fixed = expression.selectors.flatMap(({ list, member }) => (member === 'current' ? [] : [list.members[member]!.name]));
  return fixed.length === 0 ? expression.node.name : `${expression.node.name}（${fixed.join('，')}）`;
}

function weightedTerms(
  document: IndicatorDocument,
  compiler: IndicatorCompiler,
  expressionOf: (entry: Named<WrittenNumber>) => Expression | null,
): SwitchPlan<readonly Term[]> | null {
  const weights = compiler.switchBy(document.common.weighted!);
  if (weights === null) return null;
  let failed = false;
  const turn = (map: WeightMap): readonly Term[] => {
    checkWeights(map, document, compiler);
    return map.flatMap((entry): Term[] => {
      const expression = expressionOf(entry);
      if (expression === null) {
        failed = true;
        return [];
      }
      return [{ label: labelOf(expression), weight: entry.value.value, member: -1, expression }];
    });
  };
  const plan = mapSwitch(weights, turn);
  return failed ? null : plan;
}

function mapSwitch<A, B>(plan: SwitchPlan<A>, turn: (value: A) => B): SwitchPlan<B> {
  if (plan.kind === 'plain') return { kind: 'plain', value: turn(plan.value) };
  return { ...plan, variants: plan.variants.map((variant) => ({ ...variant, value: turn(variant.value) })) };
}

function allTerms(terms: SwitchPlan<readonly Term[]>): readonly Term[] {
  return terms.kind === 'plain' ? terms.value : terms.variants.flatMap((variant) => variant.value);
}

function commonUnit(expressions: readonly Expression[]): NumberUnit | null {
  let unit: NumberUnit = 'number';
  for (const { type } of expressions) {
    const next: NumberUnit | null = type.kind === 'number' ? unitOfSum(unit, type.unit) : null;
    if (next === null) return null;
    unit = next;
  }
  return unit === 'number' || unit === 'count' ? 'score' : unit;
}

function usesOf(terms: SwitchPlan<readonly Term[]>): Use[] {
  if (terms.kind === 'plain') return terms.value.map(({ expression }) => ({ expression: expression!, classes: null }));
  return terms.variants.flatMap((variant) =>
    variant.value.map(({ expression }) => ({ expression: expression!, classes: variant.classes })),
  );
}

function foldBase(
  input: { document: IndicatorDocument; compiler: IndicatorCompiler; base: Source },
  policy: MissingPolicy,
  rule: string,
): Source | null {
  const { document, compiler, base } = input;
  const { common } = document;
  const place = document.namePlace;
  if (base.type.kind !== 'number') return compiler.report('number-expected', place, { name: document.name, key: rule });
  const folded = foldedList(input);
  if (folded === null) return null;
  const memberOf = (entry: Named<unknown>): number =>
    folded.members.findIndex((member) => member.name === entry.name || member.key === entry.name);
  let terms: SwitchPlan<readonly Term[]>;
  if (common.weighted === undefined) {
    terms = { kind: 'plain', value: folded.members.map((each, member) => ({ label: each.name, weight: one, member, expression: null })) };
  } else {
    const weights = compiler.switchBy(common.weighted);
    if (weights === null) return null;
    terms = mapSwitch(weights, (map) => {
      checkWeights(map, document, compiler);
      return map.flatMap((entry): Term[] => {
        const member = memberOf(entry);
        if (member < 0) compiler.report('unknown-member', entry.place, { name: entry.name, list: folded.name, nearest: '' });
        return member < 0 ? [] : [{ label: entry.name, weight: entry.value.value, member, expression: null }];
      });
    });
  }
  const lists = base.lists.filter((list) => list !== folded);
  if (!switchIsRead(terms, lists, document, compiler)) return null;
  return {
    ...base,
    // A mean of counts is no count.
    type: base.type.unit === 'count' ? numberType('score') : base.type,
    lists,
    foldedList: folded,
    countLists: base.countLists ?? base.lists,
    evaluate(run) {
      const inner = base.evaluate(run);
      const partCell = (outer: number, member: number): number => {
        const members = new Map(lists.map((list, i) => [list, cellMembers(lists, outer)[i]!]));
        return cellIndex(
          base.lists,
          base.lists.map((list) => (list === folded ? member : members.get(list)!)),
        );
      };
      const outerCells = cellCount(lists);
      const readers = Array.from({ length: outerCells }, (_, outer) => (term: Term) => inner.cells[partCell(outer, term.member)]!);
      const parts = Array.from({ length: outerCells * folded.members.length }, (_, i) => {
        const member = i % folded.members.length;
        return {
          cell: inner.cells[partCell((i - member) / folded.members.length, member)]!,
          baseCell: partCell((i - member) / folded.members.length, member),
        };
      });
      const result = evaluateTerms({ run, terms, policy, rule, lists, readers, parts: { inner, folded, parts, partCell } });
      return inner.ballots === undefined ? result : { ...result, ballots: inner.ballots };
    },
  };
}

function foldedList({
  document,
  compiler,
  base,
}: {
  document: IndicatorDocument;
  compiler: IndicatorCompiler;
  base: Source;
}): ListPlan | null {
  const { common } = document;
  const left = base.lists.filter((list) => !compiler.loops.includes(list));
  if (common.mean !== undefined) {
    // One list is folded; a second name is a list too many.
    const name = common.mean.at(-1)!;
    const list = common.mean.length > 1 ? undefined : base.lists.find((each) => each.name === name.value);
    return (
      list ?? compiler.report('list-not-folded', name.place, { name: name.value, lists: base.lists.map((each) => each.name).join('、') })
    );
  }
  const written = common.weighted!;
  const keys = written.kind === 'plain' ? written.value : written.table.rows.flatMap((row) => row.value);
  const fits = left.filter((list) =>
    keys.every((entry) => list.members.some((member) => member.name === entry.name || member.key === entry.name)),
  );
  if (fits.length > 0) return fits[0]!;
  // Name the list that most of the names belong to, so that one misspelt member is not reported as a missing list.
  const likely = left.toSorted((a, b) => matches(b, keys) - matches(a, keys))[0];
  return (
    likely ??
    compiler.report('list-not-folded', document.namePlace, {
      name: keys.map((entry) => entry.name).join('、'),
      lists: base.lists.map((each) => each.name).join('、'),
    })
  );
}

/** Weights that differ by list need that list among the cells. */
function switchIsRead(
  terms: SwitchPlan<readonly Term[]>,
  lists: readonly ListPlan[],
  document: IndicatorDocument,
  compiler: IndicatorCompiler,
): boolean {
  if (terms.kind !== 'list' || lists.includes(terms.list)) return true;
  compiler.report('list-not-folded', document.namePlace, { name: terms.list.name, lists: lists.map((list) => list.name).join('、') });
  return false;
}

function matches(list: ListPlan, keys: readonly Named<unknown>[]): number {
  return keys.filter((entry) => list.members.some((member) => member.name === entry.name)).length;
}

interface Evaluation {
  readonly run: StageRun;
  readonly terms: SwitchPlan<readonly Term[]>;
  readonly policy: MissingPolicy;
  readonly rule: string;
  readonly lists: readonly ListPlan[];
  /** Per outer cell: reads the cell of a term. */
  readonly readers: readonly ((term: Term) => Cell)[];
  readonly parts:
    | {
        readonly inner: SourceResult;
        readonly folded: ListPlan;
        readonly parts: readonly { readonly cell: Cell; readonly baseCell: number }[];
        readonly partCell: (outer: number, member: number) => number;
      }
    | undefined;
}

function evaluateTerms(evaluation: Evaluation): SourceResult {
  const { run, terms, policy, rule, lists, readers, parts } = evaluation;
  const variantOfRow = terms.kind === 'class' ? run.classOf.map((code) => terms.variantOf[code]!) : null;
  const variants = terms.kind === 'plain' ? [terms.value] : terms.variants.map((variant) => variant.value);
  const listPosition = terms.kind === 'list' ? lists.indexOf(terms.list) : -1;
  const variantOfCell = (cell: number): readonly Term[] | null =>
    terms.kind === 'list'
      ? variants[terms.variantOf[cellMembers(lists, cell)[listPosition]!]!]!
      : terms.kind === 'plain'
        ? terms.value
        : null;
  const cells = readers.map((read, cell) => {
    const only = variantOfCell(cell);
    if (only !== null) return foldTerms(run, only, read, policy);
    return selectCells(
      run.run.arithmetic,
      variants.map((variant) => foldTerms(run, variant, read, policy)),
      variantOfRow!,
    );
  });
  const detail = (cell: number, row: number): Detail => {
    const own = variantOfCell(cell) ?? variants[variantOfRow![row]!]!;
    const operands = own.map((term) => operandOf(evaluation, term, cell, row));
    return { rule, operands, facts: [], parameters: { policy } };
  };
  if (parts === undefined) return { cells, detail };
  const partClasses = parts.folded.members.map((_, member) => classesOfMember(terms, member));
  return {
    cells,
    detail,
    parts: parts.parts.map((part) => part.cell),
    partClasses,
    partDetail: (part, row) => parts.inner.detail(part, row),
  };
}

/** Classes whose weights name a member; null: all. A member that no class weighs is a pure output and exists for all. */
function classesOfMember(terms: SwitchPlan<readonly Term[]>, member: number): ReadonlySet<number> | null {
  if (terms.kind !== 'class') return null;
  const classes = new Set<number>();
  for (const variant of terms.variants) {
    if (variant.value.some((term) => term.member === member)) for (const code of variant.classes!) classes.add(code);
  }
  return classes.size === 0 ? null : classes;
}

function operandOf({ run, lists, readers, parts }: Evaluation, term: Term, cell: number, row: number): Operand {
  const found = readers[cell]!(term);
  const column = numbersOf(found.value);
  const reference = term.expression?.kind === 'node' ? term.expression : null;
  const members = cellMembers(lists, cell);
  const chosen = (reference?.selectors ?? []).map(({ list, member }) => (member === 'current' ? members[lists.indexOf(list)]! : member));
  return {
    label: term.label,
    node: reference?.node ?? null,
    cell: reference === null ? -1 : cellIndex(reference.node.lists, chosen),
    value: run.run.arithmetic.valueAt(column, row),
    state: stateAt(column, row),
    weight: term.weight,
    part: parts === undefined ? -1 : parts.partCell(cell, term.member),
  };
}

/** Σ w·x ÷ Σ w, with what was left out. A term of weight zero takes no part, so that nothing is lost where it is missing. */
function foldTerms(run: StageRun, all: readonly Term[], read: (term: Term) => Cell, policy: MissingPolicy): Cell {
  const { arithmetic } = run.run;
  const weighing = all.filter(({ weight }) => weight.num !== 0n);
  const terms = weighing.length === 0 ? all : weighing;
  const cells = terms.map(read);
  const weighted = terms.map((term, i): WeightedTerm => ({ column: numbersOf(cells[i]!.value), weight: term.weight }));
  const dropped = countMissing(weighted);
  const incomplete = unionMask([
    ...cells.map((cell) => cell.incomplete),
    dropped === null ? null : dropped.map((count) => (count > 0 ? 1 : 0)),
  ]);
  return { ...numberCell(arithmetic.weightedMean(weighted, policy)), incomplete, dropped };
}

function countMissing(terms: readonly WeightedTerm[]): Uint8Array | null {
  let dropped: Uint8Array | null = null;
  for (const { column } of terms) {
    if (column.state === null) continue;
    dropped ??= new Uint8Array(column.length);
    for (let row = 0; row < dropped.length; row++) if (column.state[row] !== 0) dropped[row]!++;
  }
  return dropped;
}
