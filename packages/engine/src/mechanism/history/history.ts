import { bilingual } from '../../explain/words.ts';
import { told, type Detail } from '../../explain/detail.ts';
import { numberType, truthType, type ValueType } from '../../formula/type.ts';
import { parseDecimal, type Rational } from '../../number/rational.ts';
import { choice, field, integer, object, oneOrMany, requiredField, text, type Infer } from '../../scheme/shape.ts';
import type { StageRun } from '../../score/run.ts';
import { complete, numberCell, truth, type Cell } from '../../score/value.ts';
import type { Mechanism } from '../mechanism.ts';
import { unnamed, wordsRead, type ColumnRead } from '../reads.ts';
import { rowFate } from '../rows.ts';
import { withPredecessors } from './successors.ts';

const cyclesBack = { least: -20, most: -1 } as const;

const shape = object({
  cycle: requiredField(integer(cyclesBack.least, cyclesBack.most), '往前第几个周期', 'how many cycles back'),
  take: requiredField(choice('rank', 'grade', 'total', 'last'), '取什么', 'what to take'),
  'ranked-min': field(integer(1, 1000), '至少几个参评才算末位', 'smallest number ranked at which a last place exists'),
  successor: field(
    oneOrMany(text()),
    '合并更名的，由这种关系找到原来的对象',
    'the relation that names the predecessor of a merged or renamed subject',
  ),
});

/**
 * Sealed results of an earlier cycle (历年结果): rank, grade, total, or whether the subject was last, that is, had the
 * largest rank of its category in that cycle. S1-22, S2-20, S4-23.
 *
 * No result of that cycle: missing, so that a rule standing on it does not apply. Fewer ranked than `ranked-min`: nobody
 * was last. With `successor` a subject without a result takes that of its predecessor; several that do not agree: missing.
 */
export const history: Mechanism<Infer<typeof shape>> = {
  keyword: 'history',
  title: { zh: '历年结果', en: 'earlier results' },
  summary: {
    zh: '取以往周期封存的名次、等次、总分，或是否末位（本类别中名次最大）。上年12个参评、名次12的，是末位。没有那一周期的结果，条件为缺，以它为据的规则不适用。',
    en: 'Takes rank, grade or total of the sealed result of an earlier cycle, or whether the subject was last there. Rank 12 of 12 was last. Without a result of that cycle the condition is missing, and a rule that stands on it does not apply.',
  },
  shape,
  modifiers: [],
  explain(detail, words) {
    const cycle = told(detail, 'cycle');
    const fact = detail.facts[0];
    if (fact === undefined) return bilingual(`没有${cycle}年的结果`, `no result of ${cycle}`);
    const [rank, ranked, grade] = (['rank', 'ranked', 'grade'] as const).map((column) => words.cell(fact, column));
    const zh = [rank === '' ? '' : `第${rank}名`, ranked === '' ? '' : `共${ranked}个`, grade ?? '']
      .filter((part) => part !== '')
      .join('，');
    const en = [rank === '' ? '' : `rank ${rank}`, ranked === '' ? '' : `of ${ranked}`, grade ?? '']
      .filter((part) => part !== '')
      .join(', ');
    const [fromZh, fromEn] =
      told(detail, 'predecessor') === 1
        ? [`（原${words.cell(fact, 'subject')}）`, ` (predecessor ${words.cell(fact, 'subject')})`]
        : ['', ''];
    return bilingual(`${cycle}年${fromZh}：${zh}`, `${cycle}${fromEn}: ${en}`);
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
    if (parameters['ranked-min'] !== undefined && take !== 'last')
      compiler.report('key-without-effect', place, { key: 'ranked-min', name: take });
    const cycle = String(compiler.year + parameters.cycle.value);
    const rankedMin = parameters['ranked-min']?.value ?? 1;
    const kinds = parameters.successor?.map((each) => each.value) ?? null;
    return {
      mechanism: 'history',
      type: types[take],
      lists: [],
      uses: [],
      reads: [
        { table: 'history', keys: [earlierCycles(compiler.year, cycle)] },
        ...(kinds === null ? [] : [{ table: 'relations', keys: [wordsRead('relation', kinds.map(unnamed))] }]),
      ],
      evaluate(run) {
        const isLast = take === 'last' ? lastOfCycle(run, cycle, rankedMin) : null;
        const own = rowsOfCycle(run, cycle);
        const said = (row: number): string => (isLast === null ? run.run.facts.cell('history', take, row) : String(isLast.get(row)));
        const rowOf = kinds === null ? own : withPredecessors(run, own, kinds, rowsById(run, cycle), said);
        const cell = take === 'last' ? lastCell(rowOf, isLast!) : readHistory(run, rowOf, take);
        const detail = (_cell: number, row: number): Detail => ({
          rule: 'history',
          operands: [],
          facts: rowOf[row]! < 0 ? [] : [{ table: 'history', row: rowOf[row]!, fate: rowFate.counted, value: null, weight: null }],
          parameters: { cycle, take, predecessor: rowOf[row]! >= 0 && own[row]! < 0 ? 1 : 0 },
        });
        return { cells: [cell], detail };
      },
    };
  },
};

/**
 * Results of earlier cycles are handed over as a whole, so a row of another cycle that an indicator could ask for is no slip;
 * a cycle that is none of them is.
 */
function earlierCycles(year: number, cycle: string): ColumnRead {
  const cycles = Array.from({ length: -cyclesBack.least }, (_, i) => unnamed(String(year - 1 - i)));
  return { ...wordsRead('cycle', cycles), words: [unnamed(cycle)] };
}

/** Row of the history table of each subject in a cycle; −1 none. One row per cycle and subject is part of its form. */
function rowsOfCycle(run: StageRun, cycle: string): Int32Array {
  const { facts } = run.run;
  const evidence = run.run.evidenceRows(facts.table('history'));
  const local = run.localRows(facts.subjectRows('history', 'subject'));
  const rowOf = new Int32Array(run.population.length).fill(-1);
  for (let row = 0; row < local.length; row++) {
    if (local[row]! >= 0 && evidence?.[row] !== 0 && facts.cell('history', 'cycle', row) === cycle) rowOf[local[row]!] = row;
  }
  return rowOf;
}

/** By the id in the table, subject or not. */
function rowsById(run: StageRun, cycle: string): ReadonlyMap<string, number> {
  const { facts } = run.run;
  const table = facts.table('history');
  const evidence = run.run.evidenceRows(table);
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const ofCycle = rows.filter((row) => evidence?.[row] !== 0 && facts.cell('history', 'cycle', row) === cycle);
  return new Map(ofCycle.map((row) => [facts.cell('history', 'subject', row), row]));
}

function lastCell(rowOf: Int32Array, isLast: ReadonlyMap<number, number>): Cell {
  return complete({ kind: 'truth', truth: Uint8Array.from(rowOf, (row) => isLast.get(row) ?? truth.missing) });
}

function readHistory(run: StageRun, rowOf: Int32Array, take: 'rank' | 'grade' | 'total'): Cell {
  const { facts, arithmetic } = run.run;
  if (take === 'grade') {
    const { codes, values } = facts.column('history', 'grade');
    return complete({ kind: 'word', codes: rowOf.map((row) => (row < 0 || codes[row] === 0 ? -1 : codes[row]!)), words: values });
  }
  const { codes } = facts.column('history', take);
  const column = arithmetic.fromDictionary(
    rowOf.map((row) => (row < 0 ? -1 : codes[row]!)),
    run.run.decimals('history', take),
  );
  return numberCell(column);
}

/**
 * Of each row of the cycle whether it has the largest rank of its category there, and enough were ranked. A row that does
 * not tell its rank, or where the number ranked matters and is not told, is left out.
 */
function lastOfCycle(run: StageRun, cycle: string, rankedMin: number): Map<number, number> {
  const { facts } = run.run;
  const evidence = run.run.evidenceRows(facts.table('history'));
  const isLast = new Map<number, number>();
  const largest = new Map<string, { rank: Rational; rows: number[] }>();
  for (let row = 0; row < facts.table('history').rowCount; row++) {
    if (evidence?.[row] === 0 || facts.cell('history', 'cycle', row) !== cycle) continue;
    const rank = parseDecimal(facts.cell('history', 'rank', row));
    const ranked = parseDecimal(facts.cell('history', 'ranked', row));
    if (rank === null || (ranked === null && rankedMin > 1)) continue;
    isLast.set(row, truth.no);
    if (ranked !== null && ranked.num < BigInt(rankedMin)) continue;
    const category = facts.cell('history', 'category', row);
    const known = largest.get(category);
    if (known === undefined || rank.num > known.rank.num) largest.set(category, { rank, rows: [row] });
    else if (rank.num === known.rank.num) known.rows.push(row);
  }
  for (const row of [...largest.values()].flatMap(({ rows }) => rows)) isLast.set(row, truth.yes);
  return isLast;
}
