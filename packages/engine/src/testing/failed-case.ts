import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenProperty, type Failure } from './check-case.ts';
import { csvText } from './fact-rows.ts';
import { randomCase, type RandomCase } from './random-case.ts';
import { smallerCase } from './smaller-case.ts';
import { yamlText } from './yaml-tree.ts';

/** Makes a failed case small, writes it to a folder as a scheme with facts, and says how to see it again. */
export function failedCaseText(seed: number, failure: Failure): string {
  const smallest = smallerCase(randomCase(seed), failure);
  const { message } = brokenProperty(smallest, [failure.property]) ?? failure;
  const folder = writeCase(smallest, message);
  return [
    `Seed ${seed} breaks “${failure.property}”: ${message}`,
    `The smallest case found is in ${folder}: scheme.yaml and facts/.`,
    `Again: npm run soak -- --seed ${seed}`,
  ].join('\n');
}

function writeCase(written: RandomCase, message: string): string {
  const folder = mkdtempSync(join(tmpdir(), `kaoji-seed-${written.seed}-`));
  mkdirSync(join(folder, 'facts'));
  writeFileSync(join(folder, 'scheme.yaml'), yamlText(written.scheme, null));
  for (const table of written.tables) if (table.rows.length > 0) writeFileSync(join(folder, 'facts', `${table.name}.csv`), csvText(table));
  writeFileSync(join(folder, 'failure.txt'), `${message}\nOpen periods: ${[...written.openPeriods].join(' ')}\n`);
  return folder;
}
