/** Functions that sentences use, by their names in formulas. */
const functions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  限幅: ([value, least, most]) => Math.min(Math.max(value!, least!), most!),
  最小: (values) => Math.min(...values),
  最大: (values) => Math.max(...values),
};

const token = /[（(]|[）)]|，|[+−×÷]|限幅|最小|最大|[\d.]+%?/gu;

/**
 * Works a sentence of a bill out from the digits that are printed in it, as a reader with a pocket calculator would; null where
 * it is no sum. Floating point on purpose: the check must share nothing with what it checks.
 */
export function workedOut(sentence: string): number | null {
  // What follows the sum says how many there were, what was left out, or how it was cut.
  const sum = sentence
    .split(/，(?=\d+[项个条张]|另有|去掉|缺|其余|合计)| = /u)[0]!
    .replaceAll('…', '')
    .replaceAll('元', '');
  const tokens = withoutNames(sum).match(token) ?? [];
  if (!tokens.some((each) => /\d/.test(each))) return null;
  const reader = new Reader(tokens);
  const value = reader.sum();
  return reader.isAtEnd ? value : null;
}

/** `季度业绩（四季度） 74.72` is 74.72: a name ends where a space and its value follow. */
function withoutNames(text: string): string {
  return text.replaceAll(/(^|[+−×÷（(] ?|，)(?!限幅|最小|最大)[^\s+−×÷（(，\d][^\s+−×÷]*? (?=−?[\d.])/gu, '$1');
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  sum(): number {
    let value = this.product();
    while (this.tokens[this.at] === '+' || this.tokens[this.at] === '−') {
      value = this.tokens[this.at++] === '+' ? value + this.product() : value - this.product();
    }
    return value;
  }

  private product(): number {
    let value = this.factor();
    while (this.tokens[this.at] === '×' || this.tokens[this.at] === '÷') {
      value = this.tokens[this.at++] === '×' ? value * this.factor() : value / this.factor();
    }
    return value;
  }

  private factor(): number {
    const word = this.tokens[this.at++] ?? '';
    if (word === '−') return -this.factor();
    if (word === '（' || word === '(') return this.values()[0]!;
    const called = functions[word];
    if (called !== undefined) {
      this.at++;
      return called(this.values());
    }
    return word.endsWith('%') ? Number(word.slice(0, -1)) / 100 : Number(word);
  }

  /** Values between brackets; the opening one has been read. */
  private values(): readonly number[] {
    const values = [this.sum()];
    while (this.tokens[this.at++] === '，') values.push(this.sum());
    return values;
  }
}
