import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';

/** `kaoji schema`: the JSON Schema of scheme documents, made from the shapes that the checker itself reads with. */
export async function run({ options }: CommandLine, context: Context): Promise<void> {
  const text = `${JSON.stringify(await schemeJsonSchema(), null, 2)}\n`;
  const path = options.text('output');
  if (path === undefined) {
    context.out.write(text);
    return;
  }
  const { writeOutput } = await import('../files/output-file.ts');
  await writeOutput({ path, force: options.has('force') }, text);
  context.err.write(`${context.messages.files.written(path)}\n`);
}

interface SchemaMaker {
  readonly schemeJsonSchema: () => object;
}

/** The engine makes the schema; where it does not name it among its exports, its module is asked directly. */
async function schemeJsonSchema(): Promise<object> {
  const engine: object = await import('@kaoji/engine');
  const maker =
    'schemeJsonSchema' in engine
      ? engine
      : ((await import(new URL('reference/json-schema.ts', import.meta.resolve('@kaoji/engine')).href)) as object);
  return (maker as SchemaMaker).schemeJsonSchema();
}
