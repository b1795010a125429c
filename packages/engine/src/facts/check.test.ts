import { describe, expect, test } from 'vitest';

import { problemSentence } from '../problem/catalogue.ts';
import type { Problem } from '../problem/problem.ts';
import { checkCases } from './check.cases.ts';
import { noDeclaredColumns } from './definitions.ts';
import { prepareFacts } from './facts.ts';
import { factProblems } from './problems.ts';
import { writtenTables } from './testing/written-table.ts';

/** `table row column code`, and what is suggested. */
function written(problem: Problem): string {
  const { place, parameters } = problem;
  const cell = place?.kind === 'cell' ? place : null;
  const column = cell?.column ?? '';
  const suggestion = [parameters['repaired'], parameters['nearest'], parameters['elsewhere'], parameters['path'], parameters['total']].find(
    (one) => one !== undefined && one !== '',
  );
  const shownColumn = column === '' && problem.code === 'fact-column-missing' ? (parameters['column'] ?? '') : column;
  const hint = suggestion === undefined ? '' : ` → ${suggestion.replaceAll(' ', suggestion.includes('→') ? ' ' : '␣')}`;
  return `${cell?.table ?? '-'} ${cell?.row ?? 0} ${shownColumn} ${problem.code}${hint}`;
}

function problemsOf(title: string): readonly Problem[] {
  const found = checkCases.find((one) => one.title === title)!;
  return prepareFacts(writtenTables(found.tables), found.declared ?? noDeclaredColumns, found.options).problems;
}

describe('the form of facts', () => {
  test.each(checkCases)('$title', ({ tables, declared, options, problems }) => {
    const result = prepareFacts(writtenTables(tables), declared ?? noDeclaredColumns, options);
    expect(result.problems.map(written)).toEqual(problems);
    const hasError = result.problems.some(({ code }) => factProblems[code as keyof typeof factProblems].severity === 'error');
    expect(result.ok).toBe(!hasError);
  });

  test('every code of the catalogue is reported by a case', () => {
    const reported = new Set(checkCases.flatMap(({ title }) => problemsOf(title).map(({ code }) => code)));
    // Thousands separators hold a comma, which these written tables cannot; see cell-form.test.ts.
    expect(Object.keys(factProblems).filter((code) => !reported.has(code))).toEqual(['fact-number-thousands']);
  });

  test('every sentence is complete in both languages', () => {
    for (const { title } of checkCases) {
      for (const problem of problemsOf(title)) {
        for (const language of ['zh', 'en'] as const) {
          const sentence = problemSentence(problem, language);
          expect(sentence, problem.code).not.toMatch(/\{|\}|\[\[|""|“”/);
          expect(sentence, problem.code).toMatch(/[。.？?]\s*$/);
        }
      }
    }
  });

  test('all problems come at once, sorted by table, row and column', () => {
    const tables = writtenTables({
      tasks: 'subject,indicator,task,period,weight,completion\nA,i,T1,Q1,x,y\nZ,i,T2,Q1,50,86',
      subjects: 'subject,name\nA,甲\nA,',
    });
    expect(prepareFacts(tables, noDeclaredColumns).problems.map(written)).toEqual([
      'subjects 3 编号 fact-subject-twice',
      'subjects 3 名称 fact-cell-empty',
      'tasks 2 权重 fact-number-unreadable',
      'tasks 2 完成率 fact-number-unreadable',
      'tasks 3 对象 fact-subject-unknown',
    ]);
  });

  test('of notices a few are enough', () => {
    const subjects = Array.from({ length: 50 }, (_, i) => `S${i},李明`).join('\n');
    const { problems } = prepareFacts(writtenTables({ subjects: `subject,name\n${subjects}` }), noDeclaredColumns);
    expect(problems).toHaveLength(21);
    expect(problemSentence(problems[20]!, 'zh')).toBe(
      '同类问题共 49 处，只列出前 20 处。例如：与第2行的名称都是“李明”。可以重名，核算只看编号；请确认不是重复登记。',
    );
  });

  test('a problem quotes at most eighty characters', () => {
    const tables = writtenTables({ tasks: `subject,indicator,task,period,weight,completion\nA,i,T1,Q1,50,${'长'.repeat(5000)}` });
    const [problem] = prepareFacts(tables, noDeclaredColumns).problems;
    expect(problem?.parameters['value']).toHaveLength(81);
  });
});
