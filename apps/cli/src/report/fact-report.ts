import { problemPlace, type Problem } from '@kaoji/engine';
import { problemSentence, problemText } from '@kaoji/tables';
import type { Context } from '../context.ts';
import type { Stream } from '../stream.ts';
import { plain } from '../text/plain.ts';
import { wrapped } from '../text/width.ts';

/** More than this helps nobody at once; the rest is counted. */
const shownMax = 200;

/** Problems of handed-in facts as text: sheet, row and column, the sentence, and how many there are. */
export function factReport(path: string, problems: readonly Problem[], context: Context, stream: Stream): string {
  const { messages } = context;
  const { paint } = stream;
  const count = { error: 0, warning: 0, notice: 0 };
  for (const { code } of problems) count[problemText(code).severity]++;
  const errorsFirst = problems.toSorted((a, b) => rank(a) - rank(b));
  const lines = errorsFirst.slice(0, shownMax).flatMap((problem) => factProblemLines(problem, context, stream));
  const left = problems.length - shownMax;
  return [
    paint.strong(messages.facts.refused(plain(path))),
    '',
    ...lines,
    ...(left > 0 ? [messages.facts.more(left)] : []),
    '',
    messages.counts(count.error, count.warning, count.notice),
    messages.facts.nothingDone,
  ].join('\n');
}

function rank({ code }: Problem): number {
  return problemText(code).severity === 'error' ? 0 : 1;
}

/** One problem of the facts: `《tasks.csv》第12行“完成率”列  错误`, then the sentence. */
export function factProblemLines(problem: Problem, { language, messages }: Context, { paint, columns }: Stream): string[] {
  const { severity } = problemText(problem.code);
  const place = plain(problemPlace(problem, language));
  const value = problem.place?.kind === 'cell' && problem.place.value !== '' ? `  ${plain(problem.place.value)}` : '';
  const look = severity === 'error' ? paint.error : paint.warning;
  const head = `${paint.strong(place === '' ? messages.facts.wholeImport : place)}  ${look(messages.severities[severity])}${value}`;
  return [head, ...wrapped(plain(problemSentence(problem, language)), columns - 2).map((line) => `  ${line}`)];
}
