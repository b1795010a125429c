import { parse } from 'yaml';

import { readExampleFile, type ExampleName } from './examples.ts';

/**
 * Changes of a scheme that cannot change any result, with the reason: `equivalent-changes.yaml` beside the scheme. A line is
 * one change, exactly as `mutate.ts` names it: a pattern would also excuse changes that somebody could have noticed.
 */
export function readEquivalentChanges(example: ExampleName): string[] {
  const file = parse(readExampleFile(example, 'equivalent-changes.yaml'), { schema: 'failsafe' }) as { because: string; changes: string }[];
  return file.flatMap(({ because, changes }) => {
    const lines = changes.split('\n').map((line) => line.trim());
    const ids = lines.filter((line) => line !== '');
    if (because.trim() === '' || ids.length === 0)
      throw new Error(`${example}: a reason without changes, or changes without a reason: ${because}`);
    return ids;
  });
}
