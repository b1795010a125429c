import type { Detail } from '../explain/detail.ts';
import { bilingual, type Bilingual, type ExplainWords } from '../explain/words.ts';

/** The formula itself, each name with its value. */
export function explainExpression(detail: Detail, words: ExplainWords): Bilingual {
  const text = detail.expression === undefined ? '' : words.expression(detail.expression);
  return bilingual(text, text);
}
