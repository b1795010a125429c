import type { AttributeDraft, ClassDraft, ListDraft, MemberDraft, SchemeDraft, UnionDraft } from './scheme-draft.ts';
import { FormulaWriter, noScope } from './random-formula.ts';
import { treeOf, type Tree, type TreeMap } from './yaml-tree.ts';

/** Classes, attributes, lists, voter groups and evidence of a random scheme. */
export function randomVocabulary(draft: SchemeDraft): Map<string, Tree> {
  return new Map<string, Tree>([
    ['subjects', subjects(draft)],
    ...section('attributes', attributes(draft)),
    ...section('lists', lists(draft)),
    ...section('raters', raters(draft)),
    ...section('facts', evidence(draft)),
  ]);
}

function section(name: string, tree: TreeMap): [string, Tree][] {
  return tree.size === 0 ? [] : [[name, tree]];
}

function subjects(draft: SchemeDraft): TreeMap {
  const { dice } = draft;
  const tree = new Map<string, Tree>();
  const classes: ClassDraft[] = [];
  const count = dice.pick([1, 2, 2, 3, 4]);
  for (let i = 0; i < count; i++) {
    const name = draft.freshName();
    const key = draft.freshKey('c');
    const kind = i === 0 ? dice.pick(['unit', null] as const) : dice.pick(['person', 'unit', null] as const);
    const when = dice.chance(25) ? { category: [key, `${key}-2`], tier: [`t${i}`] } : dice.chance(15) ? { tier: [`t${i}`] } : null;
    classes.push({ name, key, kind, conditions: when === null ? [['category', [key]]] : Object.entries(when) });
    const conditions =
      when === null ? null : new Map<string, Tree>(Object.entries(when).map(([column, values]) => [column, oneOrMany(values)]));
    tree.set(name, treeOf({ key, kind, when: conditions }));
  }
  const unions: UnionDraft[] = [];
  for (let i = 0; i < 2 && classes.length > 1; i++) {
    if (!dice.chance(50)) continue;
    const members = dice.some(classes, 1, classes.length);
    const union = { name: draft.freshName(), members };
    tree.set(union.name, treeOf({ key: dice.chance(50) ? draft.freshKey('u') : null, any: members.map((each) => each.name) }));
    unions.push(union);
  }
  draft.classes = classes;
  draft.unions = unions;
  return tree;
}

export function oneOrMany(texts: readonly string[]): Tree {
  return texts.length === 1 ? texts[0]! : [...texts];
}

function attributes(draft: SchemeDraft): TreeMap {
  const { dice } = draft;
  const tree = new Map<string, Tree>();
  const found: AttributeDraft[] = [];
  const standardColumns = dice.shuffled(['unit', 'leader']);
  for (const kind of ['number', 'money', 'text', 'yes-no', 'date', 'subject', 'subject'] as const) {
    if (!dice.chance(kind === 'money' ? 30 : 55)) continue;
    const owners = dice.chance(60) ? draft.classes : dice.some(draft.classes, 1, 2);
    const targets = kind === 'subject' ? dice.some(draft.classes, 1, 2) : [];
    const column = kind === 'subject' && dice.chance(50) ? standardColumns.pop()! : draft.freshColumn();
    const words = kind === 'text' ? [draft.freshName(), draft.freshName()] : [];
    const attribute: AttributeDraft = { name: draft.freshName(), column, kind, targets, owners, words };
    const type = kind === 'subject' ? oneOrMany(classNames(draft, targets)) : kind;
    tree.set(
      attribute.name,
      treeOf({ key: column, for: owners === draft.classes ? null : oneOrMany(owners.map(nameOf)), type, clause: '一' }),
    );
    found.push(attribute);
    if (kind !== 'subject' || !dice.chance(60)) continue;
    const set: AttributeDraft = { name: draft.freshName(), column: null, kind: 'set', targets: owners, owners: targets, words: [] };
    tree.set(set.name, treeOf({ for: dice.chance(50) ? oneOrMany(targets.map(nameOf)) : null, reverse: attribute.name }));
    found.push(set);
  }
  draft.attributes = found;
  return tree;
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** The classes by name, or the union that they are. */
function classNames(draft: SchemeDraft, classes: readonly ClassDraft[]): string[] {
  const union = draft.unions.find(({ members }) => members.length === classes.length && members.every((each) => classes.includes(each)));
  return union === undefined ? classes.map(nameOf) : [union.name];
}

function lists(draft: SchemeDraft): TreeMap {
  const { dice } = draft;
  const tree = new Map<string, Tree>();
  const found: ListDraft[] = [];
  const count = dice.pick([1, 2, 3]);
  for (let i = 0; i < count; i++) {
    const members = Array.from({ length: dice.pick([1, 2, 2, 3, 4]) }, (): MemberDraft => {
      const keys = i > 0 && dice.chance(20) ? [draft.freshKey('m'), draft.freshKey('m')] : [draft.freshKey('m')];
      return { name: draft.freshName(), keys };
    });
    const list: ListDraft = { name: draft.freshName(), members, isRaters: false };
    tree.set(list.name, new Map(members.map((member) => [member.name, oneOrMany(member.keys)])));
    found.push(list);
  }
  draft.lists = found;
  return tree;
}

function raters(draft: SchemeDraft): TreeMap {
  const { dice } = draft;
  const tree = new Map<string, Tree>();
  if (!dice.chance(60)) return tree;
  const writer = new FormulaWriter(draft, { ...noScope, pair: true });
  const members = Array.from({ length: dice.pick([1, 2, 3]) }, (): MemberDraft => ({
    name: draft.freshName(),
    keys: [draft.freshKey('g')],
  }));
  const groups = new Map<string, Tree>(
    members.map((member) => {
      const who = dice.chance(70) ? { who: writer.condition(2) } : dice.pick([{ roster: '名册' }, { sample: '抽样' }]);
      return [member.name, treeOf({ key: member.keys[0]!, secrecy: dice.pick(['secret', 'named']), ...who })];
    }),
  );
  if (dice.chance(40)) groups.set('in-several', dice.pick(['first', 'each']));
  const list: ListDraft = { name: draft.freshName(), members, isRaters: true };
  draft.lists = [...draft.lists, list];
  tree.set(list.name, groups);
  return tree;
}

/** What counts as evidence, and columns that only this scheme has. */
function evidence(draft: SchemeDraft): TreeMap {
  const { dice } = draft;
  const tree = new Map<string, Tree>();
  for (const table of ['tasks', 'service', 'scores'] as const) {
    if (!dice.chance(35)) continue;
    const columns = [
      { key: draft.freshColumn(), name: draft.freshName(), type: 'number' as const },
      { key: draft.freshColumn(), name: draft.freshName(), type: 'yes-no' as const },
    ];
    draft.columns.set(table, columns);
  }
  const wheres: Record<string, string[]> = {
    adjustments: ['有（决定） 且 年（日期） = 年度', '有(决定)', '年（日期） ≥ 2024 或 有（级别）'],
    vetoes: ['有（文号） 且 年（日期） = 年度', '情形 ≠ 其他'],
    scores: ['得分 ≥ 1', '指标 ≠ other 且 有（得分）'],
    ballots: ['项目 ≠ other'],
    journal: ['年（日期） = 年度'],
  };
  for (const table of ['tasks', 'adjustments', 'vetoes', 'scores', 'ballots', 'journal', 'service']) {
    const columns = new Map<string, Tree>((draft.columns.get(table) ?? []).map(({ key, name, type }) => [name, treeOf({ key, type })]));
    const where = wheres[table] !== undefined && dice.chance(30) ? dice.pick(wheres[table]) : null;
    const own = treeOf({ where, columns: columns.size === 0 ? null : columns });
    if (own.size > 0) tree.set(table, own);
  }
  return tree;
}
