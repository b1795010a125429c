import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressOn } from './progress.ts';
import { streamOf } from './stream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function drawn(isTTY: boolean, steps: (progress: ReturnType<typeof progressOn>) => void): string {
  let text = '';
  const stream = streamOf({ write: (piece: string) => (text += piece), isTTY, columns: 100 }, { NO_COLOR: '1' });
  steps(progressOn(stream, () => Date.now()));
  return text;
}

test('a pipe sees nothing, and neither does quick work', () => {
  expect(
    drawn(false, (progress) => {
      progress.step(1, 3, '读取');
      vi.advanceTimersByTime(5000);
      progress.end();
    }),
  ).toBe('');
  expect(
    drawn(true, (progress) => {
      progress.step(1, 3, '读取');
      vi.advanceTimersByTime(100);
      progress.end();
    }),
  ).toBe('');
});

test('slow work is told, and the line is wiped at the end', () => {
  const text = drawn(true, (progress) => {
    progress.step(1, 3, '读取');
    vi.advanceTimersByTime(2500);
    progress.step(3, 3, '计算');
    progress.end();
  });
  expect(text).toContain('1 / 3');
  expect(text).toContain('读取  2 s');
  expect(text).toContain('3 / 3');
  expect(text.endsWith('\r\u001B[2K')).toBe(true);
});
