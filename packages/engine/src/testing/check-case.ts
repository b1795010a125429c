import { properties } from './properties/all.ts';
import type { RandomCase } from './random-case.ts';
import { situationOf, type Situation } from './situation.ts';

/** A property that does not hold, and how that shows. */
export interface Failure {
  readonly property: string;
  readonly message: string;
}

/** Before there is anything to hold of a case, it must be accepted and computed. */
const isComputed = 'the case is accepted and computed';

const propertyNames: readonly string[] = [isComputed, ...Object.keys(properties)];

/** The first property that a case breaks, or null. */
export function brokenProperty(written: RandomCase, names: readonly string[] = propertyNames): Failure | null {
  let situation: Situation;
  try {
    situation = situationOf(written);
  } catch (error) {
    return { property: isComputed, message: textOf(error) };
  }
  for (const [property, check] of Object.entries(properties)) {
    if (!names.includes(property)) continue;
    try {
      check(situation);
    } catch (error) {
      return { property, message: textOf(error) };
    }
  }
  return null;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Every property on every third case or so: the same number of cases finds more than all properties on fewer of them. */
export function someProperties(seed: number): readonly string[] {
  return propertyNames.filter((_, i) => i <= 1 || (seed + i) % 3 === 0);
}
