import { definitionsWith, type BillFact, type Scheme, type TableDefinitions } from '@kaoji/engine';

/** A row of facts in words: what it is called, what else it says, and where it stands. */
export interface FactWords {
  readonly name: string;
  readonly details: readonly (readonly [column: string, value: string])[];
  readonly place: string;
}

/** Cells by which people know a row, the first that is filled. */
const nameColumns = ['title', 'matter', 'scorer', 'kind', 'date', 'unit', 'cycle', 'measure', 'other', 'indicator', 'item'] as const;
/** Cells that the line above has said already. */
const saidColumns: ReadonlySet<string> = new Set(['subject', 'indicator', 'period', 'rule', 'id']);

/** Puts rows of facts into words, with the headers of the scheme's tables. */
export function factWords(scheme: Scheme): (fact: BillFact) => FactWords {
  const definitions: TableDefinitions = definitionsWith(scheme.declaredColumns);
  return (fact) => {
    const columns = definitions.get(fact.table)?.columns ?? [];
    const nameColumn = fact.label === null ? nameColumns.find((key) => fact.cells[key] !== undefined) : undefined;
    const details = columns.flatMap(({ key, name }): [string, string][] => {
      const value = fact.cells[key];
      return value === undefined || key === nameColumn || saidColumns.has(key) ? [] : [[name, value]];
    });
    return { name: fact.label ?? (nameColumn === undefined ? '' : fact.cells[nameColumn]!), details, place: `${fact.source}:${fact.row}` };
  };
}
