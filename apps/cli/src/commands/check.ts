import type { Problem, Scheme } from '@kaoji/engine';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { readSchemeFile, type SchemeFile } from '../input/scheme-file.ts';
import { refused } from '../refusal.ts';
import { schemeProblemJson, schemeReport } from '../report/scheme-report.ts';
import { schemeOutline } from '../report/scheme-outline.ts';

/** `kaoji check`: every problem of a scheme at once, and what the scheme says about whom. */
export async function run({ positionals, options }: CommandLine, context: Context): Promise<void> {
  const { compileScheme } = await import('@kaoji/engine');
  const file = await readSchemeFile(positionals[0]!);
  const compiled = compileScheme(file.text);
  const scheme = compiled.ok ? compiled.value : null;
  if (options.text('format') === 'json') {
    context.out.write(`${JSON.stringify(checkDocument(scheme, compiled.problems), null, 1)}\n`);
    // The document has been asked for and holds the problems; only the exit code is left to say so.
    if (scheme === null) throw refused(({ check }) => check.refused(file.path));
    return;
  }
  if (scheme === null) throw refused(() => schemeReport(file, compiled.problems, context, context.err));
  context.out.write(checkedText(file, scheme, compiled.problems, context));
}

function checkedText(file: SchemeFile, scheme: Scheme, problems: readonly Problem[], context: Context): string {
  const outline = schemeOutline(scheme, context, context.out);
  const report = problems.length === 0 ? `${context.messages.counts(0, 0, 0)}\n` : schemeReport(file, problems, context, context.out);
  return `${outline.join('\n')}\n\n${report}`;
}

/** The same for programs. */
function checkDocument(scheme: Scheme | null, problems: readonly Problem[]): unknown {
  return {
    accepted: scheme !== null,
    problems: problems.map(schemeProblemJson),
    ...(scheme === null ? {} : { scheme: outlineDocument(scheme) }),
  };
}

function outlineDocument(scheme: Scheme): unknown {
  return {
    id: scheme.id,
    title: scheme.title,
    year: scheme.year,
    format: scheme.format,
    classes: scheme.basicClasses.map(({ name, key, kind }) => ({ name, key, kind })),
    stages: scheme.stages.map((stage) => ({
      name: stage.name,
      classes: scheme.basicClasses.filter(({ code }) => stage.classes.has(code)).map(({ name }) => name),
      indicators: stage.nodes.filter(({ section }) => section === 'indicator').map(({ name, key, clause }) => ({ name, key, clause })),
      grades: stage.grading?.scale.grades ?? [],
    })),
    readings: scheme.readings.map(({ name, clause, text, place }) => ({ name, clause, text, line: place.line })),
  };
}
