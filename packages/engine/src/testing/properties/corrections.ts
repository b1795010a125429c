import type { Check } from '../checks.ts';
import { withCells, withRows, type FactRow, type RowTable } from '../fact-rows.ts';
import { bytesOf, findingsOf, recompute, same, type Situation } from '../situation.ts';

/** Fact and reversal are nothing; a correction stands in the place of what it corrects. */

/** Columns whose value may be another without breaking the form of the table. */
const otherValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tasks: { completion: '1', state: '' },
  scores: { value: '1', state: '' },
  targets: { actual: '1', state: '' },
  ballots: { value: '1', state: '' },
  survey: { value: '1', state: '' },
  adjustments: { quantity: '7', points: '7' },
  journal: { filed: '1', duty: '0' },
  service: { months: '3' },
  history: { rank: '1', total: '1' },
  vetoes: { kind: '别的' },
  decisions: { grade: '别的' },
  calendar: { kind: '上班' },
};

interface Chosen {
  readonly table: RowTable;
  readonly row: FactRow;
}

function choose({ written, dice }: Situation): Chosen | null {
  const table = dice.pickOrNull(written.tables.filter(({ name, rows }) => otherValues[name] !== undefined && rows.length > 0));
  return table === null ? null : { table, row: dice.pick(table.rows) };
}

/** The tables with the chosen row replaced by some others, which stand anywhere in the table. */
function replaced({ written, dice }: Situation, { table, row }: Chosen, rows: readonly FactRow[]): RowTable[] {
  const others = table.rows.filter((each) => each !== row);
  const mixed = dice.chance(50) ? dice.shuffled([...others, ...rows]) : [...others, ...rows];
  return written.tables.map((each) => (each === table ? withRows(each, mixed) : each));
}

function reversal(target: string, id: string): FactRow {
  const cells = { id, corrects: target, state: id === 'R' ? '撤销' : 'reversed', correction_reason: '误报' };
  return { cells: new Map(Object.entries(cells)), number: 900_001 };
}

interface Equality {
  readonly trace: Check;
  readonly finding: Check;
}

function equal(situation: Situation, tables: readonly RowTable[], wanted: readonly RowTable[] | null, { trace, finding }: Equality): void {
  const found = recompute(situation, tables);
  const base = wanted === null ? situation.base : recompute(situation, wanted);
  same(situation, trace, bytesOf(found), bytesOf(base));
  same(situation, finding, findingsOf(found, false), findingsOf(base, false));
}

export function factAndReversalAreNothing(situation: Situation): void {
  const chosen = choose(situation);
  if (chosen === null || chosen.table.rows.length < 2) return;
  const fact = withCells(chosen.row, { id: '__proto__' });
  equal(situation, replaced(situation, chosen, [fact, reversal('__proto__', 'R')]), replaced(situation, chosen, []), {
    trace: 'a fact and its reversal leave no trace',
    finding: 'a fact and its reversal leave no finding',
  });
}

export function correctionTakesThePlace(situation: Situation): void {
  const chosen = choose(situation);
  if (chosen === null) return;
  const { table, row } = chosen;
  const wrong = withCells(row, { ...otherValues[table.name]!, id: 'F1' });
  const right = withCells({ ...row, number: 900_000 }, { id: 'F2', corrects: 'F1', correction_reason: '填错' });
  equal(situation, replaced(situation, chosen, [wrong, right]), null, {
    trace: 'a corrected fact counts as the right one at once',
    finding: 'a corrected fact is flagged as the right one at once',
  });
  const late = withCells({ ...row, number: 900_000 }, { ...otherValues[table.name]!, id: 'F2', corrects: 'F1', correction_reason: '填错' });
  const first = withCells(row, { id: 'F1' });
  equal(situation, replaced(situation, chosen, [first, late, reversal('F2', 'F3')]), null, {
    trace: 'a reversed correction leaves no trace',
    finding: 'a reversed correction leaves no finding',
  });
}
