import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A workbook as plain texts, read with nothing but the zip directory and regular expressions, so that no reader of ours hides a fault. */
export interface Sheets {
  readonly names: readonly string[];
  /** Rows of texts by sheet. */
  readonly rows: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Number formats of the same cells. */
  readonly formats: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly texts: readonly string[];
  readonly xml: string;
}

// eslint-disable-next-line typescript/require-await -- callers need not know that this one reads at once
export async function readSheets(path: string): Promise<Sheets> {
  const parts = unzipped(readFileSync(path));
  const shared = [...parts.get('xl/sharedStrings.xml')!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => decoded(text!));
  const names = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => decoded(name!));
  const sheets = names.map((_, i) => parts.get(`xl/worksheets/sheet${i + 1}.xml`)!);
  const rows = new Map(names.map((name, i) => [name, rowsOf(sheets[i]!, shared)]));
  const formatOf = formatsIn(parts.get('xl/styles.xml')!);
  const formats = new Map(names.map((name, i) => [name, cellsOf(sheets[i]!).map((row) => row.map(({ style }) => formatOf(style)))]));
  return { names, rows, formats, texts: [...rows.values()].flat(2), xml: sheets.join('') };
}

function rowsOf(xml: string, shared: readonly string[]): string[][] {
  return cellsOf(xml).map((row) =>
    row.map(({ type, inside }) => {
      const value = /<v>(.*?)<\/v>|<t[^>]*>(.*?)<\/t>/s.exec(inside);
      if (value === null) return '';
      return type === 's' ? shared[Number(value[1])]! : decoded(value[1] ?? value[2]!);
    }),
  );
}

function cellsOf(xml: string): { style: number; type: string | undefined; inside: string }[][] {
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<c r="\w+" s="(\d+)"(?: t="(\w+)")?(?:\/>|>(.*?)<\/c>)/gs)].map(([, style, type, inside]) => ({
      style: Number(style),
      type,
      inside: inside ?? '',
    })),
  );
}

const builtInFormats: Readonly<Record<string, string>> = { 0: 'General', 1: '0', 2: '0.00', 4: '#,##0.00', 49: '@' };

function formatsIn(styles: string): (style: number) => string {
  const own = [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]): [string, string] => [
    id!,
    decoded(code!),
  ]);
  const codes = new Map([...Object.entries(builtInFormats), ...own]);
  const used = [.../<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)![1]!.matchAll(/numFmtId="(\d+)"/g)].map(
    ([, id]) => codes.get(id!) ?? id!,
  );
  return (style) => used[style]!;
}

function decoded(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#34': '"', '#39': "'" };
  return text.replaceAll(/&(lt|gt|amp|quot|#34|#39);/g, (_, name: string) => entities[name]!);
}

function unzipped(file: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(file.length - 6);
  while (file.readUInt32LE(at) === 0x02014b50) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const offset = file.readUInt32LE(at + 42);
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    parts.set(name, inflateRawSync(file.subarray(start, start + file.readUInt32LE(at + 20))).toString('utf8'));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}
