import {
  byKind,
  choice,
  field,
  integer,
  list,
  mapOf,
  object,
  oneOrMany,
  requiredField,
  switched,
  text,
  type Field,
  type Infer,
  type Shape,
} from './shape.ts';
import { clause, displayForm, formula, key, missingPolicy, name, publishForm, reading, writtenNumber } from './values.ts';

/** What a fact in a state other than present does: it is left out, or counts as a number. */
const states = object({
  'not-yet': field(choice('skip', 'missing'), '未到期', 'not yet'),
  excused: field(choice('skip', 'missing'), '免考', 'excused'),
  'not-applicable': field(choice('skip', 'missing'), '不适用', 'not applicable'),
  'not-submitted': field(byKind({ text: writtenNumberOrSkip() }), '未报送', 'not submitted'),
});

function writtenNumberOrSkip(): Shape<'skip' | 'missing' | Infer<ReturnType<typeof writtenNumber>>> {
  const number = writtenNumber();
  return {
    read: (node, reader) =>
      node.kind === 'text' && (node.text === 'skip' || node.text === 'missing') ? node.text : number.read(node, reader),
    schema: { anyOf: [{ enum: ['skip', 'missing'] }, number.schema] },
  };
}

/** How several rows of one cell become one value. */
const rowsFold = byKind({
  text: choice('one', 'mean', 'sum', 'min', 'max', 'median', 'count'),
  map: object({
    trimmed: field(integer(1, 100), '去掉的最高、最低个数', 'how many highest and lowest are removed'),
    from: field(integer(3, 1000), '至少有几个分数才去掉', 'smallest number of scores at which they are removed'),
    runs: field(integer(1, 1000), '连续几次算一例', 'length of a run that makes one case'),
    of: field(formula, '什么样的行连续', 'which rows form the run'),
  }),
});

const weightMap = mapOf(writtenNumber());
export type WeightMap = Infer<typeof weightMap>;

/** Keys that any indicator may have, and keys that modify its source. Each mechanism names the modifiers it uses. */
export const indicatorFields = {
  key: field(key, '公布时的代码；没有代码的只作中间值', 'key under which it is published; without it the value is internal'),
  'part-key': field(key, '各组成部分公布时的代码', 'key under which the parts of its own fold are published'),
  clause,
  reading,
  each: field(oneOrMany(name), '按清单逐项计算', 'computed for each member of a list'),
  publish: field(switched(publishForm), '公布点：在此取整并以取整后的值参与后续计算', 'publishing point'),
  show: field(switched(displayForm), '公布形式', 'form of display'),
  needs: field(oneOrMany(name), '缺少这些时不计算', 'missing unless these are there'),
  uncapped: field(text(), '不封顶的理由', 'why there is no cap'),
  compliance: field(text(), '对合规提示的说明', 'answer to a compliance hint'),
  omit: field(choice('zero'), '为零时不列出', 'not listed when zero'),
  states: field(states, '免考、不适用、未报送怎样计', 'what each missing state does'),
  rows: field(rowsFold, '同一格多行怎样合并', 'how several rows of a cell become one value'),
  recuse: field(formula, '应回避的评分行', 'rows left out because the scorer must stand aside'),
  'same-matter': field(list(byKind({ text: name, list: list(name) })), '同一事项只计最高一次的项目', 'items that count once per matter'),
  period: field(
    byKind({
      text: name,
      map: object({ list: requiredField(name, '清单', 'list'), by: requiredField(name, '看哪一列', 'column that tells the period') }),
    }),
    '按日期（或写明的列）归入清单中的哪一期',
    'list of periods to which rows belong, by their date or by a column',
  ),
  cap: field(writtenNumber(), '封顶', 'cap'),
  of: field(name, '对哪个指标折算', 'the indicator whose parts are weighted'),
  weighted: field(switched(weightMap), '加权', 'weighted mean'),
  mean: field(oneOrMany(name), '平均', 'mean'),
  missing: field(missingPolicy, '缺项怎样处理', 'what a missing part does'),
  full: field(writtenNumber(), '满分', 'full mark'),
  none: field(formula, '没有任何一行时的值', 'value where there is no row at all'),
  among: field(choice('ranked'), '只看参加排名的', 'only those who are ranked'),
} as const satisfies Record<string, Field<unknown>>;

export type IndicatorField = keyof typeof indicatorFields;

export type CommonIndicator = Infer<ReturnType<typeof object<typeof indicatorFields>>>;
