import type { BillFact, BillLine, Computation, SubjectExplanation, Waterfall } from '@kaoji/engine';
import { factWords, type FactWords } from '../bill/fact-words.ts';
import { lineValue, moneyNames, roundingOf, wordsIn } from '../bill/line-value.ts';
import type { Explained } from '../commands/explain.ts';
import type { Context } from '../context.ts';
import { minus } from '../text/number-text.ts';
import { plain } from '../text/plain.ts';
import { fitted, widthOf, wrapped } from '../text/width.ts';

/** A bill for a terminal: how the grade came about, then every value with its sentence, its clause and what went in. */
export function billTable(computation: Computation, { explanations, chosen }: Explained, context: Context): string {
  const bill = new BillText(computation, context);
  if (chosen !== null) return `${[...bill.head(explanations[0]!), '', ...bill.lines(chosen, true)].join('\n')}\n`;
  const blocks = explanations.flatMap((explanation) => bill.explanation(explanation));
  return `${blocks.join('\n').trimEnd()}\n`;
}

/** Facts shown under one line; an indicator asked for by name shows all of its own. */
const factsShownMax = 12;
const nameWidthMax = 40;

class BillText {
  private readonly context: Context;
  private readonly words: (fact: BillFact) => FactWords;
  private readonly moneyLines: ReadonlySet<string>;

  constructor({ run }: Computation, context: Context) {
    this.context = context;
    this.words = factWords(run.scheme);
    this.moneyLines = moneyNames(run.scheme);
  }

  head({ id, name, className, stage }: SubjectExplanation): readonly string[] {
    const { paint } = this.context.out;
    return [`${paint.strong(plain(name))} ${plain(id)}  ${plain(className)}  ${paint.muted(plain(stage))}`];
  }

  explanation(explanation: SubjectExplanation): readonly string[] {
    const { messages, out } = this.context;
    const { total, waterfall, others, outcomes, flags } = explanation;
    const section = (title: string, lines: readonly string[]): readonly string[] =>
      lines.length === 0 ? [] : ['', out.paint.strong(title), ...lines];
    const marks = flags.map(({ name, clause }) => `  ${plain(name)}${clause === null ? '' : `  ${out.paint.muted(plain(clause))}`}`);
    return [
      ...this.head(explanation),
      ...(waterfall === null
        ? []
        : section(messages.explain.grade(plain(waterfall.final ?? messages.explain.nothing)), this.waterfall(waterfall))),
      ...section(messages.explain.marks, marks),
      ...(total === null ? [] : section(messages.explain.bill, this.lines([total], false))),
      ...section(messages.explain.outcomes, this.lines(outcomes, false)),
      ...section(messages.explain.others, this.lines(others, false)),
      '',
    ];
  }

  private waterfall({ total, rank, ranked, ties, outside, steps, proposal, decision }: Waterfall): readonly string[] {
    const { messages, language, out } = this.context;
    const { explain } = messages;
    const scored =
      rank === null
        ? `${total ?? explain.nothing}`
        : explain.place(
            minus(String(total)),
            rank,
            ranked!,
            ties.map(({ name }) => plain(name)),
          );
    const entries: { readonly basis: string; readonly text: string; readonly counts: boolean }[] = [
      {
        basis: explain.score,
        text: outside === null ? scored : `${scored}${explain.then}${plain(wordsIn(outside, language))}`,
        counts: true,
      },
      ...ties.map(({ sentence }) => ({ basis: '', text: plain(wordsIn(sentence, language)), counts: false })),
      ...steps.map(({ clause, sentence, effective }) => ({
        basis: plain(clause ?? ''),
        text: plain(wordsIn(sentence, language)),
        counts: effective,
      })),
      {
        basis: explain.decision,
        text:
          decision === null
            ? explain.undecided(plain(proposal ?? explain.nothing))
            : plain(explain.decided(decision.grade ?? explain.nothing, decision.reason, decision.document, decision.date)),
        counts: decision !== null,
      },
    ];
    const left = Math.max(...entries.map(({ basis }) => widthOf(basis))) + 2;
    return entries.flatMap(({ basis, text, counts }) =>
      wrapped(text, out.columns - left - 4).map((line, i) => {
        const shown = `  ${i === 0 && counts ? '*' : ' '} ${fitted(i === 0 ? basis : '', left, 'left')}${line}`;
        return counts ? shown : out.paint.muted(shown);
      }),
    );
  }

  /** The tree of lines, in columns: name, value, sentence, clause. */
  lines(roots: readonly BillLine[], withAllFacts: boolean): readonly string[] {
    const entries = roots.flatMap((root) => this.entries(root, 0, withAllFacts));
    if (entries.length === 0) return [];
    const { columns, paint } = this.context.out;
    const name = Math.min(nameWidthMax, Math.max(...entries.map((entry) => widthOf(entry.name))));
    const value = Math.max(...entries.map((entry) => widthOf(entry.value)));
    const clause = Math.min(16, Math.max(...entries.map((entry) => widthOf(entry.clause))));
    const sentence = Math.max(24, columns - name - value - clause - 6);
    return entries.flatMap((entry) => {
      const texts = entry.sentences.flatMap((each) => wrapped(each, sentence));
      const clauses = wrapped(entry.clause, clause);
      const names = wrapped(entry.name, name);
      const height = Math.max(1, texts.length, clauses.length, names.length);
      return Array.from({ length: height }, (_, i) => {
        const cells = [
          fitted(names[i] === undefined ? '' : i === 0 ? names[i] : `${' '.repeat(entry.depth * 2)}${names[i]}`, name, 'left'),
          fitted(i === 0 ? entry.value : '', value, 'right'),
          fitted(texts[i] ?? '', sentence, 'left'),
          clauses[i] ?? '',
        ];
        const line = cells.join('  ').trimEnd();
        return entry.isFact ? paint.muted(line) : entry.depth === 0 ? paint.strong(line) : line;
      });
    });
  }

  private entries(line: BillLine, depth: number, withAllFacts: boolean): readonly BillEntry[] {
    const { messages, language } = this.context;
    const sentence = plain(wordsIn(line.sentence, language));
    const cut = roundingOf(line);
    const rounding = cut === null ? [] : [messages.explain.rounding(cut.before, cut.digits, cut.mode)];
    const shown = withAllFacts ? line.facts : line.facts.slice(0, factsShownMax);
    const left = line.facts.length - shown.length;
    const own: BillEntry = {
      depth,
      name: `${'  '.repeat(depth)}${plain(line.name)}${line.weight === null ? '' : ` × ${line.weight}`}`,
      value: lineValue(line, this.moneyLines, messages, language),
      sentences: [...(sentence === '' ? [] : [line.suppressed ? sentence : `= ${sentence}`]), ...rounding],
      clause: plain(line.clause ?? ''),
      isFact: false,
    };
    return [
      own,
      ...shown.map((fact) => this.factEntry(fact, depth + 1)),
      ...(left > 0
        ? [{ ...own, depth: depth + 1, name: '', value: '', sentences: [messages.explain.moreFacts(left)], clause: '', isFact: true }]
        : []),
      ...line.lines.flatMap((below) => this.entries(below, depth + 1, withAllFacts)),
    ];
  }

  private factEntry(fact: BillFact, depth: number): BillEntry {
    const { name, details, place } = this.words(fact);
    const said = details.map(([column, value]) => `${plain(column)} ${plain(value)}`).join('　');
    const fate = fact.counted ? '' : plain(wordsIn(fact.fate, this.context.language));
    return {
      depth,
      name: `${'  '.repeat(depth)}${plain(name)}`,
      value: fact.value ?? '',
      sentences: [[said, fate].filter((part) => part !== '').join('　')],
      clause: plain(place),
      isFact: true,
    };
  }
}

interface BillEntry {
  readonly depth: number;
  readonly name: string;
  readonly value: string;
  readonly sentences: readonly string[];
  readonly clause: string;
  readonly isFact: boolean;
}
