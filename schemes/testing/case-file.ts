import type { FactTables } from '@kaoji/engine';
import { parse } from 'yaml';

import { readExampleFile, type ExampleName } from './examples.ts';
import { expandWideTable, type FactRow, type RowTemplate, type Sort } from './wide-table.ts';
import { factTableOf, readWrittenTable, type RowOrder, type WrittenRow } from './written-table.ts';

/**
 * Cases of one example scheme: a few facts and what follows from them, worked out by hand from the regulation. They show
 * the sentences that the facts of the year do not reach.
 *
 * `sorts` are the wide tables of a file, `defaults` the cells that a plain table of facts need not write, `bases` facts that
 * several cases share. A subject that a case writes again takes the place of the base's one, with all its facts.
 */
export interface ExampleCase {
  readonly name: string;
  /** Clauses of the regulation that it shows. */
  readonly clause: string;
  readonly rows: readonly FactRow[];
  /** One subject a row; a blank cell says nothing. */
  readonly expected: readonly WrittenRow[];
  /** One ranking group a row. */
  readonly expectedCategories: readonly WrittenRow[];
  readonly expectedTotals: ReadonlyMap<string, string>;
  /** Every finding, as `roll 3 rater-not-entitled`: table, row as in a file whose first line is the header, code. Null: not looked at. */
  readonly expectedFindings: readonly string[] | null;
}

type Written = string | null | readonly Written[] | WrittenMap;
interface WrittenMap {
  readonly [key: string]: Written;
}

const ownKeys = new Set(['name', 'clause', 'base', 'expect', 'categories', 'totals', 'findings']);

export function readCases(example: ExampleName): ExampleCase[] {
  const file = mapOf(parse(readExampleFile(example, 'cases.yaml'), { schema: 'failsafe' }) as Written);
  const sorts = mapValues(mapOf(file['sorts'] ?? {}), readSort);
  const defaults = mapValues(mapOf(file['defaults'] ?? {}), (each) => mapValues(mapOf(each), textOf));
  const bases = mapValues(mapOf(file['bases'] ?? {}), mapOf);
  return listOf(file['cases'] ?? []).map((each) => readCase(mapOf(each), { sorts, defaults, bases }));
}

interface Context {
  readonly sorts: Readonly<Record<string, Sort>>;
  readonly defaults: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly bases: Readonly<Record<string, WrittenMap>>;
}

function readSort(written: Written): Sort {
  const { subjects = {}, otherwise = {}, columns = {} } = mapOf(written);
  const template = (each: Written): RowTemplate[] =>
    Object.entries(mapOf(each)).map(([table, cells]) => ({
      table,
      cells: mapValues(mapOf(cells), (cell) => (typeof cell === 'string' ? cell : listOf(cell).map(textOf))),
    }));
  return {
    subject: mapValues(mapOf(subjects), textOf),
    otherwise: mapValues(mapOf(otherwise), textOf),
    columns: mapValues(mapOf(columns), (each) => (Array.isArray(each) ? each.flatMap(template) : template(each))),
  };
}

function readCase(written: WrittenMap, context: Context): ExampleCase {
  const name = textOf(written['name'] ?? null);
  const base = written['base'] === undefined ? {} : context.bases[textOf(written['base'])];
  if (base === undefined) throw new Error(`${name}: no such base`);
  const own = factRows(written, context, name);
  const replaced = new Set(own.filter(({ table }) => table === 'subjects').map(({ cells }) => cells.get('subject')));
  const shared = factRows(base, context, name).filter(({ cells }) => !replaced.has(cells.get('subject')));
  return {
    name,
    clause: textOf(written['clause'] ?? null),
    rows: [...shared, ...own],
    expected: readWrittenTable(textOf(written['expect'] ?? '')),
    expectedCategories: readWrittenTable(textOf(written['categories'] ?? '')),
    expectedTotals: new Map(Object.entries(mapValues(mapOf(written['totals'] ?? {}), textOf))),
    expectedFindings: written['findings'] === undefined ? null : listOf(written['findings']).map(textOf),
  };
}

/** What stands under the name of a sort is a wide table; what stands under `facts` are tables as an office writes them. */
function factRows(written: WrittenMap, { sorts, defaults }: Context, name: string): FactRow[] {
  const rows: FactRow[] = [];
  for (const [key, value] of Object.entries(written)) {
    if (ownKeys.has(key)) continue;
    if (key === 'facts') {
      for (const [table, text] of Object.entries(mapOf(value))) {
        const given = Object.entries(defaults[table] ?? {});
        rows.push(...readWrittenTable(textOf(text)).map((cells) => ({ table, cells: new Map([...given, ...cells]) })));
      }
      continue;
    }
    const sort = sorts[key];
    if (sort === undefined) throw new Error(`${name}: ${key} is no key of a case and no sort`);
    rows.push(...expandWideTable(textOf(value), sort));
  }
  return rows;
}

export function factTablesOf({ rows }: ExampleCase, order: RowOrder = 'as written'): FactTables {
  const names = [...new Set(rows.map(({ table }) => table))];
  const rowsOf = (table: string): WrittenRow[] => rows.filter((row) => row.table === table).map(({ cells }) => cells);
  return new Map(names.map((name) => [name, factTableOf(name, rowsOf(name), order)]));
}

function mapOf(written: Written): WrittenMap {
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new Error(`a map is expected: ${JSON.stringify(written)}`);
  return written as WrittenMap;
}

function listOf(written: Written): readonly Written[] {
  if (!Array.isArray(written)) throw new Error(`a list is expected: ${JSON.stringify(written)}`);
  return written as readonly Written[];
}

function textOf(written: Written): string {
  if (typeof written !== 'string') throw new Error(`a text is expected: ${JSON.stringify(written)}`);
  return written;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, turn: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value)]));
}
