import { expect, test } from 'vitest';
import { parseDecimals } from './decimal-column.ts';
import { decimal } from './rational.ts';

test('distinct texts become numbers, whatever is none becomes null', () => {
  expect(parseDecimals(['', '88.5', '88.50', '优秀', 'NA', '-3'])).toEqual([
    null,
    decimal('88.5'),
    decimal('88.5'),
    null,
    null,
    decimal('-3'),
  ]);
  expect(parseDecimals([])).toEqual([]);
});
