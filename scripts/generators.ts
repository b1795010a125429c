import { generate as generateFormulaParser, type GeneratedFile } from './generate-formula-parser.ts';
import { generate as generateReference } from './generate-reference.ts';

/** Makes `*.generated.<extension>`, the pages of `docs/reference` and `schema/` from other files. Same sources, same bytes. */
type Generator = () => GeneratedFile[];

/** Every committed file that is made from another one. `npm run generate` writes them, `npm run check` compares them. */
const generators: readonly Generator[] = [generateFormulaParser, generateReference];

export function generateFiles(): GeneratedFile[] {
  return generators.flatMap((generate) => generate());
}
