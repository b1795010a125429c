import { bilingual } from '../../explain/words.ts';
import type { Detail } from '../../explain/detail.ts';
import { numberType, truthType, type ValueType } from '../../formula/type.ts';
import { parseDecimal, type Rational } from '../../number/rational.ts';
import { choice, field, integer, object, requiredField, type Infer } from '../../scheme/shape.ts';
import type { StageRun } from '../../score/run.ts';
import { complete, numberCell, truth, type Cell } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { rowFate } from '../rows.ts';

const shape = object({
  cycle: requiredField(integer(-20, -1), '往前第几个周期', 'how many cycles back'),
  take: requiredField(choice('rank', 'grade', 'total', 'last'), '取什么', 'what to take'),
  'ranked-min': field(integer(1, 1000), '至少几个参评才算末位', 'smallest number ranked at which a last place exists'),
});

/**
 * Sealed results of an earlier cycle (历年结果): rank, grade, total, or whether the subject was last, that is, had the
 * largest rank of its category in that cycle. S1-22, S2-20, S4-23.
 *
 * No result of that cycle: missing, so that a rule standing on it does not apply. Fewer ranked than `ranked-min`: nobody
 * was last.
 */
export const history: Mechanism<Infer<typeof shape>> = {
  keyword: 'history',
  title: { zh: '历年结果', en: 'earlier results' },
  shape,
  modifiers: [],
  explain(detail, words) {
    const { cycle } = detail.parameters;
    const fact = detail.facts[0];
    if (fact === undefined) return bilingual(`没有${cycle}年的结果`, `no result of ${cycle}`);
    const [rank, ranked, grade] = (['rank', 'ranked', 'grade'] as const).map((column) => words.cell(fact, column));
    const zh = [rank === '' ? '' : `第${rank}名`, ranked === '' ? '' : `共${ranked}个`, grade ?? ''].filter((part) => part !== '').join('，');
    const en = [rank === '' ? '' : `rank ${rank}`, ranked === '' ? '' : `of ${ranked}`, grade ?? ''].filter((part) => part !== '').join(', ');
    return bilingual(`${cycle}年：${zh}`, `${cycle}: ${en}`);
  },
  compile({ parameters, compiler, place }) {
    const take = parameters.take.value;
    const scale = compiler.gradingScope().scale();
    const types: Record<typeof take, ValueType> = {
      rank: numberType('count'),
      total: numberType('score'),
      last: truthType,
      grade: { kind: 'grade', scale },
    };
    if (parameters['ranked-min'] !== undefined && take !== 'last') compiler.report('key-without-effect', place, { key: 'ranked-min', name: take });
    const cycle = String(compiler.year + parameters.cycle.value);
    const rankedMin = parameters['ranked-min']?.value ?? 1;
    return {
      mechanism: 'history',
      type: types[take],
      lists: [],
      uses: [],
      evaluate(run) {
        const rowOf = rowsOfCycle(run, cycle);
        const cell = readHistory(run, rowOf, take, cycle, rankedMin);
        const detail = (_cell: number, row: number): Detail => ({
          rule: 'history',
          operands: [],
          facts: rowOf[row]! < 0 ? [] : [{ table: 'history', row: rowOf[row]!, fate: rowFate.counted, value: null, weight: null }],
          parameters: { cycle, take },
        });
        return { cells: [cell], detail };
      },
    };
  },
};

/** Row of the history table of each subject in a cycle; −1 none. One row per cycle and subject is part of its form. */
function rowsOfCycle(run: StageRun, cycle: string): Int32Array {
  const { facts } = run.run;
  const local = run.localRows(facts.subjectRows('history', 'subject'));
  const rowOf = new Int32Array(run.population.length).fill(-1);
  for (let row = 0; row < local.length; row++) {
    if (local[row]! >= 0 && facts.cell('history', 'cycle', row) === cycle) rowOf[local[row]!] = row;
  }
  return rowOf;
}

function readHistory(run: StageRun, rowOf: Int32Array, take: 'rank' | 'grade' | 'total' | 'last', cycle: string, rankedMin: number): Cell {
  const { facts, arithmetic } = run.run;
  if (take === 'last') {
    const isLast = lastOfCycle(run, cycle, rankedMin);
    return complete({ kind: 'truth', truth: Uint8Array.from(rowOf, (row) => (row < 0 ? truth.missing : isLast.has(row) ? truth.yes : truth.no)) });
  }
  if (take === 'grade') {
    const { codes, values } = facts.column('history', 'grade');
    return complete({ kind: 'word', codes: rowOf.map((row) => (row < 0 || codes[row] === 0 ? -1 : codes[row]!)), words: values });
  }
  const { codes } = facts.column('history', take);
  const column = arithmetic.fromDictionary(rowOf.map((row) => (row < 0 ? -1 : codes[row]!)), run.run.decimals('history', take));
  return numberCell(column);
}

/** Rows with the largest rank of their category in the cycle, where enough were ranked. */
function lastOfCycle(run: StageRun, cycle: string, rankedMin: number): Set<number> {
  const { facts } = run.run;
  const largest = new Map<string, { rank: Rational; rows: number[] }>();
  for (let row = 0; row < facts.table('history').rowCount; row++) {
    if (facts.cell('history', 'cycle', row) !== cycle) continue;
    const rank = parseDecimal(facts.cell('history', 'rank', row));
    const ranked = parseDecimal(facts.cell('history', 'ranked', row));
    if (rank === null || ranked === null || ranked.num < BigInt(rankedMin)) continue;
    const category = facts.cell('history', 'category', row);
    const known = largest.get(category);
    if (known === undefined || rank.num > known.rank.num) largest.set(category, { rank, rows: [row] });
    else if (rank.num === known.rank.num) known.rows.push(row);
  }
  return new Set([...largest.values()].flatMap(({ rows }) => rows));
}

