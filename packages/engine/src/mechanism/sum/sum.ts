import { evaluate } from '../../formula/evaluate.ts';
import type { Detail, Operand } from '../../explain/detail.ts';
import { told } from '../../explain/detail.ts';
import { bilingual, plainNumber, stateWord } from '../../explain/words.ts';
import type { Expression } from '../../formula/expression.ts';
import { expandReference } from '../../formula/functions.ts';
import { numberType, unitOfSum, type NumberUnit } from '../../formula/type.ts';
import { stateAt, type MissingPolicy, type WeightedTerm } from '../../number/arithmetic.ts';
import { add, compare, divide, fromInteger, one, subtract, zero, type Rational } from '../../number/rational.ts';
import { cellCount, cellIndex, cellMembers, type ListPlan } from '../../scheme/model.ts';
import { byKind, list, mapOf, switched, type Infer, type LocatedText, type Named } from '../../scheme/shape.ts';
import { name as nameText, writtenNumber, type WrittenNumber } from '../../scheme/values.ts';
import { populationFrame } from '../../score/frame.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, numbersOf, unionMask, type Cell } from '../../score/value.ts';
import type { CompileInput, IndicatorCompiler, Mechanism, SourceResult, SwitchPlan } from '../mechanism.ts';
import { readsLoop } from '../switched-formula.ts';
import { selectCells } from '../weighted/select.ts';

/** Names alone, or names with the full mark of each. */
const shape = switched(byKind({ text: nameText, list: list(nameText), map: mapOf(writtenNumber()) }));

/**
 * A plain sum (合计): parts that are in points already, each with its full mark, added up to the full mark of the whole; or,
 * without full marks, everything that an indicator or several come to. S4-2, S4-33.
 *
 * 工作实绩 36 of 40, 党的建设 27 of 30, 民主测评 missing of 30: with `missing: skip` the others carry the whole, 63 of 70 is
 * 90 of 100; with `zero` it is 63; with `withhold` there is no value. Full marks that do not add up to `full` (100) are
 * refused with the amount. All parts missing: missing.
 */
export const sum: Mechanism<Infer<typeof shape>> = {
  keyword: 'sum',
  title: { zh: '合计', en: 'plain sum' },
  summary: {
    zh: '已经是分值的几部分相加，各写满分，合计为总的满分。工作实绩36分（满分40）、党的建设27分（满分30）、民主测评缺（满分30）：略去的，其余承担全部，63÷70，得90.00；计零的得63.00。',
    en: 'Adds up parts that are in points already, each with its full mark. 36 of 40 and 27 of 30 with the third part missing: the others carry the whole, 63 of 70, which is 90.00; with `zero` it is 63.00.',
  },
  shape,
  modifiers: ['missing', 'full'],
  explain(detail, words) {
    const present = detail.operands.filter(({ state }) => state === 0);
    const absent = detail.operands.filter(({ state }) => state !== 0);
    const added = (mark: (full: string) => string): string =>
      present
        .map(({ label, value, weight }) => `${label} ${words.number(value)}${weight === null ? '' : mark(plainNumber(weight))}`)
        .join(' + ');
    const [zh, en] = [added((full) => `（满分${full}）`), added((full) => ` of ${full}`)];
    if (absent.length === 0) return bilingual(zh, en);
    const missingZh = absent.map(({ label, state }) => `缺“${label}”（${stateWord(state).zh}）`).join('，');
    const missingEn = absent.map(({ label, state }) => `${label} is missing (${stateWord(state).en})`).join(', ');
    const policy = told(detail, 'policy');
    if (present.length === 0 || policy === 'withhold') return bilingual(missingZh, missingEn);
    if (policy === 'zero') return bilingual(`${zh}，${missingZh}，计零`, `${en}; ${missingEn}, counted as zero`);
    const scale = ` × ${plainNumber(fullOf(detail.operands))} ÷ ${plainNumber(fullOf(present))}`;
    return bilingual(`(${zh})${scale}，${missingZh}，其余按满分折算`, `(${en})${scale}; ${missingEn}, the others carry the whole`);
  },
  compile(input) {
    const { parameters, document, compiler, place } = input;
    if (document.common.missing === undefined) compiler.report('missing-not-said', document.namePlace, { name: document.name });
    const written = compiler.switchBy(parameters);
    if (written === null) return null;
    const terms = mapVariants(written, (each) => termsOf(each, input));
    if (terms === null) return null;
    const all = terms.kind === 'plain' ? terms.value : terms.variants.flatMap((variant) => variant.value);
    const unit = commonUnit(all);
    if (unit === null) return compiler.report('mixed-units', place, { name: document.name });
    const lists = compiler.loops.filter(
      (loop) => (terms.kind === 'list' && terms.list === loop) || all.some(({ expression }) => readsLoop(expression, loop)),
    );
    const policy = document.common.missing?.value ?? 'withhold';
    return {
      mechanism: 'sum',
      type: numberType(unit),
      lists,
      uses:
        terms.kind === 'plain'
          ? all.map(({ expression }) => ({ expression, classes: null }))
          : terms.variants.flatMap(({ value, classes }) => value.map(({ expression }) => ({ expression, classes }))),
      evaluate: (run) => addUp(run, { terms, lists, policy }),
    };
  },
};

interface Term {
  readonly label: string;
  readonly expression: Expression;
  /** null: the part has no full mark of its own. */
  readonly full: Rational | null;
}

interface SumPlan {
  readonly terms: SwitchPlan<readonly Term[]>;
  readonly lists: readonly ListPlan[];
  readonly policy: MissingPolicy;
}

type Input = CompileInput<Infer<typeof shape>>;
type Written = LocatedText | readonly LocatedText[] | readonly Named<WrittenNumber>[];

function fullOf(operands: readonly Operand[]): Rational {
  return operands.reduce((total, { weight }) => add(total, weight ?? one), zero);
}

function mapVariants<A, B>(plan: SwitchPlan<A>, turn: (value: A) => B | null): SwitchPlan<B> | null {
  if (plan.kind === 'plain') {
    const value = turn(plan.value);
    return value === null ? null : { kind: 'plain', value };
  }
  const variants = plan.variants.flatMap((variant) => {
    const value = turn(variant.value);
    return value === null ? [] : [{ ...variant, value }];
  });
  return variants.length < plan.variants.length ? null : { ...plan, variants };
}

function termsOf(written: Written, { document, compiler, place }: Input): readonly Term[] | null {
  const parts = Array.isArray(written) ? (written as readonly (LocatedText | Named<WrittenNumber>)[]) : [written as LocatedText];
  if (parts.length === 0) return compiler.report('empty-list', place);
  const marked = parts.filter((part): part is Named<WrittenNumber> => 'name' in part);
  if (marked.length > 0) checkFullMarks(marked, document.common.full?.value ?? fromInteger(100), compiler);
  else if (document.common.full !== undefined)
    compiler.report('key-without-effect', document.common.full.place, { key: 'full', name: document.name });
  const terms = parts.map((part) => ('name' in part ? oneTerm(part, compiler) : manyTerms(part, compiler)));
  return terms.includes(null) ? null : terms.flatMap((each) => each!);
}

function oneTerm({ name: label, place, value }: Named<WrittenNumber>, compiler: IndicatorCompiler): readonly Term[] | null {
  const reference = compiler.reference({ value: label, place, offset: -1 }, compiler.loops);
  if (reference === null) return null;
  if (reference.free.length > 0)
    return compiler.report('index-missing', place, { name: reference.node.name, list: reference.free[0]!.name });
  return [{ label, expression: expandReference(reference, { from: 0, to: 0 })[0]!, full: value.value }];
}

/** Every cell of an indexed indicator is a part. */
function manyTerms(text: LocatedText, compiler: IndicatorCompiler): readonly Term[] | null {
  const reference = compiler.reference(text, compiler.loops);
  if (reference === null) return null;
  return expandReference(reference, { from: 0, to: 0 }).map((expression) => ({ label: labelOf(expression), expression, full: null }));
}

function labelOf(expression: Expression): string {
  if (expression.kind !== 'node') return '';
  const fixed = expression.selectors.flatMap(({ list: each, member }) => (member === 'current' ? [] : [each.members[member]!.name]));
  return fixed.length === 0 ? expression.node.name : `${expression.node.name}（${fixed.join('，')}）`;
}

function checkFullMarks(marked: readonly Named<WrittenNumber>[], whole: Rational, compiler: IndicatorCompiler): void {
  const name = compiler.documentName;
  for (const { value, place } of marked) {
    if (value.percent) compiler.report('full-mark-percent', place, { name });
    if (value.value.num === 0n) compiler.report('full-mark-zero', place, { name });
  }
  const total = marked.reduce((running, { value }) => add(running, value.value), zero);
  const order = compare(total, whole);
  if (order === 0 || marked.some(({ value }) => value.percent)) return;
  const difference = order < 0 ? subtract(whole, total) : subtract(total, whole);
  compiler.report(order < 0 ? 'full-marks-short' : 'full-marks-over', marked[0]!.place, {
    name,
    sum: plainNumber(total),
    whole: plainNumber(whole),
    difference: plainNumber(difference),
  });
}

function commonUnit(terms: readonly Term[]): NumberUnit | null {
  let unit: NumberUnit = 'number';
  for (const { expression } of terms) {
    const next: NumberUnit | null = expression.type.kind === 'number' ? unitOfSum(unit, expression.type.unit) : null;
    if (next === null) return null;
    unit = next;
  }
  return unit === 'number' ? 'score' : unit;
}

function addUp(run: StageRun, { terms, lists, policy }: SumPlan): SourceResult {
  const variantOfRow = terms.kind === 'class' ? run.classOf.map((code) => terms.variantOf[code]!) : null;
  const position = terms.kind === 'list' ? lists.indexOf(terms.list) : -1;
  const termsAt = (cell: number, row: number): readonly Term[] => {
    if (terms.kind === 'plain') return terms.value;
    const variant = terms.kind === 'list' ? terms.variantOf[cellMembers(lists, cell)[position]!]! : variantOfRow![row]!;
    return terms.variants[variant]!.value;
  };
  const framed = Array.from({ length: cellCount(lists) }, (_, cell) => {
    const members = cellMembers(lists, cell);
    return populationFrame(run, new Map(lists.map((each, i) => [each, members[i]!])));
  });
  const cells = framed.map((frame, cell) => {
    const fold = (own: readonly Term[]): Cell =>
      foldTerms(
        run,
        own,
        own.map(({ expression }) => evaluate(expression, frame)),
        policy,
      );
    if (terms.kind !== 'class') return fold(termsAt(cell, 0));
    return selectCells(
      run.run.arithmetic,
      terms.variants.map((variant) => fold(variant.value)),
      variantOfRow!,
    );
  });
  const detail = (cell: number, row: number): Detail => {
    const operands = termsAt(cell, row).map(({ label, expression, full }): Operand => {
      const column = numbersOf(evaluate(expression, framed[cell]!).value);
      const node = expression.kind === 'node' ? expression.node : null;
      const chosen =
        expression.kind === 'node'
          ? expression.selectors.map(({ list: each, member }) => (member === 'current' ? framed[cell]!.cursor.get(each)! : member))
          : [];
      return {
        label,
        node,
        cell: node === null ? -1 : cellIndex(node.lists, chosen),
        value: run.run.arithmetic.valueAt(column, row),
        state: stateAt(column, row),
        weight: full,
        part: -1,
      };
    });
    return { rule: 'sum', operands, facts: [], parameters: { policy } };
  };
  return { cells, detail };
}

/** As a weighted mean of shares of the full mark, so that a missing part does what it does in every fold. */
function foldTerms(run: StageRun, terms: readonly Term[], cells: readonly Cell[], policy: MissingPolicy): Cell {
  const { arithmetic } = run.run;
  const whole = terms.reduce((total, { full }) => add(total, full ?? one), zero);
  const shares = terms.map(({ full }, i): WeightedTerm => {
    const weight = full ?? one;
    return { column: arithmetic.scaleBy(numbersOf(cells[i]!.value), divide(whole, weight)), weight };
  });
  const dropped = new Uint8Array(run.population.length);
  for (const { column } of shares) for (let row = 0; row < dropped.length; row++) if (stateAt(column, row) !== 0) dropped[row]!++;
  const isShort = dropped.some((count) => count > 0);
  const incomplete = unionMask([...cells.map((cell) => cell.incomplete), isShort ? dropped.map((count) => (count > 0 ? 1 : 0)) : null]);
  return { ...numberCell(arithmetic.weightedMean(shares, policy)), incomplete, dropped: isShort ? dropped : null };
}
