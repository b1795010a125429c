import { foreignSigns, reservedWords } from './foreign-language.ts';
import { parser } from './formula-parser.generated.ts';
import * as term from './formula-terms.generated.ts';
import type { FormulaProblemCode } from './problems.ts';

/** `depth` counts brackets and conditionals inside each other; a long chain of operands is not deep. */
export const formulaLimits = { characters: 4000, depth: 64, digits: 30 } as const;

/** Whether a formula can refer to something by this name. */
export function isFormulaName(text: string): boolean {
  if (text.length > formulaLimits.characters || reservedWords.has(text.toLowerCase())) return false;
  const [first] = tokenise(text);
  return first !== undefined && first.term === term.Name && first.from === 0 && first.to === text.length;
}

/** Full-width ASCII (U+FF01 to U+FF5E) as ASCII. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

export interface Token {
  readonly term: number;
  readonly from: number;
  readonly to: number;
  /** Something that is no token of the language stood before it and has been reported. */
  readonly afterOmission: boolean;
}

export type Report = (code: FormulaProblemCode, range: { from: number; to: number }, parameters?: Record<string, string>) => void;

const tokenParser = parser.configure({ top: 'TokenList' });

/** The tokens of any text. What is no character (half a surrogate pair, U+FFFF) is read as U+FFFD, which is a token. */
function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  tokenParser.parse(text.replace(/[\p{Surrogate}\uffff]/gu, '\ufffd')).iterate({
    enter: ({ type, from, to }) => {
      if (type.id !== term.TokenList) tokens.push({ term: type.id, from, to, afterOmission: false });
    },
  });
  return tokens;
}

/** The tokens as they are read on: what is no token of the language is reported and left out or replaced. */
export function understoodTokens(text: string, report: Report): Token[] {
  const tokens = tokenise(text);
  const understood: Token[] = [];
  let quoted = false;
  let omitted = false;
  for (const [index, token] of tokens.entries()) {
    let readAs: number | null = token.term;
    const found = text.slice(token.from, token.to);
    const next = tokens[index + 1]?.term;
    switch (token.term) {
      case term.Number: {
        const digits = found.replace(/[.．]/, '').length;
        if (digits > formulaLimits.digits) {
          report('number-too-long', token, { digits: `${digits}`, limit: `${formulaLimits.digits}` });
        }
        break;
      }
      case term.OpenSquareBracket:
        report('square-brackets', token, { bracket: found });
        readAs = term.OpenBracket;
        break;
      case term.CloseSquareBracket:
        report('square-brackets', token, { bracket: found });
        readAs = term.CloseBracket;
        break;
      case term.ForeignSign:
      case term.Exclamation: {
        const sign = toHalfWidth(found);
        const [, replacement] = foreignSigns.find(([beginning]) => sign.startsWith(beginning)) as (typeof foreignSigns)[number];
        report('foreign-sign', token, { found, instead: replacement.instead });
        readAs = replacement.term;
        break;
      }
      case term.Quote:
        quoted = !quoted;
        if (quoted) report('quotes', token, { found });
        readAs = null;
        break;
      case term.FullStop:
        report('full-stop', token, { found });
        readAs = next === term.Name ? term.Dot : null;
        break;
      case term.InvisibleCharacters: {
        const characters = new Set(Array.from(found, (character) => codePointName(character)));
        report('invisible-character', token, { character: [...characters].join(' ') });
        readAs = null;
        break;
      }
      case term.BrokenCharacters:
        report('broken-character', token);
        readAs = null;
        break;
      case term.StrayText:
        report('unexpected-text', token, { text: found });
        readAs = null;
        break;
      case term.Comma:
        if (next === term.Then || next === term.Else) {
          report('comma-outside-arguments', token);
          readAs = null;
        }
        break;
    }
    if (readAs !== null) understood.push({ ...token, term: readAs, afterOmission: omitted });
    omitted = readAs === null;
  }
  return understood;
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
