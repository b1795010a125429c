import { describe, expect, test } from 'vitest';
import { rational } from '../number/rational.ts';
import { gradings, type CaseCut, type CaseQuota, type CaseStep, type Grading, type StepsCase } from './gradings.cases.ts';
import { orderRows, type RowOrder } from './order.ts';
import { places, placesFromFormula, placesUnknown } from './quota.ts';
import { stepsCases } from './steps.cases.ts';
import { assign, createGradeSheet, cut, effect, noGrade, noRule, rest, undecided, type CutTrace, type StepTrace } from './steps.ts';
import { countByGrade } from './grade-counts.ts';

const effectName = new Map<number, string>(Object.entries(effect).map(([name, code]) => [code, name]));

/** Runs one case through the kernels as a caller would: scheme words become codes, conditions become columns. */
function runCase({ grading: gradingName, percentByGroup, rows }: StepsCase) {
  const grading: Grading = gradings[gradingName];
  const words: string[] = [];
  const codeOf = (word: string) => (words.includes(word) ? words.indexOf(word) : words.push(word) - 1);
  const groups: string[] = [];
  const group = Int32Array.from(rows, ([name]) => {
    const groupName = name.includes(':') ? name.split(':')[0]! : 'x';
    return groups.includes(groupName) ? groups.indexOf(groupName) : groups.push(groupName) - 1;
  });
  const keys = rows.map(([, text]) => text.split(' ').map((key) => (key === '-' ? -Infinity : Number(key))));
  const order = orderRows({
    inPopulation: new Uint8Array(rows.length).fill(1),
    group,
    groupCount: groups.length,
    keys: keys[0]!.map((_, index) => Float64Array.from(keys, (row) => row[index]!)),
  });
  const sheet = createGradeSheet(order);

  const column = (condition: string) =>
    Uint8Array.from(rows, ([, , facts], row) => {
      if (condition.startsWith('<')) return keys[row]![0]! < Number(condition.slice(1)) ? 1 : 0;
      if (condition.startsWith('≥')) return keys[row]![0]! >= Number(condition.slice(1)) ? 1 : 0;
      return facts.split(' ').includes(condition) ? 1 : 0;
    });
  const quotaPlaces = (grade: string, groupCode: number): number => {
    const quota: CaseQuota = grading.quota[grade]!;
    const percent = percentByGroup === undefined ? quota.percent : percentByGroup[groups[groupCode]!]!;
    if (percent === null) return placesUnknown;
    const count = order.groupSize[groupCode]!;
    if (count < (quota.whenCount ?? 0)) return 0;
    const best = keys[order.members[order.groupStart[groupCode]!]!]![0]!;
    const atLeast = quota.oneFrom !== undefined && best >= quota.oneFrom ? 1 : 0;
    return places({ count, ratio: rational(BigInt(percent), 100n), mode: quota.mode, atLeast });
  };
  const placesOf = (grade: string, step: CaseCut) => {
    const given = countByGrade(sheet, 100).counts;
    return Int32Array.from(groups, (_, groupCode) => {
      const k = quotaPlaces(grade, groupCode);
      return step.places === undefined ? k : placesFromFormula(rational(BigInt(k - given[groupCode * 100 + codeOf(grade)]!), 1n));
    });
  };
  const runCut = (from: 'top' | 'bottom', grade: string, step: CaseCut) =>
    cut(sheet, {
      from,
      among: step.among ?? 'ungraded',
      grade: codeOf(grade),
      places: placesOf(grade, step),
      bars: (step.bar ?? []).map((bar) => ({ applies: column(bar.if), rule: bar.rule === undefined ? noRule : codeOf(bar.rule) })),
      rule: codeOf('quota'),
      undecided: grading.undecided ?? { rule: codeOf('decision') },
    });
  const runStep = (step: CaseStep): StepTrace => {
    if ('first' in step) return runCut('top', step.first, step);
    if ('last' in step) return runCut('bottom', step.last, step);
    if ('rest' in step) return rest(sheet, { grade: codeOf(step.rest), rule: codeOf('quota') });
    return assign(sheet, {
      grade: codeOf(step.assign),
      applies: column(step.if),
      rule: codeOf(step.rule),
      override: step.override === true,
    });
  };

  const traces = grading.steps.map(runStep);
  return rows.map((_, row) => {
    const grade = sheet.grade[row]!;
    const gradeWord = sheet.undecided[row] === undecided.no ? (grade === noGrade ? '—' : words[grade]) : '待定';
    const flag = sheet.undecided[row] === undecided.boundaryTie ? ' boundary-tie' : '';
    return {
      result: `${gradeWord} ${words[sheet.rule[row]!]}${flag}`,
      effects: traces.map((trace) => effectName.get(trace.effect[row]!)).join(' '),
    };
  });
}

describe('grade steps: cases', () => {
  test.each(stepsCases.map((stepsCase) => [`${stepsCase.clause}: ${stepsCase.situation}`, stepsCase] as const))('%s', (_, stepsCase) => {
    const results = runCase(stepsCase);
    expect(stepsCase.rows.map(([name], row) => `${name} ${results[row]!.result}`)).toEqual(
      stepsCase.rows.map(([name, , , result]) => `${name} ${result}`),
    );
    const withEffects = stepsCase.rows.flatMap(([, , , , effects], row) => (effects === undefined ? [] : [row]));
    expect(withEffects.map((row) => `${stepsCase.rows[row]![0]} ${results[row]!.effects}`)).toEqual(
      withEffects.map((row) => `${stepsCase.rows[row]![0]} ${stepsCase.rows[row]![4]}`),
    );
  });

  test('every effect occurs in a case', () => {
    const seen = new Set(stepsCases.flatMap((stepsCase) => runCase(stepsCase).flatMap((row) => row.effects.split(' '))));
    expect(Object.keys(effect).filter((name) => !seen.has(name))).toEqual(['notRanked']);
  });
});

/** One ranking group with the given totals, best first or not; -Infinity is not ranked. */
function orderOfTotals(totals: readonly number[], group: readonly number[] = totals.map(() => 0)): RowOrder {
  return orderRows({
    inPopulation: Uint8Array.from(totals, (total) => (total === -Infinity ? 0 : 1)),
    group: Int32Array.from(group),
    groupCount: Math.max(...group) + 1,
    keys: [Float64Array.from(totals)],
  });
}

const barring = (rows: readonly number[], rule = 12) => ({ applies: Uint8Array.from(rows), rule });

describe('the trace of a cut', () => {
  const step = { from: 'top', among: 'ungraded', grade: 0, bars: [], rule: 10, undecided: { rule: 11 } } as const;

  test('positions from the top, equal ones sharing, and the counts of the group', () => {
    const sheet = createGradeSheet(orderOfTotals([70, 90, 80, -Infinity, 80, 80]));
    const trace = cut(sheet, { ...step, places: Int32Array.of(3) });
    expect([...trace.position]).toEqual([5, 1, 2, 0, 2, 2]);
    expect([...trace.bar]).toEqual([-1, -1, -1, -1, -1, -1]);
    expect(counts(trace)).toEqual({ given: [1], poolSize: [5], places: [3], used: [1], straddling: [3] });
    expect([...sheet.undecided]).toEqual([0, 0, 1, 0, 1, 1]);
    expect([...sheet.rule]).toEqual([-1, 10, 11, -1, 11, 11]);
    expect([...sheet.grade]).toEqual([-1, 0, -1, -1, -1, -1]);
    expect([...trace.effect]).toEqual([effect.none, effect.given, effect.undecided, effect.notRanked, effect.undecided, effect.undecided]);
  });

  test('positions from the bottom', () => {
    const trace = cut(createGradeSheet(orderOfTotals([70, 90, 80, 80])), { ...step, from: 'bottom', places: Int32Array.of(3) });
    expect([...trace.position]).toEqual([1, 4, 2, 2]);
    expect(counts(trace)).toEqual({ given: [3], poolSize: [4], places: [3], used: [3], straddling: [0] });
  });

  test('a barred row has the position that it would have with nobody barred', () => {
    const trace = cut(createGradeSheet(orderOfTotals([90, 85, 80, 75])), {
      ...step,
      places: Int32Array.of(1),
      bars: [barring([1, 0, 1, 0])],
    });
    expect([...trace.position]).toEqual([1, 1, 3, 2]);
    expect(counts(trace)).toEqual({ given: [1], poolSize: [2], places: [1], used: [1], straddling: [0] });
  });

  test('the first bar that applies, also where the row was out of reach; an unknown condition does not bar', () => {
    const bars = [barring([0, 0, 2, 1]), barring([0, 1, 1, 1]), barring([2, 1, 1, 1])];
    const trace = cut(createGradeSheet(orderOfTotals([90, 85, 80, 75])), { ...step, places: Int32Array.of(1), bars });
    expect([...trace.bar]).toEqual([-1, 1, 1, 0]);
  });

  test('who is not in the pool has no position and no bar', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 85, 80]));
    assign(sheet, { grade: 5, applies: Uint8Array.of(1, 0, 0), rule: 6, override: false });
    const trace = cut(sheet, { ...step, places: Int32Array.of(1), bars: [barring([1, 0, 0])] });
    expect([...trace.position]).toEqual([0, 1, 2]);
    expect([...trace.bar]).toEqual([-1, -1, -1]);
    expect(counts(trace)).toEqual({ given: [1], poolSize: [2], places: [1], used: [1], straddling: [0] });
  });

  test('among all the graded stand in the pool and use up places, which are then not given', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 85, 80]));
    assign(sheet, { grade: 5, applies: Uint8Array.of(1, 0, 0), rule: 6, override: false });
    const trace = cut(sheet, { ...step, among: 'all', places: Int32Array.of(2) });
    expect([...trace.position]).toEqual([1, 2, 3]);
    expect(counts(trace)).toEqual({ given: [1], poolSize: [3], places: [2], used: [2], straddling: [0] });
  });

  test('the better side at the top uses more places than there are', () => {
    const trace = cut(createGradeSheet(orderOfTotals([90, 80, 80])), { ...step, places: Int32Array.of(2), undecided: 'better' });
    expect(counts(trace)).toEqual({ given: [3], poolSize: [3], places: [2], used: [3], straddling: [2] });
  });

  test('the better side at the bottom leaves a place empty, and nobody above the equals takes it', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 80, 80, 70]));
    const trace = cut(sheet, { ...step, from: 'bottom', places: Int32Array.of(2), undecided: 'better' });
    expect([...sheet.grade]).toEqual([-1, -1, -1, 0]);
    expect(counts(trace)).toEqual({ given: [1], poolSize: [4], places: [2], used: [1], straddling: [2] });
  });

  test('no places, more places than people, a group of one, a group of nobody', () => {
    const order = orderRows({
      inPopulation: new Uint8Array(6).fill(1),
      group: Int32Array.of(0, 0, 1, 1, 2, 0),
      groupCount: 4,
      keys: [Float64Array.of(9, 8, 7, 6, 5, 8)],
    });
    const trace = cut(createGradeSheet(order), { ...step, places: Int32Array.of(0, 5, 1, 3) });
    expect(counts(trace)).toEqual({
      given: [0, 2, 1, 0],
      poolSize: [3, 2, 1, 0],
      places: [0, 5, 1, 3],
      used: [0, 2, 1, 0],
      straddling: [0, 0, 0, 0],
    });
  });

  test('places unknown: all without a grade wait, the barred too; their bar is still named; no place is used', () => {
    for (const from of ['top', 'bottom'] as const) {
      const sheet = createGradeSheet(orderOfTotals([90, 85, 85, 70]));
      assign(sheet, { grade: 5, applies: Uint8Array.of(0, 0, 0, 1), rule: 6, override: false });
      const trace = cut(sheet, { ...step, from, places: Int32Array.of(placesUnknown), bars: [barring([1, 0, 0, 1])] });
      expect([...trace.bar]).toEqual([0, -1, -1, -1]);
      expect([...trace.position]).toEqual(from === 'top' ? [1, 2, 2, 0] : [3, 1, 1, 0]);
      expect([...trace.effect]).toEqual([effect.placesUnknown, effect.placesUnknown, effect.placesUnknown, effect.alreadyGraded]);
      expect([...sheet.undecided]).toEqual([2, 2, 2, 0]);
      expect([...sheet.rule]).toEqual([11, 11, 11, 6]);
      expect([...sheet.keptReason]).toEqual([-1, -1, -1, -1]);
      expect(counts(trace)).toEqual({ given: [0], poolSize: [3], places: [-1], used: [0], straddling: [0] });
    }
  });

  test('places unknown among all: the graded keep their grade and stand in the pool', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 85]));
    assign(sheet, { grade: 5, applies: Uint8Array.of(1, 0), rule: 6, override: false });
    const trace = cut(sheet, { ...step, among: 'all', places: Int32Array.of(placesUnknown), bars: [barring([1, 0])] });
    expect([...trace.effect]).toEqual([effect.alreadyGraded, effect.placesUnknown]);
    expect([...trace.position]).toEqual([1, 2]);
    expect([...sheet.grade]).toEqual([5, -1]);
  });

  test('places unknown where equals would take the better side: undecided under no rule', () => {
    const sheet = createGradeSheet(orderOfTotals([90]));
    cut(sheet, { ...step, places: Int32Array.of(placesUnknown), undecided: 'better' });
    expect([sheet.undecided[0], sheet.rule[0]]).toEqual([undecided.placesUnknown, noRule]);
  });

  test('an override settles who waits for unknown places', () => {
    const sheet = createGradeSheet(orderOfTotals([90]));
    cut(sheet, { ...step, places: Int32Array.of(placesUnknown) });
    const trace = assign(sheet, { grade: 3, applies: Uint8Array.of(1), rule: 4, override: true });
    expect([sheet.grade[0], sheet.rule[0], sheet.undecided[0], trace.effect[0], trace.given[0]]).toEqual([
      3,
      4,
      undecided.no,
      effect.settled,
      1,
    ]);
  });

  test('a barred row with a grade keeps no reason', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 85]));
    assign(sheet, { grade: 5, applies: Uint8Array.of(1, 0), rule: 6, override: false });
    cut(sheet, { ...step, among: 'all', places: Int32Array.of(1), bars: [barring([1, 0])] });
    expect([...sheet.keptReason]).toEqual([-1, -1]);
  });

  test('the places of the trace are its own', () => {
    const given = Int32Array.of(1);
    const trace = cut(createGradeSheet(orderOfTotals([90])), { ...step, places: given });
    given[0] = 7;
    expect(trace.places[0]).toBe(1);
  });

  test('programmer errors stop', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 85]));
    expect(() => cut(sheet, { ...step, places: Int32Array.of(1, 1) })).toThrow('has its places');
    expect(() => cut(sheet, { ...step, places: Int32Array.of(-2) })).toThrow('not negative');
    expect(() => cut(sheet, { ...step, places: Int32Array.of(1), bars: [barring([1])] })).toThrow('one length');
    expect(() => assign(sheet, { grade: 1, applies: Uint8Array.of(1), rule: 1, override: false })).toThrow('one length');
    rest(sheet, { grade: 4, rule: 1 });
    expect(() => countByGrade(sheet, 4)).toThrow('grade of the scale');
  });
});

function counts({ given, poolSize, places: placesOfTrace, used, straddling }: CutTrace) {
  return { given: [...given], poolSize: [...poolSize], places: [...placesOfTrace], used: [...used], straddling: [...straddling] };
}

describe('assign, rest and the counts', () => {
  test('only ranked rows are graded, and an unknown condition assigns nothing', () => {
    const sheet = createGradeSheet(orderOfTotals([90, -Infinity, 80, 70]));
    const assigned = assign(sheet, { grade: 1, applies: Uint8Array.of(1, 1, 2, 0), rule: 8, override: true });
    expect([...assigned.effect]).toEqual([effect.given, effect.notRanked, effect.none, effect.none]);
    const rested = rest(sheet, { grade: 2, rule: 9 });
    expect([...rested.effect]).toEqual([effect.alreadyGraded, effect.notRanked, effect.given, effect.given]);
    expect([...sheet.grade]).toEqual([1, -1, 2, 2]);
    expect([...sheet.rule]).toEqual([8, -1, 9, 9]);
  });

  test('counts by group and grade; the undecided and the ungraded apart', () => {
    const sheet = createGradeSheet(orderOfTotals([90, 80, 80, 70, 99, 60, -Infinity], [0, 0, 0, 0, 1, 1, 1]));
    const trace = cut(sheet, {
      from: 'top',
      among: 'all',
      grade: 1,
      places: Int32Array.of(2, 1),
      bars: [],
      rule: 0,
      undecided: { rule: 0 },
    });
    expect([...trace.given]).toEqual([1, 1]);
    const count = countByGrade(sheet, 2);
    expect([...count.counts]).toEqual([0, 1, 0, 1]);
    expect([...count.undecided]).toEqual([2, 0]);
    expect([...count.ungraded]).toEqual([1, 1]);
    expect([...rest(sheet, { grade: 0, rule: 0 }).given]).toEqual([1, 1]);
    expect([...countByGrade(sheet, 2).counts]).toEqual([1, 1, 1, 1]);
  });
});
