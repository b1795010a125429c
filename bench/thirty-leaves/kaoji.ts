import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileScheme,
  computeColumns,
  prepareFacts,
  scaledArithmetic,
  type ColumnsComputation,
  type Facts,
  type FactTable,
  type Scheme,
  type TextColumn,
} from '@kaoji/engine';
import type { Answer } from './answer.ts';
import type { SubjectColumns } from './data.ts';
import { inStages, runEntry } from './entry.ts';
import { CATEGORY_COUNT, GRADE_LABELS } from './problem.ts';

/**
 * Kaoji on the path of a real scheme: a scheme document checked and compiled, facts as texts, checked in form and prepared, the
 * result as columns. Every leaf and group stays computed, which is what an explanation is read from. One thread.
 */
export interface KaojiVariant {
  readonly peer: string;
  readonly note: string;
  /** In this folder. */
  readonly schemeFile: string;
  /** All tables but that of subjects, and the columns that it has beside id, name, kind and category. */
  readonly factsOf: (columns: SubjectColumns) => {
    readonly leaves: ReadonlyMap<string, TextColumn>;
    readonly others: readonly FactTable[];
  };
}

const TOTAL_DIGITS = 2;

export async function runKaoji({ peer, note, schemeFile, factsOf }: KaojiVariant): Promise<void> {
  function load(columns: SubjectColumns): { scheme: Scheme; facts: Facts } {
    const scheme = compileScheme(readFileSync(join(import.meta.dirname, schemeFile), 'utf8'));
    assert(scheme.ok, 'the scheme of the bench is accepted');
    const { leaves, others } = factsOf(columns);
    const tables = [subjectsTable(columns, leaves), ...others];
    const facts = prepareFacts(new Map(tables.map((table) => [table.name, table])), scheme.value.declaredColumns);
    assert(facts.ok, 'the facts of the bench are accepted');
    return { scheme: scheme.value, facts: facts.value };
  }

  await runEntry({
    peer,
    note,
    warmUpSubjects: 20_000,
    measure: inStages({ load, compute: ({ scheme, facts }) => computeColumns(scheme, facts), read }),
  });
}

function read({ columns }: ColumnsComputation): Answer {
  const { grading } = columns.stages[0]!;
  assert(grading !== null && grading.total.kind === 'number', 'the stage ranks by a number');
  const { ranking, grades, total } = grading;
  const labels: readonly string[] = GRADE_LABELS;
  const codeOfWord = ranking.plan.scale.words.map((word) => labels.indexOf(word));
  return {
    totalsHundredths: Int32Array.from(scaledArithmetic.inUnits(total.column, TOTAL_DIGITS)),
    ranks: ranking.rank,
    grades: grades.final.map((code) => codeOfWord[code]!),
  };
}

function subjectsTable({ subjectCount, categories }: SubjectColumns, leaves: ReadonlyMap<string, TextColumn>): FactTable {
  const subjects = numberedColumn({ count: subjectCount, textOf: subjectId });
  const columns = new Map<string, TextColumn>([
    ['subject', subjects],
    ['name', subjects],
    ['kind', { codes: new Int32Array(subjectCount).fill(1), values: ['', 'unit'] }],
    ['category', codedColumn({ numbers: categories, least: 0, most: CATEGORY_COUNT - 1, textOf: (category) => `C${category}` })],
    ...leaves,
  ]);
  return { name: 'subjects', source: 'subjects.csv', rowCount: subjectCount, columns, rowNumbers: null };
}

export function subjectId(subject: number): string {
  return `U${subject}`;
}

/** A text of its own in every row. */
export function numberedColumn({ count, textOf }: { count: number; textOf: (row: number) => string }): TextColumn {
  const codes = new Int32Array(count);
  const values = [''];
  for (let row = 0; row < count; row++) codes[row] = values.push(textOf(row)) - 1;
  return { codes, values };
}

/** As a reader of files hands a column over: distinct texts in order of first appearance, one code per row, 0 for the empty cell. */
export function codedColumn({
  numbers,
  least,
  most,
  textOf,
}: {
  numbers: Int32Array;
  least: number;
  most: number;
  textOf: (number: number) => string;
}): TextColumn {
  const codeOf = new Int32Array(most - least + 1);
  const codes = new Int32Array(numbers.length);
  const values = [''];
  for (let row = 0; row < codes.length; row++) {
    const place = numbers[row]! - least;
    if (codeOf[place] === 0) codeOf[place] = values.push(textOf(numbers[row]!)) - 1;
    codes[row] = codeOf[place]!;
  }
  return { codes, values };
}
