import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { noDeclaredColumns } from './definitions.ts';
import { prepareFacts, type Facts } from './facts.ts';
import type { FactTables } from './table.ts';
import { linesOf, tableOfRows, writtenTables } from './testing/written-table.ts';

const header = 'subject,indicator,period,scorer,value,id,corrects,correction_reason,state';

function factsOf(rows: string): Facts {
  const result = prepareFacts(writtenTables({ scores: `${header}\n${rows}` }), noDeclaredColumns);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** Subject and value of the standing scores. */
function standing(facts: Facts): readonly string[] {
  const { rowCount } = facts.table('scores');
  return Array.from({ length: rowCount }, (_, row) => `${facts.cell('scores', 'subject', row)} ${facts.cell('scores', 'value', row)}`);
}

describe('corrections', () => {
  test.each([
    { title: 'no correction', rows: ['A,i,Q1,P,85,f1,,,', 'B,i,Q1,P,70,,,,'], stands: ['A 85', 'B 70'] },
    {
      title: 'a correction takes the place',
      rows: ['A,i,Q1,P,85,f1,,,', 'A,i,Q1,P,58,f2,f1,录错,', 'B,i,Q1,P,70,,,,'],
      stands: ['A 58', 'B 70'],
    },
    { title: 'a correction may stand before what it corrects', rows: ['A,i,Q1,P,58,f2,f1,录错,', 'A,i,Q1,P,85,f1,,,'], stands: ['A 58'] },
    { title: 'a correction of the subject', rows: ['A,i,Q1,P,85,f1,,,', 'B,i,Q1,P,85,f2,f1,对象录错,'], stands: ['B 85'] },
    {
      title: 'a correction of a correction',
      rows: ['A,i,Q1,P,85,f1,,,', 'A,i,Q1,P,58,f2,f1,录错,', 'A,i,Q1,P,88,f3,f2,又录错,'],
      stands: ['A 88'],
    },
    { title: 'fact + reversal = nothing', rows: ['A,i,Q1,P,85,f1,,,', ',,,,,f2,f1,重复报送,撤销', 'B,i,Q1,P,70,,,,'], stands: ['B 70'] },
    {
      title: 'a reversed correction leaves the original',
      rows: ['A,i,Q1,P,85,f1,,,', 'A,i,Q1,P,58,f2,f1,录错,', ',,,,,f3,f2,没有错,reversed'],
      stands: ['A 85'],
    },
    {
      title: 'a reversed reversal leaves the original',
      rows: ['A,i,Q1,P,85,f1,,,', ',,,,,f2,f1,重复,撤销', ',,,,,f3,f2,并未重复,撤销'],
      stands: ['A 85'],
    },
    {
      title: 'a correction in place of a reversal',
      rows: ['A,i,Q1,P,85,f1,,,', ',,,,,f2,f1,重复,撤销', 'A,i,Q1,P,80,f3,f2,应为八十,'],
      stands: ['A 80'],
    },
    { title: 'a reversed subject takes nothing else along', rows: ['A,i,Q1,P,85,f1,,,'], stands: ['A 85'] },
  ])('$title', ({ rows, stands }) => {
    expect(standing(factsOf(rows.join('\n')))).toEqual(stands);
  });

  test('the history of a standing fact names every row with its reason', () => {
    const facts = factsOf('B,i,Q1,P,70,,,,\nA,i,Q1,P,85,f1,,,\nA,i,Q1,P,58,f2,f1,录错,\nA,i,Q1,P,88,f3,f2,又录错,');
    expect(facts.history('scores', 1).map(({ sourceRow, id, reason, cells }) => [sourceRow, id, reason, cells.get('value')])).toEqual([
      [3, 'f1', '', '85'],
      [4, 'f2', '录错', '58'],
      [5, 'f3', '又录错', '88'],
    ]);
    expect(facts.history('scores', 0).map(({ sourceRow }) => sourceRow)).toEqual([2]);
    expect(facts.place('scores', 1, 'value')).toMatchObject({ row: 5, column: '得分', value: '88' });
  });

  test('what was cancelled is known', () => {
    const facts = factsOf('A,i,Q1,P,85,f1,,,\n,,,,,f2,f1,重复报送,撤销');
    expect(facts.cancelled('scores').map((chain) => chain.map(({ id, isReversal, reason }) => [id, isReversal, reason]))).toEqual([
      [
        ['f1', false, ''],
        ['f2', true, '重复报送'],
      ],
    ]);
    expect(facts.cancelled('tasks')).toEqual([]);
  });

  test('a corrected subject is known by its new name', () => {
    const tables = writtenTables({ subjects: 'subject,name,id,corrects,correction_reason\nA,甲,s1,,\nA,甲甲,s2,s1,改名\nB,乙,,,' });
    const result = prepareFacts(tables, noDeclaredColumns);
    if (!result.ok) throw new Error('refused');
    expect(result.value.subjectIds).toEqual(['A', 'B']);
    expect(result.value.cell('subjects', 'name', 0)).toBe('甲甲');
  });

  test('only what stands has to refer to a subject, and only once', () => {
    const tables = writtenTables({ scores: `${header}\nX,i,Q1,P,85,f1,,,\nA,i,Q1,P,85,f2,f1,对象录错,` });
    expect(prepareFacts(tables, noDeclaredColumns).problems).toEqual([]);
  });
});

describe('corrections, for any facts', () => {
  interface Score {
    readonly subject: string;
    readonly scorer: string;
    readonly value: string;
  }
  const score: fc.Arbitrary<Score> = fc.record({
    subject: fc.constantFrom('A', 'B', 'C'),
    scorer: fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom('p', 'q', 'r', 's') }),
    value: fc.nat(100).map(String),
  });
  const scores = fc.uniqueArray(score, { selector: ({ subject, scorer }) => `${subject} ${scorer}`, minLength: 1, maxLength: 20 });

  const columns = header.split(',');
  const rowOf = ({ subject, scorer, value }: Score, id: string, corrects = '', state = ''): readonly string[] => [
    subject,
    'i',
    'Q1',
    scorer,
    value,
    id,
    corrects,
    corrects === '' ? '' : '核对',
    state,
  ];
  const tablesOf = (rows: readonly (readonly string[])[]): FactTables =>
    new Map([...writtenTables({}), ['scores', tableOfRows('scores', columns, rows)]]);
  const prepared = (rows: readonly (readonly string[])[]): Facts => {
    const result = prepareFacts(tablesOf(rows), noDeclaredColumns);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value;
  };

  test('facts and their reversals change nothing, wherever they stand', () => {
    fc.assert(
      fc.property(scores, fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 }), fc.nat(1000), (given, order, seed) => {
        const reversedCount = seed % (given.length + 1);
        const kept = given.slice(reversedCount).map((one, i) => rowOf(one, `k${i}`));
        const undone = given
          .slice(0, reversedCount)
          .flatMap((one, i) => [rowOf(one, `u${i}`), ['', '', '', '', '', `r${i}`, `u${i}`, '撤回', '撤销'] as readonly string[]]);
        const mixed = [
          ...kept.map((row, i) => ({ row, at: i * 1000 })),
          ...undone.map((row, i) => ({ row, at: (order[i % 20] ?? 0) * 20 + 0.5 })),
        ]
          .toSorted((a, b) => a.at - b.at)
          .map(({ row }) => row);
        expect(linesOf(prepared(mixed).table('scores'))).toEqual(linesOf(prepared(kept).table('scores')));
        // Not even a word of what was undone is left.
        expect(prepared(mixed).column('scores', 'value').values).toEqual(prepared(kept).column('scores', 'value').values);
      }),
    );
  });

  test('a chain of corrections of any length leaves its last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 30 }), fc.boolean(), (values, isBackwards) => {
        const rows = values.map((value, i) =>
          rowOf({ subject: 'A', scorer: 'p', value: String(value) }, `f${i}`, i === 0 ? '' : `f${i - 1}`),
        );
        const facts = prepared(isBackwards ? rows.toReversed() : rows);
        expect(standing(facts)).toEqual([`A ${values.at(-1)!}`]);
        expect(facts.history('scores', 0)).toHaveLength(values.length);
      }),
    );
  });

  test('a chain of reversals comes and goes', () => {
    for (let count = 0; count < 8; count++) {
      const rows = [rowOf({ subject: 'A', scorer: 'p', value: '85' }, 'f0')];
      for (let i = 1; i <= count; i++) rows.push(['', '', '', '', '', `f${i}`, `f${i - 1}`, '核对', '撤销']);
      expect(standing(prepared(rows)), `${count} reversals`).toEqual(count % 2 === 0 ? ['A 85'] : []);
    }
  });
});
