import { rowFate } from '../mechanism/rows.ts';
import type { Run } from '../score/run.ts';
import type { FactUse } from './detail.ts';
import { changesOf, type FactChange } from './fact-history.ts';
import { bilingual, plainNumber, type Bilingual } from './words.ts';

/** A row of facts in the bill: where it stands, what it says, and what became of it. */
export interface BillFact {
  readonly table: string;
  /** File or sheet and row number, as the office knows them. */
  readonly source: string;
  readonly row: number;
  /** The item it falls under, where its own cells do not say so. */
  readonly label: string | null;
  /** What the row says, by column key; empty cells are left out. */
  readonly cells: Readonly<Record<string, string>>;
  readonly value: string | null;
  readonly weight: string | null;
  /** How its cells gave the value, where they do not show it themselves. */
  readonly how: Bilingual | null;
  readonly fate: Bilingual;
  readonly counted: boolean;
  /** Corrections and reversals since it was first recorded, oldest first. */
  readonly changes: readonly FactChange[];
}

const fates: Readonly<Record<number, Bilingual>> = {
  [rowFate.foreign]: bilingual('不作依据', 'not evidence'),
  [rowFate.counted]: bilingual('计入', 'counted'),
  [rowFate.excused]: bilingual('免考，不计', 'excused, left out'),
  [rowFate.notApplicable]: bilingual('不适用，不计', 'not applicable, left out'),
  [rowFate.notSubmitted]: bilingual('未报送', 'not submitted'),
  [rowFate.notYet]: bilingual('未到期', 'not yet due'),
  [rowFate.recused]: bilingual('回避，不计', 'scorer stands aside'),
  [rowFate.outOfRange]: bilingual('超出范围，不计', 'out of range, not counted'),
  [rowFate.trimmed]: bilingual('去掉', 'removed'),
  [rowFate.several]: bilingual('同一格有几行，不计', 'several rows in one cell, not counted'),
  [rowFate.leftOut]: bilingual('不能相除，不计', 'cannot be divided by, left out'),
  [rowFate.sameMatter]: bilingual('同一事项就高，不计', 'same matter, the higher one counts'),
  [rowFate.capped]: bilingual('已到封顶', 'beyond the cap'),
  [rowFate.rejected]: bilingual('不合规定，不计', 'breaks a rule, rejected'),
  [rowFate.invalidSheet]: bilingual('无效票', 'invalid sheet'),
  [rowFate.noAnswer]: bilingual('未答', 'no answer'),
  [rowFate.oncePerYear]: bilingual('每年只计一次', 'counts once a year'),
  [rowFate.notInForce]: bilingual('不在期内，不计', 'not in force, left out'),
  [rowFate.noValue]: bilingual('没有值，不计', 'no value, left out'),
};

export function factLine(run: Run, use: FactUse): BillFact {
  const place = run.facts.place(use.table, use.row, '');
  const cells: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const column of run.facts.definitions.get(use.table)!.columns) {
    const text = run.facts.cell(use.table, column.key, use.row);
    if (text !== '') cells[column.key] = text;
  }
  return {
    table: use.table,
    source: place.source,
    row: place.row,
    label: use.label ?? null,
    cells,
    value: use.value === null ? null : plainNumber(use.value),
    weight: use.weight === null ? null : plainNumber(use.weight),
    how: use.how ?? null,
    fate: fates[use.fate]!,
    counted: use.fate === rowFate.counted || use.fate === rowFate.notSubmitted,
    changes: changesOf(run.facts.history(use.table, use.row)),
  };
}
