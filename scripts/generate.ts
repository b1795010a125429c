/** `npm run generate`: writes every generated file anew. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { generateFiles } from './generators.ts';

for (const { path, text } of generateFiles()) {
  writeFileSync(path, text);
  console.log(relative(join(import.meta.dirname, '..'), path));
}
