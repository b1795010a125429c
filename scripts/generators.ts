import { generate as generateFormulaParser, type GeneratedFile } from './generate-formula-parser.ts';

/** Makes files whose names end in `.generated.<extension>` from other files. Same sources, same bytes. */
type Generator = () => GeneratedFile[];

/** Every committed file that is made from another one. `npm run generate` writes them, `npm run check` compares them. */
const generators: readonly Generator[] = [generateFormulaParser];

export function generateFiles(): GeneratedFile[] {
  return generators.flatMap((generate) => generate());
}
