import { goalTable } from '../goals.ts';
import { formatTable, median, whole } from '../table.ts';
import type { PrefectureLine } from './line.ts';

const SECONDS_MAX = 60;
const PEAK_RSS_MB_MAX = 4_096;

/** Lines of one run, all of one size. */
export function buildPrefectureReport(lines: readonly PrefectureLine[]): { readonly text: string; readonly failures: readonly string[] } {
  const first = lines[0]!;
  const rows = first.stages.map(({ name }, index) => {
    const own = lines.map((line) => line.stages[index]!);
    const seconds = median(own.map((stage) => stage.seconds));
    return [name, seconds.toFixed(2), whole(first.leaders / seconds), whole(Math.max(...own.map((stage) => stage.peakRssMb))), ''];
  });
  const seconds = median(lines.map(({ stages }) => stages.reduce((sum, stage) => sum + stage.seconds, 0)));
  const peakRssMb = Math.max(...lines.flatMap(({ stages }) => stages.map((stage) => stage.peakRssMb)));
  const total = ['from CSV to document', seconds.toFixed(2), whole(first.leaders / seconds), whole(peakRssMb), ''];
  const size = `${whole(first.leaders)} leaders, ${whole(first.rows)} rows (${whole(first.ballotRows)} of ballots), ${whole(first.megabytes)} MiB of CSV`;
  const header = ['stage', 'seconds', 'leaders/s', 'peak MiB', ''];
  const goals = goalTable([
    { name: 'seconds from CSV to document', measured: seconds, limit: SECONDS_MAX, wanted: 'at most', show: (value) => value.toFixed(1) },
    { name: 'peak MiB', measured: peakRssMb, limit: PEAK_RSS_MB_MAX, wanted: 'at most', show: whole },
  ]);
  return {
    text: `prefecture-leadership many times over: ${size}\n${formatTable([header, ...rows, total])}\n\n${goals}`,
    failures: [...new Set(lines.flatMap(({ faults }) => faults))].map((fault) => `prefecture: ${fault}`),
  };
}
