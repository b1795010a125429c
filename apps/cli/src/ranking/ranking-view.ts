import { formulaText, type Computation } from '@kaoji/engine';
import { cutsOf } from './cuts.ts';
import type { GradingPlan, RankingRun, StageRun } from './engine-types.ts';
import { indicatorOf, publishedColumns, type PublishedColumn } from './published-columns.ts';
import { ruleWords } from './rule-words.ts';
import { totalParts, type TotalPart } from './total-parts.ts';
import { valueView } from './value-view.ts';
import type { FlagView, GroupView, QuotaView, RowView, StageView } from './view.ts';

/** The view of every stage of a computation. */
export function rankingView(computation: Computation): readonly StageView[] {
  const { run } = computation;
  return run.scheme.stages.map((plan): StageView => {
    const stage = run.stageRun(plan);
    return {
      name: plan.name,
      groups: plan.grading === null ? [] : groupViews(computation, stage, plan.grading),
      outcomes: publishedColumns(plan, 'outcome'),
      flags: flagViews(computation, stage),
      values: plan.grading === null ? valueView(computation, stage) : null,
    };
  });
}

function flagViews({ run, result }: Computation, stage: StageRun): FlagView[] {
  const subjects = Array.from(stage.population, (row) => run.facts.subjectIds[row]!);
  return [...stage.plan.flags.values()].map(({ key, name, clause }) => ({
    name,
    clause,
    holders: subjects.flatMap((id) => {
      const subject = result.subjects[id]!;
      return subject.flags.includes(key) ? [{ id, name: subject.name }] : [];
    }),
  }));
}

function groupViews(computation: Computation, stage: StageRun, plan: GradingPlan): GroupView[] {
  const ranking = stage.ranking();
  const indicators = publishedColumns(stage.plan, 'indicator');
  const tied = tiedRows(ranking);
  const outsideOf = unrankedRows(ranking);
  return Array.from({ length: ranking.groupCount }, (_, group) => {
    const inOrder = Array.from(ranking.order.members.subarray(ranking.order.groupStart[group], ranking.order.groupStart[group + 1]));
    const outside = outsideOf.get(group) ?? [];
    const parts = totalParts(stage, oneOfEachClass(stage, [...inOrder, ...outside]));
    const rows = [...inOrder, ...outside].map((row) => rowView(computation, stage, { ranking, tied }, row, parts, indicators));
    return {
      key: ranking.labels[group]!,
      title: groupTitle(stage, plan, ranking, group),
      stage: stage.plan.name,
      totalName: plan.of.kind === 'node' ? plan.of.node.name : '',
      ranked: ranking.rankedCount[group]!,
      words: plan.scale.words,
      grades: plan.scale.grades,
      quotas: quotaViews(computation, plan, ranking.labels[group]!, rows),
      parts,
      rows,
      cuts: cutsOf(stage, plan, ranking, inOrder, rows),
      decidedCount: rows.filter(({ isDecided }) => isDecided).length,
    };
  });
}

function oneOfEachClass({ classOf }: StageRun, rows: readonly number[]): readonly number[] {
  const first = new Map<number, number>();
  for (const row of rows) if (!first.has(classOf[row]!)) first.set(classOf[row]!, row);
  return [...first.values()];
}

/** The class, or the name behind the value that groups are made by: a unit's name says more than its id. */
function groupTitle({ run, classOf }: StageRun, { within }: GradingPlan, ranking: RankingRun, group: number): string {
  const label = ranking.labels[group]!;
  const merged = ranking.plan.merge?.key === label;
  if (merged) return label;
  if (within.kind === 'class') {
    const row = ranking.groupOf.indexOf(group);
    return row < 0 ? label : run.scheme.basicClasses[classOf[row]!]!.name;
  }
  const { before, after } = ranking.plan.label;
  const word = label.slice(before.length, label.length - after.length);
  const subject = within.attribute.type.kind === 'subject' ? run.facts.subjectRowOf.get(word) : undefined;
  return subject === undefined ? word : run.facts.cell('subjects', 'name', subject);
}

function quotaViews({ result }: Computation, plan: GradingPlan, label: string, rows: readonly RowView[]): QuotaView[] {
  const quota = result.categories[label]?.quota ?? {};
  const words = [...plan.scale.words].filter(
    (word) => plan.scale.grades.includes(word) || rows.some((row) => row.grade === word && row.rank !== null),
  );
  const basisOf = (grade: string): QuotaView['basis'] => {
    const line = plan.quotas[plan.scale.grades.indexOf(grade)] ?? null;
    return line === null || line === 'rest' ? line : { ratio: formulaText(line.ratio), mode: line.mode };
  };
  return words.map((grade) => ({
    grade,
    basis: basisOf(grade),
    hasQuota: Object.hasOwn(quota, grade),
    places: quota[grade] ?? null,
    actual: rows.filter((row) => row.rank !== null && row.grade === grade).length,
  }));
}

function rowView(
  { run, result }: Computation,
  stage: StageRun,
  { ranking, tied }: { readonly ranking: RankingRun; readonly tied: ReadonlySet<number> },
  row: number,
  parts: readonly TotalPart[],
  indicators: readonly PublishedColumn[],
): RowView {
  const { plan } = ranking;
  const id = run.facts.subjectIds[stage.population[row]!]!;
  const subject = result.subjects[id]!;
  const grades = stage.grades();
  const word = (code: number): string | null => (code < 0 ? null : plan.scale.words[code]!);
  const isDecided = grades.decision[row]! >= 0;
  const proposed = word(grades.proposed[row]!);
  const final = word(grades.final[row]!);
  const ruleCode = grades.sheet.rule[row]!;
  const line = ranking.outside[row]!;
  const rule = line >= 0 ? plan.outside[line]!.rule : ruleCode < 0 ? null : plan.rules[ruleCode]!;
  const isRanked = ranking.order.group[row]! >= 0;
  const undecided = !isDecided && isRanked ? (([null, 'tie', 'places'] as const)[grades.sheet.undecided[row]!] ?? null) : null;
  const flags = [...stage.plan.flags.values()].filter(({ key }) => subject.flags.includes(key)).map(({ name }) => name);
  const total = totalCell(stage);
  return {
    id,
    name: subject.name,
    rank: isRanked ? ranking.rank[row]! : null,
    isTied: tied.has(row),
    total: shown(subject.total),
    parts: parts.map(({ column }) => {
      const value = indicatorOf(subject, column);
      return value === undefined ? undefined : shown(value);
    }),
    grade: final,
    proposal: isDecided ? proposed : null,
    isDecided,
    undecided: proposed === final ? undecided : null,
    rule,
    words: rule === null ? null : ruleWords(plan, rule, proposed),
    flags,
    isIncomplete: total?.incomplete?.[row] === 1,
    missing: indicators.filter((column) => indicatorOf(subject, column) === null).map(({ name }) => name),
    result: subject,
  };
}

function totalCell(stage: StageRun): ReturnType<StageRun['node']>['cells'][number] | null {
  const of = stage.plan.grading?.of;
  return of?.kind === 'node' ? stage.node(of.node).cells[0]! : null;
}

/** Rows that share their rank with another of their group. */
function tiedRows({ order, rank, groupCount }: RankingRun): ReadonlySet<number> {
  const tied = new Set<number>();
  for (let group = 0; group < groupCount; group++) {
    const firstOf = new Map<number, number>();
    for (const row of order.members.subarray(order.groupStart[group], order.groupStart[group + 1])) {
      const first = firstOf.get(rank[row]!);
      if (first === undefined) firstOf.set(rank[row]!, row);
      else tied.add(first).add(row);
    }
  }
  return tied;
}

/** Rows of each group that are not ranked. */
function unrankedRows({ groupOf, order }: RankingRun): ReadonlyMap<number, readonly number[]> {
  const rowsOf = new Map<number, number[]>();
  for (const [row, group] of groupOf.entries()) {
    if (order.group[row]! >= 0) continue;
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
  }
  return rowsOf;
}

/** A published value as text. */
export function shown(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}
