import type { Expression } from '../../formula/expression.ts';
import { toHalfWidth } from '../../formula/tokens.ts';
import { numberType, unitOfSum, type NumberUnit, type ValueType } from '../../formula/type.ts';
import type { DocumentPlace } from '../../problem/problem.ts';
import { object, requiredField, type LocatedText, type Shape } from '../../scheme/shape.ts';
import { formula, writtenNumber, type WrittenNumber } from '../../scheme/values.ts';
import type { IndicatorCompiler } from '../mechanism.ts';

/** What a row of a table gives, as written. */
export type WrittenEntry =
  | { readonly kind: 'number'; readonly written: WrittenNumber }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'formula'; readonly text: LocatedText };

/** What a row gives, resolved. */
export type Entry =
  | { readonly kind: 'number'; readonly written: WrittenNumber }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'formula'; readonly expression: Expression };

const number = writtenNumber({ negative: true });
const plainNumber = /^[−-]?[\d.]+(?:\/\d+)?%?$/;
const named = object({ formula: requiredField(formula, '公式', 'formula') });

/** A text that calculates (`10 × 完成率`) is a formula, any other is a word (优秀); a formula that is a name alone says so. */
export const entryShape: Shape<WrittenEntry> = {
  read(node, reader) {
    if (node.kind === 'map') {
      const read = named.read(node, reader);
      return read === undefined ? undefined : { kind: 'formula', text: read.formula };
    }
    if (node.kind !== 'text' || plainNumber.test(toHalfWidth(node.text))) {
      const written = number.read(node, reader);
      return written === undefined ? undefined : { kind: 'number', written };
    }
    const calculates = /^[−-]?\d|[+−×÷*]/.test(toHalfWidth(node.text));
    return calculates
      ? { kind: 'formula', text: { value: node.text, place: node.place, offset: node.offset } }
      : { kind: 'word', word: node.text };
  },
  get schema() {
    return { anyOf: [{ type: ['string', 'number'], description: '10, 优秀, 10 × 完成率' }, named.schema] };
  },
};

export function resolveEntry(written: WrittenEntry, compiler: IndicatorCompiler): Entry | null {
  if (written.kind !== 'formula') return written;
  const expression = compiler.subjectFormula(written.text, compiler.loops);
  return expression === null ? null : { kind: 'formula', expression };
}

/** The common type of all entries; null where they do not go together, which is reported. */
export function typeOfEntries(entries: readonly Entry[], compiler: IndicatorCompiler, place: DocumentPlace): ValueType | null {
  const words = [...new Set(entries.flatMap((entry) => (entry.kind === 'word' ? [entry.word] : [])))];
  const mixed = (): null => compiler.report('mixed-units', place, { name: compiler.documentName });
  if (words.length > 0)
    return entries.every((entry) => entry.kind === 'word') ? { kind: 'grade', scale: { grades: words, words } } : mixed();
  let unit: NumberUnit = 'number';
  for (const entry of entries) {
    const own = unitOfEntry(entry);
    const common: NumberUnit | null = own === null ? null : unitOfSum(unit, own);
    if (common === null) return mixed();
    unit = common;
  }
  return numberType(unit);
}

function unitOfEntry(entry: Entry): NumberUnit | null {
  if (entry.kind === 'number') return entry.written.percent ? 'ratio' : 'number';
  if (entry.kind === 'word') return null;
  return entry.expression.type.kind === 'number' ? entry.expression.type.unit : null;
}
