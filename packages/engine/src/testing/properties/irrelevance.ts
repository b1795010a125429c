import { definitionsWith } from '../../facts/definitions.ts';
import { cellOf, withCells, withRows, type FactRow, type RowTable } from '../fact-rows.ts';
import type { Computation } from '../../score/compute.ts';
import { holds, recompute, same, type Situation } from '../situation.ts';
import { yamlText } from '../yaml-tree.ts';

/** What subjects are called, and data that no rule reads, change nothing else. */

export function namesOfSubjectsAreNothing(situation: Situation): void {
  const { written, facts, scheme, base } = situation;
  const listKeys = new Set([...scheme.lists.values()].flatMap(({ members }) => members.flatMap(({ name, keys }) => [name, ...keys])));
  // A scorer that is a key of a list and a subject at once cannot be renamed as one of them.
  if (facts.subjectIds.some((id) => listKeys.has(id))) return;
  const sorted = facts.subjectIds.toSorted((a, b) => (a < b ? -1 : 1));
  const newId = new Map(sorted.map((id, place) => [id, `⟪${String(place).padStart(4, '0')}⟫`]));
  const definitions = definitionsWith(scheme.declaredColumns);
  const tables = written.tables.map((table): RowTable => {
    const references = definitions
      .get(table.name)!
      .columns.filter(({ key, reference }) => reference !== null || (table.name === 'subjects' && key === 'subject'));
    const rows = table.rows.map((row): FactRow => {
      const cells = new Map(row.cells);
      for (const { key } of references) {
        const renamed = newId.get(cellOf(row, key));
        if (renamed !== undefined) cells.set(key, renamed);
      }
      return { ...row, cells };
    });
    return { ...table, rows };
  });
  const again = recompute(situation, tables);
  const restore = (text: string): string => text.replaceAll(/⟪(\d{4})⟫/g, (_, place: string) => sorted[Number(place)]!);
  const [found, wanted] = [mapped(again.result, restore), mapped(base.result, (text) => text)];
  same(situation, 'other ids give the same result', JSON.stringify(found), JSON.stringify(wanted));
  same(situation, 'other ids are flagged alike', restore(findingsTold(again)), findingsTold(base));
}

/**
 * Findings without hints, since which name is near depends on what subjects are called; and a text that nobody reads as it
 * stands at its place, since the sentence cuts a long one.
 */
function findingsTold({ findings }: Computation): string {
  const texts = findings.map(({ code, place, parameters }) => {
    const isUnread = code.includes('not-read');
    const told = Object.entries(parameters).filter(([name]) => !hints.has(name) && !(isUnread && name === 'value'));
    return JSON.stringify([code, told, place]);
  });
  return texts.toSorted().join('\n');
}

const hints: ReadonlySet<string> = new Set(['nearest', 'known', 'knownEn']);

/** Keys and texts turned, and every map as a list of its sorted entries. */
function mapped(tree: unknown, turn: (text: string) => string): unknown {
  if (typeof tree === 'string') return turn(tree);
  if (Array.isArray(tree)) return tree.map((each: unknown) => mapped(each, turn));
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [turn(key), mapped(value, turn)] as const);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

export function irrelevantDataIsNothing(situation: Situation): void {
  const { written, dice, base, facts, scheme } = situation;
  const text = yamlText(written.scheme, null);
  const subject = dice.pick(facts.subjectIds);
  const row = (cells: Record<string, string>): FactRow => ({ cells: new Map(Object.entries(cells)), number: 900_000 });
  const unread = new Map<string, FactRow[]>([
    ['scores', [row({ subject, indicator: 'zz-nobody-asks', period: 'p1', scorer: '', value: '99' })]],
    ['tasks', [row({ subject, indicator: 'zz-nobody-asks', task: 'T', period: 'p1', weight: '1', completion: '7' })]],
    ['history', [row({ subject, cycle: '1900', rank: '1', ranked: '9' })]],
    ['measures', [row({ subject, measure: 'zz', period: 'p1', part: '', value: '5' })]],
    ['relations', [row({ subject, relation: 'zz', other: subject, weight: '1', from: '2024-01-01', to: '' })]],
  ]);
  const additions = new Map(unread);
  if (!text.includes('应发票')) additions.set('subjects', [row({ subject: 'zz-of-no-class', name: '无类', category: 'zz-none' })]);
  const outsider = facts.subjectIds.find((_, i) => !scheme.stages.some(({ classes }) => classes.has(base.run.classOf[i]!)));
  // A subject that no stage appraises may have facts of every kind; but earlier results are ranked with all of their category,
  // and a relation is one of both sides.
  // The calendar is about nobody.
  const ofOthers = new Set(['subjects', 'history', 'relations', 'calendar']);
  const foreign = written.tables.filter(({ name }) => !ofOthers.has(name));
  if (outsider !== undefined) {
    for (const table of foreign) {
      const copied = dice
        .some(table.rows, 0, 2)
        .map((each) => withCells(each, { subject: outsider, ...(table.columns.includes('decision') ? { decision: 'zz' } : {}) }));
      additions.set(table.name, [...(additions.get(table.name) ?? []), ...distinct(table, copied)]);
    }
  }
  const known = new Set(written.tables.map(({ name }) => name));
  const tables = [
    ...written.tables.map((table) => withRows(table, [...table.rows, ...(additions.get(table.name) ?? [])])),
    ...[...additions].flatMap(([name, rows]) => (known.has(name) ? [] : [withRows({ name, columns: [], rows: [] }, rows)])),
  ];
  const again = recompute(situation, tables);
  same(situation, 'data that nothing reads gives the same result', JSON.stringify(again.result), JSON.stringify(base.result));
  for (const table of unread.keys()) isFlagged(situation, again, { table, tables });
}

/** A text that no indicator knows is flagged at its cell; a table that nothing reads is flagged as a whole, with all of its rows. */
function isFlagged(
  situation: Situation,
  { run, findings }: Computation,
  { table, tables }: { readonly table: string; readonly tables: readonly RowTable[] },
): void {
  const places = findings.flatMap(({ code, place, parameters }) =>
    place?.kind === 'cell' && place.table === table ? [{ code, value: place.value, count: parameters['count'] }] : [],
  );
  const isRead = run.reads.some((read) => read.table === table);
  const count = String(tables.find(({ name }) => name === table)!.rows.length);
  const found = places.some((each) =>
    isRead
      ? each.code === 'value-not-read' && unreadTexts.has(each.value) && each.count === '1'
      : each.code === 'table-not-read' && each.count === count,
  );
  holds(situation, 'data that nothing reads is flagged', found, () => `${table}: ${JSON.stringify(places)}`);
}

const unreadTexts: ReadonlySet<string> = new Set(['zz-nobody-asks', 'zz', '1900']);

/** Copies that repeat no row of the table; most tables allow one row only of what their key tells. */
function distinct(table: RowTable, copies: readonly FactRow[]): FactRow[] {
  const subjects = new Set(table.rows.map((row) => cellOf(row, 'subject')));
  const first = copies[0];
  return first === undefined || subjects.has(cellOf(first, 'subject')) ? [] : [first];
}
