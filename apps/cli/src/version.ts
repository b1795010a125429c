import { readFile } from 'node:fs/promises';

/** Version of the tree that this command line belongs to; engine and command line are released together. */
export async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
