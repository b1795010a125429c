import type { Arithmetic } from '../../number/arithmetic.ts';
import { numbersOf, type Cell } from '../../score/value.ts';

/** Row by row the cell of the row's variant. Variants are few: classes with weights of their own. */
export function selectCells(arithmetic: Arithmetic, variants: readonly Cell[], variantOfRow: Int32Array): Cell {
  let column = numbersOf(variants[0]!.value);
  for (let variant = 1; variant < variants.length; variant++) {
    const isVariant = Uint8Array.from(variantOfRow, (each) => (each === variant ? 1 : 0));
    column = arithmetic.select(isVariant, numbersOf(variants[variant]!.value), column);
  }
  return {
    value: { kind: 'number', column },
    incomplete: pickMask(
      variants.map((cell) => cell.incomplete),
      variantOfRow,
    ),
    dropped: pickMask(
      variants.map((cell) => cell.dropped),
      variantOfRow,
    ),
  };
}

function pickMask(masks: readonly (Uint8Array | null)[], variantOfRow: Int32Array): Uint8Array | null {
  if (masks.every((mask) => mask === null)) return null;
  return Uint8Array.from(variantOfRow, (variant, row) => masks[variant]?.[row] ?? 0);
}
