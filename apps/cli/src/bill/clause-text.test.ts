import { expect, test } from 'vitest';
import { clauseText } from './clause-text.ts';

test.each([
  ['二1、二2、二3、二4', '二1至4'],
  ['四（二）1、四（二）2、四（二）3', '四（二）1至3'],
  ['一2、一3', '一2、一3'],
  ['一1、一4', '一1、一4'],
  ['一1、一2、一3、二1', '一1至3、二1'],
  ['一9、一10、一11', '一9至11'],
  ['一1、二2、三3', '一1、二2、三3'],
  ['五', '五'],
  ['五、五、五', '五、五、五'],
  ['附', '附'],
])('%s is written %s', (clause, short) => {
  expect(clauseText(clause)).toBe(short);
});
