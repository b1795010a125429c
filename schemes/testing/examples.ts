import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { prepareSchemeFacts, problemSentence, type Facts, type FactTables, type Scheme } from '@kaoji/engine';
import { readFactsFolder } from '@kaoji/tables/node';

/** The published example schemes, each a folder with its regulation, scheme, facts of one year and expected results. */
export const exampleNames = ['town-offices', 'town-cadres', 'county-annual', 'bureau-staff', 'prefecture-leadership'] as const;
export type ExampleName = (typeof exampleNames)[number];

export function readExampleFile(example: ExampleName, file: string): string {
  return readFileSync(join(import.meta.dirname, '..', example, file), 'utf8');
}

export async function readExampleFacts(example: ExampleName): Promise<FactTables> {
  const tables = await readFactsFolder(join(import.meta.dirname, '..', example, 'facts'));
  if (!tables.ok) throw new Error(tables.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return tables.value;
}

/** Facts as a scheme reads them; null where the columns that it declares do not fit the tables. */
export function factsFor(scheme: Scheme, tables: FactTables): Facts | null {
  const prepared = prepareSchemeFacts(scheme, tables);
  return prepared.ok ? prepared.value : null;
}

/** Why facts do not fit, for whoever writes them. */
export function factProblems(scheme: Scheme, tables: FactTables): string {
  const prepared = prepareSchemeFacts(scheme, tables);
  return prepared.problems.map((problem) => problemSentence(problem, 'en')).join('\n');
}
