import type { ListDraft, SchemeDraft, StageDraft } from './scheme-draft.ts';
import type { Tree } from './yaml-tree.ts';

/** Parameters written as a table by class or by list. */

/** Every class of the stage is covered: by name, by a union, or by `others`. */
export function byClass(draft: SchemeDraft, stage: StageDraft, value: () => Tree): Tree {
  const { dice } = draft;
  const table = new Map<string, Tree>([['by', '类别']]);
  let left = [...stage.classes];
  for (const union of dice.shuffled(draft.unions)) {
    const own = union.members.filter((each) => stage.classes.includes(each));
    if (own.length === 0 || own.some((each) => !left.includes(each)) || !dice.chance(50)) continue;
    table.set(union.name, value());
    left = left.filter((each) => !own.includes(each));
  }
  for (const each of left) {
    if (left.length > 1 && dice.chance(40)) {
      table.set('others', value());
      break;
    }
    table.set(each.name, value());
    left = left.filter((other) => other !== each);
  }
  return table;
}

export function byMember(draft: SchemeDraft, list: ListDraft, value: () => Tree): Tree {
  const { dice } = draft;
  const table = new Map<string, Tree>([['by', list.name]]);
  const named = dice.some(list.members, 1, list.members.length);
  for (const { name } of named) table.set(name, value());
  if (named.length < list.members.length) table.set('others', value());
  return table;
}
