import type { Dice } from '../../testing/dice.ts';

/** Slips of the keyboard, as somebody makes them who changes a scheme by hand. */
type Damage = (lines: string[], dice: Dice) => void;

const signs = '：，（）{}[]"\'#&*!%@'.split('');

const damages: Readonly<Record<string, Damage>> = {
  'a line deleted': (lines, dice) => void lines.splice(dice.below(lines.length), 1),
  'a line twice': (lines, dice) => {
    const at = dice.below(lines.length);
    lines.splice(at, 0, lines[at]!);
  },
  'two lines swapped': (lines, dice) => {
    const [a, b] = [dice.below(lines.length), dice.below(lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  },
  'a sign in place of a character': (lines, dice) => replaceCharacter(lines, dice, /\S/g, () => dice.pick(signs)),
  'a full-width sign': (lines, dice) => replaceCharacter(lines, dice, /[!-~]/g, fullWidth),
  'a name changed': (lines, dice) => replaceCharacter(lines, dice, /\p{Script=Han}/gu, () => dice.pick(['', '某', '一二'])),
  'a key changed': (lines, dice) => replaceCharacter(lines, dice, /[a-z]/g, () => dice.pick(['', 'x', 'zz'])),
  'a number changed': (lines, dice) => replaceCharacter(lines, dice, /\d/g, () => dice.pick(['', '0', '-', '999', '.', '%'])),
  'a line moved in or out': (lines, dice) => {
    const at = dice.below(lines.length);
    lines[at] = dice.pick([
      (line: string) => ` ${line}`,
      (line: string) => line.slice(1),
      (line: string) => `\t${line.trimStart()}`,
      outward,
    ])(lines[at]!);
  },
  'the rest cut off': (lines, dice) => {
    const at = dice.below(lines.length);
    lines.splice(at + 1);
    lines[at] = lines[at]!.slice(0, dice.between(0, lines[at]!.length));
  },
};

function outward(line: string): string {
  return line.replace(/^ {2}/, '');
}

function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

function replaceCharacter(lines: string[], dice: Dice, pattern: RegExp, turn: (character: string) => string): void {
  const at = dice.below(lines.length);
  const found = dice.pickOrNull([...lines[at]!.matchAll(pattern)]);
  if (found === null) return;
  lines[at] = `${lines[at]!.slice(0, found.index)}${turn(found[0])}${lines[at]!.slice(found.index + found[0].length)}`;
}

/** One to three slips, and what they are. */
export function damaged(text: string, dice: Dice): { readonly text: string; readonly slips: readonly string[] } {
  const lines = text.split('\n');
  const slips = Array.from({ length: dice.between(1, 3) }, () => dice.pick(Object.keys(damages)));
  for (const slip of slips) if (lines.length > 0) damages[slip]!(lines, dice);
  return { text: lines.join('\n'), slips };
}
