import { readFile } from 'node:fs/promises';
import { definitionsWith } from '@kaoji/engine';
import { canonicalFacts } from '../bundle/canonical-facts.ts';
import { composeBundle, type Bundle, type SeedSource } from '../bundle/compose.ts';
import { sha256 } from '../bundle/node-sha256.ts';
import { readmeText } from '../bundle/readme.ts';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { checkOutput, writeOutput } from '../files/output-file.ts';
import { caseRequest, loadCase, openPeriodKeys } from '../input/case.ts';
import { fileRefusal, misused, refused } from '../refusal.ts';
import { fingerprintLines } from '../report/fingerprint.ts';
import { programVersion } from '../version.ts';

/** `kaoji bundle`: scheme, facts and result in one file that anybody can compute again. */
export async function run(line: CommandLine, context: Context): Promise<void> {
  const { options } = line;
  const output = { path: options.text('output')!, force: options.has('force') };
  await checkOutput(output);
  const isRedacted = options.has('redacted');
  const seed = await seedSource(options.text('seed'));
  const request = await caseRequest(line, 'table');
  const { file, scheme, tables } = await loadCase(request, context);
  context.progress.step(3, 3, context.messages.steps.bundling);
  const composed = await composeBundle(
    {
      schemeText: file.text,
      facts: canonicalFacts(tables, definitionsWith(scheme.declaredColumns)),
      openPeriods: [...(await openPeriodKeys(request.openPeriods, scheme, tables))].toSorted(),
      engine: await programVersion(),
      readme: readmeText,
      seed,
      sealedFindings: null,
    },
    sha256,
  );
  // What was read and checked above in the form in which it was handed in keeps its form here.
  if (!composed.ok) throw new Error(`canonical facts are refused: ${composed.problems[0]?.code ?? 'unreadable'}`);
  const bundle = composed.value;
  context.progress.end();
  // Refused before anything is written: a file that can be guessed at must not lie about.
  if (isRedacted && seed.kind === 'derived' && isGuessable(bundle) && !options.has('without-seed'))
    throw refused((messages) => messages.bundle.guessable(bundle.withheldRowCount));
  await writeOutput(output, isRedacted ? bundle.redacted : bundle.full);
  context.err.write(`${context.messages.files.written(output.path)}\n`);
  context.out.write(summary(bundle, isRedacted, context));
}

/** So few secret rows could be guessed one after the other. */
const withheldRowsFew = 200;

function isGuessable({ withheldRowCount, withheldValueCount }: Bundle): boolean {
  return withheldRowCount + withheldValueCount > 0 && withheldRowCount < withheldRowsFew;
}

const seedLengthMin = 16;

async function seedSource(path: string | undefined): Promise<SeedSource> {
  if (path === undefined) return { kind: 'derived' };
  let secret: Uint8Array;
  try {
    secret = await readFile(path);
  } catch (error) {
    throw fileRefusal(error, path);
  }
  if (secret.length < seedLengthMin) throw misused((messages) => messages.bundle.seedTooShort(path, seedLengthMin));
  return { kind: 'secret', secret };
}

function summary(bundle: Bundle, isRedacted: boolean, { messages, out }: Context): string {
  const entries = isRedacted ? bundle.redactedEntries : bundle.fullEntries;
  return `${[
    `${out.paint.strong(bundle.scheme.title)}  ${messages.score.identity(bundle.scheme.id, bundle.scheme.year)}`,
    messages.bundle.made(isRedacted, entries.length, bundle.withheldRowCount, bundle.withheldValueCount),
    ...fingerprintLines(bundle.fingerprint, messages.bundle.fingerprint),
  ].join('\n')}\n`;
}
