import type { PublishedTree, SubjectResult } from '@kaoji/engine';
import type { ListPlan, NodePlan, StagePlan } from './engine-types.ts';

/** A value that a stage publishes: where it stands in the result of a subject, and what people call it. */
export interface PublishedColumn {
  /** Path in `outcomes`; in `indicators` its steps are joined into one key. */
  readonly path: readonly string[];
  readonly name: string;
  readonly node: NodePlan;
  /** Cell of the node; null for a part of its own fold. */
  readonly cell: number | null;
  readonly isMoney: boolean;
}

export type Section = 'indicator' | 'outcome';

/** The published columns of a section, in the order of the scheme. */
export function publishedColumns(stage: StagePlan, section: Section): readonly PublishedColumn[] {
  return stage.nodes.filter((node) => node.section === section).flatMap(columnsOf);
}

/** The published value of an indicator; undefined where the subject has none. */
export function indicatorOf({ indicators }: SubjectResult, { path }: PublishedColumn): SubjectResult['indicators'][string] | undefined {
  const key = path.join('.');
  return Object.hasOwn(indicators, key) ? indicators[key] : undefined;
}

/** The published value of an outcome; undefined where the subject has none. */
export function outcomeOf({ outcomes }: SubjectResult, { path }: PublishedColumn): PublishedTree | undefined {
  let value: PublishedTree | undefined = outcomes;
  for (const key of path) value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

function columnsOf(node: NodePlan): PublishedColumn[] {
  const columns: PublishedColumn[] = [];
  const isMoney = node.type.kind === 'number' && node.type.unit === 'money' && node.show === null;
  // The parts come first: they are what the value is made of.
  const { foldedList } = node.source;
  if (node.partKey !== null && foldedList !== undefined) {
    const lists = [...node.lists, foldedList];
    for (let cell = 0; cell < cellCount(lists); cell++) {
      columns.push({ path: pathOf(node.partKey, lists, cell), name: nameOf(node.name, lists, cell), node, cell: null, isMoney });
    }
  }
  if (node.key !== null) {
    for (let cell = 0; cell < cellCount(node.lists); cell++) {
      columns.push({ path: pathOf(node.key, node.lists, cell), name: nameOf(node.name, node.lists, cell), node, cell, isMoney });
    }
  }
  return columns;
}

export function columnOfCell(node: NodePlan, cell: number): PublishedColumn | null {
  return columnsOf(node).find((column) => column.cell === cell) ?? null;
}

function cellCount(lists: readonly ListPlan[]): number {
  return lists.reduce((count, list) => count * list.members.length, 1);
}

function membersOf(lists: readonly ListPlan[], cell: number): ListPlan['members'] {
  let rest = cell;
  return lists
    .toReversed()
    .map((list) => {
      const member = rest % list.members.length;
      rest = (rest - member) / list.members.length;
      return list.members[member]!;
    })
    .toReversed();
}

/** `routine.<季度>` takes the member's key; lists that the key does not name become a level of their own. */
function pathOf(key: string, lists: readonly ListPlan[], cell: number): readonly string[] {
  const members = membersOf(lists, cell);
  const further: string[] = [];
  let own = key;
  for (const [i, list] of lists.entries()) {
    const slot = `<${list.name}>`;
    if (own.includes(slot)) own = own.replaceAll(slot, members[i]!.key);
    else further.push(members[i]!.key);
  }
  return [own, ...further];
}

function nameOf(name: string, lists: readonly ListPlan[], cell: number): string {
  const members = membersOf(lists, cell);
  return members.length === 0 ? name : `${name}（${members.map((member) => member.name).join('，')}）`;
}
