import type { ColumnDefinition } from './definitions.ts';
import type { FactProblemCode } from './problems.ts';
import { stateOfValue, stateOfWord } from './states.ts';

/**
 * The form of one cell: is the text what its column asks for, and if not, what was probably meant. Judged once per
 * distinct text of a column. A repair is only ever offered, never applied.
 */
export interface CellFault {
  readonly code: FactProblemCode;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Digits of one number, before and after the point together: more is a slip, and would cost the exact arithmetic dear. */
const digitCountMax = 30;

const plainNumber = /^-?[0-9]+(?:\.[0-9]+)?$/;
const wholeNumber = /^[0-9]+$/;

/** A number as facts write it: ASCII digits, an optional minus sign and an optional point. */
export function isPlainNumber(text: string): boolean {
  return plainNumber.test(text);
}

/** `1`, 是: true; `0`, 否: false; anything else: null. */
export function parseYesNo(text: string): boolean | null {
  if (text === '1' || text === '是') return true;
  if (text === '0' || text === '否') return false;
  return null;
}

/** What is wrong with a cell that is not empty, or null. */
export function cellFault(column: ColumnDefinition, text: string): CellFault | null {
  const broken = brokenText(column, text);
  if (broken !== null) return broken;
  if (column.mayBeMissing) {
    if (stateOfValue(text) !== null) return null;
    if (/^(?:N\.?\/?A\.?|#N\/A)$/i.test(text)) return { code: 'fact-not-available-form', parameters: {} };
  }
  switch (column.type) {
    case 'text':
      return null;
    case 'id':
      if (column.key === 'state')
        return stateOfWord(text) === null ? (endSpaces(text) ?? { code: 'fact-state-unknown', parameters: {} }) : null;
      return endSpaces(text);
    case 'decimal':
      return numberFault(text) ?? (column.notNegative && /^-.*[1-9]/.test(text) ? { code: 'fact-number-negative', parameters: {} } : null);
    case 'count':
      if (wholeNumber.test(text)) return tooLong(text);
      return isPlainNumber(text) ? { code: 'fact-number-not-whole', parameters: {} } : numberFault(text);
    case 'date':
      return dateFault(text);
    case 'yes-no':
      return parseYesNo(text) === null ? { code: 'fact-yes-no', parameters: {} } : null;
    case 'value':
      return valueFault(text);
  }
}

function brokenText(column: ColumnDefinition, text: string): CellFault | null {
  if (isHarmless(text)) return null;
  if (!text.isWellFormed()) {
    const half = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.exec(text)![0];
    return { code: 'fact-broken-character', parameters: { character: codePointName(half) } };
  }
  // Free text may have several lines; anywhere else a line break is a control character too.
  const control = (column.type === 'text' ? /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]/ : /[\0-\x1F\x7F-\x9F]/).exec(text);
  if (control !== null) return { code: 'fact-control-character', parameters: { character: codePointName(control[0]) } };
  if (column.type === 'text') return null;
  const invisible = invisibleCharacter.exec(text);
  if (invisible === null) return null;
  return {
    code: 'fact-invisible-character',
    parameters: { character: codePointName(invisible[0]), repaired: text.replace(new RegExp(invisibleCharacter, 'gu'), '') },
  };
}

/** Zero-width characters, direction marks and the like: two ids that differ in them look the same. */
const invisibleCharacter =
  /\u00AD|\u034F|\u061C|[\u115F-\u1160]|[\u17B4-\u17B5]|[\u180B-\u180F]|[\u200B-\u200F]|[\u2028-\u202E]|[\u2060-\u206F]|\u3164|[\uFE00-\uFE0F]|\uFEFF|\uFFA0|[\uFFF9-\uFFFB]/u;

/** The common case without a regular expression: printable ASCII and the block of common Chinese characters. */
function isHarmless(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit >= 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit < 0xa000)) continue;
    return false;
  }
  return true;
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function endSpaces(text: string): CellFault | null {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80) return null;
  const trimmed = text.trim();
  return trimmed === text ? null : { code: 'fact-spaces', parameters: { repaired: trimmed } };
}

function numberFault(text: string): CellFault | null {
  if (isPlainNumber(text)) return tooLong(text);
  return repairedNumber(text) ?? { code: 'fact-number-unreadable', parameters: {} };
}

function valueFault(text: string): CellFault | null {
  if (isPlainNumber(text)) return tooLong(text);
  const fault = repairedNumber(text);
  // `3次` may well be the name of an option.
  return fault === null || fault.code === 'fact-number-unit' ? endSpaces(text) : fault;
}

function tooLong(text: string): CellFault | null {
  if (text.length <= digitCountMax) return null;
  const digitCount = text.replace(/[-.]/g, '').length;
  return digitCount > digitCountMax ? { code: 'fact-number-long', parameters: { most: String(digitCountMax) } } : null;
}

/** The number that was probably meant, with the first thing that is unusual about it. Null: no number is recognisable. */
function repairedNumber(text: string): CellFault | null {
  let code: FactProblemCode | null = null;
  const note = (fault: FactProblemCode): void => {
    code ??= fault;
  };

  let number = halfWidth(text);
  if (number !== text) note(/[\uFF01-\uFF5E]/.test(text) ? 'fact-number-full-width' : 'fact-number-form');
  if (/\s/.test(number)) {
    note('fact-number-spaces');
    number = number.replace(/\s+/g, '');
  }
  if (/^'[-+0-9.]/.test(number)) {
    note('fact-number-form');
    number = number.slice(1);
  }
  const unit = /^(.*[0-9.])(分|元|万元|个|人|次|项|条|件|天|月|名|倍|度)$/u.exec(number);
  if (unit !== null && unit[2] !== '万元') {
    note('fact-number-unit');
    number = unit[1]!;
  }
  const percent = /^(.*)%$/.exec(number);
  if (percent !== null) {
    note('fact-number-percent');
    number = percent[1]!;
  }
  if (/^[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/.test(number)) {
    note('fact-number-thousands');
    number = number.replaceAll(',', '');
  }
  const scientific = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)e[-+]?[0-9]{1,3}$/i.test(number) ? expanded(number) : null;
  if (scientific !== null) {
    note('fact-number-scientific');
    number = scientific;
  }
  const parts = /^([-+]?)([0-9]*)(?:\.([0-9]*))?$/.exec(number);
  if (parts === null) return null;
  const [, sign, whole, fraction] = parts;
  if (whole === '' && (fraction ?? '') === '') return null;
  note('fact-number-form');
  const repaired = `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${(fraction ?? '') === '' ? '' : `.${fraction}`}`;
  return { code: code!, parameters: { repaired } };
}

/** Full-width forms and the other minus signs as their ASCII twins. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2010-\u2013\uFE63]/g, '-')
    .replace(/[\u3002\uFF61](?=[0-9])/g, '.');
}

/** Scientific notation written out, digit by digit. */
function expanded(text: string): string {
  const [, sign, whole, fraction = '', exponentText] = /^([-+]?)([0-9]*)\.?([0-9]*)e([-+]?[0-9]+)$/i.exec(text)!;
  const exponent = Number(exponentText);
  const digits = `${whole}${fraction}`;
  const point = whole!.length + exponent;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=[0-9])/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  return `${sign === '-' ? '-' : ''}${integer}${rest === '' ? '' : `.${rest}`}`;
}

const isoDate = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/** True for a day of the calendar written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const parts = isoDate.exec(text);
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= last;
}

function dateFault(text: string): CellFault | null {
  if (isCalendarDate(text)) return null;
  if (isoDate.test(text)) return { code: 'fact-date-invalid', parameters: {} };
  const plain = halfWidth(text).trim();
  if (/^[0-9]{5}$/.test(plain)) {
    const repaired = dateOfSerial(Number(plain));
    if (repaired !== null) return { code: 'fact-date-serial', parameters: { repaired } };
  }
  const parts =
    /^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[T\s]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$/u.exec(
      plain,
    ) ?? /^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(plain);
  if (parts === null) return { code: 'fact-date-unreadable', parameters: {} };
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (!isDay(year, month, day)) return { code: 'fact-date-invalid', parameters: {} };
  return { code: 'fact-date-form', parameters: { repaired: dateText(year, month, day) } };
}

function dateText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days from 1970-01-01, proleptic Gregorian, after Howard Hinnant's algorithm; here from a day number to a date. */
export function dateOfDayNumber(dayNumber: number): string {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return dateText(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/**
 * The date of a spreadsheet serial number, or null where it is no whole day between 1900-03-01 and 9999-12-31. Serial 60
 * is the 29 February 1900 that never was, and the numbers before it are one off, so they are not dates here.
 */
export function dateOfSerial(serial: number, from1904 = false): string | null {
  const in1900 = from1904 ? serial + 1462 : serial;
  if (!Number.isInteger(in1900) || in1900 < 61 || in1900 > 2958465) return null;
  return dateOfDayNumber(in1900 - 25569);
}

/** The spreadsheet serial number of a date (1900 system), or null where there is none. */
export function serialOfDate(text: string): number | null {
  return isCalendarDate(text) && text >= '1900-03-01' ? dayNumberOfDate(text) + 25569 : null;
}

/** The other way round, for a day of the calendar written `YYYY-MM-DD`. */
export function dayNumberOfDate(text: string): number {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
