/**
 * All that a printed number may stand for: `81.1666…` is at least 81.1666 and at most 81.1667, `84.60` is itself. Fractions of
 * big integers, and none of the engine's: the check must share nothing with what it checks.
 */
export interface Between {
  readonly least: Fraction;
  readonly most: Fraction;
}

interface Fraction {
  readonly num: bigint;
  /** Above zero. */
  readonly den: bigint;
}

const fraction = (num: bigint, den: bigint): Fraction => (den < 0n ? { num: -num, den: -den } : { num, den });
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den + b.num * a.den, a.den * b.den);
const times = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den);
const isBelow = (a: Fraction, b: Fraction): boolean => a.num * b.den < b.num * a.den;
const lesser = (values: readonly Fraction[]): Fraction => values.reduce((least, value) => (isBelow(value, least) ? value : least));
const greater = (values: readonly Fraction[]): Fraction => values.reduce((most, value) => (isBelow(most, value) ? value : most));

const negated = ({ least, most }: Between): Between => ({ least: fraction(-most.num, most.den), most: fraction(-least.num, least.den) });
const sumOf = (a: Between, b: Between): Between => ({ least: plus(a.least, b.least), most: plus(a.most, b.most) });

function productOf(a: Between, b: Between): Between {
  const corners = [a.least, a.most].flatMap((left) => [b.least, b.most].map((right) => times(left, right)));
  return { least: lesser(corners), most: greater(corners) };
}

function inverted({ least, most }: Between): Between {
  if (least.num * most.num <= 0n) throw new RangeError('a bill does not divide by what may be zero');
  return { least: fraction(most.den, most.num), most: fraction(least.den, least.num) };
}

const lowestOf = (values: readonly Between[]): Between => ({
  least: lesser(values.map(({ least }) => least)),
  most: lesser(values.map(({ most }) => most)),
});
const highestOf = (values: readonly Between[]): Between => negated(lowestOf(values.map(negated)));

/** Functions that sentences use, by their names in formulas. */
const functions: Readonly<Record<string, (values: readonly Between[]) => Between>> = {
  限幅: ([value, least, most]) => lowestOf([highestOf([value!, least!]), most!]),
  最小: lowestOf,
  最大: highestOf,
};

/** A number as it is printed, `−6.20`, `70%`, `73.4571…`, or a fraction of the engine, `225/4`. */
export function readNumber(text: string): Between {
  const [, sign, whole, decimals = '', percent, goesOn, divisor = '1'] = /^([−-]?)(\d+)(?:\.(\d+))?(%?)(…?)(?:\/(\d+))?$/u.exec(text)!;
  const den = 10n ** BigInt(decimals.length) * (percent === '' ? 1n : 100n) * BigInt(divisor);
  const num = BigInt(whole! + decimals);
  const value = { least: fraction(num, den), most: fraction(goesOn === '' ? num : num + 1n, den) };
  return sign === '' ? value : negated(value);
}

/** Whether both may be the same number. */
export function mayBeEqual(a: Between, b: Between): boolean {
  return !isBelow(a.most, b.least) && !isBelow(b.most, a.least);
}

const token = /[（(]|[）)]|，|[+−×÷]|限幅|最小|最大|[\d.]+%?…?/gu;

/**
 * Works a sentence of a bill out from the digits that are printed in it, as a reader with a pocket calculator would; null where
 * it is no sum.
 */
export function workedOut(sentence: string): Between | null {
  // What follows the sum says how many there were, what was left out, or how it was cut.
  const sum = sentence.split(/，(?=\d+[项个条张]|另有|去掉|缺|其余|合计)| = /u)[0]!.replaceAll('元', '');
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

  sum(): Between {
    let value = this.product();
    while (this.tokens[this.at] === '+' || this.tokens[this.at] === '−') {
      value = sumOf(value, this.tokens[this.at++] === '+' ? this.product() : negated(this.product()));
    }
    return value;
  }

  private product(): Between {
    let value = this.factor();
    while (this.tokens[this.at] === '×' || this.tokens[this.at] === '÷') {
      value = productOf(value, this.tokens[this.at++] === '×' ? this.factor() : inverted(this.factor()));
    }
    return value;
  }

  private factor(): Between {
    const word = this.tokens[this.at++] ?? '';
    if (word === '−') return negated(this.factor());
    if (word === '（' || word === '(') return this.values()[0]!;
    const called = functions[word];
    if (called !== undefined) {
      this.at++;
      return called(this.values());
    }
    return readNumber(word);
  }

  /** Values between brackets; the opening one has been read. */
  private values(): readonly Between[] {
    const values = [this.sum()];
    while (this.tokens[this.at++] === '，') values.push(this.sum());
    return values;
  }
}
