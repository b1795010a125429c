import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { listSourceTree } from './source-tree.ts';

/** Installed, generated, or written for the peers of the bench, which have their own rules. */
const foreign = ['**/node_modules/**', '**/dist/**', '**/coverage/**', '**/reports/**', '.*/**', 'bench/peers/**'];

test('the rules of the house look at every folder with code in it', () => {
  const root = join(import.meta.dirname, '..');
  const listed = new Set(listSourceTree(root));
  const written = globSync('**/*.ts', { cwd: root, exclude: foreign });
  expect(written.length).toBeGreaterThan(100);
  expect(written.filter((path) => !listed.has(path))).toEqual([]);
});
