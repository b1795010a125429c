/** Places of a quota, with the quotas of the five worked texts. */
import type { RoundingMode } from '../number/rational.ts';

export interface QuotaCase {
  readonly clause: string;
  readonly percent: number;
  readonly mode: RoundingMode;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** n→places, several. */
  readonly places: string;
}

export const quotaCases: readonly QuotaCase[] = [
  {
    clause: 'town offices §5.1, 优秀',
    percent: 30,
    mode: 'half-up',
    places: '0→0 1→0 2→1 3→1 4→1 5→2 12→4 15→5 25→8',
  },
  {
    clause: 'town offices §5.1, 一般',
    percent: 10,
    mode: 'half-up',
    places: '3→0 4→0 5→1 12→1 14→1 15→2 25→3',
  },
  {
    clause: 'town cadres §6, 优秀',
    percent: 15,
    mode: 'half-up',
    places: '3→0 4→1 7→1 10→2 30→5',
  },
  {
    clause: 'town cadres §6, 一般',
    percent: 5,
    mode: 'floor',
    places: '7→0 19→0 20→1 39→1 40→2',
  },
  {
    clause: 'town cadres §5, identity A',
    percent: 20,
    mode: 'half-up',
    places: '2→0 3→1 7→1 8→2',
  },
  {
    clause: 'county §6, 优秀: a ceiling',
    percent: 30,
    mode: 'floor',
    places: '3→0 4→1 10→3 12→3 13→3 14→4',
  },
  {
    clause: 'county §7, 优秀 in a unit graded 优秀',
    percent: 25,
    mode: 'floor',
    places: '3→0 4→1 7→1 8→2',
  },
  {
    clause: 'bureau §5.4, 优秀',
    percent: 20,
    mode: 'floor',
    places: '4→0 5→1 9→1 10→2',
  },
  {
    clause: 'prefecture §2, 一等',
    percent: 15,
    mode: 'half-up',
    atLeast: 0,
    places: '3→0 8→1',
  },
  {
    clause: 'prefecture §2, 一等 where the best total reaches 80',
    percent: 15,
    mode: 'half-up',
    atLeast: 1,
    places: '0→0 1→1 3→1 8→1 10→2',
  },
  {
    clause: 'prefecture §4, 三等',
    percent: 4,
    mode: 'half-up',
    places: '12→0 13→1 37→1 38→2',
  },
  {
    clause: 'prefecture §4, 四等',
    percent: 1,
    mode: 'half-up',
    places: '49→0 50→1 149→1 150→2',
  },
  {
    clause: 'prefecture §4, last five percent',
    percent: 5,
    mode: 'ceil',
    places: '0→0 1→1 20→1 21→2 30→2 40→2',
  },
  {
    clause: 'prefecture §4, last two percent',
    percent: 2,
    mode: 'ceil',
    places: '50→1 51→2',
  },
  {
    clause: 'half to even',
    percent: 50,
    mode: 'half-even',
    places: '1→0 2→1 3→2 4→2 5→2 7→4',
  },
  {
    clause: 'half to even beside the half',
    percent: 26,
    mode: 'half-even',
    places: '2→1 6→2 10→3',
  },
  {
    clause: 'no quota',
    percent: 0,
    mode: 'ceil',
    places: '0→0 10→0',
  },
  {
    clause: 'a quota of all',
    percent: 100,
    mode: 'half-up',
    places: '0→0 1→1 9→9',
  },
  {
    clause: 'more than all is all',
    percent: 250,
    mode: 'floor',
    places: '0→0 1→1 3→3',
  },
  {
    clause: 'at least more than there are',
    percent: 10,
    mode: 'floor',
    atLeast: 3,
    places: '1→1 2→2 3→3 40→4',
  },
  {
    clause: 'a ceiling',
    percent: 30,
    mode: 'half-up',
    atMost: 2,
    places: '3→1 10→2 100→2',
  },
  {
    clause: 'a ceiling wins over a minimum',
    percent: 30,
    mode: 'half-up',
    atLeast: 3,
    atMost: 2,
    places: '10→2 1→1',
  },
  { clause: 'a ceiling of none', percent: 30, mode: 'half-up', atMost: 0, places: '10→0' },
];

/** Head counts up to 2,000 at which 0.7 × n in binary floating point falls below the whole number 7n ÷ 10. */
export const seventyPercentTraps: readonly number[] = [
  90, 170, 180, 330, 340, 350, 360, 650, 660, 670, 680, 690, 700, 710, 720, 730, 1290, 1300, 1310, 1320, 1330, 1340, 1350, 1360, 1370, 1380,
  1390, 1400, 1410, 1420, 1430, 1440, 1450, 1460,
];
