import { canonicalJson, type Json } from './canonical-json.ts';
import { hex, utf8, type Sha256 } from './digest.ts';

/** Version of the format of bundles. A later one may add to it; what this one says keeps its meaning for ever. */
export const bundleFormat = 1;

export const manifestName = 'manifest.json';
export const seedName = 'seed.txt';

/** What full and redacted bundle say alike. Its hash is the fingerprint by which a result is known. */
export interface Statement {
  readonly format: number;
  readonly engine: string;
  readonly scheme: { readonly id: string; readonly title: string; readonly year: number };
  readonly openPeriods: readonly string[];
  /** Parts in their order, each with the hash of what of it is public. */
  readonly parts: readonly { readonly name: string; readonly sha256: string }[];
  /** Hash of the seed of the salts. */
  readonly seed: string;
}

export interface Manifest extends Statement {
  readonly kind: 'full' | 'redacted';
  readonly fingerprint: string;
}

export function fingerprintOf(statement: Statement, sha256: Sha256): string {
  return hex(sha256(utf8(`kaoji bundle\n${canonicalJson(statementJson(statement))}`)));
}

export function manifestBytes(manifest: Manifest): Uint8Array {
  return utf8(canonicalJson({ ...(statementJson(manifest) as object), kind: manifest.kind, fingerprint: manifest.fingerprint }));
}

function statementJson({ format, engine, scheme, openPeriods, parts, seed }: Statement): Json {
  return {
    format,
    engine,
    scheme: { id: scheme.id, title: scheme.title, year: scheme.year },
    openPeriods,
    parts: parts.map(({ name, sha256 }) => ({ name, sha256 })),
    seed,
  };
}

/** The manifest in a text; null where something is missing or of another kind. Its own bytes are compared by the caller. */
export function readManifest(text: string): Manifest | null {
  const value = parsed(text);
  if (!isRecord(value) || !isRecord(value['scheme']) || !Array.isArray(value['parts']) || !Array.isArray(value['openPeriods'])) return null;
  const { format, engine, seed, kind, fingerprint } = value;
  const { id, title, year } = value['scheme'];
  const parts = (value['parts'] as readonly unknown[]).flatMap((part) =>
    isRecord(part) && typeof part['name'] === 'string' && typeof part['sha256'] === 'string'
      ? [{ name: part['name'], sha256: part['sha256'] }]
      : [],
  );
  const openPeriods = (value['openPeriods'] as readonly unknown[]).filter((period) => typeof period === 'string');
  const isWhole =
    typeof format === 'number' &&
    typeof engine === 'string' &&
    typeof seed === 'string' &&
    typeof fingerprint === 'string' &&
    (kind === 'full' || kind === 'redacted') &&
    typeof id === 'string' &&
    typeof title === 'string' &&
    typeof year === 'number';
  return isWhole ? { format, engine, scheme: { id, title, year }, openPeriods, parts, seed, kind, fingerprint } : null;
}

/** The format that a manifest claims, whatever else it says; null where it claims none. */
export function claimedFormat(text: string): number | null {
  const value = parsed(text);
  return isRecord(value) && typeof value['format'] === 'number' ? value['format'] : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
