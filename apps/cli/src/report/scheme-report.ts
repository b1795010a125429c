import { problemSentence, severityOf, type DocumentPlace, type Problem } from '@kaoji/engine';
import type { Context } from '../context.ts';
import type { SchemeFile } from '../input/scheme-file.ts';
import type { Stream } from '../stream.ts';
import { plain } from '../text/plain.ts';
import { ending, shortened, widthOf, wrapped } from '../text/width.ts';

/** Problems of a scheme as text: each with its place, the sentence, and the line of the source with a mark under the place. */
export function schemeReport(file: SchemeFile, problems: readonly Problem[], context: Context, stream: Stream): string {
  const sources = file.text.split(/\r\n|[\n\r]/);
  const blocks = problems.map((problem) => problemBlock(file.path, sources, problem, context, stream).join('\n'));
  return `${blocks.join('\n\n')}\n\n${countLine(problems, context)}\n`;
}

/** A problem for programs. Sentences are given in both languages, so that whoever shows them chooses. */
export function schemeProblemJson(problem: Problem): unknown {
  const { code, place } = problem;
  return {
    code,
    severity: severityOf(code),
    ...(place?.kind === 'document' ? { line: place.line, column: place.column, length: place.length } : {}),
    zh: problemSentence(problem, 'zh'),
    en: problemSentence(problem, 'en'),
  };
}

function problemBlock(
  path: string,
  sources: readonly string[],
  problem: Problem,
  { language, messages }: Context,
  stream: Stream,
): string[] {
  const { paint } = stream;
  const place = problem.place?.kind === 'document' ? problem.place : null;
  const severity = severityOf(problem.code);
  const word = messages.severities[severity];
  const where = place === null ? plain(path) : `${plain(path)}:${place.line}:${place.column}`;
  const look = severity === 'error' ? paint.error : paint.warning;
  const sentence = wrapped(plain(problemSentence(problem, language)), stream.columns);
  const head = `${paint.strong(where)}  ${look(word)}  ${paint.muted(problem.code)}`;
  const source = place === null ? undefined : sources[place.line - 1];
  return [head, ...sentence, ...(place === null || source === undefined ? [] : excerpt(source, place, stream))];
}

/** How much of a long line is shown before the place. */
const columnsBefore = 40;

/**
 * The line of the source, and below it a mark as wide as what it stands under. Only what can be near the mark is looked at:
 * a line may be a megabyte long and hold a thousand problems.
 */
function excerpt(source: string, place: DocumentPlace, { columns, paint }: Stream): string[] {
  const number = String(place.line).padStart(5);
  const start = Math.min(place.column - 1, source.length);
  const room = columns - number.length - 3;
  // Twice the columns, for a character of two columns may be two code units.
  const reach = 2 * columns;
  // A place may reach over several lines; only the first is shown.
  const end = start + Math.max(1, Math.min(place.length, source.length - start));
  let before = shown(source.slice(Math.max(0, start - reach), start));
  const marked = shown(source.slice(start, Math.min(end, start + reach)));
  const onwards = shown(source.slice(start, start + reach));
  if (widthOf(before + onwards) > room && widthOf(before) > columnsBefore) before = `…${ending(before, columnsBefore)}`;
  const rest = room - widthOf(before);
  const mark = '^'.repeat(Math.max(1, Math.min(widthOf(marked), rest)));
  return [
    `${paint.muted(`${number} |`)} ${before}${shortened(onwards, rest)}`,
    `${' '.repeat(number.length)} ${paint.muted('|')} ${' '.repeat(widthOf(before))}${paint.accent(mark)}`,
  ];
}

/** A tab as two spaces; nothing that a terminal would act upon. */
function shown(text: string): string {
  return plain(text.replaceAll('\t', '  '));
}

/** `2 个错误，1 个警告`. */
function countLine(problems: readonly Problem[], { messages }: Pick<Context, 'messages'>): string {
  const count = { error: 0, warning: 0, notice: 0 };
  for (const { code } of problems) count[severityOf(code)]++;
  return messages.counts(count.error, count.warning, count.notice);
}
