import type { ValueAliases } from '../facts/canonical.ts';
import { columnOf } from '../facts/definitions.ts';
import type { Facts } from '../facts/facts.ts';
import type { FactTable } from '../facts/table.ts';
import type { ValueType } from '../formula/type.ts';
import { evaluate } from '../formula/evaluate.ts';
import type { SourceResult } from '../mechanism/mechanism.ts';
import type { Arithmetic, NumberColumn } from '../number/arithmetic.ts';
import { missing } from '../number/missing.ts';
import { parseDecimals } from '../number/decimal-column.ts';
import { fromInteger, type Rational } from '../number/rational.ts';
import type { AttributePlan, NodePlan, Scheme, StagePlan, SubjectClass } from '../scheme/model.ts';
import { factAliases } from './fact-aliases.ts';
import { applyNeeds, publishCells } from './publish.ts';
import { populationFrame, rowsFrame } from './frame.ts';
import { gatherBytes, gatherIntegers } from './gather.ts';
import { schemeReads, type SchemeRead } from './scheme-reads.ts';
import { gradeStage, rankStage, type GradeRun, type RankingRun } from './ranking.ts';
import { subjectSets } from './subject-sets.ts';
import { truth, truthOf, type Value } from './value.ts';

/**
 * One computation: a scheme, its facts and an arithmetic. Values are computed at first use and kept, so the order of work
 * follows from what reads what, and everything that was computed is there to be explained.
 */
export class Run {
  readonly scheme: Scheme;
  readonly facts: Facts;
  readonly arithmetic: Arithmetic;
  /** Class code of each row of the subjects table; −1 where it is in no class. */
  readonly classOf: Int32Array;
  /** All rows of the subjects table: the population of a stage that appraises everybody, whose columns are read as they are. */
  readonly everybody: Int32Array;
  readonly findings: Finding[] = [];
  /** What the scheme reads of the tables of facts. */
  readonly reads: readonly SchemeRead[];
  /** Names that stand for keys in the facts. */
  readonly aliases: ValueAliases;
  /** Set by whoever asks how many sheets were issued; a roll that nobody asks for is read by nobody. */
  rollIsRead = false;
  private readonly stages: readonly StageRun[];
  /** Attributes that are sets of subjects, worked out once. */
  readonly subjectSets = new Map<AttributePlan, ReadonlyMap<number, ReadonlySet<number>>>();
  private readonly evidence = new Map<string, Uint8Array | null>();
  private readonly decimalsOf = new Map<readonly string[], readonly (Rational | null)[]>();

  constructor(scheme: Scheme, facts: Facts, arithmetic: Arithmetic) {
    this.scheme = scheme;
    this.facts = facts;
    this.arithmetic = arithmetic;
    this.classOf = classify(scheme, facts, this.findings);
    this.reads = schemeReads(scheme);
    this.aliases = factAliases(scheme, this.reads);
    this.everybody = rowsUpTo(facts.subjectCount);
    this.stages = scheme.stages.map((plan) => new StageRun(this, plan));
  }

  stageRun(plan: StagePlan): StageRun {
    return this.stages[plan.index]!;
  }

  stageRunAt(index: number): StageRun {
    return this.stages[index]!;
  }

  /** 1 for each row of a table that counts as evidence; null where all do. */
  evidenceRows(table: FactTable): Uint8Array | null {
    const known = this.evidence.get(table.name);
    if (known !== undefined) return known;
    const where = this.scheme.evidence.get(table.name)?.where ?? null;
    let mask: Uint8Array | null = null;
    if (where !== null) {
      const held = truthOf(evaluate(where, rowsFrame(this, table, this.subjectsOfRows(table), null)).value);
      mask = held.map((each) => (each === truth.yes ? 1 : 0));
    }
    this.evidence.set(table.name, mask);
    return mask;
  }

  /** Whom each row is about; a day of the calendar is about nobody. */
  private subjectsOfRows({ name, rowCount }: FactTable): Int32Array {
    const isAboutSomebody = columnOf(this.facts.definitions.get(name)!, 'subject') !== undefined;
    return isAboutSomebody ? this.facts.subjectRows(name, 'subject') : new Int32Array(rowCount).fill(-1);
  }

  /** The distinct texts of a column as numbers; null where a text is none. */
  decimals(table: string, column: string): readonly (Rational | null)[] {
    const { values } = this.facts.column(table, column);
    let known = this.decimalsOf.get(values);
    if (known === undefined) this.decimalsOf.set(values, (known = parseDecimals(values)));
    return known;
  }

  /** An attribute of the given subjects (rows of the subjects table, −1 none). */
  attribute(attribute: AttributePlan, subjects: Int32Array): Value {
    if (attribute.reverses !== null || attribute.relation !== null) return subjectSets(this, attribute, subjects);
    if (attribute.type.kind === 'subject') {
      const target = this.facts.subjectRows('subjects', attribute.column!);
      return { kind: 'subject', rows: gatherIntegers(target, subjects, -1) };
    }
    const { codes, values } = this.facts.column('subjects', attribute.column!);
    const own = subjects === this.everybody ? codes : gatherIntegers(codes, subjects, 0);
    return decodeColumn(this.arithmetic, { codes: own, values }, attribute.type);
  }

  classWords(subjects: Int32Array): Value {
    const words = this.scheme.basicClasses.map((each) => each.name);
    return { kind: 'word', codes: gatherIntegers(this.classOf, subjects, -1), words };
  }

  inClass(subjects: Int32Array, subjectClass: SubjectClass): Uint8Array {
    const isMember = truthByClass(this.scheme, subjectClass);
    const held = new Uint8Array(subjects.length);
    for (let i = 0; i < held.length; i++) {
      const code = subjects[i]! < 0 ? -1 : this.classOf[subjects[i]!]!;
      held[i] = subjects[i]! < 0 ? truth.missing : code < 0 ? truth.no : isMember[code]!;
    }
    return held;
  }

  columnValue(table: FactTable, key: string, type: ValueType): Value {
    return decodeColumn(this.arithmetic, this.facts.column(table.name, key), type);
  }

  yearOf(value: Value): NumberColumn {
    if (value.kind !== 'word') throw new TypeError('a date was checked for');
    const years = value.words.map((date): Rational | null => (/^\d{4}-/.test(date) ? fromInteger(Number(date.slice(0, 4))) : null));
    return this.arithmetic.fromDictionary(value.codes, years);
  }
}

/** A rule of the scheme that a well-formed row fails: the row is kept, counts nothing, and is flagged. */
export interface Finding {
  readonly code: string;
  readonly table: string;
  /** −1: the table as a whole. */
  readonly row: number;
  /** Key of the column at fault; absent: the whole row. */
  readonly column?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The subjects of one stage and their values. */
export class StageRun {
  readonly run: Run;
  readonly plan: StagePlan;
  /** Rows of the subjects table, in table order. */
  readonly population: Int32Array;
  /** Class code of each subject of the population. */
  readonly classOf: Int32Array;
  private readonly localOf: Int32Array;
  private readonly results = new Map<NodePlan, SourceResult>();
  private rankingRun: RankingRun | undefined;
  private gradeRun: GradeRun | undefined;
  private rejected: Int32Array | undefined;

  constructor(run: Run, plan: StagePlan) {
    this.run = run;
    this.plan = plan;
    this.population = membersOf(run, plan.classes);
    const isEverybody = this.population === run.everybody;
    this.classOf = isEverybody ? run.classOf : gatherIntegers(run.classOf, this.population, -1);
    this.localOf = isEverybody ? run.everybody : placesIn(this.population, run.everybody.length);
  }

  /** Positions in the population of rows of the subjects table; −1 where a subject is not in this stage. */
  localRows(subjects: Int32Array): Int32Array {
    return gatherIntegers(this.localOf, subjects, -1);
  }

  node(plan: NodePlan): SourceResult {
    const known = this.results.get(plan);
    if (known !== undefined) return known;
    const result = publishCells(plan, applyNeeds(plan, plan.source.evaluate(this), this), this);
    this.results.set(plan, result);
    return result;
  }

  ranking(): RankingRun {
    if (this.plan.grading === null) throw new TypeError('a stage with a grading was checked for');
    return (this.rankingRun ??= rankStage(this, this.plan.grading));
  }

  grades(): GradeRun {
    if (this.plan.grading === null) throw new TypeError('a stage with a grading was checked for');
    return (this.gradeRun ??= gradeStage(this, this.plan.grading, this.ranking()));
  }

  /** Decided grade where there is a decision, else the proposal. */
  finalGrades(): Value {
    return { kind: 'word', codes: this.grades().final, words: this.plan.grading!.scale.words };
  }

  /** Adjustment rows of each subject that passed as evidence and broke a rule of the catalogue. */
  rejectedEntries(): Int32Array {
    if (this.rejected !== undefined) return this.rejected;
    this.rejected = new Int32Array(this.population.length);
    for (const node of this.plan.nodes) if (node.source.mechanism === 'entries') this.node(node);
    for (const row of this.rejectedRows) {
      const local = this.localOf[this.run.facts.subjectRows('adjustments', 'subject')[row]!]!;
      if (local >= 0) this.rejected[local]!++;
    }
    return this.rejected;
  }

  /** Filled by the adjustment mechanism: rows of `adjustments` refused by a rule of this stage. */
  readonly rejectedRows = new Set<number>();

  frame(): ReturnType<typeof populationFrame> {
    return populationFrame(this);
  }
}

function decodeColumn(arithmetic: Arithmetic, column: { codes: Int32Array; values: readonly string[] }, type: ValueType): Value {
  switch (type.kind) {
    case 'number': {
      const states = new Uint8Array(column.values.length).fill(missing.noRecord);
      const notApplicable = column.values.indexOf('NA');
      if (notApplicable >= 0) states[notApplicable] = missing.notApplicable;
      return { kind: 'number', column: arithmetic.fromTexts(column.codes, column.values, states) };
    }
    case 'truth': {
      const byCode = column.values.map((text) =>
        text === '1' || text === '是' ? truth.yes : text === '0' || text === '否' ? truth.no : truth.missing,
      );
      return { kind: 'truth', truth: gatherBytes(Uint8Array.from(byCode), column.codes, truth.missing) };
    }
    default:
      return { kind: 'word', codes: withoutEmpty(column.codes), words: column.values };
  }
}

/** Codes of words: an empty cell is none. */
function withoutEmpty(codes: Int32Array): Int32Array {
  const own = codes.slice();
  for (let row = 0; row < own.length; row++) if (own[row] === 0) own[row] = -1;
  return own;
}

/** A subject is in exactly one class; one in none takes part in nothing, and one in two would be counted by the order of the document. Both are flagged. */
function classify(scheme: Scheme, facts: Facts, findings: Finding[]): Int32Array {
  const classOf = new Int32Array(facts.subjectCount).fill(-1);
  const kindWords = { unit: ['unit', '单位'], person: ['person', '人员'] };
  const names = scheme.basicClasses.map(({ name }) => name);
  for (const { name, code, kind, conditions } of scheme.basicClasses) {
    const all = kind === null ? conditions : [...conditions, { column: 'kind', values: kindWords[kind] }];
    const holds = new Uint8Array(classOf.length).fill(1);
    for (const { column, values } of all) {
      const { codes, values: words } = facts.column('subjects', column);
      const isAccepted = Uint8Array.from(words, (text) => (values.includes(text) ? 1 : 0));
      for (let row = 0; row < holds.length; row++) holds[row]! &= isAccepted[codes[row]!]!;
    }
    for (let row = 0; row < holds.length; row++) {
      if (holds[row] === 0) continue;
      if (classOf[row] === -1) classOf[row] = code;
      else
        findings.push({
          code: 'subject-in-two-classes',
          table: 'subjects',
          row,
          parameters: { first: names[classOf[row]!]!, second: name },
        });
    }
  }
  for (let row = 0; row < classOf.length; row++) {
    if (classOf[row] === -1)
      findings.push({ code: 'subject-without-class', table: 'subjects', row, parameters: { classes: names.join('、') } });
  }
  return classOf;
}

/** Subjects of the given classes, in table order; `everybody` itself where all are. */
function membersOf({ everybody, classOf }: Run, classes: ReadonlySet<number>): Int32Array {
  const isMember = Uint8Array.from({ length: Math.max(-1, ...classes) + 1 }, (_, code) => (classes.has(code) ? 1 : 0));
  let count = 0;
  for (let row = 0; row < classOf.length; row++) if (classOf[row]! >= 0 && isMember[classOf[row]!] === 1) count++;
  if (count === everybody.length) return everybody;
  const rows = new Int32Array(count);
  let place = 0;
  for (let row = 0; row < classOf.length; row++) if (classOf[row]! >= 0 && isMember[classOf[row]!] === 1) rows[place++] = row;
  return rows;
}

function placesIn(rows: Int32Array, rowCount: number): Int32Array {
  const places = new Int32Array(rowCount).fill(-1);
  for (let place = 0; place < rows.length; place++) places[rows[place]!] = place;
  return places;
}

function rowsUpTo(rowCount: number): Int32Array {
  const rows = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[row] = row;
  return rows;
}

/** `yes` at the code of each basic class that the class consists of. */
function truthByClass(scheme: Scheme, { members }: SubjectClass): Uint8Array {
  return Uint8Array.from(scheme.basicClasses, ({ code }) => (members.includes(code) ? truth.yes : truth.no));
}
