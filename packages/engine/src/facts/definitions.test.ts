import { describe, expect, test } from 'vitest';

import {
  columnOfHeader,
  definitionsWith,
  isSilentHeader,
  noDeclaredColumns,
  tableDefinitions,
  tableOfName,
  type DeclaredColumns,
} from './definitions.ts';

describe('the tables of facts', () => {
  test('are those of the design, with their columns', () => {
    const recordColumns = ['id', 'state', 'corrects', 'correction_reason', 'authority', 'recorded_at', 'recorded_by'];
    const written = [...tableDefinitions.values()].map(
      ({ key, columns }) =>
        `${key}: ${columns
          .map((column) => column.key)
          .filter((column) => !recordColumns.includes(column))
          .join(' ')}`,
    );
    expect(written).toEqual([
      'subjects: subject name kind category unit tier leader',
      'tasks: subject indicator task title period weight completion',
      'scores: subject indicator period scorer value',
      'targets: subject indicator period target actual',
      'ballots: round ballot group subject item value',
      'adjustments: subject rule matter level quantity points date decision',
      'journal: subject date duty filed reviewed',
      'survey: wave subject stratum respondent item value',
      'vetoes: subject kind date document',
      'history: cycle subject category rank ranked grade total',
      'service: subject unit months',
      'decisions: subject stage grade reason document date',
      'measures: subject measure period part value',
      'relations: subject relation other weight from to',
      'roll: round group rater count subject',
      'calendar: date kind',
    ]);
    for (const { key, columns } of tableDefinitions.values()) {
      expect(
        columns.map((column) => column.key),
        key,
      ).toEqual(expect.arrayContaining(recordColumns));
    }
  });

  test('every header of a table leads to its own column', () => {
    for (const definition of tableDefinitions.values()) {
      for (const column of definition.columns) {
        for (const header of [column.key, column.name, ...column.otherNames]) {
          expect(columnOfHeader(definition, header)?.key, `${definition.key}: ${header}`).toBe(column.key);
          expect(isSilentHeader(header), header).toBe(false);
        }
      }
    }
  });

  test('every name of a table leads to that table', () => {
    for (const definition of tableDefinitions.values()) {
      for (const name of [definition.key, definition.name, ...definition.otherNames])
        expect(tableOfName(tableDefinitions, name)?.key, name).toBe(definition.key);
    }
  });

  test('keys of rows, values and periods are columns', () => {
    for (const { key: table, columns, rowKey, valueColumn, periodColumn } of tableDefinitions.values()) {
      const keys = [...(rowKey === 'whole-row' ? [] : rowKey), valueColumn, periodColumn].filter((key) => key !== null);
      expect(
        columns.map(({ key }) => key),
        table,
      ).toEqual(expect.arrayContaining(keys));
      expect(
        columns.filter(({ key, mayBeMissing }) => key === valueColumn && !mayBeMissing),
        table,
      ).toEqual([]);
    }
  });

  test('headers are found whatever is around them', () => {
    const tasks = tableDefinitions.get('tasks')!;
    for (const header of [' 完成率 ', '完成\n率', '完成率（%）', '完成率(%)', '*完成率', '完成率*', 'Completion', '完成率（%）*']) {
      expect(columnOfHeader(tasks, header)?.key, header).toBe('completion');
    }
    expect(columnOfHeader(tasks, '完成')).toBeUndefined();
    expect(columnOfHeader(tasks, '')).toBeUndefined();
    expect(columnOfHeader(tasks, '__proto__')).toBeUndefined();
  });
});

describe('columns that a scheme declares', () => {
  const declared: DeclaredColumns = new Map([
    [
      'tasks',
      [
        { key: 'quality', name: '完成质量', type: 'value' },
        { key: 'layer', name: '层级', type: 'id', inRowKey: true, otherNames: ['级次'] },
      ],
    ],
    ['subjects', [{ key: 'unit', name: '所在科室', type: 'id', reference: 'refuse', cellRequired: true }]],
    ['vetoes', [{ key: 'count', name: '次数', type: 'count', inRowKey: true }]],
  ]);

  test('stand beside the standard ones', () => {
    const tasks = definitionsWith(declared).get('tasks')!;
    expect(columnOfHeader(tasks, '完成质量')).toMatchObject({ key: 'quality', mayBeMissing: true, columnRequired: false });
    expect(columnOfHeader(tasks, '级次')).toMatchObject({ key: 'layer', mayBeMissing: false });
    expect(tasks.rowKey).toEqual(['subject', 'indicator', 'period', 'task', 'layer']);
    expect(definitionsWith(declared).get('vetoes')?.rowKey).toBe('whole-row');
  });

  test('may make a standard one stricter and rename it', () => {
    const subjects = definitionsWith(declared).get('subjects')!;
    for (const header of ['unit', '所在科室', '所在单位']) {
      expect(columnOfHeader(subjects, header)).toMatchObject({ key: 'unit', name: '所在科室', reference: 'refuse', cellRequired: true });
    }
  });

  test('leave the standard tables alone', () => {
    expect(columnOfHeader(tableDefinitions.get('tasks')!, '完成质量')).toBeUndefined();
    expect(definitionsWith(noDeclaredColumns)).toBe(tableDefinitions);
  });
});
