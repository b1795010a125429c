import { parse } from 'yaml';

import type { Bilingual } from '../../explain/words.ts';
import { billLine } from '../../explain/bill.ts';
import type { Facts } from '../../facts/facts.ts';
import { constantColumn, TextColumnBuilder, type FactTable, type TextColumn } from '../../facts/table.ts';
import type { Arithmetic } from '../../number/arithmetic.ts';
import { stateAt } from '../../number/arithmetic.ts';
import { missing } from '../../number/missing.ts';
import { problemSentence, severityOf } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/problem.ts';
import { compileScheme } from '../../scheme/compile.ts';
import { cellMembers, type ListPlan, type NodePlan, type Scheme } from '../../scheme/model.ts';
import { compute, type Computation } from '../../score/compute.ts';
import { prepareSchemeFacts } from '../../score/scheme-facts.ts';
import type { PublishedTree, SubjectResult } from '../../score/result.ts';
import type { StageRun } from '../../score/run.ts';
import { isMissing, type Cell } from '../../score/value.ts';
import { sectionsOf, type MechanismCase } from './mechanism-case.ts';

/** What became of a case: a computation, or the problems of a scheme that is refused. */
export type CaseRun =
  | { readonly scheme: Scheme; readonly computation: Computation; readonly problems: readonly Problem[] }
  | { readonly scheme: null; readonly problems: readonly Problem[] };

export function runCase(written: MechanismCase, arithmetic: Arithmetic, order: 'as written' | 'reversed' = 'as written'): CaseRun {
  const compiled = compileScheme(documentOf(written.scheme));
  if (!compiled.ok) return { scheme: null, problems: compiled.problems };
  const facts = factsOf(written, compiled.value, order);
  return { scheme: compiled.value, computation: compute(compiled.value, facts, arithmetic), problems: compiled.problems };
}

const head = ['kaoji: 1', 'id: case', 'title: 例', 'year: 2024', 'show: { digits: 2, mode: half-up }'];
const oneClass = 'subjects:\n  人员: { key: p }\n';
const stageSections = new Set(['for', 'indicators', 'grading', 'flags', 'outcomes', 'category-outcomes']);

/** The whole document of a case: a head, one class and one stage, as far as the case does not write them. */
function documentOf(scheme: string): string {
  const sections = sectionsOf(scheme);
  const text = (wanted: (name: string) => boolean): string[] =>
    [...sections].filter(([name]) => wanted(name)).map(([, section]) => section);
  const subjects = sections.get('subjects') ?? oneClass;
  const lines = head.filter((line) => !sections.has(line.split(':')[0]!)).map((line) => `${line}\n`);
  const document = [...lines, ...(sections.has('subjects') ? [] : [oneClass]), ...text((name) => !stageSections.has(name))];
  if (sections.has('stages')) return document.join('');
  const appraised = sections.has('for') ? '' : `for: [${basicClasses(subjects).join(', ')}]\n`;
  const stage = [appraised, ...text((name) => stageSections.has(name))].join('').replaceAll(/^(?=.)/gm, '    ');
  return `${document.join('')}stages:\n  考核:\n${stage}`;
}

function basicClasses(subjects: string): string[] {
  const { subjects: classes } = parse(subjects, { schema: 'failsafe' }) as { subjects: Record<string, { any?: unknown }> };
  return Object.entries(classes).flatMap(([name, { any }]) => (any === undefined ? [name] : []));
}

function factsOf(written: MechanismCase, scheme: Scheme, order: 'as written' | 'reversed'): Facts {
  const { facts, open, expect } = written;
  const subjects =
    facts['subjects'] ??
    ['subject,name,category,kind', ...Object.keys(expect).map((id) => `${id},${id},${scheme.basicClasses[0]!.key},person`)].join('\n');
  const tables = Object.entries({ subjects, ...facts }).map(([name, csv]) => [name, tableOf(name, csv, order)] as const);
  const prepared = prepareSchemeFacts(scheme, new Map(tables), { openPeriods: new Set(open) });
  if (!prepared.ok) throw new Error(prepared.problems.map((problem) => problemSentence(problem, 'en')).join('\n'));
  return prepared.value;
}

/** Rows and cells of CSV text without quotes. */
export function splitCsv(csv: string): string[][] {
  return csv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim()));
}

function tableOf(name: string, csv: string, order: 'as written' | 'reversed'): FactTable {
  const [header = [], ...rows] = splitCsv(csv);
  const uneven = rows.find((row) => row.length !== header.length);
  if (uneven !== undefined) throw new Error(`${name}: ${uneven.join(',')} does not fit ${header.join(',')}`);
  const numbers = Int32Array.from(rows, (_, row) => row + 2);
  if (order === 'reversed') {
    rows.reverse();
    numbers.reverse();
  }
  const columns = header.map((key, i): [string, TextColumn] => {
    const builder = new TextColumnBuilder();
    for (const row of rows) builder.push(row[i]!);
    return [key, rows.length === 0 ? constantColumn('', 0) : builder.build()];
  });
  return { name, source: name, rowCount: rows.length, columns: new Map(columns), rowNumbers: numbers };
}

/** A published value of one subject as cases write it, with the sentence behind it where it has one. */
export interface Shown {
  /** Name of the indicator; '' where the value is no indicator's. */
  readonly name: string;
  readonly text: string;
  readonly sentence: () => Bilingual | null;
}

const reasonWords = new Map<number, string>(
  Object.entries(missing).map(([name, code]) => [code, name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]),
);
const gradeKeys = ['grade', 'rank', 'ranked', 'total', 'category'] as const;

/** Everything that is shown of each subject: published values with their marks, grade, rank and flags. */
export function shownValues({ run, result }: Computation): Map<string, Map<string, Shown>> {
  const shown = new Map<string, Map<string, Shown>>();
  for (const [id, subject] of Object.entries(result.subjects)) {
    const values = new Map<string, Shown>();
    const plain = (key: string, text: string): unknown => values.set(key, { name: '', text, sentence: () => null });
    for (const key of gradeKeys) plain(key, publishedText(subject[key]));
    plain('rule', publishedText(subject.grade_rule));
    plain(
      'proposal',
      subject.proposal === undefined ? 'none' : `${publishedText(subject.proposal.grade)} ${publishedText(subject.proposal.rule)}`,
    );
    plain('flags', subject.flags.join(' '));
    for (const stage of run.scheme.stages.map((plan) => run.stageRun(plan))) {
      const row = stage.localRows(Int32Array.of(run.facts.subjectRowOf.get(id)!))[0]!;
      if (row < 0) continue;
      for (const { node, index, path, cell, isPart } of publishedCells(stage)) {
        const sentence = (): Bilingual | null => (isPart ? null : billLine(stage, node, index, row, 'full').sentence);
        values.set(path.join('.'), { name: node.name, text: shownText(subject, { node, path, cell, row }), sentence });
      }
    }
    shown.set(id, values);
  }
  return shown;
}

interface PublishedCell {
  readonly node: NodePlan;
  readonly index: number;
  readonly path: readonly string[];
  readonly cell: Cell;
  readonly isPart: boolean;
}

function publishedCells(stage: StageRun): PublishedCell[] {
  return stage.plan.nodes.flatMap((node) => {
    const { key, partKey, lists, source } = node;
    const own =
      key === null
        ? []
        : stage.node(node).cells.map((cell, index) => ({ node, index, path: pathOf(key, lists, index), cell, isPart: false }));
    if (partKey === null || source.foldedList === undefined) return own;
    const partLists = [...lists, source.foldedList];
    const parts = stage
      .node(node)
      .parts!.map((cell, index) => ({ node, index, path: pathOf(partKey, partLists, index), cell, isPart: true }));
    return [...own, ...parts];
  });
}

function pathOf(key: string, lists: readonly ListPlan[], cell: number): string[] {
  const members = cellMembers(lists, cell).map((member, i) => lists[i]!.members[member]!.key);
  const slots = lists.map((list) => `<${list.name}>`);
  const own = slots.reduce((text, slot, i) => text.replaceAll(slot, members[i]!), key);
  return [own, ...members.filter((_, i) => !key.includes(slots[i]!))];
}

/** The published text; for a missing value its reason, and the marks of what was left out. */
function shownText(
  subject: SubjectResult,
  { node, path, cell, row }: { node: NodePlan; path: readonly string[]; cell: Cell; row: number },
): string {
  const left = cell.dropped?.[row] ?? 0;
  const mark = left > 0 ? ` (${left} left out)` : cell.incomplete?.[row] === 1 ? ' (incomplete)' : '';
  if (isMissing(cell.value, row)) {
    const reason = cell.value.kind === 'number' ? ` ${reasonWords.get(stateAt(cell.value.column, row))!}` : '';
    return publishedAt(subject, node, path) === undefined ? 'absent' : `missing${reason}${mark}`;
  }
  const published = publishedAt(subject, node, path);
  return published === undefined ? 'absent' : `${publishedText(published)}${mark}`;
}

function publishedAt(subject: SubjectResult, node: NodePlan, path: readonly string[]): PublishedTree | undefined {
  if (node.section === 'flag') return subject.flags.includes(path[0]!);
  if (node.section === 'indicator') return subject.indicators[path.join('.')];
  return path.reduce<PublishedTree | undefined>(
    (tree, key) => (typeof tree === 'object' && tree !== null ? tree[key] : undefined),
    subject.outcomes,
  );
}

export function publishedText(value: PublishedTree): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The leaves of a published tree by their path: `quota.优秀`. */
export function leavesOf(tree: Readonly<Record<string, PublishedTree>>): Record<string, string> {
  const leaves = Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value !== 'object' || value === null) return [[key, publishedText(value)]];
    return Object.entries(leavesOf(value)).map(([inner, text]) => [`${key}.${inner}`, text]);
  });
  return Object.fromEntries(leaves);
}

export function findingTexts({ findings }: Computation): string[] {
  const texts = findings.map((finding) => {
    const { place, code } = finding;
    return `${place?.kind === 'cell' ? `${place.table} ${place.row} ` : ''}${code}`;
  });
  return texts.toSorted();
}

export function sentencesOf(problems: readonly Problem[], severity: 'error' | 'warning'): string[] {
  return problems.filter(({ code }) => severityOf(code) === severity).map((problem) => problemSentence(problem, 'zh'));
}
