import { readFile } from 'node:fs/promises';
import { sha256 } from '../bundle/node-sha256.ts';
import { openBundle, recomputeBundle, redactedDifferences, type BundleFault, type OpenedBundle } from '../bundle/verify.ts';
import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { fileRefusal, refused } from '../refusal.ts';
import { faultLines } from '../report/bundle-faults.ts';
import { fingerprintLines } from '../report/fingerprint.ts';
import { plain } from '../text/plain.ts';
import { wrapped } from '../text/width.ts';
import { programVersion } from '../version.ts';

/** `kaoji verify`: computes a bundle again and compares; or shows that a full and a redacted one belong together. */
export async function run({ positionals, options }: CommandLine, context: Context): Promise<void> {
  const asJson = options.text('format') === 'json';
  const report = new VerifyReport(positionals[0]!, asJson, context);
  const opened = await opening(positionals[0]!, report);
  const against = options.text('against');
  const other = against === undefined ? null : await opening(against, new VerifyReport(against, asJson, context));
  // Either may be named first.
  const [full, redacted] = opened.manifest.kind === 'full' || other === null ? [opened, other] : [other, opened];
  if (other !== null && (full.manifest.kind !== 'full' || redacted!.manifest.kind !== 'redacted')) {
    throw refused((messages) => messages.verify.needsBoth(opened.manifest.kind));
  }
  if (full.manifest.kind === 'redacted') {
    await report.verified(full, 'hashes');
    return;
  }
  context.progress.step(1, 1, context.messages.steps.recomputing);
  const again = await recomputeBundle(full, sha256, await programVersion());
  context.progress.end();
  if (!again.ok) throw await report.failure(again.faults, full);
  if (redacted === null) {
    await report.verified(full, 'recomputed', again.bundle.hasOwnFindings);
    return;
  }
  const differing = redactedDifferences(again.bundle, redacted);
  if (differing.length > 0) throw refused((messages) => messages.verify.notTogether(differing.map(plain)));
  await report.verified(full, 'together', again.bundle.hasOwnFindings);
}

async function opening(path: string, report: VerifyReport): Promise<OpenedBundle> {
  let file: Uint8Array;
  try {
    file = await readFile(path);
  } catch (error) {
    throw fileRefusal(error, path);
  }
  const opened = openBundle(file, sha256);
  if (!opened.ok) throw await report.failure(opened.faults, null);
  return opened.value;
}

class VerifyReport {
  private readonly path: string;
  private readonly asJson: boolean;
  private readonly context: Context;

  constructor(path: string, asJson: boolean, context: Context) {
    this.path = path;
    this.asJson = asJson;
    this.context = context;
  }

  async failure(faults: readonly BundleFault[], opened: OpenedBundle | null): Promise<Error> {
    const { out } = this.context;
    const version = await programVersion();
    if (this.asJson) out.write(`${JSON.stringify({ verified: false, faults }, null, 1)}\n`);
    return refused((messages) => {
      const lines = faultLines(faults, this.context);
      const engine =
        opened === null || opened.manifest.engine === version ? [] : [messages.verify.otherEngine(plain(opened.manifest.engine), version)];
      return [messages.verify.failed(plain(this.path)), ...lines, ...engine].join('\n');
    });
  }

  async verified({ manifest, entries }: OpenedBundle, how: 'hashes' | 'recomputed' | 'together', hasOwnFindings = true): Promise<void> {
    const { out, messages } = this.context;
    const { verify, bundle, score } = messages;
    if (this.asJson) {
      const { kind, fingerprint, engine, scheme } = manifest;
      out.write(
        `${JSON.stringify({ verified: true, how, kind, fingerprint, engine, scheme, parts: manifest.parts, hasOtherFindings: !hasOwnFindings }, null, 1)}\n`,
      );
      return;
    }
    const version = await programVersion();
    const lines = [
      `${out.paint.strong(plain(manifest.scheme.title))}  ${score.identity(plain(manifest.scheme.id), manifest.scheme.year)}`,
      verify.intact(verify.kinds[manifest.kind], entries.length),
      out.paint.strong(verify.how[how]),
      ...(manifest.engine === version ? [] : [verify.otherEngine(plain(manifest.engine), version)]),
      ...(hasOwnFindings ? [] : wrapped(verify.otherFindings, out.columns)),
      ...fingerprintLines(manifest.fingerprint, bundle.fingerprint),
      verify.compare,
    ];
    out.write(`${lines.join('\n')}\n`);
  }
}
