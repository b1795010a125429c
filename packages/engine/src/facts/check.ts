import { cellFault, type CellFault } from './cell-form.ts';
import { columnOf, type ColumnDefinition, type TableDefinition, type TableDefinitions } from './definitions.ts';
import { firstRowOfEach } from './duplicates.ts';
import { sourceRow, type FactProblemList } from './fact-problems.ts';
import { SubjectSuggester } from './subject-suggester.ts';
import { missing } from '../number/missing.ts';
import { stateOfWord, statesAgree } from './states.ts';
import type { FactTable, TextColumn } from './table.ts';

/** Checks of a table as it was recorded: columns, cells and states. Works on distinct texts, then on the rows that hold a bad one. */
export function checkForm(table: FactTable, definition: TableDefinition, tableRequired: boolean, problems: FactProblemList): void {
  if (table.rowCount === 0) problems.addTable(tableRequired ? 'fact-table-empty' : 'fact-table-without-rows', table, '');
  for (const column of definition.columns) {
    const cells = table.columns.get(column.key);
    if (cells === undefined) {
      if (column.columnRequired) problems.addTable('fact-column-missing', table, '', { column: column.name, key: column.key });
      continue;
    }
    checkCells(table, column, cells, problems);
  }
  checkFilled(table, definition, problems);
  checkStates(table, definition, problems);
}

function checkCells(table: FactTable, column: ColumnDefinition, cells: TextColumn, problems: FactProblemList): void {
  const faults = new Map<number, CellFault>();
  for (let code = 0; code < cells.values.length; code++) {
    const text = cells.values[code]!;
    if (text === '') continue;
    const fault = cellFault(column, text);
    if (fault !== null) faults.set(code, fault);
  }
  if (faults.size === 0) return;
  const reporters = new Map<string, ReturnType<FactProblemList['reporter']>>();
  for (const fault of faults.values()) {
    if (!reporters.has(fault.code)) reporters.set(fault.code, problems.reporter(fault.code, table, column.key));
  }
  for (let row = 0; row < table.rowCount; row++) {
    const fault = faults.get(cells.codes[row]!);
    if (fault !== undefined) reporters.get(fault.code)!(row, cells.values[cells.codes[row]!]!, fault.parameters);
  }
}

/** Required cells are filled, except in a reversal: it only names the fact it cancels. */
function checkFilled(table: FactTable, definition: TableDefinition, problems: FactProblemList): void {
  const reversed = reversedCodes(table);
  const states = table.columns.get('state')?.codes;
  for (const column of definition.columns) {
    if (!column.cellRequired) continue;
    const cells = table.columns.get(column.key);
    if (cells === undefined || !cells.codes.includes(0)) continue;
    const report = problems.reporter('fact-cell-empty', table, column.key);
    for (let row = 0; row < table.rowCount; row++) {
      if (cells.codes[row] === 0 && !(reversed.size > 0 && reversed.has(states![row]!))) report(row, '');
    }
  }
}

function reversedCodes(table: FactTable): ReadonlySet<number> {
  const codes = new Set<number>();
  const states = table.columns.get('state');
  if (states !== undefined) for (const [code, word] of states.values.entries()) if (stateOfWord(word) === 'reversed') codes.add(code);
  return codes;
}

/** A state and a value at once contradict each other; in a table without values only `reversed` means anything. */
function checkStates(table: FactTable, definition: TableDefinition, problems: FactProblemList): void {
  const states = table.columns.get('state');
  if (states === undefined || states.values.length === 1) return;
  const meanings = states.values.map(stateOfWord);
  const values = definition.valueColumn === null ? undefined : table.columns.get(definition.valueColumn);
  const reportNotHere = problems.reporter('fact-state-not-here', table, 'state');
  const reportBoth = problems.reporter('fact-state-with-value', table, 'state');
  const valueHeader =
    definition.valueColumn === null
      ? ''
      : (table.headers?.get(definition.valueColumn) ?? columnOf(definition, definition.valueColumn)!.name);
  for (let row = 0; row < table.rowCount; row++) {
    const code = states.codes[row]!;
    const meaning = meanings[code];
    if (meaning === undefined || meaning === null || meaning === 'reversed' || meaning === missing.present) continue;
    const word = states.values[code]!;
    if (definition.valueColumn === null) reportNotHere(row, word);
    else if (values !== undefined) {
      const value = values.values[values.codes[row]!]!;
      if (!statesAgree(meaning, value)) reportBoth(row, word, { state: word, value, valueColumn: valueHeader });
    }
  }
}

/** Checks of what stands after corrections: no two rows say the same thing, and references lead somewhere. */
export function checkStanding(tables: ReadonlyMap<string, FactTable>, definitions: TableDefinitions, problems: FactProblemList): void {
  for (const table of tables.values()) checkDuplicates(table, definitions.get(table.name)!, problems);
  const subjects = tables.get('subjects');
  if (subjects === undefined || !subjects.columns.has('subject')) return;
  checkNames(subjects, problems);
  let references: SubjectReferences | null = null; // a million ids in a set, made only if some column names subjects
  for (const table of tables.values()) {
    for (const column of definitions.get(table.name)!.columns) {
      const cells = table.columns.get(column.key);
      if (cells === undefined || column.reference === null || column.reference === 'allow') continue;
      if (table.name === 'subjects' && column.key === 'subject') continue;
      references ??= new SubjectReferences(subjects);
      references.check(table, column, cells, problems);
    }
  }
}

function checkDuplicates(table: FactTable, definition: TableDefinition, problems: FactProblemList): void {
  const isWholeRow = definition.rowKey === 'whole-row';
  const keys = isWholeRow ? [...table.columns.keys()] : definition.rowKey.filter((key) => table.columns.has(key));
  if (table.rowCount < 2 || keys.length === 0) return;
  // Without its required key columns the table is refused already, and the rest of the key would call everything a duplicate.
  if (!isWholeRow && definition.rowKey.some((key) => columnOf(definition, key)!.columnRequired && !table.columns.has(key))) return;
  const cells = keys.map((key) => table.columns.get(key)!);
  const code = table.name === 'subjects' ? 'fact-subject-twice' : 'fact-row-twice';
  const report = problems.reporter(code, table, code === 'fact-subject-twice' ? 'subject' : '');
  const keyNames = isWholeRow ? '各列都' : keys.map((key) => columnOf(definition, key)!.name).join('、');
  firstRowOfEach(
    cells.map((column) => column.codes),
    table.rowCount,
    (row, first) => {
      // A row whose key is incomplete is reported as such.
      if (!isWholeRow && keys.some((key, i) => cells[i]!.codes[row] === 0 && columnOf(definition, key)!.cellRequired)) return;
      const value = cells.map((column) => column.values[column.codes[row]!]!).join(' ');
      report(row, value, { other: String(sourceRow(table, first)), key: keyNames });
    },
  );
}

/** Two subjects of one name are allowed, since names never match anything; people should know all the same. */
function checkNames(subjects: FactTable, problems: FactProblemList): void {
  const names = subjects.columns.get('name');
  if (names === undefined) return;
  const report = problems.reporter('fact-names-equal', subjects, 'name');
  firstRowOfEach([names.codes], subjects.rowCount, (row, first) => {
    if (names.codes[row] !== 0) report(row, names.values[names.codes[row]!]!, { other: String(sourceRow(subjects, first)) });
  });
}

class SubjectReferences {
  private readonly ids: readonly string[];
  private readonly known: ReadonlySet<string>;
  private readonly subjects: FactTable;
  private suggester: SubjectSuggester | null = null;

  constructor(subjects: FactTable) {
    this.subjects = subjects;
    const column = subjects.columns.get('subject')!;
    this.ids = Array.from(column.codes, (code) => column.values[code]!);
    this.known = new Set(this.ids);
  }

  check(table: FactTable, column: ColumnDefinition, cells: TextColumn, problems: FactProblemList): void {
    const unknown = new Set<number>();
    let knownCount = 0;
    for (let code = 0; code < cells.values.length; code++) {
      if (cells.values[code] === '') continue;
      if (this.known.has(cells.values[code]!)) knownCount++;
      else unknown.add(code);
    }
    if (unknown.size === 0 || (column.reference === 'warn-if-mixed' && knownCount === 0)) return;
    const found = new Map<number, Finding>();
    const reporters = new Map<string, ReturnType<FactProblemList['reporter']>>();
    for (let row = 0; row < table.rowCount; row++) {
      const code = cells.codes[row]!;
      if (!unknown.has(code)) continue;
      const text = cells.values[code]!;
      let finding = found.get(code);
      if (finding === undefined) {
        finding =
          column.reference === 'refuse'
            ? this.refusal(text)
            : { code: 'fact-reference-unknown', parameters: { nearest: this.nearby(text) } };
        found.set(code, finding);
        if (!reporters.has(finding.code)) reporters.set(finding.code, problems.reporter(finding.code, table, column.key));
      }
      reporters.get(finding.code)!(row, text, finding.parameters);
    }
  }

  private refusal(text: string): Finding {
    const suggestion = this.suggestions().suggest(text);
    switch (suggestion.kind) {
      case 'name':
        return { code: 'fact-subject-by-name', parameters: { repaired: suggestion.ids.join('、') } };
      case 'zeros-lost':
        return { code: 'fact-subject-zeros-lost', parameters: { repaired: suggestion.id } };
      case 'near':
        return { code: 'fact-subject-unknown', parameters: { nearest: suggestion.id } };
      case 'none':
        return { code: 'fact-subject-unknown', parameters: { nearest: '' } };
    }
  }

  private nearby(text: string): string {
    const suggestion = this.suggestions().suggest(text);
    if (suggestion.kind === 'name') return suggestion.ids[0]!;
    return suggestion.kind === 'none' ? '' : suggestion.id;
  }

  private suggestions(): SubjectSuggester {
    const names = this.subjects.columns.get('name');
    this.suggester ??= new SubjectSuggester(this.ids, names === undefined ? [] : Array.from(names.codes, (code) => names.values[code]!));
    return this.suggester;
  }
}

interface Finding {
  readonly code: 'fact-subject-unknown' | 'fact-subject-by-name' | 'fact-subject-zeros-lost' | 'fact-reference-unknown';
  readonly parameters: Readonly<Record<string, string>>;
}
