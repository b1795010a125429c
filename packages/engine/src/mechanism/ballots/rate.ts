import { missing } from '../../number/missing.ts';
import { cellCount } from '../../scheme/model.ts';
import type { StageRun } from '../../score/run.ts';
import { numberCell, type Cell } from '../../score/value.ts';
import type { BallotPlan } from './evaluate.ts';
import type { SheetNumbers } from './quorum.ts';
import type { Roll } from './roll.ts';
import type { Sheets } from './sheets.ts';

/** Share of the sheets that give one of some answers (得票率), over a declared number of sheets. */
export interface Rate {
  readonly words: readonly string[];
  readonly over: 'valid' | 'returned' | 'issued';
}

export interface RateInput {
  readonly sheets: Sheets;
  readonly isValid: Uint8Array;
  readonly numbers: SheetNumbers;
  /** Asked for by a share of the issued sheets alone. */
  readonly roll: () => Roll;
  /** Cell of the value for each cell that sheets are counted by. */
  readonly pool: Int32Array;
}

export interface RateResult {
  readonly cells: readonly Cell[];
  /** cell × subject: sheets with one of the answers, and the sheets that they are a share of. */
  readonly votes: Int32Array;
  readonly totals: Int32Array;
}

/**
 * 优秀 on 36 of 45 valid sheets is 80%; over 50 issued it is 72%. There is no rate where the number of sheets is 0, and
 * nobody knows one over issued sheets whose number is not known.
 */
export function rateCells(run: StageRun, plan: BallotPlan, rate: Rate, input: RateInput): RateResult {
  const { arithmetic } = run.run;
  const { length } = run.population;
  const items = plan.keepItems ? (plan.items?.members.length ?? 1) : 1;
  const votes = countVotes(run, plan, rate, input, items);
  const totals = new Int32Array(votes.length);
  const isKnown = new Uint8Array(cellCount(plan.lists)).fill(1);
  const roll = rate.over === 'issued' ? input.roll() : null;
  const counted = rate.over === 'issued' ? roll!.issued : input.numbers[rate.over];
  input.pool.forEach((group, cell) => {
    for (let item = 0; item < items; item++) {
      const own = group * items + item;
      if (roll?.isKnown[cell] === 0) isKnown[own] = 0;
      for (let row = 0; row < length; row++) totals[own * length + row]! += counted[cell * length + row]!;
    }
  });
  const cells = Array.from(isKnown, (known, cell): Cell => {
    const own = (column: Int32Array): Int32Array => column.slice(cell * length, (cell + 1) * length);
    const whole = own(totals);
    const state = Uint8Array.from(whole, (total) => (known === 0 ? missing.noRecord : total === 0 ? missing.noSheet : 0));
    const share = arithmetic.divide(arithmetic.fromIntegers(own(votes)), arithmetic.fromIntegers(whole.map((total) => Math.max(total, 1))));
    return numberCell(arithmetic.withState(share, state));
  });
  return { cells, votes, totals };
}

/** Valid sheets with one of the answers. */
function countVotes(run: StageRun, plan: BallotPlan, { words }: Rate, { sheets, isValid, pool }: RateInput, items: number): Int32Array {
  const { codes, values } = run.run.facts.column(plan.table, 'value');
  const { length } = run.population;
  const isWanted = Uint8Array.from(values, (text) => (words.includes(text) ? 1 : 0));
  const votes = new Int32Array(cellCount(plan.lists) * length);
  sheets.sheetOf.forEach((sheet, row) => {
    if (sheet < 0 || isValid[sheet] === 0 || sheets.answered[row] === 0 || isWanted[codes[row]!] === 0) return;
    const owner = sheets.owner[sheet]!;
    const cell = pool[Math.floor(owner / length)]! * items + (items > 1 ? sheets.itemOf[row]! : 0);
    votes[cell * length + (owner % length)]!++;
  });
  return votes;
}
