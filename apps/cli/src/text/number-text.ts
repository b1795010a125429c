/** A number with a real minus, as it is printed. */
export function minus(text: string): string {
  return text.replace(/^-/, '−');
}

/** Whole fen as yuan: `6,800.00`. */
export function money(fenCount: number): string {
  const digits = String(Math.abs(fenCount)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fenCount < 0 ? '−' : ''}${yuan}.${digits.slice(-2)}`;
}
