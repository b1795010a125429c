/** A decimal as it is written: `−6.20` is −620 with two digits. Published numbers are compared and averaged exactly. */
export interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

export function parseDecimal(text: string): Decimal | null {
  const match = /^([-−]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const fraction = match[3] ?? '';
  const units = BigInt(match[2]! + fraction);
  return { units: match[1] === '' ? units : -units, digits: fraction.length };
}

export function formatDecimal({ units, digits }: Decimal): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const sign = units < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function scaled({ units, digits }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - digits);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const digits = Math.max(a.digits, b.digits);
  return { units: scaled(a, digits) - scaled(b, digits), digits };
}

/** The mean, rounded half away from zero (or half to even) at so many digits; null over nothing. */
export function mean(values: readonly Decimal[], digits: number, halfToEven: boolean): Decimal | null {
  if (values.length === 0) return null;
  const finest = Math.max(digits, ...values.map((value) => value.digits));
  const sum = values.reduce((total, value) => total + scaled(value, finest), 0n);
  const divisor = BigInt(values.length) * 10n ** BigInt(finest - digits);
  const size = sum < 0n ? -sum : sum;
  const floor = size / divisor;
  const twice = (size - floor * divisor) * 2n;
  const up = twice > divisor || (twice === divisor && (!halfToEven || floor % 2n === 1n));
  const rounded = up ? floor + 1n : floor;
  return { units: sum < 0n ? -rounded : rounded, digits };
}
