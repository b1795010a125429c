import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { describe, expect, test } from 'vitest';

import { compileScheme, problemCatalogue, problemSentence, type Language } from '@kaoji/engine';
import { tableProblems } from '@kaoji/tables';
import { fencesOf, isExcerpt, partsOf } from '../tutorial/testing/markdown.ts';
import { replayed } from '../tutorial/testing/replay.ts';
import { schemeOfRecipe } from './testing/recipe.ts';

const root = join(import.meta.dirname, '..', '..');

const guides = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'README.zh-CN.md', ...guides.map((name) => join('docs', 'guides', name))];
/** Every page of prose whose links can be followed. */
const linkedPages = [
  ...pages,
  ...['docs', 'docs/adr', 'docs/concepts', 'docs/tutorial'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
];

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function languageOf(path: string): Language {
  return path.endsWith('.zh-CN.md') ? 'zh' : 'en';
}

const quoting = pages.filter((path) => fencesOf(read(path)).some(({ language }) => language === 'console'));

// The page is its own snapshot: `npx vitest --update` puts what the commands print now into the text.
test.each(quoting)('%s quotes what the commands print', async (path) => {
  await expect(await replayed(join(root, path))).toMatchFileSnapshot(join(root, path));
});

test.each(['README.md', 'README.zh-CN.md'])('%s quotes files as they are', (path) => {
  const excerpts = fencesOf(read(path)).filter(({ words }) => words.has('file'));
  expect(excerpts.length).toBeGreaterThan(0);
  expect(excerpts.filter(({ words, lines }) => !isExcerpt(lines, read(words.get('file')!))).map(({ line }) => `line ${line}`)).toEqual([]);
});

describe.each(['write-a-scheme.md', 'write-a-scheme.zh-CN.md'])('%s', (name) => {
  const snippets = fencesOf(read(join('docs', 'guides', name))).filter(({ language }) => language === 'yaml');

  test.each(snippets.map((fence) => [fence.line, fence.lines.join('\n')] as const))(
    'the snippet in line %i is accepted',
    (_line, snippet) => {
      const { problems } = compileScheme(schemeOfRecipe(snippet));
      expect(problems.map((problem) => problemSentence(problem, 'en'))).toEqual([]);
    },
  );
});

test('both languages have the same snippets', () => {
  const [english, chinese] = ['write-a-scheme.md', 'write-a-scheme.zh-CN.md'].map((name) =>
    fencesOf(read(join('docs', 'guides', name))).map(({ lines }) => lines),
  );
  expect(english).toEqual(chinese);
});

describe.each(['hand-over-facts-in-excel.md', 'hand-over-facts-in-excel.zh-CN.md'])('%s', (name) => {
  const path = join('docs', 'guides', name);
  const messages = lastColumnOf(read(path), languageOf(path) === 'zh' ? '提示' : 'Message');

  test('quotes messages', () => expect(messages.length).toBeGreaterThan(0));

  test.each(messages)('the message “%s” is one that is said', (message) => {
    const templates = Object.values({ ...problemCatalogue, ...tableProblems }).map((text) => text[languageOf(path)]);
    expect(templates.some((template) => patternOf(template).test(message))).toBe(true);
  });
});

/** Cells of the last column under a header, in every table that has it. */
function lastColumnOf(markdown: string, header: string): readonly string[] {
  const cells: string[] = [];
  let isWanted = false;
  for (const line of partsOf(markdown).flatMap((part) => (part.kind === 'text' ? part.lines : []))) {
    const row = line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : null;
    const last = row?.at(-2) ?? '';
    if (row === null) isWanted = false;
    else if (last === header) isWanted = true;
    else if (isWanted && !/^-+$/.test(last)) cells.push(last);
  }
  return cells;
}

/** A sentence of the catalogue with anything in the place of its parameters. */
function patternOf(template: string): RegExp {
  const pieces = template.replaceAll(/\[\[[^\]]*\]\]/g, '').split(/\{\w+\}/);
  const escaped = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.+')}$`, 'u');
}

test.each(linkedPages)('links of %s lead somewhere', (path) => {
  const text = partsOf(read(path))
    .flatMap((part) => (part.kind === 'text' ? part.lines : []))
    .join('\n');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  const broken = targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const found = file === '' ? join(root, path) : join(root, dirname(path), file);
    if (!existsSync(found)) return true;
    return anchor !== undefined && !anchorsOf(relative(root, found)).includes(decodeURIComponent(anchor));
  });
  expect(broken).toEqual([]);
});

/** Anchors as GitHub makes them from headings. */
function anchorsOf(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}
