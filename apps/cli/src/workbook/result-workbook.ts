import { createHash } from 'node:crypto';
import type { Computation } from '@kaoji/engine';
import { writeWorkbook, type SheetCell, type SheetColumn, type WorkbookSheet } from '@kaoji/tables';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { indicatorOf, outcomeOf, publishedColumns, type PublishedColumn } from '../ranking/published-columns.ts';
import { rankingView } from '../ranking/ranking-view.ts';
import type { GroupView, RowView, StageView } from '../ranking/view.ts';
import { resultJson } from '../report/result-json.ts';
import { basisText } from '../report/score-words.ts';
import { adjustmentSheet } from './adjustment-sheet.ts';
import { missingCell, numberCell, numberFormat, publishedCell, yuanCell } from './cells.ts';
import { problemsSheet } from './problems-sheet.ts';
import { sheetNames } from './sheet-names.ts';

/** A result as a workbook: the ranking, every published value, what follows from it, and what was set aside. */
export function resultWorkbook(given: Case, computation: Computation, context: Context): AsyncIterable<Uint8Array> {
  const { sheets: titles } = context.messages;
  const stages = rankingView(computation);
  const unique = sheetNames();
  const sheet = (name: string, content: Omit<WorkbookSheet, 'name'>): WorkbookSheet => ({
    name: unique(name),
    hasFilter: true,
    ...content,
  });
  const valued = computation.run.scheme.stages.filter((plan) => publishedColumns(plan, 'indicator').length > 0);
  const sheets: WorkbookSheet[] = [
    sheet(titles.ranking, rankingSheet(stages, context)),
    sheet(titles.quotas, quotaSheet(stages, computation, context)),
    ...valued.map((plan) =>
      sheet(valued.length === 1 ? titles.indicators : `${titles.indicators} ${plan.name}`, indicatorSheet(plan.name, computation, context)),
    ),
    sheet(titles.outcomes, outcomeSheet(stages, computation, context)),
  ];
  const adjustments = adjustmentSheet(computation, context);
  if (adjustments !== null) sheets.push(sheet(titles.adjustments, adjustments));
  sheets.push(
    sheet(titles.problems, problemsSheet(given, computation, stages, context)),
    sheet(titles.about, aboutSheet(given, computation, stages, context)),
  );
  return writeWorkbook(sheets);
}

type Content = Omit<WorkbookSheet, 'name'>;

function rankingSheet(stages: readonly StageView[], { messages }: Context): Content {
  const { score, sheets } = messages;
  const groups = stages.flatMap((stage) => stage.groups);
  const columns: SheetColumn[] = [
    { header: sheets.stage, type: 'text', width: 16 },
    { header: sheets.group, type: 'text', width: 18 },
    { header: score.rank, type: 'number', width: 8 },
    { header: sheets.tied, type: 'text', width: 8 },
    { header: score.id, type: 'text', width: 12 },
    { header: score.name, type: 'text', width: 24 },
    { header: sheets.total, type: 'number', width: 12 },
    { header: score.grade, type: 'text', width: 12 },
    { header: sheets.proposal, type: 'text', width: 12 },
    { header: sheets.state, type: 'text', width: 12 },
    { header: score.basis, type: 'text', width: 28 },
    { header: score.marks, type: 'text', width: 30 },
  ];
  const cells = (group: GroupView, row: RowView): SheetCell[] => [
    group.stage,
    group.title,
    row.rank === null ? '' : String(row.rank),
    row.isTied ? score.tiedWord : '',
    row.id,
    row.name,
    row.total === null ? missingCell(score.missing) : { ...numberCell(row.total), look: 'strong' },
    row.undecided === null ? (row.grade ?? '') : { text: row.grade ?? '', look: 'warning' },
    row.isDecided ? (row.proposal ?? '') : (row.grade ?? ''),
    row.isDecided ? score.decision : sheets.proposed,
    basisText(row, score),
    row.flags.join('、'),
  ];
  return { columns, rows: groups.flatMap((group) => group.rows.map((row) => cells(group, row))) };
}

function quotaSheet(stages: readonly StageView[], { run, result }: Computation, { messages }: Context): Content {
  const { score, sheets } = messages;
  const columns: SheetColumn[] = [
    { header: sheets.stage, type: 'text', width: 16 },
    { header: sheets.group, type: 'text', width: 18 },
    { header: sheets.ranked, type: 'number', width: 10 },
    { header: sheets.item, type: 'text', width: 18 },
    { header: sheets.places, type: 'number', width: 10 },
    { header: sheets.actual, type: 'text', width: 16 },
  ];
  const rows = stages
    .flatMap((stage) => stage.groups)
    .flatMap((group) => {
      const head = [group.stage, group.title, String(group.ranked)];
      const quotas = group.quotas
        .filter(({ hasQuota, actual }) => hasQuota || actual > 0)
        .map(({ grade, hasQuota, places, actual }): SheetCell[] => [
          ...head,
          grade,
          hasQuota ? (places === null ? missingCell(score.placesUnknown) : String(places)) : '',
          String(actual),
        ]);
      return [...quotas, ...groupOutcomes(group, run, result, messages).map(([name, value]): SheetCell[] => [...head, name, '', value])];
    });
  return { columns, rows };
}

/** A published value as it stands in the result. */
function publishedText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the scheme computes for a whole group, such as a fund or the mean of its scores. */
function groupOutcomes(
  group: GroupView,
  run: Computation['run'],
  result: Computation['result'],
  { score }: Context['messages'],
): [string, SheetCell][] {
  const plan = run.scheme.stages.find(({ name }) => name === group.stage)!;
  const category: Readonly<Record<string, unknown>> = result.categories[group.key] ?? {};
  return plan.groupOutcomes.flatMap(({ name, key, values }) =>
    values.map(({ key: inner, formula, show }): [string, SheetCell] => {
      const whole = category[key];
      const value = inner === null || typeof whole !== 'object' || whole === null ? whole : (whole as Record<string, unknown>)[inner];
      const isMoney = formula.type.kind === 'number' && formula.type.unit === 'money' && show === null;
      const text = value == null ? score.missing : isMoney && typeof value === 'number' ? yuanCell(value) : publishedText(value);
      return [inner === null ? name : `${name} ${inner}`, text];
    }),
  );
}

function indicatorSheet(stageName: string, { run, result }: Computation, { messages }: Context): Content {
  const { score, sheets } = messages;
  const plan = run.scheme.stages.find(({ name }) => name === stageName)!;
  const stage = run.stageRun(plan);
  const indicators = publishedColumns(plan, 'indicator');
  const columns: SheetColumn[] = [
    { header: score.id, type: 'text', width: 12 },
    { header: score.name, type: 'text', width: 24 },
    { header: sheets.category, type: 'text', width: 16 },
    ...indicators.map((column): SheetColumn => valueColumn(column, run.scheme.show.digits)),
    {
      header: plan.grading?.of.kind === 'node' ? plan.grading.of.node.name : sheets.total,
      type: 'number',
      width: 12,
    },
  ];
  const rows = Array.from(stage.population, (row, i): SheetCell[] => {
    const id = run.facts.subjectIds[row]!;
    const subject = result.subjects[id]!;
    const values = indicators.map((column) => {
      const value = indicatorOf(subject, column);
      return value === undefined ? '' : publishedCell(value, column, messages);
    });
    return [
      id,
      subject.name,
      run.scheme.basicClasses[stage.classOf[i]!]!.name,
      ...values,
      subject.total === null ? '' : { ...numberCell(String(subject.total)), look: 'strong' },
    ];
  });
  return { columns, rows };
}

function valueColumn({ name, node, isMoney }: PublishedColumn, schemeDigits: number): SheetColumn {
  const isNumber = node.type.kind === 'number';
  if (!isNumber) return { header: name, type: 'text' };
  const isCount = node.type.kind === 'number' && node.type.unit === 'count' && node.show === null;
  return { header: name, type: 'number', format: isMoney ? '#,##0.00' : isCount ? '0' : numberFormat(schemeDigits) };
}

/** Outcomes and flags of everybody who has any. */
function outcomeSheet(stages: readonly StageView[], { run, result }: Computation, { messages }: Context): Content {
  const { score, sheets } = messages;
  const outcomes = distinct(stages.flatMap((stage) => stage.outcomes));
  const columns: SheetColumn[] = [
    { header: score.id, type: 'text', width: 12 },
    { header: score.name, type: 'text', width: 24 },
    { header: sheets.category, type: 'text', width: 16 },
    { header: score.grade, type: 'text', width: 12 },
    ...outcomes.map((column) => valueColumn(column, run.scheme.show.digits)),
    { header: score.marks, type: 'text', width: 40 },
  ];
  const flagNames = new Map(
    run.scheme.stages.flatMap(({ flags }) => [...flags.values()].map(({ key, name }): [string, string] => [key, name])),
  );
  const rows = run.facts.subjectIds.flatMap((id, row): SheetCell[][] => {
    const subject = result.subjects[id];
    if (subject === undefined) return [];
    const values = outcomes.map((column) => {
      const value = outcomeOf(subject, column);
      return value === undefined ? '' : publishedCell(value as string | number | boolean | null, column, messages);
    });
    const flags = subject.flags.map((key) => flagNames.get(key) ?? key).join('、');
    return [[id, subject.name, run.scheme.basicClasses[run.classOf[row]!]?.name ?? '', subject.grade ?? '', ...values, flags]];
  });
  return { columns, rows };
}

function distinct(columns: readonly PublishedColumn[]): readonly PublishedColumn[] {
  const seen = new Set<string>();
  return columns.filter(({ path }) => {
    const key = path.join('\u0000');
    return seen.has(key) ? false : seen.add(key);
  });
}

function aboutSheet(given: Case, computation: Computation, stages: readonly StageView[], { messages }: Context): Content {
  const { score, sheets, page } = messages;
  const { scheme, facts, tables } = given;
  const rows = stages.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
  const factCount = [...tables.values()].reduce((count, table) => count + table.rowCount, 0);
  const hash = createHash('sha256').update(resultJson(computation.result)).digest('hex');
  const totals = scheme.totals.map(({ key, formula }): SheetCell[] => {
    const value = computation.result.totals[key] ?? null;
    const isMoney = formula.type.kind === 'number' && formula.type.unit === 'money';
    return [`${score.totals} ${key}`, value === null ? score.missing : isMoney ? yuanCell(value) : String(value)];
  });
  return {
    columns: [
      { header: sheets.item, type: 'text', width: 20 },
      { header: sheets.content, type: 'text', width: 90 },
    ],
    hasFilter: false,
    rows: [
      [sheets.title, scheme.title],
      [sheets.scheme, score.identity(scheme.id, scheme.year)],
      [
        sheets.state,
        {
          text: score.state(rows.filter(({ isDecided }) => isDecided).length, rows.filter(({ grade }) => grade !== null).length),
          look: 'strong',
        },
      ],
      [sheets.size, score.size(facts.subjectCount, tables.size, factCount)],
      ...totals,
      [sheets.numbers, score.rounding(scheme.show.digits, scheme.show.mode)],
      ['SHA-256', page.hash(hash)],
    ],
  };
}
