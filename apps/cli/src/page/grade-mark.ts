import { html, type Html } from './html.ts';

/** The words of a scale: what a mark is drawn from is the order, never the word. */
export interface MarkScale {
  readonly grades: readonly string[];
}

const fills = ['f80', 'f60', 'f40', 'f20'] as const;

/** Classes that draw the mark of a grade: full for the best, a diagonal for the lowest, less and less between. */
export function markClasses({ grades }: MarkScale, grade: string | null, isUndecided = false): string {
  if (isUndecided) return 'g gp';
  const position = grade === null ? -1 : grades.indexOf(grade);
  if (position < 0) return 'g g0';
  if (position === 0) return 'g g1';
  if (position === grades.length - 1) return 'g g4';
  const between = grades.length - 2;
  if (between <= 2) return `g g${position + 1}`;
  const colour = position <= between / 2 ? 'g2' : 'g3';
  return `g ${colour} ${fills[Math.min(fills.length - 1, Math.floor(((position - 1) * fills.length) / between))]!}`;
}

/** The class that fills a dot in the colour of its grade. */
export function dotClass({ grades }: MarkScale, grade: string | null): string {
  const position = grade === null ? -1 : grades.indexOf(grade);
  if (position < 0) return 'c0';
  if (position === 0) return 'c1';
  if (position === grades.length - 1) return 'c4';
  return position <= (grades.length - 2) / 2 || grades.length === 3 ? 'c2' : 'c3';
}

export function gradeMark(scale: MarkScale, grade: string, isUndecided = false): Html {
  return html`<span class="${markClasses(scale, grade, isUndecided)}">${grade}</span>`;
}
