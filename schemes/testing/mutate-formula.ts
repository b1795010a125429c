/** Single changes of a formula: a constant, an operator, a word, an operand of a condition, the member of an index. */

/** What a word stands beside: the next one, and the last one's next is the first. */
export interface Siblings {
  /** In its scale or among the classes. */
  readonly constants: ReadonlyMap<string, string>;
  /** In its list. */
  readonly members: ReadonlyMap<string, string>;
  /** Among the indicators, flags or outcomes of the stage, or the attributes. */
  readonly names: ReadonlyMap<string, string>;
}

interface Token {
  readonly text: string;
  readonly kind: 'space' | 'number' | 'sign' | 'name';
}

const tokenPattern =
  /(?<space>\s+)|(?<number>\d+(?:\.\d+)?)|(?<sign>\.\.|[（）()，,.×÷+−%<≤=≠≥>/-])|(?<name>[^\s（）()，,.×÷+−%<≤=≠≥>/-]+)/gu;

function tokensOf(formula: string): Token[] {
  return Array.from(formula.matchAll(tokenPattern), ({ 0: text, groups }) => {
    const kind = (['space', 'number', 'sign', 'name'] as const).find((each) => groups?.[each] !== undefined)!;
    return { text, kind };
  });
}

const replacements: Readonly<Record<string, readonly string[]>> = {
  '<': ['≤'],
  '≤': ['<'],
  '>': ['≥'],
  '≥': ['>'],
  '=': ['≠'],
  '≠': ['='],
  '+': ['−'],
  '−': ['+'],
  '×': ['÷'],
  '÷': ['×'],
  且: ['或'],
  或: ['且'],
  非: [''],
  最大: ['最小'],
  最小: ['最大'],
  最高: ['最低', '平均'],
  最低: ['最高', '平均'],
  平均: ['最高', '最低'],
  标准差: ['平均'],
  有: ['缺'],
  缺: ['有'],
  是: ['否'],
  否: ['是'],
  有效票: ['收回票'],
  收回票: ['有效票'],
  应发票: ['收回票'],
};

/** Of these there are only whole numbers, so a step smaller than one says the same as a change of the sign beside it. */
const counts = /名次|参评数|条目|案次|天数|缺项/;

export function formulaChanges(formula: string, siblings: Siblings): string[] {
  const tokens = tokensOf(formula);
  const withToken = (index: number, text: string): string => tokens.map((token, i) => (i === index ? text : token.text)).join('');
  const changes: string[] = [];
  tokens.forEach((token, i) => {
    const next = tokens[i + 1]?.text ?? '';
    if (token.kind === 'number') changes.push(...numberSteps(token.text, smallStep(formula, tokens, i)).map((text) => withToken(i, text)));
    for (const text of replacements[token.text] ?? []) {
      if (isCalled(token.text) === (next === '(' || next === '（')) changes.push(withToken(i, text));
    }
    const sibling = siblingOf(token.text, wordBefore(tokens, i) ?? '', siblings);
    if (sibling !== undefined) changes.push(withToken(i, sibling));
    const name = siblings.names.get(token.text);
    if (name !== undefined) changes.push(withToken(i, name));
  });
  return [...changes, ...withoutOperands(tokens), ...withBranchesSwapped(formula)];
}

/** A constant of a comparison is a grade or a class; in brackets stands a member of a list, or a grade. */
function siblingOf(word: string, before: string, { constants, members }: Siblings): string | undefined {
  if (['=', '≠', '属于'].includes(before)) return constants.get(word);
  return ['(', '（', '..'].includes(before) ? (members.get(word) ?? constants.get(word)) : undefined;
}

function isCalled(word: string): boolean {
  return /^(?:最|平均|标准差|有|缺|收回票|应发票)/.test(word);
}

/** A number one more and one less, and by the step; nothing below zero. */
export function numberSteps(text: string, step: string | null): string[] {
  const steps = [...new Set(['1', ...(step === null ? [] : [step])])];
  return steps.flatMap((each) => [add(text, each, 1), add(text, each, -1)]).filter((each) => !each.startsWith('-'));
}

function add(text: string, step: string, sign: 1 | -1): string {
  const digits = Math.max(...[text, step].map((each) => (each.split('.')[1] ?? '').length));
  const scaled = (each: string): bigint => {
    const [whole = '', fraction = ''] = each.split('.');
    return BigInt(whole + fraction.padEnd(digits, '0'));
  };
  const sum = scaled(text) + BigInt(sign) * scaled(step);
  const written = String(sum < 0n ? -sum : sum).padStart(digits + 1, '0');
  const value = digits === 0 ? written : `${written.slice(0, -digits)}.${written.slice(-digits)}`;
  return sum < 0n ? `-${value}` : value;
}

function smallStep(formula: string, tokens: readonly Token[], index: number): string | null {
  const text = tokens[index]!.text;
  const before = wordBefore(tokens, index);
  const fraction = text.split('.')[1];
  if (fraction !== undefined) return `0.${'1'.padStart(fraction.length, '0')}`;
  const beside = [tokens[index - 1]?.text ?? '', tokens[index + 1]?.text ?? ''];
  const isWhole = before === '则' || before === '否则' || counts.test(formula);
  return isWhole || beside.some((each) => each === '%' || each === '/' || each === '元') ? null : '0.01';
}

function wordBefore(tokens: readonly Token[], index: number): string | undefined {
  return tokens.slice(0, index).findLast(({ kind }) => kind !== 'space')?.text;
}

/** Conditions with one operand of a chain of 且 or 或 left out. */
function withoutOperands(tokens: readonly Token[]): string[] {
  const changes: string[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const isStart = start === 0 || ['(', '（', '若', '，', ','].includes(tokens[start - 1]!.text);
    if (!isStart) continue;
    const operands = chainFrom(tokens, start);
    if (operands.length < 2) continue;
    operands.forEach(({ from, to }, place) => {
      // With the operand goes the word before it, or after it where it is the first.
      const [cutFrom, cutTo] = place === 0 ? [from, operands[1]!.from] : [operands[place - 1]!.to, to];
      const kept = tokens.filter((_, i) => i < cutFrom || i >= cutTo);
      changes.push(kept.map(({ text }) => text).join(''));
    });
  }
  return [...new Set(changes)];
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The operands of the chain that begins at a token, up to the bracket or word that ends it. */
function chainFrom(tokens: readonly Token[], start: number): Extent[] {
  const operands: Extent[] = [];
  let from = start;
  let depth = 0;
  let i = start;
  for (; i < tokens.length; i++) {
    const { text } = tokens[i]!;
    if (text === '(' || text === '（') depth += 1;
    else if (text === ')' || text === '）') depth -= 1;
    if (depth < 0 || (depth === 0 && (text === '则' || text === '否则' || text === '，' || text === ','))) break;
    if (depth === 0 && (text === '且' || text === '或')) {
      operands.push({ from, to: i - 1 });
      from = i + 2;
    }
  }
  const end = tokens[i - 1]?.kind === 'space' ? i - 1 : i;
  return [...operands, { from, to: end }];
}

function withBranchesSwapped(formula: string): string[] {
  const parts = /^若 (?<condition>.+) 则 (?<then>.+) 否则 (?<otherwise>.+)$/.exec(formula)?.groups;
  return parts === undefined ? [] : [`若 ${parts['condition']} 则 ${parts['otherwise']} 否则 ${parts['then']}`];
}
