import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { checkOutput, writeOutput } from '../files/output-file.ts';
import { loadScheme } from '../input/case.ts';

/** `kaoji template`: a workbook to fill in, made from what the scheme reads. */
export async function run({ positionals, options }: CommandLine, context: Context): Promise<void> {
  const output = { path: options.text('output')!, force: options.has('force') };
  await checkOutput(output);
  const { file, scheme } = await loadScheme(positionals[0]!, context);
  const [{ templateWorkbook }, { writeWorkbook }] = await Promise.all([
    import('../template/template-workbook.ts'),
    import('@kaoji/tables'),
  ]);
  const sheets = templateWorkbook(file.text, scheme, context);
  await writeOutput(output, writeWorkbook(sheets));
  context.err.write(`${context.messages.files.written(output.path)}\n`);
  context.err.write(`${context.messages.template.done(sheets.slice(1).map(({ name }) => name))}\n`);
}
