import { expect, test } from 'vitest';
import { formatDecimal, mean, parseDecimal, subtract } from './decimal.ts';

const decimal = (text: string) => parseDecimal(text)!;

test.each([
  ['95.21', '94.12', '1.09'],
  ['0.10', '0.2', '-0.10'],
  ['-6.20', '-6.2', '0.00'],
  ['100', '99.995', '0.005'],
])('%s less %s is %s', (a, b, difference) => expect(formatDecimal(subtract(decimal(a), decimal(b)))).toBe(difference));

test.each([
  [['1.00', '1.01'], false, '1.01'],
  [['1.00', '1.01'], true, '1.00'],
  [['1.01', '1.02'], true, '1.02'],
  [['-1.00', '-1.01'], false, '-1.01'],
  [['90.00', '80.00', '70.01'], false, '80.00'],
])('the mean of %j, half to even %s, is %s', (values, halfToEven, expected) => {
  expect(formatDecimal(mean(values.map(decimal), 2, halfToEven)!)).toBe(expected);
});

test('what is no decimal is none', () => {
  for (const text of ['', 'abc', '1.', '.5', '1e3', '1,000.00']) expect(parseDecimal(text), text).toBe(null);
  expect(mean([], 2, false)).toBe(null);
});
