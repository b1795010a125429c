import { tableDefinitions } from '../facts/definitions.ts';
import { numberType, textType, truthType, type ValueType } from '../formula/type.ts';
import type { SchemeCompiler } from './compile.ts';
import type { AttributePlan, ListMember, ListPlan, SubjectClass } from './model.ts';
import { nearestName } from './nearest-name.ts';
import type { LocatedText, Named } from './shape.ts';

/** Classes of subjects, their attributes, and lists: the vocabulary that the rest of a scheme uses. */

export function resolveClasses(compiler: SchemeCompiler): ReadonlyMap<string, SubjectClass> {
  const classes = new Map<string, SubjectClass>();
  const keys = new Map<string, string>();
  let code = 0;
  for (const { name, place, value } of compiler.document.subjects) {
    if (value.any !== undefined) continue;
    if (value.key === undefined) {
      compiler.report('missing-key', place, { key: 'key' });
      continue;
    }
    const key = value.key.value;
    const other = keys.get(key);
    if (other !== undefined) compiler.report('key-taken', value.key.place, { key, name: other });
    keys.set(key, name);
    const conditions = (value.when ?? []).map((condition) => ({ column: condition.name, values: condition.value.map((each) => each.value) }));
    for (const condition of value.when ?? []) checkSubjectColumn(compiler, condition);
    const basis = conditions.length > 0 ? conditions : [{ column: 'category', values: [key] }];
    classes.set(name, { name, key, kind: value.kind?.value ?? null, code, members: [code], conditions: basis });
    code += 1;
  }
  resolveUnions(compiler, classes);
  return classes;
}

function checkSubjectColumn(compiler: SchemeCompiler, condition: Named<unknown>): void {
  const known = tableDefinitions.get('subjects')!.columns.map((column) => column.key);
  const declared = (compiler.document.attributes ?? []).flatMap(({ value }) => (value.key === undefined ? [] : [value.key.value]));
  if ([...known, ...declared].includes(condition.name)) return;
  compiler.report('unknown-column', condition.place, { name: condition.name, nearest: nearestName(condition.name, [...known, ...declared]) ?? '' });
}

/** Unions may be made of unions that stand further down. */
function resolveUnions(compiler: SchemeCompiler, classes: Map<string, SubjectClass>): void {
  const unions = new Map(compiler.document.subjects.filter(({ value }) => value.any !== undefined).map((entry) => [entry.name, entry]));
  const underway = new Set<string>();
  const membersOf = (name: LocatedText): readonly number[] => {
    const known = classes.get(name.value);
    if (known !== undefined) return known.members;
    const union = unions.get(name.value);
    if (union === undefined) {
      compiler.report('unknown-class', name.place, { name: name.value, nearest: nearestName(name.value, [...classes.keys(), ...unions.keys()]) ?? '' });
      return [];
    }
    if (underway.has(name.value)) {
      compiler.report('cycle', name.place, { path: [...underway, name.value].join(' → ') });
      return [];
    }
    underway.add(name.value);
    const members = [...new Set(union.value.any!.flatMap(membersOf))].toSorted((a, b) => a - b);
    underway.delete(name.value);
    classes.set(name.value, { name: name.value, key: union.value.key?.value ?? name.value, kind: null, code: -1, members, conditions: [] });
    return members;
  };
  for (const { name, place } of unions.values()) membersOf({ value: name, place, offset: -1 });
}

export function classCodes(compiler: SchemeCompiler, names: readonly LocatedText[]): Set<number> {
  const codes = new Set<number>();
  for (const name of names) {
    const found = compiler.classes.get(name.value);
    if (found === undefined) {
      compiler.report('unknown-class', name.place, { name: name.value, nearest: nearestName(name.value, compiler.classes.keys()) ?? '' });
    } else for (const code of found.members) codes.add(code);
  }
  return codes;
}

const attributeTypes: Readonly<Record<string, ValueType>> = {
  number: numberType('number'),
  money: numberType('money'),
  text: textType,
  'yes-no': truthType,
  date: { kind: 'date' },
};

export function resolveAttributes(compiler: SchemeCompiler): ReadonlyMap<string, AttributePlan> {
  const attributes = new Map<string, AttributePlan>();
  const entries = compiler.document.attributes ?? [];
  for (const { name, place, value } of entries) {
    if (value.reverse !== undefined) continue;
    if (value.key === undefined || value.type === undefined) {
      compiler.report('missing-key', place, { key: value.key === undefined ? 'key' : 'type' });
      continue;
    }
    const type = attributeType(compiler, value.type);
    if (type === null) continue;
    const classes = value.for === undefined ? null : classCodes(compiler, value.for);
    attributes.set(name, { name, column: value.key.value, type, classes, reverses: null, clause: value.clause?.value ?? null });
  }
  for (const { name, value } of entries) {
    if (value.reverse === undefined) continue;
    const reverses = attributes.get(value.reverse.value);
    if (reverses === undefined || reverses.type.kind !== 'subject') {
      compiler.report('unknown-name', value.reverse.place, { name: value.reverse.value, nearest: nearestName(value.reverse.value, attributes.keys()) ?? '' });
      continue;
    }
    const classes = value.for === undefined ? null : classCodes(compiler, value.for);
    const pointing = entries.find((entry) => entry.name === reverses.name)?.value.for?.map((each) => each.value) ?? null;
    attributes.set(name, { name, column: null, type: { kind: 'set', classes: pointing }, classes, reverses, clause: value.clause?.value ?? null });
  }
  return attributes;
}

function attributeType(compiler: SchemeCompiler, words: readonly LocatedText[]): ValueType | null {
  const first = words[0]!;
  if (words.length === 1) {
    const plain = attributeTypes[first.value];
    if (plain !== undefined) return plain;
  }
  const known = [...Object.keys(attributeTypes), ...compiler.classes.keys()];
  for (const word of words) {
    if (!compiler.classes.has(word.value)) return compiler.report('unknown-type', word.place, { name: word.value, nearest: nearestName(word.value, known) ?? '' });
  }
  return { kind: 'subject', classes: words.map((word) => word.value) };
}

export function resolveLists(compiler: SchemeCompiler): ReadonlyMap<string, ListPlan> {
  const lists = new Map<string, ListPlan>();
  for (const { name, place, value } of compiler.document.lists ?? []) {
    const members = value.map((member): ListMember => {
      const keys = 'value' in member.value ? [member.value.value] : member.value.map((each) => each.value);
      return { name: member.name, key: keys.length === 1 && 'value' in member.value ? keys[0]! : member.name, keys, rater: null };
    });
    addList(compiler, lists, { name, members, raters: null }, place);
  }
  for (const { name, place, value } of compiler.document.raters ?? []) {
    const members = value.groups.map((group): ListMember => {
      const { key, secrecy, who, roster, sample } = group.value;
      compiler.read(`${name}·${group.name}`, undefined, group.value.reading);
      const condition = who === undefined ? null : compiler.pairFormula(who);
      if (who === undefined && roster === undefined && sample === undefined) compiler.report('no-roll', group.place, { name: group.name });
      return {
        name: group.name,
        key: key.value,
        keys: [key.value],
        rater: { secrecy: secrecy.value, who: condition, roster: roster?.value ?? null, sample: sample?.value ?? null },
      };
    });
    addList(compiler, lists, { name, members, raters: { inSeveral: value.inSeveral } }, place);
  }
  return lists;
}

function addList(compiler: SchemeCompiler, lists: Map<string, ListPlan>, list: ListPlan, place: Named<unknown>['place']): void {
  const seen = new Map<string, string>();
  for (const member of list.members) {
    for (const key of member.keys) {
      const other = seen.get(key);
      if (other !== undefined) compiler.report('key-taken', place, { key, name: `${list.name}·${other}` });
      seen.set(key, member.name);
    }
  }
  if (list.members.length === 0) compiler.report('empty-list', place);
  if (lists.has(list.name)) compiler.report('name-taken', place, { name: list.name });
  lists.set(list.name, list);
}
