import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileRefusal, refused } from '../refusal.ts';

/** The text of a scheme and where it stands. */
export interface SchemeFile {
  /** As the user wrote it, with the name of the file where a folder was named. */
  readonly path: string;
  /** The folder it stands in, where its facts are looked for. */
  readonly folder: string;
  readonly text: string;
}

const fileNames = ['scheme.yaml', 'scheme.yml'] as const;
/** A scheme is a few hundred lines; more than this is some other file. */
const byteCountMax = 4_000_000;

/** Reads a scheme from a YAML file, or from a folder that holds `scheme.yaml`. */
export async function readSchemeFile(path: string): Promise<SchemeFile> {
  const file = await fileOf(path);
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > byteCountMax) {
      throw refused((messages) => messages.files.schemeTooLarge(file, { size: megabytes(size), most: megabytes(byteCountMax) }));
    }
    bytes = await readFile(file);
  } catch (error) {
    throw fileRefusal(error, file);
  }
  return { path: file, folder: dirname(file), text: decoded(bytes, file) };
}

/** With one decimal, never less than it is: a byte too many is not told as the limit. */
function megabytes(byteCount: number): string {
  return `${Math.ceil(byteCount / 100_000) / 10} MB`;
}

async function fileOf(path: string): Promise<string> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw fileRefusal(error, path);
  }
  if (!isFolder) return path;
  for (const name of fileNames) {
    const found = await stat(join(path, name)).catch(() => null);
    if (found?.isFile() === true) return join(path, name);
  }
  throw refused((messages) => messages.files.noScheme(path));
}

/** A scheme is UTF-8; a byte-order mark is no part of it. */
function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused((messages) => messages.files.notUtf8(path));
  }
}
