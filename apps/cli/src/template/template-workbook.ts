import { definitionsWith, recordColumnKeys, type ColumnDefinition, type Scheme, type TableDefinition } from '@kaoji/engine';
import { templateSheets, type SheetCell, type WorkbookSheet } from '@kaoji/tables';
import type { Context } from '../context.ts';
import { columnsRead } from './columns-read.ts';
import { vocabularyOf, type ColumnVocabulary, type Vocabulary } from './vocabulary.ts';

/** Columns that no computation reads and people need all the same: what the thing is called. */
const columnsForPeople: ReadonlySet<string> = new Set(['subjects.name', 'tasks.title']);

/** The sheets of a workbook in which an office hands in the facts of a scheme, with instructions in front. */
export function templateWorkbook(text: string, scheme: Scheme, context: Context): readonly WorkbookSheet[] {
  const vocabulary = vocabularyOf(text, scheme);
  const read = columnsRead(scheme, vocabulary);
  const all = definitionsWith(scheme.declaredColumns);
  // What no computation reads yet: a decision is made about a result, and is a fact of the next one.
  const isGraded = scheme.stages.some(({ grading }) => grading !== null);
  const columns = new Map(isGraded ? [...read, ['decisions', read.get('decisions') ?? new Set<string>()] as const] : read);
  const definitions = new Map(
    [...all].flatMap(([table, definition]) => {
      const own = columns.get(table);
      return own === undefined ? [] : [[table, withColumnsRead(definition, own)] as const];
    }),
  );
  const choices = new Map(
    [...vocabulary].flatMap(([column, words]): [string, readonly string[]][] =>
      hasClosedList(words) ? [[column, [...words.choices.keys()]]] : [],
    ),
  );
  const sheets = templateSheets([...definitions.keys()], { definitions, choices, language: context.language });
  const tables = [...definitions.values()];
  return [
    instructions(scheme, tables, vocabulary, context),
    ...sheets.map((sheet, i) => withPrompts(sheet, tables[i]!, vocabulary, context)),
  ];
}

/**
 * What the scheme reads, what must be there, and what tells two rows apart: without the scorer three scores would be one
 * row three times. An entry may need any column of its table, depending on its rule.
 */
function withColumnsRead(definition: TableDefinition, read: ReadonlySet<string>): TableDefinition {
  const { rowKey } = definition;
  const isKept = ({ key, columnRequired, cellRequired }: ColumnDefinition): boolean => {
    if (recordColumnKeys.has(key)) return key === 'state' && definition.valueColumn !== null;
    const isOfRow = columnRequired || cellRequired || (rowKey !== 'whole-row' && rowKey.includes(key));
    return isOfRow || read.has(key) || definition.key === 'adjustments' || columnsForPeople.has(`${definition.key}.${key}`);
  };
  return { ...definition, columns: definition.columns.filter(isKept) };
}

/** A list from which to choose: nothing else may stand there, and no number either. */
function hasClosedList({ choices, isOpen, ranges }: ColumnVocabulary): boolean {
  return choices.size > 0 && !isOpen && ranges.size === 0;
}

function withPrompts(sheet: WorkbookSheet, table: TableDefinition, vocabulary: Vocabulary, context: Context): WorkbookSheet {
  const columns = sheet.columns.map((column) => {
    const definition = table.columns.find(({ key, name }) => key === column.header || name === column.header);
    if (definition === undefined) return column;
    const prompt = columnNote(table, definition, vocabulary.get(`${table.key}.${definition.key}`), context);
    return { ...column, prompt };
  });
  return { ...sheet, columns };
}

function columnNote(table: TableDefinition, column: ColumnDefinition, words: ColumnVocabulary | undefined, { messages }: Context): string {
  const { template } = messages;
  const special = template.columns[`${table.key}.${column.key}`] ?? template.columns[column.key];
  if (special !== undefined) return special;
  if (column.reference !== null && column.reference !== 'allow') return template.reference;
  const parts = [
    whatToWrite(table, column, words, template),
    words !== undefined && words.ranges.size > 0 ? template.range([...words.ranges].join(template.between)) : '',
    column.mayBeMissing && column.key === table.valueColumn ? template.mayBeMissing : '',
  ];
  return parts.filter((part) => part !== '').join(template.sentenceEnd);
}

/** Where there is no list to choose from, what a word of one's own may be. */
function whatToWrite(
  table: TableDefinition,
  column: ColumnDefinition,
  words: ColumnVocabulary | undefined,
  template: Context['messages']['template'],
): string {
  if (words !== undefined && words.choices.size > 0) return words.isOpen ? template.chooseOrOwn : template.choose;
  if (words !== undefined && words.under.size > 0) return template.under([...words.under]);
  if (words?.isOpen === true && column.type === 'id') return template.ownWord;
  return words === undefined && column.key === table.periodColumn ? template.anyPeriod : template.types[column.type];
}

function instructions(scheme: Scheme, tables: readonly TableDefinition[], vocabulary: Vocabulary, context: Context): WorkbookSheet {
  const { template, page } = context.messages;
  const inEnglish = context.language === 'en';
  const general: SheetCell[][] = [
    [{ text: scheme.title, look: 'strong' }, page.year(scheme.year), '', template.general[0]!, ''],
    ...template.general.slice(1).map((line): SheetCell[] => ['', '', '', line, '']),
  ];
  const rows = tables.flatMap((table) =>
    table.columns.map((column, i): SheetCell[] => {
      const words = vocabulary.get(`${table.key}.${column.key}`);
      return [
        i === 0 ? { text: inEnglish ? table.key : table.name, look: 'strong' } : '',
        inEnglish ? column.key : column.name,
        column.cellRequired ? { text: template.required, look: 'required' } : '',
        columnNote(table, column, words, context),
        words === undefined
          ? ''
          : [...words.choices].map(([word, meaning]) => (meaning === '' ? word : `${word}（${meaning}）`)).join('、'),
      ];
    }),
  );
  return {
    name: template.sheet,
    columns: [
      { header: template.table, type: 'text', width: 26 },
      { header: template.column, type: 'text', width: 16 },
      { header: template.required, type: 'text', width: 8 },
      { header: template.what, type: 'text', width: 64 },
      { header: template.choices, type: 'text', width: 70 },
    ],
    rows: [...general, ...rows],
  };
}
