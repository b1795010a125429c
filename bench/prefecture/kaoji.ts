import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  compileScheme,
  compute,
  computeColumns,
  exactArithmetic,
  prepareSchemeFacts,
  resultDocument,
  scaledArithmetic,
  type ResultDocument,
  type Scheme,
  type StageColumns,
} from '@kaoji/engine';
import { readFactsFolder } from '@kaoji/tables/node';
import { cloneFacts, idInCopy } from './clone-facts.ts';
import type { PrefectureLine, Stage } from './line.ts';

/**
 * A whole prefecture's appraisal many times over, from CSV files to the result document. Prints one line (`PrefectureLine`).
 * Every copy must come out as the published result says, and both arithmetics must agree on the first copies.
 */
const PUBLISHED = join(import.meta.dirname, '..', '..', 'schemes', 'prefecture-leadership');
const LEADERS_PUBLISHED = 420;
const COPIES_COMPARED = 3;

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { leaders: { type: 'string', default: '100000' } } });
  const copies = Math.ceil(Number(values.leaders) / LEADERS_PUBLISHED);
  assert(copies >= 1, '--leaders must be a positive number');
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-bench-'));
  try {
    const cloned = cloneFacts({ from: join(PUBLISHED, 'facts'), to: folder, copies });
    const { stages, faults } = await measure(folder, copies);
    await compareArithmetics();
    const line: PrefectureLine = {
      leaders: copies * LEADERS_PUBLISHED,
      rows: [...cloned.rowCounts.values()].reduce((sum, count) => sum + count),
      ballotRows: cloned.rowCounts.get('ballots.csv')!,
      megabytes: Math.round(cloned.byteCount / 2 ** 20),
      stages,
      faults,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(folder: string, copies: number): Promise<{ stages: Stage[]; faults: string[] }> {
  const stages: Stage[] = [];
  const timed = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const startedAt = performance.now();
    const result = await work();
    const peakRssMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
    stages.push({ name, seconds: (performance.now() - startedAt) / 1000, peakRssMb });
    return result;
  };
  const scheme = await timed('check the scheme', readScheme);
  const tables = await timed('read CSV', async () => {
    const read = await readFactsFolder(folder);
    assert(read.ok, 'the copied files can be read');
    return read.value;
  });
  const facts = await timed('prepare facts', () => {
    const prepared = prepareSchemeFacts(scheme, tables);
    assert(prepared.ok, 'the copied facts are accepted');
    return prepared.value;
  });
  const { columns } = await timed('compute', () => computeColumns(scheme, facts));
  const document = await timed('write the document', () => resultDocument(columns));
  const faults = [...columns.stages.flatMap((stage) => unequalCopies(stage, copies)), ...unlikePublished(document)];
  return { stages, faults };
}

function readScheme(): Scheme {
  const scheme = compileScheme(readFileSync(join(PUBLISHED, 'scheme.yaml'), 'utf8'));
  assert(scheme.ok, 'the published scheme is accepted');
  return scheme.value;
}

/** Scores depend on a subject's own copy alone; ranks and grades do not, since all copies are ranked together. */
function unequalCopies({ stage, published, grading }: StageColumns, copies: number): string[] {
  const { facts } = stage.run;
  const originals = Int32Array.from(stage.population, (subject) => {
    const id = facts.subjectIds[subject]!;
    const mark = id.indexOf(idInCopy('', 1)[0]!);
    return facts.subjectRowOf.get(mark < 0 ? id : id.slice(0, mark))!;
  });
  const original = stage.localRows(originals);
  const values = published.filter(({ node }) => node.section === 'indicator').map(({ path, value }) => ({ name: path.join('.'), value }));
  if (grading !== null) values.push({ name: 'total', value: grading.total });
  return values.flatMap(({ name, value }) => {
    assert(value.kind === 'number', 'the published indicators are numbers');
    const orders = scaledArithmetic.compare(value.column, scaledArithmetic.gather(value.column, original));
    const state = value.column.state;
    const isUnequal = (row: number): boolean => orders[row] !== 0 && state?.[row] !== state?.[original[row]!];
    const count = orders.filter((order, row) => order !== 0 && (order !== 2 || isUnequal(row))).length;
    return count === 0 ? [] : [`${name} differs from the original in ${count} of ${copies} copies' subjects`];
  });
}

function unlikePublished(document: ResultDocument): string[] {
  const expected = JSON.parse(readFileSync(join(PUBLISHED, 'expected.json'), 'utf8')) as ResultDocument;
  return Object.entries(expected.subjects).flatMap(([id, { indicators, total }]) => {
    const own = document.subjects[id];
    const isEqual = own !== undefined && own.total === total && JSON.stringify(own.indicators) === JSON.stringify(indicators);
    return isEqual ? [] : [`${id} is not what the published result says`];
  });
}

async function compareArithmetics(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-bench-'));
  try {
    cloneFacts({ from: join(PUBLISHED, 'facts'), to: folder, copies: COPIES_COMPARED });
    const scheme = readScheme();
    const read = await readFactsFolder(folder);
    assert(read.ok, 'the copied files can be read');
    const prepared = prepareSchemeFacts(scheme, read.value);
    assert(prepared.ok, 'the copied facts are accepted');
    const bytes = (arithmetic: typeof scaledArithmetic): string => JSON.stringify(compute(scheme, prepared.value, arithmetic).result);
    assert.equal(bytes(scaledArithmetic), bytes(exactArithmetic), 'both arithmetics give the same document');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
