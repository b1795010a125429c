import { expect, test } from 'vitest';

import { exactArithmetic } from '../number/exact-arithmetic.ts';
import { problemSentence } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { findingsOf, unreadCases } from './testing/unread-cases.ts';

function written(problem: Problem): string {
  const { place } = problem;
  if (place?.kind !== 'cell') throw new Error('a finding has a place in the facts');
  return `${place.table} ${place.row} ${place.column}：${problemSentence(problem, 'zh')}`;
}

/** That a subject is of no class or not ranked is another matter, unless a case speaks of it. */
function told(findings: readonly Problem[], wanted: readonly string[]): string[] {
  return findings.flatMap((finding) => {
    const text = written(finding);
    const isAboutReading = !text.startsWith('subjects') || finding.code.endsWith('of-other-class');
    return isAboutReading || wanted.includes(text) ? [text] : [];
  });
}

test.each(unreadCases)('$name', (each) => {
  const found = findingsOf(each);
  expect(told(found, each.findings)).toEqual(each.findings);
  expect(findingsOf(each, exactArithmetic)).toEqual(found);
});

test('the cell at fault is the place', () => {
  const misspelt = unreadCases.find(({ name }) => name.startsWith('a text that no indicator knows'))!;
  const places = findingsOf(misspelt).flatMap(({ code, place }) => (code === 'value-not-read' ? [place] : []));
  expect(places[0]).toEqual({ kind: 'cell', table: 'tasks', source: 'tasks.csv', row: 3, column: '指标', value: 'wrok' });
});
