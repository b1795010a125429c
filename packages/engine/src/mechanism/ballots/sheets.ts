import { stateOfValue } from '../../facts/states.ts';
import { missing } from '../../number/missing.ts';
import { parseDecimal, compare, type Rational } from '../../number/rational.ts';
import type { NumberColumn } from '../../number/arithmetic.ts';
import type { StageRun } from '../../score/run.ts';
import { cellMembers } from '../../scheme/model.ts';
import { gatherIntegers } from '../../score/gather.ts';
import { KeyNumbers } from '../../score/key-numbers.ts';
import { drop, memberOfText, rowFate, selectRows, type SelectedRows } from '../rows.ts';
import type { BallotPlan } from './evaluate.ts';
import type { Answers } from './parameters.ts';

/** Rows gathered into sheets. A sheet is one ballot of one cell (round, group) about one subject. */
export interface Sheets {
  readonly rows: SelectedRows;
  /** Sheet of each row; −1 for rows of no sheet here. */
  readonly sheetOf: Int32Array;
  readonly sheetCount: number;
  /** cell × length + subject of each sheet, over the lists that are counted by. */
  readonly owner: Int32Array;
  /** Item (position in the list, 0 without a list) of each row; −1 where it is no item of this sheet. */
  readonly itemOf: Int32Array;
  /** 1 where the row holds an answer, with or without a value. */
  readonly answered: Uint8Array;
  /** Value of each answer; missing where it has none. */
  readonly values: NumberColumn;
  /** Text code of each row's answer. */
  readonly codes: Int32Array;
}

export function gatherSheets(run: StageRun, plan: BallotPlan): Sheets {
  const rows = selectRows(run, plan.table, plan.keys);
  const { facts } = run.run;
  const itemOf = itemsOfRows(run, plan);
  const states = facts.states(plan.table, 'value');
  for (let row = 0; row < itemOf.length; row++) {
    if (rows.owner[row]! < 0) continue;
    if (itemOf[row]! < 0) drop(rows, row, rowFate.foreign);
    // Whoever need not rate this subject was handed no sheet for it.
    else if (states[row] === missing.excused) drop(rows, row, rowFate.excused);
    else if (states[row] === missing.notApplicable) drop(rows, row, rowFate.notApplicable);
  }
  const { sheetOf, owner } = numberSheets(rows, sheetIdentities(run, plan, rows));
  const { answered, values, codes } = readAnswers(run, plan, rows);
  return { rows, sheetOf, sheetCount: owner.length, owner, itemOf, answered, values, codes };
}

function itemsOfRows(run: StageRun, { table, item }: BallotPlan): Int32Array {
  if (item === null) return new Int32Array(run.run.facts.table(table).rowCount);
  const { codes, values } = run.run.facts.column(table, 'item');
  return gatherIntegers(
    Int32Array.from(values, (text) => memberOfText(item, text)),
    codes,
    -1,
  );
}

interface SheetIdentities {
  readonly codes: Int32Array | Float64Array;
  readonly size: number;
}

const apartColumns = { ballots: ['round', 'group'], survey: ['wave', 'stratum'] } as const;

/** What tells the sheets of one cell and subject apart: their number, and whatever of round and group no key has fixed. */
export function sheetIdentities(run: StageRun, plan: BallotPlan, { owner }: SelectedRows): SheetIdentities {
  const { facts } = run.run;
  const numbers = facts.column(plan.table, plan.sheetColumn);
  let identities: SheetIdentities = { codes: numbers.codes, size: numbers.values.length };
  for (const name of apartColumns[plan.table].filter((column) => plan.keys.every((key) => key.column !== column))) {
    const { codes, values } = facts.column(plan.table, name);
    if (values.length <= 2 || isConstant(codes, owner)) continue;
    const { codes: known, size } = identities;
    const both = new Float64Array(codes.length);
    for (let row = 0; row < both.length; row++) both[row] = known[row]! * values.length + codes[row]!;
    identities = { codes: both, size: size * values.length };
  }
  return identities;
}

/** Whether all rows that have an owner share one code. */
function isConstant(codes: Int32Array, owner: Int32Array): boolean {
  let only = -1;
  for (let row = 0; row < codes.length; row++) {
    if (owner[row]! < 0 || codes[row] === only) continue;
    if (only >= 0) return false;
    only = codes[row]!;
  }
  return true;
}

/** Sheets in order of first appearance. Rows of a sheet usually stand together, so the last one is looked at first. */
function numberSheets(rows: SelectedRows, identities: SheetIdentities): { sheetOf: Int32Array; owner: Int32Array } {
  const sheetOf = new Int32Array(rows.owner.length).fill(-1);
  const sheets = new KeyNumbers();
  let lastKey = -1;
  let lastSheet = -1;
  for (let row = 0; row < sheetOf.length; row++) {
    const owner = rows.owner[row]!;
    if (owner < 0) continue;
    const key = owner * identities.size + identities.codes[row]!;
    if (key !== lastKey) {
      lastKey = key;
      lastSheet = sheets.numberOf(key);
    }
    sheetOf[row] = lastSheet;
  }
  const owner = new Int32Array(sheets.count);
  for (let row = 0; row < sheetOf.length; row++) if (sheetOf[row]! >= 0) owner[sheetOf[row]!] = rows.owner[row]!;
  return { sheetOf, owner };
}

/** Answers by text, once per distinct text and variant (a voter group may write numbers where another writes words). */
function readAnswers(
  run: StageRun,
  plan: BallotPlan,
  rows: SelectedRows,
): { answered: Uint8Array; values: NumberColumn; codes: Int32Array } {
  const { facts, arithmetic } = run.run;
  const column = facts.column(plan.table, 'value');
  const { answers } = plan;
  const variants: readonly Answers[] = answers.kind === 'plain' ? [answers.value] : answers.variants.map((variant) => variant.value);
  const size = column.values.length;
  const dictionary: (Rational | null)[] = [];
  const isAnswer = new Uint8Array(size * variants.length);
  const isKnown = new Uint8Array(size * variants.length);
  variants.forEach((variant, v) => {
    column.values.forEach((text, code) => {
      const { value, answered, known } = readAnswer(variant, text);
      dictionary.push(value);
      isAnswer[v * size + code] = answered ? 1 : 0;
      isKnown[v * size + code] = known ? 1 : 0;
    });
  });
  const variantOf = answers.kind === 'plain' ? null : variantOfRow(run, plan, rows);
  const codes = new Int32Array(column.codes.length);
  const answered = new Uint8Array(column.codes.length);
  for (let row = 0; row < codes.length; row++) {
    if (rows.owner[row]! < 0) {
      codes[row] = -1;
      continue;
    }
    const code = (variantOf === null ? 0 : variantOf(row) * size) + column.codes[row]!;
    codes[row] = code;
    answered[row] = isAnswer[code]!;
    if (answered[row] === 0) rows.fate[row] = rowFate.noAnswer;
    if (isKnown[code] === 0)
      run.run.findings.push({ code: 'unknown-answer', table: plan.table, row, parameters: { answer: column.values[column.codes[row]!]! } });
  }
  return { answered, values: arithmetic.fromDictionary(codes, dictionary), codes };
}

function readAnswer(answers: Answers, text: string): { value: Rational | null; answered: boolean; known: boolean } {
  const none = { value: null, answered: false, known: text === '' || stateOfValue(text) !== null };
  if (answers.kind === 'words') {
    const word = answers.words.get(text);
    if (word === undefined) return { ...none, known: none.known || !answers.closed };
    if (word.kind === 'no-answer') return { ...none, known: true };
    return { value: word.kind === 'number' ? word.value : null, answered: true, known: true };
  }
  const number = parseDecimal(text);
  if (number === null || compare(number, answers.least) < 0 || compare(number, answers.most) > 0) return none;
  return { value: number, answered: true, known: true };
}

function variantOfRow(run: StageRun, plan: BallotPlan, rows: SelectedRows): (row: number) => number {
  const { answers, countLists } = plan;
  if (answers.kind === 'plain') return () => 0;
  const { length, owner } = rows;
  if (answers.kind === 'class') return (row) => answers.variantOf[run.classOf[owner[row]! % length]!]!;
  const position = countLists.indexOf(answers.list);
  const variantOfCell = Int32Array.from(
    { length: rows.cellCount },
    (_, cell) => answers.variantOf[cellMembers(countLists, cell)[position]!]!,
  );
  return (row) => variantOfCell[Math.floor(owner[row]! / length)]!;
}
