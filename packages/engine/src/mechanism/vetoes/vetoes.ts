import { bilingual } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { truthType } from '../../formula/type.ts';
import { byKind, list, map, text, type Shape } from '../../scheme/shape.ts';
import { complete } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { unnamed, wordsRead } from '../reads.ts';
import { rowFate, rowsByOwner } from '../rows.ts';

/** `any`, or kinds by name. */
const shape: Shape<{ readonly kinds: readonly string[] | null }> = byKind({
  text: map(text({ pattern: /^any$/, wanted: 'any' }), () => ({ kinds: null })),
  list: map(list(text()), (kinds) => ({ kinds: kinds.map((kind) => kind.value) })),
});

/**
 * One-vote veto (一票否决): whether there is a fact of the kinds named, among those that count as evidence. S2-10, S3-10.
 * What follows from it (a bar, a ceiling) is said where grades are given; the score is not touched.
 */
export const vetoes: Mechanism<{ readonly kinds: readonly string[] | null }> = {
  keyword: 'vetoes',
  title: { zh: '一票否决', en: 'one-vote veto' },
  summary: {
    zh: '有没有算数的否决情形，是或否；可以只看列出的几种。有1条即为是，1条也没有即为否。它不改得分；限制等次的后果写在等次步骤中。',
    en: 'Whether there is a veto that counts as evidence, of any kind or of those named. 1 suffices; 0 means no, and not missing. The score is not touched: what follows is said where grades are given.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const counted = detail.facts.filter(({ fate }) => fate === rowFate.counted);
    const others = detail.facts.length - counted.length;
    const listed = counted.map((use) => `${words.cell(use, 'kind')}（${words.cell(use, 'document')}）`).join('、');
    const zh = counted.length === 0 ? '没有否决情形' : listed;
    const en = counted.length === 0 ? 'no veto' : listed;
    return bilingual(others > 0 ? `${zh}，另有${others}条不算` : zh, others > 0 ? `${en}, ${others} do not count` : en);
  },
  compile({ parameters }) {
    const { kinds } = parameters;
    return {
      mechanism: 'vetoes',
      type: truthType,
      lists: [],
      uses: [],
      reads: [{ table: 'vetoes', keys: kinds === null ? [] : [wordsRead('kind', kinds.map(unnamed))] }],
      evaluate(run) {
        const { facts } = run.run;
        const table = facts.table('vetoes');
        const local = run.localRows(facts.subjectRows('vetoes', 'subject'));
        const evidence = run.run.evidenceRows(table);
        const held = new Uint8Array(run.population.length);
        const counts = (row: number): boolean =>
          local[row]! >= 0 && evidence?.[row] !== 0 && (kinds === null || kinds.includes(facts.cell('vetoes', 'kind', row)));
        for (let row = 0; row < table.rowCount; row++) if (counts(row)) held[local[row]!] = 1;
        const rowsOf = rowsByOwner(local, run.population.length);
        const detail = (_cell: number, row: number): Detail => {
          const used = Array.from(rowsOf(row), (index) => ({
            table: 'vetoes',
            row: index,
            fate: counts(index) ? rowFate.counted : rowFate.foreign,
            value: null,
            weight: null,
          }));
          return { rule: 'vetoes', operands: [], facts: used, parameters: {} };
        };
        return { cells: [complete({ kind: 'truth', truth: held })], detail };
      },
    };
  },
};
