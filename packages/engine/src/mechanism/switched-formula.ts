import { commonType } from '../formula/check.ts';
import type { Expression } from '../formula/expression.ts';
import { operandsOf } from '../formula/operands.ts';
import { mismatchOf, numberType, type ValueType } from '../formula/type.ts';
import { cellMembers, type ListPlan } from '../scheme/model.ts';
import type { LocatedText, Switched } from '../scheme/shape.ts';
import type { StageRun } from '../score/run.ts';
import { truth, truthOf, type Cell, type Value } from '../score/value.ts';
import { evaluateEachCell } from './each-cell.ts';
import type { IndicatorCompiler, SourceResult, SwitchPlan, Use } from './mechanism.ts';
import { selectCells } from './weighted/select.ts';

/** A formula, or a table of formulas by class or list, as the source of an indicator. */
export interface SwitchedFormula {
  readonly plan: SwitchPlan<Expression>;
  readonly type: ValueType;
  readonly lists: readonly ListPlan[];
  readonly uses: readonly Use[];
}

export function compileSwitchedFormula(written: Switched<LocatedText>, compiler: IndicatorCompiler): SwitchedFormula | null {
  const texts = compiler.switchBy(written);
  if (texts === null) return null;
  if (texts.kind === 'list' && !compiler.loops.includes(texts.list)) {
    const place = written.kind === 'by' ? written.table.place : written.value.place;
    const lists = compiler.loops.map((list) => list.name).join('、');
    return compiler.report('list-not-folded', place, { name: texts.list.name, lists });
  }
  const expressions: Expression[] = [];
  const compile = (text: LocatedText): Expression | null => {
    const expression = compiler.subjectFormula(text, compiler.loops);
    if (expression !== null) expressions.push(expression);
    return expression;
  };
  let plan: SwitchPlan<Expression> | null = null;
  let uses: Use[] = [];
  if (texts.kind === 'plain') {
    const value = compile(texts.value);
    if (value !== null) plan = { kind: 'plain', value };
    uses = expressions.map((expression) => ({ expression, classes: null }));
  } else {
    const variants = texts.variants.flatMap((variant) => {
      const value = compile(variant.value);
      return value === null ? [] : [{ ...variant, value }];
    });
    if (variants.length === texts.variants.length) plan = { ...texts, variants };
    uses = variants.map((variant) => ({ expression: variant.value, classes: variant.classes }));
  }
  if (plan === null) return null;
  const [first, ...others] = expressions;
  if (first!.type.kind === 'set') {
    const place = written.kind === 'by' ? written.table.place : written.value.place;
    return compiler.report('wrong-type', place, mismatchOf(first!.type, numberType('number')));
  }
  let type: ValueType = first!.type;
  for (const other of others) {
    const common = commonType(type, other.type);
    if (common === null) {
      const place = written.kind === 'by' ? written.table.place : written.value.place;
      return compiler.report('mixed-units', place, { name: compiler.documentName });
    }
    type = common;
  }
  const lists = compiler.loops.filter((loop) =>
    plan.kind === 'list' && plan.list === loop ? true : expressions.some((expression) => readsLoop(expression, loop)),
  );
  return { plan, type, lists, uses };
}

/** Whether an expression reads the member at hand of a loop. */
export function readsLoop(expression: Expression, loop: ListPlan): boolean {
  const reads =
    'selectors' in expression && expression.selectors.some((selector) => selector.list === loop && selector.member === 'current');
  const counts = expression.kind === 'ballot-count' && (expression.node.source.countLists ?? []).includes(loop);
  return reads || counts || operandsOf(expression).some((operand) => readsLoop(operand, loop));
}

function evaluateSwitchedFormula(
  run: StageRun,
  { plan, lists }: SwitchedFormula,
): { cells: Cell[]; expressionAt: (cell: number, row: number) => Expression } {
  if (plan.kind === 'plain') return { cells: evaluateEachCell(run, lists, () => plan.value), expressionAt: () => plan.value };
  if (plan.kind === 'list') {
    const position = lists.indexOf(plan.list);
    const of = (cell: number): Expression => plan.variants[plan.variantOf[cellMembers(lists, cell)[position]!]!]!.value;
    return { cells: evaluateEachCell(run, lists, of), expressionAt: of };
  }
  const variantOfRow = run.classOf.map((code) => plan.variantOf[code]!);
  const perVariant = plan.variants.map((variant) => evaluateEachCell(run, lists, () => variant.value));
  const cells = perVariant[0]!.map((_, cell) =>
    selectAny(
      run,
      perVariant.map((variant) => variant[cell]!),
      variantOfRow,
    ),
  );
  return { cells, expressionAt: (_cell, row) => plan.variants[variantOfRow[row]!]!.value };
}

function selectAny(run: StageRun, variants: readonly Cell[], variantOfRow: Int32Array): Cell {
  const kind = variants[0]!.value.kind;
  if (kind === 'number') return selectCells(run.run.arithmetic, variants, variantOfRow);
  const mask = (read: (cell: Cell) => Uint8Array | null): Uint8Array | null =>
    variants.every((cell) => read(cell) === null)
      ? null
      : Uint8Array.from(variantOfRow, (variant, row) => read(variants[variant]!)?.[row] ?? 0);
  return {
    value: selectValue(
      variants.map((cell) => cell.value),
      variantOfRow,
    ),
    incomplete: mask((cell) => cell.incomplete),
    dropped: mask((cell) => cell.dropped),
  };
}

function selectValue(values: readonly Value[], variantOfRow: Int32Array): Value {
  if (values[0]!.kind === 'truth') {
    const truths = values.map(truthOf);
    return { kind: 'truth', truth: Uint8Array.from(variantOfRow, (variant, row) => truths[variant]?.[row] ?? truth.missing) };
  }
  const words: string[] = [];
  const codes = Int32Array.from(variantOfRow, (variant, row) => {
    const value = values[variant];
    if (value?.kind !== 'word' || value.codes[row]! < 0) return -1;
    const word = value.words[value.codes[row]!]!;
    const known = words.indexOf(word);
    return known >= 0 ? known : words.push(word) - 1;
  });
  return { kind: 'word', codes, words };
}

/** The result of a source that is one formula. */
export function formulaResult(run: StageRun, formula: SwitchedFormula, rule: string): SourceResult {
  const { cells, expressionAt } = evaluateSwitchedFormula(run, formula);
  return {
    cells,
    detail: (cell, row) => ({ rule, operands: [], facts: [], parameters: {}, expression: expressionAt(cell, row) }),
  };
}
