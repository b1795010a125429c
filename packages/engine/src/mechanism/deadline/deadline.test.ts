import { expect, test } from 'vitest';

import { billLine } from '../../explain/bill.ts';
import { scaledArithmetic } from '../../number/scaled-arithmetic.ts';
import { readCaseFiles } from '../testing/mechanism-case.ts';
import { runCase } from '../testing/run-case.ts';

test('the bill lists the days of the calendar between beginning and end, the last day too', () => {
  const cases = readCaseFiles().find(({ keyword }) => keyword === 'deadline')!.cases;
  const run = runCase(
    cases.find(({ name }) => name.zh.startsWith('跨过春节'))!,
    scaledArithmetic,
    'reversed',
  );
  if (run.scheme === null) throw new Error('the scheme is right');
  const stage = run.computation.run.stageRunAt(0);
  const { facts } = run.computation.run;
  const daysOf = (subject: string): string[] => {
    const row = stage.localRows(Int32Array.of(facts.subjectRowOf.get(subject)!))[0]!;
    const line = billLine(stage, stage.plan.nodes[0]!, 0, row, 'full');
    return line.facts.map(({ cells, counted }) => `${cells['date']} ${cells['kind']}${counted ? '' : ' not counted'}`);
  };
  expect(daysOf('S1')).toEqual(['2024-02-04 上班']);
  expect(daysOf('S4')).toEqual([...[10, 11, 12, 13, 14, 15, 16, 17].map((day) => `2024-02-${day} 放假`), '2024-02-18 上班']);
});
