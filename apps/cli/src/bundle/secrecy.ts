import type { Computation, FactTable, Scheme } from '@kaoji/engine';

/** A value of the result that must not be shown apart. */
export type ResultPath = readonly ['subjects', string, 'indicators', string];

/** The column that names the voter group, by table. */
const groupColumns: Readonly<Record<string, string>> = { ballots: 'group', survey: 'stratum' };

/**
 * Rows that nobody but the inspector may read: sheets of every voter group that the scheme does not declare named. A group
 * that it does not know at all is secret too.
 */
export function secretRows(scheme: Scheme, table: FactTable): ReadonlySet<number> {
  const groupColumn = groupColumns[table.name];
  if (groupColumn === undefined) return new Set();
  const named = namedGroups(scheme);
  const column = table.columns.get(groupColumn);
  const isSecret = (row: number): boolean => column === undefined || !named.has(column.values[column.codes[row]!]!);
  return new Set(Array.from({ length: table.rowCount }, (_, row) => row).filter(isSecret));
}

/** Keys and names of groups that are named wherever they are declared. */
function namedGroups(scheme: Scheme): ReadonlySet<string> {
  const named = new Set<string>();
  const secret = new Set<string>();
  for (const { members, raters } of scheme.lists.values()) {
    if (raters === null) continue;
    for (const { name, keys, rater } of members)
      for (const text of [name, ...keys]) (rater?.secrecy === 'named' ? named : secret).add(text);
  }
  for (const text of secret) named.delete(text);
  return named;
}

/**
 * Values of voter groups that stand on too few sheets to be shown apart. With one of them hidden it could be worked out
 * from the combined value and the others, so all values of the same indicator and subject are hidden together.
 */
export function suppressedValues({ run, result }: Computation): readonly ResultPath[] {
  const { suppressBelow } = run.scheme;
  if (suppressBelow === 0) return [];
  const paths: ResultPath[] = [];
  for (const plan of run.scheme.stages) {
    const stage = run.stageRun(plan);
    for (const node of plan.nodes) {
      const list = groupList(node);
      const { ballots } = node.source.countsBallots === true && list !== null ? stage.node(node) : { ballots: undefined };
      if (list === null || ballots === undefined) continue;
      const secret = list.members.filter(({ rater }) => rater?.secrecy !== 'named');
      for (const outer of combinations(node.lists.filter((each) => each !== list))) {
        const counts = secret.map((member) => ballots.count('valid', new Map([...outer, [list, list.members.indexOf(member)]])).counts);
        const keys = publishedKeys(node, list, outer);
        stage.population.forEach((subject, row) => {
          if (!counts.some((count) => count[row]! > 0 && count[row]! < suppressBelow)) return;
          const id = run.facts.subjectIds[subject]!;
          const published = result.subjects[id]!.indicators;
          for (const key of keys)
            if (Object.hasOwn(published, key) && published[key] !== null) paths.push(['subjects', id, 'indicators', key]);
        });
      }
    }
  }
  return paths;
}

type NodePlan = Scheme['stages'][number]['nodes'][number];
type ListPlan = NodePlan['lists'][number];

/** The voter groups by which published values of an indicator are told apart; null where there are none. */
function groupList(node: NodePlan): ListPlan | null {
  if (node.section !== 'indicator') return null;
  const folded = node.source.foldedList;
  if (node.partKey !== null && folded?.raters != null) return folded;
  return node.key === null ? null : (node.lists.find(({ raters }) => raters !== null) ?? null);
}

/** Every choice of one member from each list. */
function combinations(lists: readonly ListPlan[]): readonly (readonly (readonly [ListPlan, number])[])[] {
  return lists.reduce<readonly (readonly (readonly [ListPlan, number])[])[]>(
    (chosen, list) => chosen.flatMap((each) => list.members.map((_, member) => [...each, [list, member] as const])),
    [[]],
  );
}

function publishedKeys(node: NodePlan, groups: ListPlan, outer: readonly (readonly [ListPlan, number])[]): readonly string[] {
  const template = node.source.foldedList === groups ? node.partKey! : node.key!;
  const chosen = outer.reduce((key, [list, member]) => key.replaceAll(`<${list.name}>`, list.members[member]!.key), template);
  return groups.members.map(({ key }) =>
    chosen.includes(`<${groups.name}>`) ? chosen.replaceAll(`<${groups.name}>`, key) : `${chosen}.${key}`,
  );
}
