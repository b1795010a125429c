import { createHash } from 'node:crypto';
import { formulaText, problemPlace, problemSentence, type Computation, type Problem } from '@kaoji/engine';
import { problemSentence as factSentence } from '@kaoji/tables';
import { clauseText } from '../bill/clause-text.ts';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { outcomeOf, type PublishedColumn } from '../ranking/published-columns.ts';
import { rankingView } from '../ranking/ranking-view.ts';
import { incompleteRows, type GroupView, type QuotaView, type RowView, type StageView } from '../ranking/view.ts';
import type { ValueView } from '../ranking/value-view.ts';
import { publishedText } from '../report/published-text.ts';
import { basisText, cutText, quotaText, tieText } from '../report/score-words.ts';
import { resultJson } from '../report/result-json.ts';
import { minus, money } from '../text/number-text.ts';
import { distribution } from './distribution.ts';
import { gradeMark, markClasses } from './grade-mark.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';

/** A result as one page for reading and printing. */
export function resultPage(given: Case, computation: Computation, context: Context): string {
  const { messages } = context;
  const { scheme, facts, tables } = given;
  const stages = rankingView(computation);
  const groups = stages.flatMap((stage) => stage.groups);
  const rows = groups.flatMap((group) => group.rows);
  const decided = rows.filter(({ isDecided }) => isDecided).length;
  const graded = rows.filter(({ grade }) => grade !== null).length;
  const factCount = [...tables.values()].reduce((count, table) => count + table.rowCount, 0);
  const hash = createHash('sha256').update(resultJson(computation.result)).digest('hex');
  const numbered = new Map(groups.map((group, i) => [group, `g${i + 1}`]));
  const body = html` ${groups.length > 1 ? jumpList(stages, numbered) : ''}
    ${stages.map((stage) => stageSections(stage, numbered, given, context))} ${totals(computation, context)} ${missingList(rows, context)}
    ${problemList(given, computation, context)}
    <div class="foot">
      <span>${messages.score.rounding(scheme.show.digits, scheme.show.mode)}</span><span class="hash">${messages.page.hash(hash)}</span>
    </div>`;
  return page(
    {
      title: scheme.title,
      crumbs: [messages.page.year(scheme.year), messages.page.result],
      state: messages.score.state(decided, graded),
      facts: [messages.page.scheme(scheme.id), messages.score.size(facts.subjectCount, tables.size, factCount)],
    },
    body,
    context,
  );
}

function jumpList(stages: readonly StageView[], numbered: ReadonlyMap<GroupView, string>): Html {
  const lists = stages.filter(({ groups }) => groups.length > 0);
  return html`${lists.map(({ name, groups }) => html`<nav class="jump"><b>${name}</b>${groups.map((group) => html`<a href="#${numbered.get(group)}">${group.title} <i>${group.ranked}</i></a>`)}</nav>`)}`;
}

function stageSections(stage: StageView, numbered: ReadonlyMap<GroupView, string>, given: Case, context: Context): readonly Html[] {
  if (stage.groups.length > 0) return stage.groups.map((group) => groupSection(stage, group, numbered.get(group)!, given, context));
  return [
    html`<section class="panel">
      <div class="ph"><h2>${stage.name}</h2></div>
      ${stage.values === null ? '' : valueTable(stage.values, context)} ${flagList(stage, context)}
    </section>`,
  ];
}

/** The values of a stage that ranks nobody. */
function valueTable({ columns, rows }: ValueView, { messages }: Context): Html {
  const { score } = messages;
  const side = ({ node }: PublishedColumn): string => (node.type.kind === 'number' ? 'num' : '');
  return html`<table class="t v">
    <thead>
      <tr>
        <th>${score.name}</th>
        ${columns.map((column) => html`<th class="${side(column)}">${column.name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ id, name, values }) =>
          html`<tr>
            <td class="name"><b>${name}</b><small>${id}</small></td>
            ${values.map((value, i) => html`<td class="${side(columns[i]!)}" data-label="${columns[i]!.name}">${value === null ? html`<span class="miss">${score.missing}</span>` : publishedText(value, columns[i]!, messages)}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Who has which flag, in a stage that ranks nobody. */
function flagList(stage: StageView, { messages }: Context): Html | string {
  const { flags } = messages.score;
  const held = stage.flags.filter(({ holders }) => holders.length > 0);
  if (held.length === 0 && stage.values !== null) return '';
  const items = held.map(
    ({ name, clause, holders }) =>
      html`<li>
        <b>${name} ${holders.length}</b>
        ${clause === null ? '' : html`<span class="cl">${clauseText(clause)}</span>`}<br />${holders.map((each, i) => `${i === 0 ? '' : flags.between}${each.name} ${each.id}`)}
      </li>`,
  );
  return html`<ul class="list">
    ${held.length === 0 ? html`<li>${flags.none}</li>` : items}
  </ul>`;
}

function groupSection(stage: StageView, group: GroupView, id: string, { scheme }: Case, context: Context): Html {
  const { messages } = context;
  const quotas = group.quotas.filter(({ hasQuota, actual }) => hasQuota || actual > 0);
  return html`<section class="panel" id="${id}">
    <div class="ph">
      <h2>${stage.name}　${group.title}</h2>
      ${group.title === group.key ? '' : html`<span class="key">${group.key}</span>`}<span class="right"
        >${messages.score.ranked(group.ranked)}</span
      >
    </div>
    <div class="strip">
      <div class="quota">${quotas.map((quota) => quotaBox(group, quota, messages))}</div>
      ${distribution(group, scheme.show, context)}
    </div>
    ${rankingTable(stage, group, messages)}
  </section> `;
}

const boxesMax = 60;
const wideBoxesMax = 20;

/** One box a place: filled where it is used, hollow where it is free, hatched beyond the quota. */
function quotaBox(group: GroupView, quota: QuotaView, messages: Context['messages']): Html {
  const { grade, hasQuota, places, actual } = quota;
  const count = Math.max(actual, places ?? 0);
  const look = markClasses(group, grade).replace(/^g /, '');
  const boxes = Array.from({ length: count }, (_, i) => (hasQuota && places !== null && i >= places ? 'x' : i < actual ? '' : 'o'));
  const strip =
    count === 0 || count > boxesMax
      ? ''
      : html`<div class="pl ${count > wideBoxesMax ? 'narrow' : ''} ${look}">${boxes.map((kind) => html`<i class="${kind}"></i>`)}</div>`;
  return html`<div class="qg">
    ${gradeMark(group, grade)} <span class="sm">${quotaText(quota, messages)}</span>
    <div class="n">${actual}${hasQuota ? html` <small>/ ${places ?? messages.score.placesUnknown}</small>` : ''}</div>
    ${strip}
  </div>`;
}

function rankingTable(stage: StageView, group: GroupView, messages: Context['messages']): Html {
  const { score } = messages;
  const moneyColumns = stage.outcomes.filter(({ isMoney }) => isMoney);
  const hasMarks = group.rows.some(({ flags }) => flags.length > 0);
  const columnCount = 5 + group.parts.length + moneyColumns.length + (hasMarks ? 1 : 0);
  const rows = group.rows.map((row, i) => {
    const cuts = group.cuts
      .filter(({ before }) => before === i)
      .map(
        (cut) =>
          html`<tr class="cut">
            <td colspan="${columnCount}"><b>${cutText(cut, messages)}</b>${tieText(cut, messages)}</td>
          </tr> `,
      );
    return html`${cuts}
      <tr class="row${row.undecided === null ? '' : ' und'}">
        <td class="rank">${rankCell(row, score)}</td>
        <td class="name"><b>${row.name}</b><small>${row.id}</small></td>
        ${row.parts.map((part, k) => html`<td class="num part" data-label="${partLabel(group, k)}">${valueCell(part, score)}</td>`)}
        <td class="num total">${valueCell(row.total, score)}</td>
        <td class="grade">${gradeCell(group, row, score)}</td>
        <td class="why">${basisCell(row, score)}</td>
        ${moneyColumns.map(
          (column) => html`<td class="num part" data-label="${column.name}">${moneyCell(row, column)}</td>`,
        )}${hasMarks ? html`<td class="marks">${row.flags.map((flag) => html`<span class="tag">${flag}</span>`)}</td>` : ''}
      </tr> `;
  });
  return html`<table class="t r">
    <thead>
      <tr>
        <th>${score.rank}</th>
        <th>${score.name}</th>
        ${group.parts.map(
          ({ column, weight }) => html`<th class="num">${column.name}${weight === null ? '' : html`<small>${weight}</small>`}</th>`,
        )}
        <th class="num">${group.totalName}</th>
        <th class="grade">${score.grade}</th>
        <th>${score.basis}</th>
        ${moneyColumns.map(({ name }) => html`<th class="num">${name}</th>`)}${hasMarks ? html`<th>${score.marks}</th>` : ''}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function partLabel({ parts }: GroupView, index: number): string {
  const { column, weight } = parts[index]!;
  return weight === null ? column.name : `${column.name} ${weight}`;
}

function rankCell({ rank, isTied }: RowView, score: Context['messages']['score']): Html | string {
  return rank === null ? '' : html`<b>${rank}</b>${isTied ? html`<small>${score.tiedWord}</small>` : ''}`;
}

function valueCell(value: string | null | undefined, score: Context['messages']['score']): Html | string {
  if (value === undefined) return '—';
  return value === null ? html`<span class="miss">${score.missing}</span>` : minus(value);
}

function moneyCell({ result }: RowView, column: PublishedColumn): string {
  const value = outcomeOf(result, column);
  return typeof value === 'number' ? money(value) : '';
}

/** The grade as it stands, in line with all others; where a body has decided, its mark and the struck proposal behind it. */
function gradeCell(
  group: GroupView,
  { grade, proposal, isDecided, undecided }: RowView,
  score: Context['messages']['score'],
): Html | string {
  const mark = grade === null ? '' : gradeMark(group, grade, undecided !== null);
  if (!isDecided) return mark;
  const struck = proposal === grade || proposal === null ? '' : html`<del class="${markClasses(group, proposal)}">${proposal}</del>`;
  return html`${mark}<span class="shen">${score.decided}</span>${struck}`;
}

function basisCell(row: RowView, score: Context['messages']['score']): Html {
  const clause = row.isDecided || row.undecided !== null ? null : (row.words?.clause ?? null);
  const text = basisText(row, score);
  if (clause === null) return html`<span class="sm">${text}</span>`;
  return html`<span class="cl">${clause}</span> <span class="sm">${text.slice(clause.length).trim()}</span>`;
}

function totals({ run, result }: Computation, { messages }: Context): Html | string {
  if (run.scheme.totals.length === 0) return '';
  return html`<section class="panel">
    <div class="ph"><h2>${messages.score.totals}</h2></div>
    <ul class="list">
      ${run.scheme.totals.map(({ key, formula }) => {
        const value = result.totals[key];
        const isMoney = formula.type.kind === 'number' && formula.type.unit === 'money';
        const shown =
          value == null
            ? messages.score.missing
            : isMoney && typeof value === 'number'
              ? messages.score.yuan(money(value))
              : minus(String(value));
        return html`<li>${formulaText(formula)} <b>${shown}</b><small>${key}</small></li>`;
      })}
    </ul>
  </section>`;
}

/** Whose result stands on missing inputs, and which published values are missing. */
function missingList(rows: readonly RowView[], { messages }: Context): Html | string {
  const { score } = messages;
  const incomplete = incompleteRows(rows);
  if (incomplete.length === 0) return '';
  const items = incomplete.map(
    ({ id, name, missing }) =>
      html`<li>
        <b>${name}</b><small>${id}</small>
        <span class="sm">${missing.length === 0 ? score.missingBelow : score.missingValues(missing)}</span>
      </li>`,
  );
  return html`<section class="panel">
    <div class="ph"><h2>${score.incomplete(incomplete.length)}</h2></div>
    <ul class="list">
      ${items}
    </ul>
  </section>`;
}

function problemList(given: Case, { findings }: Computation, { messages, language }: Context): Html | string {
  const count = findings.length + given.factProblems.length;
  if (count === 0) return '';
  const line = (problem: Problem, sentence: string): Html => html`<li><b>${problemPlace(problem, language)}</b> ${sentence}</li>`;
  return html`<section class="panel note-w">
    <div class="ph"><h2>${messages.score.findings(count)}</h2></div>
    <ul class="list">
      ${findings.map((finding) => line(finding, problemSentence(finding, language)))}${given.factProblems.map((problem) => line(problem, factSentence(problem, language)))}
    </ul>
  </section>`;
}
