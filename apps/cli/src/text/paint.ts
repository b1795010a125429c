/** Marks of a line: bold, grey, and one accent. Meaning never rests on a colour alone. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly muted: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly error: (text: string) => string;
}

function style(open: string, close: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001B[${open}m${text}\u001B[${close}m`);
}

const unchanged = (text: string): string => text;

export const colours: Paint = {
  strong: style('1', '22'),
  muted: style('90', '39'),
  accent: style('34', '39'),
  warning: style('33', '39'),
  error: style('35', '39'),
};

export const noColours: Paint = { strong: unchanged, muted: unchanged, accent: unchanged, warning: unchanged, error: unchanged };
