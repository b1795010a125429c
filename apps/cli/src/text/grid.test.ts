import { expect, test } from 'vitest';
import { gridLines } from './grid.ts';
import { noColours } from './paint.ts';
import { widthOf } from './width.ts';

test('columns align whatever the width of the characters', () => {
  const columns = [
    { header: '名称', side: 'left' },
    { header: '得分', note: '70%', side: 'right' },
    { header: '等次', side: 'left' },
  ] as const;
  const lines = gridLines(
    columns,
    [
      { kind: 'row', cells: ['综合办', '105.44', '优秀'] },
      { kind: 'rule', text: '优秀 1 / 1' },
      { kind: 'row', cells: ['Q3 组', '9.5', '良好'] },
      { kind: 'remark', text: '标记：末位' },
    ],
    { paint: noColours, dash: '-' },
  );
  expect(lines).toEqual([
    '名称      得分  等次',
    '           70%',
    '--------------------',
    '综合办  105.44  优秀',
    '-- 优秀 1 / 1 ------',
    'Q3 组      9.5  良好',
    '        标记：末位',
  ]);
  expect(widthOf(lines[2]!)).toBe(widthOf(lines[3]!));
});
