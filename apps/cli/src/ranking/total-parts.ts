import type { Expression, NodePlan, StageRun } from './engine-types.ts';
import { columnOfCell, publishedColumns, type PublishedColumn } from './published-columns.ts';

/** A part of the total that a table shows beside it. */
export interface TotalPart {
  readonly column: PublishedColumn;
  /** Weight in the total, such as `70%`; null where it has none of its own, or classes differ. */
  readonly weight: string | null;
}

/** A table that shows more than this shows nothing. */
const partCountMax = 6;
const partCountWanted = 4;

interface Part {
  readonly node: NodePlan;
  readonly cell: number;
  readonly weight: Fraction | null;
}

interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * What the total is made of, for one line of a table: its operands; in place of an operand without a key its own; and while
 * they are few, those of a weighted mean among them, so that 基础分 shows as 业绩评价 70% and 履职评价 30%. Read from the
 * explanation of the given rows, one of each class: classes may be made of different parts.
 */
export function totalParts(stage: StageRun, rows: readonly number[]): readonly TotalPart[] {
  const of = stage.plan.grading?.of;
  if (of === undefined || of.kind !== 'node') return [];
  const found = new Map<string, TotalPart>();
  for (const row of rows) {
    for (const { node, cell, weight } of partsAt(stage, of.node, row)) {
      const column = columnOfCell(node, cell);
      if (column === null) continue;
      const path = column.path.join('/');
      const text = weight === null ? null : percent(weight);
      const known = found.get(path);
      found.set(path, { column, weight: known === undefined || known.weight === text ? text : null });
    }
  }
  if (found.size > 0) return [...found.values()].slice(0, partCountMax);
  // A total that is a measure of its own has no operands, but perhaps the parts of its fold (主要领导 60%, 同事互评 40%).
  const own = publishedColumns(stage.plan, 'indicator').filter(({ node, cell }) => node === of.node && cell === null);
  return own.slice(0, partCountMax).map((column) => ({ column: { ...column, name: memberName(column.name) }, weight: null }));
}

/** `年度测评（主要领导）` beside 年度测评 needs no more than 主要领导. */
function memberName(name: string): string {
  return /（(.*)）$/u.exec(name)?.[1] ?? name;
}

function partsAt(stage: StageRun, total: NodePlan, row: number): readonly Part[] {
  let parts = opened(stage, { node: total, cell: 0, weight: null }, row);
  for (let i = 0; i < parts.length;) {
    const part = parts[i]!;
    const inner = part.node.key === null ? opened(stage, part, row) : [];
    if (inner.length === 0) i += 1;
    else parts = [...parts.slice(0, i), ...inner, ...parts.slice(i + 1)];
  }
  if (parts.length >= partCountWanted) return parts;
  for (const part of parts) {
    if (part.node.source.mechanism !== 'weighted') continue;
    const inner = opened(stage, part, row);
    if (inner.length > 0 && parts.length - 1 + inner.length <= partCountMax)
      parts = parts.flatMap((each) => (each === part ? inner : [each]));
  }
  return parts;
}

/** The indicators that a value was computed from. */
function opened(stage: StageRun, { node, cell, weight }: Part, row: number): readonly Part[] {
  // The detail of a measure looks through all its facts, and holds no indicator.
  if (node.source.uses.length === 0) return [];
  const detail = stage.node(node).detail(cell, row);
  if (detail.operands.length > 0) {
    return detail.operands.flatMap((operand): Part[] => {
      if (operand.node === null || operand.node.stage !== stage.plan) return [];
      return [{ node: operand.node, cell: operand.cell, weight: detail.rule === 'weighted' ? times(weight, operand.weight) : null }];
    });
  }
  return detail.expression === undefined ? [] : nodesIn(detail.expression).filter((part) => part.node.stage === stage.plan);
}

/** Indicators of the subject itself that a formula names, each once and in the order of the formula. */
function nodesIn(expression: Expression): readonly Part[] {
  const found: Part[] = [];
  const visit = (each: Expression): void => {
    switch (each.kind) {
      case 'node': {
        const fixed = each.selectors.map(({ member }) => member);
        if (fixed.includes('current') || each.node.section !== 'indicator') return;
        const cell = fixed.reduce<number>((index, member, i) => index * each.node.lists[i]!.members.length + Number(member), 0);
        if (!found.some((part) => part.node === each.node && part.cell === cell)) found.push({ node: each.node, cell, weight: null });
        return;
      }
      case 'negate':
      case 'not':
        visit(each.operand);
        return;
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
      case 'compare':
      case 'logical':
        visit(each.left);
        visit(each.right);
        return;
      case 'if':
        visit(each.condition);
        visit(each.then);
        visit(each.else);
        return;
      case 'call':
        each.arguments.forEach(visit);
        return;
      default:
    }
  };
  visit(expression);
  return found;
}

function times(outer: Fraction | null, inner: Fraction | null): Fraction | null {
  if (inner === null) return null;
  return outer === null ? inner : { num: outer.num * inner.num, den: outer.den * inner.den };
}

/** A weight as a percentage; null where it is none (points of a full mark) or does not end within two decimals. */
function percent({ num, den }: Fraction): string | null {
  if (num > den || (num * 10_000n) % den !== 0n) return null;
  const hundredths = (num * 10_000n) / den;
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
  return `${text.replace(/\.?0+$/, '')}%`;
}
