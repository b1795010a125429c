import { shapeOfBuiltIn, shapeOfFormat, unescapedText, type NumberShape } from './cell-text.ts';
import { ReadFault } from './fault.ts';
import { megabytes, type ReadLimits } from './limits.ts';
import { localName, readXml, type XmlHandler } from './xml.ts';
import type { ZipPart } from './zip.ts';

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: ZipPart;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  readonly styles: ZipPart | null;
  readonly sharedStrings: ZipPart | null;
}

export type OpenPart = (part: ZipPart) => AsyncIterable<Uint8Array>;

interface Relation {
  readonly id: string;
  /** Last word of the relation type: `worksheet`, `styles`, … */
  readonly type: string;
  readonly target: string;
}

/** Follows the relations from the package to the workbook and from there to its sheets. */
export async function readWorkbookParts(parts: ReadonlyMap<string, ZipPart>, open: OpenPart): Promise<WorkbookParts> {
  const rootRelations = await readRelations(parts.get('_rels/.rels'), '', open);
  const workbookPath = rootRelations.find((one) => one.type === 'officeDocument')?.target;
  const workbook = workbookPath === undefined ? undefined : parts.get(workbookPath);
  // A zip of another kind: .ods, .xlsb, .docx or just an archive.
  if (workbookPath === undefined || workbook === undefined || !workbookPath.endsWith('.xml') || !workbookPath.startsWith('xl/')) {
    throw new ReadFault('workbook-not-xlsx');
  }
  const slash = workbookPath.lastIndexOf('/');
  const folder = workbookPath.slice(0, slash);
  const relations = await readRelations(parts.get(`${folder}/_rels/${workbookPath.slice(slash + 1)}.rels`), folder, open);
  const handler = new WorkbookHandler();
  await readXml(open(workbook), workbook.name, handler);
  const sheets: SheetPart[] = [];
  for (const sheet of handler.sheets) {
    const relation = relations.find((one) => one.id === sheet.relation);
    if (relation === undefined || relation.type !== 'worksheet') continue;
    const part = parts.get(relation.target);
    if (part === undefined) throw new ReadFault('workbook-broken', { part: relation.target });
    sheets.push({ name: sheet.name, isHidden: sheet.isHidden, part });
  }
  const partOf = (type: string): ZipPart | null => {
    const target = relations.find((one) => one.type === type)?.target;
    return target === undefined ? null : (parts.get(target) ?? null);
  };
  return { sheets, from1904: handler.from1904, styles: partOf('styles'), sharedStrings: partOf('sharedStrings') };
}

async function readRelations(part: ZipPart | undefined, folder: string, open: OpenPart): Promise<readonly Relation[]> {
  const relations: Relation[] = [];
  if (part === undefined) return relations;
  await readXml(open(part), part.name, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship')
        relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolved(folder, Target) });
    },
  });
  return relations;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

class WorkbookHandler implements XmlHandler {
  from1904 = false;
  readonly sheets: { readonly name: string; readonly relation: string; readonly isHidden: boolean }[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr') this.from1904 = isTrue(attributes.date1904);
    else if (name === 'sheet') {
      const { state } = attributes;
      this.sheets.push({
        name: attributes.name ?? '',
        // Written `r:id`, whatever letter the namespace of relations has.
        relation: Object.entries(attributes).find(([key]) => localName(key) === 'id')?.[1] ?? '',
        isHidden: state === 'hidden' || state === 'veryHidden',
      });
    }
  }
}

/** The number shape of each cell style. */
export async function readShapes(chunks: AsyncIterable<Uint8Array>, part: string): Promise<readonly NumberShape[]> {
  const formats = new Map<number, NumberShape>();
  const shapes: NumberShape[] = [];
  let inCellFormats = false;
  await readXml(chunks, part, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      const id = Number(numFmtId);
      if (name === 'numFmt') formats.set(id, shapeOfFormat(formatCode));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) shapes.push(formats.get(id) ?? shapeOfBuiltIn(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return shapes;
}

/** All shared strings; runs of different fonts are joined, phonetic guides left out. */
export async function readSharedStrings(chunks: AsyncIterable<Uint8Array>, part: string, limits: ReadLimits): Promise<readonly string[]> {
  const handler = new SharedStringsHandler(limits);
  await readXml(chunks, part, handler);
  return handler.strings;
}

class SharedStringsHandler implements XmlHandler {
  readonly strings: string[] = [];
  private readonly limits: ReadLimits;
  private byteCount = 0;
  private pending = '';
  private inText = false;
  private inPhonetic = false;

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  open(name: string): void {
    if (name === 'si') this.pending = '';
    else if (name === 'rPh') this.inPhonetic = true;
    else if (name === 't') this.inText = !this.inPhonetic;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inPhonetic = false;
    else if (name === 'si') {
      this.byteCount += this.pending.length * 2;
      if (this.byteCount > this.limits.textByteCountMax)
        throw new ReadFault('table-too-much-text', { most: megabytes(this.limits.textByteCountMax) });
      this.strings.push(unescapedText(this.pending));
    }
  }

  text(text: string): void {
    if (this.inText) this.pending += text;
  }
}

/** A yes as workbooks write it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
