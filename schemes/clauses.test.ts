import { describe, expect, test } from 'vitest';

import { readCases } from './testing/case-file.ts';
import { isList, isMap, readTree, type Path, type Tree } from './testing/document-tree.ts';
import { exampleNames, readExampleFile } from './testing/examples.ts';

describe.each(exampleNames)('%s', (example) => {
  const regulation = readExampleFile(example, 'regulation.md');
  const rules = rulesIn(readTree(readExampleFile(example, 'scheme.yaml')), []);

  test('every rule cites its clause', () => {
    const silent = rules.filter(({ clauses }) => clauses.length === 0);
    expect(silent.map(({ path }) => path.join('/'))).toEqual([]);
    expect(rules.length).toBeGreaterThan(30);
  });

  test('every clause cited stands in the regulation', () => {
    const unknown = rules.flatMap(({ path, clauses }) =>
      clauses.filter((clause) => !stands(clause, regulation)).map((clause) => `${path.join('/')}: ${clause}`),
    );
    expect(unknown).toEqual([]);
  });

  test('every case shows a clause of the regulation', () => {
    const unknown = readCases(example).filter(({ clause }) => !clause.split('、').every((each) => stands(each, regulation)));
    expect(unknown.map(({ name, clause }) => `${name}: ${clause}`)).toEqual([]);
  });
});

interface Rule {
  readonly path: Path;
  readonly clauses: readonly string[];
}

/** Sections whose entries are rules of the regulation, and lists whose items are. */
const sections = new Set('attributes facts indicators entries quota steps bar outside flags outcomes category-outcomes'.split(' '));

/** So are the grading of a stage (who is ranked with whom, what comes before what among equals) and each voter group. */
function rulesIn(tree: Tree, path: Path): Rule[] {
  const isRule = sections.has(String(path.at(-2))) || (path.length === 3 && (path[2] === 'grading' || path[0] === 'raters'));
  const clause = isMap(tree) ? tree.get('clause') : undefined;
  const own = isRule && isMap(tree) ? [{ path, clauses: typeof clause === 'string' ? clause.split('、') : [] }] : [];
  if (isMap(tree)) return [...own, ...[...tree].flatMap(([key, value]) => rulesIn(value, [...path, key]))];
  return isList(tree) ? tree.flatMap((item, i) => rulesIn(item, [...path, i])) : [];
}

/** `三2` is a heading, `六（三）` a numbered paragraph of a chapter, `四（四）1` an item of its list. */
function stands(clause: string, regulation: string): boolean {
  const parts = /^(?<chapter>[一二三四五六七八九十]+|通用|附)(?<paragraph>（[一二三四五六七八九十]+）)?(?<number>\d+)?$/.exec(
    clause,
  )?.groups;
  if (parts === undefined) return false;
  const chapter = regulation.split(/^## /m).find((text) => text.startsWith(`${parts['chapter']}　`));
  if (chapter === undefined) return false;
  const { paragraph, number } = parts;
  if (paragraph === undefined) return number === undefined || new RegExp(`^### ${clause}(?:$|　)`, 'm').test(chapter);
  const text = chapter.split(/^(?=（)/m).find((each) => each.startsWith(paragraph));
  return text !== undefined && (number === undefined || new RegExp(`^${number}\\. `, 'm').test(text));
}
