import { existsSync, readFileSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { tableDefinitions } from '../facts/definitions.ts';
import { parseFormula } from '../formula/parse.ts';
import { readFormulaExamples } from '../formula/testing/formula-cases.ts';
import { readCaseFiles } from '../mechanism/testing/mechanism-case.ts';
import { reportCase } from '../mechanism/testing/report-case.ts';
import { compileScheme } from '../scheme/compile.ts';
import { operatorLevels } from './formula-section.ts';
import { schemeJsonSchema } from './json-schema.ts';
import { described, referencePages } from './pages.ts';
import { tablePurposes } from './tables-page.ts';

const root = join(import.meta.dirname, '../../../..');
const cases = new Map(readCaseFiles().map((file) => [file.keyword, file.cases.map(reportCase)]));
const pages = new Map(referencePages({ cases, functionExamples: readFormulaExamples() }).map(({ path, text }) => [path, text]));

describe('reference pages', () => {
  test('docs/reference holds these pages and no others', () => {
    const committed = globSync('**/*.md', { cwd: join(root, 'docs/reference') });
    expect(committed.toSorted()).toEqual([...pages.keys()].toSorted());
  });

  test.each(described)(
    '$keyword has a page, a title and a summary with a worked number in both languages',
    ({ keyword, title, summary }) => {
      for (const [language, path] of [
        ['zh', `mechanisms/${keyword}.zh-CN.md`],
        ['en', `mechanisms/${keyword}.md`],
      ] as const) {
        expect(pages.has(path)).toBe(true);
        expect(title[language]).not.toBe('');
        expect(summary[language]).toMatch(/\d/);
      }
    },
  );

  test.each([...pages.keys()])('every link of %s leads somewhere', (path) => {
    const links = [...pages.get(path)!.matchAll(/\]\(([^)#]*)(#[^)]*)?\)/g)];
    const missing = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? path : join(dirname(path), file);
      if (target.startsWith('..')) return !existsSync(join(root, 'docs/reference', target));
      const text = pages.get(target);
      return text === undefined || (anchor !== undefined && !text.includes(`\n## ${anchor.slice(1)}\n`));
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  test('a page of the one language has its twin in the other', () => {
    const english = [...pages.keys()].filter((path) => !path.endsWith('.zh-CN.md'));
    expect(english.filter((path) => !pages.has(path.replace(/\.md$/, '.zh-CN.md')))).toEqual([]);
    expect(pages.size).toBe(2 * english.length);
  });

  test('every table of facts has a purpose', () => {
    expect(Object.keys(tablePurposes).toSorted()).toEqual([...tableDefinitions.keys()].toSorted());
  });

  test('the grammar knows every operator of the page', () => {
    const signs = operatorLevels.flatMap((level) => level.signs).filter((sign) => !/[….]/.test(sign));
    const formulaOf = (sign: string): string => (sign === '非' ? '非 甲' : `甲 ${sign} 乙`);
    expect(signs.filter((sign) => parseFormula(formulaOf(sign)).formula === null)).toEqual([]);
  });
});

/** As an editor reads it. */
function asEditor(text: string): unknown {
  return parse(text);
}

describe('JSON Schema', () => {
  const validate = new Ajv2020({ allowUnionTypes: true, strict: true }).compile(schemeJsonSchema());

  const schemes = globSync('*/scheme.yaml', { cwd: join(root, 'schemes') });
  test.each(schemes)('%s conforms', (path) => {
    const text = readFileSync(join(root, 'schemes', path), 'utf8');
    expect(validate(asEditor(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('there are published schemes to conform', () => {
    expect(schemes.length).toBeGreaterThanOrEqual(5);
  });

  const good = `
kaoji: 1
id: small
title: 例
year: 2024
show: { digits: 2, mode: half-up }
subjects:
  科室: { key: office, kind: unit }
stages:
  考核:
    for: 科室
    indicators:
      得分: { key: score, tasks: { indicator: task, cap: 100 }, states: { excused: skip, not-applicable: skip, not-submitted: 0 } }
`;
  test('a small scheme conforms, and the engine takes it', () => {
    expect(validate(asEditor(good)), JSON.stringify(validate.errors)).toBe(true);
    expect(compileScheme(good).ok).toBe(true);
  });

  test.each([
    ['an unknown section', 'year: 2024', 'year: 2024\nabteilung: x'],
    ['an unknown key of an indicator', 'key: score,', 'key: score, weigthed: { 甲: 100% },'],
    ['an unknown parameter', 'cap: 100', 'kap: 100'],
    ['a word that is none of the choices', 'mode: half-up', 'mode: half_up'],
    ['a number out of range', 'digits: 2', 'digits: 9'],
    ['a required key left out', 'indicator: task, ', ''],
    ['a format that this schema is not for', 'kaoji: 1', 'kaoji: 2'],
    ['a list where a mapping belongs', 'subjects:\n  科室: { key: office, kind: unit }', 'subjects: [科室]'],
    ['a state that does something else', 'excused: skip', 'excused: 0'],
  ])('%s does not conform, and the engine refuses it', (_, found, replacement) => {
    expect(good).toContain(found);
    const wrong = good.replace(found, replacement);
    expect(validate(asEditor(wrong))).toBe(false);
    expect(compileScheme(wrong).ok).toBe(false);
  });

  test('the path that the pages give to editors is that of the file', () => {
    const path = /\$schema=(\S+)/.exec(pages.get('language.md')!)![1]!;
    // From a scheme in its folder: schemes/<name>/scheme.yaml.
    expect(existsSync(join(root, 'schemes/town-offices', path))).toBe(true);
  });
});
