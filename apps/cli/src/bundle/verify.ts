import type { Problem } from '@kaoji/engine';
import type { CanonicalTable } from './canonical-facts.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { composeBundle, factsName, findingsName, type Bundle } from './compose.ts';
import { fromHex, hex, sameBytes, textOf, type Sha256 } from './digest.ts';
import {
  bundleFormat,
  claimedFormat,
  fingerprintOf,
  manifestBytes,
  manifestName,
  readManifest,
  seedName,
  type Manifest,
} from './manifest.ts';
import { leadingEntries, readStoredZip, type StoredEntry } from './stored-zip.ts';

/** Why a file is no bundle, or not the one it says it is. */
export type BundleFault =
  /** No bundle at all, or one whose container was damaged. */
  | { readonly kind: 'not-a-bundle' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-format'; readonly found: number; readonly newest: number }
  /** The manifest is not what its own hash says, or does not list the parts that are there. */
  | { readonly kind: 'manifest' }
  | { readonly kind: 'part'; readonly name: string }
  /** Scheme or facts are refused by the engine. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** Computed again, a part comes out different. */
  | { readonly kind: 'recomputed'; readonly name: string; readonly line: number; readonly found: string; readonly expected: string };

/** A bundle whose hashes are right. */
export interface OpenedBundle {
  readonly manifest: Manifest;
  readonly entries: readonly StoredEntry[];
}

export type Opening = { readonly ok: true; readonly value: OpenedBundle } | { readonly ok: false; readonly faults: readonly BundleFault[] };

/** Opens a bundle: every byte of the container, the manifest and, in a redacted one, the hash of every part is checked. */
export function openBundle(file: Uint8Array, sha256: Sha256): Opening {
  const leading = leadingEntries(file);
  const first = leading[0];
  if (first === undefined || first.name !== manifestName) return failed({ kind: 'not-a-bundle' });
  const text = textOf(first.bytes) ?? '';
  const format = claimedFormat(text);
  if (format !== null && format > bundleFormat) return failed({ kind: 'newer-format', found: format, newest: bundleFormat });
  const entries = readStoredZip(file);
  if (entries === null) return failed({ kind: 'damaged' });
  const manifest = readManifest(text);
  if (manifest === null || !sameBytes(manifestBytes(manifest), first.bytes) || fingerprintOf(manifest, sha256) !== manifest.fingerprint) {
    return failed({ kind: 'manifest' });
  }
  const wanted = [manifestName, ...manifest.parts.map(({ name }) => name), ...(manifest.kind === 'full' ? [seedName] : [])];
  if (wanted.length !== entries.length || wanted.some((name, i) => entries[i]!.name !== name)) return failed({ kind: 'manifest' });
  if (manifest.kind === 'redacted') {
    const faults = manifest.parts.flatMap(({ name, sha256: hash }, i): BundleFault[] =>
      hex(sha256(entries[i + 1]!.bytes)) === hash ? [] : [{ kind: 'part', name }],
    );
    if (faults.length > 0) return { ok: false, faults };
  }
  return { ok: true, value: { manifest, entries } };
}

function failed(fault: BundleFault): Opening {
  return { ok: false, faults: [fault] };
}

export type Recomputation =
  { readonly ok: true; readonly bundle: Bundle } | { readonly ok: false; readonly faults: readonly BundleFault[] };

/**
 * Computes a full bundle again from its scheme and facts and compares it byte by byte. Findings are advice, and each version
 * of the engine may give more of it: those of another version than `ownEngine` are taken as they were sealed, under their
 * hash, and what follows from the facts is compared all the same.
 */
export async function recomputeBundle({ manifest, entries }: OpenedBundle, sha256: Sha256, ownEngine: string): Promise<Recomputation> {
  const bytesOf = new Map(entries.map(({ name, bytes }) => [name, bytes]));
  const texts = ['README.txt', 'scheme.yaml', seedName].map((name) => textOf(bytesOf.get(name) ?? new Uint8Array()));
  const [readme, schemeText, seedText] = texts;
  const seed = seedText == null || seedText.length !== 65 || !seedText.endsWith('\n') ? null : fromHex(seedText.trimEnd());
  if (readme == null || schemeText == null || seed === null)
    return { ok: false, faults: [{ kind: 'part', name: seed === null ? seedName : 'scheme.yaml' }] };
  const facts = manifest.parts.flatMap(({ name }): CanonicalTable[] => {
    const table = /^facts\/([a-z-]+)\.csv$/.exec(name)?.[1];
    return table === undefined ? [] : [{ table, csv: bytesOf.get(factsName(table))! }];
  });
  const { openPeriods, engine } = manifest;
  const sealedFindings = engine === ownEngine ? null : findingsIn(bytesOf.get(findingsName) ?? new Uint8Array());
  if (sealedFindings === 'unreadable') return { ok: false, faults: [{ kind: 'part', name: findingsName }] };
  const composed = await composeBundle(
    { schemeText, facts, openPeriods, engine, readme, seed: { kind: 'given', seed }, sealedFindings },
    sha256,
  );
  if (!composed.ok) return { ok: false, faults: [{ kind: 'refused', problems: composed.problems }] };
  const faults = differences(entries, composed.value.fullEntries);
  return faults.length === 0 ? { ok: true, bundle: composed.value } : { ok: false, faults };
}

/** Findings as some version wrote them; what is not in canonical form was written by none. */
function findingsIn(bytes: Uint8Array): readonly Json[] | 'unreadable' {
  const text = textOf(bytes) ?? '';
  try {
    const findings = JSON.parse(text) as Json;
    return Array.isArray(findings) && canonicalJson(findings) === text ? (findings as readonly Json[]) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** The parts that came out different; the manifest only where nothing else did, for it follows from the others. */
function differences(found: readonly StoredEntry[], expected: readonly StoredEntry[]): readonly BundleFault[] {
  if (found.length !== expected.length || found.some(({ name }, i) => name !== expected[i]!.name)) return [{ kind: 'manifest' }];
  const different = found.flatMap((entry, i) => (sameBytes(entry.bytes, expected[i]!.bytes) ? [] : [firstDifference(entry, expected[i]!)]));
  const own = different.filter(({ name }) => name !== manifestName);
  return own.length > 0 ? own : different.length > 0 ? hashFaults(found[0]!, expected[0]!) : [];
}

/** Parts that come out alike and have another hash: facts or seed were exchanged and the result happens to be the same. */
function hashFaults(found: StoredEntry, expected: StoredEntry): readonly BundleFault[] {
  const [was, is] = [found, expected].map(({ bytes }) => readManifest(textOf(bytes) ?? ''));
  const names = was?.parts.filter(({ sha256 }, i) => is?.parts[i]?.sha256 !== sha256).map(({ name }) => name) ?? [];
  return names.length === 0 ? [{ kind: 'manifest' }] : names.map((name) => ({ kind: 'part', name }));
}

function firstDifference({ name, bytes }: StoredEntry, expected: StoredEntry): BundleFault & { readonly name: string } {
  const [found, wanted] = [bytes, expected.bytes].map((each) => (textOf(each) ?? '').split('\n'));
  const line = wanted!.findIndex((text, i) => found![i] !== text);
  const at = line < 0 ? wanted!.length : line;
  return { kind: 'recomputed', name, line: at + 1, found: (found![at] ?? '').trim(), expected: (wanted![at] ?? '').trim() };
}

/** Whether a redacted bundle is the one that a full bundle gives; the names of what differs. */
export function redactedDifferences(bundle: Bundle, { entries }: OpenedBundle): readonly string[] {
  const names = new Set([...bundle.redactedEntries, ...entries].map(({ name }) => name));
  const bytesIn = (all: readonly StoredEntry[], name: string): Uint8Array | undefined => all.find((entry) => entry.name === name)?.bytes;
  return [...names].filter((name) => {
    const [a, b] = [bytesIn(bundle.redactedEntries, name), bytesIn(entries, name)];
    return a === undefined || b === undefined || !sameBytes(a, b);
  });
}
