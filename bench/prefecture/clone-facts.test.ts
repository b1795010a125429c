import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneFacts } from './clone-facts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clone-facts-'));
  mkdirSync(join(folder, 'from'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function cloned(text: string, copies: number): string {
  writeFileSync(join(folder, 'from', 'ballots.csv'), text);
  cloneFacts({ from: join(folder, 'from'), to: join(folder, 'to'), copies });
  return readFileSync(join(folder, 'to', 'ballots.csv'), 'utf8');
}

test('the first copy is the original, and the others have ids of their own', () => {
  expect(cloned('round,ballot,subject,value\nvote,b1,K1,好\nvote,b2,K1,\n', 3)).toBe(
    [
      'round,ballot,subject,value',
      'vote,b1,K1,好',
      'vote,b2,K1,',
      'vote,b1-1,K1-1,好',
      'vote,b2-1,K1-1,',
      'vote,b1-2,K1-2,好',
      'vote,b2-2,K1-2,',
      '',
    ].join('\n'),
  );
});

test('an id that is not there stays away', () => {
  expect(cloned('subject,unit\nX1,\n', 2)).toBe('subject,unit\nX1,\nX1-1,\n');
});

test('counts what it wrote', () => {
  writeFileSync(join(folder, 'from', 'scores.csv'), 'subject,value\nX1,1\nX2,2\n');
  const { rowCounts, byteCount } = cloneFacts({ from: join(folder, 'from'), to: join(folder, 'to'), copies: 2 });
  expect([...rowCounts]).toEqual([['scores.csv', 4]]);
  expect(byteCount).toBe(readFileSync(join(folder, 'to', 'scores.csv')).length);
});

test('a quoted cell is refused', () => {
  expect(() => cloned('subject,name\nX1,"a,b"\n', 2)).toThrow('quoted');
});
