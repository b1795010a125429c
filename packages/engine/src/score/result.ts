import { evaluate } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import type { NodePlan, NumberForm } from '../scheme/model.ts';
import { groupsFrame, totalFrame } from './frame.ts';
import { formOf, isDeviation, publishDeviation, publishValue, type Published } from './format.ts';
import type { GradingColumns, PublishedColumn, ResultColumns, StageColumns } from './result-columns.ts';
import type { Run, StageRun } from './run.ts';
import type { Value } from './value.ts';

/** A published value, or several under the keys of a list. */
export type PublishedTree = Published | { [key: string]: PublishedTree };

export interface SubjectResult {
  category: string;
  flags: string[];
  grade: string | null;
  grade_rule: string | null;
  indicators: Record<string, Published>;
  kind: string;
  name: string;
  outcomes: Record<string, PublishedTree>;
  /** What the steps proposed, where a decision body has decided. */
  proposal?: { grade: string | null; rule: string | null };
  rank: number | null;
  ranked: number | null;
  total: Published;
}

export interface CategoryResult {
  actual: Record<string, number>;
  quota: Record<string, number | null>;
  ranked: number;
  [outcome: string]: PublishedTree;
}

/** Everything that is published, under keys sorted by character code, so that equal results are equal bytes. */
export interface ResultDocument {
  categories: Record<string, CategoryResult>;
  cycle: string;
  set: string;
  subjects: Record<string, SubjectResult>;
  totals: Record<string, Published>;
}

/** An object whose keys are data: ids such as `__proto__` are keys like any other. */
function record<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const sorted = record<T>();
  for (const [key, value] of [...entries].toSorted(([a], [b]) => byCharacterCode(a, b))) sorted[key] = value;
  return sorted;
}

function byCharacterCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Written from the columns, so that whoever takes those has the same values. */
export function resultDocument({ run, stages }: ResultColumns): ResultDocument {
  const subjects = new Map<string, SubjectResult>();
  const categories = new Map<string, CategoryResult>();
  for (const columns of stages) {
    for (const [id, result] of subjectResults(columns)) subjects.set(id, merge(subjects.get(id), result));
    if (columns.grading !== null) for (const [key, result] of categoryResults(columns.stage, columns.grading)) categories.set(key, result);
  }
  const frame = totalFrame(run);
  const totals = run.scheme.totals.map(
    ({ key, formula }) => [key, publishPrinted(run, evaluate(formula, frame).value, 0, { formula, show: null })] as const,
  );
  return {
    categories: sortedRecord(categories),
    cycle: String(run.scheme.year),
    set: run.scheme.id,
    subjects: sortedRecord(subjects),
    totals: sortedRecord(totals),
  };
}

/** A subject appraised in several stages: the last one that ranks or grades it gives total and grade, values of all are shown. */
function merge(earlier: SubjectResult | undefined, later: SubjectResult): SubjectResult {
  if (earlier === undefined) return later;
  const speaks = ({ rank, grade, grade_rule: rule }: SubjectResult): boolean => rank !== null || grade !== null || rule !== null;
  const ranked = speaks(later) || (!speaks(earlier) && later.total !== null) ? later : earlier;
  return {
    ...ranked,
    flags: [...new Set([...earlier.flags, ...later.flags])].toSorted(),
    indicators: sortedRecord([...Object.entries(earlier.indicators), ...Object.entries(later.indicators)]),
    outcomes: sortedRecord([...Object.entries(earlier.outcomes), ...Object.entries(later.outcomes)]),
  };
}

/** A value that is printed and read by nothing else: here a standard deviation becomes the root of what is kept of it. */
function publishPrinted(
  run: Run,
  value: Value,
  row: number,
  { formula, show }: { formula: Expression; show: NumberForm | null },
): Published {
  if (!isDeviation(formula) || value.kind !== 'number') return publishValue(run, value, row, formula.type, show);
  return publishDeviation(run.arithmetic.valueAt(value.column, row), show, run.scheme);
}

function* subjectResults(columns: StageColumns): Generator<[string, SubjectResult]> {
  const { stage, grading } = columns;
  const { run } = stage;
  const { facts } = run;
  // Columns in the order of their keys, so that no subject has to be sorted.
  const indicators = inKeyOrder(columns, 'indicator', ({ path }) => path.join('.'));
  const outcomes = inKeyOrder(columns, 'outcome', ({ path }) => path[0]!);
  const flags = columns.flags.toSorted((a, b) => byCharacterCode(a.key, b.key));
  for (let row = 0; row < stage.population.length; row++) {
    const subject = stage.population[row]!;
    const code = stage.classOf[row]!;
    const classOf = run.scheme.basicClasses[code]!;
    const result: SubjectResult = {
      category: grading === null ? classOf.key : (grading.ranking.labels[grading.ranking.groupOf[row]!] ?? classOf.key),
      flags: flags.flatMap(({ key, mask }) => (mask[row] === 1 ? [key] : [])),
      grade: null,
      grade_rule: null,
      indicators: record(),
      kind: classOf.kind ?? facts.cell('subjects', 'kind', subject),
      name: facts.cell('subjects', 'name', subject),
      outcomes: record(),
      rank: null,
      ranked: null,
      total: null,
    };
    for (const { key, column } of indicators) if (existsFor(column, code)) result.indicators[key] = publishedAt(stage, column, row);
    for (const { column } of outcomes) {
      if (!existsFor(column, code) || (column.node.omitZero && isZero(run, column.value, row))) continue;
      put(result.outcomes, column.path, publishedAt(stage, column, row));
    }
    if (grading !== null) Object.assign(result, gradeFields(stage, grading, row));
    yield [facts.subjectIds[subject]!, result];
  }
}

function inKeyOrder(
  { published }: StageColumns,
  section: NodePlan['section'],
  keyOf: (column: PublishedColumn) => string,
): { readonly key: string; readonly column: PublishedColumn }[] {
  const own = published.filter(({ node }) => node.section === section).map((column) => ({ key: keyOf(column), column }));
  return own.toSorted((a, b) => byCharacterCode(a.key, b.key));
}

function existsFor({ classes }: PublishedColumn, classCode: number): boolean {
  return classes === null || classes.has(classCode);
}

function publishedAt({ run, classOf }: StageRun, { node, value }: PublishedColumn, row: number): Published {
  return publishValue(run, value, row, node.type, formOf(node, classOf[row]!));
}

function gradeFields(stage: StageRun, { ranking, grades, total }: GradingColumns, row: number): Partial<SubjectResult> {
  const { plan } = ranking;
  const word = (code: number): string | null => (code < 0 ? null : plan.scale.words[code]!);
  const line = ranking.outside[row]!;
  const ruleCode = grades.sheet.rule[row]!;
  const rule = line >= 0 ? plan.outside[line]!.rule : ruleCode < 0 ? null : plan.rules[ruleCode]!;
  const group = ranking.order.group[row]!;
  const isDecided = grades.decision[row]! >= 0;
  return {
    grade: word(grades.final[row]!),
    grade_rule: isDecided ? 'decided' : rule,
    rank: group < 0 ? null : ranking.rank[row]!,
    ranked: group < 0 ? null : ranking.rankedCount[group]!,
    total: publishValue(stage.run, total, row, plan.of.type, plan.of.kind === 'node' ? formOf(plan.of.node, stage.classOf[row]!) : null),
    ...(isDecided ? { proposal: { grade: word(grades.proposed[row]!), rule } } : {}),
  };
}

function put(tree: Record<string, PublishedTree>, path: readonly string[], value: Published): void {
  let branch = tree;
  for (const key of path.slice(0, -1)) {
    const next = branch[key];
    if (typeof next === 'object' && next !== null) branch = next;
    else branch = branch[key] = record<PublishedTree>();
  }
  branch[path.at(-1)!] = value;
}

function isZero(run: Run, value: Value, row: number): boolean {
  if (value.kind !== 'number') return false;
  const number = run.arithmetic.valueAt(value.column, row);
  return number === null || number.num === 0n;
}

function* categoryResults(stage: StageRun, { ranking, grades }: GradingColumns): Generator<[string, CategoryResult]> {
  const { run, plan } = stage;
  const grading = ranking.plan;
  const { final } = grades;
  const frame = groupsFrame(stage, ranking);
  const outcomes = plan.groupOutcomes.map((outcome) => ({
    outcome,
    values: outcome.values.map(({ key, formula, show }) => ({ key, formula, show, cell: evaluate(formula, frame) })),
  }));
  for (let group = 0; group < ranking.groupCount; group++) {
    const actual = new Map<string, number>();
    for (let place = ranking.order.groupStart[group]!; place < ranking.order.groupStart[group + 1]!; place++) {
      const code = final[ranking.order.members[place]!]!;
      const word = code < 0 ? null : grading.scale.words[code]!;
      if (word !== null) actual.set(word, (actual.get(word) ?? 0) + 1);
    }
    const quota = grading.scale.grades.flatMap((grade, code): [string, number | null][] => {
      if (grading.quotas[code] === null) return [];
      const places = run.arithmetic.valueAt(ranking.places(code), group);
      return [[grade, places === null ? null : Number(places.num)]];
    });
    const own = outcomes.map(({ outcome, values }): [string, PublishedTree] => {
      const publish = (value: (typeof values)[number]): Published => publishPrinted(run, value.cell.value, group, value);
      const single = values.length === 1 && values[0]!.key === null;
      return [outcome.key, single ? publish(values[0]!) : sortedRecord(values.map((value) => [value.key!, publish(value)]))];
    });
    const result = sortedRecord<PublishedTree>([
      ['actual', sortedRecord(actual)],
      ['quota', sortedRecord(quota)],
      ['ranked', ranking.rankedCount[group]!],
      ...own,
    ]);
    yield [ranking.labels[group]!, result as CategoryResult]; // the three keys above are what makes it one
  }
}
