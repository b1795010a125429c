import { DECIMAL, DuckDBDataChunk, DuckDBInstance, INTEGER, type DuckDBConnection } from '@duckdb/node-api';
import native from '@duckdb/node-bindings';
import { emptyAnswer, type Answer } from '../thirty-leaves/answer.ts';
import type { SubjectColumns } from '../thirty-leaves/data.ts';
import { inStages, runEntry } from '../thirty-leaves/entry.ts';
import {
  EXCELLENT_PERCENT,
  FAIR_PERCENT,
  GRADE_CODE,
  GROUP_WEIGHTS_PERCENT,
  LEAF_COUNT,
  LEAF_WEIGHTS_PERCENT,
  LEAVES_PER_GROUP,
} from '../thirty-leaves/problem.ts';

/**
 * DECIMAL throughout: products and sums of decimals are exact and `round` is half away from zero. Division would turn them
 * into doubles, so weights are decimals rather than percentages over 100. Of the ways to rank, a histogram of totals per
 * category joined back is several times faster here than window functions over all subjects.
 */
const BYTES_PER_VALUE = Int32Array.BYTES_PER_ELEMENT;

const CREATE_LEAVES = `create table leaves (subject integer, category integer, ${leafNames()
  .map((leaf) => `${leaf} decimal(5, 2)`)
  .join(', ')})`;

const CREATE_ANSWER = `
create table answer as
with groups as (
  select subject, category, ${LEAF_WEIGHTS_PERCENT.map((weights, group) => `${weightedMean({ names: leafNames().slice(group * LEAVES_PER_GROUP), weights })} as group_${group}`).join(', ')}
  from leaves
), totals as materialized (
  select subject, category, ${weightedMean({ names: GROUP_WEIGHTS_PERCENT.map((_, group) => `group_${group}`), weights: GROUP_WEIGHTS_PERCENT })} as total
  from groups
), tie_groups as (
  select category, total, count(*) as tied_count from totals group by category, total
), placed as (
  select category, total, tied_count,
    coalesce(sum(tied_count) over (partition by category order by total desc rows between unbounded preceding and 1 preceding), 0)::integer as ahead_count,
    (sum(tied_count) over (partition by category))::integer as member_count
  from tie_groups
), graded as (
  select category, total, ahead_count + 1 as rank,
    case
      when ahead_count + tied_count <= ${places(EXCELLENT_PERCENT)} then ${GRADE_CODE.excellent}
      when ahead_count >= member_count - ${places(FAIR_PERCENT)} then ${GRADE_CODE.fair}
      when ahead_count < ${places(EXCELLENT_PERCENT)} or ahead_count + tied_count > member_count - ${places(FAIR_PERCENT)} then ${GRADE_CODE.undecided}
      else ${GRADE_CODE.good}
    end as grade
  from placed
)
select subject, totals.total, rank, grade from totals join graded using (category, total)`;

const READ_ANSWER = 'select subject, (total * 100)::integer as total, rank::integer as rank, grade::integer as grade from answer';

await runEntry({
  peer: 'duckdb',
  note: 'DECIMAL, in memory, 2 threads',
  warmUpSubjects: 20_000,
  measure: inStages({ load, compute, read }),
});

async function load(columns: SubjectColumns): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(CREATE_LEAVES);

  const subjects = Int32Array.from({ length: columns.subjectCount }, (_, subject) => subject);
  const sources = [subjects, columns.categories, ...columns.leavesHundredths];
  const types = [INTEGER, INTEGER, ...Array.from({ length: LEAF_COUNT }, () => DECIMAL(5, 2))];
  const rowsPerChunk = native.vector_size();
  const appender = await connection.createAppender('leaves');
  for (let start = 0; start < columns.subjectCount; start += rowsPerChunk) {
    const rowCount = Math.min(rowsPerChunk, columns.subjectCount - start);
    const chunk = DuckDBDataChunk.create(types, rowCount);
    for (const [column, source] of sources.entries()) {
      // DECIMAL(5, 2) is stored as a 32-bit count of hundredths, which is what the columns hold: a plain copy, the fastest way in.
      const vector = native.data_chunk_get_vector(chunk.chunk, column);
      native.copy_data_to_vector(vector, 0, source.buffer, start * BYTES_PER_VALUE, rowCount * BYTES_PER_VALUE);
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  return connection;
}

async function compute(connection: DuckDBConnection): Promise<DuckDBConnection> {
  await connection.run(CREATE_ANSWER);
  return connection;
}

async function read(connection: DuckDBConnection): Promise<Answer> {
  const chunks = await (await connection.run(READ_ANSWER)).fetchAllChunks();
  const answer = emptyAnswer(chunks.reduce((rowCount, chunk) => rowCount + chunk.rowCount, 0));
  for (const chunk of chunks) {
    const [subjects, totals, ranks, grades] = [0, 1, 2, 3].map((column) => integersOf(chunk, column)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    for (let row = 0; row < subjects.length; row++) {
      const subject = subjects[row]!;
      answer.totalsHundredths[subject] = totals[row]!;
      answer.ranks[subject] = ranks[row]!;
      answer.grades[subject] = grades[row]!;
    }
  }
  connection.closeSync();
  return answer;
}

function integersOf(chunk: DuckDBDataChunk, column: number): Int32Array {
  const bytes = native.vector_get_data(native.data_chunk_get_vector(chunk.chunk, column), chunk.rowCount * BYTES_PER_VALUE);
  return new Int32Array(bytes.buffer, bytes.byteOffset, chunk.rowCount);
}

function leafNames(): string[] {
  return Array.from({ length: LEAF_COUNT }, (_, leaf) => `leaf_${leaf}`);
}

function weightedMean({ names, weights }: { names: readonly string[]; weights: readonly number[] }): string {
  const terms = weights.map((weight, index) => `0.${String(weight).padStart(2, '0')} * ${names[index]}`);
  return `round(${terms.join(' + ')}, 2)`;
}

function places(percent: number): string {
  return `round(member_count * 0.${String(percent).padStart(2, '0')}, 0)`;
}
