import type { Computation, Problem, ResultDocument } from '@kaoji/engine';

import type { ExampleCase } from './case-file.ts';
import type { WrittenRow } from './written-table.ts';

/** Where a result is not what a case expects: `A 总分`, expected, found. */
export interface Deviation {
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/** What a computation tells apart from how it came about. */
export type Outcome = Pick<Computation, 'result' | 'findings'>;

const gradeKeys: Readonly<Record<string, string>> = {
  total: 'total',
  rank: 'rank',
  ranked: 'ranked',
  grade: 'grade',
  rule: 'grade_rule',
  category: 'category',
};

/** Everything that a case says, in order. A value that is not published at all is `absent`, no value is `null`. */
export function* deviationsOf(expectedCase: ExampleCase, { result, findings }: Outcome): Generator<Deviation> {
  for (const row of expectedCase.expected) {
    yield* compareRow(row, 'subject', (id, key) => subjectText(result, id, key));
  }
  for (const row of expectedCase.expectedCategories) {
    yield* compareRow(row, 'category', (id, key) => textAt(result.categories[id], key));
  }
  for (const [key, expected] of expectedCase.expectedTotals) {
    const found = publishedText(result.totals[key]);
    if (found !== expected) yield { place: `totals ${key}`, expected, found };
  }
  if (expectedCase.expectedFindings === null) return;
  const [expected, found] = [expectedCase.expectedFindings, findings.map(findingText)].map((texts) => texts.toSorted().join('；')) as [
    string,
    string,
  ];
  if (found !== expected) yield { place: 'findings', expected, found };
}

function findingText({ code, place }: Problem): string {
  return place?.kind === 'cell' ? `${place.table} ${place.row} ${code}` : code;
}

export function assertionCountOf({ expected, expectedCategories, expectedTotals, expectedFindings }: ExampleCase): number {
  const filled = (rows: readonly WrittenRow[]): number =>
    rows.reduce((count, row) => count + [...row.values()].filter((cell) => cell !== '').length - 1, 0);
  return filled(expected) + filled(expectedCategories) + expectedTotals.size + (expectedFindings === null ? 0 : 1);
}

function* compareRow(row: WrittenRow, idColumn: string, read: (id: string, key: string) => string): Generator<Deviation> {
  const id = row.get(idColumn) ?? '';
  for (const [key, expected] of row) {
    if (key === idColumn || expected === '') continue;
    const found = read(id, key);
    if (found !== expected) yield { place: `${id} ${key}`, expected, found };
  }
}

function subjectText(result: ResultDocument, id: string, key: string): string {
  const subject = result.subjects[id];
  if (subject === undefined) return 'no such subject';
  if (key === 'flags') return subject.flags.length === 0 ? '-' : subject.flags.join(' ');
  const own = gradeKeys[key];
  if (own !== undefined) return publishedText(subject[own as 'grade']);
  if (key === 'proposal')
    return subject.proposal === undefined ? 'absent' : `${String(subject.proposal.grade)} ${String(subject.proposal.rule)}`;
  if (Object.hasOwn(subject.indicators, key)) return publishedText(subject.indicators[key]);
  return textAt(subject.outcomes, key);
}

/** `quota.优秀` is a key inside a key. */
function textAt(tree: unknown, path: string): string {
  let branch = tree;
  for (const key of path.split('.')) {
    if (typeof branch !== 'object' || branch === null) return 'absent';
    branch = (branch as Record<string, unknown>)[key];
  }
  return publishedText(branch);
}

function publishedText(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
