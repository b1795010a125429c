import { parse } from 'yaml';

import { readExampleFile, type ExampleName } from './examples.ts';

/**
 * Changes of a scheme that cannot change any result, with the reason: `equivalent-changes.yaml` beside the scheme. A line is
 * a change as `mutate.ts` names it; `*` stands for anything.
 */
export interface EquivalentChanges {
  readonly because: string;
  readonly patterns: readonly ChangePattern[];
}

export interface ChangePattern {
  readonly line: string;
  matches(id: string): boolean;
}

export function readEquivalentChanges(example: ExampleName): EquivalentChanges[] {
  const file = parse(readExampleFile(example, 'equivalent-changes.yaml'), { schema: 'failsafe' }) as { because: string; changes: string }[];
  return file.map(({ because, changes }) => {
    const lines = changes.split('\n').filter((line) => line.trim() !== '');
    return { because, patterns: lines.map(patternOf) };
  });
}

function patternOf(written: string): ChangePattern {
  const line = written.trim();
  const parts = line.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`^${parts.join('.*')}$`, 'u');
  return { line, matches: (id) => pattern.test(id) };
}
