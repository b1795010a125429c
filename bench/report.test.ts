import { describe, expect, test } from 'vitest';
import { buildReport } from './report.ts';
import { median } from './table.ts';
import type { BenchLine } from './thirty-leaves/entry.ts';

const SUBJECTS = 1_000_000;

describe('a report', () => {
  test('fails when an exact engine answers otherwise', () => {
    const { text, failures } = buildReport({
      lines: [line({ peer: 'reference' }), line({ peer: 'duckdb', hash: 'other', differingSubjects: 3 })],
      subjectsLargest: SUBJECTS,
    });
    expect(failures).toEqual(['duckdb at 1000000 subjects: the answer differs for 3 subjects']);
    expect(text).toContain('NO: 3 differ');
  });

  test('fails when one repetition of many answers otherwise', () => {
    const { failures } = buildReport({
      lines: [
        line({ peer: 'reference' }),
        line({ peer: 'kaoji' }),
        line({ peer: 'kaoji', hash: 'other', differingSubjects: 1 }),
        line({ peer: 'kaoji' }),
      ],
      subjectsLargest: SUBJECTS,
    });
    expect(failures).toHaveLength(1);
  });

  test('shows, without failing, that binary floating point answers otherwise', () => {
    const { text, failures } = buildReport({
      lines: [line({ peer: 'reference' }), line({ peer: 'hyperformula', hash: 'other', differingSubjects: 59 })],
      subjectsLargest: SUBJECTS,
    });
    expect(failures).toEqual([]);
    expect(text).toContain('NO: 59 differ');
  });

  test('compares totals where a peer has no ranks', () => {
    const { text, failures } = buildReport({
      lines: [line({ peer: 'reference' }), line({ peer: 'libreoffice-totals', hash: null })],
      subjectsLargest: SUBJECTS,
    });
    expect(failures).toEqual([]);
    expect(text).toContain('yes (totals)');
  });

  test('gives ratios of medians and says which goals are missed', () => {
    const { text } = buildReport({
      lines: [
        line({ peer: 'reference' }),
        ...[0.4, 0.5, 9].map((seconds) => line({ peer: 'kaoji', seconds })),
        line({ peer: 'duckdb', seconds: 0.25 }),
        line({ peer: 'zen-engine', seconds: 25 }),
      ],
      subjectsLargest: SUBJECTS,
    });
    expect(text).toMatch(/≥ 1,000,000 subjects\/s at 1,000,000 +2,000,000 +met/);
    expect(text).toMatch(/≤ 1,536 MiB at 1,000,000 +100 +met/);
    expect(text).toMatch(/≥ 1 × duckdb, compute, at 1,000,000 +0\.50 +missed by × 2\.00/);
    expect(text).toMatch(/≥ 20 × zen-engine, compute, at 1,000,000 +50\.00 +met/);
  });

  test('says that a goal is open while Kaoji was not measured', () => {
    const { text } = buildReport({
      lines: [line({ peer: 'reference' }), line({ peer: 'duckdb' })],
      subjectsLargest: SUBJECTS,
    });
    expect(text).toContain('open: not measured');
    expect(text).not.toContain(' met');
  });

  test('shows how time and memory grow', () => {
    const { text } = buildReport({
      lines: [
        line({ peer: 'reference', subjects: SUBJECTS, seconds: 2, peakRssMb: 300 }),
        line({ peer: 'reference', subjects: SUBJECTS / 10, seconds: 0.25, peakRssMb: 90 }),
      ],
      subjectsLargest: SUBJECTS,
    });
    expect(text).toMatch(/Growth: t\(1,000,000\) \/ t\(100,000\)/);
    expect(text).toMatch(/reference +8\.0 +1\.0 +90 → 300/);
  });
});

test.each([
  [[3], 3],
  [[3, 1], 2],
  [[9, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

function line(own: Partial<BenchLine> & { peer: string }): BenchLine {
  return {
    subjects: SUBJECTS,
    seconds: 1,
    secondsWithLoad: 1,
    peakRssMb: 100,
    hash: 'expected',
    totalsHash: 'expected totals',
    differingSubjects: 0,
    note: '',
    ...own,
  };
}
