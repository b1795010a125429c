import { compare, fromInteger, multiply, type Rational } from '../../number/rational.ts';
import type { StageRun } from '../../score/run.ts';
import type { BallotPlan } from './evaluate.ts';
import { dueBy, whoOf, type Roll } from './roll.ts';

/** What a vote must reach before it counts (测评有效的条件). */
export interface Quorum {
  /** Valid sheets at least. */
  readonly valid: number | null;
  /** Share of the issued sheets that must come back. */
  readonly returned: Rational | null;
  /** Share of those due to take part that must be on the roll. */
  readonly attended: Rational | null;
}

export interface SheetNumbers {
  readonly valid: Int32Array;
  readonly returned: Int32Array;
}

/** Why the vote of a cell about a subject does not count; '' where it does. */
export type QuorumFault = '' | 'too-many' | 'valid' | 'returned' | 'attended';

/**
 * Judges each cell of each subject. More sheets back than the roll says were issued is a fault whatever is laid down; a
 * share of a number that nobody knows is not reached. A cell without any sheet is not judged: there was no vote.
 */
export function judgeQuorum(run: StageRun, plan: BallotPlan, quorum: Quorum, numbers: SheetNumbers, roll: Roll): QuorumFault[] {
  const { length } = run.population;
  const due = Array.from(roll.isKnown, (_, cell) => {
    const who = quorum.attended === null ? null : whoOf(run, plan, cell);
    return who === null ? null : dueBy(run, who);
  });
  return Array.from(numbers.returned, (returned, owner): QuorumFault => {
    const cell = Math.floor(owner / length);
    const issued = roll.isKnown[cell] === 1 ? roll.issued[owner]! : null;
    if (returned === 0) return '';
    if (roll.isRolled[cell] === 1 && returned > issued!) return 'too-many';
    if (quorum.valid !== null && numbers.valid[owner]! < quorum.valid) return 'valid';
    if (quorum.returned !== null && !reaches(returned, issued, quorum.returned)) return 'returned';
    if (quorum.attended === null) return '';
    const attended = roll.isRolled[cell] === 1 ? issued : null;
    return attended !== null && reaches(attended, due[cell]?.[owner % length] ?? null, quorum.attended) ? '' : 'attended';
  });
}

function reaches(part: number, whole: number | null, share: Rational): boolean {
  return whole !== null && compare(fromInteger(part), multiply(share, fromInteger(whole))) >= 0;
}
