import {
  definitionsWith,
  recordColumnKeys,
  type BillFact,
  type ColumnDefinition,
  type FactChange,
  type Scheme,
  type TableDefinitions,
  type WithdrawnFact,
} from '@kaoji/engine';
import type { Context } from '../context.ts';

/** A row of facts in words: what it is called, what else it says, what became of it, and where it stands. */
export interface FactWords {
  readonly name: string;
  readonly details: readonly string[];
  /** Corrections and reversals since it was first recorded. */
  readonly changes: readonly string[];
  readonly place: string;
}

/** Cells by which people know a row, the first that is filled. */
const nameColumns = ['title', 'matter', 'scorer', 'kind', 'date', 'unit', 'cycle', 'measure', 'other', 'indicator', 'item'] as const;
/** Cells that the line above has said already. */
const saidColumns: ReadonlySet<string> = new Set(['subject', 'indicator', 'period', 'rule', 'id']);

/** Puts rows of facts into words, with the headers of the scheme's tables. */
export class FactTeller {
  private readonly definitions: TableDefinitions;
  private readonly context: Pick<Context, 'messages' | 'language'>;

  constructor(scheme: Scheme, context: Pick<Context, 'messages' | 'language'>) {
    this.definitions = definitionsWith(scheme.declaredColumns);
    this.context = context;
  }

  fact(fact: BillFact): FactWords {
    const { name, details } = this.named(fact.table, fact.cells, saidColumns, fact.label);
    // Who recorded it stands with the change, where there is one.
    const how = fact.how === null ? [] : [fact.how[this.context.language]];
    return { name, details: [...details, ...how], changes: this.changes(fact.table, fact.changes), place: `${fact.source}:${fact.row}` };
  }

  /** A fact of which nothing stands any more: no line of the bill says what it was about. */
  withdrawn({ table, source, row, cells, changes }: WithdrawnFact): FactWords {
    const { name, details } = this.named(table, cells, new Set(['subject', 'id']), null);
    return { name, details, changes: this.changes(table, changes), place: `${source}:${row}` };
  }

  private named(
    table: string,
    cells: Readonly<Record<string, string>>,
    said: ReadonlySet<string>,
    label: string | null,
  ): Pick<FactWords, 'name' | 'details'> {
    const nameColumn = label === null ? nameColumns.find((key) => cells[key] !== undefined) : undefined;
    const details = this.columns(table).flatMap((column) => {
      const value = cells[column.key];
      const isLeftOut = value === undefined || column.key === nameColumn || said.has(column.key) || isOfCorrection(column, cells);
      return isLeftOut ? [] : [`${this.header(column)} ${value}`];
    });
    return { name: label ?? (nameColumn === undefined ? '' : cells[nameColumn]!), details };
  }

  private changes(table: string, changes: readonly FactChange[]): readonly string[] {
    const { explain } = this.context.messages;
    return changes.map((change) => {
      const cells = change.cells.map(({ column, before, after }) => {
        const known = this.columns(table).find(({ key }) => key === column);
        const header = known === undefined ? column : this.header(known);
        return change.isReversal ? explain.restored(header, before, after) : explain.corrected(header, before, after);
      });
      const { isReversal, stands, reason, authority, recordedBy, recordedAt, row } = change;
      const what = isReversal && !stands ? explain.withdrawnFact : explain.changed(isReversal, cells);
      const recorded = [recordedBy, recordedAt].filter((part) => part !== '').join(' ');
      return [
        what,
        reason === '' ? '' : explain.because(reason),
        authority === '' ? '' : explain.authority(authority),
        recorded,
        explain.inRow(row),
      ]
        .filter((part) => part !== '')
        .join(explain.factGap);
    });
  }

  private columns(table: string): readonly ColumnDefinition[] {
    return this.definitions.get(table)?.columns ?? [];
  }

  /** The Chinese header, or the English one. */
  private header({ key, name }: ColumnDefinition): string {
    return this.context.language === 'en' ? key : name;
  }
}

/** What a correction says of itself is told with the change. */
function isOfCorrection({ key }: ColumnDefinition, cells: Readonly<Record<string, string>>): boolean {
  return recordColumnKeys.has(key) && key !== 'state' && cells['corrects'] !== undefined;
}
