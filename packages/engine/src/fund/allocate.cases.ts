/**
 * Splitting a fund: town cadres §7 and the options of requirement S0-22 (rounding unit, residual rule). Shares are
 * written as fractions; parts in fen, in the order of the shares.
 */
export interface AllocateCase {
  readonly clause: string;
  readonly situation: string;
  readonly amountFen: bigint;
  readonly shares: readonly string[];
  /** Declared order for equal remainders; the order of the shares if absent. */
  readonly tieOrder?: readonly number[];
  readonly unitFen?: bigint;
  readonly remainder?: 'keep';
  readonly partsFen: readonly bigint[];
  readonly undistributedFen?: bigint;
  /** Exact shares in fen, where the case is about them. */
  readonly exactFen?: readonly string[];
}

export const allocateCases: readonly AllocateCase[] = [
  {
    clause: 'town cadres §7',
    situation: 'three equal shares of 100.00 yuan: the fen left goes to the first in the declared order',
    amountFen: 10000n,
    shares: ['1', '1', '1'],
    partsFen: [3334n, 3333n, 3333n],
    exactFen: ['10000/3', '10000/3', '10000/3'],
  },
  {
    clause: 'town cadres §7',
    situation: 'equal remainders go by the declared order, not by the order of the shares',
    amountFen: 10001n,
    shares: ['1', '1', '1'],
    tieOrder: [9, 2, 5],
    partsFen: [3333n, 3334n, 3334n],
  },
  {
    clause: 'town cadres §7',
    situation: 'coefficients 1.5, 1.0, 0.5 of 3 × 6,800.00 yuan divide evenly',
    amountFen: 2_040_000n,
    shares: ['3/2', '1', '1/2'],
    partsFen: [1_020_000n, 680_000n, 340_000n],
  },
  {
    clause: 'town cadres §7',
    situation: 'grade times months over 12: the largest fractional remainders get the fen left',
    amountFen: 2_720_000n,
    shares: ['3/2', '11/12', '1', '7/24'],
    // Σc = 89/24: exact 1,100,224.72; 672,359.55; 733,483.15; 213,932.58. Two fen are left: the remainders .72 and .58.
    partsFen: [1_100_225n, 672_359n, 733_483n, 213_933n],
    exactFen: ['97920000/89', '59840000/89', '65280000/89', '19040000/89'],
  },
  {
    clause: 'town cadres §7',
    situation: 'the largest remainder may lie with the smallest share',
    amountFen: 10n,
    shares: ['41', '41', '18'],
    // 4.1, 4.1, 1.8: one fen is left.
    partsFen: [4n, 4n, 2n],
  },
  {
    clause: 'town cadres §7',
    situation: 'a share of nothing gets nothing, though it is first in the declared order',
    amountFen: 10000n,
    shares: ['0', '1', '1', '1'],
    partsFen: [0n, 3334n, 3333n, 3333n],
    exactFen: ['0', '10000/3', '10000/3', '10000/3'],
  },
  { clause: 'town cadres §7', situation: 'one person gets everything', amountFen: 680_000n, shares: ['1/24'], partsFen: [680_000n] },
  { clause: 'town cadres §7', situation: 'nothing to split', amountFen: 0n, shares: ['1', '2'], partsFen: [0n, 0n] },
  { clause: 'town cadres §7', situation: 'fewer fen than people', amountFen: 2n, shares: ['1', '1', '1', '2'], partsFen: [1n, 0n, 0n, 1n] },
  {
    clause: 'town cadres §7',
    situation: 'remainders that differ by less than floating point can tell',
    amountFen: 1n,
    shares: ['1000000000000000000000', '1000000000000000000001'],
    partsFen: [0n, 1n],
  },
  {
    clause: 'S0-22, unit',
    situation: 'whole yuan: the largest fraction of a yuan',
    amountFen: 10000n,
    shares: ['1', '2', '4'],
    unitFen: 100n,
    // 14.2857, 28.5714, 57.1428 yuan: one yuan is left.
    partsFen: [1400n, 2900n, 5700n],
  },
  {
    clause: 'S0-22, unit',
    situation: 'an amount with odd fen leaves them undistributed; the fractions are those of the whole amount',
    amountFen: 10050n,
    shares: ['1', '2', '4'],
    unitFen: 100n,
    // 14.357…, 28.714…, 57.428… yuan.
    partsFen: [1400n, 2900n, 5700n],
    undistributedFen: 50n,
    exactFen: ['10050/7', '20100/7', '40200/7'],
  },
  {
    clause: 'S0-22, unit',
    situation: 'the whole yuan of the amount are handed out, the odd fen stay',
    amountFen: 10199n,
    shares: ['1', '1'],
    unitFen: 100n,
    // 50.995 yuan each: 101 whole yuan, one of them left over.
    partsFen: [5100n, 5000n],
    undistributedFen: 99n,
  },
  {
    clause: 'S0-22, residual',
    situation: 'keep: whole units only, the rest stays',
    amountFen: 10000n,
    shares: ['1', '1', '1'],
    remainder: 'keep',
    partsFen: [3333n, 3333n, 3333n],
    undistributedFen: 1n,
  },
  {
    clause: 'S0-22, residual',
    situation: 'keep in whole yuan: the units left and the odd fen stay',
    amountFen: 10050n,
    shares: ['1', '1', '1'],
    unitFen: 100n,
    remainder: 'keep',
    partsFen: [3300n, 3300n, 3300n],
    undistributedFen: 150n,
  },
];
