/** Who is measured, at which size, against which goal. Goals are printed, never enforced: only unequal answers fail a run. */
export interface Opponent {
  readonly peer: string;
  /** Relative to this folder. */
  readonly script: string;
  readonly needs: 'nothing' | 'npm' | 'libreoffice';
  /** Slower peers are measured on fewer subjects, and Kaoji beside them on as many. */
  readonly subjectsMax: number;
  /** Binary floating point may round otherwise; how often is reported. Everybody else must give the exact answer. */
  readonly arithmetic: 'exact' | 'binary';
  readonly goal: Goal | null;
}

export interface Goal {
  readonly ratioMin: number;
  readonly timing: Timing;
}

/**
 * `compute` leaves loading out on both sides. A workbook is compared with its loading: its cells are its only input, and
 * an office cannot have a result without opening it.
 */
export type Timing = 'compute' | 'with load';

export const KAOJI = 'kaoji';
export const KAOJI_SCRIPT = 'thirty-leaves/run-kaoji.ts';
/** Kaoji itself, given the same as one row per score. */
export const KAOJI_LONG = 'kaoji-long';
export const REFERENCE = 'reference';
export const REFERENCE_SCRIPT = 'thirty-leaves/run-reference.ts';

export const KAOJI_SUBJECTS_PER_SECOND_MIN = 1_000_000;
export const KAOJI_PEAK_RSS_MB_MAX = 1_536;
/** Ten times the subjects in at most this many times the time. */
export const KAOJI_GROWTH_MAX = 12;
export const GROWTH_STEP = 10;

export const SUBJECTS_DEFAULT = 1_000_000;
export const QUICK_DIVISOR = 10;
export const REPETITIONS_DEFAULT = 5;

export const OPPONENTS: readonly Opponent[] = [
  {
    peer: REFERENCE,
    script: REFERENCE_SCRIPT,
    needs: 'nothing',
    subjectsMax: Infinity,
    arithmetic: 'exact',
    goal: null,
  },
  {
    // At a million subjects that is thirty million rows.
    peer: KAOJI_LONG,
    script: 'thirty-leaves/run-kaoji-long.ts',
    needs: 'nothing',
    subjectsMax: Infinity,
    arithmetic: 'exact',
    goal: null,
  },
  {
    peer: 'duckdb',
    script: 'peers/duckdb.ts',
    needs: 'npm',
    subjectsMax: Infinity,
    arithmetic: 'exact',
    goal: { ratioMin: 1, timing: 'compute' },
  },
  {
    peer: 'decimal.js',
    script: 'peers/decimal.ts',
    needs: 'npm',
    subjectsMax: 100_000,
    arithmetic: 'exact',
    goal: { ratioMin: 10, timing: 'compute' },
  },
  {
    peer: 'zen-engine',
    script: 'peers/zen-graph.ts',
    needs: 'npm',
    subjectsMax: 100_000,
    arithmetic: 'exact',
    goal: { ratioMin: 20, timing: 'compute' },
  },
  {
    peer: 'zen-engine-one-expression',
    script: 'peers/zen-one-expression.ts',
    needs: 'npm',
    subjectsMax: 100_000,
    arithmetic: 'exact',
    goal: { ratioMin: 20, timing: 'compute' },
  },
  {
    peer: 'hyperformula',
    script: 'peers/hyperformula-points.ts',
    needs: 'npm',
    subjectsMax: 20_000,
    arithmetic: 'binary',
    goal: { ratioMin: 100, timing: 'with load' },
  },
  {
    peer: 'hyperformula-hundredths',
    script: 'peers/hyperformula-hundredths.ts',
    needs: 'npm',
    subjectsMax: 20_000,
    arithmetic: 'exact',
    goal: { ratioMin: 100, timing: 'with load' },
  },
  {
    peer: 'libreoffice',
    script: 'peers/libreoffice-ranked.ts',
    needs: 'libreoffice',
    subjectsMax: 20_000,
    arithmetic: 'binary',
    goal: { ratioMin: 100, timing: 'with load' },
  },
  {
    peer: 'libreoffice-totals',
    script: 'peers/libreoffice-totals.ts',
    needs: 'libreoffice',
    subjectsMax: 20_000,
    arithmetic: 'binary',
    goal: { ratioMin: 100, timing: 'with load' },
  },
];
