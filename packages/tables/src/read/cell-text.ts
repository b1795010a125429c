import { dateOfSerial } from '@kaoji/engine';

/** How a number format shows a number. */
export type NumberShape = 'plain' | 'percent' | 'date' | 'time' | { readonly zeros: number };

const builtInShapes: ReadonlyMap<number, NumberShape> = new Map<number, NumberShape>([
  [9, 'percent'],
  [10, 'percent'],
  // 14–17, 22 and the East Asian 27–36, 50–58 are dates; 18–21 and 45–47 are times.
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id): [number, NumberShape] => [id, 'date']),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id): [number, NumberShape] => [id, 'time']),
]);

export function shapeOfBuiltIn(id: number): NumberShape {
  return builtInShapes.get(id) ?? 'plain';
}

export function shapeOfFormat(format: string): NumberShape {
  if (/^(?:General|G\/通用格式)$/i.test(format)) return 'plain';
  const first = format.split(';')[0]!;
  if (/^0{2,}$/.test(first)) return { zeros: first.length };
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(first);
  // Quoted words, escaped characters, colours, locales and fill characters say nothing about the kind of number.
  const bare = first
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P|上午\/下午/gi, 'h')
    .replace(/E[+-]/gi, '');
  if (bare.includes('%')) return 'percent';
  if (/[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare) && !elapsed)) return 'date';
  return elapsed || /[hms]/i.test(bare) ? 'time' : 'plain';
}

export interface NumberText {
  /** The shortest decimal that means the stored binary number, written out. */
  readonly text: string;
  /** Digits were lost when the number was typed. */
  readonly isCutOff: boolean;
  /** More digits than anybody wrote: what a computation left behind. */
  readonly isInexact: boolean;
}

/** More digits than this with more decimals than that: nobody typed it, a computation left it behind. */
const typedDigitCountMax = 12;
const typedDecimalCountMax = 4;
/** Spreadsheets keep 15 digits of what is typed. */
const keptDigitCountMax = 15;

const shortDecimal = /^-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{0,5}[1-9])?$/;

/** The number of a cell, from the text in the file. Null: it is no number. */
export function numberText(raw: string): NumberText | null {
  if (raw.length <= typedDigitCountMax && shortDecimal.test(raw) && raw !== '-0') return { text: raw, isCutOff: false, isInexact: false };
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return null;
  const text = writtenOut(String(number));
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '');
  if (!text.includes('.')) {
    // Trailing zeros of a large integer are how the lost digits show.
    return { text, isCutOff: digits.length > keptDigitCountMax, isInexact: false };
  }
  const decimalCount = text.length - text.indexOf('.') - 1;
  return { text, isCutOff: false, isInexact: digits.length > typedDigitCountMax && decimalCount > typedDecimalCountMax };
}

/** JavaScript's shortest form without an exponent. */
function writtenOut(text: string): string {
  const parts = /^(-?)([0-9])(?:\.([0-9]+))?e([+-][0-9]+)$/.exec(text);
  if (parts === null) return text === '-0' ? '0' : text;
  const [, sign, whole, fraction = '', exponentText] = parts;
  const digits = `${whole}${fraction}`;
  const point = 1 + Number(exponentText);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** What an inexact number was probably meant to be: what a spreadsheet shows of it, at most four decimals. */
export function roundedText(text: string): string {
  const shown = writtenOut(String(Number(Number(text).toPrecision(keptDigitCountMax))));
  const decimalCount = shown.includes('.') ? shown.length - shown.indexOf('.') - 1 : 0;
  return decimalCount <= typedDecimalCountMax ? shown : writtenOut(String(Number(Number(text).toFixed(typedDecimalCountMax))));
}

/** A hundred times a plain decimal, by moving the point. */
export function hundredfold(text: string): string {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const padded = fraction.padEnd(2, '0');
  const moved = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=[0-9])/, '');
  const rest = padded.slice(2);
  return `${text.startsWith('-') ? '-' : ''}${moved}${rest === '' ? '' : `.${rest}`}`;
}

/** The date of a serial number as a cell holds it, or null where it has a time or is no date. */
export function dateOfCell(raw: string, from1904: boolean): string | null {
  return dateOfSerial(Number(raw), from1904);
}

/** `C` for 2. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** The escapes that workbooks use for characters XML cannot hold: `_x000D_`. */
export function unescapedText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
