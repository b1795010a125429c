import type { BillFact, BillLine, Computation, SubjectExplanation, Waterfall } from '@kaoji/engine';
import { clauseText } from '../bill/clause-text.ts';
import { FactTeller, type FactWords } from '../bill/fact-words.ts';
import { firstTimeOnly } from '../bill/first-time-only.ts';
import { idleSteps } from '../bill/idle-steps.ts';
import { lineValue, moneyNames, roundingOf, wordsIn } from '../bill/line-value.ts';
import type { Explained } from '../commands/explain.ts';
import type { Context } from '../context.ts';
import type { Case } from '../input/case.ts';
import { minus } from '../text/number-text.ts';
import { gradeMark, markClasses, type MarkScale } from './grade-mark.ts';
import { html, type Html } from './html.ts';
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
  private readonly teller: FactTeller;
  private readonly moneyLines: ReadonlySet<string>;

  constructor(computation: Computation, context: Context) {
    this.computation = computation;
    this.context = context;
    this.teller = new FactTeller(computation.run.scheme, context);
    this.moneyLines = moneyNames(computation.run.scheme);
  }

  explanation(explanation: SubjectExplanation): Html {
    const { stage, total, waterfall, others, outcomes, flags, withdrawn } = firstTimeOnly(explanation);
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
        ${flags.map(({ name, clause }) => html`<span class="tag">${name}</span>${clause === null ? '' : html`<span class="cl">${clauseText(clause)}</span>`}`)}
      </div>
      ${waterfall === null ? '' : this.steps(stage, waterfall)} ${panel(explain.bill, total === null ? [] : [total])}
      ${panel(explain.outcomes, outcomes)} ${panel(explain.others, others)} ${this.withdrawn(withdrawn)}`;
  }

  /** Score, quota, hard rules, decision: what each did, and what was overtaken. */
  private steps(stageName: string, waterfall: Waterfall): Html {
    const { messages } = this.context;
    const { steps: titles } = messages.page;
    const grading = this.computation.run.scheme.stages.find(({ name }) => name === stageName)?.grading ?? null;
    if (grading === null) return html``;
    const { total, rank, ranked, outside, outsideClause, ties, steps, proposal, decision, final } = waterfall;
    const quota = steps.filter(({ kind }) => kind !== 'assign');
    const hard = steps.filter(({ kind }) => kind === 'assign');
    const scale: MarkScale = grading.scale;
    const quotaStep = quota.findLast(({ effective }) => effective);
    const ruleStep = hard.findLast(({ effective, overtaken }) => effective && !overtaken);
    const quotaOut =
      quotaStep === undefined
        ? this.off(messages.page.notTriggered)
        : quotaStep.overtaken
          ? html`<del class="${markClasses(scale, quotaStep.grade)}">${quotaStep.grade}</del>`
          : gradeMark(scale, proposal ?? quotaStep.grade, proposal !== null && !scale.grades.includes(proposal));
    const score = total === null ? messages.score.missing : minus(String(total));
    return html`<div class="steps">
      ${this.step(
        titles.score,
        outsideClause,
        html`${score}　${rank === null ? '' : messages.page.rank(rank, ranked!, ties.length > 0)}`,
        [...(outside === null ? [] : [outside]), ...ties.map(({ sentence }) => sentence)].map((words) => this.sentence(words)),
      )}
      ${this.step(titles.quota, clauses(quota), quotaOut, this.why(quota))}
      ${this.step(
        titles.rules,
        clauses(hard),
        ruleStep === undefined ? this.off(messages.page.notTriggered) : gradeMark(scale, ruleStep.grade),
        this.why(hard),
      )}
      ${this.step(
        titles.decision,
        decision === null ? null : decision.document,
        decision === null
          ? this.off(messages.page.notDecided)
          : html`<span class="shen">${messages.score.decided}</span>${final === null ? messages.explain.nothing : gradeMark(scale, final)}`,
        [
          html`<p>
            ${
              decision === null
                ? messages.page.proposed(proposal ?? messages.explain.nothing)
                : messages.explain.decided({ ...decision, proposal, document: '' })
            }
          </p>`,
        ],
      )}
    </div>`;
  }

  /** What decided something about the subject, and in grey the rest of the steps. */
  private why(steps: Waterfall['steps']): readonly Html[] {
    const { messages, language } = this.context;
    const idle = idleSteps(steps, language, messages);
    // Where no step decided anything, the outcome above says so already.
    const head = steps.some(({ effective }) => effective) ? `${messages.page.notTriggered}${messages.page.colon}` : '';
    return [
      ...steps.filter(({ effective }) => effective).map(({ sentence }) => this.sentence(sentence)),
      ...(idle === '' ? [] : [html`<p class="no">${head}${idle}</p>`]),
    ];
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

  private sentence(words: Parameters<typeof wordsIn>[0]): Html {
    return html`<p>${wordsIn(words, this.context.language)}</p>`;
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
        ${lines.map((line) => this.rows(line, { depth: 0, clause: null }))}
      </tbody>
    </table>`;
  }

  private rows(line: BillLine, { depth, clause }: { readonly depth: number; readonly clause: string | null }): Html {
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
        <td class="src">
          ${line.clause === null || (line.section === 'part' && line.clause === clause) ? '' : html`<span class="cl">${clauseText(line.clause)}</span>`}
        </td>
        <td class="num">${line.published === null ? html`<span class="miss">${value}</span>` : value}</td>
      </tr>
      ${line.facts.map((fact) => this.factRow(fact, depth + 1))}${line.lines.map((below) => this.rows(below, { depth: depth + 1, clause: line.clause }))}`;
  }

  private factRow(fact: BillFact, depth: number): Html {
    const words = this.teller.fact(fact);
    const fate = fact.counted ? '' : wordsIn(fact.fate, this.context.language);
    const rate = fact.table === 'tasks' && fact.value !== null ? rateBar(Number(fact.value)) : '';
    return html`<tr class="fact ${indent(depth)}">
      <td class="name ${indent(depth)}">${words.name}</td>
      <td class="say">${rate}${this.said(words)}${fate === '' ? '' : html` 　<b>${fate}</b>`}${changes(words)}</td>
      <td class="src">${words.place}</td>
      <td class="num">${fact.value === null ? '' : minus(fact.value)}</td>
    </tr> `;
  }

  private said({ details }: FactWords): string {
    return details.join(this.context.messages.explain.factGap);
  }

  /** Facts of which nothing stands any more. */
  private withdrawn(facts: SubjectExplanation['withdrawn']): Html | string {
    if (facts.length === 0) return '';
    const { explain } = this.context.messages;
    const rows = facts.map((fact) => {
      const words = this.teller.withdrawn(fact);
      return html`<li>${words.name}<span class="sm"> ${this.said(words)}</span><small>${words.place}</small>${changes(words)}</li>`;
    });
    return html`<section class="panel">
      <div class="ph"><h2>${explain.withdrawn}</h2></div>
      <ul class="list">
        ${rows}
      </ul>
    </section>`;
  }
}

/** Corrections and reversals stand under what they changed. */
function changes(words: FactWords): Html {
  return html`${words.changes.map((change) => html`<span class="round">${change}</span>`)}`;
}

function indent(depth: number): string {
  return depth === 0 ? '' : `i${Math.min(depth, indentMax)}`;
}

function clauses(steps: Waterfall['steps']): string {
  return clauseText([...new Set(steps.flatMap(({ clause }) => clause?.split('、') ?? []))].join('、'));
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
