import {
  compileScheme,
  compute,
  definitionsWith,
  prepareSchemeFacts,
  type Computation,
  type FactTables,
  type Problem,
  type Result,
  type Scheme,
} from '@kaoji/engine';
import { readCanonicalFacts, type CanonicalTable } from './canonical-facts.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { hex, hmacWith, joined, utf8, type Sha256 } from './digest.ts';
import { bundleFormat, fingerprintOf, manifestBytes, manifestName, seedName, type Statement } from './manifest.ts';
import { secretRows, suppressedValues } from './secrecy.ts';
import { storedZip, type StoredEntry } from './stored-zip.ts';
import { Withholder } from './withhold.ts';

/** Everything that a bundle is a function of. */
export interface BundleInput {
  readonly schemeText: string;
  readonly facts: readonly CanonicalTable[];
  /** Periods that were open, sorted. */
  readonly openPeriods: readonly string[];
  /** Version of the engine that computed. */
  readonly engine: string;
  readonly readme: string;
  readonly seed: SeedSource;
  /** Findings as they stand in a bundle of another version that is being verified; null: those of this computation. */
  readonly sealedFindings: readonly Json[] | null;
}

/**
 * Where the salts come from. `derived`: from the content, so that equal content gives equal bundles; with few secret rows
 * somebody could guess all of them, and a `secret` that only the office has should be mixed in. `given`: as it stands in a
 * bundle that is being verified.
 */
export type SeedSource =
  | { readonly kind: 'derived' }
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'given'; readonly seed: Uint8Array };

/** A bundle in both forms. */
export interface Bundle {
  readonly full: Uint8Array;
  readonly redacted: Uint8Array;
  readonly fullEntries: readonly StoredEntry[];
  readonly redactedEntries: readonly StoredEntry[];
  readonly fingerprint: string;
  readonly scheme: Scheme;
  readonly subjectCount: number;
  readonly withheldRowCount: number;
  readonly withheldValueCount: number;
  /** Whether the findings in it are those of this computation; only sealed ones can be others. */
  readonly hasOwnFindings: boolean;
}

interface Part {
  readonly name: string;
  readonly full: Uint8Array;
  readonly open: Uint8Array;
}

/**
 * Computes a result and puts it, with everything it was computed from, into a bundle. The result is computed from the very
 * bytes that go into it. Refused with the problems of the scheme or of the facts.
 */
export async function composeBundle(input: BundleInput, sha256: Sha256): Promise<Result<Bundle>> {
  const compiled = compileScheme(input.schemeText);
  if (!compiled.ok) return compiled;
  const scheme = compiled.value;
  const tables = await readCanonicalFacts(input.facts, definitionsWith(scheme.declaredColumns));
  if (tables === null) return { ok: false, problems: [] };
  const prepared = prepareSchemeFacts(scheme, tables, { openPeriods: new Set(input.openPeriods) });
  if (!prepared.ok) return prepared;
  const computation = compute(scheme, prepared.value);
  return { ok: true, value: bundleOf(input, scheme, tables, computation, sha256), problems: [] };
}

function bundleOf(input: BundleInput, scheme: Scheme, tables: FactTables, computation: Computation, sha256: Sha256): Bundle {
  const seed = seedOf(input, sha256);
  const withholder = new Withholder(sha256, seed);
  const { parts, rowCount } = factParts(input.facts, scheme, tables, withholder);
  const hidden = suppressedValues(computation);
  const result = computation.result as unknown as Json; // a plain document of texts, numbers and nulls
  const computed = computation.findings.map(findingJson);
  const findings = input.sealedFindings ?? computed;
  const secretOf = new Map([...tables].map(([name, table]) => [name, secretRows(scheme, table)]));
  const all: readonly Part[] = [
    openPart('README.txt', utf8(input.readme)),
    openPart('scheme.yaml', utf8(input.schemeText)),
    ...parts,
    { name: 'result.json', full: utf8(canonicalJson(result)), open: utf8(canonicalJson(withholder.result(result, hidden))) },
    findingsPart(findings, secretOf, withholder),
  ];
  const statement: Statement = {
    format: bundleFormat,
    engine: input.engine,
    scheme: { id: scheme.id, title: scheme.title, year: scheme.year },
    openPeriods: input.openPeriods,
    parts: all.map(({ name, open }) => ({ name, sha256: hex(sha256(open)) })),
    seed: hex(sha256(joined([utf8('kaoji seed\n'), seed]))),
  };
  const fingerprint = fingerprintOf(statement, sha256);
  const manifest = (kind: 'full' | 'redacted'): StoredEntry => ({
    name: manifestName,
    bytes: manifestBytes({ ...statement, kind, fingerprint }),
  });
  const fullEntries = [
    manifest('full'),
    ...all.map(({ name, full }) => ({ name, bytes: full })),
    { name: seedName, bytes: utf8(`${hex(seed)}\n`) },
  ];
  const redactedEntries = [manifest('redacted'), ...all.map(({ name, open }) => ({ name, bytes: open }))];
  return {
    full: storedZip(fullEntries),
    redacted: storedZip(redactedEntries),
    fullEntries,
    redactedEntries,
    fingerprint,
    scheme,
    subjectCount: computation.run.facts.subjectCount,
    withheldRowCount: rowCount,
    withheldValueCount: hidden.length,
    hasOwnFindings: findings === computed || canonicalJson(findings) === canonicalJson(computed),
  };
}

function openPart(name: string, bytes: Uint8Array): Part {
  return { name, full: bytes, open: bytes };
}

export function factsName(table: string): string {
  return `facts/${table}.csv`;
}

function factParts(
  facts: readonly CanonicalTable[],
  scheme: Scheme,
  tables: FactTables,
  withholder: Withholder,
): { readonly parts: readonly Part[]; readonly rowCount: number } {
  let rowCount = 0;
  const parts = facts.map(({ table, csv }): Part => {
    const secret = secretRows(scheme, tables.get(table)!);
    rowCount += secret.size;
    const open = secret.size === 0 ? csv : withholder.table(tables.get(table)!, secret);
    return { name: factsName(table), full: csv, open };
  });
  return { parts, rowCount };
}

type CellPlace = Extract<Problem['place'], { readonly kind: 'cell' }>;

export const findingsName = 'findings.json';

/** A finding quotes the row it speaks of; where the row is secret, so is the finding. */
function findingsPart(findings: readonly Json[], secretOf: ReadonlyMap<string, ReadonlySet<number>>, withholder: Withholder): Part {
  const open = findings.map((finding, i): Json => {
    const { place } = finding as { readonly place?: Partial<CellPlace> | null };
    // Row 1 is the header.
    const isSecret = place?.kind === 'cell' && secretOf.get(place.table ?? '')?.has((place.row ?? 0) - 2) === true;
    // In canonical form, so that whoever reads the finding in the bundle finds the same commitment.
    return isSecret ? { withheld: withholder.commitment(`finding ${i}`, canonicalJson(finding)) } : finding;
  });
  return { name: findingsName, full: utf8(canonicalJson(findings)), open: utf8(canonicalJson(open)) };
}

function findingJson({ code, place, parameters }: Problem): Json {
  return { code, parameters: { ...parameters }, place: place === null ? null : { ...place } };
}

function seedOf({ seed, schemeText, facts, openPeriods }: BundleInput, sha256: Sha256): Uint8Array {
  if (seed.kind === 'given') return seed.seed;
  const key = seed.kind === 'secret' ? seed.secret : utf8('kaoji bundle seed 1');
  const content = [utf8(schemeText), utf8(openPeriods.join(',')), ...facts.flatMap(({ table, csv }) => [utf8(table), sha256(csv)])];
  // Each piece by its hash, so that no two contents run together to one.
  return hmacWith(sha256, key)(joined(content.map((piece) => sha256(piece))));
}
