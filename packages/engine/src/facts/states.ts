import { missing, type MissingCode } from '../number/missing.ts';

/**
 * States of a fact: a value that is not there says why. The reason stands in the column `state`, or as a word
 * in place of the value; an empty value is *not yet* while its period is open and *not submitted* afterwards.
 */

/** What the column `state` may hold. */
const stateWords: ReadonlyMap<string, MissingCode | 'reversed'> = new Map<string, MissingCode | 'reversed'>([
  ['', missing.present],
  ['present', missing.present],
  ['正常', missing.present],
  ['not-yet', missing.notYet],
  ['未到期', missing.notYet],
  ['excused', missing.excused],
  ['免考', missing.excused],
  ['not-applicable', missing.notApplicable],
  ['不适用', missing.notApplicable],
  ['not-submitted', missing.notSubmitted],
  ['未报送', missing.notSubmitted],
  ['reversed', 'reversed'],
  ['撤销', 'reversed'],
]);

/** What may stand in place of a value. `NA` covers excused and not applicable alike and reads as not applicable. */
const valueWords: ReadonlyMap<string, MissingCode> = new Map<string, MissingCode>([
  ['NA', missing.notApplicable],
  ['不适用', missing.notApplicable],
  ['免考', missing.excused],
  ['未报送', missing.notSubmitted],
  ['未到期', missing.notYet],
]);

/** The meaning of a cell of the column `state`, or null where the word is unknown. */
export function stateOfWord(text: string): MissingCode | 'reversed' | null {
  return stateWords.get(text) ?? null;
}

/** The state that a word in place of a value stands for, or null where the text is a value. */
export function stateOfValue(text: string): MissingCode | null {
  return valueWords.get(text) ?? null;
}

/** True where the column `state` and the word in the value's place can both be meant. */
export function statesAgree(state: MissingCode, value: string): boolean {
  if (value === '') return true;
  const word = stateOfValue(value);
  if (word === null) return state === missing.present;
  if (value === 'NA') return state === missing.excused || state === missing.notApplicable;
  return word === state;
}
