import type { Expression } from '../formula/expression.ts';
import { ownOperandsOf } from '../formula/operands.ts';
import type { SourceResult } from '../mechanism/mechanism.ts';
import { mechanismOf } from '../mechanism/registry.ts';
import { explainFold } from '../mechanism/weighted/explain.ts';
import { stateAt } from '../number/arithmetic.ts';
import { missing } from '../number/missing.ts';
import { formatFraction, type Rational, type RoundingMode } from '../number/rational.ts';
import { existenceOf, type Existence } from '../scheme/existence.ts';
import { cellMembers, type NodePlan } from '../scheme/model.ts';
import { formOf, publishValue, publishNumber, type Published } from '../score/format.ts';
import { populationFrame, subjectsFrame, type Frame } from '../score/frame.ts';
import type { StageRun } from '../score/run.ts';
import { isMissing, type Cell } from '../score/value.ts';
import type { Detail, FactUse, Operand } from './detail.ts';
import { expressionText } from './expression-text.ts';
import { operandText } from './operand-text.ts';
import { factLine, type BillFact } from './fact-line.ts';
import { percentText, plainNumber, stateWord, type Bilingual, type ExplainWords } from './words.ts';

/**
 * The bill of a subject: every value with the sentence of how it came about, its clause, and below it what went in, down to
 * the facts. It is read from the evaluated columns; nothing is computed a second time.
 */
export interface BillLine {
  readonly name: string;
  readonly key: string | null;
  readonly section: NodePlan['section'] | 'part';
  readonly clause: string | null;
  /** A gap of the regulation that the scheme fills here. */
  readonly reading: string | null;
  readonly rule: string;
  readonly published: Published;
  /** Exact value as a fraction; null where missing or not a number. */
  readonly exact: string | null;
  readonly missing: Bilingual | null;
  readonly incomplete: boolean;
  readonly rounding: { readonly before: string; readonly digits: number; readonly mode: RoundingMode } | null;
  /** Weight in the line above; null where it has none. */
  readonly weight: string | null;
  /** How it came about; empty in a line that is only a fact or hidden. */
  readonly sentence: Bilingual;
  /** A voter group too small to be shown apart, or one that could be worked out from the others. */
  readonly suppressed: boolean;
  readonly lines: readonly BillLine[];
  readonly facts: readonly BillFact[];
}

/** `full` for the office and the inspector; `person` hides what would tell who voted how. */
export type Audience = 'full' | 'person';

interface BillContext {
  readonly stage: StageRun;
  readonly row: number;
  readonly audience: Audience;
  readonly existence: Existence;
  /** Nodes above this line: a value that leads back to itself is not opened again. */
  readonly path: readonly NodePlan[];
  /** Lines of the whole bill so far. */
  readonly count: { lines: number };
}

/** A value that many values share stands below each of them; a bill beyond this is none that anybody reads, so it opens no more. */
const lineCountMax = 1000;

export function billLine(stage: StageRun, node: NodePlan, cell: number, row: number, audience: Audience): BillLine {
  return lineOf({ stage, row, audience, existence: existenceOf(stage.plan), path: [], count: { lines: 0 } }, node, cell, null);
}

function lineOf(context: BillContext, node: NodePlan, cell: number, weight: string | null): BillLine {
  const { stage, row, count } = context;
  count.lines += 1;
  const result = stage.node(node);
  const source = result.cells[cell]!;
  const detail = result.detail(cell, row);
  const below = { ...context, path: [...context.path, node] };
  const { lines, suppressed } = linesBelow(below, node, cell, result, detail);
  const { published, exact, missing: absent } = shown(stage, source, row, node);
  return {
    name: nameWithMembers(node, cell),
    key: node.key,
    section: node.section,
    clause: node.clause,
    reading: node.reading,
    rule: detail.rule,
    published,
    exact,
    missing: absent,
    incomplete: source.incomplete?.[row] === 1,
    rounding: roundingOf(stage, node, source, row),
    weight,
    sentence: suppressed ? suppressedSentence : sentenceOf(context, node, cell, detail),
    suppressed,
    lines,
    facts: factsOf(context, detail),
  };
}

const suppressedSentence: Bilingual = {
  zh: '有的测评主体票数太少，各组的分数不单独公开',
  en: 'some voter group is too small; group values are not shown apart',
};

/** Facts of a secret ballot never reach the bill; those of other measures do. */
function factsOf({ stage }: BillContext, detail: Detail): BillFact[] {
  return detail.facts.map((use) => factLine(stage.run, use));
}

function nameWithMembers(node: NodePlan, cell: number): string {
  if (node.lists.length === 0) return node.name;
  const members = cellMembers(node.lists, cell).map((member, i) => node.lists[i]!.members[member]!.name);
  return `${node.name}（${members.join('，')}）`;
}

function shown(
  stage: StageRun,
  cell: Cell,
  row: number,
  node: NodePlan,
): { published: Published; exact: string | null; missing: Bilingual | null } {
  const { value } = cell;
  const published = publishValue(stage.run, value, row, node.type, formOf(node, stage.classOf[row]!));
  const exact = value.kind === 'number' ? stage.run.arithmetic.valueAt(value.column, row) : null;
  const state = value.kind === 'number' ? stateAt(value.column, row) : missing.operand;
  return { published, exact: exact === null ? null : formatFraction(exact), missing: isMissing(value, row) ? stateWord(state) : null };
}

function roundingOf(stage: StageRun, node: NodePlan, cell: Cell, row: number): BillLine['rounding'] {
  if (node.publish === null || cell.raw === undefined) return null;
  const before = stage.run.arithmetic.valueAt(cell.raw, row);
  const { digits, mode } = node.publish[stage.classOf[row]!]!;
  return before === null ? null : { before: plainNumber(before), digits, mode };
}

/** The one row of the subject at hand, in the loops of a cell. */
function oneRowFrame({ stage, row }: BillContext, node: NodePlan, cell: number): Frame {
  const members = cellMembers(node.lists, cell);
  const cursor = new Map(node.lists.map((list, i) => [list, members[i]!]));
  return subjectsFrame(populationFrame(stage, cursor), stage.population.subarray(row, row + 1));
}

function sentenceOf(context: BillContext, node: NodePlan, cell: number, detail: Detail): Bilingual {
  const words = wordsOf(context, node, cell);
  if (detail.rule === 'weighted' || detail.rule === 'mean') return explainFold(detail, words);
  return detail.rule === '' ? { zh: '', en: '' } : mechanismOf(detail.rule).explain(detail, words);
}

function wordsOf(context: BillContext, node: NodePlan, cell: number): ExplainWords {
  const { run, classOf } = context.stage;
  const form = formOf(node, classOf[context.row]!);
  return {
    number: (value: Rational | null) => (value === null ? '缺' : operandText(value, node.type, form, run.scheme)),
    cell: (fact: FactUse, column: string) => run.facts.cell(fact.table, column, fact.row),
    expression: (expression: Expression) => expressionText(expression, oneRowFrame(context, node, cell)),
  };
}

function linesBelow(
  context: BillContext,
  node: NodePlan,
  cell: number,
  result: SourceResult,
  detail: Detail,
): { lines: BillLine[]; suppressed: boolean } {
  if (detail.operands.length > 0) return operandLines(context, node, cell, result, detail);
  if (detail.expression === undefined) return { lines: [], suppressed: false };
  const members = cellMembers(node.lists, cell);
  const cursor = new Map(node.lists.map((list, i) => [list, members[i]!]));
  const lines = referencesIn(detail.expression).flatMap((expression) => {
    if (expression.kind !== 'node' || !mayOpen(context, expression.node)) return [];
    const chosen = expression.selectors.map(({ list, member }) => (member === 'current' ? (cursor.get(list) ?? 0) : member));
    const index = chosen.reduce((sum, member, i) => sum * expression.node.lists[i]!.members.length + member, 0);
    return [lineOf(context, expression.node, index, null)];
  });
  return { lines, suppressed: false };
}

function mayOpen({ stage, path, count }: BillContext, node: NodePlan): boolean {
  return node.stage === stage.plan && !path.includes(node) && count.lines < lineCountMax;
}

/** Each reference once, in the order of the formula. */
function referencesIn(expression: Expression): Expression[] {
  const found = expression.kind === 'node' ? [expression] : ownOperandsOf(expression).flatMap(referencesIn);
  return found.filter((each, i) => found.findIndex((other) => sameReference(each, other)) === i);
}

function sameReference(a: Expression, b: Expression): boolean {
  if (a.kind !== 'node' || b.kind !== 'node' || a.node !== b.node) return false;
  return a.selectors.every((selector, i) => selector.member === b.selectors[i]!.member);
}

function operandLines(
  context: BillContext,
  node: NodePlan,
  cell: number,
  result: SourceResult,
  detail: Detail,
): { lines: BillLine[]; suppressed: boolean } {
  const suppressed = context.audience === 'person' && hidesOperands(context, node, cell, result, detail);
  const form = formOf(node, context.stage.classOf[context.row]!);
  const lines = detail.operands.map((operand): BillLine => {
    const weight = operand.weight === null || detail.rule === 'mean' ? null : weightText(operand.weight);
    if (operand.node !== null && mayOpen(context, operand.node)) {
      return lineOf(context, operand.node, operand.cell, weight);
    }
    const part = operand.part < 0 ? null : (result.partDetail?.(operand.part, context.row) ?? null);
    return {
      name: operand.label,
      key: null,
      section: 'part',
      clause: raterClause(node, operand) ?? node.clause,
      reading: null,
      rule: part?.rule ?? '',
      published: suppressed ? null : publishNumber(operand.value, node.type, form, context.stage.run.scheme),
      exact: suppressed || operand.value === null ? null : formatFraction(operand.value),
      missing: operand.state === 0 ? null : stateWord(operand.state),
      incomplete: false,
      rounding: null,
      weight,
      sentence: part === null || suppressed ? { zh: '', en: '' } : sentenceOf(context, node, cell, part),
      suppressed,
      lines: [],
      facts: part === null ? [] : factsOf(context, part),
    };
  });
  return { lines, suppressed };
}

/** A part that is a voter group cites the clause that says who is in it. */
function raterClause({ source }: NodePlan, { label }: Operand): string | null {
  return source.foldedList?.members.find(({ name }) => name === label)?.rater?.clause ?? null;
}

/**
 * Where one secret group of a fold has too few valid sheets, all operands of the fold are hidden: with the combined value
 * and the other operands the hidden one could be worked out.
 */
function hidesOperands({ stage, row }: BillContext, node: NodePlan, cell: number, result: SourceResult, detail: Detail): boolean {
  const { suppressBelow } = stage.run.scheme;
  const folded = node.source.foldedList;
  if (result.ballots === undefined || folded === undefined || suppressBelow === 0) return false;
  const members = cellMembers(node.lists, cell);
  const outer = node.lists.map((list, i) => [list, members[i]!] as const);
  return detail.operands.some(({ label }) => {
    const member = folded.members.findIndex((each) => each.name === label);
    if (member < 0 || folded.members[member]!.rater?.secrecy === 'named') return false;
    const { counts } = result.ballots!.count('valid', new Map([...outer, [folded, member]]));
    return counts[row]! > 0 && counts[row]! < suppressBelow;
  });
}

function weightText(weight: Rational): string {
  return weight.num <= weight.den ? percentText(weight) : plainNumber(weight);
}
