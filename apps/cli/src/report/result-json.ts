import type { ResultDocument } from '@kaoji/engine';
import { canonicalJson, type Json } from '../bundle/canonical-json.ts';

/** The result as the exact document: nothing is added, and equal results are equal bytes. */
export function resultJson(result: ResultDocument): string {
  return canonicalJson(result as unknown as Json); // a plain document of texts, numbers and nulls
}
