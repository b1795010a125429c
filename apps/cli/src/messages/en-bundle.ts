import type { Messages } from './messages.ts';
import { several } from './en-words.ts';

/** What is said about result bundles, in English. */

export const enBundle: Messages['bundle'] = {
  made: (isRedacted, parts, rows, values) =>
    isRedacted
      ? `Redacted bundle, ${several(parts, 'part')}; ${several(rows, 'row')} of sheets and ${several(values, 'value')} are commitments`
      : `Full bundle, ${several(parts, 'part')}; in the redacted one ${several(rows, 'row')} of sheets and ${several(values, 'value')} are commitments`,
  fingerprint: 'Fingerprint',
  guessable: (rows) =>
    `With ${several(rows, 'secret row')} of sheets the commitments could be guessed one by one, so nothing was written. Name a secret random file with --seed; to do it all the same, add --without-seed.`,
  seedTooShort: (path, least) => `${path} is too short; it needs at least ${several(least, 'byte')} of random content.`,
};

export const enVerify: Messages['verify'] = {
  failed: (path) => `${path} does not verify:`,
  notABundle: '  This is no bundle of Kaoji.',
  damaged: '  The file is damaged or was changed: the bytes of the container do not fit its content.',
  newerFormat: (found, newest) =>
    `  The bundle has format ${found}; this program reads up to ${newest}. Upgrade the program and verify again.`,
  manifest: '  The manifest (manifest.json) does not fit its fingerprint or the content.',
  part: (name) => `  ${name} does not have the hash that the manifest gives.`,
  refused: '  The scheme or the facts inside have errors and cannot be computed:',
  recomputed: (name, line) => `  ${name} differs from what is computed again in line ${line} (- in the bundle, + computed):`,
  otherEngine: (found, own) => `  The bundle was made by version ${found}; this program is version ${own}.`,
  otherFindings:
    'The findings (findings.json) are not those that this program lists; the result is the same. Findings change with versions; those inside are of the version that made the bundle.',
  intact: (kind, parts) => `${kind}, ${several(parts, 'part')}, all hashes right`,
  kinds: { full: 'Full bundle', redacted: 'Redacted bundle' },
  how: {
    hashes: 'Commitments and hashes are right. Computing again needs the full bundle.',
    recomputed: 'Computed again, the result is the same byte by byte.',
    together:
      'Computed again, the result is the same byte by byte; the redacted bundle comes from this full bundle and speaks of the same result.',
  },
  compare: 'Compare with the fingerprint on the decision.',
  needsBoth: (kind) => `--against needs a full and a redacted bundle; these are both ${kind}.`,
  notTogether: (names) => `The redacted bundle does not come from this full bundle; these parts differ: ${names.join(', ')}.`,
};
