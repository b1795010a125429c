import type { CommandLine } from '../command-line.ts';
import type { Context } from '../context.ts';
import { formatOf } from '../files/format-of.ts';
import { caseRequest, computeCase, loadCase } from '../input/case.ts';
import { misused } from '../refusal.ts';

/** `kaoji score`: the result of a scheme and its facts, as a table, as the exact document, as a workbook or as a page. */
export async function run(line: CommandLine, context: Context): Promise<void> {
  const { options } = line;
  const format = formatOf(line, ['json', 'xlsx', 'html']);
  const path = options.text('output');
  const output = path === undefined ? null : { path, force: options.has('force') };
  if (format === 'xlsx' && output === null) throw misused((messages) => messages.usage.outputNeeded(format));
  if (output !== null) await (await import('../files/output-file.ts')).checkOutput(output);

  const given = await loadCase(await caseRequest(line, format), context);
  const computation = await computeCase(given, context);
  context.progress.end();

  const content = await rendered(format);
  if (output === null)
    context.out.write(content as string); // a workbook always has an output
  else {
    const { writeOutput } = await import('../files/output-file.ts');
    await writeOutput(output, content);
    context.err.write(`${context.messages.files.written(output.path)}\n`);
  }

  async function rendered(wanted: string): Promise<string | AsyncIterable<Uint8Array>> {
    switch (wanted) {
      case 'json': {
        const { resultJson } = await import('../report/result-json.ts');
        return resultJson(computation.result);
      }
      case 'xlsx': {
        const { resultWorkbook } = await import('../workbook/result-workbook.ts');
        return resultWorkbook(given, computation, context);
      }
      case 'html': {
        const { resultPage } = await import('../page/result-page.ts');
        return resultPage(given, computation, context);
      }
      default: {
        const { scoreTable } = await import('../report/score-table.ts');
        return scoreTable(given, computation, context);
      }
    }
  }
}
