import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';

const framePath = join(import.meta.dirname, 'frame.yaml');

/** Keys of a stage; a snippet may begin with one of them, and then speaks of this stage. */
const stageKeys = ['for', 'indicators', 'grading', 'flags', 'outcomes', 'category-outcomes'];
const stageName = '人员考核';

/** Sections whose entries are things of their own: one that a snippet writes replaces the one of the frame. */
const namedSections = ['indicators', 'flags', 'outcomes'];

/**
 * A whole scheme from a snippet of the guide: the frame, with what the snippet says put in. Mappings are merged; an
 * indicator, a flag, an outcome and every list is taken whole.
 */
export function schemeOfRecipe(snippet: string): string {
  const frame = parseDocument(readFileSync(framePath, 'utf8'), { schema: 'failsafe' });
  const given = parseDocument(snippet, { schema: 'failsafe' });
  const [error] = given.errors;
  if (error !== undefined) throw error;
  if (!isMap(frame.contents) || !isMap(given.contents)) throw new Error('a snippet is a mapping');
  const stage = frame.getIn(['stages', stageName], true);
  if (!isMap(stage)) throw new Error('the frame has the stage');
  for (const pair of given.contents.items) put(stageKeys.includes(nameOf(pair.key)) ? stage : frame.contents, pair);
  return String(frame);
}

type Entry = YAMLMap['items'][number];

function put(into: YAMLMap, { key, value }: Entry): void {
  const known = into.get(key, true);
  if (!isMap(known) || !isMap(value)) into.set(key, value);
  else if (namedSections.includes(nameOf(key))) for (const entry of value.items) known.set(entry.key, entry.value);
  else for (const entry of value.items) put(known, entry);
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
