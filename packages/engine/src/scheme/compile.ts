import { noDeclaredColumns, tableDefinitions, type ColumnType, type DeclaredColumn, type DeclaredColumns } from '../facts/definitions.ts';
import { checkFormula } from '../formula/check.ts';
import { refuseDeviation, type CheckContext } from '../formula/check-context.ts';
import type { Formula } from '../formula/ast.ts';
import type { Expression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse.ts';
import type { Scope } from '../formula/scope.ts';
import type { ValueType } from '../formula/type.ts';
import type { DocumentPlace, Problem, Result } from '../problem/problem.ts';
import { severityOf } from '../problem/catalogue.ts';
import { checkEvaluationOrder } from './evaluation-order.ts';
import { schemeShape, type SchemeDocument } from './document.ts';
import type { AttributePlan, Evidence, ListPlan, NumberForm, Reading, Scheme, SubjectClass } from './model.ts';
import { nearestName } from '../problem/nearest-name.ts';
import { resolveAttributes, resolveClasses, resolveLists } from './resolve.ts';
import { pairScope, rowScope, totalScope } from './scopes.ts';
import { Reader } from './reader.ts';
import type { LocatedText } from './shape.ts';
import { readSource, type SourceDocument } from './source.ts';
import { StageCompiler } from './stage-compiler.ts';
import { numberForm } from './number-form.ts';
import { checkValueLength, checkValueLengths } from './value-length.ts';

/** The newest format that this engine reads. */
export const schemeFormat = 1;

/**
 * Reads and checks a scheme document. All problems are reported at once, sorted by place; a scheme comes out only where
 * none of them is an error.
 */
export function compileScheme(text: string): Result<Scheme> {
  const source = readSource(text);
  const reader = new Reader();
  reader.problems.push(...source.problems);
  for (const node of source.dropped) reader.breakNames(node);
  const document = source.root === null ? undefined : schemeShape.read(source.root, reader);
  const scheme = document === undefined ? null : new SchemeCompiler(document, source, reader).compile();
  const problems = sortProblems(reader.problems);
  const refused = scheme === null || problems.some((problem) => severityOf(problem.code) === 'error');
  return refused ? { ok: false, problems } : { ok: true, value: scheme, problems };
}

function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const distinct = problems.filter((problem) => {
    const identity = JSON.stringify(problem);
    return seen.has(identity) ? false : seen.add(identity);
  });
  const at = ({ place }: Problem): readonly [number, number] => (place?.kind === 'document' ? [place.line, place.column] : [0, 0]);
  return distinct.toSorted((a, b) => at(a)[0] - at(b)[0] || at(a)[1] - at(b)[1]);
}

/**
 * Codes that say that something is not there, with the parameters that name it. Where it is there and could not be read, that
 * has been said, and this is no news.
 */
const absences: Readonly<Record<string, readonly string[]>> = {
  'unknown-name': ['name'],
  'unknown-function': ['name'],
  'unknown-class': ['name'],
  'unknown-list': ['name'],
  'unknown-type': ['name'],
  'unknown-grade': ['name'],
  'unknown-member': ['name', 'list'],
  'list-not-folded': ['name'],
  'flag-not-declared': ['name'],
  'no-quota': ['grade'],
};

/** Names compared for hints, over a whole document: enough for any real one, and a bound for those that are none. */
const namesComparedMax = 300_000;

/** State of one compilation. Names are resolved at first use, so that a scheme may say things in the order of the paper. */
export class SchemeCompiler {
  readonly document: SchemeDocument;
  readonly year: number;
  readonly show: NumberForm;
  readonly readings: Reading[] = [];
  classes: ReadonlyMap<string, SubjectClass> = new Map();
  attributes: ReadonlyMap<string, AttributePlan> = new Map();
  lists: ReadonlyMap<string, ListPlan> = new Map();
  declaredColumns: DeclaredColumns = noDeclaredColumns;
  readonly evidence = new Map<string, Evidence>();
  stages: readonly StageCompiler[] = [];
  private readonly source: SourceDocument;
  private readonly reader: Reader;
  private namesCompared = 0;

  constructor(document: SchemeDocument, source: SourceDocument, reader: Reader) {
    this.document = document;
    this.source = source;
    this.reader = reader;
    this.year = document.year.value;
    this.show = numberForm(document.show, { digits: 2, mode: 'half-up', percent: false });
  }

  report(code: string, place: DocumentPlace, parameters: Record<string, string> = {}): null {
    const isBroken = (absences[code] ?? []).some((parameter) => this.isBroken(parameters[parameter] ?? ''));
    const isGradingBroken = code === 'no-grading' && this.isBroken('grading');
    if (!isBroken && !isGradingBroken) this.reader.report(code, place, parameters);
    return null;
  }

  get basicClasses(): readonly SubjectClass[] {
    return [...this.classes.values()].filter(({ code }) => code >= 0);
  }

  isBroken(name: string): boolean {
    return this.reader.brokenNames.has(name);
  }

  /** A name whose content cannot be used, which has been reported: what refers to it is not at fault. */
  breakName(name: string): void {
    this.reader.brokenNames.add(name);
  }

  /** Whether something was read only in part, which has been reported. */
  isIncomplete(read: object): boolean {
    return this.reader.incomplete.has(read);
  }

  compile(): Scheme {
    const { document } = this;
    if (document.kaoji.value > schemeFormat) {
      this.report('format-too-new', document.kaoji.place, { found: String(document.kaoji.value), newest: String(schemeFormat) });
    }
    this.classes = resolveClasses(this);
    this.attributes = resolveAttributes(this);
    this.declaredColumns = this.resolveDeclaredColumns();
    this.lists = resolveLists(this);
    this.stages = document.stages.map((entry, index) => new StageCompiler(this, entry, index));
    this.resolveEvidence();
    for (const stage of this.stages) stage.compile();
    for (const stage of this.stages) for (const earlier of this.stages.slice(0, stage.plan.index)) stage.checkAgainst(earlier);
    const report = (code: string, place: DocumentPlace, parameters: Record<string, string>): null => this.report(code, place, parameters);
    const totals = (document.totals ?? []).flatMap(({ name, place, value }) => {
      const formula = this.printedFormula(value, totalScope(this));
      if (formula !== null) checkValueLength(formula, { name, place }, report);
      return formula === null ? [] : [{ key: name, formula }];
    });
    checkEvaluationOrder(this.stages, report);
    checkValueLengths(
      this.stages.map((stage) => stage.plan),
      report,
    );
    return {
      id: document.id.value,
      title: document.title.value,
      format: document.kaoji.value,
      year: this.year,
      show: this.show,
      suppressBelow: document['suppress-below']?.value ?? 0,
      classes: this.classes,
      basicClasses: this.basicClasses,
      attributes: this.attributes,
      lists: this.lists,
      evidence: this.evidence,
      declaredColumns: this.declaredColumns,
      stages: this.stages.map((stage) => stage.plan),
      totals,
      readings: this.readings,
    };
  }

  /** Parses a formula that stands in the document; its problems get the place where the words stand. */
  parse(text: LocatedText): Formula | null {
    const { formula, problems } = parseFormula(text.value);
    for (const { code, range, parameters } of problems) this.report(code, this.placeIn(text, range), parameters);
    return formula;
  }

  formula(text: LocatedText, scope: Scope): Expression | null {
    const found = this.printedFormula(text, scope);
    return found === null ? null : refuseDeviation(found, this.checkContext(text, scope));
  }

  /** A formula whose value is printed and read by nothing else. */
  printedFormula(text: LocatedText, scope: Scope): Expression | null {
    const parsed = this.parse(text);
    return parsed === null ? null : checkFormula(parsed, this.checkContext(text, scope));
  }

  checkContext(text: LocatedText, scope: Scope): CheckContext {
    return {
      scope,
      report: (code, range, parameters = {}) => this.report(code, this.placeIn(text, range), parameters),
      check: checkFormula,
      nearest: (name, names) => this.nearest(name, names),
    };
  }

  private nearest(name: string, names: Iterable<string>): string {
    if (this.namesCompared > namesComparedMax) return '';
    const candidates = [...names];
    this.namesCompared += candidates.length;
    return nearestName(name, candidates) ?? '';
  }

  rowFormula(text: LocatedText, table: string, stage: StageCompiler | null): Expression | null {
    return this.formula(text, rowScope(this, stage, table));
  }

  pairFormula(text: LocatedText): Expression | null {
    return this.formula(text, pairScope(this));
  }

  read(name: string, clause: LocatedText | undefined, reading: LocatedText | undefined): void {
    if (reading !== undefined) this.readings.push({ name, clause: clause?.value ?? null, text: reading.value, place: reading.place });
  }

  private placeIn(text: LocatedText, range: { from: number; to: number }): DocumentPlace {
    return text.offset < 0 ? text.place : this.source.placeAt(text.offset + range.from, Math.max(1, range.to - range.from));
  }

  private resolveEvidence(): void {
    for (const { name, place, value } of this.document.facts ?? []) {
      if (!tableDefinitions.has(name)) {
        this.report('unknown-table', place, { name, nearest: nearestName(name, tableDefinitions.keys()) ?? '' });
        continue;
      }
      const where = value.where === undefined ? null : this.rowFormula(value.where, name, null);
      if (where !== null && where.type.kind !== 'truth') this.report('condition-expected', value.where!.place);
      this.evidence.set(name, { table: name, where, clause: value.clause?.value ?? null });
      this.read(name, value.clause, value.reading);
    }
  }

  private resolveDeclaredColumns(): DeclaredColumns {
    const declared = new Map<string, DeclaredColumn[]>();
    const add = (table: string, column: DeclaredColumn): void => {
      declared.set(table, [...(declared.get(table) ?? []), column]);
    };
    for (const attribute of this.attributes.values()) {
      if (attribute.column === null) continue;
      const { type, reference } = columnTypeOf(attribute.type);
      add('subjects', { key: attribute.column, name: attribute.name, type, ...(reference ? { reference: 'refuse' } : {}) });
    }
    const types = { number: 'decimal', money: 'decimal', text: 'text', 'yes-no': 'yes-no', date: 'date' } as const;
    for (const { name, value } of this.document.facts ?? []) {
      for (const column of value.columns ?? []) {
        add(name, { key: column.value.key.value, name: column.name, type: types[column.value.type.value] });
      }
    }
    return declared;
  }
}

function columnTypeOf(type: ValueType): { type: ColumnType; reference: boolean } {
  if (type.kind === 'number') return { type: 'decimal', reference: false };
  if (type.kind === 'truth') return { type: 'yes-no', reference: false };
  if (type.kind === 'date') return { type: 'date', reference: false };
  return type.kind === 'subject' ? { type: 'id', reference: true } : { type: 'text', reference: false };
}
