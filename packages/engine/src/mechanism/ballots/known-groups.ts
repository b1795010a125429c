import type { Run } from '../../score/run.ts';
import { memberOfText, type RowKey } from '../rows.ts';

/** What one ballot or survey indicator reads. */
export interface BallotReader {
  readonly table: 'ballots' | 'survey';
  readonly keys: readonly RowKey[];
}

/**
 * Flags sheets of a round that somebody reads and of a voter group that nobody reads in it: a group misspelt would be lost
 * in silence. Rounds that nobody reads are no concern of the scheme.
 */
export function flagUnknownGroups(run: Run, table: 'ballots' | 'survey', readers: readonly BallotReader[]): void {
  if (run.tablesChecked.has(table)) return;
  run.tablesChecked.add(table);
  const [roundColumn, groupColumn] = table === 'ballots' ? (['round', 'group'] as const) : (['wave', 'stratum'] as const);
  const rounds = run.facts.column(table, roundColumn);
  const groups = run.facts.column(table, groupColumn);
  const accepts = ({ keys }: BallotReader, column: string, text: string): boolean =>
    keys.every((key) => key.column !== column || memberOfText(key.by, text) >= 0);
  const own = readers.filter((reader) => reader.table === table);
  const readersOfRound = rounds.values.map((round) => own.filter((reader) => accepts(reader, roundColumn, round)));
  const isUnknown = new Map<number, boolean>();
  // Rows of a round and group usually stand together, so the last pair is looked at first.
  let lastPair = -1;
  let unknown = false;
  for (let row = 0; row < rounds.codes.length; row++) {
    const [round, group] = [rounds.codes[row]!, groups.codes[row]!];
    const pair = round * groups.values.length + group;
    if (pair !== lastPair) {
      const known = isUnknown.get(pair);
      const ofRound = readersOfRound[round]!;
      unknown = known ?? (ofRound.length > 0 && !ofRound.some((reader) => accepts(reader, groupColumn, groups.values[group]!)));
      isUnknown.set(pair, unknown);
      lastPair = pair;
    }
    if (unknown) run.findings.push({ code: 'unknown-group', table, row, parameters: { group: groups.values[group]! } });
  }
}
