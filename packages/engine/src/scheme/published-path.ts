import { cellMembers, type ListPlan } from './model.ts';

/** `routine.<季度>` takes the member's key; lists that the key does not name become a level of their own. */
export function publishedPath(key: string, lists: readonly ListPlan[], cell: number): string[] {
  const members = cellMembers(lists, cell);
  let own = key;
  const further: string[] = [];
  lists.forEach((list, i) => {
    const memberKey = list.members[members[i]!]!.key;
    const slot = `<${list.name}>`;
    if (own.includes(slot)) own = own.replaceAll(slot, memberKey);
    else further.push(memberKey);
  });
  return [own, ...further];
}
