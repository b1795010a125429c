import type { BillFact, BillLine, Computation, SubjectExplanation, Waterfall } from '@kaoji/engine';
import { factWords, type FactWords } from '../bill/fact-words.ts';
import { lineValue, moneyNames, roundingOf, wordsIn } from '../bill/line-value.ts';
import type { Explained } from '../commands/explain.ts';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { minus } from '../text/number-text.ts';
import { gradeMark, markClasses, type MarkScale } from './grade-mark.ts';
import { Html, html } from './html.ts';
import { page } from './page.ts';

/** The bill of one subject as a page for reading and printing. */
export function billPage(given: Case, computation: Computation, { id, explanations, chosen }: Explained, context: Context): string {
  const { messages } = context;
  const first = explanations[0]!;
  const bill = new BillMarkup(computation, context);
  const decided = explanations.filter(({ waterfall }) => waterfall?.decision != null).length;
  const graded = explanations.filter(({ waterfall }) => waterfall !== null).length;
  const body = html`${chosen === null ? explanations.map((explanation) => bill.explanation(explanation)) : html`<section class="panel">${bill.table(chosen)}</section>`}
    <div class="foot"><span>${messages.score.rounding(given.scheme.show.digits, given.scheme.show.mode)}</span></div>`;
  return page(
    {
      title: first.name,
      crumbs: [given.scheme.title, messages.page.year(given.scheme.year), messages.page.billOf],
      state: messages.score.state(decided, Math.max(graded, 1)),
      facts: [id, first.className],
    },
    body,
    context,
  );
}

const indentMax = 7;

class BillMarkup {
  private readonly computation: Computation;
  private readonly context: Context;
  private readonly words: (fact: BillFact) => FactWords;
  private readonly moneyLines: ReadonlySet<string>;

  constructor(computation: Computation, context: Context) {
    this.computation = computation;
    this.context = context;
    this.words = factWords(computation.run.scheme);
    this.moneyLines = moneyNames(computation.run.scheme);
  }

  explanation({ stage, total, waterfall, others, outcomes, flags }: SubjectExplanation): Html {
    const { explain } = this.context.messages;
    const panel = (title: string, lines: readonly BillLine[]): Html | string =>
      lines.length === 0
        ? ''
        : html`<section class="panel">
            <div class="ph"><h2>${title}</h2></div>
            ${this.table(lines)}
          </section>`;
    return html`<div class="ph">
        <h2>${stage}</h2>
        ${flags.map(({ name, clause }) => html`<span class="tag">${name}</span>${clause === null ? '' : html`<span class="cl">${clause}</span>`}`)}
      </div>
      ${waterfall === null ? '' : this.steps(stage, waterfall)} ${panel(explain.bill, total === null ? [] : [total])}
      ${panel(explain.outcomes, outcomes)} ${panel(explain.others, others)}`;
  }

  /** Score, quota, hard rules, decision: what each did, and what was overtaken. */
  private steps(stageName: string, waterfall: Waterfall): Html {
    const { messages } = this.context;
    const { steps: titles } = messages.page;
    const grading = this.computation.run.scheme.stages.find(({ name }) => name === stageName)?.grading ?? null;
    if (grading === null) return html``;
    const { total, rank, ranked, outside, ties, steps, proposal, decision, final } = waterfall;
    const isHard = (i: number): boolean => grading.steps[i]?.kind === 'assign';
    const quota = steps.filter((_, i) => !isHard(i));
    const hard = steps.filter((_, i) => isHard(i));
    const byQuota = quota.findLast(({ effective }) => effective)?.grade ?? null;
    const byRule = hard.findLast(({ effective }) => effective)?.grade ?? null;
    const scale: MarkScale = grading.scale;
    const quotaOut =
      outside !== null || byQuota === null
        ? this.off(messages.page.notTriggered)
        : byRule !== null && byRule === proposal
          ? html`<del class="${markClasses(scale, byQuota)}">${byQuota}</del>`
          : gradeMark(scale, proposal ?? byQuota, proposal !== null && !scale.grades.includes(proposal));
    return html`<div class="steps">
      ${this.step(titles.score, null, html`${total === null ? messages.score.missing : minus(String(total))}　${rank === null ? '' : messages.page.rank(rank, ranked!)}`, [...(outside === null ? [] : [this.sentence(outside, true)]), ...ties.map(({ sentence }) => this.sentence(sentence, true))])}
      ${this.step(
        titles.quota,
        clauses(quota),
        quotaOut,
        quota.map(({ sentence, effective }) => this.sentence(sentence, effective)),
      )}
      ${this.step(
        titles.rules,
        clauses(hard),
        byRule === null ? this.off(messages.page.notTriggered) : gradeMark(scale, byRule),
        hard.map(({ sentence, effective }) => this.sentence(sentence, effective)),
      )}
      ${this.step(
        titles.decision,
        decision === null ? null : decision.document,
        decision === null
          ? this.off(messages.page.notDecided)
          : html`<span class="shen">${messages.score.decided}</span>${final === null ? messages.explain.nothing : gradeMark(scale, final)}`,
        decision === null
          ? [html`<p>${messages.explain.undecided(proposal ?? messages.explain.nothing)}</p>`]
          : [html`<p>${messages.explain.decided('', decision.reason, '', decision.date)}</p>`],
      )}
    </div>`;
  }

  private step(title: string, basis: string | null, outcome: Html, why: readonly Html[]): Html {
    return html`<div>
      <div class="what"><span>${title}</span>${basis === null || basis === '' ? '' : html`<span class="cl">${basis}</span>`}</div>
      <div class="out">${outcome}</div>
      <div class="why">${why}</div>
    </div>`;
  }

  private off(word: string): Html {
    return html`<span class="off">${word}</span>`;
  }

  private sentence(words: { readonly zh: string; readonly en: string }, effective: boolean): Html {
    return html`<p${effective ? '' : new Html(' class="no"')}>${wordsIn(words, this.context.language)}</p>`;
  }

  table(lines: readonly BillLine[]): Html {
    const { page: words, score } = this.context.messages;
    return html`<table class="t bill">
      <thead>
        <tr>
          <th>${words.item}</th>
          <th>${words.how}</th>
          <th>${score.basis}</th>
          <th class="num">${words.points}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => this.rows(line, 0))}
      </tbody>
    </table>`;
  }

  private rows(line: BillLine, depth: number): Html {
    const { messages, language } = this.context;
    const sentence = wordsIn(line.sentence, language);
    const rounding = roundingOf(line);
    const value = lineValue(line, this.moneyLines, messages, language);
    return html`<tr class="l${Math.min(depth, 1)} ${indent(depth)}">
        <td class="name ${indent(depth)}">${line.name}${line.weight === null ? '' : html`<span class="w">× ${line.weight}</span>`}</td>
        <td class="say">
          ${
            sentence === '' || line.published === null ? sentence : html`<b>${value}</b> = ${sentence}`
          }${rounding === null ? '' : html`<span class="round">${messages.explain.rounding(rounding.before, rounding.digits, rounding.mode)}</span>`}
        </td>
        <td class="src">${line.clause === null ? '' : html`<span class="cl">${line.clause}</span>`}</td>
        <td class="num">${line.published === null ? html`<span class="miss">${value}</span>` : value}</td>
      </tr>
      ${line.facts.map((fact) => this.factRow(fact, depth + 1))}${line.lines.map((below) => this.rows(below, depth + 1))}`;
  }

  private factRow(fact: BillFact, depth: number): Html {
    const { name, details, place } = this.words(fact);
    const said = details.map(([column, value]) => `${column} ${value}`).join('　');
    const fate = fact.counted ? '' : wordsIn(fact.fate, this.context.language);
    const rate = fact.table === 'tasks' && fact.value !== null ? rateBar(Number(fact.value)) : '';
    return html`<tr class="fact ${indent(depth)}">
      <td class="name ${indent(depth)}">${name}</td>
      <td class="say">${rate}${said}${fate === '' ? '' : html` 　<b>${fate}</b>`}</td>
      <td class="src">${place}</td>
      <td class="num">${fact.value ?? ''}</td>
    </tr> `;
  }
}

function indent(depth: number): string {
  return depth === 0 ? '' : `i${Math.min(depth, indentMax)}`;
}

function clauses(steps: Waterfall['steps']): string {
  return [...new Set(steps.flatMap(({ clause }) => clause ?? []))].join('、');
}

/** A thin bar; the number stands beside it. */
function rateBar(percent: number): Html | string {
  if (!Number.isFinite(percent)) return '';
  const width = Math.max(0, Math.min(100, percent));
  return html`<svg class="rate" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bg" width="100" height="6" />
    <rect class="fg" width="${width.toFixed(1)}" height="6" />
  </svg>`;
}
