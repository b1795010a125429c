import { compileScheme, compute, type FactTables, type Scheme } from '@kaoji/engine';

import { factTablesOf, readCases, type ExampleCase } from './case-file.ts';
import { deviationsOf, type Outcome } from './check-case.ts';
import { areEqual } from './differences.ts';
import { readTree, writeTree } from './document-tree.ts';
import { factsFor, readExampleFacts, readExampleFile, type ExampleName } from './examples.ts';
import { mutantsOf, type Mutant } from './mutate.ts';

/** What became of a changed scheme. */
export type Fate =
  /** The change does not compile. */
  | 'refused'
  /** A case gives something else. */
  | 'by-case'
  /** The facts of the year give something else. */
  | 'by-facts'
  /** Nothing gives anything else. */
  | 'survived'
  /** The engine broke: a scheme is refused or it runs. */
  | 'threw';

export interface MutantRun {
  readonly id: string;
  readonly fate: Fate;
  /** The case that noticed it, why it is refused, or where the engine broke. */
  readonly by: string;
}

export interface RunOptions {
  /** What is asked first. `facts` tells how much the facts of the year notice by themselves. */
  readonly first: 'cases' | 'facts';
}

/** Runs every single change of an example against its cases and its facts, each up to the first difference. */
export async function runMutants(example: ExampleName, { first }: RunOptions): Promise<MutantRun[]> {
  const text = readExampleFile(example, 'scheme.yaml');
  const document = readTree(text);
  const examples = new Examples(readCases(example), await readExampleFacts(example), JSON.parse(readExampleFile(example, 'expected.json')));
  const unchanged = runMutant({ id: 'no change', text: () => writeTree(document) }, examples, first);
  if (unchanged.fate !== 'survived') throw new Error(`the scheme as it stands is ${unchanged.fate}: ${unchanged.by}`);
  return mutantsOf(document).map((mutant) => runMutant(mutant, examples, first));
}

function runMutant(mutant: Mutant, examples: Examples, first: RunOptions['first']): MutantRun {
  const { id } = mutant;
  try {
    const compiled = compileScheme(mutant.text());
    if (!compiled.ok) return { id, fate: 'refused', by: compiled.problems.map(({ code }) => code).join(' ') };
    const byFacts = (): MutantRun | null => (examples.factsNotice(compiled.value) ? { id, fate: 'by-facts', by: '' } : null);
    const byCase = (): MutantRun | null => {
      const by = examples.caseThatNotices(compiled.value);
      return by === null ? null : { id, fate: 'by-case', by };
    };
    const found = first === 'cases' ? (byCase() ?? byFacts()) : (byFacts() ?? byCase());
    return found ?? { id, fate: 'survived', by: '' };
  } catch (error) {
    return { id, fate: 'threw', by: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/**
 * The cases and the facts of one example. They are prepared anew for each changed scheme, which costs little: what a row
 * means depends on the names and keys of the scheme that reads it.
 */
class Examples {
  private readonly year: FactTables;
  private readonly expected: unknown;
  private readonly cases: { readonly written: ExampleCase; readonly tables: FactTables }[];

  constructor(cases: readonly ExampleCase[], year: FactTables, expected: unknown) {
    this.cases = cases.toSorted((a, b) => a.rows.length - b.rows.length).map((written) => ({ written, tables: factTablesOf(written) }));
    this.year = year;
    this.expected = expected;
  }

  factsNotice(scheme: Scheme): boolean {
    const facts = factsFor(scheme, this.year);
    return facts === null || !areEqual(this.expected, compute(scheme, facts).result);
  }

  /** Small cases come first, and before them the one that noticed the last change: it often notices its neighbour too. */
  caseThatNotices(scheme: Scheme): string | null {
    const index = this.cases.findIndex(({ written, tables }) => {
      const facts = factsFor(scheme, tables);
      return facts === null || deviates(written, compute(scheme, facts));
    });
    const found = this.cases[index];
    if (found === undefined) return null;
    this.cases.splice(index, 1);
    this.cases.unshift(found);
    return found.written.name;
  }
}

function deviates(written: ExampleCase, outcome: Outcome): boolean {
  return deviationsOf(written, outcome).next().done !== true;
}
