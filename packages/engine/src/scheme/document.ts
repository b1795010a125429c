import { mechanisms } from '../mechanism/registry.ts';
import type { DocumentPlace } from '../problem/problem.ts';
import {
  byKind,
  choice,
  field,
  integer,
  lazy,
  map,
  mapOf,
  object,
  oneOrMany,
  requiredField,
  text,
  type Field,
  type Infer,
  type LocatedText,
  type Named,
  type Shape,
} from './shape.ts';
import { grading } from './grading-shape.ts';
import { indicatorFields, type CommonIndicator } from './indicator-fields.ts';
import { clause, day, displayForm, formula, key, name, reading } from './values.ts';

/**
 * The sections of a scheme document and what may stand in them. What a mechanism accepts under its own keyword is
 * described beside the mechanism.
 */

const subjectClass = object({
  key: field(key, '代码，数据中使用', 'stable key, used in facts'),
  kind: field(choice('unit', 'person'), '单位或人员', 'unit or person'),
  when: field(mapOf(oneOrMany(text())), '归入本类的条件：列与取值', 'which subjects belong: column and values'),
  any: field(oneOrMany(name), '合并类：由哪些类组成', 'a union of other classes'),
});

export const attribute = object({
  key: field(key, '名册中的列名', 'column of the subjects table'),
  for: field(oneOrMany(name), '适用的类', 'classes that have it'),
  type: field(oneOrMany(name), '类型：number money text yes-no，或某一类', 'type: number, money, text, yes-no, or a class (a reference)'),
  reverse: field(name, '反向引用：指向本对象的那些对象', 'the set of those who point here'),
  relation: field(oneOrMany(text()), '由关系表登记的那些对象，写关系的名称', 'the set of those that the relations table names'),
  at: field(day, '关系以哪一天为准', 'the day on which the relation counts'),
  clause,
  reading,
});

const period = object({
  key: requiredField(key, '代码，数据中使用', 'stable key, used in facts'),
  from: requiredField(day, '从哪一天起', 'first day'),
  to: requiredField(day, '到哪一天止', 'last day'),
});

const listMembers = mapOf(byKind({ text: key, list: oneOrMany(key), map: period }));

const raterGroup = object({
  key: requiredField(key, '代码', 'stable key'),
  secrecy: requiredField(choice('secret', 'named'), '无记名或记名', 'secret or named'),
  who: field(formula, '谁可以评谁', 'who may rate whom'),
  roster: field(text(), '名册名称', 'an outside roster'),
  sample: field(text(), '抽样名称', 'an outside sample'),
  clause,
  reading,
});

interface RaterList {
  readonly groups: readonly Named<Infer<typeof raterGroup>>[];
  readonly inSeveral: 'first' | 'each' | null;
}

const inSeveralWords = choice('first', 'each');

/** Groups by name, and beside them what becomes of somebody who belongs to several. */
const raterList: Shape<RaterList> = {
  read(node, reader) {
    if (node.kind !== 'map') return reader.wrongKind(node, 'map');
    const groups = node.entries.filter(({ key: groupName }) => groupName !== 'in-several');
    // Where the name of the list is missing, its groups are taken for lists, and that is said once.
    const stray = groups.find(({ value }) => value !== null && value.kind !== 'map');
    if (stray !== undefined) return reader.wrongKind(stray.value!, `{ ${Object.keys(raterGroup.fields).join(', ')} }`);
    const word = node.entries.find(({ key: groupName }) => groupName === 'in-several');
    if (word?.value === null) reader.report('empty-value', word.keyPlace, { key: word.key });
    const inSeveral = word?.value == null ? undefined : inSeveralWords.read(word.value, reader);
    const read = mapOf(raterGroup).read({ ...node, entries: groups }, reader);
    return read === undefined ? undefined : { groups: read, inSeveral: inSeveral?.value ?? null };
  },
  schema: { type: 'object', properties: { 'in-several': inSeveralWords.schema }, additionalProperties: raterGroup.schema },
};

const factTable = object({
  where: field(formula, '哪些行算数', 'what counts as evidence; other rows are ignored without mark'),
  columns: field(
    mapOf(
      object({
        key: requiredField(key, '列名', 'column key'),
        type: requiredField(choice('number', 'money', 'text', 'yes-no', 'date'), '类型', 'type'),
      }),
    ),
    '本方案增加的列',
    'further columns that this scheme reads',
  ),
  clause,
  reading,
});

/** An indicator, flag or outcome as written: the common keys and what stands under mechanism keywords. */
export interface IndicatorDocument {
  readonly name: string;
  readonly namePlace: DocumentPlace;
  readonly common: CommonIndicator;
  readonly sources: readonly { readonly keyword: string; readonly place: DocumentPlace; readonly parameters: unknown }[];
}

function indicatorShape(): Shape<Omit<IndicatorDocument, 'name' | 'namePlace'>> {
  const fields: Record<string, Field<unknown>> = { ...indicatorFields };
  for (const mechanism of mechanisms) {
    if (!Object.hasOwn(fields, mechanism.keyword))
      fields[mechanism.keyword] = field(mechanism.shape, mechanism.title.zh, mechanism.title.en);
  }
  return map(object(fields), (read) => {
    const values = read as unknown as Record<string, unknown> & CommonIndicator;
    const sources = mechanisms
      .filter(({ keyword }) => values[keyword] !== undefined && !Object.hasOwn(indicatorFields, keyword))
      .map(({ keyword }) => ({ keyword, place: values.keyPlaces.get(keyword)!, parameters: values[keyword] }))
      .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
    return { common: values, sources };
  });
}

const indicators: Shape<readonly IndicatorDocument[]> = lazy(() =>
  map(mapOf(indicatorShape()), (entries) =>
    entries.map(({ name: indicatorName, place, value }) => ({ name: indicatorName, namePlace: place, ...value })),
  ),
);

const groupOutcome = object({
  key: requiredField(key, '公布时的代码', 'published key'),
  formula: field(formula, '公式', 'formula'),
  values: field(mapOf(formula), '多个值', 'several values'),
  show: field(displayForm, '公布形式', 'form of display'),
  clause,
  reading,
});

const stage = object({
  for: requiredField(oneOrMany(name), '考核对象的类', 'classes appraised', () => []),
  indicators: field(indicators, '指标', 'indicators'),
  grading: field(grading, '等次', 'grading'),
  flags: field(indicators, '旗标', 'flags'),
  outcomes: field(indicators, '结果运用', 'outcomes'),
  'category-outcomes': field(mapOf(groupOutcome), '各排名范围的结果', 'outcomes per ranking group'),
  clause,
});
export type StageDocument = Infer<typeof stage>;

const noText = (place: DocumentPlace): LocatedText => ({ value: '', place, offset: -1 });

export const schemeShape = object({
  kaoji: requiredField(integer(1, 999), '方案格式版本', 'version of the scheme format', (place) => ({ value: 1, place })),
  id: requiredField(text({ pattern: /^[a-z][a-z0-9-]{0,63}$/, wanted: 'town-offices' }), '方案代码', 'key of the scheme', noText),
  title: requiredField(text(), '办法名称', 'title of the regulation', noText),
  year: requiredField(integer(1949, 2999), '考核年度', 'year of the appraisal', (place) => ({ value: 1949, place })),
  show: requiredField(displayForm, '公布数字的形式', 'form of every published number unless an indicator says otherwise', (place) => ({
    value: 'percent' as const,
    place,
  })),
  'suppress-below': field(integer(1, 1000), '少于几张票不单独公开', 'results of fewer ballots are not shown apart'),
  subjects: requiredField(mapOf(subjectClass), '考核对象分类', 'classes of subjects'),
  attributes: field(mapOf(attribute), '对象的属性', 'attributes of subjects'),
  lists: field(mapOf(listMembers), '清单', 'lists'),
  raters: field(mapOf(raterList), '测评主体', 'voter groups'),
  facts: field(mapOf(factTable), '事实表的取舍', 'which facts count'),
  stages: requiredField(mapOf(stage), '阶段，依次封存', 'stages in order; each is sealed before the next reads it'),
  totals: field(mapOf(formula), '全体合计', 'totals over all subjects'),
});
export type SchemeDocument = Infer<typeof schemeShape>;
