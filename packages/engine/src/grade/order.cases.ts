/**
 * Situations of the order: conventions 5 and 6 of the worked examples, and the tie chains of the five texts.
 * A row is [name, keys, rank, last]; rows of a block stand in brackets in `order`, best first, groups parted by a bar.
 */
export interface OrderCase {
  readonly clause: string;
  readonly situation: string;
  /** [name, group or '-' outside, keys ('-' missing), rank, whether last of its group] */
  readonly rows: readonly (readonly [name: string, group: string, keys: string, rank: number, last: boolean])[];
  readonly order: string;
}

export const orderCases: readonly OrderCase[] = [
  {
    clause: 'convention 5',
    situation: 'competition rank 1, 2, 2, 4, high first',
    rows: [
      ['A', 'x', '90', 2, false],
      ['B', 'x', '95', 1, false],
      ['C', 'x', '90', 2, false],
      ['D', 'x', '80', 4, true],
    ],
    order: '(B)(A C)(D)',
  },
  {
    clause: 'convention 6',
    situation: 'the chain parts rows of one rank, the rank number does not change',
    rows: [
      ['党建办', 'x', '95.21 87.75', 1, false],
      ['纪委监委', 'x', '95.21 88.50', 1, false],
      ['C', 'x', '90 80', 3, true],
      ['D', 'x', '90 80', 3, true],
    ],
    order: '(纪委监委)(党建办)(C D)',
  },
  {
    clause: 'town offices §5.2',
    situation: 'fourth quarter, then duty evaluation, then the smaller deduction, which the caller gives negated',
    rows: [
      ['A', 'x', '90 85 88 -2', 1, false],
      ['B', 'x', '90 85 88 -1', 1, false],
      ['C', 'x', '90 85 89 -5', 1, false],
      ['D', 'x', '90 - 99 0', 1, true],
    ],
    order: '(C)(B)(A)(D)',
  },
  {
    clause: 'town offices §5.2',
    situation: 'a missing chain key is lowest, below zero and below negative numbers; two missing are equal',
    rows: [
      ['A', 'x', '90 -', 1, true],
      ['B', 'x', '90 -1000000', 1, false],
      ['C', 'x', '90 0', 1, false],
      ['D', 'x', '90 -', 1, true],
    ],
    order: '(C)(B)(A D)',
  },
  {
    clause: 'town offices §5.5',
    situation: 'several equal in everything are all last',
    rows: [
      ['A', 'x', '70 1', 1, false],
      ['B', 'x', '60 1', 2, true],
      ['C', 'x', '60 1', 2, true],
    ],
    order: '(A)(B C)',
  },
  {
    clause: 'town offices §5.5',
    situation: 'equal in the total alone is not yet last together',
    rows: [
      ['A', 'x', '60 2', 1, false],
      ['B', 'x', '60 1', 1, true],
    ],
    order: '(A)(B)',
  },
  {
    clause: 'convention 5',
    situation: 'groups are ranked each on its own; who is not ranked has no rank and does not count',
    rows: [
      ['A', 'x', '70', 1, false],
      ['B', 'y', '90', 1, false],
      ['C', '-', '99', 0, false],
      ['D', 'x', '60', 2, true],
      ['E', 'y', '80', 2, true],
    ],
    order: '(A)(D)|(B)(E)',
  },
  {
    clause: 'convention 5',
    situation: 'n = 1: first and last',
    rows: [['A', 'x', '50', 1, true]],
    order: '(A)',
  },
  {
    clause: 'convention 5',
    situation: 'everybody equal: one block, all first, all last',
    rows: [
      ['A', 'x', '80 1', 1, true],
      ['B', 'x', '80 1', 1, true],
      ['C', 'x', '80 1', 1, true],
    ],
    order: '(A B C)',
  },
  {
    clause: 'convention 5',
    situation: 'nobody ranked in one group',
    rows: [
      ['A', '-', '80', 0, false],
      ['B', 'y', '70', 1, true],
    ],
    order: '|(B)',
  },
  {
    clause: 'town offices §4',
    situation: 'totals are not clamped: above 100, negative, and minus zero equal to zero',
    rows: [
      ['A', 'x', '-0', 2, false],
      ['B', 'x', '0', 2, false],
      ['C', 'x', '104.5', 1, false],
      ['D', 'x', '-3.25', 4, false],
      ['E', 'x', '-3.5', 5, true],
    ],
    order: '(C)(A B)(D)(E)',
  },
];
