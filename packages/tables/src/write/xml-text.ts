/** Text for an XML element or attribute. */
export function xmlText(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Characters that XML cannot hold, carriage returns (which XML would turn into line feeds) and halves of characters. */
const unwritable = /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text for a workbook cell, with the escapes of workbooks (`_x000D_`) where XML alone would lose something. */
export function cellXmlText(text: string): string {
  if (/^[\x20-\x25\x27-\x3B\x3D\x3F-\x5E\x60-\x7E\u4E00-\u9FFF]*$/.test(text)) return text;
  const escaped = text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(unwritable, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
  return xmlText(escaped);
}
