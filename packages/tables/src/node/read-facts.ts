import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import {
  nearestName,
  tableDefinitions,
  tableOfName,
  type FactTable,
  type FactTables,
  type Problem,
  type Result,
  type TableDefinitions,
} from '@kaoji/engine';
import { readCsv } from '../read/csv.ts';
import type { ReadLimits } from '../read/limits.ts';
import { TableProblemList } from '../read/problem-list.ts';
import { asResult, type TablesRead } from '../read/tables-read.ts';
import { readWorkbook } from '../read/workbook.ts';

export interface ReadPathOptions {
  /** Default: the standard tables. */
  readonly definitions?: TableDefinitions;
  readonly limits?: ReadLimits;
}

/** Facts from a folder of CSV files, an .xlsx workbook or a single CSV file. */
export async function readFactsPath(path: string, options: ReadPathOptions = {}): Promise<Result<FactTables>> {
  return asResult(await readTablesPath(path, options));
}

/** Facts from a folder of CSV files, each named for its table in English or Chinese. */
export async function readFactsFolder(path: string, options: ReadPathOptions = {}): Promise<Result<FactTables>> {
  return asResult(await guarded(path, () => readFolder(path, options)));
}

/** Facts from an .xlsx workbook with one sheet a table. */
export async function readFactsWorkbook(path: string, options: ReadPathOptions = {}): Promise<Result<FactTables>> {
  return asResult(await guarded(path, () => readWorkbookFile(path, options)));
}

/** As `readFactsPath`, with the tables as far as they could be read even where something is wrong. */
export async function readTablesPath(path: string, options: ReadPathOptions = {}): Promise<TablesRead> {
  return guarded(path, async () => {
    if ((await stat(path)).isDirectory()) return readFolder(path, options);
    const extension = extname(path).toLowerCase();
    if (['.xlsx', '.xlsm', '.xltx', '.xls', '.et', '.xlsb', '.ods'].includes(extension)) return readWorkbookFile(path, options);
    if (extension === '.csv') return readFiles([path], options);
    return refused('table-path-kind', { path });
  });
}

async function readFolder(path: string, options: ReadPathOptions): Promise<TablesRead> {
  const names = (await readdir(path)).filter((name) => extname(name).toLowerCase() === '.csv' && !/^[.~]/.test(name)).sort();
  if (names.length === 0) return refused('table-folder-empty', { path });
  return readFiles(
    names.map((name) => join(path, name)),
    options,
  );
}

async function readFiles(paths: readonly string[], options: ReadPathOptions): Promise<TablesRead> {
  const definitions = options.definitions ?? tableDefinitions;
  const general = new TableProblemList(1000);
  const problems: Problem[] = [];
  const tables = new Map<string, FactTable>();
  const fileOfTable = new Map<string, string>();
  for (const path of paths) {
    const source = basename(path);
    const definition = tableOfName(definitions, basename(path, extname(path)));
    if (definition === undefined) {
      const near = nearestName(
        basename(path, extname(path)),
        [...definitions.values()].flatMap((one) => [one.key, one.name]),
      );
      general.add('table-file-unknown', { table: '', source }, { nearest: near ?? '' });
      continue;
    }
    const other = fileOfTable.get(definition.key);
    if (other !== undefined) {
      general.add('table-twice', { table: definition.key, source }, { other, name: definition.name });
      continue;
    }
    fileOfTable.set(definition.key, source);
    const limits = options.limits === undefined ? {} : { limits: options.limits };
    const read = await readCsv(createReadStream(path, { highWaterMark: 1024 * 1024 }), {
      table: definition.key,
      source,
      definition,
      ...limits,
    });
    problems.push(...read.problems);
    if (read.table !== null) tables.set(definition.key, read.table);
  }
  return { tables, problems: [...general.all(), ...problems] };
}

async function readWorkbookFile(path: string, options: ReadPathOptions): Promise<TablesRead> {
  return readWorkbook(createReadStream(path, { highWaterMark: 1024 * 1024 }), { source: basename(path), ...options });
}

function refused(
  code: 'table-path-kind' | 'table-folder-empty' | 'table-path-missing' | 'table-path-unreadable',
  parameters: Readonly<Record<string, string>>,
): TablesRead {
  return { tables: new Map(), problems: [{ code, place: null, parameters }] };
}

const unreadable: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EISDIR', 'ELOOP', 'ENAMETOOLONG']);

/** A path that is wrong or locked is the office's to mend; any other failure of the disk is not. */
async function guarded(path: string, read: () => Promise<TablesRead>): Promise<TablesRead> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return refused('table-path-missing', { path });
    if (unreadable.has(code)) return refused('table-path-unreadable', { path, reason: code });
    throw error;
  }
}
