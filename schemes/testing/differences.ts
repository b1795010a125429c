/** A place where two documents differ. */
interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

export interface Comparison {
  /** Values compared: leaves of either document, empty lists and maps among them. */
  readonly valueCount: number;
  readonly differences: readonly Difference[];
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A leaf as it is compared: an empty list and an empty map are leaves, and differ. */
function leafText(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** Compares two documents leaf by leaf, exactly: a number is not its text, and null is not absence. */
export function compareDocuments(expected: unknown, found: unknown): Comparison {
  const differences: Difference[] = [];
  let valueCount = 0;
  const visit = (one: unknown, other: unknown, path: string): void => {
    if (isBranch(one) || isBranch(other)) {
      const left = isBranch(one) ? one : {};
      const right = isBranch(other) ? other : {};
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) visit(left[key], right[key], `${path}/${key}`);
      return;
    }
    valueCount += 1;
    if (leafText(one) !== leafText(other)) differences.push({ path, expected: one, found: other });
  };
  visit(expected, found, '');
  return { valueCount, differences };
}

/** Whether two documents are the same, told at the first difference. */
export function areEqual(expected: unknown, found: unknown): boolean {
  if (!isBranch(expected) || !isBranch(found)) return !isBranch(expected) && !isBranch(found) && leafText(expected) === leafText(found);
  const keys = Object.keys(expected);
  return keys.length === Object.keys(found).length && keys.every((key) => areEqual(expected[key], found[key]));
}
