/**
 * Why a value is not there. A missing value is never a number (STYLE "Numbers"); each reason is a value of its own,
 * and a mechanism declares what it does with each.
 *
 * Codes are small so that a column of states is one byte a cell; 0 means present.
 */
export const missing = {
  present: 0,
  /** The period is open and nothing has been handed in yet (未到期). */
  notYet: 1,
  /** Excused by decision (免考). */
  excused: 2,
  /** Does not apply to this subject (不适用). */
  notApplicable: 3,
  /** The period is closed and nothing was handed in (未报送). */
  notSubmitted: 4,
  /** No row of facts speaks of it (无记录). */
  noRecord: 5,
  /** An operand is missing; the reason is found below it. */
  operand: 6,
  divisionByZero: 7,
  /** Ballots: no sheet was issued for this cell (未发票). */
  noSheet: 8,
  /** Ballots: sheets came back, none is valid (无有效票). */
  noValidSheet: 9,
  /** Withheld by the scheme because a part is missing (暂不计分). */
  withheld: 10,
  /** The scheme says that this does not exist for the subject's class. */
  noClass: 11,
} as const;

export type MissingCode = (typeof missing)[keyof typeof missing];
