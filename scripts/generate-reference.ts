/**
 * Makes the reference pages and the JSON Schema from the code and its cases. `npm run generate` writes them with the other
 * generated files.
 */
import { join } from 'node:path';

import { readFormulaExamples } from '../packages/engine/src/formula/testing/formula-cases.ts';
import { readCaseFiles } from '../packages/engine/src/mechanism/testing/mechanism-case.ts';
import { reportCase } from '../packages/engine/src/mechanism/testing/report-case.ts';
import { schemaFile, schemeJsonSchema } from '../packages/engine/src/reference/json-schema.ts';
import { referencePages } from '../packages/engine/src/reference/pages.ts';
import type { GeneratedFile } from './generate-formula-parser.ts';

const root = join(import.meta.dirname, '..');

export function generate(): GeneratedFile[] {
  const cases = new Map(readCaseFiles().map((file) => [file.keyword, file.cases.map(reportCase)]));
  const pages = referencePages({ cases, functionExamples: readFormulaExamples() });
  return [
    ...pages.map(({ path, text }) => ({ path: join(root, 'docs/reference', path), text })),
    { path: join(root, schemaFile), text: `${JSON.stringify(schemeJsonSchema(), null, 2)}\n` },
  ];
}
