import { problemPlace, type Problem } from '@kaoji/engine';
import { problemSentence, problemText } from '@kaoji/tables';
import type { Context } from '../context.ts';
import type { Stream } from '../stream.ts';
import { plain } from '../text/plain.ts';
import { wrapped } from '../text/width.ts';

/** On a screen more than this helps nobody at once; the rest is counted. A file has them all. */
const shownMax = 200;

/** Problems of handed-in facts as text: sheet, row and column, the sentence, and how many there are. */
export function factReport(path: string, problems: readonly Problem[], report: string | null, context: Context, stream: Stream): string {
  const { messages } = context;
  const { paint } = stream;
  const count = { error: 0, warning: 0, notice: 0 };
  for (const { code } of problems) count[problemText(code).severity]++;
  const errorsFirst = problems.toSorted((a, b) => rank(a) - rank(b));
  const shown = stream.isTerminal ? errorsFirst.slice(0, shownMax) : errorsFirst;
  const lines = shown.flatMap((problem) => factProblemLines(problem, context, stream));
  const left = problems.length - shown.length;
  return [
    paint.strong(messages.facts.refused(plain(path))),
    '',
    ...lines,
    ...(left > 0 ? [messages.facts.more(left)] : []),
    '',
    messages.counts(count.error, count.warning, count.notice),
    ...(report === null ? [messages.facts.nothingDone] : [messages.facts.nothingComputed, messages.facts.report(plain(report))]),
  ].join('\n');
}

/** The same for programs, with the sentences in both languages. */
export function factReportJson(path: string, problems: readonly Problem[], report: string | null): string {
  const all = problems.map((problem) => ({
    code: problem.code,
    severity: problemText(problem.code).severity,
    place: problem.place,
    zh: problemSentence(problem, 'zh'),
    en: problemSentence(problem, 'en'),
  }));
  return JSON.stringify({ accepted: false, facts: path, problems: all, report }, null, 1);
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
