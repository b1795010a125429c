/**
 * Makes the formula parser from its grammar. Run it after a change of `formula.grammar`:
 *
 *     node scripts/generate-formula-parser.ts
 *
 * A drift check calls `generate` and compares with the committed files. `node_modules/.bin/lezer-generator --typeScript`
 * gives the same tables without the header.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { buildParserFile } from '@lezer/generator';

export interface GeneratedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

const directory = new URL('../packages/engine/src/formula/', import.meta.url);
const header = '// Generated from formula.grammar by scripts/generate-formula-parser.ts; do not edit.\n';

export function generate(): GeneratedFile[] {
  const grammar = readFileSync(new URL('formula.grammar', directory), 'utf8');
  const { parser, terms } = buildParserFile(grammar, {
    fileName: 'formula.grammar',
    typeScript: true,
    warn: (message) => {
      throw new Error(message);
    },
  });
  return [
    { path: new URL('formula-parser.generated.ts', directory).pathname, text: header + parser },
    { path: new URL('formula-terms.generated.ts', directory).pathname, text: header + terms },
  ];
}

if (import.meta.main) {
  for (const file of generate()) writeFileSync(file.path, file.text);
}
