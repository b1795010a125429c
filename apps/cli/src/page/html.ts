/** A piece of a page that is markup already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | undefined | readonly Piece[];

/**
 * Markup in which everything put in is text unless it is markup itself: names and cells come from files, and none of them
 * can become a part of the page.
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = parts[0]!;
  for (const [i, piece] of pieces.entries()) text += rendered(piece) + parts[i + 1]!;
  return new Html(text);
}

function rendered(piece: Piece): string {
  if (piece === null || piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return piece.map(rendered).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute. Characters that turn or hide writing are shown as `�`. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '�')
    .replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
