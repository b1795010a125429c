import { goalTable } from '../goals.ts';
import { formatTable, median, whole } from '../table.ts';
import type { ColdStart } from './measure.ts';

const MILLISECONDS_MAX = 250;

export function buildColdStartReport(starts: readonly ColdStart[]): { readonly text: string; readonly failures: readonly string[] } {
  const rows = starts.map(({ name, milliseconds }) => [name, whole(median(milliseconds)), whole(Math.min(...milliseconds)), '']);
  const goals = starts
    .filter(({ isInstalled }) => isInstalled)
    .map(({ name, milliseconds }) => ({
      name: `≤ ${MILLISECONDS_MAX} milliseconds ${name}`,
      measured: median(milliseconds),
      limit: MILLISECONDS_MAX,
      wanted: 'at most' as const,
      show: whole,
    }));
  return {
    text: `kaoji score on town-offices, the whole process in milliseconds\n${formatTable([['', 'median', 'best', ''], ...rows])}\n\n${goalTable(goals)}`,
    failures: [...new Set(starts.flatMap(({ faults }) => faults))].map((fault) => `kaoji score ${fault}`),
  };
}
