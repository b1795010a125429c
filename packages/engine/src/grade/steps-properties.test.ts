import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OracleRow } from './order.oracle.ts';
import { orderRows } from './order.ts';
import { placesUnknown } from './quota.ts';
import { oracleAssign, oracleCut, oracleRest, type OracleCut, type OracleState } from './steps.oracle.ts';
import { assign, createGradeSheet, cut, effect, noRule, rest, type CutTrace, type GradeSheet, type StepTrace } from './steps.ts';
import { countByGrade } from './grade-counts.ts';

const groupCount = 3;
const gradeCount = 4;

const caseRow = fc.record({
  ranked: fc.boolean(),
  group: fc.nat(groupCount - 1),
  keys: fc.tuple(fc.constantFrom(70, 80, 90, 95), fc.constantFrom(-Infinity, 1, 2)),
});
const condition = (size: number) => fc.array(fc.boolean(), { minLength: size, maxLength: size });

type OracleStep =
  | ({ readonly kind: 'cut' } & OracleCut)
  | { readonly kind: 'assign'; readonly grade: number; readonly rows: boolean[]; readonly rule: number; readonly override: boolean }
  | { readonly kind: 'rest'; readonly grade: number; readonly rule: number };

const situation = fc
  .array(fc.oneof({ weight: 5, arbitrary: caseRow.map((row) => ({ ...row, ranked: true })) }, { weight: 1, arbitrary: caseRow }), {
    minLength: 1,
    maxLength: 24,
  })
  .chain((rows) => {
    const size = rows.length;
    const grade = fc.nat(gradeCount - 1);
    const rule = fc.integer({ min: 100, max: 110 });
    const step: fc.Arbitrary<OracleStep> = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constant('cut' as const),
          from: fc.constantFrom('top', 'bottom'),
          among: fc.constantFrom('all', 'ungraded'),
          grade,
          places: fc.array(fc.oneof({ weight: 8, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.constant(null) }), {
            minLength: groupCount,
            maxLength: groupCount,
          }),
          bars: fc.array(fc.record({ rows: condition(size), rule: fc.oneof(rule, fc.constant(null)) }), { maxLength: 2 }),
          rule,
          undecidedRule: fc.oneof({ weight: 3, arbitrary: rule }, { weight: 1, arbitrary: fc.constant('better' as const) }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('assign' as const), grade, rows: condition(size), rule, override: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('rest' as const), grade, rule }) },
    );
    return fc.record({ rows: fc.constant(rows as readonly OracleRow[]), steps: fc.array(step, { minLength: 1, maxLength: 5 }) });
  });

function runStep(sheet: GradeSheet, step: OracleStep): StepTrace | CutTrace {
  if (step.kind === 'rest') return rest(sheet, step);
  if (step.kind === 'assign') return assign(sheet, { ...step, applies: Uint8Array.from(step.rows, Number) });
  return cut(sheet, {
    from: step.from,
    among: step.among,
    grade: step.grade,
    places: Int32Array.from(step.places, (k) => k ?? placesUnknown),
    bars: step.bars.map((bar) => ({ applies: Uint8Array.from(bar.rows, Number), rule: bar.rule ?? noRule })),
    rule: step.rule,
    undecided: step.undecidedRule === 'better' ? 'better' : { rule: step.undecidedRule },
  });
}

function sheetOf(rows: readonly OracleRow[]): GradeSheet {
  return createGradeSheet(
    orderRows({
      inPopulation: Uint8Array.from(rows, (row) => Number(row.ranked)),
      group: Int32Array.from(rows, (row) => row.group),
      groupCount,
      keys: [0, 1].map((key) => Float64Array.from(rows, (row) => row.keys[key]!)),
    }),
  );
}

const orNull = (code: number) => (code < 0 ? null : code);

/** The sheet in words, row by row. */
function stateOf(sheet: GradeSheet): OracleState[] {
  return Array.from(sheet.grade, (grade, row) => ({
    grade: orNull(grade),
    rule: orNull(sheet.rule[row]!),
    undecided: (['no', 'tie', 'places unknown'] as const)[sheet.undecided[row]!]!,
    reason: orNull(sheet.keptReason[row]!),
  }));
}

const oracleWords: Readonly<Record<number, string | null>> = {
  [effect.notRanked]: null,
  [effect.none]: 'outside',
  [effect.given]: 'inside',
  [effect.undecided]: 'straddling',
  [effect.barred]: 'barred, outside otherwise',
  [effect.barredInside]: 'barred, inside otherwise',
  [effect.barredStraddling]: 'barred, straddling otherwise',
  [effect.alreadyGraded]: 'already graded',
  [effect.alreadyGradedInside]: 'already graded, inside',
  [effect.placesUnknown]: 'places unknown',
};

function inWords({ effect: effects, position }: CutTrace): (string | null)[] {
  return Array.from(effects, (code, row) => {
    const words = oracleWords[code]!;
    return position[row] === 0 ? words : `${words} at ${position[row]}`;
  });
}

function runOracle(rows: readonly OracleRow[], states: OracleState[], step: OracleStep): (string | null)[] | null {
  if (step.kind === 'cut') return oracleCut(rows, states, step);
  if (step.kind === 'assign') oracleAssign(rows, states, step);
  else oracleRest(rows, states, step);
  return null;
}

describe('grade steps: properties', () => {
  test('any steps in any order: as the oracle says, row by row and step by step', () => {
    fc.assert(
      fc.property(situation, ({ rows, steps }) => {
        const sheet = sheetOf(rows);
        const states = rows.map((): OracleState => ({ grade: null, rule: null, undecided: 'no', reason: null }));
        for (const step of steps) {
          const trace = runStep(sheet, step);
          const seen = { cut: step.kind === 'cut' ? inWords(trace as CutTrace) : null, states: stateOf(sheet) };
          expect(seen).toEqual({ cut: runOracle(rows, states, step), states });
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('conservation: everybody ranked is graded, undecided or not reached, once; a trace counts what it gave', () => {
    fc.assert(
      fc.property(situation, ({ rows, steps }) => {
        const sheet = sheetOf(rows);
        for (const step of steps) {
          const trace = runStep(sheet, step);
          const gave = Array.from(
            sheet.order.groupSize,
            (_, group) =>
              rows.filter(
                (row, index) =>
                  row.group === group && [effect.given, effect.replaced, effect.settled].includes(trace.effect[index] as never),
              ).length,
          );
          expect([...trace.given]).toEqual(gave);
        }
        const { counts: byGrade, undecided: waiting, ungraded } = countByGrade(sheet, gradeCount);
        for (let group = 0; group < groupCount; group++) {
          const graded = byGrade.subarray(group * gradeCount, (group + 1) * gradeCount).reduce((sum, count) => sum + count, 0);
          expect(graded + waiting[group]! + ungraded[group]!).toBe(sheet.order.groupSize[group]);
        }
      }),
    );
  });

  test('a quota is never exceeded, and is missed only by the straddling block or for want of people', () => {
    fc.assert(
      fc.property(situation, ({ rows, steps }) => {
        const sheet = sheetOf(rows);
        for (const step of steps) {
          const trace = runStep(sheet, step);
          if (step.kind !== 'cut' || step.undecidedRule === 'better') continue;
          const { given, used, places: k, straddling, poolSize } = trace as CutTrace;
          for (let group = 0; group < groupCount; group++) {
            if (k[group] === placesUnknown) continue;
            expect(given[group]).toBeLessThanOrEqual(used[group]!);
            expect(used[group]).toBeLessThanOrEqual(k[group]!);
            const reached = Math.min(used[group]! + straddling[group]!, k[group]!);
            expect(reached).toBe(Math.min(k[group]!, poolSize[group]!));
          }
        }
      }),
    );
  });

  test('the order of rows, the names of groups, and rows that are not ranked change nothing', () => {
    fc.assert(
      fc.property(
        situation,
        fc.infiniteStream(fc.nat()),
        fc.constantFrom<number[]>([0, 1, 2], [2, 0, 1], [1, 0, 2]),
        ({ rows, steps }, numbers, renamed) => {
          const plain = sheetOf(rows);
          for (const step of steps) runStep(plain, step);

          const from = rows
            .map((_, row) => ({ row, at: numbers.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ row }) => row);
          const outsider = { ranked: false, group: 0, keys: [99, 9] };
          const changed = sheetOf([outsider, ...from.map((row) => ({ ...rows[row]!, group: renamed[rows[row]!.group]! }))]);
          const moved = (holds: readonly boolean[]) => [true, ...from.map((row) => holds[row]!)];
          for (const step of steps) {
            if (step.kind === 'rest') runStep(changed, step);
            else if (step.kind === 'assign') runStep(changed, { ...step, rows: moved(step.rows) });
            else
              runStep(changed, {
                ...step,
                places: [0, 1, 2].map((group) => step.places[renamed.indexOf(group)]!),
                bars: step.bars.map((bar) => ({ ...bar, rows: moved(bar.rows) })),
              });
          }
          const states = stateOf(plain);
          expect(stateOf(changed)).toEqual([{ grade: null, rule: null, undecided: 'no', reason: null }, ...from.map((row) => states[row])]);
        },
      ),
    );
  });
});
