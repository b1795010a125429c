import type { Argument, Formula } from './ast.ts';

/**
 * The canonical text of a formula: full-width brackets and comma, one space around operators and words, and brackets
 * only where the meaning needs them or where leaving them out would draw a problem or a notice. Reading the text again
 * gives the same formula, as long as it stays within the limits of the parser and names are names (`isFormulaName`;
 * `缺` only before brackets).
 *
 * Works from a stack, because a chain of operands is as deep as it is long.
 */
export function printFormula(formula: Formula): string {
  const pending: Part[] = [formula];
  let text = '';
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (typeof part === 'string') text += part;
    else pending.push(...partsOf(part).reverse());
  }
  return text;
}

type Part = string | Argument;

/** How firmly the parts of a formula hold together. An operand looser than its place asks for goes into brackets. */
const binding = { formula: 0, logical: 1, not: 2, compare: 3, sum: 4, product: 5, sign: 6, postfix: 7 } as const;

const unitSigns = { none: '', percent: '%', yuan: '元' } as const;

function partsOf(formula: Argument): Part[] {
  switch (formula.kind) {
    case 'number':
      return [formula.text + unitSigns[formula.unit]];
    case 'date':
      return [formula.text];
    case 'name':
      return [formula.name];
    case 'missing':
      return ['缺'];
    case 'run':
      return [`${formula.from}..${formula.to}`];
    case 'member':
      return [...operand(formula.object, binding.postfix), `.${formula.name}`];
    case 'apply': {
      // Before brackets a bare 缺 would be the function of that name.
      const target = formula.target.kind === 'missing' ? bracketed(formula.target) : operand(formula.target, binding.postfix);
      return [...target, '（', ...formula.arguments.flatMap((argument, index) => (index === 0 ? [argument] : ['，', argument])), '）'];
    }
    case 'negate':
      return ['−', ...operand(formula.operand, binding.postfix)];
    case 'not':
      return ['非 ', ...operand(formula.operand, binding.compare)];
    case 'binary':
    case 'logical': {
      const own = bindingOf(formula);
      return [...operand(formula.left, own, formula), ` ${formula.operator} `, ...operand(formula.right, own + 1, formula)];
    }
    case 'compare':
      return [...operand(formula.left, binding.sum), ` ${formula.operator} `, ...operand(formula.right, binding.sum)];
    case 'if':
      return ['若 ', formula.condition, ' 则 ', formula.then, ' 否则 ', formula.else];
  }
}

function operand(formula: Formula, needed: number, parent?: Formula): Part[] {
  // 且 inside 或 is correct without brackets, but draws a notice; so the two need no order here.
  const mixed = parent?.kind === 'logical' && formula.kind === 'logical' && parent.operator !== formula.operator;
  return mixed || bindingOf(formula) < needed ? bracketed(formula) : [formula];
}

function bracketed(formula: Formula): Part[] {
  return ['（', formula, '）'];
}

function bindingOf(formula: Formula): number {
  switch (formula.kind) {
    case 'if':
      return binding.formula;
    case 'logical':
      return binding.logical;
    case 'not':
      return binding.not;
    case 'compare':
      return binding.compare;
    case 'binary':
      return formula.operator === '+' || formula.operator === '−' ? binding.sum : binding.product;
    case 'negate':
      return binding.sign;
    default:
      return binding.postfix;
  }
}
