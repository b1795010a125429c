/** The rules of the house: who may import whom, what files are called, how long they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findViolations } from './boundaries/find-violations.ts';
import { listSourceTree } from './source-tree.ts';

const root = join(import.meta.dirname, '..');
const sourceText = /\.([cm]?[jt]sx?|css|grammar)$/;
const paths = listSourceTree(root).filter((path) => sourceText.test(path));
const violations = findViolations(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])));

for (const { path, line, message } of violations) console.log(`${path}:${line}: ${message}`);
if (violations.length > 0) process.exitCode = 1;
