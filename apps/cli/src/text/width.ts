/**
 * How many columns of a terminal a text takes. Chinese characters, full-width forms and emoji take two, combining marks
 * none. Characters of ambiguous width (× “ ” ①) count as one, as terminals with a UTF-8 locale draw them.
 */

/** First and last code point of each range that takes two columns (Unicode East Asian Width W and F), ascending. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x26c4, 0x26c5],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f19a],
  [0x1f200, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f90c, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Marks that sit on the character before them, joiners and other characters without a width. */
const widthless = /[\p{Mn}\p{Me}\p{Cf}]/u;

function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  // Most Chinese characters, before anything is looked up.
  if (code >= 0x4e00 && code <= 0x9fff) return 2;
  if (widthless.test(character)) return 0;
  let low = 0;
  let high = wide.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = wide[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return 2;
  }
  return 1;
}

/** Colours take no column. */
const colour = /\u001B\[\d+m/g;

/** Texts of one column a character, and no colour: most of the cells of a table. */
const narrow = /^[\u0020-\u007E\u00A0-\u02FF]*$/;

export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const character of text.replaceAll(colour, '')) width += characterWidth(character);
  return width;
}

/** The text in exactly so many columns, filled with spaces; a longer one ends in an ellipsis. */
export function fitted(text: string, width: number, side: 'left' | 'right'): string {
  const shown = shortened(text, width);
  const gap = ' '.repeat(Math.max(0, width - widthOf(shown)));
  return side === 'left' ? shown + gap : gap + shown;
}

/** At most so many columns; a longer text ends in an ellipsis. */
export function shortened(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = '';
  let used = 0;
  for (const character of text) {
    const next = characterWidth(character);
    if (used + next > width - 1) break;
    shown += character;
    used += next;
  }
  return `${shown}…`;
}

/** The end of a text, at most so many columns of it. */
export function ending(text: string, width: number): string {
  const characters = [...text];
  let from = characters.length;
  let used = 0;
  while (from > 0 && used + characterWidth(characters[from - 1]!) <= width) used += characterWidth(characters[--from]!);
  return characters.slice(from).join('');
}

/** Punctuation that may not begin a line, and such that may not end one. */
const closing = /^[，。、；：？！）》”’】\])};:,.!?%]$/u;
const opening = /^[（《“‘【[(]$/u;

/**
 * Breaks a text into lines of at most so many columns. Chinese breaks between any two characters, other scripts at
 * spaces; punctuation stays with what it opens or closes, and a factor and a limit with their sign.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  const words = wordsOf(text.replaceAll(/ ([×÷<>≤≥]) /g, '\u00A0$1\u00A0'));
  for (const word of words.flatMap((each) => (widthOf(each.trimEnd()) > width ? [...each] : [each]))) {
    const seen = word.trimEnd();
    const isFull = line !== '' && seen !== '' && lineWidth + widthOf(seen) > width;
    if (isFull) lines.push(line.trimEnd());
    line = isFull ? word.trimStart() : line + word;
    lineWidth = isFull ? widthOf(line) : lineWidth + widthOf(word);
  }
  lines.push(line.trimEnd());
  return lines.map((each) => each.replaceAll('\u00A0', ' '));
}

/** Pieces that stay whole: a wide character or a run of narrow ones, with its punctuation and the space behind it. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  /** The last character of the word. */
  let last = '';
  const finish = (): void => {
    if (word !== '') words.push(word);
    word = '';
    last = '';
  };
  for (const character of text) {
    if (closing.test(character)) {
      if (word === '' && words.length > 0) word = words.pop()!;
    } else if (characterWidth(character) === 2) {
      if (!opening.test(last)) finish();
    } else if (character !== ' ' && closing.test(last) && characterWidth(last) === 2) finish();
    word += character;
    last = character;
    const isWhole = !closing.test(character) && (characterWidth(character) === 2 ? !opening.test(character) : character === ' ');
    if (isWhole) finish();
  }
  finish();
  return words;
}

/** The same for a list whose items stay whole. */
export function wrappedItems(items: readonly string[], between: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [i, item] of items.entries()) {
    const piece = i === items.length - 1 ? item : `${item}${between}`;
    if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
