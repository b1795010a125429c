import { describe, expect, test } from 'vitest';

import { nearestName } from './nearest-name.ts';

describe('the nearest name', () => {
  test.each([
    ['任务名秤', ['任务编号', '任务名称', '权重'], '任务名称'],
    ['completoin', ['completion', 'weight'], 'completion'],
    ['weihgt', ['completion', 'weight'], 'weight'],
    ['xyz', ['completion', 'weight'], null],
    ['A', ['B', 'C'], null],
    ['', ['B'], null],
    ['tasks', [], null],
    ['ab', ['ba', 'ac'], 'ba'],
  ])('%s', (wanted, known, expected) => {
    expect(nearestName(wanted, known)).toBe(expected);
  });
});
