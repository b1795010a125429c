/**
 * Static types of the formula language. A number carries a unit, so that money is never added to a score; a word carries
 * the vocabulary it belongs to, so that a grade is never compared with a class.
 */
export type NumberUnit = 'number' | 'score' | 'ratio' | 'count' | 'money';

export type ValueType =
  | { readonly kind: 'number'; readonly unit: NumberUnit }
  | { readonly kind: 'truth' }
  /** A grade of one scale; `words` holds the scale best first, then words that lie outside it (待定, 不定等次). */
  | { readonly kind: 'grade'; readonly scale: GradeScale }
  | { readonly kind: 'class' }
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  /** Another subject; `className` is null where the table may name any. */
  | { readonly kind: 'subject'; readonly classes: readonly string[] | null }
  | { readonly kind: 'set'; readonly classes: readonly string[] | null }
  | { readonly kind: 'missing' };

export interface GradeScale {
  /** Grades in order, best first. */
  readonly grades: readonly string[];
  /** Grades, then the words outside the order. A grade code is an index into this. */
  readonly words: readonly string[];
}

export const numberType = (unit: NumberUnit): ValueType => ({ kind: 'number', unit });
export const truthType: ValueType = { kind: 'truth' };
export const textType: ValueType = { kind: 'text' };

/** Unit of a sum, difference, maximum or choice; null where the two do not go together. */
export function unitOfSum(a: NumberUnit, b: NumberUnit): NumberUnit | null {
  if (a === b) return a;
  if (a === 'number') return b;
  if (b === 'number') return a;
  const both = new Set([a, b]);
  if (both.has('money') || both.has('ratio')) return null;
  return 'score';
}

export function unitOfProduct(a: NumberUnit, b: NumberUnit): NumberUnit | null {
  if (a === 'money' && b === 'money') return null;
  if (a === 'money' || b === 'money') return 'money';
  if (a === 'score' || b === 'score') return 'score';
  if (a === 'count' && b === 'count') return 'count';
  if (a === 'ratio' && b === 'ratio') return 'ratio';
  return 'number';
}

export function unitOfQuotient(a: NumberUnit, b: NumberUnit): NumberUnit | null {
  if (b === 'money') return a === 'money' ? 'ratio' : null;
  if (a === 'money') return 'money';
  if (a === b && a !== 'number') return 'ratio';
  if (a === 'score') return 'score';
  if (a === 'ratio') return 'ratio';
  return 'number';
}

export function typeName(type: ValueType): { zh: string; en: string } {
  switch (type.kind) {
    case 'number': {
      const names = {
        number: ['数', 'number'],
        score: ['分数', 'score'],
        ratio: ['比例', 'ratio'],
        count: ['个数', 'count'],
        money: ['金额', 'money'],
      } as const;
      return { zh: names[type.unit][0], en: names[type.unit][1] };
    }
    case 'truth':
      return { zh: '是或否', en: 'yes or no' };
    case 'grade':
      return { zh: '等次', en: 'grade' };
    case 'class':
      return { zh: '类别', en: 'class' };
    case 'text':
      return { zh: '文字', en: 'text' };
    case 'date':
      return { zh: '日期', en: 'date' };
    case 'subject':
      return { zh: '对象', en: 'subject' };
    case 'set':
      return { zh: '一组对象', en: 'set of subjects' };
    case 'missing':
      return { zh: '缺', en: 'missing' };
  }
}

/** What a problem says of a value of one type where another is wanted. */
export function mismatchOf(found: ValueType, wanted: ValueType): { found: string; foundEn: string; wanted: string; wantedEn: string } {
  const [foundName, wantedName] = [typeName(found), typeName(wanted)];
  return { found: foundName.zh, foundEn: foundName.en, wanted: wantedName.zh, wantedEn: wantedName.en };
}
