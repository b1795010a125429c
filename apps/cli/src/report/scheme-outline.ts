import type { Scheme } from '@kaoji/engine';
import type { Context } from '../context.ts';
import type { Stream } from '../stream.ts';
import { gridLines } from '../text/grid.ts';
import { plain } from '../text/plain.ts';
import { fitted, widthOf, wrapped } from '../text/width.ts';

/** What a scheme says about whom, for whoever approves it: title, classes, stages, and every gap of the paper it fills. */
export function schemeOutline(scheme: Scheme, { messages }: Context, stream: Stream): readonly string[] {
  const { check } = messages;
  const { strong, muted } = stream.paint;
  const lines = [
    `${strong(plain(scheme.title))}  ${muted(check.identity(scheme.id, scheme.year, scheme.format))}`,
    '',
    ...definitions(
      [
        [check.classes, scheme.basicClasses.map(({ name, key }) => `${plain(name)} ${muted(key)}`).join(check.between)],
        [check.suppression, scheme.suppressBelow === 0 ? check.noSuppression : check.suppressBelow(scheme.suppressBelow)],
      ],
      stream,
    ),
    '',
    ...stageLines(scheme, messages, stream),
    '',
    ...readingLines(scheme, messages, stream),
  ];
  return lines;
}

function stageLines(scheme: Scheme, { check }: Context['messages'], stream: Stream): readonly string[] {
  const columns = [
    { header: check.stage, side: 'left' },
    { header: check.subjects, side: 'left', widthMax: 32 },
    { header: check.indicators, side: 'right' },
    { header: check.grades, side: 'left' },
  ] as const;
  const rows = scheme.stages.map((stage) => ({
    kind: 'row' as const,
    cells: [
      plain(stage.name),
      classNames(scheme, stage.classes).join('、'),
      String(stage.nodes.filter(({ section }) => section === 'indicator').length),
      stage.grading === null ? check.noGrades : stage.grading.scale.grades.map(plain).join(' > '),
    ],
  }));
  return gridLines(columns, rows, stream);
}

/** A union of the scheme stands for its classes where it names exactly these. */
function classNames(scheme: Scheme, codes: ReadonlySet<number>): readonly string[] {
  for (const { code, name, members } of scheme.classes.values()) {
    if (code < 0 && members.length === codes.size && members.every((member) => codes.has(member))) return [plain(name)];
  }
  return scheme.basicClasses.filter(({ code }) => codes.has(code)).map(({ name }) => plain(name));
}

function readingLines(scheme: Scheme, { check }: Context['messages'], stream: Stream): readonly string[] {
  const { strong, muted } = stream.paint;
  if (scheme.readings.length === 0) return [check.noReadings];
  const title = [strong(check.readings(scheme.readings.length)), ...wrapped(check.readingsExplained, stream.columns)];
  const inOrder = scheme.readings.toSorted((a, b) => a.place.line - b.place.line);
  const left = Math.max(...inOrder.map(({ place }) => widthOf(check.line(place.line)))) + 4;
  const readings = inOrder.flatMap(({ name, clause, text, place }) => {
    const line = fitted(`  ${check.line(place.line)}`, left, 'left');
    const head = `${muted(line)}${strong(plain(name))}${clause === null ? '' : `  ${muted(plain(clause))}`}`;
    return [head, ...wrapped(plain(text), stream.columns - left).map((each) => ' '.repeat(left) + each)];
  });
  return [...title, ...readings];
}

function definitions(entries: readonly (readonly [string, string])[], { columns }: Stream): readonly string[] {
  const left = Math.max(...entries.map(([word]) => widthOf(word))) + 2;
  return entries.flatMap(([word, text]) =>
    wrapped(text, columns - left).map((line, i) => (i === 0 ? word + ' '.repeat(left - widthOf(word)) : ' '.repeat(left)) + line),
  );
}
