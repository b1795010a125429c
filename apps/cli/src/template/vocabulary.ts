import { tableDefinitions, type Scheme } from '@kaoji/engine';
import { parseDocument } from 'yaml';

/** What a scheme expects in a column of facts. */
export interface ColumnVocabulary {
  /** Texts that may stand there, with what each means where the text does not say it. */
  readonly choices: Map<string, string>;
  /** Something else may stand there too: a name of one's own, targets under an indicator. */
  isOpen: boolean;
  /** Keys under which the office names things of its own: C3.1, C3.2 under C3. */
  readonly under: Set<string>;
  /** Ranges of numbers that are accepted, such as `0..20`. */
  readonly ranges: Set<string>;
}

/** By `table.column`. */
export type Vocabulary = ReadonlyMap<string, ColumnVocabulary>;

/** A part of the document: texts, lists and maps, as YAML without types gives them. */
type Node = string | readonly Node[] | ReadonlyMap<string, Node> | null;

/**
 * The words of a scheme by the column of facts in which they stand: members of lists, keys of rules, levels, answers,
 * classes. The compiled scheme no longer says which parameter a list came from, so the document is read once more; a
 * mechanism names a parameter like the column it speaks of, which is all that is known of mechanisms here. Only for a
 * document that has passed the check.
 */
export function vocabularyOf(text: string, scheme: Scheme): Vocabulary {
  const reader = new VocabularyReader(scheme);
  const root = parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }) as Node;
  reader.readSubjects();
  reader.readDecisions();
  reader.readRelations();
  for (const stage of entriesOf(at(root, 'stages'))) {
    for (const section of ['indicators', 'flags', 'outcomes']) {
      for (const [, indicator] of entriesOf(at(stage[1], section))) {
        for (const [keyword, parameters] of entriesOf(indicator)) reader.readMechanism(keyword, parameters);
      }
    }
  }
  reader.openWhatSomeTakeAny();
  reader.readRoll();
  return reader.found;
}

function at(node: Node | undefined, key: string): Node | undefined {
  return node instanceof Map ? (node as ReadonlyMap<string, Node>).get(key) : undefined;
}

function entriesOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  return node instanceof Map ? [...(node as ReadonlyMap<string, Node>)] : [];
}

function textsOf(node: Node | undefined): readonly string[] {
  if (typeof node === 'string') return [node];
  return Array.isArray(node) ? (node as readonly Node[]).filter((each) => typeof each === 'string') : [];
}

class VocabularyReader {
  readonly found = new Map<string, ColumnVocabulary>();
  /** Measures by the table that they read, and by the column that they name words of. */
  private readonly readers = new Map<string, number>();
  private readonly scheme: Scheme;

  constructor(scheme: Scheme) {
    this.scheme = scheme;
  }

  private column(table: string, column: string): ColumnVocabulary {
    const key = `${table}.${column}`;
    let vocabulary = this.found.get(key);
    if (vocabulary === undefined)
      this.found.set(key, (vocabulary = { choices: new Map(), isOpen: false, under: new Set(), ranges: new Set() }));
    return vocabulary;
  }

  /** The values by which subjects fall into classes. */
  readSubjects(): void {
    for (const { name, kind, conditions } of this.scheme.basicClasses) {
      for (const { column, values } of conditions) {
        for (const value of values)
          this.column('subjects', column).choices.set(value, conditions.length === 1 && values.length === 1 ? name : '');
      }
      if (kind !== null) this.column('subjects', 'kind').choices.set(kind === 'unit' ? '单位' : '人员', '');
    }
  }

  /** The stages in which grades are decided, and the grades; nobody decides that something is undecided. */
  readDecisions(): void {
    for (const { name, grading } of this.scheme.stages) {
      if (grading === null) continue;
      this.column('decisions', 'stage').choices.set(name, '');
      const { undecided, scale } = grading;
      const open = undecided === 'better' ? null : scale.words[undecided.grade];
      for (const word of scale.words) if (word !== open) this.column('decisions', 'grade').choices.set(word, '');
    }
  }

  readRelations(): void {
    for (const { relation } of this.scheme.attributes.values())
      for (const kind of relation?.kinds ?? []) this.column('relations', 'relation').choices.set(kind, '');
  }

  /** Whoever is on the roll is there for a round and a group of the ballots. */
  readRoll(): void {
    for (const key of ['round', 'group']) {
      const ballots = this.found.get(`ballots.${key}`);
      if (ballots !== undefined) this.found.set(`roll.${key}`, ballots);
    }
  }

  readMechanism(keyword: string, parameters: Node): void {
    if (keyword === 'entries') {
      for (const [item, rule] of entriesOf(parameters)) this.readRule(item, rule);
      return;
    }
    if (keyword === 'deadline') {
      for (const kind of ['放假', '上班']) this.column('calendar', 'kind').choices.set(kind, '');
      return;
    }
    const table = tableDefinitions.get(keyword);
    if (table === undefined) return;
    if (keyword === 'vetoes') {
      for (const kind of Array.isArray(parameters) ? textsOf(parameters) : []) this.column(keyword, 'kind').choices.set(kind, '');
      if (parameters === 'any') this.column(keyword, 'kind').isOpen = true;
      return;
    }
    this.count(keyword);
    for (const [name, value] of entriesOf(parameters)) {
      this.count(`${keyword}.${name === 'under' ? 'indicator' : name}`);
      if (name === 'under') for (const word of textsOf(value)) this.readUnder(keyword, word);
      else if (name === 'answers') this.readAnswers(keyword, value);
      else if (name === 'words') for (const word of textsOf(value)) this.column(keyword, 'value').choices.set(word, '');
      else if (name === 'range') for (const range of textsOf(value)) this.column(keyword, 'value').ranges.add(range);
      else if (table.columns.some(({ key }) => key === name)) for (const word of textsOf(value)) this.readKey(keyword, name, word);
    }
  }

  private count(read: string): void {
    this.readers.set(read, (this.readers.get(read) ?? 0) + 1);
  }

  /** A column of which one measure names words, and another takes whatever stands there, is no closed list. */
  openWhatSomeTakeAny(): void {
    for (const [column, vocabulary] of this.found) {
      const named = this.readers.get(column);
      if (named !== undefined && named < this.readers.get(column.split('.')[0]!)!) vocabulary.isOpen = true;
    }
  }

  private readUnder(table: string, word: string): void {
    const vocabulary = this.column(table, 'indicator');
    vocabulary.isOpen = true;
    const list = this.scheme.lists.get(word);
    for (const key of list?.members.flatMap(({ keys }) => keys) ?? [word]) vocabulary.under.add(key);
  }

  /** The name of a list stands for its members, anything else for itself. */
  private readKey(table: string, column: string, word: string): void {
    const vocabulary = this.column(table, column);
    if (word === 'any') {
      vocabulary.isOpen = true;
      return;
    }
    // Cycles are counted from the year of the scheme.
    if (table === 'history' && column === 'cycle') {
      vocabulary.choices.set(/^-\d+$/.test(word) ? String(this.scheme.year + Number(word)) : word, '');
      return;
    }
    const list = this.scheme.lists.get(word);
    if (list === undefined) vocabulary.choices.set(word, '');
    for (const { name, keys } of list?.members ?? []) {
      // A member of several keys is a heading; only the keys stand in facts.
      if (keys.length === 1) vocabulary.choices.set(name, keys[0] === name ? '' : keys[0]!);
      else for (const key of keys) vocabulary.choices.set(key, name);
    }
  }

  private readRule(item: string, rule: Node): void {
    const key = at(rule, 'key');
    if (typeof key === 'string') this.column('adjustments', 'rule').choices.set(key, item);
    const points = at(rule, 'points');
    for (const [level] of entriesOf(points)) this.column('adjustments', 'level').choices.set(level, '');
    if (typeof points === 'string' && points.includes('..')) this.column('adjustments', 'points').ranges.add(`${item} ${points}`);
  }

  /** A range, words with values, words that are only counted; or one of these for each of several groups. */
  private readAnswers(table: string, answers: Node): void {
    const vocabulary = this.column(table, 'value');
    if (typeof answers === 'string') {
      vocabulary.ranges.add(answers);
      return;
    }
    for (const word of Array.isArray(answers) ? textsOf(answers) : []) vocabulary.choices.set(word, '');
    const isSwitch = at(answers, 'by') !== undefined;
    for (const [word, value] of entriesOf(answers)) {
      if (isSwitch && word !== 'by') this.readAnswers(table, value);
      else if (!isSwitch) vocabulary.choices.set(word, typeof value === 'string' && /^[\d.]+$/.test(value) ? value : '');
    }
  }
}
