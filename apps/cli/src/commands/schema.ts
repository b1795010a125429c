import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';

/** `kaoji schema`: the JSON Schema of scheme documents, made from the shapes that the checker itself reads with. */
export async function run({ options }: CommandLine, context: Context): Promise<void> {
  const { schemeJsonSchema } = await import('@kaoji/engine');
  const text = `${JSON.stringify(schemeJsonSchema(), null, 2)}\n`;
  const path = options.text('output');
  if (path === undefined) {
    context.out.write(text);
    return;
  }
  const { writeOutput } = await import('../files/output-file.ts');
  await writeOutput({ path, force: options.has('force') }, text);
  context.err.write(`${context.messages.files.written(path)}\n`);
}
