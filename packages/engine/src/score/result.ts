import { evaluate } from '../formula/evaluate.ts';
import { cellMembers, type ListPlan, type NodePlan } from '../scheme/model.ts';
import { existenceOf } from '../scheme/existence.ts';
import { groupsFrame, totalFrame } from './frame.ts';
import { isDeviation, publishDeviation, publishValue, type Published } from './format.ts';
import type { GradeRun, RankingRun } from './ranking.ts';
import type { Run, StageRun } from './run.ts';
import { truth, truthOf, type Cell, type Value } from './value.ts';

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

export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const sorted = record<T>();
  for (const [key, value] of [...entries].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) sorted[key] = value;
  return sorted;
}

export function resultOf(run: Run): ResultDocument {
  const subjects = new Map<string, SubjectResult>();
  const categories = new Map<string, CategoryResult>();
  for (const plan of run.scheme.stages) {
    const stage = run.stageRun(plan);
    for (const [id, result] of subjectResults(stage)) subjects.set(id, merge(subjects.get(id), result));
    if (plan.grading !== null) for (const [key, result] of categoryResults(stage)) categories.set(key, result);
  }
  const frame = totalFrame(run);
  const totals = run.scheme.totals.map(({ key, formula }) => [key, publishValue(run, evaluate(formula, frame).value, 0, formula.type, null)] as const);
  return {
    categories: sortedRecord(categories),
    cycle: String(run.scheme.year),
    set: run.scheme.id,
    subjects: sortedRecord(subjects),
    totals: sortedRecord(totals),
  };
}

/** A subject appraised in several stages: the last one that ranks it gives total and grade, values of all are shown. */
function merge(earlier: SubjectResult | undefined, later: SubjectResult): SubjectResult {
  if (earlier === undefined) return later;
  const ranked = later.rank !== null || later.grade_rule !== null ? later : earlier;
  return {
    ...ranked,
    flags: [...new Set([...earlier.flags, ...later.flags])].toSorted(),
    indicators: sortedRecord([...Object.entries(earlier.indicators), ...Object.entries(later.indicators)]),
    outcomes: sortedRecord([...Object.entries(earlier.outcomes), ...Object.entries(later.outcomes)]),
  };
}

interface PublishedNode {
  readonly node: NodePlan;
  /** One per cell: key, value, and the classes for which it exists. */
  readonly columns: readonly { readonly path: readonly string[]; readonly cell: Cell; readonly classes: ReadonlySet<number> | null }[];
}

function* subjectResults(stage: StageRun): Generator<[string, SubjectResult]> {
  const { run, plan } = stage;
  const { facts } = run;
  const existence = existenceOf(plan);
  const published = plan.nodes.map((node) => publishedNode(stage, node, existence.get(node)!));
  const ranking = plan.grading === null ? null : stage.ranking();
  const grades = plan.grading === null ? null : stage.grades();
  const total = plan.grading === null ? null : evaluate(plan.grading.of, stage.frame()).value;
  const totalShow = plan.grading?.of.kind === 'node' ? plan.grading.of.node.show : null;
  const flags = [...plan.flags.values()].map((flag) => ({ key: flag.key, mask: flagMask(stage, flag.name, flag.node, grades) }));
  for (let row = 0; row < stage.population.length; row++) {
    const subject = stage.population[row]!;
    const indicators: [string, Published][] = [];
    const outcomes = record<PublishedTree>();
    for (const { node, columns } of published) {
      if (node.section === 'flag') continue;
      for (const { path, cell, classes } of columns) {
        if (classes !== null && !classes.has(stage.classOf[row]!)) continue;
        const value = publishValue(run, cell.value, row, node.type, node.show);
        if (node.section === 'indicator') indicators.push([path.join('.'), value]);
        else if (!node.omitZero || !isZero(run, cell.value, row)) put(outcomes, path, value);
      }
    }
    const classOf = run.scheme.basicClasses[stage.classOf[row]!]!;
    const result: SubjectResult = {
      category: ranking === null ? classOf.key : (ranking.labels[ranking.groupOf[row]!] ?? classOf.key),
      flags: flags.filter(({ mask }) => mask[row] === 1).map(({ key }) => key).toSorted(),
      grade: null,
      grade_rule: null,
      indicators: sortedRecord(indicators),
      kind: classOf.kind ?? facts.cell('subjects', 'kind', subject),
      name: facts.cell('subjects', 'name', subject),
      outcomes: sortedRecord(Object.entries(outcomes)),
      rank: null,
      ranked: null,
      total: null,
    };
    if (ranking !== null && grades !== null && total !== null) {
      Object.assign(result, gradeFields(ranking, grades, row));
      result.total = publishValue(run, total, row, plan.grading!.of.type, totalShow);
    }
    yield [facts.subjectIds[subject]!, result];
  }
}

function gradeFields(ranking: RankingRun, grades: GradeRun, row: number): Partial<SubjectResult> {
  const { plan } = ranking;
  const word = (code: number): string | null => (code < 0 ? null : plan.scale.words[code]!);
  const line = ranking.outside[row]!;
  const ruleCode = grades.sheet.rule[row]!;
  const rule = line >= 0 ? plan.outside[line]!.rule : ruleCode < 0 ? null : plan.rules[ruleCode]!;
  const isRanked = ranking.order.group[row]! >= 0;
  const isDecided = grades.decision[row]! >= 0;
  return {
    grade: word(grades.final[row]!),
    grade_rule: isDecided ? 'decided' : rule,
    rank: isRanked ? ranking.rank[row]! : null,
    ranked: isRanked ? ranking.countOfRow[row]! : null,
    ...(isDecided ? { proposal: { grade: word(grades.proposed[row]!), rule } } : {}),
  };
}

function flagMask(stage: StageRun, name: string, node: NodePlan | null, grades: GradeRun | null): Uint8Array {
  const held = node === null ? null : truthOf(stage.node(node).cells[0]!.value);
  const set = grades?.flags.get(name) ?? null;
  return Uint8Array.from(stage.population, (_, row) => (held?.[row] === truth.yes || set?.[row] === 1 ? 1 : 0));
}

function publishedNode(stage: StageRun, node: NodePlan, existence: readonly (ReadonlySet<number> | null)[]): PublishedNode {
  const result = node.key === null && node.partKey === null ? null : stage.node(node);
  if (result === null) return { node, columns: [] };
  const columns: { path: string[]; cell: Cell; classes: ReadonlySet<number> | null }[] = [];
  if (node.key !== null) {
    result.cells.forEach((cell, index) => {
      columns.push({ path: pathOf(node.key!, node.lists, index), cell, classes: existence[index] ?? null });
    });
  }
  const folded = node.source.foldedList;
  if (node.partKey !== null && folded !== undefined && result.parts !== undefined) {
    const lists = [...node.lists, folded];
    result.parts.forEach((cell, index) => {
      const member = index % folded.members.length;
      const outer = existence[(index - member) / folded.members.length] ?? null;
      const own = result.partClasses?.[member] ?? null;
      const classes = own === null || outer === null ? (own ?? outer) : new Set([...own].filter((code) => outer.has(code)));
      columns.push({ path: pathOf(node.partKey!, lists, index), cell, classes });
    });
  }
  return { node, columns };
}

/** `routine.<季度>` takes the member's key; lists that the key does not name become a level of their own. */
function pathOf(key: string, lists: readonly ListPlan[], cell: number): string[] {
  const members = cellMembers(lists, cell);
  let own = key;
  const further: string[] = [];
  lists.forEach((list, i) => {
    const memberKey = list.members[members[i]!]!.key;
    const slot = `<${list.name}>`;
    if (own.includes(slot)) own = own.replaceAll(slot, memberKey);
    else further.push(memberKey);
  });
  return [own, ...further];
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

function* categoryResults(stage: StageRun): Generator<[string, CategoryResult]> {
  const { run, plan } = stage;
  const grading = plan.grading!;
  const ranking = stage.ranking();
  const { final } = stage.grades();
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
      const publish = (value: (typeof values)[number]): Published => {
        if (!isDeviation(value.formula)) return publishValue(run, value.cell.value, group, value.formula.type, value.show);
        return value.cell.value.kind === 'number' ? publishDeviation(run.arithmetic.valueAt(value.cell.value.column, group), value.show, run.scheme) : null;
      };
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
