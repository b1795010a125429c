import { zipped } from '../write/zip.ts';
import { collected, utf8 } from './bytes.ts';

interface WrittenSheet {
  readonly name: string;
  /** What stands between `<worksheet>` and `</worksheet>`; `<sheetData>` is put around it where it begins with `<row`. */
  readonly xml: string;
  /** `hidden` or `veryHidden`. */
  readonly state?: string;
}

export interface WrittenWorkbook {
  readonly sheets: readonly WrittenSheet[];
  /** `<si>` elements. */
  readonly sharedStrings?: string;
  /** Number formats of cell styles 1, 2, …; a number is one of the built-in formats. Style 0 is General. */
  readonly formats?: readonly (string | number)[];
  readonly from1904?: boolean;
  /** Replaces or adds parts; null takes one away. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelation = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook from its XML, the way other programs write it. */
export async function writtenWorkbook(book: WrittenWorkbook): Promise<Uint8Array> {
  const sheets = book.sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  const relations = book.sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const formats = book.formats ?? [];
  const own = formats.flatMap((format, i) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${164 + i}" formatCode="${format}"/>`] : [],
  );
  const styles = formats.map((format, i) => `<xf numFmtId="${typeof format === 'string' ? 164 + i : format}"/>`);
  const parts = new Map<string, string | Uint8Array | null>([
    ['[Content_Types].xml', `${head}<Types/>`],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelation}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><workbookPr${book.from1904 === true ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelation}">${relations.join('')}<Relationship Id="s" Type="${relation}/styles" Target="/xl/styles.xml"/><Relationship Id="t" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    ],
    ['xl/sharedStrings.xml', `${head}<sst xmlns="${main}">${book.sharedStrings ?? ''}</sst>`],
    ...book.sheets.map(({ xml }, i): [string, string] => [
      `xl/worksheets/sheet${i + 1}.xml`,
      `${head}<worksheet xmlns="${main}">${xml.startsWith('<row') ? `<sheetData>${xml}</sheetData>` : xml}</worksheet>`,
    ]),
    ...Object.entries(book.parts ?? {}),
  ]);
  return collected(
    zipped([...parts].flatMap(([name, data]) => (data === null ? [] : [{ name, chunks: [typeof data === 'string' ? utf8(data) : data] }]))),
  );
}

/** Rows of cells; a string becomes an inline string, anything else is XML given as `{ xml }`, and null leaves the cell out. */
export function rows(...all: readonly (readonly (string | null | { readonly xml: string })[])[]): string {
  return all
    .map((cells, r) => {
      const xml = cells.map((cell, c) => {
        const reference = `${String.fromCharCode(65 + c)}${r + 1}`;
        if (cell === null) return '';
        if (typeof cell === 'string') return `<c r="${reference}" t="inlineStr"><is><t>${cell}</t></is></c>`;
        return cell.xml.replace('<c', `<c r="${reference}"`);
      });
      return `<row r="${r + 1}">${xml.join('')}</row>`;
    })
    .join('');
}

export function number(text: string, style = 0): { readonly xml: string } {
  return { xml: `<c s="${style}"><v>${text}</v></c>` };
}
