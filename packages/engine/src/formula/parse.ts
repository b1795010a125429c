import type { SyntaxNode } from '@lezer/common';
import type { Argument, BinaryOperator, ComparisonOperator, Formula, Range } from './ast.ts';
import { diagnoseFormula } from './diagnose.ts';
import { parser as formulaParser } from './formula-parser.generated.ts';
import * as term from './formula-terms.generated.ts';
import { formulaProblems, type FormulaProblem } from './problems.ts';
import { toHalfWidth } from './tokens.ts';

export { formulaLimits, isFormulaName } from './tokens.ts';
export { formulaParser };

/**
 * Reads a formula. All problems are reported, in the order of the text; `formula` is null if one of them is an error.
 * Positions are offsets into `text`. Takes any text, in time proportional to its length, and stops at `formulaLimits`.
 */
export function parseFormula(text: string): { formula: Formula | null; problems: readonly FormulaProblem[] } {
  const problems = diagnoseFormula(text);
  const refused = problems.some(({ code }) => formulaProblems[code].severity === 'error');
  return { formula: refused ? null : buildFormula(formulaParser.parse(text).topNode.firstChild as SyntaxNode, text), problems };
}

const binaryOperators: Readonly<Record<number, BinaryOperator>> = {
  [term.Plus]: '+',
  [term.Minus]: '−',
  [term.Times]: '×',
  [term.Divide]: '÷',
};

const comparisonOperators: Readonly<Record<number, ComparisonOperator>> = {
  [term.Less]: '<',
  [term.LessOrEqual]: '≤',
  [term.Equal]: '=',
  [term.NotEqual]: '≠',
  [term.GreaterOrEqual]: '≥',
  [term.Greater]: '>',
  [term.In]: '属于',
  [term.Above]: '高于',
  [term.Below]: '低于',
};

/**
 * The syntax tree of a node that the parser made from correct text; anything else is a programmer's error. Calls itself
 * once per level of brackets, which are limited, and never along a chain of operands.
 */
export function buildFormula(node: SyntaxNode, text: string): Formula {
  const range = rangeOf(node);
  const children = childrenOf(node);
  const child = (index: number): SyntaxNode => children[index] as SyntaxNode;
  const operand = (index: number): Formula => buildFormula(child(index), text);
  /** `a op b op c` grouped from the left. */
  const chain = (join: (left: Formula, operator: number, right: Formula, range: Range) => Formula): Formula => {
    let left = operand(0);
    for (let index = 2; index < children.length; index += 2) {
      left = join(left, child(index - 1).type.id, operand(index), { from: node.from, to: child(index).to });
    }
    return left;
  };
  switch (node.type.id) {
    case term.Number:
      return { kind: 'number', text: numberText(node, text), unit: 'none', range };
    case term.Percentage:
      return { kind: 'number', text: numberText(child(0), text), unit: 'percent', range };
    case term.Amount:
      return { kind: 'number', text: numberText(child(0), text), unit: 'yuan', range };
    case term.Date:
      return { kind: 'date', text: toHalfWidth(text.slice(node.from, node.to)).replace(/[−–]/g, '-'), range };
    case term.Name:
      return { kind: 'name', name: text.slice(node.from, node.to), range };
    case term.Missing:
      return { kind: 'missing', range };
    case term.Bracketed:
      return operand(1);
    case term.Reference:
      return buildReference(children, text);
    case term.Negative:
      return { kind: 'negate', operand: operand(1), range };
    case term.Negation:
      return { kind: 'not', operand: operand(1), range };
    case term.Sum:
    case term.Product:
      return chain((left, operator, right, part) => ({
        kind: 'binary',
        operator: binaryOperators[operator] as BinaryOperator,
        left,
        right,
        range: part,
      }));
    case term.Comparison:
      return {
        kind: 'compare',
        operator: comparisonOperators[child(1).type.id] as ComparisonOperator,
        left: operand(0),
        right: operand(2),
        range,
      };
    case term.Conjunction:
      return chain((left, _, right, part) => ({ kind: 'logical', operator: '且', left, right, range: part }));
    case term.Disjunction:
      return chain((left, _, right, part) => ({ kind: 'logical', operator: '或', left, right, range: part }));
    case term.Conditional:
      return { kind: 'if', condition: operand(1), then: operand(3), else: operand(5), range };
    default:
      throw new Error(`the parser gave ${node.name} in a text that was found correct`);
  }
}

/** `名称（…）.名称`, and so on from left to right. */
function buildReference([primary, ...suffixes]: readonly SyntaxNode[], text: string): Formula {
  const { from } = primary as SyntaxNode;
  let formula = buildFormula(primary as SyntaxNode, text);
  for (const suffix of suffixes) {
    const range = { from, to: suffix.to };
    if (suffix.type.id === term.Member) {
      const name = suffix.lastChild as SyntaxNode;
      formula = { kind: 'member', object: formula, name: text.slice(name.from, name.to), nameRange: rangeOf(name), range };
      continue;
    }
    // `缺` is the missing value by itself and the name of a function before brackets.
    const isFunction = formula.kind === 'missing' && (primary as SyntaxNode).type.id === term.Missing;
    const target: Formula = isFunction ? { kind: 'name', name: '缺', range: formula.range } : formula;
    formula = { kind: 'apply', target, arguments: buildArguments(suffix, text), range };
  }
  return formula;
}

function buildArguments(list: SyntaxNode, text: string): Argument[] {
  return childrenOf(list)
    .filter((_, index) => index % 2 === 1)
    .map((node) => {
      if (node.type.id !== term.Run) return buildFormula(node, text);
      const [from, to] = node.getChildren(term.Name).map((name) => text.slice(name.from, name.to)) as [string, string];
      return { kind: 'run', from, to, range: rangeOf(node) };
    });
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function rangeOf({ from, to }: SyntaxNode): Range {
  return { from, to };
}

function numberText(node: SyntaxNode, text: string): string {
  return toHalfWidth(text.slice(node.from, node.to));
}
