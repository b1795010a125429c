import { widthOf } from '../text/width.ts';

/** A hash in two lines of eight groups, as it can be read out and compared by eye. */
export function fingerprintLines(hash: string, title: string): readonly string[] {
  const groups = hash.match(/.{4}/g) ?? [];
  const rows = [groups.slice(0, 8), groups.slice(8)];
  return rows.map((row, i) => `${i === 0 ? title : ' '.repeat(widthOf(title))}  ${row.join(' ')}`);
}
