import type { Messages } from '../messages/messages.ts';
import type { Cut, QuotaView, RowView } from '../ranking/view.ts';

/** `优秀名额到此为止 4 / 4` */
export function cutText({ grade, from, actual, places }: Cut, { score }: Messages): string {
  return score.cut(grade, from, actual, places);
}

/** Who goes first where the line parts equals, and by which key; empty where it parts none. */
export function tieText({ tie }: Cut, { score }: Messages): string {
  return tie === null ? '' : score.cutTie(tie.rank, tie.inside.name, tie.outside.name, tie.key, tie.values);
}

/** How many places a grade has by the scheme: `30%，四舍五入`. */
export function quotaText({ basis }: QuotaView, { score }: Messages): string {
  if (basis === null) return '';
  return basis === 'rest' ? score.quotaRest : score.quotaRatio(basis.ratio, basis.mode);
}

/** Why somebody has the grade: the clause and the condition that held, or the quota. */
export function basisText({ words, rule, undecided, isDecided }: RowView, score: Messages['score']): string {
  if (isDecided) return score.decision;
  if (undecided !== null) return score.undecided[undecided];
  if (words === null) return '';
  const word = words.kind === 'quota' ? score.byQuota : (words.condition ?? rule ?? '');
  return words.clause === null ? word : `${words.clause} ${word}`;
}
