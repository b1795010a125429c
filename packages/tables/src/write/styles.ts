import { xmlText } from './xml-text.ts';

/** How a cell looks, apart from its number format. */
export type Look = 'plain' | 'header' | 'required' | 'problem' | 'warning' | 'strong' | 'muted';

const looks: readonly Look[] = ['plain', 'header', 'required', 'problem', 'warning', 'strong', 'muted'];

/** Font and fill by look; a colour is never the only sign, every marked cell also has its reason in words. */
const fonts: Readonly<Record<Look, string>> = {
  plain: '<font><sz val="11"/><name val="等线"/></font>',
  header: '<font><b/><sz val="11"/><name val="等线"/></font>',
  required: '<font><b/><sz val="11"/><color rgb="FF9C0006"/><name val="等线"/></font>',
  problem: '<font><sz val="11"/><color rgb="FF9C0006"/><name val="等线"/></font>',
  warning: '<font><sz val="11"/><color rgb="FF7F6000"/><name val="等线"/></font>',
  strong: '<font><b/><sz val="11"/><name val="等线"/></font>',
  muted: '<font><sz val="11"/><color rgb="FF767676"/><name val="等线"/></font>',
};

const fillColours: Readonly<Record<Look, string | null>> = {
  plain: null,
  header: 'FFE7EBF0',
  required: 'FFE7EBF0',
  problem: 'FFFFC7CE',
  warning: 'FFFFEB9C',
  strong: null,
  muted: null,
};

const builtInFormats: ReadonlyMap<string, number> = new Map([
  ['General', 0],
  ['0', 1],
  ['0.00', 2],
  ['#,##0', 3],
  ['#,##0.00', 4],
  ['0%', 9],
  ['0.00%', 10],
  ['@', 49],
]);
const firstOwnFormat = 164;

/** Collects the cell styles of a workbook while its sheets are written. */
export class StyleTable {
  private readonly indexes = new Map<string, number>();
  private readonly cellFormats: string[] = [];
  private readonly ownFormats = new Map<string, number>();

  constructor() {
    // Style 0 is what cells without a style have.
    this.indexOf('General', 'plain');
  }

  indexOf(format: string, look: Look, wraps = false): number {
    const key = `${look} ${wraps} ${format}`;
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.cellFormats.length;
      this.indexes.set(key, index);
      const lookIndex = looks.indexOf(look);
      // Fills 0 and 1 are fixed by the format.
      const fill = fillColours[look] === null ? 0 : lookIndex + 2;
      // A header and a reason may need several lines.
      const wrap = wraps || look === 'header' || look === 'required' || look === 'problem' || look === 'warning';
      this.cellFormats.push(
        `<xf numFmtId="${this.formatId(format)}" fontId="${lookIndex}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center"${wrap ? ' wrapText="1"' : ''}/></xf>`,
      );
    }
    return index;
  }

  private formatId(format: string): number {
    const builtIn = builtInFormats.get(format);
    if (builtIn !== undefined) return builtIn;
    let id = this.ownFormats.get(format);
    if (id === undefined) {
      id = firstOwnFormat + this.ownFormats.size;
      this.ownFormats.set(format, id);
    }
    return id;
  }

  xml(): string {
    const formats = [...this.ownFormats].map(([format, id]) => `<numFmt numFmtId="${id}" formatCode="${xmlText(format)}"/>`);
    const fills = looks.map((look) => {
      const colour = fillColours[look];
      return colour === null
        ? '<fill><patternFill patternType="none"/></fill>'
        : `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`;
    });
    return (
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`) +
      `<fonts count="${looks.length}">${looks.map((look) => fonts[look]).join('')}</fonts>` +
      `<fills count="${fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fills.join('')}</fills>` +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.cellFormats.length}">${this.cellFormats.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}
