import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { parse } from 'yaml';

import type { Bilingual } from '../../explain/words.ts';

/**
 * Cases as data: a situation, and the values, marks and sentences that follow from it. They stand beside the mechanism in
 * `<keyword>.cases.yaml`; the reference pages are made from the same cases, so what a page says has been computed.
 */
export interface MechanismCase {
  /** What the case shows, as a statement. */
  readonly name: Bilingual;
  /** Sections of a scheme as written. Sections of a stage (`indicators`, `grading` …) may stand at the top. */
  readonly scheme: string;
  /** Tables as CSV text without quotes; spaces around a cell are for the eye only. */
  readonly facts: Readonly<Record<string, string>>;
  /** Keys of the periods that are still open. */
  readonly open: readonly string[];
  /** By subject: published keys, or `grade rule rank ranked total flags category`, and what they show. */
  readonly expect: Record<string, Record<string, string>>;
  /** By ranking group: `ranked`, `quota.<grade>`, `actual.<grade>` and its outcomes. */
  readonly groups: Record<string, Record<string, string>>;
  readonly totals: Readonly<Record<string, string>>;
  /** By subject and key: the sentence behind a value. */
  readonly says: Record<string, Record<string, Bilingual>>;
  /** Rows that break a rule of the scheme: `table row code`, the row as counted in a file. */
  readonly findings: readonly string[];
  /** Chinese sentences of the warnings that the scheme draws. */
  readonly warned: readonly string[];
  /** Chinese sentences of all problems of a scheme that is refused; null where it is not. */
  readonly refused: readonly string[] | null;
  /** Shown on the reference page, in full. */
  readonly worked: boolean;
  /** The missing state that the case is about. */
  readonly state: MissingState | null;
}

export const missingStates = ['not-yet', 'excused', 'not-applicable', 'not-submitted', 'no-record'] as const;
type MissingState = (typeof missingStates)[number];

export interface CaseFile {
  readonly keyword: string;
  /** From the folder of mechanisms. */
  readonly path: string;
  readonly cases: readonly MechanismCase[];
}

const folder = join(import.meta.dirname, '..');

/** Every `<keyword>.cases.yaml`, by path. */
export function readCaseFiles(): CaseFile[] {
  return globSync('*/*.cases.yaml', { cwd: folder })
    .toSorted()
    .map((path) => ({ keyword: basename(path, '.cases.yaml'), path, cases: readCases(readFileSync(join(folder, path), 'utf8'), path) }));
}

type Written = Partial<Omit<MechanismCase, 'name' | 'worked'>> & {
  readonly name?: Bilingual;
  readonly worked?: string;
  readonly given?: never;
};

const fields = [
  'name',
  'scheme',
  'facts',
  'open',
  'expect',
  'groups',
  'totals',
  'says',
  'findings',
  'warned',
  'refused',
  'worked',
  'state',
];

/** `given` holds sections that every case of the file has, unless it writes its own. */
function readCases(text: string, path: string): MechanismCase[] {
  const file = parse(text, { schema: 'failsafe' }) as { readonly given?: string; readonly cases: readonly Written[] };
  return file.cases.map((written): MechanismCase => {
    const { name } = written;
    if (name === undefined || Object.keys(name).join() !== 'zh,en')
      throw new Error(`${path}: a name in two languages, not ${JSON.stringify(name)}`);
    const unknown = Object.keys(written).find((key) => !fields.includes(key));
    if (unknown !== undefined) throw new Error(`${path}, ${name.en}: a case has no ${unknown}`);
    return {
      name,
      scheme: withGiven(file.given ?? '', written.scheme ?? ''),
      facts: written.facts ?? {},
      open: written.open ?? [],
      expect: written.expect ?? {},
      groups: written.groups ?? {},
      totals: written.totals ?? {},
      says: written.says ?? {},
      findings: written.findings ?? [],
      warned: written.warned ?? [],
      refused: written.refused ?? null,
      worked: written.worked === 'yes',
      state: written.state ?? null,
    };
  });
}

function withGiven(given: string, own: string): string {
  const sections = sectionsOf(own);
  return [...[...sectionsOf(given)].filter(([name]) => !sections.has(name)), ...sections].map(([, text]) => text).join('');
}

/** The top-level sections of a document as written, by name. */
export function sectionsOf(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  let name = '';
  for (const line of text.split('\n')) {
    if (line === '' && name === '') continue;
    name = /^([^\s#:]+):/.exec(line)?.[1] ?? name;
    sections.set(name, `${sections.get(name) ?? ''}${line}\n`);
  }
  return new Map([...sections].map(([key, section]) => [key, `${section.trimEnd()}\n`]));
}
