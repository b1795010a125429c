import { tableDefinitions } from '../facts/definitions.ts';
import { mismatchOf, numberType, textType, truthType, type ValueType } from '../formula/type.ts';
import type { SchemeCompiler } from './compile.ts';
import { chainLengthMax } from './evaluation-order.ts';
import type { attribute } from './document.ts';
import type { AttributePlan, ListMember, ListPlan, SubjectClass } from './model.ts';
import { nearestName } from '../problem/nearest-name.ts';
import type { Infer, LocatedText, Named } from './shape.ts';
import { fullDay } from './values.ts';

/** Classes of subjects, their attributes, and lists: the vocabulary that the rest of a scheme uses. */

export function resolveClasses(compiler: SchemeCompiler): ReadonlyMap<string, SubjectClass> {
  const classes = new Map<string, SubjectClass>();
  const keys = new Map<string, string>();
  let code = 0;
  for (const { name, place, value } of compiler.document.subjects) {
    if (value.any !== undefined) continue;
    if (value.key === undefined) {
      if (!compiler.isIncomplete(value)) compiler.report('missing-key', place, { key: 'key' });
      compiler.breakName(name);
      continue;
    }
    const key = value.key.value;
    const other = keys.get(key);
    if (other !== undefined) compiler.report('key-taken', value.key.place, { key, name: other });
    keys.set(key, name);
    const conditions = (value.when ?? []).map((condition) => ({
      column: condition.name,
      values: condition.value.map((each) => each.value),
    }));
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
  compiler.report('unknown-column', condition.place, {
    name: condition.name,
    nearest: nearestName(condition.name, [...known, ...declared]) ?? '',
  });
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
      compiler.report('unknown-class', name.place, {
        name: name.value,
        nearest: nearestName(name.value, [...classes.keys(), ...unions.keys()]) ?? '',
      });
      for (const each of underway) compiler.breakName(each);
      return [];
    }
    if (underway.has(name.value)) {
      compiler.report('cycle', name.place, { path: [...underway, name.value].join(' → ') });
      return [];
    }
    if (underway.size === chainLengthMax) {
      compiler.report('chain-too-long', name.place, { name: name.value, most: String(chainLengthMax) });
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

/** A map and not an object: a class may be called `constructor`. */
const attributeTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['number', numberType('number')],
  ['money', numberType('money')],
  ['text', textType],
  ['yes-no', truthType],
  ['date', { kind: 'date' }],
]);

export function resolveAttributes(compiler: SchemeCompiler): ReadonlyMap<string, AttributePlan> {
  const attributes = new Map<string, AttributePlan>();
  const entries = compiler.document.attributes ?? [];
  for (const { name, place, value } of entries) {
    if (value.reverse !== undefined) continue;
    if ((value.key === undefined && value.relation === undefined) || value.type === undefined) {
      if (!compiler.isIncomplete(value)) compiler.report('missing-key', place, { key: value.type === undefined ? 'type' : 'key' });
      compiler.breakName(name);
      continue;
    }
    const own = attributeType(compiler, value.type);
    if (own === null) {
      compiler.breakName(name);
      continue;
    }
    const classes = value.for === undefined ? null : classCodes(compiler, value.for);
    const relation = relationOf(compiler, name, value);
    const type: ValueType = relation !== null && own.kind === 'subject' ? { kind: 'set', classes: own.classes } : own;
    const clause = value.clause?.value ?? null;
    attributes.set(name, { name, column: value.key?.value ?? null, type, classes, reverses: null, relation, clause });
  }
  for (const { name, value } of entries) {
    if (value.reverse === undefined) continue;
    const reverses = attributes.get(value.reverse.value);
    if (reverses === undefined) {
      compiler.report('unknown-name', value.reverse.place, {
        name: value.reverse.value,
        nearest: nearestName(value.reverse.value, attributes.keys()) ?? '',
      });
      compiler.breakName(name);
      continue;
    }
    if (reverses.type.kind !== 'subject' && reverses.relation === null) {
      compiler.report('wrong-type', value.reverse.place, mismatchOf(reverses.type, { kind: 'subject', classes: null }));
      compiler.breakName(name);
      continue;
    }
    const classes = value.for === undefined ? null : classCodes(compiler, value.for);
    const pointing = entries.find((entry) => entry.name === reverses.name)?.value.for?.map((each) => each.value) ?? null;
    attributes.set(name, {
      name,
      column: null,
      type: { kind: 'set', classes: pointing },
      classes,
      reverses,
      relation: null,
      clause: value.clause?.value ?? null,
    });
  }
  return attributes;
}

/** A set of subjects from the relations table needs a kind, a class and the day that counts; it is no column. */
function relationOf(compiler: SchemeCompiler, name: string, value: Infer<typeof attribute>): AttributePlan['relation'] {
  const { relation, at, key, type } = value;
  if (relation === undefined) {
    if (at !== undefined) compiler.report('key-without-effect', at.place, { key: 'at', name });
    return null;
  }
  if (key !== undefined) compiler.report('key-without-effect', key.place, { key: 'key', name });
  if (type?.some((word) => !compiler.classes.has(word.value)) === true) compiler.report('class-wanted', type[0]!.place, { name });
  const day = at === undefined ? null : fullDay(at.value, compiler.year);
  if (at === undefined) compiler.report('missing-key', relation[0]!.place, { key: 'at' });
  else if (day === null) compiler.report('no-such-day', at.place, { day: at.value });
  return { kinds: relation.map((each) => each.value), at: day ?? '' };
}

function attributeType(compiler: SchemeCompiler, words: readonly LocatedText[]): ValueType | null {
  const first = words[0]!;
  if (words.length === 1) {
    const plain = attributeTypes.get(first.value);
    if (plain !== undefined) return plain;
  }
  const known = [...attributeTypes.keys(), ...compiler.classes.keys()];
  for (const word of words) {
    if (!compiler.classes.has(word.value))
      return compiler.report('unknown-type', word.place, { name: word.value, nearest: nearestName(word.value, known) ?? '' });
  }
  return { kind: 'subject', classes: words.map((word) => word.value) };
}

export function resolveLists(compiler: SchemeCompiler): ReadonlyMap<string, ListPlan> {
  const lists = new Map<string, ListPlan>();
  for (const { name, place, value } of compiler.document.lists ?? []) {
    const members = value.map((member): ListMember => {
      if ('from' in member.value) {
        const key = member.value.key.value;
        return { name: member.name, key, keys: [key], span: spanOf(compiler, member.value), rater: null };
      }
      const keys = 'value' in member.value ? [member.value.value] : member.value.map((each) => each.value);
      return {
        name: member.name,
        key: keys.length === 1 && 'value' in member.value ? keys[0]! : member.name,
        keys,
        span: null,
        rater: null,
      };
    });
    checkSpans(compiler, members, value);
    addList(compiler, lists, { name, members, raters: null }, place);
  }
  for (const { name, place, value } of compiler.document.raters ?? []) {
    const members = value.groups.map((group): ListMember => {
      const { key, secrecy, who, roster, sample, clause } = group.value;
      compiler.read(`${name}·${group.name}`, clause, group.value.reading);
      const condition = who === undefined ? null : compiler.pairFormula(who);
      if (who === undefined && roster === undefined && sample === undefined) compiler.report('no-roll', group.place, { name: group.name });
      return {
        name: group.name,
        key: key.value,
        keys: [key.value],
        span: null,
        rater: {
          secrecy: secrecy.value,
          who: condition,
          roster: roster?.value ?? null,
          sample: sample?.value ?? null,
          clause: clause?.value ?? null,
        },
      };
    });
    addList(compiler, lists, { name, members, raters: { inSeveral: value.inSeveral } }, place);
  }
  return lists;
}

function spanOf(compiler: SchemeCompiler, { from, to }: { readonly from: LocatedText; readonly to: LocatedText }): ListMember['span'] {
  const [first, last] = [from, to].map((written) => {
    const full = fullDay(written.value, compiler.year);
    return full ?? compiler.report('no-such-day', written.place, { day: written.value });
  });
  if (first == null || last == null) return null;
  return first <= last ? { from: first, to: last } : compiler.report('empty-range', from.place, { range: `${first}..${last}` });
}

/** A day belongs to one period. */
function checkSpans(compiler: SchemeCompiler, members: readonly ListMember[], written: readonly Named<unknown>[]): void {
  members.forEach(({ name, span }, i) => {
    const other = members
      .slice(0, i)
      .find((earlier) => span !== null && earlier.span !== null && span.from <= earlier.span.to && earlier.span.from <= span.to);
    if (other !== undefined) compiler.report('periods-overlap', written[i]!.place, { name, other: other.name });
  });
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
  if (list.members.length === 0) {
    compiler.report('empty-list', place);
    compiler.breakName(list.name);
  }
  if (lists.has(list.name)) compiler.report('name-taken', place, { name: list.name });
  else lists.set(list.name, list);
}
