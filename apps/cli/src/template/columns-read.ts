import {
  columnOf,
  compute,
  definitionsWith,
  prepareFacts,
  recordColumnKeys,
  TextColumnBuilder,
  type ColumnDefinition,
  type Facts,
  type FactTable,
  type FactTables,
  type Scheme,
  type TableDefinition,
  type TableDefinitions,
} from '@kaoji/engine';
import type { Vocabulary } from './vocabulary.ts';

/** Columns that a computation asked for, by table. */
export type ColumnsRead = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which tables and columns a scheme reads, found by running it: it is given one made-up subject of each class with one row
 * in each table, and everything that it asks for is noted. What no result depends on is not asked for.
 */
export function columnsRead(scheme: Scheme, vocabulary: Vocabulary): ColumnsRead {
  const definitions = definitionsWith(scheme.declaredColumns);
  const prepared = prepareFacts(madeUpFacts(scheme, definitions, vocabulary), scheme.declaredColumns);
  if (!prepared.ok) throw new Error(`made-up facts keep the form of every table: ${prepared.problems[0]?.code}`);
  const watch = new Watch(definitions);
  compute(scheme, watch.over(prepared.value));
  return watch.read;
}

class Watch {
  readonly read = new Map<string, Set<string>>();
  private readonly definitions: TableDefinitions;

  constructor(definitions: TableDefinitions) {
    this.definitions = definitions;
  }

  private note(table: string, column: string): void {
    const columns = this.read.get(table);
    if (columns === undefined) this.read.set(table, new Set([column]));
    else columns.add(column);
  }

  /** The same facts, with every question noted. */
  over(facts: Facts): Facts {
    const asked: Partial<Record<keyof Facts, (table: string, column: string | undefined) => void>> = {
      column: (table, column) => this.note(table, column!),
      cell: (table, column) => this.note(table, column!),
      subjectRows: (table, column) => this.note(table, column!),
      states: (table, column) => {
        const { valueColumn, periodColumn } = this.definitions.get(table)!;
        for (const each of [column ?? valueColumn, periodColumn]) if (each != null) this.note(table, each);
      },
    };
    return new Proxy(facts, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const ask = asked[name as keyof Facts];
        return (...parameters: readonly unknown[]): unknown => {
          ask?.(parameters[0] as string, parameters[1] as string | undefined);
          return Reflect.apply(value, target, parameters);
        };
      },
    });
  }
}

function madeUpFacts(scheme: Scheme, definitions: TableDefinitions, vocabulary: Vocabulary): FactTables {
  const ids = scheme.basicClasses.map((_, code) => `subject-${code + 1}`);
  const tables = [...definitions.values()].map((definition): [string, FactTable] => {
    // Rows about nobody, such as the days of the calendar, would be one row several times.
    const subjects = columnOf(definition, 'subject') === undefined ? ids.slice(0, 1) : ids;
    const columns = definition.columns.map((column): [string, readonly string[]] => [
      column.key,
      subjects.map((id, code) => {
        if (definition.key === 'subjects') return subjectCell(scheme, column, id, code, ids);
        return madeUpCell(definition, column, id, scheme.year, vocabulary);
      }),
    ]);
    return [definition.key, tableOf(definition.key, columns, subjects.length)];
  });
  return new Map(tables);
}

function tableOf(name: string, columns: readonly (readonly [string, readonly string[]])[], rowCount: number): FactTable {
  const built = columns.map(([key, cells]) => {
    const builder = new TextColumnBuilder(rowCount + 1);
    for (const cell of cells) builder.push(cell);
    return [key, builder.build()] as const;
  });
  return { name, source: name, rowCount, columns: new Map(built), rowNumbers: null };
}

function subjectCell(scheme: Scheme, column: ColumnDefinition, id: string, code: number, ids: readonly string[]): string {
  const { kind, conditions } = scheme.basicClasses[code]!;
  if (column.key === 'subject' || column.key === 'name') return id;
  if (column.key === 'kind') return kind ?? '';
  const condition = conditions.find((each) => each.column === column.key);
  if (condition !== undefined) return condition.values[0]!;
  if (recordColumnKeys.has(column.key)) return '';
  return column.reference === null ? cellOfType(column, scheme.year) : ids[0]!;
}

function madeUpCell(definition: TableDefinition, column: ColumnDefinition, id: string, year: number, vocabulary: Vocabulary): string {
  if (recordColumnKeys.has(column.key)) return '';
  if (column.reference !== null && column.reference !== 'allow') return id;
  if (definition.key === 'history' && column.key === 'cycle') return String(year - 1);
  if (column.key === 'to') return '';
  const known = vocabulary.get(`${definition.key}.${column.key}`)?.choices.keys().next().value;
  return known !== undefined && (column.type === 'id' || column.type === 'text') ? known : cellOfType(column, year);
}

function cellOfType({ type }: ColumnDefinition, year: number): string {
  switch (type) {
    case 'date':
      return `${year}-01-01`;
    // Large enough to pass a least number, such as that of a ranking.
    case 'decimal':
    case 'count':
    case 'value':
      return '1000';
    case 'yes-no':
      return '1';
    case 'id':
    case 'text':
      return 'x';
  }
}
