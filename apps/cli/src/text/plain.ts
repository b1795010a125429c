/**
 * Text of others made harmless for a terminal: names and cells come from files, and an escape sequence or a mark that
 * turns the direction of writing could make a result look like another one. Such characters are shown as `�`.
 */
export function plain(text: string): string {
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, '�').toWellFormed();
}
