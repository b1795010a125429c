import { formulaText, problemPlace, problemSentence, type Computation, type Problem } from '@kaoji/engine';
import { clauseText } from '../bill/clause-text.ts';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { incompleteRows, type GroupView, type RowView, type StageView } from '../ranking/view.ts';
import { outcomeOf } from '../ranking/published-columns.ts';
import { rankingView, shown } from '../ranking/ranking-view.ts';
import { columnWidth, gridLines, type GridColumn, type GridRow, type GridLine } from '../text/grid.ts';
import { minus, money } from '../text/number-text.ts';
import { plain } from '../text/plain.ts';
import { wrapped, wrappedItems } from '../text/width.ts';
import { basisText, cutText, tieText } from './score-words.ts';
import { valueLines } from './value-lines.ts';

/** A result for a terminal: one table per ranking group, and below what is missing and what was set aside. */
export async function scoreTable(given: Case, computation: Computation, context: Context): Promise<string> {
  const { messages, out } = context;
  const stages = rankingView(computation);
  const rows = stages.flatMap(({ groups }) => groups.flatMap((group) => group.rows));
  const graded = rows.filter(({ grade }) => grade !== null);
  const { strong, muted, accent } = out.paint;
  const decided = rows.filter(({ isDecided }) => isDecided).length;
  const { scheme, facts } = given;
  const factCount = [...given.tables.values()].reduce((count, table) => count + table.rowCount, 0);
  return `${[
    `${strong(plain(scheme.title))}  ${muted(messages.score.identity(scheme.id, scheme.year))}`,
    `${accent(messages.score.state(decided, graded.length))}  ${muted(messages.score.size(facts.subjectCount, given.tables.size, factCount))}`,
    '',
    ...stages.flatMap((stage) => stageLines(stage, context)),
    ...totalLines(computation, context),
    ...missingLines(rows, context),
    ...(await findingLines(given, computation, context)),
    ...wrapped(messages.score.rounding(scheme.show.digits, scheme.show.mode), out.columns),
  ].join('\n')}\n`;
}

function stageLines(stage: StageView, context: Context): readonly string[] {
  const { out } = context;
  if (stage.groups.length > 0) return stage.groups.flatMap((group) => [...groupLines(group, stage, context), '']);
  return [
    out.paint.strong(plain(stage.name)),
    ...(stage.values === null ? [] : valueLines(stage.values, context)),
    ...flagLines(stage, context),
    '',
  ];
}

/** Who has which flag, in a stage that ranks nobody. */
function flagLines(stage: StageView, { messages, out }: Context): readonly string[] {
  const { flags } = messages.score;
  const held = stage.flags.filter(({ holders }) => holders.length > 0);
  if (held.length === 0) return stage.values === null ? [flags.none] : [];
  return held.flatMap(({ name, clause, holders }) => {
    const head = `${out.paint.strong(plain(name))} ${holders.length}${clause === null ? '' : `  ${out.paint.muted(plain(clauseText(clause)))}`}`;
    return [
      head,
      ...wrappedItems(
        holders.map((each) => `${plain(each.name)} ${plain(each.id)}`),
        flags.between,
        out.columns - 2,
      ).map((line) => `  ${line}`),
    ];
  });
}

function groupLines(group: GroupView, stage: StageView, context: Context): readonly string[] {
  const { messages, out } = context;
  const { strong, muted } = out.paint;
  const quotas = group.quotas
    .filter(({ hasQuota, actual }) => hasQuota || actual > 0)
    .map(
      ({ grade, hasQuota, places, actual }) => `${plain(grade)} ${actual}${hasQuota ? ` / ${places ?? messages.score.placesUnknown}` : ''}`,
    );
  const title = group.title === group.key ? plain(group.title) : `${plain(group.title)} ${muted(plain(group.key))}`;
  return [
    `${strong(plain(stage.name))}  ${title}  ${messages.score.ranked(group.ranked)}`,
    ...wrapped(quotas.join(messages.score.between), out.columns),
    ...tableLines(group, stage, context),
  ];
}

interface Column extends GridColumn {
  /** The least important is left out first where the terminal is narrow; 0 stays. */
  readonly spare: number;
  /** Its cells, one a row of the group: several layouts are tried with them. */
  readonly cells: readonly string[];
}

function tableLines(group: GroupView, stage: StageView, { messages, out }: Context): readonly string[] {
  const { score } = messages;
  const cellsOf = (cell: (row: RowView) => string): readonly string[] => group.rows.map(cell);
  const columns: Column[] = [
    {
      header: score.rank,
      side: 'left',
      spare: 0,
      cells: cellsOf((row) => (row.rank === null ? '' : row.isTied ? score.tied(row.rank) : String(row.rank))),
    },
    { header: score.name, side: 'left', widthMax: 26, spare: 0, cells: cellsOf((row) => plain(row.name)) },
    { header: score.id, side: 'left', spare: 0, cells: cellsOf((row) => plain(row.id)) },
    { header: plain(group.totalName), side: 'right', spare: 0, cells: cellsOf((row) => number(row.total) ?? score.missing) },
    ...group.parts.map(({ column, weight }, i): Column => ({
      header: plain(column.name),
      ...(weight === null ? {} : { note: weight }),
      side: 'right',
      spare: 10 + i,
      cells: cellsOf((row) => (row.parts[i] === undefined ? '—' : (number(row.parts[i]) ?? score.missing))),
    })),
    ...stage.outcomes.flatMap((column, i): Column[] => {
      const cell = (row: RowView): string => yuan(outcomeOf(row.result, column));
      return column.isMoney ? [{ header: plain(column.name), side: 'right', spare: 20 + i, cells: cellsOf(cell) }] : [];
    }),
    { header: score.grade, side: 'left', spare: 0, cells: cellsOf((row) => gradeText(row, score.decided, score.proposed)) },
    { header: score.basis, side: 'left', spare: 1, widthMax: 34, cells: cellsOf((row) => plain(basisText(row, score))) },
    { header: score.marks, side: 'left', spare: 2, cells: cellsOf(marksText) },
  ];
  const filled = columns.filter(({ cells, spare }) => spare === 0 || cells.some((cell) => cell !== ''));
  const layout = fittingLayout(filled, out.columns);
  const lines = gridLines(layout.columns, rowsOf(group, layout, messages), { ...out, gap: layout.gap });
  return [...lines, ...(layout.hidden > 0 ? [out.paint.muted(score.columnsHidden(layout.hidden))] : [])];
}

/** Flags that the basis does not name already. */
function marksText({ flags, words }: RowView): string {
  return flags
    .filter((flag) => flag !== words?.condition)
    .map(plain)
    .join('、');
}

interface Layout {
  readonly columns: readonly Column[];
  readonly gap: number;
  /** Marks stand under their row instead of in a column. */
  readonly marksBelow: boolean;
  /** How many columns were left out. */
  readonly hidden: number;
}

/** What fits: the marks go under their rows, the columns move together, and only then the least important are left out. */
function fittingLayout(columns: readonly Column[], room: number): Layout {
  const widths = new Map(columns.map((column) => [column, columnWidth(column, column.cells)]));
  const fits = ({ columns: shownColumns, gap }: Layout): boolean =>
    shownColumns.reduce((sum, column) => sum + widths.get(column)!, gap * (shownColumns.length - 1)) <= room;
  const withoutMarks = columns.filter(({ spare }) => spare !== 2);
  const below = { marksBelow: true, hidden: 0 };
  const layouts: readonly Layout[] = [
    { columns, gap: 2, marksBelow: false, hidden: 0 },
    { columns: withoutMarks, gap: 2, ...below },
    { columns: withoutMarks, gap: 1, ...below },
  ];
  let layout = layouts.find(fits) ?? layouts[2]!;
  while (!fits(layout)) {
    const least = layout.columns.reduce<Column | null>((found, each) => (each.spare > (found?.spare ?? 0) ? each : found), null);
    if (least === null) break;
    layout = { ...layout, columns: layout.columns.filter((each) => each !== least), hidden: layout.hidden + 1 };
  }
  return layout;
}

function rowsOf(group: GroupView, { columns, marksBelow }: Layout, messages: Context['messages']): (GridRow | GridLine)[] {
  return group.rows.flatMap((row, i): (GridRow | GridLine)[] => {
    const marks = marksBelow ? marksText(row) : '';
    return [
      ...group.cuts
        .filter(({ before }) => before === i)
        .map((cut): GridLine => ({
          kind: 'rule',
          text: plain([cutText(cut, messages), tieText(cut, messages)].filter((part) => part !== '').join(messages.score.between)),
        })),
      { kind: 'row', cells: columns.map(({ cells }) => cells[i]!), ...(row.undecided === null ? {} : { look: 'warning' as const }) },
      ...(marks === '' ? [] : [{ kind: 'remark' as const, text: messages.score.marked(marks) }]),
    ];
  });
}

function gradeText({ grade, proposal, isDecided }: RowView, decided: string, proposed: (grade: string) => string): string {
  const word = plain(grade ?? '');
  if (!isDecided) return word;
  return proposal === grade ? `${word} ${decided}` : `${word} ${decided} ${proposed(plain(proposal ?? '—'))}`;
}

function number(text: string | null | undefined): string | null {
  return text == null ? null : minus(text);
}

function yuan(fen: unknown): string {
  return typeof fen === 'number' ? money(fen) : '';
}

function totalLines({ run, result }: Computation, { messages, out }: Context): readonly string[] {
  const { totals } = run.scheme;
  if (totals.length === 0) return [];
  const lines = totals.map(({ key, formula }) => {
    const value = result.totals[key] ?? null;
    const isMoney = formula.type.kind === 'number' && formula.type.unit === 'money';
    return `  ${plain(formulaText(formula))}  ${isMoney ? messages.score.yuan(yuan(value)) : (number(shown(value)) ?? messages.score.missing)}  ${plain(key)}`;
  });
  return [out.paint.strong(messages.score.totals), ...lines, ''];
}

const listedMax = 40;

/** Whose result stands on missing inputs, and which published values are missing. */
function missingLines(rows: readonly RowView[], { messages, out }: Context): readonly string[] {
  const incomplete = incompleteRows(rows);
  if (incomplete.length === 0) return [];
  const { score } = messages;
  const lines = incomplete.slice(0, listedMax).flatMap(({ id, name, missing }) => {
    const what = missing.length === 0 ? score.missingBelow : score.missingValues(missing.map(plain));
    return wrapped(`${plain(name)} ${plain(id)}  ${what}`, out.columns - 2).map((line, i) => (i === 0 ? `  ${line}` : `      ${line}`));
  });
  const left = incomplete.length - listedMax;
  return [out.paint.strong(score.incomplete(incomplete.length)), ...lines, ...(left > 0 ? [`  ${score.more(left)}`] : []), ''];
}

/** Facts that break a rule of the scheme and count nothing, and what the form check remarked. */
async function findingLines(given: Case, { findings }: Computation, context: Context): Promise<readonly string[]> {
  const { messages, language, out } = context;
  const all = findings.length + given.factProblems.length;
  if (all === 0) return [];
  const lines = findings.slice(0, listedMax).flatMap((finding) => {
    const place = out.paint.strong(plain(problemPlace(finding, language)));
    return [`  ${place}`, ...wrapped(plain(problemSentence(finding, language)), out.columns - 4).map((line) => `    ${line}`)];
  });
  const remarks = await remarkLines(given.factProblems.slice(0, listedMax), context);
  const left = Math.max(0, findings.length - listedMax) + Math.max(0, given.factProblems.length - listedMax);
  return [
    out.paint.strong(messages.score.findings(all)),
    ...lines,
    ...remarks,
    ...(left > 0 ? [`  ${messages.score.more(left)}`] : []),
    '',
  ];
}

/** Loaded only where the form check remarked something. */
async function remarkLines(problems: readonly Problem[], context: Context): Promise<readonly string[]> {
  if (problems.length === 0) return [];
  const { factProblemLines } = await import('./fact-report.ts');
  return problems.flatMap((problem) => factProblemLines(problem, context, context.out).map((line) => `  ${line}`));
}
