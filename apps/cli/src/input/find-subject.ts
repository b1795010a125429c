import type { Facts } from '@kaoji/engine';
import { refused } from '../refusal.ts';

/** The id of the subject that a word means: an id, or a name that only one subject has. Refused with what is near. */
export async function findSubject(facts: Facts, word: string): Promise<string> {
  if (facts.subjectRowOf.has(word)) return word;
  const name = word.trim();
  const named = facts.subjectIds.filter((_, row) => facts.cell('subjects', 'name', row) === name);
  if (named.length === 1) return named[0]!;
  if (named.length > 1) throw refused((messages) => messages.explain.nameShared(name, named));
  const { nearestName } = await import('@kaoji/engine');
  const folded = name.toLowerCase();
  const alike = facts.subjectIds.find((id) => id.toLowerCase() === folded);
  const near = new Set([alike, nearestName(name, facts.subjectIds), nearestName(name, names(facts)), containing(facts, name)]);
  const suggestions = [...near].flatMap((found): string[] => (found == null ? [] : [described(facts, found)]));
  throw refused((messages) => messages.explain.unknownSubject(word, [...new Set(suggestions)]));
}

function names(facts: Facts): readonly string[] {
  return facts.subjectIds.map((_, row) => facts.cell('subjects', 'name', row));
}

/** People type a part of a long name. */
function containing(facts: Facts, part: string): string | null {
  return part === '' ? null : (names(facts).find((name) => name.includes(part)) ?? null);
}

function described(facts: Facts, found: string): string {
  const row = facts.subjectRowOf.get(found) ?? names(facts).indexOf(found);
  return `${facts.subjectIds[row]!} ${facts.cell('subjects', 'name', row)}`;
}
