/** A stretch of lines that differs: what stands in the one text and what in the other. */
export interface LineChange {
  /** 1-based number of the first line, in each text. */
  readonly fromA: number;
  readonly fromB: number;
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** Beyond this the middle of two texts is given as one change; schemes have a few hundred lines. */
const tableSizeMax = 4_000_000;

/** Changed lines of two texts; spaces at the end of a line do not count. */
export function compareLines(textA: string, textB: string): readonly LineChange[] {
  const [a, b] = [linesOf(textA), linesOf(textB)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [middleA, middleB] = [a.slice(start, endA), b.slice(start, endB)];
  if (middleA.length === 0 && middleB.length === 0) return [];
  if (middleA.length * middleB.length > tableSizeMax) return [{ fromA: start + 1, fromB: start + 1, a: middleA, b: middleB }];
  return changesIn(middleA, middleB, start);
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).map((line) => line.trimEnd());
}

/** Longest common subsequence, walked from the front. */
function changesIn(a: readonly string[], b: readonly string[], offset: number): readonly LineChange[] {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [fromI, fromJ] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) i++;
      else j++;
    }
    changes.push({ fromA: offset + fromI + 1, fromB: offset + fromJ + 1, a: a.slice(fromI, i), b: b.slice(fromJ, j) });
  }
  return changes;
}
