/** A committed file that is made from another one must be what its generator makes now. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { generateFiles } from './generators.ts';
import { listSourceTree } from './source-tree.ts';

const root = join(import.meta.dirname, '..');
const known = new Set<string>();
const faults: string[] = [];

for (const { path, text } of generateFiles()) {
  const name = relative(root, path);
  known.add(name);
  if (!existsSync(path)) faults.push(`${name}: missing; run npm run generate`);
  else if (readFileSync(path, 'utf8') !== text) faults.push(`${name}: not what its generator makes; run npm run generate`);
}

for (const path of listSourceTree(root)) {
  if (path.includes('.generated.') && !known.has(path)) {
    faults.push(`${path}: no generator makes it; add one to scripts/generators.ts or delete the file`);
  }
}

if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exitCode = 1;
}
