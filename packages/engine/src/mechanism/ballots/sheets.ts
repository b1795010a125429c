import { parseDecimal, compare, type Rational } from '../../number/rational.ts';
import type { NumberColumn } from '../../number/arithmetic.ts';
import type { StageRun } from '../../score/run.ts';
import { cellMembers } from '../../scheme/model.ts';
import { memberOfText, rowFate, selectRows, type SelectedRows } from '../rows.ts';
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
  const { facts, arithmetic } = run.run;
  const items = plan.item === null ? null : facts.column(plan.table, 'item');
  const memberOfItem = items === null ? null : Int32Array.from(items.values, (text) => memberOfText(plan.item!, text));
  const itemOf = new Int32Array(rows.owner.length);
  for (let row = 0; row < itemOf.length; row++) {
    const item = memberOfItem === null ? 0 : memberOfItem[items!.codes[row]!]!;
    itemOf[row] = item;
    if (item < 0 && rows.owner[row]! >= 0) {
      rows.owner[row] = -1;
      rows.fate[row] = rowFate.foreign;
    }
  }
  const { sheetOf, owner } = numberSheets(rows, facts.column(plan.table, plan.sheetColumn));
  const { answered, values, codes } = readAnswers(run, plan, rows);
  return { rows, sheetOf, sheetCount: owner.length, owner, itemOf, answered, values, codes };
}


/** Sheets in order of first appearance. Rows of a sheet usually stand together, so the last one is looked at first. */
function numberSheets(rows: SelectedRows, ballots: { codes: Int32Array; values: readonly string[] }): { sheetOf: Int32Array; owner: Int32Array } {
  const sheetOf = new Int32Array(rows.owner.length).fill(-1);
  const known = new Map<number, number>();
  let owners = new Int32Array(1024);
  let lastKey = -1;
  let lastSheet = -1;
  for (let row = 0; row < sheetOf.length; row++) {
    const owner = rows.owner[row]!;
    if (owner < 0) continue;
    const key = owner * ballots.values.length + ballots.codes[row]!;
    if (key !== lastKey) {
      let sheet = known.get(key);
      if (sheet === undefined) {
        sheet = known.size;
        known.set(key, sheet);
        if (sheet === owners.length) {
          const larger = new Int32Array(owners.length * 2);
          larger.set(owners);
          owners = larger;
        }
        owners[sheet] = owner;
      }
      lastKey = key;
      lastSheet = sheet;
    }
    sheetOf[row] = lastSheet;
  }
  return { sheetOf, owner: owners.slice(0, known.size) };
}

/** Answers by text, once per distinct text and variant (a voter group may write numbers where another writes words). */
function readAnswers(run: StageRun, plan: BallotPlan, rows: SelectedRows): { answered: Uint8Array; values: NumberColumn; codes: Int32Array } {
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
  const variantOf = variantOfRow(run, plan, rows);
  const codes = new Int32Array(column.codes.length);
  const answered = new Uint8Array(column.codes.length);
  for (let row = 0; row < codes.length; row++) {
    if (rows.owner[row]! < 0) {
      codes[row] = -1;
      continue;
    }
    const code = variantOf(row) * size + column.codes[row]!;
    codes[row] = code;
    answered[row] = isAnswer[code]!;
    if (answered[row] === 0) rows.fate[row] = rowFate.noAnswer;
    if (isKnown[code] === 0) run.run.findings.push({ code: 'unknown-answer', table: plan.table, row, parameters: { answer: column.values[column.codes[row]!]! } });
  }
  return { answered, values: arithmetic.fromDictionary(codes, dictionary), codes };
}

function readAnswer(answers: Answers, text: string): { value: Rational | null; answered: boolean; known: boolean } {
  const none = { value: null, answered: false, known: text === '' };
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
  const variantOfCell = Int32Array.from({ length: rows.cellCount }, (_, cell) => answers.variantOf[cellMembers(countLists, cell)[position]!]!);
  return (row) => variantOfCell[Math.floor(owner[row]! / length)]!;
}
