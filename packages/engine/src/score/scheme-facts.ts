import type { ValueAliases } from '../facts/canonical.ts';
import { prepareFacts, type Facts, type FactsOptions } from '../facts/facts.ts';
import { tableDefinitions } from '../facts/definitions.ts';
import type { FactTables } from '../facts/table.ts';
import type { Result } from '../problem/problem.ts';
import type { Scheme } from '../scheme/model.ts';
import { factAliases } from './fact-aliases.ts';
import { schemeReads } from './scheme-reads.ts';

/**
 * Facts as a scheme reads them: its further columns are known, and names stand for keys (一季度 for Q1, the name of a class
 * for its key), so that a row cannot hide from its duplicate behind another word.
 */
export function prepareSchemeFacts(scheme: Scheme, tables: FactTables, options: Omit<FactsOptions, 'aliases'> = {}): Result<Facts> {
  const aliases = factAliases(scheme, schemeReads(scheme));
  return prepareFacts(tables, scheme.declaredColumns, {
    ...options,
    aliases,
    openPeriods: new Set([...(options.openPeriods ?? [])].flatMap((word) => [word, ...keysOfPeriod(word, aliases)])),
  });
}

function keysOfPeriod(word: string, aliases: ValueAliases): string[] {
  return [...tableDefinitions].flatMap(([table, { periodColumn }]) => {
    const key = periodColumn === null ? undefined : aliases.get(`${table}.${periodColumn}`)?.get(word);
    return key === undefined ? [] : [key];
  });
}
