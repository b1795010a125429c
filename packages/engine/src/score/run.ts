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
import { applyNeeds, publishCells } from './publish.ts';
import { populationFrame, rowsFrame } from './frame.ts';
import { gradeStage, rankStage, type GradeRun, type RankingRun } from './ranking.ts';
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
  readonly findings: Finding[] = [];
  private readonly stages: readonly StageRun[];
  private readonly evidence = new Map<string, Uint8Array | null>();
  private readonly decimalsOf = new Map<readonly string[], readonly (Rational | null)[]>();

  constructor(scheme: Scheme, facts: Facts, arithmetic: Arithmetic) {
    this.scheme = scheme;
    this.facts = facts;
    this.arithmetic = arithmetic;
    this.classOf = classify(scheme, facts);
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
      const held = truthOf(evaluate(where, rowsFrame(this, table, this.facts.subjectRows(table.name, 'subject'), null)).value);
      mask = held.map((each) => (each === truth.yes ? 1 : 0));
    }
    this.evidence.set(table.name, mask);
    return mask;
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
    if (attribute.reverses !== null) return this.reverse(attribute.reverses, subjects);
    if (attribute.type.kind === 'subject') {
      const target = this.facts.subjectRows('subjects', attribute.column!);
      return { kind: 'subject', rows: subjects.map((row) => (row < 0 ? -1 : target[row]!)) };
    }
    const column = this.facts.column('subjects', attribute.column!);
    const codes = subjects.map((row) => (row < 0 ? 0 : column.codes[row]!));
    return decodeColumn(this.arithmetic, { codes, values: column.values }, attribute.type);
  }

  private reverse(attribute: AttributePlan, subjects: Int32Array): Value {
    const target = this.facts.subjectRows('subjects', attribute.column!);
    const counts = new Int32Array(this.facts.subjectCount + 1);
    const isPart = (row: number): boolean => target[row]! >= 0 && (attribute.classes === null || attribute.classes.has(this.classOf[row]!));
    for (let row = 0; row < target.length; row++) if (isPart(row)) counts[target[row]! + 1]!++;
    for (let row = 0; row < this.facts.subjectCount; row++) counts[row + 1]! += counts[row]!;
    const next = counts.slice();
    const pointing = new Int32Array(counts.at(-1)!);
    for (let row = 0; row < target.length; row++) if (isPart(row)) pointing[next[target[row]!]!++] = row;
    const starts = new Int32Array(subjects.length + 1);
    const members: number[] = [];
    subjects.forEach((row, i) => {
      if (row >= 0) for (let k = counts[row]!; k < counts[row + 1]!; k++) members.push(pointing[k]!);
      starts[i + 1] = members.length;
    });
    return { kind: 'set', starts, members: Int32Array.from(members) };
  }

  classWords(subjects: Int32Array): Value {
    const words = this.scheme.basicClasses.map((each) => each.name);
    return { kind: 'word', codes: subjects.map((row) => (row < 0 ? -1 : this.classOf[row]!)), words };
  }

  inClass(subjects: Int32Array, subjectClass: SubjectClass): Uint8Array {
    const members = new Set(subjectClass.members);
    return Uint8Array.from(subjects, (row) => (row < 0 ? truth.missing : members.has(this.classOf[row]!) ? truth.yes : truth.no));
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
  readonly row: number;
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
    const rows: number[] = [];
    this.localOf = new Int32Array(run.classOf.length).fill(-1);
    for (let row = 0; row < run.classOf.length; row++) {
      if (!plan.classes.has(run.classOf[row]!)) continue;
      this.localOf[row] = rows.length;
      rows.push(row);
    }
    this.population = Int32Array.from(rows);
    this.classOf = this.population.map((row) => run.classOf[row]!);
  }

  /** Positions in the population of rows of the subjects table; −1 where a subject is not in this stage. */
  localRows(subjects: Int32Array): Int32Array {
    return subjects.map((row) => (row < 0 ? -1 : this.localOf[row]!));
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
      const states = Uint8Array.from(column.values, (text) => (text === 'NA' ? missing.notApplicable : missing.noRecord));
      return { kind: 'number', column: arithmetic.fromDictionary(column.codes, parseDecimals(column.values), states) };
    }
    case 'truth': {
      const byCode = column.values.map((text) => (text === '1' || text === '是' ? truth.yes : text === '0' || text === '否' ? truth.no : truth.missing));
      return { kind: 'truth', truth: Uint8Array.from(column.codes, (code) => byCode[code]!) };
    }
    default:
      return { kind: 'word', codes: column.codes.map((code) => (code === 0 ? -1 : code)), words: column.values };
  }
}

function classify(scheme: Scheme, facts: Facts): Int32Array {
  const classOf = new Int32Array(facts.subjectCount).fill(-1);
  const kindWords = { unit: ['unit', '单位'], person: ['person', '人员'] };
  for (const { code, kind, conditions } of scheme.basicClasses) {
    const all = kind === null ? conditions : [...conditions, { column: 'kind', values: kindWords[kind] }];
    const tests = all.map(({ column, values }) => {
      const { codes, values: words } = facts.column('subjects', column);
      const accepted = Uint8Array.from(words, (text) => (values.includes(text) ? 1 : 0));
      return { codes, accepted };
    });
    for (let row = 0; row < classOf.length; row++) {
      if (classOf[row] === -1 && tests.every(({ codes, accepted }) => accepted[codes[row]!] === 1)) classOf[row] = code;
    }
  }
  return classOf;
}
