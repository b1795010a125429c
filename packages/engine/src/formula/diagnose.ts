import { reservedWords, wordsBeforeValues, wordsForOperators } from './foreign-language.ts';
import * as term from './formula-terms.generated.ts';
import { formulaProblems, type FormulaProblem, type FormulaProblemCode } from './problems.ts';
import { formulaLimits, understoodTokens, type Token } from './tokens.ts';

/**
 * Why a text is no formula. The generated parser recovers from mistakes but cannot say in a clerk's words what they
 * are, so the tokens are read once from left to right, knowing only whether a value or an operator must come next and
 * which brackets and conditionals are open. The reading accepts exactly what the grammar accepts, apart from the words
 * of other languages (`if`, `and` …), which it refuses as names; the tests hold it to that.
 */
export function diagnoseFormula(text: string): FormulaProblem[] {
  const reader = new FormulaReader(text);
  reader.read();
  return reader.problems.sort((a, b) => a.range.from - b.range.from);
}

const beginningOfFormula: ReadonlySet<number> = new Set([term.OpenBracket, term.Comma, term.If, term.Then, term.Else]);
const beginningOfCondition: ReadonlySet<number> = new Set([...beginningOfFormula, term.And, term.Or]);
/** What is meant as a name where a name must stand. */
const namesOrMistaken: ReadonlySet<number> = new Set([term.Name, term.Number, term.Date, term.Missing]);
const beginningOfValue: ReadonlySet<number> = new Set([term.Number, term.Date, term.Name, term.Missing, term.Not]);

/** A part of the formula that is being read: the whole, a pair of brackets, or a conditional at one of its words. */
interface Frame {
  place: 'formula' | 'brackets' | 'arguments' | 'condition' | 'then' | 'else';
  /** The bracket or 若 that began it. */
  readonly opener: Token;
  /** Nothing inside belongs to a conditional outside. Not so for a bracket that is never closed. */
  readonly separate: boolean;
  /** A comparison has been read since the last 且, 或, 则, 否则 or comma. */
  compared: boolean;
  /** The term of the last 且 or 或 on this level; null before the first, 'mixed' once both have been seen. */
  connective: number | 'mixed' | null;
}

class FormulaReader {
  readonly problems: FormulaProblem[] = [];
  readonly #text: string;
  #tokens: Token[] = [];
  readonly #separateBrackets = new Set<Token>();
  readonly #frames: Frame[];
  readonly #placesOfErrors = new Set<number>();
  #index = 0;
  #previous: Token | null = null;
  #expectsValue = true;

  constructor(text: string) {
    this.#text = text;
    const wholeText = { term: term.Formula, from: 0, to: text.length, afterOmission: false };
    this.#frames = [{ place: 'formula', opener: wholeText, separate: true, compared: false, connective: null }];
  }

  read(): void {
    const { length } = this.#text;
    if (length > formulaLimits.characters) {
      this.#report('formula-too-long', { from: 0, to: length }, { length: `${length}`, limit: `${formulaLimits.characters}` });
      return;
    }
    this.#tokens = understoodTokens(this.#text, (code, range, parameters) => this.#report(code, range, parameters));
    this.#dropUnpairedBrackets();
    for (; this.#index < this.#tokens.length; this.#index += 1) {
      this.#readToken(this.#replaceWord(this.#token(this.#index)));
      if (this.#frames.length > formulaLimits.depth + 1) {
        // Alone, because what else there is to say is said for every level.
        const { from, to } = this.#frame.opener;
        this.problems.splice(0, Infinity, {
          code: 'formula-too-deep',
          range: { from, to },
          parameters: { limit: `${formulaLimits.depth}` },
        });
        return;
      }
      this.#previous = this.#token(this.#index);
    }
    this.#finish();
  }

  /** One error per place: what follows from a mistake at the same place is not said again. */
  #report(code: FormulaProblemCode, { from, to }: { from: number; to: number }, parameters: Record<string, string> = {}): void {
    if (formulaProblems[code].severity === 'error') {
      if (this.#placesOfErrors.has(from)) return;
      this.#placesOfErrors.add(from);
    }
    // A slip that is repeated side by side is one: five hundred minus signs, commas or closing brackets.
    const repeated = this.problems.at(-1);
    const isRepeated =
      repeated?.code === code &&
      repeated.range.to <= from &&
      this.#text.slice(repeated.range.to, from).trim() === '' &&
      JSON.stringify(repeated.parameters) === JSON.stringify(parameters);
    if (isRepeated) this.problems[this.problems.length - 1] = { ...repeated, range: { from: repeated.range.from, to } };
    else this.problems.push({ code, range: { from, to }, parameters });
  }

  #textOf({ from, to }: Token): string {
    return this.#text.slice(from, to);
  }

  #token(index: number): Token {
    return this.#tokens[index] as Token;
  }

  #termAt(index: number): number | undefined {
    return this.#tokens[index]?.term;
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  /** Reports brackets without counterpart. Closing ones are left out, so that the rest is read as if they were not there. */
  #dropUnpairedBrackets(): void {
    const open: Token[] = [];
    this.#tokens = this.#tokens.filter((token) => {
      if (token.term === term.OpenBracket) open.push(token);
      if (token.term !== term.CloseBracket) return true;
      const opener = open.pop();
      if (opener === undefined) this.#report('unexpected-closing-bracket', token, { bracket: this.#textOf(token) });
      else this.#separateBrackets.add(opener);
      return opener !== undefined;
    });
    for (const opener of open) this.#report('missing-closing-bracket', opener, { bracket: this.#textOf(opener) });
  }

  #replaceWord(token: Token): Token {
    if (token.term !== term.Name) return token;
    const found = this.#textOf(token);
    const next = this.#termAt(this.#index + 1);
    const reserved = reservedWords.get(found.toLowerCase());
    const replacement =
      reserved ??
      (this.#expectsValue
        ? next !== undefined && beginningOfValue.has(next)
          ? wordsBeforeValues.get(found)
          : undefined
        : wordsForOperators.get(found));
    if (replacement === undefined) return token;
    this.#report('foreign-word', token, { found, instead: replacement.instead });
    // `if(a，b，c)` and `and(a，b)` are read on as functions.
    if (this.#expectsValue && next === term.OpenBracket) return token;
    return this.#replace(token, replacement.term);
  }

  #replace(token: Token, asTerm: number): Token {
    const replaced = { ...token, term: asTerm };
    this.#tokens[this.#index] = replaced;
    return replaced;
  }

  #readToken(token: Token): void {
    switch (token.term) {
      case term.Number:
      case term.Date:
      case term.Name:
      case term.Missing:
        return this.#readValue(token);
      case term.Percent:
        if (this.#previous?.term !== term.Number) this.#report('unit-without-number', token, { unit: this.#textOf(token) });
        this.#expectsValue = false;
        return;
      case term.Dot:
        return this.#readDot(token);
      case term.DotDot:
        return this.#readRun(token);
      case term.OpenBracket:
        return this.#open(this.#expectsValue ? 'brackets' : 'arguments', token, this.#separateBrackets.has(token));
      case term.CloseBracket:
        return this.#readClosingBracket(token);
      case term.Comma:
        return this.#readComma(token);
      case term.If:
        this.#checkPrefix(token, beginningOfFormula, 'if-needs-brackets');
        return this.#open('condition', token, false);
      case term.Then:
      case term.Else:
        return this.#readBranch(token);
      case term.Not:
        this.#checkPrefix(token, beginningOfCondition, 'not-needs-brackets');
        this.#expectsValue = true;
        return;
      case term.Or:
      case term.And:
        return this.#readConnective(token);
      case term.Minus:
        if (!this.#expectsValue) return this.#readOperator(token);
        if (this.#previous?.term === term.Negative) this.#report('doubled-minus', token);
        this.#replace(token, term.Negative);
        return;
      case term.Plus:
      case term.Times:
      case term.Divide:
        return this.#readOperator(token);
      default:
        return this.#readComparison(token);
    }
  }

  #readValue(token: Token): void {
    if (!this.#expectsValue && !token.afterOmission) {
      const previous = this.#previous as Token;
      const before = this.#textOf(previous);
      const after = this.#textOf(token);
      if (previous.term !== term.Number || token.term !== term.Name) this.#report('missing-operator', token, { before, after });
      else if (after !== '元') this.#report('number-then-name', token, { number: before, name: after });
    }
    this.#expectsValue = false;
  }

  /** What stands after `.` or `..` goes with it, a name or not. */
  #takeFollowingName(): void {
    const next = this.#tokens[this.#index + 1];
    if (next === undefined || !namesOrMistaken.has(next.term)) return;
    const found = this.#textOf(next);
    const reserved = reservedWords.get(found.toLowerCase());
    if (reserved !== undefined) this.#report('foreign-word', next, { found, instead: reserved.instead });
    this.#index += 1;
  }

  #readDot(token: Token): void {
    this.#checkValueBefore(token);
    if (this.#termAt(this.#index + 1) !== term.Name) this.#report('member-name-missing', token, { dot: this.#textOf(token) });
    this.#takeFollowingName();
    this.#expectsValue = false;
  }

  #readRun(token: Token): void {
    const [before, name, after] = [-2, -1, 2].map((distance) => this.#termAt(this.#index + distance));
    const dots = this.#textOf(token);
    if (this.#frame.place !== 'arguments') this.#report('run-outside-arguments', token, { dots });
    else if (
      name !== term.Name ||
      (before !== term.OpenBracket && before !== term.Comma) ||
      this.#termAt(this.#index + 1) !== term.Name ||
      (after !== undefined && after !== term.CloseBracket && after !== term.Comma)
    ) {
      this.#report('run-needs-names', token, { dots });
    }
    this.#takeFollowingName();
    this.#expectsValue = false;
  }

  #open(place: Frame['place'], opener: Token, separate: boolean): void {
    this.#frames.push({ place, opener, separate, compared: false, connective: null });
    this.#expectsValue = true;
  }

  #readClosingBracket(token: Token): void {
    this.#checkValueBefore(token);
    // The bracket has a counterpart, so its frame is found before the frames run out.
    while (!this.#frame.separate) this.#leaveFrame();
    this.#frames.pop();
    this.#expectsValue = false;
  }

  #readComma(token: Token): void {
    const around = this.#frames.findLast(({ place }) => place === 'formula' || place === 'brackets' || place === 'arguments') as Frame;
    if (around.place === 'arguments') while (this.#frame !== around) this.#leaveFrame();
    else this.#report('comma-outside-arguments', token);
    this.#checkValueBefore(token);
    this.#beginPart();
  }

  #readBranch(token: Token): void {
    const isElse = token.term === term.Else;
    const frame = this.#frames.findLast(
      ({ place, separate }) => separate || place === 'condition' || (isElse && place === 'then'),
    ) as Frame;
    if (frame.separate) this.#report('word-without-if', token, { word: isElse ? '否则' : '则' });
    else {
      while (this.#frame !== frame) this.#leaveFrame();
      if (isElse && frame.place === 'condition') this.#report('if-without-then', frame.opener);
      frame.place = isElse ? 'else' : 'then';
    }
    this.#checkValueBefore(token);
    this.#beginPart();
  }

  #leaveFrame(): void {
    const { place, opener } = this.#frames.pop() as Frame;
    if (place === 'condition') this.#report('if-without-then', opener);
    if (place === 'then') this.#report('if-without-else', opener);
  }

  #beginPart(): void {
    this.#frame.compared = false;
    this.#frame.connective = null;
    this.#expectsValue = true;
  }

  /** 非 and 若 stand at certain places only, because they take everything that follows as far as it goes. */
  #checkPrefix(token: Token, beginning: ReadonlySet<number>, code: FormulaProblemCode): void {
    const previous = this.#previous;
    if (previous === null) return;
    const before = this.#textOf(previous);
    if (!this.#expectsValue) this.#report('missing-operator', token, { before, after: this.#textOf(token) });
    else if (!beginning.has(previous.term)) this.#report(code, token, { before });
  }

  #checkValueBefore(token: Token): void {
    if (!this.#expectsValue) return;
    const previous = this.#previous;
    const operator = this.#textOf(token);
    if (previous?.term !== term.OpenBracket && previous?.term !== term.Comma && previous !== null) {
      this.#report('missing-operand-after', previous, { operator: this.#textOf(previous) });
    } else if (token.term === term.CloseBracket && previous?.term === term.OpenBracket) {
      this.#report('empty-brackets', { from: previous.from, to: token.to });
    } else if (token.term === term.CloseBracket || token.term === term.Comma) {
      this.#report('empty-argument', token);
    } else {
      this.#report('missing-operand-before', token, { operator });
    }
  }

  #readOperator(token: Token): void {
    this.#checkValueBefore(token);
    this.#expectsValue = true;
  }

  #readComparison(token: Token): void {
    this.#readOperator(token);
    if (this.#frame.compared) this.#report('chained-comparison', token);
    this.#frame.compared = true;
  }

  #readConnective(token: Token): void {
    this.#readOperator(token);
    const frame = this.#frame;
    frame.compared = false;
    if (frame.connective === null) frame.connective = token.term;
    else if (frame.connective !== 'mixed' && frame.connective !== token.term) {
      frame.connective = 'mixed';
      this.#report('mixed-and-or', token);
    }
  }

  #finish(): void {
    const previous = this.#previous;
    if (this.#expectsValue) {
      if (previous === null) {
        if (this.problems.length === 0) this.#report('formula-empty', { from: 0, to: this.#text.length });
      } else if (previous.term !== term.OpenBracket && previous.term !== term.Comma) {
        this.#report('missing-operand-after', previous, { operator: this.#textOf(previous) });
      }
    }
    while (this.#frames.length > 0) this.#leaveFrame();
  }
}
