import type { BillFact, BillLine, Computation, SubjectExplanation } from '@kaoji/engine';
import { clauseText } from '../bill/clause-text.ts';
import { FactTeller, type FactWords } from '../bill/fact-words.ts';
import { firstTimeOnly } from '../bill/first-time-only.ts';
import { lineValue, moneyNames, roundingOf, wordsIn } from '../bill/line-value.ts';
import type { Explained } from '../commands/explain.ts';
import type { Context } from '../context.ts';
import { minus } from '../text/number-text.ts';
import { plain } from '../text/plain.ts';
import { fitted, widthOf, wrapped } from '../text/width.ts';
import { waterfallLines } from './waterfall-lines.ts';

/** A bill for a terminal: how the grade came about, then every value with its sentence, its clause and what went in. */
export function billTable(computation: Computation, { explanations, chosen }: Explained, context: Context): string {
  const bill = new BillText(computation, context);
  if (chosen !== null) return `${[...bill.head(explanations[0]!), '', ...bill.lines(chosen, true)].join('\n')}\n`;
  const blocks = explanations.flatMap((explanation) => bill.explanation(firstTimeOnly(explanation)));
  return `${blocks.join('\n').trimEnd()}\n`;
}

/** Facts shown under one line; an indicator asked for by name shows all of its own. */
const factsShownMax = 12;
const nameWidthMax = 40;
const clauseWidthMax = 22;
/** Below this the sentence stands under its line instead of beside it. */
const sentenceWidthMin = 44;

class BillText {
  private readonly context: Context;
  private readonly teller: FactTeller;
  private readonly moneyLines: ReadonlySet<string>;

  constructor({ run }: Computation, context: Context) {
    this.context = context;
    this.teller = new FactTeller(run.scheme, context);
    this.moneyLines = moneyNames(run.scheme);
  }

  head({ id, name, className, stage }: SubjectExplanation): readonly string[] {
    const { paint } = this.context.out;
    return [`${paint.strong(plain(name))} ${plain(id)}  ${plain(className)}  ${paint.muted(plain(stage))}`];
  }

  explanation(explanation: SubjectExplanation): readonly string[] {
    const { messages, out } = this.context;
    const { total, waterfall, others, outcomes, flags, withdrawn } = explanation;
    const section = (title: string, lines: readonly string[]): readonly string[] =>
      lines.length === 0 ? [] : ['', out.paint.strong(title), ...lines];
    const marks = flags.map(({ name, clause }) => `  ${plain(name)}${clause === null ? '' : `  ${out.paint.muted(plain(clause))}`}`);
    return [
      ...this.head(explanation),
      ...(waterfall === null
        ? []
        : section(messages.explain.grade(plain(waterfall.final ?? messages.explain.nothing)), waterfallLines(waterfall, this.context))),
      ...section(messages.explain.marks, marks),
      ...(total === null ? [] : section(messages.explain.bill, this.lines([total], false))),
      ...section(messages.explain.outcomes, this.lines(outcomes, false)),
      ...section(messages.explain.others, this.lines(others, false)),
      ...section(
        messages.explain.withdrawn,
        this.laidOut(
          withdrawn.map((fact) => factEntry(this.teller.withdrawn(fact), { value: '', fate: '', depth: 0, gap: messages.explain.factGap })),
        ),
      ),
      '',
    ];
  }

  /** The tree of lines, in columns: name, value, sentence, clause. */
  lines(roots: readonly BillLine[], withAllFacts: boolean): readonly string[] {
    return this.laidOut(roots.flatMap((root) => this.entries(root, { depth: 0, clause: null, withAllFacts })));
  }

  private laidOut(entries: readonly BillEntry[]): readonly string[] {
    if (entries.length === 0) return [];
    const { columns, paint } = this.context.out;
    const widest = (text: (entry: BillEntry) => string): number => Math.max(...entries.map((entry) => widthOf(text(entry))));
    const value = widest((entry) => entry.value);
    const clause = Math.min(
      clauseWidthMax,
      widest((entry) => entry.clause),
    );
    const name = Math.min(
      nameWidthMax,
      widest((entry) => entry.name),
    );
    const beside = columns - name - value - clause - 6;
    const layout: Layout =
      beside < sentenceWidthMin
        ? {
            name: Math.min(
              widest((entry) => entry.name),
              columns - value - clause - 4,
            ),
            value,
            clause,
            sentence: 0,
            columns,
          }
        : { name, value, clause, sentence: beside, columns };
    return entries.flatMap((entry) =>
      rowLines(entry, layout).map((line) => (entry.isFact ? paint.muted(line) : entry.depth === 0 ? paint.strong(line) : line)),
    );
  }

  private entries(
    line: BillLine,
    above: { readonly depth: number; readonly clause: string | null; readonly withAllFacts: boolean },
  ): readonly BillEntry[] {
    const { messages, language } = this.context;
    const { depth, withAllFacts } = above;
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
      // A part stands on the clause of what it is a part of.
      clause: line.clause === null || (line.section === 'part' && line.clause === above.clause) ? '' : plain(clauseText(line.clause)),
      isFact: false,
    };
    return [
      own,
      ...shown.map((fact) => this.factEntry(fact, depth + 1)),
      ...(left > 0
        ? [{ ...own, depth: depth + 1, name: '', value: '', sentences: [messages.explain.moreFacts(left)], clause: '', isFact: true }]
        : []),
      ...line.lines.flatMap((below) => this.entries(below, { depth: depth + 1, clause: line.clause, withAllFacts })),
    ];
  }

  private factEntry(fact: BillFact, depth: number): BillEntry {
    const fate = fact.counted ? '' : wordsIn(fact.fate, this.context.language);
    return factEntry(this.teller.fact(fact), { value: fact.value ?? '', fate, depth, gap: this.context.messages.explain.factGap });
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

interface FactShown {
  readonly value: string;
  readonly fate: string;
  readonly depth: number;
  readonly gap: string;
}

function factEntry(words: FactWords, { value, fate, depth, gap }: FactShown): BillEntry {
  const said = [...words.details, fate].filter((part) => part !== '').join(gap);
  return {
    depth,
    name: `${'  '.repeat(depth)}${plain(words.name)}`,
    value: minus(value),
    sentences: [...(said === '' ? [] : [plain(said)]), ...words.changes.map(plain)],
    clause: plain(words.place),
    isFact: true,
  };
}

/** Widths of the columns; a sentence of width 0 stands on lines of its own. */
interface Layout {
  readonly name: number;
  readonly value: number;
  readonly clause: number;
  readonly sentence: number;
  readonly columns: number;
}

function rowLines(entry: BillEntry, layout: Layout): readonly string[] {
  const isBeside = layout.sentence > 0;
  const indent = '  '.repeat(entry.depth);
  const names = wrapped(entry.name, layout.name);
  const clauses = wrapped(entry.clause, Math.max(layout.clause, 1));
  const texts = isBeside ? entry.sentences.flatMap((each) => wrapped(each, layout.sentence)) : [];
  const height = Math.max(1, texts.length, clauses.length, names.length);
  const rows = Array.from({ length: height }, (_, i) => {
    const name = names[i] === undefined ? '' : i === 0 ? names[i] : `${indent}${names[i]}`;
    const cells = [
      fitted(name, layout.name, 'left'),
      fitted(i === 0 ? entry.value : '', layout.value, 'right'),
      ...(isBeside ? [fitted(texts[i] ?? '', layout.sentence, 'left')] : []),
      clauses[i] ?? '',
    ];
    return cells.join('  ').trimEnd();
  });
  if (isBeside) return rows;
  const under = `${indent}    `;
  return [...rows, ...entry.sentences.flatMap((each) => wrapped(each, layout.columns - under.length).map((text) => `${under}${text}`))];
}
